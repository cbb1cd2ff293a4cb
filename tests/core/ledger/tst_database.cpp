#include "core/ledger/database.h"
#include "tests/places.h"

#include "ledger_fixture.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

Q_DECLARE_METATYPE(till::ledger::DatabaseError)

class TestDatabase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesTheWholeSchemaInANewFile();
    void openingAgainChangesNothing();
    void aHalfMadeSchemaIsMadeAnew();
    void everyFixtureOfAnEarlierVersionStillOpens();
    void refusesANewerSchemaAndTouchesNothing();
    void refusesAFileThatIsNoDatabase();
    void refusesAFolderThatIsNotThere();
    void refusesToReadWhatIsNotThere();
    void theSchemaCannotBeWrittenAsATable();
    void aReaderCannotWrite();
    void twoWritersDoNotMix();
    void historyCannotBeChanged_I12_data();
    void historyCannotBeChanged_I12();
    void textsAndBlobsComeBackAsBound();
    void anEmptyTextIsNotNull();
    void aStatementCanRunAgain();
    void aMovedStatementGoesOn();
    void columnsKeepTheirType();
    void wrongSqlIsAFailure();
    void commitsSurviveWithoutClosing();
    void everyErrorHasWordsOfItsOwn();
};

namespace {

Database opened(const LedgerFile& file)
{
    return must(Database::open(file.path(), Access::ReadWrite));
}

} // namespace

void TestDatabase::makesTheWholeSchemaInANewFile()
{
    const LedgerFile file;
    {
        const Database database = opened(file);
    }
    RawFile raw(file.path());
    QCOMPARE(
        raw.text("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' "
                 "ORDER BY name)"),
        std::string("events payments shadow_counts shadow_examples spend_hours"));
    QCOMPARE(raw.text("PRAGMA user_version"), std::string("2"));
    QCOMPARE(raw.text("PRAGMA journal_mode"), std::string("wal"));
    QCOMPARE(raw.text("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"), std::string("2"));
}

void TestDatabase::openingAgainChangesNothing()
{
    const LedgerFile file;
    {
        const Database database = opened(file);
    }
    const std::string schema = RawFile(file.path()).text("SELECT group_concat(sql) FROM sqlite_schema");
    {
        const Database database = opened(file);
    }
    QCOMPARE(RawFile(file.path()).text("SELECT group_concat(sql) FROM sqlite_schema"), schema);
}

void TestDatabase::aHalfMadeSchemaIsMadeAnew()
{
    // A crash in the middle of a migration leaves nothing of it, because it is one transaction. A file that
    // has a table of ours and no version was not made by us; nothing is put beside it.
    const LedgerFile file;
    QCOMPARE(RawFile(file.path()).run("CREATE TABLE events (x)"), std::string());
    QVERIFY(!Database::open(file.path(), Access::ReadWrite));
    QCOMPARE(RawFile(file.path()).text("SELECT group_concat(name) FROM sqlite_schema"),
             std::string("events"));
    QCOMPARE(RawFile(file.path()).run("DROP TABLE events"), std::string());
    QVERIFY(Database::open(file.path(), Access::ReadWrite));
}

void TestDatabase::everyFixtureOfAnEarlierVersionStillOpens()
{
    const std::filesystem::path fixtures = std::filesystem::path(TILL_SOURCE_DIR) / "tests/fixtures/ledger";
    const LedgerFile place;
    int opened = 0;
    for (const auto& each : std::filesystem::directory_iterator(fixtures)) {
        if (each.path().extension() != ".sql") {
            continue;
        }
        const std::string path = place.folder() + "/" + each.path().stem().string() + ".db";
        std::ifstream script(each.path());
        const std::string sql((std::istreambuf_iterator<char>(script)), std::istreambuf_iterator<char>());
        QCOMPARE(RawFile(path).run(sql), std::string());
        Ledger ledger = must(Ledger::open(path));
        ledger.setSealKey(sealKey());
        QVERIFY2(ledger.eventCount() > 0, path.c_str());
        QVERIFY2(ledger.verify().isWhole(), path.c_str());
        QVERIFY(must(ledger.requestReservation({1})).has_value());
        QCOMPARE(must(ledger.commit()).size(), std::size_t{1});
        // It has all that this version keeps.
        must(ledger.noteShadow({"a1", {1}, kStart, "allow", "deny", "why"}));
        must(ledger.commit());
        QCOMPARE(must(ledger.shadowTally("a1")).examples.front().sentence, std::string("why"));
        QCOMPARE(RawFile(path).text("PRAGMA user_version"), std::string("2"));
        ++opened;
    }
    QCOMPARE(opened, 2);
}

void TestDatabase::refusesANewerSchemaAndTouchesNothing()
{
    const LedgerFile file;
    {
        const Database database = opened(file);
    }
    QCOMPARE(RawFile(file.path()).run("PRAGMA user_version = 3; CREATE TABLE of_tomorrow (x)"),
             std::string());
    const auto again = Database::open(file.path(), Access::ReadWrite);
    QVERIFY(!again && again.error() == DatabaseError::NewerSchema);
    QCOMPARE(RawFile(file.path()).text("SELECT count(*) FROM sqlite_schema WHERE name = 'of_tomorrow'"),
             std::string("1"));
    QCOMPARE(RawFile(file.path()).text("PRAGMA user_version"), std::string("3"));
}

void TestDatabase::refusesAFileThatIsNoDatabase()
{
    const LedgerFile file;
    std::ofstream(file.path()) << std::string(8192, 'x');
    const auto database = Database::open(file.path(), Access::ReadWrite);
    QVERIFY(!database && database.error() == DatabaseError::Corrupt);
    QCOMPARE(std::filesystem::file_size(file.path()), std::uintmax_t{8192});
}

void TestDatabase::refusesAFolderThatIsNotThere()
{
    const auto database = Database::open("/nonexistent-folder/ledger.db", Access::ReadWrite);
    QVERIFY(!database && database.error() == DatabaseError::CannotOpen);
}

void TestDatabase::refusesToReadWhatIsNotThere()
{
    const LedgerFile file;
    const auto database = Database::open(file.path(), Access::ReadOnly);
    QVERIFY(!database && database.error() == DatabaseError::CannotOpen);
    QVERIFY(!std::filesystem::exists(file.path()));
}

void TestDatabase::theSchemaCannotBeWrittenAsATable()
{
    const LedgerFile file;
    auto database = must(Database::open(file.path(), Access::ReadWrite));
    static_cast<void>(database.execute("PRAGMA writable_schema = ON"));
    QVERIFY(!database.execute("DELETE FROM sqlite_master WHERE type = 'trigger'"));
}

void TestDatabase::aReaderCannotWrite()
{
    const LedgerFile file;
    const Database writer = opened(file);
    Database reader = must(Database::open(file.path(), Access::ReadOnly));
    const auto done = reader.execute("INSERT INTO spend_hours VALUES (1, '', '', '', '', 1, '1')");
    QVERIFY(!done && done.error() == DatabaseError::ReadOnly);
}

void TestDatabase::twoWritersDoNotMix()
{
    const LedgerFile file;
    Database first = opened(file);
    Database second = opened(file);
    must(second.execute("PRAGMA busy_timeout = 1"));
    must(first.execute("BEGIN IMMEDIATE"));
    const auto refused = second.execute("BEGIN IMMEDIATE");
    QVERIFY(!refused && refused.error() == DatabaseError::Busy);
    must(first.execute("ROLLBACK"));
    QVERIFY(second.execute("BEGIN IMMEDIATE"));
}

void TestDatabase::historyCannotBeChanged_I12_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("edit") << QByteArray("UPDATE events SET body = '{}'");
    QTest::newRow("edit nothing really") << QByteArray("UPDATE events SET body = body");
    QTest::newRow("remove") << QByteArray("DELETE FROM events");
    QTest::newRow("remove one") << QByteArray("DELETE FROM events WHERE seq = 1");
    QTest::newRow("replace") << QByteArray(
        "REPLACE INTO events (seq, at_ms, kind, body, hash) VALUES (1, 1, 'x', '{}', x'00')");
}

void TestDatabase::historyCannotBeChanged_I12()
{
    QFETCH(QByteArray, sql);
    const LedgerFile file;
    Database database = opened(file);
    must(database.execute("INSERT INTO events VALUES (1, 1, 'paused', NULL, '', '{\"a\":1}', x'00', NULL)"));
    const auto done = database.execute(sql.constData());
    QVERIFY(!done && done.error() == DatabaseError::Constraint);
    QCOMPARE(RawFile(file.path()).text("SELECT body FROM events"), std::string("{\"a\":1}"));
}

void TestDatabase::textsAndBlobsComeBackAsBound()
{
    const LedgerFile file;
    Database database = opened(file);
    const std::string text("quote ' and zero \0 and \xE2\x82\xAC", 26);
    const std::array<std::uint8_t, 4> blob{0, 255, 39, 0};
    Statement insert = must(database.prepare(
        "INSERT INTO events (seq, at_ms, kind, agent, body, hash, mac) VALUES (?, ?, ?, ?, ?, ?, ?)"));
    insert.bind(std::int64_t{1}).bind(INT64_MIN).bind(text).bind("").bind(text);
    insert.bind(std::span<const std::uint8_t>(blob)).bindNull();
    must(insert.run());
    Statement query = must(database.prepare("SELECT at_ms, kind, hash, mac FROM events"));
    QVERIFY(must(query.step()));
    QCOMPARE(query.integer(0), INT64_MIN);
    QCOMPARE(query.text(1), text);
    QVERIFY(std::ranges::equal(query.blob(2), blob));
    QVERIFY(query.isNull(3));
    QVERIFY(query.blob(3).empty());
    QVERIFY(!must(query.step()));
}

void TestDatabase::anEmptyTextIsNotNull()
{
    const LedgerFile file;
    Database database = opened(file);
    Statement query = must(database.prepare("SELECT ?, ?"));
    query.bind(std::string_view()).bindNull();
    QVERIFY(must(query.step()));
    QVERIFY(!query.isNull(0));
    QVERIFY(query.isNull(1));
}

void TestDatabase::aStatementCanRunAgain()
{
    const LedgerFile file;
    Database database = opened(file);
    Statement query = must(database.prepare("SELECT ? + 1"));
    for (std::int64_t each = 0; each < 3; ++each) {
        query.bind(each);
        QVERIFY(must(query.step()));
        QCOMPARE(query.integer(0), each + 1);
        query.reset();
    }
}

void TestDatabase::aMovedStatementGoesOn()
{
    const LedgerFile file;
    Database first = opened(file);
    Statement query = must(first.prepare("SELECT ? UNION ALL SELECT 2"));
    query.bind(std::int64_t{1});
    QVERIFY(must(query.step()));
    Statement moved = std::move(query);
    QCOMPARE(moved.integer(0), std::int64_t{1});
    Database second = std::move(first);
    QVERIFY(must(moved.step()));
    QCOMPARE(moved.integer(0), std::int64_t{2});
    QVERIFY(second.execute("SELECT 1"));
}

void TestDatabase::columnsKeepTheirType()
{
    const LedgerFile file;
    Database database = opened(file);
    const auto text = database.execute("INSERT INTO spend_hours VALUES ('noon', '', '', '', '', 1, '1')");
    QVERIFY(!text && text.error() == DatabaseError::Constraint);
    const auto blob = database.execute("INSERT INTO spend_hours VALUES (1, '', '', '', '', 1, x'31')");
    QVERIFY(!blob && blob.error() == DatabaseError::Constraint);
}

void TestDatabase::wrongSqlIsAFailure()
{
    const LedgerFile file;
    Database database = opened(file);
    QVERIFY(!database.execute("SELEC 1"));
    const auto statement = database.prepare("SELECT nothing FROM nowhere");
    QVERIFY(!statement && statement.error() == DatabaseError::Other);
}

void TestDatabase::commitsSurviveWithoutClosing()
{
    // As after kill -9: the copy is made of the files as they lie there while the writer is still open.
    const LedgerFile file;
    Database database = opened(file);
    must(database.execute(
        "BEGIN IMMEDIATE; INSERT INTO spend_hours VALUES (1, 'a', '', '', '', 1, '5'); COMMIT"));
    must(database.execute("BEGIN IMMEDIATE; INSERT INTO spend_hours VALUES (2, 'a', '', '', '', 1, '6')"));
    const LedgerFile copy;
    for (const char* suffix : {"", "-wal"}) {
        std::filesystem::copy_file(file.path() + suffix, copy.path() + suffix);
    }
    {
        const Database again = opened(copy);
    }
    QCOMPARE(RawFile(copy.path()).text("SELECT group_concat(amount) FROM spend_hours"), std::string("5"));
}

void TestDatabase::everyErrorHasWordsOfItsOwn()
{
    std::vector<std::string_view> seen;
    for (const DatabaseError error :
         {DatabaseError::CannotOpen, DatabaseError::Busy, DatabaseError::DiskFull, DatabaseError::Io,
          DatabaseError::ReadOnly, DatabaseError::Corrupt, DatabaseError::NewerSchema,
          DatabaseError::Constraint, DatabaseError::Sealed, DatabaseError::Other}) {
        const std::string_view words = describe(error);
        QVERIFY(words.size() > 20 && words.back() == '.');
        QVERIFY(std::ranges::find(seen, words) == seen.end());
        seen.push_back(words);
    }
}

QTEST_APPLESS_MAIN(TestDatabase)
#include "tst_database.moc"
