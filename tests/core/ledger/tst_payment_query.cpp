#include "core/ledger/payment_query.h"

#include "ledger_fixture.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

namespace {

/// Twelve payments that differ in everything a filter can ask for.
std::vector<StoredPayment> writeShelf(const LedgerFile& file)
{
    Ledger ledger = file.open();
    std::vector<StoredPayment> rows;
    for (int each = 0; each < 12; ++each) {
        StoredPayment row = paymentRow(each % 2 == 0 ? "a1" : "a2", kStart.plusMs(each));
        row.host = each % 3 == 0 ? "maps.test" : "api.shop.test";
        row.path = "/v1/item_" + std::to_string(each) + (each == 5 ? "/100%" : "");
        row.status = each % 4 == 0 ? Status::Denied : Status::Settled;
        row.proof = each % 4 == 0 ? Proof::None : each % 4 == 1 ? Proof::Proven : Proof::Claimed;
        row.network = each % 5 == 0 ? "eip155:137" : "eip155:8453";
        row.interface = each % 2 == 0 ? "fetch" : "mcp";
        row.payTo = each == 7 ? "0x70997970C51812dc3A010C7d01b50e0d17dc79C8" : std::string(kPayTo);
        row.id = must(ledger.addPayment(row, "denied", "{}"));
        rows.push_back(row);
    }
    must(ledger.commit());
    return rows;
}

std::vector<std::int64_t> numbers(const std::vector<StoredPayment>& rows)
{
    std::vector<std::int64_t> out;
    for (const StoredPayment& row : rows) {
        out.push_back(row.id.number);
    }
    return out;
}

bool contains(const std::string& text, const std::string& part)
{
    const auto same = [](char a, char b) { return std::tolower(a) == std::tolower(b); };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

/// The filter once more, without SQL.
bool isWanted(const StoredPayment& row, const PaymentFilter& filter)
{
    return (!filter.agent || row.agent == *filter.agent) &&
           (!filter.status || toText(row.status) == *filter.status) &&
           (filter.states.empty() || std::ranges::any_of(filter.states,
                                                         [&row](const StateTest& each) {
                                                             return each.status == row.status &&
                                                                    (!each.proof || *each.proof == row.proof);
                                                         })) &&
           (!filter.network || row.network == *filter.network) &&
           (!filter.interface || row.interface == *filter.interface) &&
           (!filter.host || row.host == *filter.host) &&
           (!filter.text || contains(row.host, *filter.text) || contains(row.path, *filter.text) ||
            contains(row.payTo, *filter.text)) &&
           (!filter.since || row.createdAt >= *filter.since) &&
           (!filter.before || row.id.number < *filter.before);
}

template <class T>
std::optional<T> maybe(rc::Gen<T> gen)
{
    return *rc::gen::arbitrary<bool>() ? std::optional<T>(*gen) : std::nullopt;
}

} // namespace

class TestPaymentQuery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newestFirst();
    void pagesJoinToTheWholeListOnce();
    void aPageStaysTheSameWhileNewPaymentsCome();
    void anyFilterGivesWhatAScanGives();
    void wildcardsOfAQuestionAreText_data();
    void wildcardsOfAQuestionAreText();
    void quotesOfAQuestionAreText();
    void statesAreReadWhole();
};

void TestPaymentQuery::statesAreReadWhole()
{
    const auto states = statesFromText("denied,proven,claimed,settled");
    QVERIFY(states && states->size() == 4);
    QVERIFY((*states)[0].status == Status::Denied && !(*states)[0].proof);
    QVERIFY((*states)[1].status == Status::Settled && (*states)[1].proof == Proof::Proven);
    QVERIFY((*states)[2].status == Status::Settled && (*states)[2].proof == Proof::Claimed);
    QVERIFY((*states)[3].status == Status::Settled && !(*states)[3].proof);
    for (const char* bad : {"", ",", "denied,", ",denied", "Denied", " denied", "denied;settled"}) {
        QVERIFY2(!statesFromText(bad), bad);
    }
}

void TestPaymentQuery::newestFirst()
{
    const LedgerFile file;
    writeShelf(file);
    PaymentFilter filter;
    filter.limit = 3;
    QCOMPARE(numbers(must(file.reader().page(filter))), (std::vector<std::int64_t>{12, 11, 10}));
}

void TestPaymentQuery::pagesJoinToTheWholeListOnce()
{
    const LedgerFile file;
    writeShelf(file);
    LedgerReader reader = file.reader();
    for (std::int64_t limit = 1; limit <= 13; ++limit) {
        PaymentFilter filter;
        filter.agent = "a2";
        filter.limit = limit;
        std::vector<std::int64_t> all;
        for (;;) {
            const auto page = must(reader.page(filter));
            QVERIFY(page.size() <= static_cast<std::size_t>(limit));
            if (page.empty()) {
                break;
            }
            for (const auto& row : page) {
                all.push_back(row.id.number);
            }
            filter.before = page.back().id.number;
        }
        QCOMPARE(all, (std::vector<std::int64_t>{12, 10, 8, 6, 4, 2}));
    }
}

void TestPaymentQuery::aPageStaysTheSameWhileNewPaymentsCome()
{
    const LedgerFile file;
    writeShelf(file);
    PaymentFilter filter;
    filter.before = 7;
    filter.limit = 4;
    LedgerReader reader = file.reader();
    const auto before = numbers(must(reader.page(filter)));
    Ledger ledger = file.open();
    must(ledger.addPayment(paymentRow(), "denied", "{}"));
    must(ledger.commit());
    QCOMPARE(numbers(must(reader.page(filter))), before);
    QCOMPARE(before, (std::vector<std::int64_t>{6, 5, 4, 3}));
}

void TestPaymentQuery::anyFilterGivesWhatAScanGives()
{
    const LedgerFile file;
    const std::vector<StoredPayment> shelf = writeShelf(file);
    LedgerReader reader = file.reader();
    const bool holds = rc::check("SQL and a scan agree", [&] {
        PaymentFilter filter;
        filter.agent = maybe(rc::gen::element<std::string>("a1", "a2", "a3"));
        filter.network = maybe(rc::gen::element<std::string>("eip155:137", "eip155:8453", "eip155:1"));
        filter.interface = maybe(rc::gen::element<std::string>("fetch", "mcp", "cli"));
        if (*rc::gen::arbitrary<bool>()) {
            filter.states = *statesFromText(*rc::gen::element<std::string>(
                "denied", "settled", "proven", "claimed", "proven,denied", "void", "void,claimed,settled"));
        }
        filter.status = maybe(rc::gen::element<std::string>("denied", "settled", "void"));
        filter.host = maybe(rc::gen::element<std::string>("maps.test", "api.shop.test", "API.shop.test", ""));
        filter.text = maybe(
            rc::gen::element<std::string>("item_1", "ITEM", "%", "_", "\\", "0x7099", "maps", "zzz", "'"));
        filter.since =
            maybe(rc::gen::map(rc::gen::inRange(-1, 14), [](int ms) { return kStart.plusMs(ms); }));
        filter.before = maybe(rc::gen::inRange<std::int64_t>(-1, 15));
        filter.limit = 100;
        std::vector<std::int64_t> expected;
        for (auto row = shelf.rbegin(); row != shelf.rend(); ++row) {
            if (isWanted(*row, filter)) {
                expected.push_back(row->id.number);
            }
        }
        RC_ASSERT(numbers(must(reader.page(filter))) == expected);
    });
    QVERIFY(holds);
}

void TestPaymentQuery::wildcardsOfAQuestionAreText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("found");
    QTest::newRow("percent") << QByteArray("100%") << 1;
    QTest::newRow("percent between") << QByteArray("v1%item") << 0;
    QTest::newRow("underscore") << QByteArray("item_5") << 1;
    QTest::newRow("underscore for any") << QByteArray("item5") << 0;
    QTest::newRow("underscore as letter") << QByteArray("v1_item") << 0;
    QTest::newRow("backslash") << QByteArray("\\") << 0;
    QTest::newRow("backslash percent") << QByteArray("\\%") << 0;
}

void TestPaymentQuery::wildcardsOfAQuestionAreText()
{
    QFETCH(QByteArray, text);
    QFETCH(int, found);
    const LedgerFile file;
    writeShelf(file);
    PaymentFilter filter;
    filter.text = text.toStdString();
    QCOMPARE(must(file.reader().page(filter)).size(), static_cast<std::size_t>(found));
}

void TestPaymentQuery::quotesOfAQuestionAreText()
{
    const LedgerFile file;
    writeShelf(file);
    const std::string evil = "' OR 1=1; DROP TABLE payments; --";
    for (const auto set :
         {&PaymentFilter::agent, &PaymentFilter::status, &PaymentFilter::host, &PaymentFilter::text}) {
        PaymentFilter filter;
        filter.*set = evil;
        QVERIFY(must(file.reader().page(filter)).empty());
        QVERIFY(selectFor(filter).find(evil) == std::string::npos);
    }
    QCOMPARE(must(file.reader().page({})).size(), std::size_t{12});
}

QTEST_APPLESS_MAIN(TestPaymentQuery)
#include "tst_payment_query.moc"
