#include "app/paths/private_directory.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace till::paths;

namespace {

mode_t modeOf(const std::filesystem::path& path)
{
    struct stat found = {};
    return ::stat(path.c_str(), &found) == 0 ? found.st_mode & 0777 : 0;
}

} // namespace

class TestPrivateDirectory : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    std::filesystem::path under(const char* name) const
    {
        return m_directory.path().toStdString() + "/" + name;
    }

private Q_SLOTS:
    void makesItWithItsParents()
    {
        QVERIFY(makePrivateDirectory(under("a/b/c")).has_value());
        QCOMPARE(modeOf(under("a/b/c")), mode_t(0700));
        QCOMPARE(modeOf(under("a/b")), mode_t(0700));
        QVERIFY(makePrivateDirectory(under("a/b/c")).has_value());
    }

    void closesAnEmptyOneThatIsOpen()
    {
        std::filesystem::create_directory(under("open"));
        QCOMPARE(::chmod(under("open").c_str(), 0755), 0);
        QVERIFY(makePrivateDirectory(under("open")).has_value());
        QCOMPARE(modeOf(under("open")), mode_t(0700));
    }

    void refusesAnOpenOneThatIsInUse()
    {
        std::filesystem::create_directories(under("used/inner"));
        QCOMPARE(::chmod(under("used").c_str(), 0755), 0);
        const auto made = makePrivateDirectory(under("used"));
        QVERIFY(!made.has_value());
        QVERIFY(made.error() == DirectoryError::NotPrivate);
        QCOMPARE(modeOf(under("used")), mode_t(0755));
    }

    void refusesAFile()
    {
        QFile file(QString::fromStdString(under("file").string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto made = makePrivateDirectory(under("file"));
        QVERIFY(!made.has_value());
        QVERIFY(made.error() == DirectoryError::NotADirectory);
    }

    void refusesWhatCannotBeMade()
    {
        const auto made = makePrivateDirectory("/proc/till-cannot-be/here");
        QVERIFY(!made.has_value());
        QVERIFY(made.error() == DirectoryError::CannotCreate);
    }
};

QTEST_GUILESS_MAIN(TestPrivateDirectory)
#include "tst_private_directory.moc"
