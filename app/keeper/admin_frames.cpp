#include "app/keeper/admin_dispatch.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::size_t kApprovalsAtOnce = 4; ///< each may take some 10 KiB of a frame

/// What does not speak of the rows that memory was made of: the vault, the reader's own connection, and what
/// stops.
constexpr std::array kWithoutLedger{wire::StatusGet::kType,
                                    wire::Subscribe::kType,
                                    wire::VaultCreate::kType,
                                    wire::Unlock::kType,
                                    wire::Prove::kType,
                                    wire::Lock::kType,
                                    wire::PauseAll::kType,
                                    wire::AccountList::kType,
                                    wire::AccountNew::kType,
                                    wire::AccountImport::kType,
                                    wire::PaymentsList::kType,
                                    wire::PaymentDetailGet::kType,
                                    wire::OverviewGet::kType,
                                    wire::LedgerVerify::kType,
                                    wire::VaultShow::kType,
                                    wire::AccountDetailList::kType,
                                    wire::AccountDerive::kType,
                                    wire::AccountWatch::kType,
                                    wire::AccountEdit::kType,
                                    wire::AccountDefault::kType,
                                    wire::KeyImport::kType,
                                    wire::AccountExport::kType,
                                    wire::PassphraseChange::kType,
                                    wire::RecoveryCodeSet::kType};

bool isNodeUrl(const std::string& url)
{
    return url.size() <= payment::kMaxNodeUrlBytes && isPlainLine(url, payment::kMaxNodeUrlBytes) &&
           (url.starts_with("http://") || url.starts_with("https://")) && url.find('@') == std::string::npos;
}

} // namespace

std::string pauseFailedText(bool isPaused)
{
    return isPaused
               ? "Paused now, but the disk failed while that was written and it may not last. Nothing was "
                 "signed. Check the disk, then pause again."
               : "Not paused: the ledger could not be written. Nothing was signed, and nothing is until it "
                 "can be written. Then pause again.";
}

void Keeper::handleAdmin(const Link& link, const wire::Envelope& envelope)
{
    const std::int64_t id = envelope.id;
    if (std::ranges::find(kWithoutLedger, envelope.type) == kWithoutLedger.end() &&
        isRefusedWhileDown(link, id)) {
        return;
    }
    AdminDispatch(envelope, [&](std::string why) { replyError(link, id, "bad_frame", std::move(why)); })
        .on<wire::StatusGet>([&](auto&) { reply(link, id, status(link)); })
        .on<wire::Subscribe>([&](auto&) { subscribe(link, id); })
        .on<wire::VaultCreate>([&](auto& body) { createVault(link, id, std::move(body)); })
        .on<wire::Unlock>([&](auto& body) { prove(link, id, std::move(body.passphrase)); })
        .on<wire::Prove>([&](auto& body) { prove(link, id, std::move(body.passphrase)); })
        .on<wire::Lock>([&](auto& body) { lockNow(link, id, body); })
        .on<wire::SecurityGet>([&](auto&) { getSecurity(link, id); })
        .on<wire::LockRulesSet>([&](auto& body) { setLockRules(link, id, body); })
        .on<wire::UnattendedOn>([&](auto& body) { unattendedOn(link, id, body); })
        .on<wire::UnattendedOff>([&](auto&) { unattendedOff(link, id); })
        .on<wire::OwnerActive>([&](auto&) {
            ownerIsHere();
            reply(link, id, wire::Done{});
        })
        .on<wire::PauseAll>([&](auto&) { setPaused(link, id, payment::kPaused); })
        .on<wire::ResumeAll>([&](auto& body) {
            whenProved(link, id, std::move(body.passphrase),
                       [this, link, id] { setPaused(link, id, payment::kResumed); });
        })
        .on<wire::AccountList>([&](auto&) { listAccounts(link, id); })
        .on<wire::AccountNew>([&](auto& body) { newAccount(link, id, body); })
        .on<wire::AccountImport>([&](auto& body) { importAccount(link, id, body); })
        .on<wire::AgentList>([&](auto& body) { listAgents(link, id, body); })
        .on<wire::AgentAdd>([&](auto& body) { addAgent(link, id, body); })
        .on<wire::AgentSetState>([&](auto& body) { setAgentState(link, id, body); })
        .on<wire::AgentSetTags>([&](auto& body) { setTags(link, id, body); })
        .on<wire::AgentRotate>([&](auto& body) { rotateToken(link, id, body); })
        .on<wire::AgentRevoke>([&](auto& body) { revokeTokens(link, id, body); })
        .on<wire::AgentRemove>([&](auto& body) { removeAgent(link, id, body); })
        .on<wire::AgentBind>([&](auto& body) { bindAgent(link, id, body); })
        .on<wire::BackupMake>([&](auto& body) { makeBackup(link, id, body); })
        .on<wire::BackupRead>([&](auto& body) { readBackup(link, id, body); })
        .on<wire::BackupStored>([&](auto& body) { backupStored(link, id, body); })
        .on<wire::BackupBegin>([&](auto& body) { beginBackup(link, id, body); })
        .on<wire::BackupPut>([&](auto& body) { putBackup(link, id, body); })
        .on<wire::BackupFinish>([&](auto& body) { finishBackup(link, id, body); })
        .on<wire::ApprovalList>([&](auto& body) { listApprovals(link, id, body); })
        .on<wire::ApprovalDecide>([&](auto& body) { decide(link, id, body); })
        .on<wire::PaymentsList>([&](auto& body) { listPayments(link, id, body); })
        .on<wire::PaymentsFind>([&](auto& body) { findPayments(link, id, body); })
        .on<wire::PaymentMarginGet>([&](auto& body) { paymentMargin(link, id, body.paymentId); })
        .on<wire::PaymentsSum>([&](auto& body) { sumPayments(link, id, body); })
        .on<wire::PaymentNote>([&](auto& body) { notePayment(link, id, body); })
        .on<wire::InsightsGet>([&](auto& body) { insights(link, id, body); })
        .on<wire::PaymentDetailGet>([&](auto& body) { paymentDetail(link, id, body.paymentId); })
        .on<wire::LedgerVerify>([&](auto&) { verifyLedger(link, id); })
        .on<wire::OverviewGet>([&](auto& body) { overview(link, id, body); })
        .on<wire::PolicySimulate>([&](auto& body) { simulatePolicy(link, id, body); })
        .on<wire::NetworkList>([&](auto&) { listNetworks(link, id); })
        .on<wire::BalanceList>([&](auto& body) { listBalances(link, id, body); })
        .on<wire::AlarmList>([&](auto& body) { listAlarms(link, id, body); })
        .on<wire::AlarmLift>([&](auto& body) { liftAlarm(link, id, body); })
        .on<wire::NetworkSet>([&](auto& body) { setNetwork(link, id, body); })
        .on<wire::LedgerAnchorGet>([&](auto&) { reply(link, id, ownerAnchorShape()); })
        .on<wire::LedgerAnchorSet>([&](auto& body) { setOwnerAnchor(link, id, body); })
        .on<wire::LedgerThaw>([&](auto& body) { thaw(link, id, body); })
        .on<wire::MoreList>([&](auto& body) { listRequests(link, id, body); })
        .on<wire::MoreDecide>([&](auto& body) { decideRequest(link, id, body); })
        .on<wire::GrantList>([&](auto& body) { listGrants(link, id, body); })
        .on<wire::GrantEnd>([&](auto& body) { endGrant(link, id, body); })
        .on<wire::PolicyGet>([&](auto& body) { getPolicy(link, id, body); })
        .on<wire::PolicySet>([&](auto& body) { setPolicy(link, id, body); })
        .on<wire::ShadowGet>([&](auto& body) { getShadow(link, id, body); })
        .on<wire::ShadowSet>([&](auto& body) { setShadow(link, id, body); })
        .on<wire::ShadowClear>([&](auto& body) { clearShadow(link, id, body); })
        .on<wire::PolicyHistoryGet>([&](auto& body) { policyHistory(link, id, body); })
        .on<wire::PresetList>([&](auto&) { listPresets(link, id); })
        .on<wire::PendingList>([&](auto&) { listPending(link, id); })
        .on<wire::PendingRecall>([&](auto& body) { recallPending(link, id, body); })
        .on<wire::DelaySet>([&](auto& body) { setDelay(link, id, body); })
        .otherwise([&] {
            if (!handleAccounts(link, envelope)) {
                replyError(link, id, "bad_frame", "There is no frame of this type here.");
            }
        });
}

void Keeper::subscribe(const Link& link, std::int64_t id)
{
    link->isSubscribed = true;
    reply(link, id, wire::Done{});
}

void Keeper::handleSupervisor(const Link& link, const wire::Envelope& envelope)
{
    const auto body = wire::fromBody<wire::EndpointUp>(envelope.body);
    if (envelope.type != wire::EndpointUp::kType || !body) {
        return replyError(link, envelope.id, "not_allowed_here");
    }
    m_endpoint = body->endpoint;
    m_practiceShop = body->practiceShop;
    reply(link, envelope.id, wire::Done{});
}

void Keeper::setPaused(const Link& link, std::int64_t id, std::string_view kind)
{
    if (auto done = m_till.change(kind, "{}"); !done) {
        return replyLedgerFailed(link, id, done.error());
    }
    if (kind == payment::kPaused) {
        // Earlier answers of this batch may carry signatures; they leave before the pause is confirmed, and
        // after it nothing does (invariant I10).
        if (!finishBatch()) {
            const bool isPaused = m_till.settings().isPaused;
            if (isPaused) {
                stopSignatures({}, "paused");
            }
            return replyError(link, id, "ledger_failed", pauseFailedText(isPaused));
        }
        stopSignatures({}, "paused");
    }
    reply(link, id, wire::Done{});
}

void Keeper::listApprovals(const Link& link, std::int64_t id, const wire::ApprovalList& list)
{
    wire::ApprovalsAnswer answer;
    const auto after = list.after ? ledger::PaymentId::fromText(*list.after) : std::nullopt;
    for (const auto& [payment, waiting] : m_till.waiting()) {
        if (after && payment <= *after) {
            continue;
        }
        if (answer.approvals.size() >= kApprovalsAtOnce) {
            answer.next = answer.approvals.back().id;
            break;
        }
        const auto row = m_ledger.payment(payment);
        if (!row) {
            return replyLedgerFailed(link, id, row.error());
        }
        if (!*row) {
            continue;
        }
        const auto seen = m_till.seenOf(**row);
        if (!seen) {
            return replyLedgerFailed(link, id, seen.error());
        }
        if (*seen) {
            if (auto shape = approvalOf(**row, **seen)) {
                answer.approvals.push_back(std::move(*shape));
            }
        }
    }
    reply(link, id, answer);
}

void Keeper::decide(const Link& link, std::int64_t id, const wire::ApprovalDecide& decide)
{
    const auto payment = ledger::PaymentId::fromText(decide.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    if (decide.decision != "approve" && decide.decision != "deny") {
        return replyError(link, id, "bad_request", "The decision is approve or deny.");
    }
    const auto apply = [this, link, id, payment = *payment, decide] {
        if (decide.decision == "approve" && !ledgerFault().empty()) {
            return replyError(link, id, ledgerFault());
        }
        std::optional<payment::RememberedGrant> grant;
        if (decide.remember && !(grant = grantWith(link, id, payment, decide))) {
            return;
        }
        auto outcome = decide.decision == "approve"
                           ? m_till.approve(payment, decide.shownHash, decide.by, decide.note)
                           : m_till.reject(payment, decide.by, decide.note);
        if (!outcome) {
            return replyLedgerFailed(link, id, outcome.error());
        }
        const bool isRefused = !outcome->code.empty();
        if (isRefused) {
            const std::string why = outcome->seen ? outcome->seen->judgement.sentence : std::string();
            return replyError(link, id, outcome->code, why);
        }
        if (grant) {
            // In the same transaction as the approval that it came with (invariant I9).
            if (auto done = m_till.addGrant(*grant, payment::Authority::Passphrase); !done) {
                return replyLedgerFailed(link, id, done.error());
            }
        }
        changed(outcome->row);
        pushApprovalGone(outcome->row);
        outcome->reservation.reset(); // the header is for the agent, not for whoever approved
        reply(link, id, answerOf(*outcome));
        resolveAwaits(payment);
    };
    // Denying only narrows; approving spends.
    if (decide.decision == "deny") {
        return decide.remember ? replyError(link, id, "bad_request", "Only an approval can be remembered.")
                               : apply();
    }
    if (decide.remember) {
        return decide.passphrase ? withProof(link, id, *decide.passphrase, apply)
                                 : replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    whenProved(link, id, decide.passphrase, apply);
}

wire::NetworkShape Keeper::shapeOf(const money::Network& network) const
{
    wire::NetworkShape shape;
    shape.network = network.caip2;
    shape.name = network.displayName;
    shape.isTestnet = network.isTestnet;
    shape.isPractice = network.isPractice;
    shape.rpc = nodesOf(network);
    const auto& networks = const_cast<payment::Till&>(m_till).settings().networks;
    const auto setting = networks.find(network.caip2);
    shape.enabled = setting == networks.end() || setting->second.isEnabled;
    shape.reachability = nodeText(network);
    return shape;
}

void Keeper::listNetworks(const Link& link, std::int64_t id)
{
    wire::NetworksAnswer answer;
    for (const money::Network& each : money::Registry::builtIn().networks()) {
        if (each.family == money::Family::Evm) {
            answer.networks.push_back(shapeOf(each));
        }
    }
    reply(link, id, answer);
}

void Keeper::setNetwork(const Link& link, std::int64_t id, const wire::NetworkSet& set)
{
    const money::Network* network = money::Registry::builtIn().networkByCaip2(set.network);
    if (network == nullptr || network->family != money::Family::Evm || network->isPractice ||
        set.rpc.size() > payment::kMaxNodes || !std::ranges::all_of(set.rpc, isNodeUrl)) {
        return replyError(link, id, "bad_network");
    }
    withProof(link, id, set.passphrase, [this, link, id, network, set] {
        const std::string body = payment::networkEventBody(set.network, {set.rpc, set.enabled});
        if (auto done = m_till.change(payment::kNetworkSet, body); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        m_health.erase(set.network);
        m_till.forgetNetwork(set.network);
        reply(link, id, wire::NetworksAnswer{{shapeOf(*network)}});
    });
}

} // namespace till::keeper
