#include "keeper_process.h"
#include "tests/places.h"

#include "core/wire/more_messages.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

/// Every type of frame that a header of core/wire names, so that none is forgotten here.
std::set<std::string> typesIn(const char* header)
{
    std::ifstream file(std::string(TILL_SOURCE_DIR "/core/wire/") + header);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    static const std::regex pattern("kType = \"([^\"]+)\"");
    std::set<std::string> types;
    for (std::sregex_iterator each(text.begin(), text.end(), pattern); each != std::sregex_iterator();
         ++each) {
        types.insert((*each)[1]);
    }
    return types;
}

/// Of every header but those of the gateway and the watcher, and what all say.
std::set<std::string> ownersTypes()
{
    std::set<std::string> types;
    for (const auto& file : std::filesystem::directory_iterator(TILL_SOURCE_DIR "/core/wire")) {
        const std::string name = file.path().filename();
        if (name.ends_with("_messages.h") && name != "agent_messages.h" && name != "watcher_messages.h") {
            types.merge(typesIn(name.c_str()));
        }
    }
    return types;
}

/// Whole, well-formed frames of the owner's, each of which would change something on admin.sock.
std::vector<std::string> ownersFrames(const std::string& payment, const std::string& shownHash)
{
    VaultCreate create;
    create.passphrase = kPassphrase;
    create.kdfMemoryMiB = 64;
    AgentAdd add;
    add.name = "evil";
    add.preset = "autopilot";
    add.passphrase = kPassphrase;
    return {encode(900, create),
            encode(901, Unlock{kPassphrase}),
            encode(902, Prove{kPassphrase}),
            encode(903, Lock()),
            encode(904, PauseAll()),
            encode(905, ResumeAll{kPassphrase}),
            encode(906, AccountNew{"evil", kPassphrase}),
            encode(907, AccountImport{"evm", std::string(64, '1'), "evil", kPassphrase}),
            encode(908, add),
            encode(909, AgentSetState{"bot", "paused", {}}),
            encode(910, ApprovalDecide{payment, "approve", shownHash, "cli", "", kPassphrase}),
            encode(911, ApprovalDecide{payment, "deny", shownHash, "cli", "", {}}),
            encode(912, NetworkSet{"eip155:8453", {"http://evil.test"}, true, kPassphrase}),
            encode(913, Subscribe()),
            encode(914, PaymentsList()),
            encode(915, PaymentDetailGet{payment})};
}

std::string nested(int depth)
{
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
}

} // namespace

class TestKeeperRoles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheOwnersSocketTakesTheOwnersFrames_I18_data();
    void onlyTheOwnersSocketTakesTheOwnersFrames_I18();
    void aRoleTakesNoFramesOfAnother_I18_data();
    void aRoleTakesNoFramesOfAnother_I18();
    void whatIsNoFrameIsRefused_I8_data();
    void whatIsNoFrameIsRefused_I8();
    void anOversizedFrameClosesItsConnectionAlone_I8();
    void helloComesFirstAndInThisVersion();
    void anInheritedSocketIsNotHeardBeforeItsHello();
    void ownersConnectionsAreBounded_I20();

private:
    /// One keeper for all: what is refused leaves it as it was, which each test looks at.
    KeeperProcess& keeper();
    Line& lineOf(const QByteArray& role);
    std::optional<KeeperProcess> m_keeper;
    std::string m_token;
    std::string m_waiting;
    std::string m_shownHash;
    std::optional<Line> m_admin;
};

KeeperProcess& TestKeeperRoles::keeper()
{
    if (!m_keeper) {
        m_keeper.emplace();
        m_token = m_keeper->withAgent("careful");
        m_waiting = m_keeper->gateway().get<PaymentAnswer>(payFor(m_token, "1000")).id;
        m_shownHash = m_keeper->owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front().shownHash;
    }
    return *m_keeper;
}

Line& TestKeeperRoles::lineOf(const QByteArray& role)
{
    if (role == "admin") {
        m_admin.emplace(keeper().admin());
        return *m_admin;
    }
    return role == "gateway"   ? keeper().gateway()
           : role == "watcher" ? keeper().watcher()
                               : keeper().supervisor();
}

void TestKeeperRoles::onlyTheOwnersSocketTakesTheOwnersFrames_I18_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::newRow("gateway") << QByteArray("gateway");
    QTest::newRow("watcher") << QByteArray("watcher");
    QTest::newRow("supervisor") << QByteArray("supervisor");
}

void TestKeeperRoles::onlyTheOwnersSocketTakesTheOwnersFrames_I18()
{
    QFETCH(QByteArray, role);
    Line& line = lineOf(role);
    const auto before = keeper().owner().get<StatusAnswer>(StatusGet());
    for (const std::string& frame : ownersFrames(m_waiting, m_shownHash)) {
        const std::int64_t id = parseFrame(frame)->id;
        QCOMPARE(Line::errorIn(line.ask(id, frame)), std::string("not_allowed_here"));
    }
    const auto types = ownersTypes();
    QVERIFY(types.size() > 30 && types.contains("approval.decide"));
    // Each asks for what is its own, and for nothing else in these headers.
    const std::map<QByteArray, std::set<std::string>> own = {
        {"gateway", {MoreAsk::kType, MoreOwn::kType}}, {"watcher", {}}, {"supervisor", {EndpointUp::kType}}};
    for (const std::string& type : types) {
        if (own.at(role).contains(type)) {
            continue;
        }
        const std::int64_t id = line.nextId();
        const std::string code = Line::errorIn(line.ask(id, makeFrame(id, type, nlohmann::json::object())));
        QVERIFY2(code == "not_allowed_here", (type + ": " + code).c_str());
    }
    const auto after = keeper().owner().get<StatusAnswer>(StatusGet());
    QCOMPARE(toBody(after).dump(), toBody(before).dump());
    QCOMPARE(after.vault, std::string("unlocked"));
    QVERIFY(!after.paused && after.waiting == 1 && after.agents == 1);
    QCOMPARE(keeper().owner().get<AccountsAnswer>(AccountList()).accounts.size(), std::size_t{2});
    QCOMPARE(keeper().owner().get<AgentsAnswer>(AgentList()).agents.front().state, std::string("active"));
}

void TestKeeperRoles::aRoleTakesNoFramesOfAnother_I18_data()
{
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("code");
    const QByteArray refused("not_allowed_here");
    QTest::newRow("gateway's at the watcher's")
        << QByteArray("watcher") << QByteArray("agent_messages.h") << refused;
    QTest::newRow("gateway's at the supervisor's")
        << QByteArray("supervisor") << QByteArray("agent_messages.h") << refused;
    QTest::newRow("gateway's at the owner's")
        << QByteArray("admin") << QByteArray("agent_messages.h") << QByteArray("bad_frame");
    QTest::newRow("watcher's at the gateway's")
        << QByteArray("gateway") << QByteArray("watcher_messages.h") << refused;
    QTest::newRow("watcher's at the supervisor's")
        << QByteArray("supervisor") << QByteArray("watcher_messages.h") << refused;
    QTest::newRow("watcher's at the owner's")
        << QByteArray("admin") << QByteArray("watcher_messages.h") << QByteArray("bad_frame");
}

void TestKeeperRoles::aRoleTakesNoFramesOfAnother_I18()
{
    QFETCH(QByteArray, role);
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, code);
    Line& line = lineOf(role);
    const auto types = typesIn(header.constData());
    QVERIFY(types.size() > 5);
    for (const std::string& type : types) {
        const std::int64_t id = line.nextId();
        const auto answer = line.ask(id, makeFrame(id, type, nlohmann::json::object()));
        QCOMPARE(QByteArray::fromStdString(type + " " + Line::errorIn(answer)),
                 QByteArray::fromStdString(type) + " " + code);
    }
    // Whole ones too: an ask that the gateway's connection would pay, evidence that would move its state.
    QCOMPARE(QByteArray::fromStdString(header == "agent_messages.h"
                                           ? line.codeOf(payFor(m_token, "1000"))
                                           : line.codeOf(UnusedEvidence{m_waiting, {1, 1, "0x"}, "n"})),
             code);
    QCOMPARE(keeper().gateway().get<PaymentAnswer>(PaymentGet{m_token, m_waiting}).status,
             std::string("waiting"));
    QCOMPARE(keeper().owner().get<PaymentsPage>(PaymentsList()).payments.size(), std::size_t{1});
}

void TestKeeperRoles::whatIsNoFrameIsRefused_I8_data()
{
    QTest::addColumn<QByteArray>("frame");
    const auto row = [](const char* tag, const QByteArray& frame) { QTest::newRow(tag) << frame; };
    row("no JSON", "pay me");
    row("a number", "1");
    row("an array", "[]");
    row("cut", R"({"v":1,"id":1,"type":"status","body":{})");
    row("something after it", R"({"v":1,"id":1,"type":"status","body":{}} )"
                              "x");
    row("not UTF-8", "{\"v\":1,\"id\":1,\"type\":\"status\xff\",\"body\":{}}");
    row("a NUL in it", QByteArray("{\"v\":1,\"id\":1,\"type\":\"status\",\"body\":{}}\0", 43));
    row("repeated member", R"({"v":1,"id":1,"id":2,"type":"status","body":{}})");
    row("version 2", R"({"v":2,"id":1,"type":"status","body":{}})");
    row("version as text", R"({"v":"1","id":1,"type":"status","body":{}})");
    row("no version", R"({"id":1,"type":"status","body":{}})");
    row("no id", R"({"v":1,"type":"status","body":{}})");
    row("id as text", R"({"v":1,"id":"1","type":"status","body":{}})");
    row("id with a point", R"({"v":1,"id":1.0,"type":"status","body":{}})");
    row("no type", R"({"v":1,"id":1,"body":{}})");
    row("no body", R"({"v":1,"id":1,"type":"status"})");
    row("body is a list", R"({"v":1,"id":1,"type":"status","body":[]})");
    row("one member more", R"({"v":1,"id":1,"type":"status","body":{},"role":"admin"})");
    row("unknown field", R"({"v":1,"id":1,"type":"status","body":{"x":1}})");
    row("missing field", R"({"v":1,"id":1,"type":"unlock","body":{}})");
    row("wrong type of field", R"({"v":1,"id":1,"type":"unlock","body":{"passphrase":1}})");
    row("unknown type", R"({"v":1,"id":1,"type":"approve.all","body":{}})");
    row("empty type", R"({"v":1,"id":1,"type":"","body":{}})");
    row("type in capitals", R"({"v":1,"id":1,"type":"STATUS","body":{}})");
    row("deep",
        QByteArray::fromStdString(R"({"v":1,"id":1,"type":"status","body":{"x":)" + nested(5000) + "}}"));
    row("many values", QByteArray(R"({"v":1,"id":1,"type":"status","body":{"x":[)") +
                           QByteArray("1,").repeated(20'000) + "1]}}");
}

void TestKeeperRoles::whatIsNoFrameIsRefused_I8()
{
    QFETCH(QByteArray, frame);
    for (const char* role : {"admin", "gateway", "watcher", "supervisor"}) {
        Line& line = lineOf(role);
        line.send(frame.toStdString());
        const auto answer = line.receive();
        QVERIFY(answer);
        const auto envelope = parseFrame(*answer);
        QVERIFY(envelope);
        const std::string code = Line::errorIn(*envelope);
        QVERIFY2(code == "bad_frame" || (code == "not_allowed_here" && QByteArray(role) != "admin"),
                 code.c_str());
    }
    const auto status = keeper().owner().get<StatusAnswer>(StatusGet());
    QCOMPARE(status.waiting, std::int64_t{1});
}

void TestKeeperRoles::anOversizedFrameClosesItsConnectionAlone_I8()
{
    Line large = keeper().admin();
    large.send(std::string(kMaxFrameBytes + 1, ' '));
    QVERIFY(large.isClosed());
    // The largest that fits is read (and is no frame).
    Line fits = keeper().admin();
    fits.send(std::string(kMaxFrameBytes, ' '));
    QCOMPARE(Line::errorIn(*parseFrame(*fits.receive())), std::string("bad_frame"));
    QVERIFY(keeper().isRunning());
    QVERIFY(keeper().gateway().get<AgentSelfAnswer>(AgentSelf{m_token}).state == "active");
}

void TestKeeperRoles::helloComesFirstAndInThisVersion()
{
    Line silent = keeper().silentAdmin();
    QCOMPARE(silent.codeOf(StatusGet()), std::string("bad_frame"));
    QCOMPARE(silent.codeOf(Unlock{kPassphrase}), std::string("bad_frame"));
    for (const std::int64_t version : {std::int64_t{0}, std::int64_t{2}, std::int64_t{-1}, INT64_MAX}) {
        QCOMPARE(silent.codeOf(Hello{version, "test", "00"}), std::string("bad_frame"));
        QCOMPARE(silent.codeOf(StatusGet()), std::string("bad_frame"));
    }
    const std::string boot = silent.hello();
    QCOMPARE(boot.size(), std::size_t{16});
    QVERIFY(silent.codeOf(StatusGet()).empty());
    QCOMPARE(keeper().admin().hello(), boot);
}

void TestKeeperRoles::anInheritedSocketIsNotHeardBeforeItsHello()
{
    KeeperProcess other; // its lines said hello; the next start's have not yet
    other.kill();
    other.startWithoutHello();
    other.gateway().send(encode(7, AgentSelf{"till_a1_" + std::string(64, '0')}));
    QVERIFY(!other.gateway().receive(200));
    other.gateway().hello();
    QCOMPARE(other.gateway().codeOf(AgentSelf{"till_a1_" + std::string(64, '0')}),
             std::string("unauthorized"));
}

void TestKeeperRoles::ownersConnectionsAreBounded_I20()
{
    std::vector<Line> lines;
    constexpr std::size_t kMany = 40;
    for (std::size_t each = 0; each < kMany; ++each) {
        lines.push_back(keeper().silentAdmin());
    }
    QVERIFY(lines.back().isClosed());
    QVERIFY(keeper().gateway().get<AgentSelfAnswer>(AgentSelf{m_token}).state == "active");
    QVERIFY(keeper().owner().codeOf(StatusGet()).empty());
    lines.clear();
    // Room again as soon as they are gone.
    const auto isServed = [this] {
        try {
            return keeper().admin().codeOf(StatusGet()).empty();
        } catch (const std::runtime_error&) {
            return false;
        }
    };
    QTRY_VERIFY(isServed());
}

QTEST_GUILESS_MAIN(TestKeeperRoles)
#include "tst_keeper_roles.moc"
