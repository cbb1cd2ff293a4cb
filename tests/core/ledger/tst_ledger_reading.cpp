#include "core/ledger/ledger.h"

#include "ledger_fixture.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

class TestLedgerReading : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyColumnComesBack();
    void aRowWithoutAPurchaseHasNone();
    void aStatusOfTomorrowCountsAsMoneyAtRisk_I8();
    void theNewestPaymentOfAPurchaseIsFound();
    void theNewestEventOfAKindIsFound();
    void settingsComeInTheirOrderAndAlone();
    void paymentsSinceComeOldestFirst();
    void eventsOfAPaymentComeOldestFirst();
    void aLedgerThatLostATableIsNoEmptyOne_data();
    void aLedgerThatLostATableIsNoEmptyOne();
    void timeNeverRunsBackward_I13();
    void newestTimeSurvivesReopening_I13();
    void countsByStatus();
    void theHighestNumberThereIsCanBeLookedFor();
};

void TestLedgerReading::everyColumnComesBack()
{
    StoredPayment row = paymentRow("a7", kStart);
    row.updatedAt = kStart.plusMs(9);
    row.purchase = crypto::sha256("purchase");
    row.generation = 3;
    row.content = crypto::sha256("content");
    row.url = "https://api.shop.test/v1/search?q=%27;DROP TABLE payments;--";
    row.status = Status::Settled;
    row.proof = Proof::Claimed;
    row.code = "denied_by_rule";
    row.reasons = R"([{"code":"x","text":"it's"}])";
    row.nonce = "0x01";
    row.digest = "0x02";
    row.validBeforeSeconds = 1'900'000'000;
    row.transaction = "0x03";
    const LedgerFile file;
    Ledger ledger = file.open();
    row.id = must(ledger.addPayment(row, "denied", "{}"));
    must(ledger.commit());
    for (const StoredPayment& back :
         {must(ledger.payment(row.id)).value(), must(file.reader().payment(row.id)).value()}) {
        QVERIFY(back.id == row.id);
        QCOMPARE(back.agent, row.agent);
        QVERIFY(back.createdAt == row.createdAt && back.updatedAt == row.updatedAt);
        QVERIFY(back.purchase == row.purchase);
        QCOMPARE(back.generation, row.generation);
        QVERIFY(back.content == row.content);
        QCOMPARE(back.interface, row.interface);
        QCOMPARE(back.method, row.method);
        QCOMPARE(back.url, row.url);
        QCOMPARE(back.host, row.host);
        QCOMPARE(back.path, row.path);
        QCOMPARE(back.scheme, row.scheme);
        QCOMPARE(back.network, row.network);
        QCOMPARE(back.asset, row.asset);
        QCOMPARE(back.amount, row.amount);
        QCOMPARE(back.payTo, row.payTo);
        QVERIFY(back.status == row.status && back.proof == row.proof);
        QCOMPARE(back.verdict, row.verdict);
        QCOMPARE(back.code, row.code);
        QCOMPARE(back.reasons, row.reasons);
        QCOMPARE(back.nonce, row.nonce);
        QCOMPARE(back.digest, row.digest);
        QCOMPARE(back.validBeforeSeconds, row.validBeforeSeconds);
        QCOMPARE(back.transaction, row.transaction);
    }
}

void TestLedgerReading::aRowWithoutAPurchaseHasNone()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    must(ledger.addPayment(paymentRow(), "denied", "{}"));
    QVERIFY(!must(ledger.payment({1}))->purchase.has_value());
    QVERIFY(!must(ledger.latestFor(Hash256{})));
}

void TestLedgerReading::aStatusOfTomorrowCountsAsMoneyAtRisk_I8()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    must(ledger.addPayment(authorizedRow(), "denied", "{}"));
    must(ledger.commit());
    RawFile(file.path()).run("UPDATE payments SET status = 'refunded', proof = 'sworn'");
    const StoredPayment row = must(ledger.payment({1})).value();
    QVERIFY(row.status == Status::Unknown && isLive(row.status));
    QVERIFY(row.proof == Proof::None);
}

void TestLedgerReading::theNewestPaymentOfAPurchaseIsFound()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    StoredPayment row = paymentRow();
    row.purchase = crypto::sha256("p");
    for (std::int64_t generation = 0; generation < 3; ++generation) {
        row.generation = generation;
        must(ledger.addPayment(row, "denied", "{}"));
        must(ledger.addPayment(paymentRow(), "denied", "{}"));
    }
    const auto newest = must(ledger.latestFor(crypto::sha256("p"))).value();
    QCOMPARE(newest.generation, std::int64_t{2});
    QVERIFY(newest.id == PaymentId{5});
    QVERIFY(!must(ledger.latestFor(crypto::sha256("q"))));
}

void TestLedgerReading::theNewestEventOfAKindIsFound()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    StoredPayment row = paymentRow();
    row.id = must(ledger.addPayment(row, "waiting", R"({"n":0})"));
    must(ledger.addPayment(paymentRow(), "waiting", R"({"other":1})"));
    must(ledger.changePayment(row, "reported", R"({"n":1})"));
    row.updatedAt = row.updatedAt.plusMs(5000);
    must(ledger.changePayment(row, "reported", R"({"n":2})"));
    QVERIFY(must(ledger.newestOf(row.id, "reported")).value().at == row.updatedAt);
    QVERIFY(!must(ledger.newestOf(row.id, "authorized")));
    QCOMPARE(must(ledger.bodyOf(row.id, "reported")).value(), std::string(R"({"n":2})"));
    QCOMPARE(must(ledger.bodyOf(row.id, "waiting")).value(), std::string(R"({"n":0})"));
    QVERIFY(!must(ledger.bodyOf(row.id, "authorized")));
}

void TestLedgerReading::settingsComeInTheirOrderAndAlone()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    must(ledger.note({kStart, "paused", {}, "", "{}"}));
    must(ledger.addPayment(paymentRow(), "denied", "{}"));
    must(ledger.note({kStart.plusMs(1), "resumed", {}, "a3", R"({"x":1})"}));
    std::string kinds;
    must(ledger.visitSettings([&kinds](const Event& event) {
        kinds += event.kind + "@" + std::to_string(event.at.unixMs - kStart.unixMs) + event.agent +
                 event.body + " ";
        QVERIFY(!event.payment);
    }));
    QCOMPARE(kinds, std::string("paused@0{} resumed@1a3{\"x\":1} "));
}

void TestLedgerReading::paymentsSinceComeOldestFirst()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    for (int each = 0; each < 5; ++each) {
        must(ledger.addPayment(paymentRow("a1", kStart.plusMs(each)), "denied", "{}"));
    }
    std::vector<std::int64_t> numbers;
    must(ledger.visitSince(kStart.plusMs(2),
                           [&](const StoredPayment& row) { numbers.push_back(row.id.number); }));
    QCOMPARE(numbers, (std::vector<std::int64_t>{3, 4, 5}));
}

void TestLedgerReading::eventsOfAPaymentComeOldestFirst()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    StoredPayment row = paymentRow();
    row.id = must(ledger.addPayment(row, "waiting", R"({"n":0})"));
    must(ledger.addPayment(paymentRow(), "denied", "{}"));
    row.updatedAt = kStart.plusMs(5);
    must(ledger.changePayment(row, "lapsed", R"({"n":1})"));
    must(ledger.commit());
    const auto events = must(file.reader().eventsOf(row.id));
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(events[0].kind, std::string("waiting"));
    QCOMPARE(events[1].kind, std::string("lapsed"));
    QCOMPARE(events[1].seq, std::int64_t{3});
    QVERIFY(events[1].at == kStart.plusMs(5));
    QCOMPARE(events[1].body, std::string(R"({"n":1})"));
    QVERIFY(events[1].hash == ledger.head());
    QVERIFY(must(file.reader().eventsOf({77})).empty());
}

void TestLedgerReading::timeNeverRunsBackward_I13()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    QVERIFY(ledger.newestTime() == Instant{});
    must(ledger.note({kStart.plusMs(500), "paused", {}, "", "{}"}));
    must(ledger.note({kStart, "paused", {}, "", "{}"}));
    QVERIFY(ledger.newestTime() == kStart.plusMs(500));
}

void TestLedgerReading::newestTimeSurvivesReopening_I13()
{
    const LedgerFile file;
    {
        Ledger ledger = file.open();
        must(ledger.note({kStart.plusMs(500), "paused", {}, "", "{}"}));
        must(ledger.note({kStart, "paused", {}, "", "{}"}));
        must(ledger.commit());
    }
    QVERIFY(file.open().newestTime() == kStart.plusMs(500));
}

void TestLedgerReading::countsByStatus()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    for (int each = 0; each < 3; ++each) {
        StoredPayment row = paymentRow();
        row.status = each == 0 ? Status::Waiting : Status::Denied;
        must(ledger.addPayment(row, "denied", "{}"));
    }
    must(ledger.commit());
    QCOMPARE(must(file.reader().countWithStatus(Status::Waiting)), std::int64_t{1});
    QCOMPARE(must(file.reader().countWithStatus(Status::Denied)), std::int64_t{2});
    QCOMPARE(must(file.reader().countWithStatus(Status::Void)), std::int64_t{0});
}

void TestLedgerReading::theHighestNumberThereIsCanBeLookedFor()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    must(ledger.addPayment(paymentRow(), "denied", "{}"));
    must(ledger.commit());
    QVERIFY(!must(file.reader().payment({INT64_MAX})));
    QVERIFY(!must(file.reader().payment({0})));
    int hours = 0;
    must(file.reader().visitSpend({INT64_MIN}, {INT64_MAX}, [&hours](const SpendHour&) { ++hours; }));
    QCOMPARE(hours, 0);
}

void TestLedgerReading::aLedgerThatLostATableIsNoEmptyOne_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::newRow("payments") << QByteArray("payments");
    QTest::newRow("events") << QByteArray("events");
}

void TestLedgerReading::aLedgerThatLostATableIsNoEmptyOne()
{
    QFETCH(QByteArray, table);
    const LedgerFile file;
    {
        Ledger ledger = file.open();
        must(ledger.addPayment(paymentRow(), "denied", "{}"));
        must(ledger.commit());
    }
    LedgerReader reader = file.reader();
    const auto visit = [&reader] {
        return reader.visitPayments([](const StoredPayment&) {}, [](const PaymentEvent&) {});
    };
    QVERIFY(visit().has_value());
    QCOMPARE(RawFile(file.path()).run("ALTER TABLE " + table.toStdString() + " RENAME TO gone"),
             std::string());
    QVERIFY(!visit().has_value());
}

QTEST_APPLESS_MAIN(TestLedgerReading)
#include "tst_ledger_reading.moc"
