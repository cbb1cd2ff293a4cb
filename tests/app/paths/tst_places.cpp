#include "app/paths/places.h"

#include <QTest>

#include <map>

using namespace till::paths;

namespace {

using Variables = std::map<std::string, std::string>;

EnvironmentLookup lookup(Variables variables)
{
    return [variables = std::move(variables)](const char* name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
}

} // namespace

class TestPlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheDirectories_data()
    {
        QTest::addColumn<QString>("named");
        QTest::addColumn<QString>("dataHome");
        QTest::addColumn<QString>("home");
        QTest::addColumn<QString>("runtime");
        QTest::addColumn<QString>("dataDir");
        QTest::addColumn<QString>("runDir");
        const auto row = [](const char* tag, const char* named, const char* dataHome, const char* home,
                            const char* runtime, const char* dataDir, const char* runDir) {
            QTest::newRow(tag) << QString::fromLatin1(named) << QString::fromLatin1(dataHome)
                               << QString::fromLatin1(home) << QString::fromLatin1(runtime)
                               << QString::fromLatin1(dataDir) << QString::fromLatin1(runDir);
        };
        row("named", "/srv/till", "", "/home/a", "/run/user/7", "/srv/till", "/srv/till/run");
        row("data home", "", "/x/data", "/home/a", "", "/x/data/tillkeeper", "/x/data/tillkeeper/run");
        row("home", "", "", "/home/a", "", "/home/a/.local/share/tillkeeper",
            "/home/a/.local/share/tillkeeper/run");
        row("runtime directory", "", "", "/home/a", "/run/user/7", "/home/a/.local/share/tillkeeper",
            "/run/user/7/tillkeeper");
        row("default one named", "/x/data/tillkeeper/", "/x/data", "", "/run/user/7", "/x/data/tillkeeper",
            "/run/user/7/tillkeeper");
        row("relative data home is ignored", "", "data", "/home/a", "", "/home/a/.local/share/tillkeeper",
            "/home/a/.local/share/tillkeeper/run");
        row("relative runtime is ignored", "", "/x", "", "run", "/x/tillkeeper", "/x/tillkeeper/run");
        row("dots", "/srv/a/../till", "", "", "", "/srv/till", "/srv/till/run");
    }
    void findsTheDirectories()
    {
        QFETCH(QString, named);
        QFETCH(QString, dataHome);
        QFETCH(QString, home);
        QFETCH(QString, runtime);
        QFETCH(QString, dataDir);
        QFETCH(QString, runDir);
        Variables variables;
        const auto set = [&variables](const char* name, const QString& value) {
            if (!value.isEmpty()) {
                variables[name] = value.toStdString();
            }
        };
        set("XDG_DATA_HOME", dataHome);
        set("HOME", home);
        set("XDG_RUNTIME_DIR", runtime);
        const auto places = Places::find(named.isEmpty() ? std::nullopt : std::optional(named.toStdString()),
                                         lookup(variables));
        QVERIFY(places.has_value());
        QCOMPARE(QString::fromStdString(places->dataDir().string()), dataDir);
        QCOMPARE(QString::fromStdString(places->runDir().string()), runDir);
        QCOMPARE(places->adminSocket(), places->runDir() / "admin.sock");
        QCOMPARE(places->agentSocket(), places->runDir() / "agent.sock");
        QCOMPARE(places->endpointFile(), places->runDir() / "endpoint.json");
    }

    void makesARelativeDirectoryAbsolute()
    {
        const auto places = Places::find("some/where", lookup({}));
        QVERIFY(places.has_value());
        QCOMPARE(places->dataDir(), std::filesystem::current_path() / "some" / "where");
    }

    void refusesToGuessWithoutAHome()
    {
        const auto places = Places::find(std::nullopt, lookup({}));
        QVERIFY(!places.has_value());
        QVERIFY(places.error() == PlacesError::NoHome);
    }

    void takesTheLongestSocketPathAndNoLonger()
    {
        const std::string tail = "/run/admin.sock";
        const std::string longest = "/" + std::string(kMaxSocketPathBytes - tail.size() - 1, 'a');
        QVERIFY(Places::find(longest, lookup({})).has_value());
        const auto tooLong = Places::find(longest + "a", lookup({}));
        QVERIFY(!tooLong.has_value());
        QVERIFY(tooLong.error() == PlacesError::SocketPathTooLong);
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
