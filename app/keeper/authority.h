#pragma once

#include "core/wire/account_messages.h"
#include "core/wire/admin_messages.h"
#include "core/wire/insight_messages.h"
#include "core/wire/more_messages.h"
#include "core/wire/policy_messages.h"
#include "core/wire/shadow_messages.h"
#include "core/wire/simulate_messages.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace till::keeper {

/// What a frame on admin.sock needs besides the connection, which only the same user can make.
enum class Needs {
    Nothing,    ///< it reads, narrows, pauses or locks
    Proof,      ///< the passphrase, in this frame or proved on this connection not too long ago
    Passphrase, ///< the passphrase in this very frame: it widens
    ProofWhenItWidens,
    PassphraseWhenItWidens,
};

/// The whole list: a frame that is not here has no handler (a static_assert in admin_frames.cpp), and
/// tst_keeper_authority tries each with a wrong passphrase and without.
inline constexpr auto kNeeds = std::to_array<std::pair<std::string_view, Needs>>({
    // Reading is free to whoever runs as the owner.
    {wire::StatusGet::kType, Needs::Nothing},
    {wire::Subscribe::kType, Needs::Nothing},
    {wire::SecurityGet::kType, Needs::Nothing},
    {wire::AccountList::kType, Needs::Nothing},
    {wire::AccountDetailList::kType, Needs::Nothing},
    {wire::VaultShow::kType, Needs::Nothing},
    {wire::AgentList::kType, Needs::Nothing},
    {wire::ApprovalList::kType, Needs::Nothing},
    {wire::PaymentsList::kType, Needs::Nothing},
    {wire::PaymentDetailGet::kType, Needs::Nothing},
    {wire::PaymentsFind::kType, Needs::Nothing},
    {wire::PaymentsSum::kType, Needs::Nothing},
    {wire::PaymentMarginGet::kType, Needs::Nothing},
    {wire::PaymentNote::kType, Needs::Nothing}, // the owner's own words beside a row; they decide nothing
    {wire::InsightsGet::kType, Needs::Nothing},
    {wire::LedgerVerify::kType, Needs::Nothing},
    {wire::OverviewGet::kType, Needs::Nothing},
    {wire::NetworkList::kType, Needs::Nothing},
    {wire::BalanceList::kType, Needs::Nothing},
    {wire::AlarmList::kType, Needs::Nothing},
    {wire::LedgerAnchorGet::kType, Needs::Nothing},
    {wire::MoreList::kType, Needs::Nothing},
    {wire::GrantList::kType, Needs::Nothing},
    {wire::PolicyGet::kType, Needs::Nothing},
    {wire::PolicyHistoryGet::kType, Needs::Nothing},
    {wire::PolicySimulate::kType, Needs::Nothing},
    {wire::PresetList::kType, Needs::Nothing},
    {wire::PendingList::kType, Needs::Nothing},
    {wire::ShadowGet::kType, Needs::Nothing},
    {wire::ShadowSet::kType, Needs::Nothing}, // it decides nothing
    {wire::ShadowClear::kType, Needs::Nothing},
    // What was made, or came in, on this very connection.
    {wire::BackupRead::kType, Needs::Nothing},
    {wire::BackupStored::kType, Needs::Nothing},
    {wire::BackupBegin::kType, Needs::Nothing},
    {wire::BackupPut::kType, Needs::Nothing},
    // So is what takes rights away.
    {wire::AgentRevoke::kType, Needs::Nothing},
    {wire::AgentRemove::kType, Needs::Nothing},
    {wire::Lock::kType, Needs::Nothing},
    {wire::PauseAll::kType, Needs::Nothing},
    {wire::UnattendedOff::kType, Needs::Nothing},
    {wire::GrantEnd::kType, Needs::Nothing},
    {wire::PendingRecall::kType, Needs::Nothing},
    // It only puts off the lock of a wallet that is open.
    {wire::OwnerActive::kType, Needs::Nothing},
    // There is no wallet yet, so there is nothing to prove: its passphrase is what the frame sets.
    {wire::VaultCreate::kType, Needs::Nothing},
    {wire::ResumeAll::kType, Needs::Proof},
    {wire::BackupMake::kType, Needs::Proof},        // what it gives out is sealed
    {wire::BackupFinish::kType, Needs::Passphrase}, // without a wallet: that of the backup
    {wire::Unlock::kType, Needs::Passphrase},
    {wire::Prove::kType, Needs::Passphrase},
    {wire::AccountNew::kType, Needs::Passphrase},
    {wire::AccountImport::kType, Needs::Passphrase},
    {wire::AccountDerive::kType, Needs::Passphrase},
    {wire::AccountWatch::kType, Needs::Passphrase},
    {wire::AccountDefault::kType, Needs::Passphrase},
    {wire::AccountExport::kType, Needs::Passphrase},
    {wire::PassphraseChange::kType, Needs::Passphrase},
    {wire::RecoveryCodeSet::kType, Needs::Passphrase},
    {wire::AgentAdd::kType, Needs::Passphrase},
    {wire::AgentRotate::kType, Needs::Passphrase},
    {wire::NetworkSet::kType, Needs::Passphrase},
    {wire::AlarmLift::kType, Needs::Passphrase},
    {wire::LedgerAnchorSet::kType, Needs::Passphrase},
    {wire::LedgerThaw::kType, Needs::Passphrase},
    {wire::UnattendedOn::kType, Needs::Passphrase},
    // Denying, pausing, tightening are free; the other way is not.
    {wire::AgentSetState::kType, Needs::ProofWhenItWidens},
    {wire::AccountEdit::kType, Needs::ProofWhenItWidens},    // archiving is free
    {wire::SignIn::kType, Needs::ProofWhenItWidens},         // to show what a message says is free
    {wire::KeyImport::kType, Needs::PassphraseWhenItWidens}, // to show its addresses is free
    {wire::AgentBind::kType, Needs::PassphraseWhenItWidens},
    {wire::AgentSetTags::kType, Needs::PassphraseWhenItWidens},
    {wire::ApprovalDecide::kType, Needs::ProofWhenItWidens}, // to remember more: the passphrase
    {wire::MoreDecide::kType, Needs::PassphraseWhenItWidens},
    {wire::PolicySet::kType, Needs::PassphraseWhenItWidens},
    {wire::DelaySet::kType, Needs::PassphraseWhenItWidens},
    {wire::LockRulesSet::kType, Needs::PassphraseWhenItWidens},
});

[[nodiscard]] constexpr std::optional<Needs> needsOf(std::string_view frameType)
{
    for (const auto& [type, needs] : kNeeds) {
        if (type == frameType) {
            return needs;
        }
    }
    return std::nullopt;
}

} // namespace till::keeper
