#include "core/ledger/ledger.h"

#include "ledger_fixture.h"

#include <QTest>

#include <rapidcheck.h>

#include <csignal>
#include <filesystem>
#include <sys/resource.h>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

namespace {

/// No file may grow beyond `bytes` while this lives: how a full disk looks to SQLite.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit now = m_before;
        now.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

std::vector<Reservation> authorizeOne(Ledger& ledger, std::string_view nonceSeed)
{
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row, nonceSeed), "{}"));
    return must(ledger.commit());
}

} // namespace

class TestLedgerFailures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGXFSZ, SIG_IGN); }
    void aCommitThatFailsGivesNoReservation_I1();
    void afterAFailureNothingMoreIsWritten_I1();
    void aWriteThatFailsInTheMiddleLosesTheWholeBatch_I1();
    void anotherWriterLosesTheBatch();
    void aNumberThatIsTakenLosesTheBatch();
    void anAmountThatIsNoNumberLosesTheBatch();
    void afterAnyFailureTheFileStillVerifies_I12();
    void aHeadThatIsNoHashIsRefused();
};

void TestLedgerFailures::aCommitThatFailsGivesNoReservation_I1()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger, "first");
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row, "second"), "{}"));
    {
        const FullDisk full(std::filesystem::file_size(file.path() + "-wal"));
        const auto committed = ledger.commit();
        QVERIFY(!committed);
        QVERIFY(committed.error() == DatabaseError::DiskFull || committed.error() == DatabaseError::Io);
    }
    // There is room again, but what is on disk is not known: it stays without reservations until reopened.
    QVERIFY(!ledger.commit());
    Ledger again = file.open();
    QCOMPARE(again.eventCount(), std::int64_t{1});
    QVERIFY(!must(again.payment({2})));
    QVERIFY(again.verify().isWhole());
}

void TestLedgerFailures::afterAFailureNothingMoreIsWritten_I1()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger, "first");
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row, "second"), "{}"));
    {
        const FullDisk full(std::filesystem::file_size(file.path() + "-wal"));
        QVERIFY(!ledger.commit());
    }
    // SQLite has rolled the transaction back by itself. What is tried now would be written row by row outside
    // any batch, and behind a gap in the chain.
    QVERIFY(!ledger.note({kStart, "paused", {}, "", "{}"}));
    QVERIFY(!ledger.addPayment(paymentRow(), "denied", "{}"));
    QVERIFY(!ledger.authorizeNew(row, termsOf(row, "third"), "{}"));
    QVERIFY(!ledger.changePayment(row, "reported", "{}"));
    const auto retry = ledger.requestReservation({1});
    QVERIFY(!retry || !ledger.commit());
    QCOMPARE(file.verify().events, std::int64_t{1});
    QVERIFY(file.verify().isWhole());
}

void TestLedgerFailures::aWriteThatFailsInTheMiddleLosesTheWholeBatch_I1()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger, "first");
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row, "second"), "{}"));
    // The second write needs more pages than the database may have.
    RawFile other(file.path());
    const std::string pages = other.text("PRAGMA page_count");
    const std::string big = "{\"a\":\"" + std::string(64 * 1024, 'x') + "\"}";
    bool hasFailed = false;
    {
        const FullDisk full(std::filesystem::file_size(file.path() + "-wal"));
        for (int each = 0; each < 2000 && !hasFailed; ++each) {
            hasFailed = !ledger.addPayment(paymentRow(), "denied", big).has_value();
        }
    }
    QVERIFY(hasFailed);
    QVERIFY(!ledger.commit());
    QCOMPARE(file.verify().events, std::int64_t{1});
    QCOMPARE(other.text("SELECT count(*) FROM payments"), std::string("1"));
}

void TestLedgerFailures::anotherWriterLosesTheBatch()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger, "first");
    // Somebody appends behind our back; our next row would have the same number.
    RawFile(file.path())
        .run("INSERT INTO events VALUES (2, 1, 'paused', NULL, '', '{}', zeroblob(32), NULL)");
    QVERIFY(!ledger.note({kStart, "paused", {}, "", "{}"}));
    QVERIFY(!ledger.commit());
}

void TestLedgerFailures::aNumberThatIsTakenLosesTheBatch()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger, "first");
    RawFile(file.path())
        .run("INSERT INTO payments SELECT 2, agent, created_ms, updated_ms, purchase, generation, "
             "content, interface, method, url, host, path, scheme, network, asset, amount, pay_to, "
             "status, proof, verdict, code, reasons, nonce, digest, valid_before_seconds, tx FROM "
             "payments");
    const StoredPayment row = authorizedRow();
    const auto asked = ledger.authorizeNew(row, termsOf(row, "second"), "{}");
    QVERIFY(!asked && asked.error() == DatabaseError::Constraint);
    QVERIFY(!ledger.commit());
    const auto found = file.verify(); // the row that nobody wrote is found
    QVERIFY(!found.isWhole());
    QCOMPARE(found.events, std::int64_t{1});
}

void TestLedgerFailures::anAmountThatIsNoNumberLosesTheBatch()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    const Terms terms = termsOf(authorizedRow());
    StoredPayment row = authorizedRow();
    row.amount = "0x10";
    const auto asked = ledger.authorizeNew(row, terms, "{}");
    QVERIFY(!asked && asked.error() == DatabaseError::Constraint);
    QVERIFY(!ledger.commit());
    QCOMPARE(file.verify().events, std::int64_t{0});
}

void TestLedgerFailures::afterAnyFailureTheFileStillVerifies_I12()
{
    const bool holds = rc::check("whenever the disk fills up, what is on disk is a whole history", [] {
        const LedgerFile file;
        std::int64_t confirmed = 0;
        {
            Ledger ledger = file.open();
            const auto room = *rc::gen::inRange<rlim_t>(0, 300'000);
            const FullDisk full(32 * 1024 + room);
            for (int each = 0; each < 40; ++each) {
                const auto inBatch = *rc::gen::inRange(1, 5);
                bool isWritten = true;
                for (int one = 0; one < inBatch && isWritten; ++one) {
                    const StoredPayment row = authorizedRow();
                    isWritten = ledger.authorizeNew(row, termsOf(row), "{}").has_value();
                }
                const auto committed = ledger.commit();
                RC_ASSERT(isWritten || !committed);
                if (!committed) {
                    break;
                }
                RC_ASSERT(committed->size() == static_cast<std::size_t>(inBatch));
                confirmed += inBatch;
            }
        }
        Ledger again = file.open();
        RC_ASSERT(again.verify().isWhole());
        RC_ASSERT(again.eventCount() >= confirmed); // whatever was confirmed is there
        for (std::int64_t number = 1; number <= again.eventCount(); ++number) {
            RC_ASSERT(must(again.payment({number})).has_value());
            RC_ASSERT(must(again.bodyOf({number}, "authorized")).has_value());
        }
    });
    QVERIFY(holds);
}

void TestLedgerFailures::aHeadThatIsNoHashIsRefused()
{
    const LedgerFile file;
    {
        Ledger ledger = file.open();
        authorizeOne(ledger, "first");
    }
    RawFile(file.path()).forge("UPDATE events SET hash = x'00'");
    const auto again = Ledger::open(file.path());
    QVERIFY(!again && again.error() == DatabaseError::Corrupt);
}

QTEST_APPLESS_MAIN(TestLedgerFailures)
#include "tst_ledger_failures.moc"
