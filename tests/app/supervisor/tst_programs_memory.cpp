#include "core/wire/policy_messages.h"
#include "tests/app/keeper/keeper_process.h"
#include "tests/app/keeper/wallet_secrets.h"
#include "tests/places.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr int kPatienceMs = 60'000;
constexpr int kSignatures = 1000;

std::map<std::string, pid_t> childrenOf(qint64 parent)
{
    std::map<std::string, pid_t> found;
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(entry));
        if (entry.toInt() == 0 || !stat.open(QIODevice::ReadOnly)) {
            continue;
        }
        const QString line = QString::fromLatin1(stat.readAll());
        const QString name = line.section(QLatin1Char('('), 1).section(QLatin1Char(')'), 0, 0);
        if (line.section(QStringLiteral(") "), 1).split(QLatin1Char(' ')).value(1).toLongLong() == parent) {
            found[name.toStdString()] = entry.toInt();
        }
    }
    return found;
}

Line lineTo(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        throw std::runtime_error("admin.sock is not there");
    }
    Line line(socket);
    line.hello();
    return line;
}

/// A program started with what it reads from descriptor 3.
std::unique_ptr<QProcess> startWith(const QString& program, const QStringList& words,
                                    const std::string& secret)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    auto process = std::make_unique<QProcess>();
    process->setChildProcessModifier([source = ends[0]] { ::dup2(source, 3); });
    process->start(program, words);
    const std::string line = secret + "\n";
    static_cast<void>(!::write(ends[1], line.data(), line.size()));
    ::close(ends[0]);
    ::close(ends[1]);
    return process;
}

} // namespace

/// All programs of a running Tillkeeper: the keeper holds secrets while the wallet is open, the others never
/// do.
class TestProgramsMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void noProgramHoldsASecretAfterTheLock_I15();
    void theTerminalHoldsThePassphraseInLockedMemoryOnly();

private:
    void start();
    void sign();
    QByteArray request(const QByteArray& body) const;

    QTemporaryDir m_folder;
    std::string m_dataDir;
    QProcess m_daemon;
    QJsonObject m_ready;
    WalletSecrets m_secrets;
    std::string m_token;
};

void TestProgramsMemory::initTestCase()
{
    if (::geteuid() != 0) {
        QSKIP("Reads the memory of programs that are closed to their own user: run as root.");
    }
    m_dataDir = m_folder.filePath(QStringLiteral("data")).toStdString();
    start();
}

void TestProgramsMemory::start()
{
    m_daemon.start(QStringLiteral(TILL_BINARY_DIR "/bin/tillkeeperd"),
                   {QStringLiteral("--data-dir"), QString::fromStdString(m_dataDir),
                    QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    while (!m_daemon.canReadLine()) {
        QVERIFY2(m_daemon.waitForReadyRead(kPatienceMs), m_daemon.readAllStandardError().constData());
    }
    m_ready = QJsonDocument::fromJson(m_daemon.readLine()).object();
    QVERIFY(m_ready[QLatin1String("ready")].toBool());
}

void TestProgramsMemory::cleanupTestCase()
{
    m_daemon.terminate();
    m_daemon.waitForFinished(kPatienceMs);
}

QByteArray TestProgramsMemory::request(const QByteArray& body) const
{
    return "POST /v1/payments HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " +
           QByteArray::fromStdString(m_token) +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

void TestProgramsMemory::sign()
{
    // The challenge as an agent passes it on.
    const Pay sample = payFor(m_token, "10");
    const nlohmann::json document{
        {"x402Version", 2},
        {"resource", {{"url", sample.request.url}}},
        {"accepts", {nlohmann::json::parse(sample.challenge->options.front().raw)}}};
    const QByteArray header = QByteArray::fromStdString(document.dump()).toBase64();
    QLocalSocket agent;
    agent.connectToServer(m_ready[QLatin1String("agentSocket")].toString());
    QVERIFY(agent.waitForConnected(kPatienceMs));
    for (int each = 0; each < kSignatures; ++each) {
        const QJsonObject body{
            {QStringLiteral("challenge"),
             QJsonObject{{QStringLiteral("status"), 402},
                         {QStringLiteral("headers"),
                          QJsonObject{{QStringLiteral("PAYMENT-REQUIRED"), QString::fromLatin1(header)}}},
                         {QStringLiteral("body"), QStringLiteral("{}")}}},
            {QStringLiteral("request"),
             QJsonObject{{QStringLiteral("method"), QStringLiteral("GET")},
                         {QStringLiteral("url"), QString::fromStdString(sample.request.url)}}},
            {QStringLiteral("idempotencyKey"), QStringLiteral("key-%1").arg(each)}};
        agent.write(request(QJsonDocument(body).toJson(QJsonDocument::Compact)));
        QByteArray answer;
        while (!answer.contains("\"moneyMoved\"") && !answer.contains("PAYMENT-SIGNATURE")) {
            QVERIFY2(agent.waitForReadyRead(kPatienceMs), answer.constData());
            answer += agent.readAll();
        }
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.constData());
        QTest::qWait(0);
        answer += agent.readAll();
    }
}

void TestProgramsMemory::noProgramHoldsASecretAfterTheLock_I15()
{
    Line owner = lineTo(m_ready[QLatin1String("adminSocket")].toString().toStdString());
    VaultCreate create;
    create.passphrase = m_secrets.passphrase;
    create.kdfMemoryMiB = 64;
    m_secrets.phrase = owner.get<VaultCreated>(create).phrase.plainCopy();
    owner.get<AccountsAnswer>(AccountImport{"evm", m_secrets.importedKey, "imported", m_secrets.passphrase});
    AgentAdd add;
    add.name = "bot";
    add.preset = "autopilot";
    add.passphrase = m_secrets.passphrase;
    m_token = owner.get<AgentAdded>(add).token;
    // The preset allows 300 payments a minute.
    PolicySet policy;
    policy.policy = "bot";
    policy.document = R"({"version": 1, "name": "all", "rules": [], "default": "allow"})";
    policy.by = "cli";
    policy.passphrase = m_secrets.passphrase;
    owner.get<PolicyChanged>(policy);
    owner.get<Done>(Lock());
    QCOMPARE(owner.codeOf(Unlock{m_secrets.wrongPassphrase}), std::string("wrong_passphrase"));
    owner.get<Done>(Unlock{m_secrets.passphrase});

    // The app too, without a screen: it is there, connected, and told of everything.
    QProcess app;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    app.setProcessEnvironment(environment);
    const QString program = QStringLiteral(TILL_BINARY_DIR "/bin/tillkeeper");
    if (QFile::exists(program)) {
        app.start(program, {QStringLiteral("--data-dir"), QString::fromStdString(m_dataDir)});
        QVERIFY(app.waitForStarted(kPatienceMs));
    }
    sign();
    owner.get<Done>(Lock());

    const Needles needles = m_secrets.needles(m_dataDir);
    auto programs = childrenOf(m_daemon.processId());
    QVERIFY(programs.contains("till-keeper") && programs.contains("till-gateway") &&
            programs.contains("till-watcher"));
    programs["tillkeeperd"] = static_cast<pid_t>(m_daemon.processId());
    if (app.state() == QProcess::Running) {
        programs["tillkeeper"] = static_cast<pid_t>(app.processId());
    }
    for (const auto& [name, pid] : programs) {
        const auto found = findIn(pid, needles, Maps::All);
        QVERIFY2(found.empty(), (name + ":\n" + joined(found)).c_str());
    }
    qInfo("%zu programs looked through", programs.size());
    app.terminate();
    app.waitForFinished(kPatienceMs);
}

void TestProgramsMemory::theTerminalHoldsThePassphraseInLockedMemoryOnly()
{
    const pid_t keeper = childrenOf(m_daemon.processId())["till-keeper"];
    QVERIFY(keeper > 0);
    const Needles needles = m_secrets.needles(m_dataDir);
    // It waits for a keeper that stands still, with the passphrase on its way.
    ::kill(keeper, SIGSTOP);
    const auto till =
        startWith(QStringLiteral(TILL_BINARY_DIR "/bin/till"),
                  {QStringLiteral("--data-dir"), QString::fromStdString(m_dataDir), QStringLiteral("unlock"),
                   QStringLiteral("--passphrase-fd"), QStringLiteral("3")},
                  m_secrets.passphrase);
    QVERIFY(till->waitForStarted(kPatienceMs));
    const auto pid = static_cast<pid_t>(till->processId());
    const auto holdsIt = [&] { return !findIn(pid, needles, Maps::All).empty(); };
    const bool isWaiting = QTest::qWaitFor(holdsIt, 5'000);
    const auto outside = findIn(pid, needles, Maps::Unlocked);
    ::kill(keeper, SIGCONT);
    QVERIFY(till->waitForFinished(kPatienceMs));
    QCOMPARE(till->exitCode(), 0);
    QVERIFY2(isWaiting, "the terminal holds the passphrase while it waits");
    QVERIFY2(outside.empty(), joined(outside).c_str());
}

QTEST_GUILESS_MAIN(TestProgramsMemory)
#include "tst_programs_memory.moc"
