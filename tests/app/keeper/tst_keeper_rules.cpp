#include "core/wire/more_messages.h"
#include "core/wire/policy_messages.h"
#include "keeper_process.h"

#include <QTest>

#include <chrono>
#include <filesystem>
#include <fstream>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

const std::string kUpTo1 = R"({"version":1,"name":"t","default":"allow","budgets":[{"name":"day",)"
                           R"("limit":{"usd":"1"},"window":{"calendar":"day"}}]})";
const std::string kUpTo5 = R"({"version":1,"name":"t","default":"allow","budgets":[{"name":"day",)"
                           R"("limit":{"usd":"5"},"window":{"calendar":"day"}}]})";
const std::string kAsks = R"({"version":1,"name":"t","default":"ask"})";

PolicySet setTo(const std::string& document, std::optional<std::string> passphrase = std::nullopt)
{
    PolicySet set;
    set.policy = "worker";
    set.document = document;
    set.by = "cli";
    set.reason = "because";
    set.passphrase = std::move(passphrase);
    return set;
}

MoreAsk moreFor(const std::string& token, const std::string& reason = "more")
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {token, "2000000", std::chrono::duration_cast<std::chrono::milliseconds>(now).count() + 3'600'000,
            "", reason};
}

std::string statusOf(Line& line, const Pay& pay)
{
    const Envelope envelope = line.ask(pay);
    return envelope.type == "error" ? Line::errorIn(envelope)
                                    : Line::answerIn<PaymentAnswer>(envelope).status;
}

} // namespace

/// Policies, grants, requests and the frozen ledger, in frames as the owner's programs and the gateway send
/// them.
class TestKeeperRules : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTighterPolicyNeedsNoPassphraseAndALooserOneDoes_I9();
    void unknownKeysAreRefusedWithTheirPlace();
    void theHistoryIsShownAndAnOlderVersionRestored();
    void checkingChangesNothing();
    void aWaitingChangeIsShownAndCalledBackByAnybody();
    void anApprovalIsRememberedAndEnded_I9();
    void anAgentAsksForMoreAndIsAnswered();
    void theGatewayCannotAnswerRequestsOrSetPolicies_I18();
    void aRolledBackLedgerIsFrozenUntilTheOwnerSaysSo_I14();
    void aLedgerThatGrewSinceItsAnchorIsNotFrozen_I14();
};

void TestKeeperRules::aTighterPolicyNeedsNoPassphraseAndALooserOneDoes_I9()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    const std::string token = keeper.addAgentWith("worker", kUpTo5);
    Line other = keeper.admin(); // has proved nothing
    const auto tighter = other.get<PolicyChanged>(setTo(kUpTo1));
    QCOMPARE(tighter.effect, std::string("tightens"));
    QCOMPARE(tighter.version, 2);
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "2000000")), std::string("denied"));
    QCOMPARE(other.codeOf(setTo(kUpTo5)), std::string("passphrase_needed"));
    QCOMPARE(keeper.owner().codeOf(setTo(kUpTo5)), std::string("passphrase_needed")); // a proof of long ago
    QCOMPARE(other.codeOf(setTo(kUpTo5, "not the passphrase")), std::string("wrong_passphrase"));
    QCOMPARE(other.get<PolicyShape>(PolicyGet{"worker", std::nullopt}).version, 2);
    QCOMPARE(other.get<PolicyChanged>(setTo(kUpTo5, kPassphrase)).version, 3);
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "2000000", "/2")), std::string("authorized"));
}

void TestKeeperRules::unknownKeysAreRefusedWithTheirPlace()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    keeper.addAgentWith("worker", kUpTo5);
    const Envelope answer =
        keeper.owner().ask(setTo(R"({"version":1,"name":"t","default":"allow","budgets":[{"nme":"x"}]})"));
    QCOMPARE(Line::errorIn(answer), std::string("bad_policy"));
    QVERIFY(answer.body["message"].get<std::string>().find("/budgets/0/nme") != std::string::npos);
    PolicySet unknown = setTo(kUpTo1);
    unknown.policy = "nobody";
    QCOMPARE(keeper.owner().codeOf(unknown), std::string("no_such_agent"));
}

void TestKeeperRules::theHistoryIsShownAndAnOlderVersionRestored()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    keeper.addAgentWith("worker", kUpTo5);
    Line& owner = keeper.owner();
    static_cast<void>(owner.get<PolicyChanged>(setTo(kUpTo1)));
    keeper.kill();
    keeper.start();
    keeper.unlock();
    const auto history = keeper.owner().get<PolicyHistory>(PolicyHistoryGet{"worker", std::nullopt});
    QCOMPARE(history.versions.size(), std::size_t{2});
    QCOMPARE(history.versions[0].version, 2);
    QCOMPARE(history.versions[0].oldHash, history.versions[1].newHash);
    QCOMPARE(history.versions[0].reason, std::string("because"));
    const auto first = keeper.owner().get<PolicyShape>(PolicyGet{"worker", 1});
    QCOMPARE(first.hash, history.versions[1].newHash);
    PolicySet restore = setTo("", kPassphrase);
    restore.document.reset();
    restore.restore = 1;
    QCOMPARE(keeper.owner().get<PolicyChanged>(restore).version, 3);
    QCOMPARE(keeper.owner().get<PolicyShape>(PolicyGet{"worker", std::nullopt}).document, first.document);
    restore.restore = 9;
    QCOMPARE(keeper.owner().codeOf(restore), std::string("no_such_version"));
    QCOMPARE(keeper.owner().get<PresetsAnswer>(PresetList{}).presets.size(), std::size_t{4});
}

void TestKeeperRules::checkingChangesNothing()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    keeper.addAgentWith("worker", kUpTo1);
    PolicySet check = setTo(kUpTo5);
    check.checkOnly = true;
    QCOMPARE(keeper.owner().get<PolicyChanged>(check).effect, std::string("loosens"));
    QCOMPARE(keeper.owner().get<PolicyShape>(PolicyGet{"worker", std::nullopt}).version, 1);
}

void TestKeeperRules::aWaitingChangeIsShownAndCalledBackByAnybody()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    const std::string token = keeper.addAgentWith("worker", kUpTo1);
    Line other = keeper.admin();
    static_cast<void>(other.get<PolicyChanged>(DelaySet{3600, "cli", "", std::nullopt}));
    QCOMPARE(other.codeOf(DelaySet{0, "cli", "", std::nullopt}), std::string("passphrase_needed"));
    const auto waits = other.get<PolicyChanged>(setTo(kUpTo5, kPassphrase));
    QVERIFY(waits.waiting.has_value());
    QCOMPARE(waits.version, 1);
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "2000000")), std::string("denied"));
    Line third = keeper.admin();
    const auto pending = third.get<PendingAnswer>(PendingList{});
    QCOMPARE(pending.delaySeconds, 3600);
    QCOMPARE(pending.changes.size(), std::size_t{1});
    QVERIFY(third.get<PendingAnswer>(PendingRecall{pending.changes[0].id, "cli"}).changes.empty());
    QCOMPARE(third.codeOf(PendingRecall{pending.changes[0].id, "cli"}), std::string("no_such_change"));
}

void TestKeeperRules::anApprovalIsRememberedAndEnded_I9()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    const std::string token = keeper.addAgentWith("worker", kAsks);
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "200000")), std::string("waiting"));
    const auto waiting = keeper.owner().get<ApprovalsAnswer>(ApprovalList{}).approvals.at(0);
    ApprovalDecide decide{waiting.id, "approve", waiting.shownHash, "cli", "", std::nullopt};
    decide.remember = RememberShape{"500000", "1000000", moreFor("").untilMs, false};
    QCOMPARE(keeper.owner().codeOf(decide), std::string("passphrase_needed"));
    decide.passphrase = kPassphrase;
    RememberShape tooSmall = *decide.remember;
    tooSmall.perPaymentMicro = "1";
    ApprovalDecide bad = decide;
    bad.remember = tooSmall;
    QCOMPARE(keeper.owner().codeOf(bad), std::string("bad_request"));
    QCOMPARE(keeper.owner().get<PaymentAnswer>(decide).status, std::string("authorized"));
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "300000", "/2")), std::string("authorized"));
    const auto grants = keeper.owner().get<GrantsAnswer>(GrantList{}).grants;
    QCOMPARE(grants.size(), std::size_t{1});
    QCOMPARE(grants[0].origin, waiting.id);
    QCOMPARE(grants[0].usedMicro, std::string("500000"));
    Line other = keeper.admin();
    static_cast<void>(other.get<Done>(GrantEnd{grants[0].id, "cli", ""}));
    QCOMPARE(other.codeOf(GrantEnd{grants[0].id, "cli", ""}), std::string("no_such_grant"));
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "200000", "/3")), std::string("waiting"));
}

void TestKeeperRules::anAgentAsksForMoreAndIsAnswered()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    const std::string token = keeper.addAgentWith("worker", kUpTo1);
    static_cast<void>(keeper.owner().get<Done>(Subscribe{}));
    const auto asked = keeper.gateway().get<MoreAnswer>(moreFor(token)).requests.at(0);
    QCOMPARE(asked.state, std::string("open"));
    QCOMPARE(keeper.owner().event<MoreEvent>().id, asked.id);
    QCOMPARE(keeper.gateway().get<MoreAnswer>(moreFor(token)).requests.at(0).id, asked.id); // joined
    QCOMPARE(keeper.gateway().codeOf(moreFor("till_a9_" + std::string(64, '0'))),
             std::string("unauthorized"));
    MoreDecide decide{asked.id, "grant", "1500000", asked.wantedUntilMs, "cli", "ok", std::nullopt};
    QCOMPARE(keeper.owner().codeOf(decide), std::string("passphrase_needed"));
    decide.passphrase = kPassphrase;
    QCOMPARE(keeper.owner().get<MoreAnswer>(decide).requests.at(0).state, std::string("granted"));
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "1200000")), std::string("authorized"));
    keeper.kill();
    keeper.start();
    keeper.unlock();
    const auto own = keeper.gateway().get<MoreAnswer>(MoreOwn{token}).requests.at(0);
    QCOMPARE(own.usedMicro, std::string("1200000"));
    QCOMPARE(own.note, std::string("ok"));
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "1200000", "/2")), std::string("denied"));
    decide.decision = "deny";
    decide.passphrase.reset();
    QCOMPARE(keeper.owner().get<MoreAnswer>(decide).requests.at(0).state, std::string("ended"));
}

void TestKeeperRules::theGatewayCannotAnswerRequestsOrSetPolicies_I18()
{
    KeeperProcess keeper;
    keeper.start();
    const std::string token = keeper.withAgent();
    const auto id = keeper.gateway().get<MoreAnswer>(moreFor(token)).requests.at(0).id;
    const std::string no = "not_allowed_here";
    QCOMPARE(keeper.gateway().codeOf(MoreDecide{id, "grant", "1", 1, "x", "", kPassphrase}), no);
    QCOMPARE(keeper.gateway().codeOf(setTo(kUpTo5, kPassphrase)), no);
    QCOMPARE(keeper.gateway().codeOf(DelaySet{0, "x", "", kPassphrase}), no);
    QCOMPARE(keeper.gateway().codeOf(GrantEnd{1, "x", ""}), no);
    QCOMPARE(keeper.gateway().codeOf(LedgerThaw{"x", kPassphrase}), no);
}

void TestKeeperRules::aRolledBackLedgerIsFrozenUntilTheOwnerSaysSo_I14()
{
    KeeperProcess keeper;
    keeper.start();
    keeper.withAgent();
    const std::string token = keeper.addAgentWith("worker", kUpTo5);
    QCOMPARE(keeper.stop(), 0);
    std::filesystem::copy_file(keeper.ledgerPath(), keeper.folder() + "/old.db");
    keeper.start();
    keeper.unlock();
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "4000000")), std::string("authorized"));
    QCOMPARE(keeper.stop(), 0); // the anchor is at the head now
    for (const char* each : {"", "-wal", "-shm"}) {
        std::filesystem::remove(keeper.ledgerPath() + each);
    }
    std::filesystem::copy_file(keeper.folder() + "/old.db", keeper.ledgerPath());
    for (int start = 0; start < 2; ++start) { // frozen also after another start
        keeper.start();
        keeper.unlock();
        QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet{}).integrity, std::string("rolled back"));
        QCOMPARE(statusOf(keeper.gateway(), payFor(token, "3000000", "/2")),
                 std::string("ledger_rolled_back"));
        if (start == 0) {
            QCOMPARE(keeper.stop(), 0);
        }
    }
    Line other = keeper.admin();
    QCOMPARE(other.codeOf(LedgerThaw{"cli", "not the passphrase"}), std::string("wrong_passphrase"));
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "3000000", "/2")), std::string("ledger_rolled_back"));
    static_cast<void>(other.get<Done>(LedgerThaw{"cli", kPassphrase}));
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "3000000", "/2")), std::string("authorized"));
    keeper.kill();
    keeper.start();
    keeper.unlock();
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet{}).integrity, std::string("ok"));
}

void TestKeeperRules::aLedgerThatGrewSinceItsAnchorIsNotFrozen_I14()
{
    KeeperProcess keeper;
    keeper.start();
    const std::string token = keeper.withAgent();
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "1000")), std::string("authorized"));
    keeper.kill(); // the anchor is somewhere before the head, or not there at all
    keeper.start();
    keeper.unlock();
    QCOMPARE(statusOf(keeper.gateway(), payFor(token, "1000", "/2")), std::string("authorized"));
    QCOMPARE(keeper.stop(), 0);
    std::ofstream(keeper.folder() + "/ledger.anchor") << "not an anchor";
    keeper.start();
    keeper.unlock();
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet{}).integrity, std::string("rolled back"));
}

QTEST_GUILESS_MAIN(TestKeeperRules)
#include "tst_keeper_rules.moc"
