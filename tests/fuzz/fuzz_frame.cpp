// A frame between the programs, read as every message there is. What fits a shape must be written back to the
// very same body, so that no field is lost, added or read as something else.

#include "core/wire/account_messages.h"
#include "core/wire/admin_messages.h"
#include "core/wire/agent_messages.h"
#include "core/wire/chain_messages.h"
#include "core/wire/codec.h"
#include "core/wire/more_messages.h"
#include "core/wire/policy_messages.h"
#include "core/wire/shadow_messages.h"
#include "core/wire/simulate_messages.h"
#include "core/wire/watcher_messages.h"

#include <cstdint>
#include <cstdlib>

using namespace till::wire;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

template <class Shape>
std::string frameOf(std::int64_t id, const Shape& shape)
{
    return encode(id, shape);
}
std::string frameOf(std::int64_t id, const ErrorBody& error)
{
    return encodeError(id, error);
}

template <class Shape>
void tryAs(const Envelope& envelope)
{
    const auto shape = fromBody<Shape>(envelope.body);
    if (!shape) {
        require(!describe(shape.error()).empty());
        return;
    }
    require(toBody(*shape) == envelope.body);
    const auto again = parseFrame(frameOf(envelope.id, *shape));
    // Only size may keep a body from being sent on: escapes can make it longer than it came.
    require(again ? again->body == envelope.body && again->id == envelope.id
                  : again.error() == WireError::TooLarge);
}

template <class... Shapes>
void tryAsEach(const Envelope& envelope)
{
    (tryAs<Shapes>(envelope), ...);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto envelope = parseFrame(std::string(data, data + size));
    if (!envelope) {
        require(!describe(envelope.error()).empty());
        return 0;
    }
    require(size <= kMaxFrameBytes && envelope->id >= 0);
    tryAsEach<AccountDetailList, AccountDetailsAnswer, AccountDerive, AccountWatch, KeyImport, AccountExport,
              AccountExported, AccountEdit, AccountDefault, PassphraseChange, RecoveryCodeSet, RecoveryCode,
              VaultShow, VaultShown, SignIn, SignInAnswer, ErrorBody, Done, Hello, Pay, Quote, PaymentAnswer,
              PaymentGet, PaymentAwait, PaymentCancel, SettlementReport, AgentPaymentsPage, PaymentsPage,
              AgentSelf, AgentSelfAnswer, WatchListGet, WatchList, SettledEvidence, UnusedEvidence,
              BalanceEvidence, NetworkHealth, OutflowEvidence, ScannedEvidence, ReorganisedEvidence,
              DoubtEvidence, BalanceList, AlarmList, AlarmLift, StatusAnswer, StatusGet, VaultCreate,
              VaultCreated, Unlock, Prove, Lock, PauseAll, ResumeAll, AccountList, AccountsAnswer, AccountNew,
              AccountImport, AgentAdd, AgentAdded, AgentList, AgentsAnswer, AgentSetState, ApprovalList,
              ApprovalsAnswer, ApprovalDecide, PaymentsList, PaymentDetailGet, PaymentDetail, LedgerVerify,
              LedgerVerified, OverviewGet, Overview, NetworkList, NetworksAnswer, NetworkSet, Subscribe,
              PaymentsEvent, StateEvent, ApprovalEvent, ApprovalGoneEvent, EndpointUp, PolicyGet, PolicyShape,
              PolicySet, PolicyChanged, PolicyHistoryGet, PolicyHistory, PresetList, PresetsAnswer,
              PendingList, PendingAnswer, PendingRecall, DelaySet, AgentSetTags, LedgerAnchorShape,
              LedgerAnchorSet, LedgerThaw, MoreAsk, MoreOwn, MoreAnswer, MoreList, MoreDecide, MoreEvent,
              GrantList, GrantsAnswer, GrantEnd, PolicySimulate, PolicySimulated, BalancesAnswer,
              AlarmsAnswer, ShadowSet, ShadowGet, ShadowClear, ShadowShape, AgentRotate, AgentRevoke,
              AgentRemove, AgentBind, AgentChangedEvent, BackupMake, BackupMade, BackupRead, BackupPiece,
              BackupStored, BackupBegin, BackupPut, BackupFinish, BackupOpened, SecurityGet, SecurityAnswer,
              LockRulesSet, UnattendedOn, UnattendedOff, OwnerActive>(*envelope);
    return 0;
}
