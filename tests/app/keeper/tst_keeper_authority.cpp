#include "keeper_process.h"

#include "app/keeper/authority.h"

#include <QDateTime>
#include <QTest>

#include <functional>
#include <map>

using namespace till;
using namespace till::keeper;
using namespace till::tests;
using namespace till::wire;
using nlohmann::json;

namespace {

constexpr const char* kWrong = "wrong horse battery staple";

/// The body of one frame of each type, without a passphrase; for those that can narrow, both ways.
struct Sample {
    json widens = json::object(); ///< or the only one there is
    std::optional<json> narrows = std::nullopt;
    bool hasPassphrase = true; ///< has such a field
};

class World {
public:
    World() : m_token(keeper.withAgent("careful"))
    {
        const auto paid = keeper.gateway().get<PaymentAnswer>(payFor(m_token, "1000"));
        m_waiting = paid.id;
        m_shown = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front().shownHash;
        MoreAsk ask;
        ask.token = m_token;
        ask.amountMicro = "1000000";
        ask.untilMs = untilMs();
        ask.reason = "because";
        keeper.gateway().get<MoreAnswer>(ask);
        keeper.admin().get<PolicyChanged>(DelaySet{60, "cli", "", {}}); // so that there is one to shorten
        const auto account = keeper.owner().get<AccountDetailsAnswer>(AccountDetailList()).accounts.front();
        m_signIn = "example.com wants you to sign in with your Ethereum account:\n" + account.address +
                   "\n\nWelcome.\n\nURI: https://example.com/login\nVersion: 1\nChain ID: 8453\n"
                   "Nonce: 0123456789abcdef\nIssued At: 2026-01-01T00:00:00Z";
        AgentBind bind{"bot", BindingShape{0, {}}, {}}; // so that there is one to loosen
        keeper.admin().get<AgentsAnswer>(bind);
        m_signInShown = keeper.owner().get<SignInAnswer>(SignIn{account.id, m_signIn, {}, {}}).shownHash;
    }

    [[nodiscard]] std::map<std::string, Sample> samples() const
    {
        const json none = json::object();
        const json decide{{"paymentId", m_waiting}, {"shownHash", m_shown}, {"by", "cli"}, {"note", ""}};
        const json more{
            {"id", 1}, {"limitMicro", "1000000"}, {"untilMs", untilMs()}, {"by", "cli"}, {"note", ""}};
        const json policy{{"policy", "bot"}, {"by", "cli"}, {"reason", ""}, {"checkOnly", false}};
        return {
            {ResumeAll::kType, {none}},
            {Unlock::kType, {none}},
            {Prove::kType, {none}},
            {AccountNew::kType, {{{"label", "evil"}}}},
            {AccountImport::kType,
             {{{"family", "evm"}, {"privateKey", std::string(64, '1')}, {"label", "evil"}}}},
            {AccountDerive::kType, {{{"family", "svm"}, {"label", "evil"}}}},
            {AccountWatch::kType,
             {{{"family", "evm"},
               {"address", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"},
               {"label", "evil"}}}},
            {AccountDefault::kType, {{{"scope", "evm"}, {"account", "acc_1"}}}},
            {AccountExport::kType,
             {{{"account", "acc_1"}, {"form", "keystore"}, {"filePassphrase", "of the thief"}}}},
            {PassphraseChange::kType, {{{"newPassphrase", "of the thief"}}}},
            {RecoveryCodeSet::kType, {{{"action", "new"}}}},
            {AccountEdit::kType,
             {{{"account", "acc_1"}, {"label", "evil"}}, json{{"account", "acc_1"}, {"state", "archived"}}}},
            {SignIn::kType,
             {{{"account", "acc_1"}, {"message", m_signIn}, {"shownHash", m_signInShown}},
              json{{"account", "acc_1"}, {"message", m_signIn}}}},
            {KeyImport::kType, {keyImport(false), keyImport(true)}},
            {AgentSetTags::kType, {{{"agent", "bot"}, {"tags", {"evil"}}, {"by", "cli"}, {"reason", ""}}}},
            {LedgerAnchorSet::kType, {{{"path", "/tmp/evil.anchor"}, {"by", "cli"}}}},
            {AgentRotate::kType, {{{"agent", "bot"}, {"overlapSeconds", 60}}}},
            {AgentBind::kType,
             {{{"agent", "bot"}},
              json{{"agent", "bot"}, {"binding", {{"uid", 0}, {"executable", "/usr/bin/bot"}}}}}},
            {BackupMake::kType, {none}},
            {BackupFinish::kType, {{{"purpose", "check"}}}},
            {AgentAdd::kType,
             {{{"name", "evil"},
               {"preset", "autopilot"},
               {"privateHosts", json::array()},
               {"tags", json::array()}}}},
            {NetworkSet::kType,
             {{{"network", "eip155:8453"}, {"rpc", {"http://evil.test"}}, {"enabled", true}}}},
            {AlarmLift::kType, {{{"alarm", "alarm_1"}, {"note", ""}}}},
            {LedgerThaw::kType, {{{"by", "cli"}}}},
            {UnattendedOn::kType, {{{"capMicro", "1000000"}, {"untilMs", untilMs()}}}},
            {AgentSetState::kType,
             {{{"agent", "bot"}, {"state", "active"}}, json{{"agent", "bot"}, {"state", "paused"}}}},
            {ApprovalDecide::kType, {with(decide, "decision", "approve"), with(decide, "decision", "deny")}},
            {MoreDecide::kType, {with(more, "decision", "grant"), with(more, "decision", "deny")}},
            {PolicySet::kType, {with(policy, "preset", "autopilot")}},
            {DelaySet::kType,
             {{{"seconds", 0}, {"by", "cli"}, {"reason", ""}},
              json{{"seconds", 120}, {"by", "cli"}, {"reason", ""}}}},
            {LockRulesSet::kType, {{{"autoLockMinutes", 0}}, json{{"autoLockMinutes", 100}}}},
        };
    }
    static json keyImport(bool isDry)
    {
        return {{"form", "key"}, {"family", "evm"}, {"material", std::string(64, '3')},
                {"index", 0},    {"label", "evil"}, {"dryRun", isDry}};
    }
    static json with(json body, const char* field, const char* value)
    {
        body[field] = value;
        return body;
    }
    static std::int64_t untilMs() { return QDateTime::currentMSecsSinceEpoch() + 3'600'000; }

    KeeperProcess keeper;

private:
    std::string m_token;
    std::string m_waiting;
    std::string m_shown;
    std::string m_signIn;
    std::string m_signInShown;
};

json withPassphrase(json body, const char* passphrase)
{
    body["passphrase"] = passphrase;
    return body;
}

std::string codeOf(Line& line, std::string_view type, json body)
{
    const std::int64_t id = line.nextId();
    return Line::errorIn(line.ask(id, makeFrame(id, type, std::move(body))));
}

/// Three guesses are free; whoever proves between two of them has three again.
void forgetGuesses(World& world)
{
    world.keeper.owner().get<Done>(Prove{kPassphrase});
}

} // namespace

/// Every frame on admin.sock needs exactly what authority.h says.
class TestKeeperAuthority : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_world = std::make_unique<World>(); }
    void cleanupTestCase() { m_world.reset(); }

    void everyFrameOfTheListHasAHandler();
    void whatReadsOrNarrowsNeedsNothing();
    void whatWidensIsRefusedWithoutThePassphrase_I9_data() { widening(); }
    void whatWidensIsRefusedWithoutThePassphrase_I9();
    void aWrongPassphraseIsRefusedEvenOnAProvedConnection_I9_data() { widening(); }
    void aWrongPassphraseIsRefusedEvenOnAProvedConnection_I9();
    void nothingOfAllThisChangedAnything();

private:
    static void widening();
    std::unique_ptr<World> m_world;
};

void TestKeeperAuthority::widening()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("needs");
    for (const auto& [type, needs] : kNeeds) {
        if (needs != Needs::Nothing) {
            const QByteArray name(type.data(), static_cast<qsizetype>(type.size()));
            QTest::newRow(name.constData()) << name << static_cast<int>(needs);
        }
    }
}

void TestKeeperAuthority::everyFrameOfTheListHasAHandler()
{
    Line stranger = m_world->keeper.admin();
    for (const auto& [type, needs] : kNeeds) {
        const std::int64_t id = stranger.nextId();
        const auto answer = stranger.ask(id, makeFrame(id, type, {{"nobodyKnowsThis", 1}}));
        QCOMPARE(Line::errorIn(answer), std::string("bad_frame"));
        const std::string message = answer.body["message"].get<std::string>();
        QVERIFY2(message.find("no frame of this type") == std::string::npos, std::string(type).c_str());
    }
}

void TestKeeperAuthority::whatReadsOrNarrowsNeedsNothing()
{
    for (const auto& [type, needs] : kNeeds) {
        if (needs != Needs::Nothing || type == PauseAll::kType || type == Lock::kType) {
            continue; // those two at the end: they change what the other tests stand on
        }
        Line stranger = m_world->keeper.admin();
        const std::string code = codeOf(stranger, type, json::object());
        QVERIFY2(code != "passphrase_needed" && code != "wrong_passphrase" && code != "locked",
                 (std::string(type) + ": " + code).c_str());
    }
}

void TestKeeperAuthority::whatWidensIsRefusedWithoutThePassphrase_I9()
{
    QFETCH(QByteArray, type);
    QFETCH(int, needs);
    const auto samples = m_world->samples();
    const auto found = samples.find(type.toStdString());
    QVERIFY2(found != samples.end(), "this type of frame has no sample in this test");
    Line stranger = m_world->keeper.admin();
    const std::string code = codeOf(stranger, type.constData(), found->second.widens);
    // Where the passphrase is no option, a frame without it is none; an alarm that is not there comes first.
    const bool isMandatory = static_cast<Needs>(needs) == Needs::Passphrase;
    QCOMPARE(QByteArray::fromStdString(code), QByteArray(isMandatory ? "bad_frame" : "passphrase_needed"));
    QVERIFY(!stranger.get<StatusAnswer>(StatusGet()).proved);
}

void TestKeeperAuthority::aWrongPassphraseIsRefusedEvenOnAProvedConnection_I9()
{
    QFETCH(QByteArray, type);
    QFETCH(int, needs);
    const json body = withPassphrase(m_world->samples().at(type.toStdString()).widens, kWrong);
    forgetGuesses(*m_world);
    Line stranger = m_world->keeper.admin();
    // What is already as asked says so before anybody is asked for a passphrase.
    const QByteArray expected = type == AlarmLift::kType      ? "no_such_alarm"
                                : type == BackupFinish::kType ? "bad_request" // none has come in
                                : type == LedgerThaw::kType   ? ""
                                                              : "wrong_passphrase";
    QCOMPARE(QByteArray::fromStdString(codeOf(stranger, type.constData(), body)), expected);
    QVERIFY(!stranger.get<StatusAnswer>(StatusGet()).proved);
    const auto kind = static_cast<Needs>(needs);
    if (kind == Needs::Passphrase || kind == Needs::PassphraseWhenItWidens) {
        forgetGuesses(*m_world);
        QCOMPARE(QByteArray::fromStdString(codeOf(m_world->keeper.owner(), type.constData(), body)),
                 expected);
    }
}

void TestKeeperAuthority::nothingOfAllThisChangedAnything()
{
    Line stranger = m_world->keeper.admin();
    const auto status = stranger.get<StatusAnswer>(StatusGet());
    QVERIFY(status.vault == "unlocked" && !status.paused && status.agents == 1 && status.waiting == 1);
    QCOMPARE(stranger.get<AccountsAnswer>(AccountList()).accounts.size(), std::size_t{2});
    QCOMPARE(stranger.get<AgentsAnswer>(AgentList()).agents.front().preset, std::string("careful"));
    const auto security = stranger.get<SecurityAnswer>(SecurityGet());
    QVERIFY(!security.unattended && security.autoLockMinutes == 240);
    // And the other way: what narrows is done for anybody.
    for (const auto& [type, sample] : m_world->samples()) {
        if (sample.narrows) {
            QCOMPARE(QByteArray::fromStdString(type + " " + codeOf(stranger, type, *sample.narrows)),
                     QByteArray::fromStdString(type + " "));
        }
    }
    QCOMPARE(codeOf(stranger, PauseAll::kType, json::object()), std::string());
    QCOMPARE(codeOf(stranger, Lock::kType, json::object()), std::string());
    QCOMPARE(stranger.get<StatusAnswer>(StatusGet()).vault, std::string("locked"));
}

QTEST_GUILESS_MAIN(TestKeeperAuthority)
#include "tst_keeper_authority.moc"
