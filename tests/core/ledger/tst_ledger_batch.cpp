#include "core/ledger/ledger.h"

#include "ledger_fixture.h"

#include <QTest>

#include "core/support/json.h"

#include <algorithm>
#include <filesystem>
#include <type_traits>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

// Only a ledger makes reservations, and each is used once (I1).
static_assert(!std::is_copy_constructible_v<Reservation> && !std::is_copy_assignable_v<Reservation>);
static_assert(!std::is_default_constructible_v<Reservation> && !std::is_constructible_v<Reservation, Terms>);

class TestLedgerBatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nobodyElseSeesABatchBeforeItsCommit_I1();
    void thisObjectReadsItsOwnBatchAtOnce();
    void reservationsComeFromCommitOnly_I1();
    void reservationsStandAtTheirIndices();
    void eachReservationIsGivenOnce();
    void aReservationCarriesExactlyTheRecordedMessage_I16();
    void aWaitingPaymentIsAuthorizedWithItsOwnNumber();
    void aRetryReadsTheSameTermsBack_I5();
    void whatDoesNotCountGetsNoReservation_I8_data();
    void whatDoesNotCountGetsNoReservation_I8();
    void aPaymentThatIsNotThereGetsNoReservation();
    void aTamperedMessageGivesNoReservation_I16();
    void theSigningPartJoinsTheBody_data();
    void theSigningPartJoinsTheBody();
    void numbersRiseByOneAndSurviveReopening();
    void anEmptyCommitWritesNothing();
    void lockedOnlyNarrowingRowsAreWritten_I8();
    void aBatchThatIsDroppedLeavesNothing_I1();
    void killedBetweenTwoCommitsTheFirstIsWhole_I1();
};

namespace {

std::vector<Reservation> authorizeOne(Ledger& ledger, std::string_view nonceSeed = "nonce")
{
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row, nonceSeed), R"({"by":"rules"})"));
    return must(ledger.commit());
}

} // namespace

void TestLedgerBatch::nobodyElseSeesABatchBeforeItsCommit_I1()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    LedgerReader reader = file.reader();
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row), "{}"));
    must(ledger.note({kStart, "paused", {}, "", "{}"}));
    QVERIFY(!must(reader.payment({1})));
    QVERIFY(must(reader.page({})).empty());
    QCOMPARE(file.verify().events, std::int64_t{0});
    must(ledger.commit());
    QVERIFY(must(reader.payment({1})));
    QCOMPARE(file.verify().events, std::int64_t{2});
    int hours = 0;
    must(reader.visitSpend(kStart.plusMs(-3'600'000), kStart.plusMs(3'600'000),
                           [&](const SpendHour&) { ++hours; }));
    QCOMPARE(hours, 1);
}

void TestLedgerBatch::thisObjectReadsItsOwnBatchAtOnce()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    StoredPayment row = paymentRow();
    row.purchase = crypto::sha256("purchase");
    row.status = Status::Waiting;
    const PaymentId id = must(ledger.addPayment(row, "waiting", R"({"a":1})"));
    QVERIFY(must(ledger.payment(id))->status == Status::Waiting);
    QVERIFY(must(ledger.latestFor(*row.purchase))->id == id);
    QCOMPARE(must(ledger.bodyOf(id, "waiting")).value(), std::string(R"({"a":1})"));
    QCOMPARE(ledger.eventCount(), std::int64_t{1});
}

void TestLedgerBatch::reservationsComeFromCommitOnly_I1()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row), "{}"));
    // Between the call and the commit there is only a number; the one source of a Reservation is commit().
    static_assert(std::is_same_v<decltype(ledger.authorizeNew(row, termsOf(row), "{}")),
                                 Result<std::pair<PaymentId, std::size_t>, DatabaseError>>);
    const std::vector<Reservation> reservations = must(ledger.commit());
    QCOMPARE(reservations.size(), std::size_t{1});
    // By then the row is on disk, with the digest that may be signed.
    const auto onDisk = must(file.reader().eventsOf({1}));
    QCOMPARE(onDisk.size(), std::size_t{1});
    const auto body = nlohmann::json::parse(onDisk.front().body);
    QCOMPARE(body["signing"]["digest"].get<std::string>(), toHex0x(reservations.front().terms().digest));
}

void TestLedgerBatch::reservationsStandAtTheirIndices()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    std::vector<std::pair<PaymentId, std::size_t>> asked;
    for (int each = 0; each < 5; ++each) {
        const StoredPayment row = authorizedRow();
        asked.push_back(must(ledger.authorizeNew(row, termsOf(row, std::to_string(each)), "{}")));
        must(ledger.addPayment(paymentRow(), "denied", "{}"));
    }
    asked.emplace_back(asked.front().first, must(ledger.requestReservation(asked.front().first)).value());
    const auto reservations = must(ledger.commit());
    QCOMPARE(reservations.size(), asked.size());
    for (const auto& [id, place] : asked) {
        QVERIFY(reservations.at(place).terms().payment == id);
    }
    QVERIFY(reservations.front().terms().digest == reservations.back().terms().digest);
}

void TestLedgerBatch::eachReservationIsGivenOnce()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    QCOMPARE(authorizeOne(ledger).size(), std::size_t{1});
    QVERIFY(must(ledger.commit()).empty());
}

void TestLedgerBatch::aReservationCarriesExactlyTheRecordedMessage_I16()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    const StoredPayment row = authorizedRow();
    const Terms given = termsOf(row);
    must(ledger.authorizeNew(row, given, "{}"));
    const auto reservations = must(ledger.commit());
    const Terms& terms = reservations.front().terms();
    QCOMPARE(terms.account, given.account);
    QVERIFY(terms.digest == given.digest);
    QVERIFY(chain::signingDigest(terms.domain, terms.authorization) == given.digest);
    QVERIFY(terms.payment == PaymentId{1});
}

void TestLedgerBatch::aWaitingPaymentIsAuthorizedWithItsOwnNumber()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    StoredPayment row = paymentRow();
    row.status = Status::Waiting;
    row.id = must(ledger.addPayment(row, "waiting", "{}"));
    must(ledger.addPayment(paymentRow(), "denied", "{}"));
    must(ledger.commit());
    row.status = Status::Authorized;
    row.updatedAt = kStart.plusMs(5000);
    row.nonce = "0xab";
    row.digest = "0xcd";
    row.validBeforeSeconds = kStart.seconds() + 60;
    const std::size_t place = must(ledger.authorizeWaiting(row, termsOf(row), R"({"by":"person: cli"})"));
    const auto reservations = must(ledger.commit());
    QVERIFY(reservations.at(place).terms().payment == row.id);
    const auto stored = must(file.reader().payment(row.id)).value();
    QVERIFY(stored.status == Status::Authorized);
    QVERIFY(stored.updatedAt == row.updatedAt && stored.createdAt == kStart);
    QCOMPARE(stored.nonce, row.nonce);
    QCOMPARE(stored.digest, row.digest);
    QCOMPARE(stored.validBeforeSeconds, row.validBeforeSeconds);
}

void TestLedgerBatch::aRetryReadsTheSameTermsBack_I5()
{
    const LedgerFile file;
    std::optional<Terms> first;
    {
        Ledger ledger = file.open();
        first = authorizeOne(ledger).front().terms();
    }
    Ledger again = file.open();
    QVERIFY(must(again.requestReservation({1})).has_value());
    const Terms second = must(again.commit()).front().terms();
    QVERIFY(second.digest == first->digest);
    QVERIFY(second.authorization.nonce == first->authorization.nonce);
    QVERIFY(chain::signingDigest(second.domain, second.authorization) == first->digest);
    QCOMPARE(second.account, first->account);
    QVERIFY(second.payment == PaymentId{1});
    QCOMPARE(again.eventCount(), std::int64_t{1}); // a retry writes nothing
}

void TestLedgerBatch::whatDoesNotCountGetsNoReservation_I8_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<bool>("isGiven");
    for (const char* dead : {"denied", "waiting", "rejected", "lapsed", "given_up", "void"}) {
        QTest::newRow(dead) << QByteArray(dead) << false;
    }
    for (const char* live : {"authorized", "settled", "unknown", "expired"}) {
        QTest::newRow(live) << QByteArray(live) << true;
    }
}

void TestLedgerBatch::whatDoesNotCountGetsNoReservation_I8()
{
    QFETCH(QByteArray, status);
    QFETCH(bool, isGiven);
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger);
    StoredPayment row = must(ledger.payment({1})).value();
    row.status = statusFromText(status.toStdString()).value();
    must(ledger.changePayment(row, "reported", "{}"));
    QCOMPARE(must(ledger.requestReservation({1})).has_value(), isGiven);
    QCOMPARE(must(ledger.commit()).size(), std::size_t{isGiven ? 1U : 0U});
}

void TestLedgerBatch::aPaymentThatIsNotThereGetsNoReservation()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    for (const std::int64_t number : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, INT64_MAX}) {
        QVERIFY(!must(ledger.requestReservation({number})));
        QVERIFY(!must(ledger.payment({number})));
    }
    // A row that says authorized without the event that made it so gives none either.
    StoredPayment row = authorizedRow();
    must(ledger.addPayment(row, "denied", "{}"));
    QVERIFY(!must(ledger.requestReservation({1})));
    QVERIFY(must(ledger.commit()).empty());
}

void TestLedgerBatch::aTamperedMessageGivesNoReservation_I16()
{
    for (const char* body : {"{}", "[]", "nonsense", R"({"signing":{}})", R"({"signing":"0x"})"}) {
        const LedgerFile file;
        {
            Ledger ledger = file.open();
            authorizeOne(ledger);
        }
        RawFile(file.path()).forge(std::string("UPDATE events SET body = '") + body + "'");
        Ledger again = file.open();
        const auto asked = again.requestReservation({1});
        QVERIFY(!asked && asked.error() == DatabaseError::Corrupt);
    }
}

void TestLedgerBatch::theSigningPartJoinsTheBody_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("members");
    QTest::newRow("empty object") << QByteArray("{}") << 1;
    QTest::newRow("one member") << QByteArray(R"({"by":"rules"})") << 2;
    QTest::newRow("nested") << QByteArray(R"({"by":"rules","ask":{"signing":{"digest":"0x00"}}})") << 3;
}

void TestLedgerBatch::theSigningPartJoinsTheBody()
{
    QFETCH(QByteArray, body);
    QFETCH(int, members);
    const LedgerFile file;
    Ledger ledger = file.open();
    const StoredPayment row = authorizedRow();
    const Terms terms = termsOf(row);
    must(ledger.authorizeNew(row, terms, body.toStdString()));
    must(ledger.commit());
    const auto stored = nlohmann::json::parse(must(ledger.bodyOf({1}, "authorized")).value());
    QCOMPARE(stored.size(), static_cast<std::size_t>(members));
    QCOMPARE(stored["signing"]["digest"].get<std::string>(), toHex0x(terms.digest));
    QCOMPARE(stored["signing"]["payment"].get<std::int64_t>(), std::int64_t{1});
}

void TestLedgerBatch::numbersRiseByOneAndSurviveReopening()
{
    const LedgerFile file;
    for (std::int64_t expected = 1; expected <= 6; ++expected) {
        Ledger ledger = file.open();
        QVERIFY(must(ledger.addPayment(paymentRow(), "denied", "{}")) == PaymentId{expected});
        must(ledger.commit());
        QCOMPARE(ledger.eventCount(), expected);
    }
    QVERIFY(file.verify().isWhole());
}

void TestLedgerBatch::anEmptyCommitWritesNothing()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger);
    const Hash256 head = ledger.head();
    QVERIFY(must(ledger.commit()).empty());
    QVERIFY(ledger.head() == head);
    QCOMPARE(file.verify().events, std::int64_t{1});
}

void TestLedgerBatch::lockedOnlyNarrowingRowsAreWritten_I8()
{
    const LedgerFile file;
    {
        Ledger ledger = must(Ledger::open(file.path()));
        QVERIFY(!ledger.canSeal());
        must(ledger.addPayment(paymentRow(), "denied", "{}"));
        must(ledger.commit());
        QVERIFY(!ledger.isLost());
        const StoredPayment row = authorizedRow();
        const auto asked = ledger.authorizeNew(row, termsOf(row), "{}");
        QVERIFY(!asked && asked.error() == DatabaseError::Sealed);
        // The batch is lost: not even the row without its event may reach the disk.
        QVERIFY(ledger.isLost());
        QVERIFY(!ledger.commit());
    }
    Ledger again = must(Ledger::open(file.path()));
    QCOMPARE(again.eventCount(), std::int64_t{1});
    QVERIFY(!must(again.payment({2})));
    again.setSealKey(sealKey());
    QVERIFY(again.canSeal());
    QCOMPARE(authorizeOne(again).size(), std::size_t{1});
    again.clearSealKey();
    QVERIFY(!again.canSeal());
}

void TestLedgerBatch::aBatchThatIsDroppedLeavesNothing_I1()
{
    const LedgerFile file;
    {
        Ledger ledger = file.open();
        const StoredPayment row = authorizedRow();
        must(ledger.authorizeNew(row, termsOf(row), "{}"));
    }
    Ledger again = file.open();
    QCOMPARE(again.eventCount(), std::int64_t{0});
    QVERIFY(!must(again.payment({1})));
    QVERIFY(again.head() == Hash256{});
}

void TestLedgerBatch::killedBetweenTwoCommitsTheFirstIsWhole_I1()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    authorizeOne(ledger, "first");
    const Hash256 head = ledger.head();
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row, "second"), "{}"));
    // The files as kill -9 would leave them now.
    const LedgerFile copy;
    for (const char* suffix : {"", "-wal"}) {
        std::filesystem::copy_file(file.path() + suffix, copy.path() + suffix);
    }
    Ledger again = copy.open();
    QCOMPARE(again.eventCount(), std::int64_t{1});
    QVERIFY(again.head() == head);
    QVERIFY(copy.verify().isWhole());
    QVERIFY(must(again.payment({1})) && !must(again.payment({2})));
}

QTEST_APPLESS_MAIN(TestLedgerBatch)
#include "tst_ledger_batch.moc"
