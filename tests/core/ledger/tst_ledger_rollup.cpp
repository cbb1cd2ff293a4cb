#include "core/ledger/spend_rollup.h"

#include "ledger_fixture.h"

#include <QTest>

#include "core/support/json.h"
#include <rapidcheck.h>

#include <map>
#include <tuple>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

namespace {

using Key = std::tuple<std::int64_t, std::string, std::string, std::string, std::string>;
struct Sum {
    std::int64_t payments = 0;
    money::Amount amount;
    bool operator==(const Sum&) const = default;
};
using Sums = std::map<Key, Sum>;

/// The sums as the rollup has them.
Sums kept(LedgerReader& reader)
{
    Sums sums;
    must(reader.visitSpend({0}, kStart.plusMs(std::int64_t{400} * 24 * 3'600'000),
                           [&sums](const SpendHour& hour) {
                               sums[{hour.start.unixMs, hour.agent, hour.host, hour.network, hour.asset}] = {
                                   hour.payments, hour.amount};
                           }));
    return sums;
}

/// The same from the events alone: what each `authorized` binds, less what a `void` proved unused.
Sums recomputed(LedgerReader& reader, std::int64_t payments)
{
    Sums sums;
    for (std::int64_t number = 1; number <= payments; ++number) {
        const StoredPayment row = must(reader.payment({number})).value();
        for (const PaymentEvent& event : must(reader.eventsOf({number}))) {
            const Key key{row.createdAt.unixMs / 3'600'000 * 3'600'000, row.agent, row.host, row.network,
                          row.asset};
            if (event.kind == "authorized") {
                const auto body = nlohmann::json::parse(event.body);
                const auto value =
                    money::Amount::fromAtomic(body["signing"]["message"]["value"].get<std::string>()).value();
                sums[key].payments += 1;
                sums[key].amount = sums[key].amount.plus(value).value();
            } else if (event.kind == "void") {
                sums[key].payments -= 1;
                sums[key].amount =
                    sums[key].amount.minus(money::Amount::fromAtomic(row.amount).value()).value();
            }
        }
    }
    return sums;
}

} // namespace

class TestLedgerRollup : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sumsEqualThoseRecomputedFromEvents_I11();
    void deniedAndWaitingMoneyIsNotCounted();
    void hoursComeInOrderAndWithinTheirRange();
    void sumsBeforeAnHourLeaveThatHourOut();
    void aDroppedBatchLeavesTheSumsAsTheyWere();
    void aSumThatIsNoNumberIsCorrupt();
    void manyHostsAreAllKept();
};

void TestLedgerRollup::sumsEqualThoseRecomputedFromEvents_I11()
{
    const bool holds = rc::check("after any history the rollup equals the events", [] {
        const LedgerFile file;
        std::optional<Ledger> ledger(file.open());
        std::vector<StoredPayment> rows;
        Instant at = kStart;
        const auto steps = *rc::gen::inRange(1, 16);
        for (int step = 0; step < steps; ++step) {
            at = at.plusMs(*rc::gen::inRange<std::int64_t>(0, 2'000'000));
            switch (*rc::gen::inRange(0, 6)) {
            case 0:
            case 1: {
                StoredPayment row = authorizedRow(*rc::gen::element<std::string>("a1", "a2"), at);
                row.host = *rc::gen::element<std::string>("x.test", "y.test");
                row.amount = std::to_string(*rc::gen::inRange(1, 1'000'000));
                row.id = must(ledger->authorizeNew(row, termsOf(row), "{}")).first;
                rows.push_back(row);
                break;
            }
            case 2: {
                StoredPayment row = paymentRow("a1", at);
                row.status = Status::Waiting;
                row.id = must(ledger->addPayment(row, "waiting", "{}"));
                rows.push_back(row);
                break;
            }
            case 3:
                for (StoredPayment& row : rows) {
                    if (row.status == Status::Waiting) {
                        row.status = Status::Authorized;
                        row.updatedAt = at;
                        must(ledger->authorizeWaiting(row, termsOf(row), "{}"));
                        break;
                    }
                }
                break;
            case 4:
                for (StoredPayment& row : rows) {
                    if (row.status == Status::Authorized) {
                        row.status = Status::Void;
                        must(ledger->changePayment(row, "void", "{}"));
                        break;
                    }
                }
                break;
            default:
                must(ledger->commit());
                if (*rc::gen::arbitrary<bool>()) {
                    ledger.reset();
                    ledger.emplace(file.open());
                }
                break;
            }
        }
        must(ledger->commit());
        LedgerReader reader = file.reader();
        RC_ASSERT(kept(reader) == recomputed(reader, static_cast<std::int64_t>(rows.size())));
        RC_ASSERT(ledger->verify().isWhole());
    });
    QVERIFY(holds);
}

void TestLedgerRollup::deniedAndWaitingMoneyIsNotCounted()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    StoredPayment row = paymentRow();
    must(ledger.addPayment(row, "denied", "{}"));
    row.status = Status::Waiting;
    row.id = must(ledger.addPayment(row, "waiting", "{}"));
    row.status = Status::Rejected;
    must(ledger.changePayment(row, "rejected", "{}"));
    must(ledger.commit());
    LedgerReader reader = file.reader();
    QVERIFY(kept(reader).empty());
}

void TestLedgerRollup::hoursComeInOrderAndWithinTheirRange()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    constexpr std::int64_t kHour = 3'600'000;
    for (const std::int64_t hour : {3, 1, 2, 0}) {
        const StoredPayment row = authorizedRow("a1", kStart.plusMs(hour * kHour + 5));
        must(ledger.authorizeNew(row, termsOf(row), "{}"));
    }
    must(ledger.commit());
    const auto hoursIn = [&file](std::int64_t from, std::int64_t until) {
        std::vector<std::int64_t> starts;
        must(file.reader().visitSpend(kStart.plusMs(from), kStart.plusMs(until),
                                      [&starts](const SpendHour& each) {
                                          starts.push_back((each.start.unixMs - kStart.unixMs) / kHour);
                                      }));
        return starts;
    };
    QCOMPARE(hoursIn(0, 4 * kHour), (std::vector<std::int64_t>{0, 1, 2, 3}));
    QCOMPARE(hoursIn(kHour, 3 * kHour), (std::vector<std::int64_t>{1, 2}));
    QCOMPARE(hoursIn(kHour, 2 * kHour + 1),
             (std::vector<std::int64_t>{1, 2})); // a part of an hour is an hour
    QCOMPARE(hoursIn(kHour, kHour), std::vector<std::int64_t>{});
}

void TestLedgerRollup::sumsBeforeAnHourLeaveThatHourOut()
{
    const LedgerFile file;
    Ledger ledger = file.open();
    constexpr std::int64_t kHour = 3'600'000;
    for (const std::int64_t hour : {0, 1, 2}) {
        const StoredPayment row = authorizedRow("a1", kStart.plusMs(hour * kHour));
        must(ledger.authorizeNew(row, termsOf(row), "{}"));
    }
    must(ledger.commit());
    std::int64_t payments = 0;
    must(ledger.visitSpendBefore(kStart.plusMs(2 * kHour),
                                 [&payments](const SpendHour& each) { payments += each.payments; }));
    QCOMPARE(payments, std::int64_t{2});
}

void TestLedgerRollup::aDroppedBatchLeavesTheSumsAsTheyWere()
{
    const LedgerFile file;
    const StoredPayment row = authorizedRow();
    {
        Ledger ledger = file.open();
        must(ledger.authorizeNew(row, termsOf(row, "1"), "{}"));
        must(ledger.commit());
        must(ledger.authorizeNew(row, termsOf(row, "2"), "{}"));
    }
    LedgerReader reader = file.reader();
    const Sums sums = kept(reader);
    QCOMPARE(sums.size(), std::size_t{1});
    QCOMPARE(sums.begin()->second.amount.toAtomic(), row.amount);
    QVERIFY(sums == recomputed(reader, 1));
}

void TestLedgerRollup::aSumThatIsNoNumberIsCorrupt()
{
    const LedgerFile file;
    const StoredPayment row = authorizedRow();
    {
        Ledger ledger = file.open();
        must(ledger.authorizeNew(row, termsOf(row), "{}"));
        must(ledger.commit());
    }
    RawFile(file.path()).run("UPDATE spend_hours SET amount = '-5'");
    const auto visited = file.reader().visitSpend({0}, kStart.plusMs(3'600'000), [](const SpendHour&) {});
    QVERIFY(!visited && visited.error() == DatabaseError::Corrupt);
    Ledger ledger = file.open();
    const auto added = ledger.authorizeNew(row, termsOf(row, "2"), "{}");
    QVERIFY(!added && added.error() == DatabaseError::Corrupt);
    QVERIFY(!ledger.commit());
}

void TestLedgerRollup::manyHostsAreAllKept()
{
    // More sums than are kept in memory between batches.
    const LedgerFile file;
    Ledger ledger = file.open();
    constexpr int kHosts = 4200;
    for (int round = 0; round < 2; ++round) {
        for (int each = 0; each < kHosts; ++each) {
            StoredPayment row = authorizedRow();
            row.host = "h" + std::to_string(each) + ".test";
            row.amount = "2";
            must(ledger.authorizeNew(row, termsOf(row), "{}"));
        }
        must(ledger.commit());
    }
    LedgerReader reader = file.reader();
    const Sums sums = kept(reader);
    QCOMPARE(sums.size(), std::size_t{kHosts});
    QVERIFY(std::ranges::all_of(sums, [](const auto& each) {
        return each.second == Sum{2, money::Amount::fromUint64(4)};
    }));
}

QTEST_APPLESS_MAIN(TestLedgerRollup)
#include "tst_ledger_rollup.moc"
