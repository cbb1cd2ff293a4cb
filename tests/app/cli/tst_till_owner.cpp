#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/policy_messages.h"

#include <QDir>
#include <QFile>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;

namespace {

const QByteArray kPassphrase = "correct horse";
constexpr const char* kHead = "0xhead";

/// A keeper for which the tag "trusted" loosens, and which has an anchor once one was set.
class Owned {
public:
    std::vector<std::string> operator()(const wire::Envelope& asked)
    {
        if (asked.type == wire::AgentSetTags::kType) {
            const auto set = wire::fromBody<wire::AgentSetTags>(asked.body).value();
            const bool isLooser = std::ranges::find(set.tags, "trusted") != set.tags.end();
            if (isLooser && !set.passphrase) {
                return {wire::encodeError(asked.id, {"passphrase_needed", "It loosens.", "no", ""})};
            }
            return {wire::encode(asked.id,
                                 wire::PolicyChanged{isLooser ? "loosens" : "tightens", 4, std::nullopt})};
        }
        if (asked.type == wire::LedgerAnchorSet::kType) {
            m_anchor = {};
            m_anchor.path = wire::fromBody<wire::LedgerAnchorSet>(asked.body).value().path;
            if (!m_anchor.path.empty()) {
                m_anchor.events = 12;
                m_anchor.head = kHead;
                m_anchor.writtenAtMs = 1767225600000;
                m_anchor.trouble = "it cannot be written\x1b[2J";
            }
        }
        return {wire::encode(asked.id, m_anchor)};
    }

private:
    wire::LedgerAnchorShape m_anchor;
};

} // namespace

/// `till agent tag` and `till ledger anchor`: which frames they send, when they ask for the passphrase, and
/// what people and programs read.
class TestTillOwner : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    std::unique_ptr<ScriptedKeeper> m_keeper;

    TillRun run(const QString& words, const std::map<int, QByteArray>& onFd = {})
    {
        return runTill(QStringList{QStringLiteral("--data-dir"), m_directory.path()} +
                           words.split(QLatin1Char(' ')),
                       onFd, false);
    }
    TillRun proven(const QString& words)
    {
        return run(words + QStringLiteral(" --passphrase-fd 3"), {{3, kPassphrase}});
    }
    template <class T>
    T lastRequest()
    {
        return wire::fromBody<T>(m_keeper->requests().back().body).value();
    }
    std::size_t asked() { return m_keeper->requests().size(); }

private Q_SLOTS:
    void init()
    {
        QVERIFY(QDir().mkpath(m_directory.filePath(QStringLiteral("run"))));
        m_keeper = std::make_unique<ScriptedKeeper>(
            m_directory.filePath(QStringLiteral("run/admin.sock")).toStdString(),
            ScriptedKeeper::honestHello(), Owned());
    }
    void cleanup()
    {
        m_keeper.reset();
        QVERIFY(QFile::remove(m_directory.filePath(QStringLiteral("run/admin.sock"))));
    }

    void tagsThatTightenNeedNoPassphrase()
    {
        const TillRun done = run(QStringLiteral("agent tag bot research cheap --reason calmer"));
        QCOMPARE(done.exit, 0);
        QCOMPARE(done.out, QByteArray("Done. It tightens what may be paid.\n"));
        const auto sent = lastRequest<wire::AgentSetTags>();
        QCOMPARE(sent.agent, std::string("bot"));
        QCOMPARE(sent.tags, (std::vector<std::string>{"research", "cheap"}));
        QCOMPARE(sent.by, std::string("cli"));
        QCOMPARE(sent.reason, std::string("calmer"));
        QVERIFY(!sent.passphrase);
        QCOMPARE(asked(), std::size_t{1});
    }

    void tagsThatLoosenAreSentAgainWithThePassphrase()
    {
        const TillRun done = proven(QStringLiteral("agent tag bot trusted --json"));
        QCOMPARE(done.exit, 0);
        QCOMPARE(done.json().object().value(QLatin1String("effect")).toString(), QStringLiteral("loosens"));
        QCOMPARE(lastRequest<wire::AgentSetTags>().passphrase->plainCopy(), kPassphrase.toStdString());
        QCOMPARE(asked(), std::size_t{2});
        // Without one nothing is changed, and no second frame leaves.
        const TillRun refused = run(QStringLiteral("agent tag bot trusted --json"));
        QVERIFY(refused.exit != 0);
        QCOMPARE(refused.moneyMoved(), QByteArray("no"));
        QCOMPARE(asked(), std::size_t{3});
    }

    void clearTakesAllTags()
    {
        QCOMPARE(run(QStringLiteral("agent tag bot --clear")).exit, 0);
        QVERIFY(lastRequest<wire::AgentSetTags>().tags.empty());
    }

    void theAnchorIsSetByItsWholePathAndThePassphrase()
    {
        const TillRun done = proven(QStringLiteral("ledger anchor ./kept/anchor --json"));
        QCOMPARE(done.exit, 0);
        const auto sent = lastRequest<wire::LedgerAnchorSet>();
        const std::string path =
            QDir::current().absoluteFilePath(QStringLiteral("./kept/anchor")).toStdString();
        QCOMPARE(sent.path, path);
        QCOMPARE(sent.by, std::string("cli"));
        QCOMPARE(sent.passphrase.plainCopy(), kPassphrase.toStdString());
        const QJsonObject json = done.json().object();
        QCOMPARE(json.value(QLatin1String("path")).toString().toStdString(), path);
        QCOMPARE(json.value(QLatin1String("events")).toInt(), 12);
        QCOMPARE(json.value(QLatin1String("head")).toString(), QLatin1String(kHead));
        QCOMPARE(json.value(QLatin1String("writtenAt")).toString(),
                 QStringLiteral("2026-01-01T00:00:00.000Z"));
    }

    void theAnchorIsShownToAnybodyWithItsTrouble()
    {
        QCOMPARE(proven(QStringLiteral("ledger anchor /kept/anchor")).exit, 0);
        const TillRun shown = run(QStringLiteral("ledger anchor"));
        QCOMPARE(shown.exit, 0);
        QCOMPARE(m_keeper->requests().back().type, std::string("ledger.anchor.get"));
        QVERIFY2(shown.out.contains("/kept/anchor"), shown.out.constData());
        QVERIFY2(shown.out.contains("12 rows"), shown.out.constData());
        QVERIFY2(shown.out.contains("it cannot be written"), shown.out.constData());
        QVERIFY(!shown.out.contains('\x1b'));
    }

    void offTakesTheAnchorAway()
    {
        QCOMPARE(proven(QStringLiteral("ledger anchor /kept/anchor")).exit, 0);
        const TillRun done = proven(QStringLiteral("ledger anchor --off --json"));
        QCOMPARE(done.exit, 0);
        QVERIFY(lastRequest<wire::LedgerAnchorSet>().path.empty());
        QVERIFY(done.json().object().value(QLatin1String("path")).isNull());
        const TillRun person = run(QStringLiteral("ledger anchor"));
        QVERIFY2(person.out.contains("There is no anchor"), person.out.constData());
    }

    void wrongCommandLinesAskNothing_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* words : {"agent tag", "agent tag bot", "agent tag bot research --clear",
                                  "ledger anchor a b", "ledger anchor a --off"}) {
            QTest::newRow(words) << QString::fromLatin1(words);
        }
    }
    void wrongCommandLinesAskNothing()
    {
        QFETCH(QString, words);
        QCOMPARE(run(words).exit, int(ExitCode::Usage));
        QCOMPARE(asked(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestTillOwner)
#include "tst_till_owner.moc"
