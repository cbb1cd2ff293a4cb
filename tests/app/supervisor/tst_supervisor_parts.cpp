#include "app/supervisor/announcement.h"
#include "app/supervisor/backoff.h"
#include "app/supervisor/keeper_talk.h"
#include "app/supervisor/lock_file.h"
#include "app/supervisor/options.h"
#include "app/supervisor/ready_line.h"
#include "core/wire/admin_messages.h"
#include "core/wire/codec.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace till;
using namespace till::supervisor;

namespace {

constexpr const char* kReadyLine = R"({"listening":"http://127.0.0.1:5","more":1})";
constexpr const char* kOtherLines[] = {"",
                                       "ready",
                                       "[]",
                                       "{}",
                                       R"({"listening":5})",
                                       R"({"listening":"https://127.0.0.1:5"})",
                                       R"({"listening":"http://a:1","listening":"http://b:1"})"};

std::string hello(const char* bootId, std::int64_t version = wire::kProtocolVersion)
{
    return wire::encode(0, wire::Hello{version, "till-keeper test", bootId});
}

wire::Envelope parsed(const std::string& frame)
{
    return wire::parseFrame(frame).value();
}

} // namespace

class TestSupervisorParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void backoffDoublesAndForgives()
    {
        Backoff backoff;
        for (const std::int64_t expected : {50, 100, 200, 400, 800, 1600, 3200, 5000, 5000}) {
            QCOMPARE(backoff.afterLifeOf(0), expected);
        }
        QCOMPARE(backoff.afterLifeOf(9'999), std::int64_t(5'000));
        QCOMPARE(backoff.afterLifeOf(10'000), std::int64_t(50));
        QCOMPARE(backoff.afterLifeOf(10), std::int64_t(100));
        // One that was serving is waited for: its agents come back to it.
        for (int each = 0; each < 20; ++each) {
            QVERIFY(backoff.afterServiceOf(0) <= Backoff::kLongestAfterServiceMs);
        }
    }

    void onlyOneHoldsTheLock()
    {
        const QTemporaryDir directory;
        const auto path = std::filesystem::path(directory.path().toStdString()) / "lock";
        {
            const auto first = LockFile::take(path);
            QVERIFY(first.has_value());
            const auto second = LockFile::take(path);
            QVERIFY(!second.has_value());
            QVERIFY(second.error().error == LockError::Held);
            QCOMPARE(second.error().holder, std::to_string(::getpid()));
        }
        QVERIFY(LockFile::take(path).has_value());
        QVERIFY(LockFile::take("/proc/none/lock").error().error == LockError::CannotOpen);
    }

    void readsOptions()
    {
        const auto options = readOptions(std::vector<std::string>{"--data-dir", "/x", "--listen=127.0.0.1:0",
                                                                  "--passphrase-fd", "3", "--practice"});
        QVERIFY(options.has_value());
        QCOMPARE(options->dataDir.value(), std::string("/x"));
        QCOMPARE(options->listen, std::string("127.0.0.1:0"));
        QCOMPARE(options->passphraseFd.value(), 3);
        QVERIFY(options->withPractice);
    }

    void refusesOtherOptions_data()
    {
        QTest::addColumn<QByteArray>("word");
        for (const char* word : {"--passphrase=x", "--listen", "--passphrase-fd=1", "--passphrase-fd=2",
                                 "--passphrase-fd=-3", "--passphrase-fd=x", "daemon"}) {
            QTest::newRow(word) << QByteArray(word);
        }
    }
    void refusesOtherOptions()
    {
        QFETCH(QByteArray, word);
        QVERIFY(!readOptions(std::vector<std::string>{word.toStdString()}).has_value());
    }

    void readsTheReadyLine()
    {
        QCOMPARE(readReadyLine(kReadyLine).value(), std::string("http://127.0.0.1:5"));
    }

    void refusesAnyOtherReadyLine()
    {
        for (const char* line : kOtherLines) {
            QVERIFY2(!readReadyLine(line).has_value(), line);
        }
    }

    void collectsTheFirstLineOnly()
    {
        FirstLine line;
        QVERIFY(!line.feed("{\"rea").has_value());
        QCOMPARE(line.feed("dy\"}\nmore").value(), std::string("{\"ready\"}"));
        QVERIFY(!line.feed("second\n").has_value());

        FirstLine endless;
        std::size_t fed = 0;
        while (!endless.feed(std::string(1000, 'x')) && fed < 100) {
            ++fed;
        }
        QVERIFY(fed < 100);
    }

    void readsTheAddressOfAnUrl()
    {
        QCOMPARE(addressOf("http://127.0.0.1:4402").value(), std::string("127.0.0.1:4402"));
        QCOMPARE(addressOf("http://[::1]:80").value(), std::string("[::1]:80"));
        for (const char* url : {"", "127.0.0.1:1", "https://127.0.0.1:1", "http://:1",
                                "http://a:", "http://a:1/", "http://a:b", "http://a"}) {
            QVERIFY2(!addressOf(url).has_value(), url);
        }
    }

    void greetsEveryNewKeeperOnce()
    {
        KeeperTalk talk("ours");
        QVERIFY(talk.endpointUp("http://127.0.0.1:1", "").empty()); // nobody there yet
        const auto first = talk.receive(hello("a"));
        QCOMPARE(first.size(), std::size_t(2));
        QCOMPARE(parsed(first[0]).type, std::string("hello"));
        const auto up = wire::fromBody<wire::EndpointUp>(parsed(first[1]).body).value();
        QCOMPARE(up.endpoint, std::string("http://127.0.0.1:1"));
        QVERIFY(talk.isUp());
        QVERIFY(talk.receive(hello("a")).empty()); // its answer
        QVERIFY(talk.receive(wire::encode(1, wire::Done{})).empty());
        QCOMPARE(talk.receive(hello("b")).size(), std::size_t(2)); // it was started again
        QVERIFY(!talk.isForeign());
    }

    void noticesAForeignKeeper()
    {
        KeeperTalk talk("ours");
        QVERIFY(talk.receive(hello("a", wire::kProtocolVersion + 1)).empty());
        QVERIFY(talk.isForeign());
        QVERIFY(!talk.isUp());
    }

    void announcesForPrograms()
    {
        const QTemporaryDir directory;
        const auto places = paths::Places::find(directory.path().toStdString(),
                                                [](const char*) { return std::optional<std::string>(); });
        std::filesystem::create_directory(places->runDir());
        const Announcement announcement{"http://127.0.0.1:4402", std::nullopt, *places, 7};
        const auto json =
            QJsonDocument::fromJson(QByteArray::fromStdString(announcementLine(announcement))).object();
        QCOMPARE(json[QLatin1String("ready")].toBool(), true);
        QCOMPARE(json[QLatin1String("endpoint")].toString(), QStringLiteral("http://127.0.0.1:4402"));
        QCOMPARE(json[QLatin1String("agentSocket")].toString(),
                 directory.filePath(QStringLiteral("run/agent.sock")));
        QCOMPARE(json[QLatin1String("adminSocket")].toString(),
                 directory.filePath(QStringLiteral("run/admin.sock")));
        QVERIFY(json.contains(QLatin1String("practiceShop")) && json[QLatin1String("practiceShop")].isNull());

        QVERIFY(writeEndpointFile(announcement));
        QVERIFY(writeEndpointFile(announcement)); // over the old one
        QFile file(directory.filePath(QStringLiteral("run/endpoint.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(file.readAll()).object(), json);
        struct stat found = {};
        QCOMPARE(::stat(places->endpointFile().c_str(), &found), 0);
        QCOMPARE(found.st_mode & 0777, mode_t(0600));
    }
};

QTEST_GUILESS_MAIN(TestSupervisorParts)
#include "tst_supervisor_parts.moc"
