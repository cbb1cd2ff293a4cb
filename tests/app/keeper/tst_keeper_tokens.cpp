#include "keeper_process.h"

#include "core/ledger/ledger.h"
#include "core/payment/agents.h"
#include "core/payment/settings.h"
#include "core/policy/presets.h"
#include "core/support/token_text.h"
#include "core/vault/vault.h"

#include <QDateTime>
#include <QTest>

#include <random>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr std::int64_t kDay = 24 * 3600;

class DeviceEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        for (std::uint8_t& byte : out) {
            byte = static_cast<std::uint8_t>(m_device());
        }
    }

private:
    std::random_device m_device;
};

AgentRotate rotation(std::int64_t overlapSeconds, const std::string& agent = "bot")
{
    return {agent, overlapSeconds, std::nullopt, kPassphrase};
}

AgentRemove removal(const std::string& agent)
{
    AgentRemove remove;
    remove.agent = agent;
    remove.by = "cli";
    return remove;
}

std::string codeOf(KeeperProcess& keeper, const std::string& token, const CallerShape& caller = {})
{
    return keeper.gateway().codeOf(AgentSelf{token, caller});
}

std::vector<TokenShape> tokensOf(KeeperProcess& keeper)
{
    return keeper.owner().get<AgentsAnswer>(AgentList()).agents.front().tokens;
}

/// The next answer on a line, past events.
Envelope nextAnswer(Line& line)
{
    for (;;) {
        const auto frame = line.receive();
        if (!frame) {
            throw std::runtime_error("no answer");
        }
        auto envelope = parseFrame(*frame);
        if (envelope->id != 0) {
            return std::move(*envelope);
        }
    }
}

const std::string kOldToken = "till_a2_" + std::string(64, 'e');

/// Writes an agent "old" into a stopped keeper's ledger as versions before wrote one: its token's plain
/// SHA-256.
void addOldAgent(KeeperProcess& keeper)
{
    DeviceEntropy entropy;
    auto vault = vault::Vault::load(vault::VaultStore(keeper.folder()), entropy).value();
    const std::string passphrase = kPassphrase;
    const bool isUnlocked =
        vault.unlock({reinterpret_cast<const std::uint8_t*>(passphrase.data()), passphrase.size()})
            .has_value();
    QVERIFY(isUnlocked);
    auto ledger = ledger::Ledger::open(keeper.ledgerPath()).value();
    ledger.setSealKey(vault.purposeKey(vault::Purpose::LedgerMac).value());
    payment::Agent agent;
    agent.id = "a2";
    agent.name = "old";
    agent.account = vault.accounts().front().id();
    agent.address = *vault.accounts().front().address.evm();
    agent.preset = "autopilot";
    agent.policy = policy::presetPolicy("autopilot", policy::TimeZone()).value();
    payment::AgentToken token;
    token.hash = payment::plainHashOfToken(kOldToken);
    agent.tokens.add(token, {});
    QVERIFY(ledger
                .note({ledger.newestTime(),
                       std::string(payment::kAgentAdded),
                       std::nullopt,
                       {},
                       payment::toEventBody(agent)})
                .has_value());
    QVERIFY(ledger.commit().has_value());
}

std::string newestEvents(KeeperProcess& keeper, int count)
{
    auto database = ledger::Database::open(keeper.ledgerPath(), ledger::Access::ReadOnly).value();
    auto query =
        database.prepare("SELECT kind FROM events ORDER BY seq DESC LIMIT " + std::to_string(count)).value();
    std::string kinds;
    while (query.step().value()) {
        kinds += query.text(0) + " ";
    }
    return kinds;
}

} // namespace

class TestKeeperTokens : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void everyWrongTokenIsToldWhy();
    void beforeTheFirstUnlockEveryAgentIsToldLocked();
    void anAwaitOfBeforeTheUnlockIsAnsweredAfterIt();
    void lockedAgainAgentsAreStillToldApart();
    void anOldLedgersTokenWorksLockedAndIsSealedAtItsNextUse();
    void aRotatedTokenWorksForItsOverlapOnly();
    void rotationWithoutOverlapEndsTheOldTokenAtOnce();
    void anExpiredTokenIsToldSoAndEndsItsWaits();
    void revokingHoldsAtOnceAlsoForWaits_I10();
    void whatIsNotRevokedIsUntouched();
    void removingDeniesWhatWaitsAndFreesTheName();
    void theGatewayIsToldOfEveryChange();
    void everyChangeOutlivesAKill();
    void badWishesAreRefused_data();
    void badWishesAreRefused();
};

void TestKeeperTokens::everyWrongTokenIsToldWhy()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    std::string typo = token;
    typo[20] = typo[20] == 'x' ? 'y' : 'x';
    std::array<std::uint8_t, kTokenSecretBytes> guess{};
    QCOMPARE(codeOf(keeper, token), std::string());
    QCOMPARE(codeOf(keeper, typo), std::string("token_malformed"));
    QCOMPARE(codeOf(keeper, token.substr(0, 30)), std::string("token_malformed"));
    QCOMPARE(codeOf(keeper, makeTokenText("a1", guess)), std::string("unauthorized"));
    QCOMPARE(codeOf(keeper, makeTokenText("a9", guess)), std::string("unauthorized"));
    keeper.owner().get<AgentsAnswer>(AgentRevoke{"bot", "cli"});
    QCOMPARE(codeOf(keeper, token), std::string("token_revoked"));
    QCOMPARE(keeper.gateway().codeOf(payFor(token, "1")), std::string("token_revoked"));
    QCOMPARE(keeper.gateway().codeOf(SettlementReport{token, "pay_1", 200, 1, {}, ""}),
             std::string("token_revoked"));
    QVERIFY(keeper.owner().get<PaymentsPage>(PaymentsList()).payments.empty());
}

void TestKeeperTokens::beforeTheFirstUnlockEveryAgentIsToldLocked()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k"));
    keeper.kill();
    keeper.start();
    std::array<std::uint8_t, kTokenSecretBytes> guess{};
    Line& gateway = keeper.gateway();
    for (const std::string& each : {token, makeTokenText("a1", guess)}) {
        QCOMPARE(gateway.codeOf(payWithKey(each, "1000", "k")), std::string("locked"));
        QCOMPARE(gateway.codeOf(PaymentGet{each, paid.id}), std::string("locked"));
        QCOMPARE(gateway.codeOf(AgentSelf{each}), std::string("locked"));
        QCOMPARE(gateway.codeOf(AgentPaymentsPage{each, {}, 25}), std::string("locked"));
    }
    QCOMPARE(codeOf(keeper, makeTokenText("a9", guess)), std::string("unauthorized"));
    QCOMPARE(codeOf(keeper, token + "0"), std::string("token_malformed"));
    keeper.unlock();
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payWithKey(token, "1000", "k")).headers.front().value,
             paid.headers.front().value);
    QCOMPARE(codeOf(keeper, makeTokenText("a1", guess)), std::string("unauthorized"));
}

void TestKeeperTokens::anAwaitOfBeforeTheUnlockIsAnsweredAfterIt()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    keeper.kill();
    keeper.start();
    std::array<std::uint8_t, kTokenSecretBytes> guess{};
    // As the gateway asks again after a restart.
    keeper.gateway().send(encode(501, PaymentAwait{{token, waiting.id}}));
    keeper.gateway().send(encode(502, PaymentAwait{{makeTokenText("a1", guess), waiting.id}}));
    QVERIFY(!keeper.gateway().receive(200));
    keeper.unlock();
    const auto guessed = nextAnswer(keeper.gateway());
    QCOMPARE(guessed.id, std::int64_t{502});
    QCOMPARE(Line::errorIn(guessed), std::string("unauthorized"));
    const auto shown = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front();
    keeper.owner().get<PaymentAnswer>(ApprovalDecide{waiting.id, "approve", shown.shownHash, "cli", "", {}});
    const auto answer = nextAnswer(keeper.gateway());
    QCOMPARE(answer.id, std::int64_t{501});
    QVERIFY(!Line::answerIn<PaymentAnswer>(answer).headers.empty());
}

void TestKeeperTokens::lockedAgainAgentsAreStillToldApart()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent();
    const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    keeper.owner().get<Done>(Lock());
    std::array<std::uint8_t, kTokenSecretBytes> guess{};
    QCOMPARE(codeOf(keeper, makeTokenText("a1", guess)), std::string("unauthorized"));
    QVERIFY(keeper.gateway().get<AgentSelfAnswer>(AgentSelf{token}).locked);
    // How a payment ended can be reported, as before.
    SettlementReport report{token, paid.id, 200, 1, {}, ""};
    report.receipt = ReceiptShape{true, "0x1", "eip155:8453", "", "", ""};
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(report).status, std::string("settled"));
    // Taking a token back needs no passphrase, and holds.
    keeper.admin().get<AgentsAnswer>(AgentRevoke{"bot", "cli"});
    QCOMPARE(codeOf(keeper, token), std::string("token_revoked"));
}

void TestKeeperTokens::anOldLedgersTokenWorksLockedAndIsSealedAtItsNextUse()
{
    KeeperProcess keeper;
    keeper.withAgent();
    keeper.stop();
    addOldAgent(keeper);
    keeper.start();
    // Its hash needs no key, so it is told apart before the first unlock, as it was.
    QVERIFY(keeper.gateway().get<AgentSelfAnswer>(AgentSelf{kOldToken}).locked);
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payFor(kOldToken, "1")).code, std::string("locked"));
    QVERIFY(newestEvents(keeper, 2).find("agent.token.sealed") == std::string::npos);
    keeper.unlock();
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(kOldToken, "1000", "/b")).headers.empty());
    QCOMPARE(newestEvents(keeper, 2), std::string("authorized agent.token.sealed "));
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(kOldToken, "1000", "/c")).headers.empty());
    QCOMPARE(newestEvents(keeper, 2), std::string("authorized authorized ")); // once
    keeper.kill();
    keeper.start();
    QCOMPARE(codeOf(keeper, kOldToken), std::string("locked"));
    keeper.unlock();
    QCOMPARE(codeOf(keeper, kOldToken), std::string());
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
    QVERIFY(keeper.owner().get<AgentAdded>(rotation(0, "old")).token.size() < kOldToken.size());
    QCOMPARE(codeOf(keeper, kOldToken), std::string("token_revoked"));
}

void TestKeeperTokens::aRotatedTokenWorksForItsOverlapOnly()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    const std::string first = keeper.withAgent();
    const auto rotated = keeper.owner().get<AgentAdded>(rotation(600));
    QVERIFY(rotated.token != first);
    QCOMPARE(codeOf(keeper, first), std::string());
    QCOMPARE(codeOf(keeper, rotated.token), std::string());
    QCOMPARE(tokensOf(keeper).front().state, std::string("ending"));
    QVERIFY(tokensOf(keeper).front().endsAtMs.has_value());
    // Both are the same agent: what one bought, the other joins.
    const auto bought = keeper.gateway().get<PaymentAnswer>(payWithKey(first, "1000", "k"));
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(payWithKey(rotated.token, "1000", "k")).id, bought.id);
    keeper.clock().setAhead(601);
    QCOMPARE(codeOf(keeper, first), std::string("token_revoked"));
    QCOMPARE(codeOf(keeper, rotated.token), std::string());
    keeper.clock().setAhead(0); // the clock going back revives nothing (invariant I13)
    QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(rotated.token, "1000", "/later")).id.empty());
}

void TestKeeperTokens::rotationWithoutOverlapEndsTheOldTokenAtOnce()
{
    KeeperProcess keeper;
    const std::string first = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(first, "1000"));
    keeper.gateway().send(encode(501, PaymentAwait{{first, waiting.id}}));
    QVERIFY(!keeper.gateway().receive(100));
    const std::string second = keeper.owner().get<AgentAdded>(rotation(0)).token;
    const auto ended = nextAnswer(keeper.gateway());
    QCOMPARE(ended.id, std::int64_t{501});
    QCOMPARE(Line::errorIn(ended), std::string("token_revoked"));
    QCOMPARE(codeOf(keeper, first), std::string("token_revoked"));
    QCOMPARE(keeper.gateway().get<PaymentAnswer>(PaymentGet{second, waiting.id}).status,
             std::string("waiting"));
}

void TestKeeperTokens::anExpiredTokenIsToldSoAndEndsItsWaits()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Turned);
    keeper.withAgent("careful");
    AgentRotate wish = rotation(0);
    wish.expiresAtMs = QDateTime::currentMSecsSinceEpoch() + 300'000;
    const std::string token = keeper.owner().get<AgentAdded>(wish).token;
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    keeper.gateway().send(encode(501, PaymentAwait{{token, waiting.id}}));
    keeper.clock().setAhead(200);
    QCOMPARE(codeOf(keeper, token), std::string());
    keeper.clock().setAhead(301);
    const auto ended = nextAnswer(keeper.gateway());
    QCOMPARE(ended.id, std::int64_t{501});
    QCOMPARE(Line::errorIn(ended), std::string("token_expired"));
    QCOMPARE(codeOf(keeper, token), std::string("token_expired"));
    QCOMPARE(tokensOf(keeper).back().state, std::string("expired"));
}

void TestKeeperTokens::revokingHoldsAtOnceAlsoForWaits_I10()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    keeper.gateway().send(encode(501, PaymentAwait{{token, waiting.id}}));
    QVERIFY(!keeper.gateway().receive(100));
    const auto agent = keeper.admin().get<AgentsAnswer>(AgentRevoke{"bot", "cli"}).agents.front();
    QCOMPARE(agent.tokens.front().state, std::string("revoked"));
    const auto ended = nextAnswer(keeper.gateway());
    QCOMPARE(ended.id, std::int64_t{501});
    QCOMPARE(Line::errorIn(ended), std::string("token_revoked"));
    // Approved afterwards, the signature goes to nobody until there is a token again.
    const auto shown = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front();
    keeper.owner().get<PaymentAnswer>(ApprovalDecide{waiting.id, "approve", shown.shownHash, "cli", "", {}});
    while (const auto sent = keeper.gateway().receive(100)) {
        QVERIFY2(parseFrame(*sent)->type == AgentChangedEvent::kType, sent->c_str());
    }
    QCOMPARE(keeper.gateway().codeOf(PaymentGet{token, waiting.id}), std::string("token_revoked"));
}

void TestKeeperTokens::whatIsNotRevokedIsUntouched()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const std::string other = keeper.addAgent("other", "careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(other, "1000"));
    keeper.gateway().send(encode(501, PaymentAwait{{other, waiting.id}}));
    keeper.owner().get<AgentsAnswer>(AgentRevoke{"bot", "cli"});
    QCOMPARE(codeOf(keeper, other), std::string());
    keeper.owner().get<PaymentAnswer>(ApprovalDecide{waiting.id, "deny", "", "cli", "", {}});
    const auto answer = nextAnswer(keeper.gateway());
    QCOMPARE(Line::answerIn<PaymentAnswer>(answer).code, std::string("rejected"));
}

void TestKeeperTokens::removingDeniesWhatWaitsAndFreesTheName()
{
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const std::string other = keeper.addAgent("other", "careful");
    const auto mine = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    const auto theirs = keeper.gateway().get<PaymentAnswer>(payFor(other, "1000"));
    keeper.owner().get<Done>(Subscribe());
    keeper.admin().get<Done>(removal("bot"));
    const auto gone = keeper.owner().event<ApprovalGoneEvent>();
    QCOMPARE(gone.paymentId, mine.id);
    QCOMPARE(gone.status, std::string("rejected"));
    QCOMPARE(codeOf(keeper, token), std::string("token_revoked"));
    QCOMPARE(keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front().id, theirs.id);
    QCOMPARE(keeper.owner().get<AgentsAnswer>(AgentList()).agents.size(), std::size_t{1});
    QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).agents, std::int64_t{1});
    for (const char* name : {"bot", "a1"}) {
        QCOMPARE(keeper.owner().codeOf(AgentRevoke{name, "cli"}), std::string("no_such_agent"));
        QCOMPARE(keeper.owner().codeOf(removal(name)), std::string("no_such_agent"));
        QCOMPARE(keeper.owner().codeOf(rotation(0, name)), std::string("no_such_agent"));
        QCOMPARE(keeper.owner().codeOf(AgentSetState{name, "active", kPassphrase}),
                 std::string("no_such_agent"));
    }
    // Its history keeps its name, and the next of that name is another agent.
    PaymentsList list;
    list.limit = 25;
    list.agent = "a1";
    QCOMPARE(keeper.owner().get<PaymentsPage>(list).payments.front().agentName, std::string("bot"));
    keeper.addAgent("bot", "careful");
    list.agent = "bot";
    QVERIFY(keeper.owner().get<PaymentsPage>(list).payments.empty());
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
}

void TestKeeperTokens::theGatewayIsToldOfEveryChange()
{
    KeeperProcess keeper;
    keeper.withAgent();
    keeper.owner().get<AgentsAnswer>(AgentBind{"bot", BindingShape{1000, ""}, {}});
    QCOMPARE(keeper.gateway().event<AgentChangedEvent>().agent, std::string("a1"));
    keeper.owner().get<AgentsAnswer>(AgentRevoke{"bot", "cli"});
    QCOMPARE(keeper.gateway().event<AgentChangedEvent>().agent, std::string("a1"));
    keeper.owner().get<AgentAdded>(rotation(0));
    QCOMPARE(keeper.gateway().event<AgentChangedEvent>().agent, std::string("a1"));
    keeper.owner().get<Done>(removal("bot"));
    QCOMPARE(keeper.gateway().event<AgentChangedEvent>().agent, std::string("a1"));
}

void TestKeeperTokens::everyChangeOutlivesAKill()
{
    KeeperProcess keeper;
    const std::string first = keeper.withAgent();
    const std::string gone = keeper.addAgent("gone", "careful");
    const std::string second = keeper.owner().get<AgentAdded>(rotation(3600)).token;
    keeper.owner().get<AgentsAnswer>(AgentBind{"bot", BindingShape{1000, ""}, {}});
    keeper.owner().get<Done>(removal("gone"));
    const auto before = toBody(keeper.owner().get<AgentsAnswer>(AgentList())).dump();
    keeper.kill();
    keeper.start();
    keeper.unlock();
    QCOMPARE(toBody(keeper.owner().get<AgentsAnswer>(AgentList())).dump(), before);
    const CallerShape right{77, 1000, ""};
    QCOMPARE(codeOf(keeper, first, right), std::string());
    QCOMPARE(codeOf(keeper, second, right), std::string());
    QCOMPARE(codeOf(keeper, second), std::string("wrong_caller"));
    QCOMPARE(codeOf(keeper, gone), std::string("token_revoked"));
    QVERIFY(keeper.owner().get<LedgerVerified>(LedgerVerify()).ok);
    keeper.owner().get<AgentsAnswer>(AgentRevoke{"bot", "cli"});
    keeper.kill();
    keeper.start();
    keeper.unlock();
    QCOMPARE(codeOf(keeper, second, right), std::string("token_revoked"));
}

void TestKeeperTokens::badWishesAreRefused_data()
{
    QTest::addColumn<qlonglong>("overlap");
    QTest::addColumn<qlonglong>("expiresIn");
    QTest::addColumn<QByteArray>("program");
    QTest::newRow("overlap below zero") << -1LL << 0LL << QByteArray();
    QTest::newRow("overlap above a month") << 31 * kDay + 1LL << 0LL << QByteArray();
    QTest::newRow("expired already") << 0LL << -1LL << QByteArray();
    QTest::newRow("expires in eleven years") << 0LL << 11 * 366 * kDay + 0LL << QByteArray();
    QTest::newRow("program without a path") << 0LL << 0LL << QByteArray("bot");
    QTest::newRow("program with a line end") << 0LL << 0LL << QByteArray("/bin/bot\n");
    QTest::newRow("program too long") << 0LL << 0LL << "/" + QByteArray(1024, 'x');
}

void TestKeeperTokens::badWishesAreRefused()
{
    QFETCH(qlonglong, overlap);
    QFETCH(qlonglong, expiresIn);
    QFETCH(QByteArray, program);
    static KeeperProcess keeper; // for all rows: none of them may change it
    static const std::string token = keeper.withAgent();
    if (program.isEmpty()) {
        AgentRotate wish = rotation(overlap);
        if (expiresIn != 0) {
            wish.expiresAtMs = QDateTime::currentMSecsSinceEpoch() + expiresIn * 1000;
        }
        QCOMPARE(keeper.owner().codeOf(wish), std::string("bad_request"));
    } else {
        const BindingShape binding{std::nullopt, program.toStdString()};
        QCOMPARE(keeper.owner().codeOf(AgentBind{"bot", binding, {}}), std::string("bad_request"));
        QCOMPARE(keeper.owner().codeOf(AgentBind{"bot", BindingShape{}, {}}), std::string("bad_request"));
    }
    QCOMPARE(codeOf(keeper, token), std::string());
    QCOMPARE(tokensOf(keeper).size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestKeeperTokens)
#include "tst_keeper_tokens.moc"
