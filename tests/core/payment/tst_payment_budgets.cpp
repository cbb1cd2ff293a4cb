#include "till_fixture.h"

#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

constexpr std::int64_t kDayLimit = 3'000'000;    // 3 USD a calendar day
constexpr std::int64_t kMinuteLimit = 1'000'000; // 1 USD in any minute
constexpr std::int64_t kCountLimit = 6;          // payments in any five minutes
constexpr std::int64_t kEverLimit = 9'000'000;

policy::Policy fourBudgets()
{
    return policyOf(R"({"version":1,"name":"t","default":"allow","rules":[
        {"name":"dear","verdict":"ask","when":{"amount":{"above":"0.60"}}}],"budgets":[
        {"name":"day","limit":{"usd":"3.00"},"window":{"calendar":"day"}},
        {"name":"minute","limit":{"usd":"1.00"},"window":{"rollingSeconds":60}},
        {"name":"count","limit":{"payments":6},"window":{"rollingSeconds":300}},
        {"name":"ever","limit":{"usd":"9.00"},"window":{"lifetime":true}}]})");
}

/// What the test itself knows of one authorization: kept apart from everything the till keeps.
struct Spent {
    std::int64_t amount = 0;
    Instant start;
    Instant end;
    bool isVoid = false;
};

/// The same sums once more, by scanning.
struct Scan {
    std::map<PaymentId, Spent> all;

    template <class Touches>
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> sum(Touches touches) const
    {
        std::int64_t amount = 0;
        std::int64_t count = 0;
        for (const auto& [id, each] : all) {
            if (!each.isVoid && touches(each)) {
                amount += each.amount;
                ++count;
            }
        }
        return {amount, count};
    }
    /// I2 at this moment, for the windows that end now and for the day that is running.
    [[nodiscard]] bool isWithin(Instant now) const
    {
        const Instant day{now.unixMs / kDay * kDay};
        const auto since = [](Instant from) { return [from](const Spent& each) { return each.end > from; }; };
        return sum([day](const Spent& each) { return each.end >= day; }).first <= kDayLimit &&
               sum(since(now.plusMs(-kMinute))).first <= kMinuteLimit &&
               sum(since(now.plusMs(-5 * kMinute))).second <= kCountLimit &&
               sum([](const Spent&) { return true; }).first <= kEverLimit;
    }
    /// I2 for every calendar day there was, by E(p) = [start, end].
    [[nodiscard]] bool everyDayIsWithin() const
    {
        std::map<std::int64_t, std::int64_t> days;
        for (const auto& [id, each] : all) {
            if (each.isVoid) {
                continue;
            }
            for (std::int64_t day = each.start.unixMs / kDay; day <= each.end.unixMs / kDay; ++day) {
                days[day] += each.amount;
            }
        }
        return std::ranges::all_of(days, [](const auto& day) { return day.second <= kDayLimit; });
    }
};

std::string standingOf(Desk& desk)
{
    std::string all;
    for (const BudgetLine& line : desk.till().standing(desk.agent("a1"))) {
        all += line.name + " " + line.used + "; ";
    }
    return all;
}

void note(Scan& scan, const Outcome& outcome, Instant now)
{
    const auto amount = static_cast<std::int64_t>(std::stoll(outcome.row.amount));
    scan.all[outcome.row.id] = {amount, now, Instant::fromSeconds(outcome.row.validBeforeSeconds), false};
}

} // namespace

class TestPaymentBudgets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noSequenceOfAnythingExceedsABudget_I2();
    void rebuildingAtAnyMomentChangesNoSum_I11();
    void nothingButProofAndTimeGivesRoom_I7();
    void manyAgentsShareNothing_I19();
    void everyAuthorizationHasADurableRow_I1();
};

void TestPaymentBudgets::noSequenceOfAnythingExceedsABudget_I2()
{
    const bool holds = rc::check("no budget of any window is ever exceeded", [] {
        Desk desk;
        desk.addAgent("bot", fourBudgets());
        Scan scan;
        std::vector<Outcome> waiting;
        std::set<Hash256> nonces;
        const auto steps = *rc::gen::inRange(5, 30);
        for (int step = 0; step < steps; ++step) {
            switch (*rc::gen::inRange(0, 12)) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4: {
                Ask ask = askFor(std::to_string(*rc::gen::inRange(1, 900'000)), "/" + std::to_string(step));
                ask.challenge.options.front().maxTimeoutSeconds = *rc::gen::inRange<std::int64_t>(1, 601);
                const Outcome outcome = desk.pay(ask);
                if (outcome.reservation) {
                    RC_ASSERT(nonces.insert(desk.reserved(outcome).authorization.nonce).second);
                    note(scan, outcome, desk.till().now());
                } else if (outcome.row.status == Status::Waiting) {
                    waiting.push_back(outcome);
                }
                break;
            }
            case 5:
                if (!waiting.empty()) {
                    const Outcome outcome = desk.approve(waiting.back());
                    waiting.pop_back();
                    if (outcome.reservation) {
                        note(scan, outcome, desk.till().now());
                    }
                }
                break;
            case 6:
            case 7:
                desk.clock.advance(*rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 2 * kMinute),
                                                   rc::gen::inRange<std::int64_t>(0, 14 * kHour)));
                break;
            case 8:
                desk.clock.advance(-*rc::gen::inRange<std::int64_t>(0, 8 * kMinute));
                break;
            case 9:
                desk.restart();
                break;
            case 10:
                desk.tick();
                break;
            default:
                if (!scan.all.empty()) {
                    auto& [id, spent] = *std::next(
                        scan.all.begin(), *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(scan.all)));
                    const Instant block =
                        spent.start.plusMs(*rc::gen::inRange<std::int64_t>(-kMinute, 15 * kMinute));
                    if (*rc::gen::arbitrary<bool>()) {
                        if (must(desk.till().proveUnused(id, block, ""))) {
                            RC_ASSERT(block >= spent.end);
                            spent.isVoid = true;
                        }
                    } else if (must(desk.till().proveSettled(id, "0xabc", block, ""))) {
                        spent.end = std::clamp(block, spent.start, spent.end);
                    }
                    desk.commit();
                }
                break;
            }
            RC_ASSERT(scan.isWithin(desk.till().now()));
        }
        RC_ASSERT(scan.everyDayIsWithin());
        RC_ASSERT(desk.verifies());
    });
    QVERIFY(holds);
}

void TestPaymentBudgets::rebuildingAtAnyMomentChangesNoSum_I11()
{
    const bool holds = rc::check("the sums in memory are those of the ledger", [] {
        Desk desk;
        desk.addAgent("bot", fourBudgets());
        const auto steps = *rc::gen::inRange(3, 20);
        for (int step = 0; step < steps; ++step) {
            Ask ask = askFor(std::to_string(*rc::gen::inRange(1, 600'000)), "/" + std::to_string(step));
            ask.challenge.options.front().maxTimeoutSeconds = *rc::gen::inRange<std::int64_t>(1, 601);
            const Outcome outcome = desk.pay(ask);
            desk.clock.advance(*rc::gen::inRange<std::int64_t>(0, 10 * kMinute));
            if (outcome.reservation && *rc::gen::arbitrary<bool>()) {
                const Instant block = kStart.plusMs(*rc::gen::inRange<std::int64_t>(0, kHour));
                if (*rc::gen::arbitrary<bool>()) {
                    must(desk.till().proveSettled(outcome.row.id, "0xabc", block, ""));
                } else {
                    must(desk.till().proveUnused(outcome.row.id, block, ""));
                }
                desk.commit();
            }
            desk.tick();
            const std::string before = standingOf(desk);
            must(desk.till().rebuild());
            desk.unlock();
            RC_ASSERT(standingOf(desk) == before);
        }
    });
    QVERIFY(holds);
}

void TestPaymentBudgets::nothingButProofAndTimeGivesRoom_I7()
{
    const bool holds = rc::check("with the clock held, only proof lowers what is used", [] {
        Desk desk;
        desk.addAgent("bot", fourBudgets());
        std::vector<Outcome> paid;
        for (int each = 0; each < 3; ++each) {
            paid.push_back(
                desk.pay(askFor(std::to_string(*rc::gen::inRange(1, 300'000)), "/" + std::to_string(each))));
        }
        std::string before = standingOf(desk);
        const auto steps = *rc::gen::inRange(1, 12);
        for (int step = 0; step < steps; ++step) {
            const PaymentId id = paid[*rc::gen::inRange<std::size_t>(0, paid.size())].row.id;
            switch (*rc::gen::inRange(0, 7)) {
            case 0: {
                Report said;
                said.httpStatus = *rc::gen::element<std::int64_t>(0, 200, 402, 500);
                said.hasReceipt = *rc::gen::arbitrary<bool>();
                said.isSuccess = *rc::gen::arbitrary<bool>();
                must(desk.till().report(desk.agent("a1"), id, said));
                break;
            }
            case 1:
                must(desk.till().giveUp(desk.agent("a1"), id));
                break;
            case 2:
                must(desk.till().reject(id, "cli", ""));
                break;
            case 3:
                must(desk.till().tick());
                break;
            case 4:
                must(desk.till().proveUnused(id, kStart.plusMs(59 * kSecond),
                                             "")); // too early to prove anything
                break;
            case 5:
                must(desk.till().change(*rc::gen::element(kPaused, kResumed), "{}"));
                break;
            default:
                desk.commit();
                desk.restart();
                break;
            }
            desk.commit();
            RC_ASSERT(standingOf(desk) == before);
        }
    });
    QVERIFY(holds);
}

void TestPaymentBudgets::manyAgentsShareNothing_I19()
{
    const bool holds = rc::check("each agent's budget moves by its own payments only", [] {
        Desk desk;
        std::map<std::string, std::int64_t> spent;
        for (const char* name : {"one", "two", "three"}) {
            spent[desk.addAgent(name, allowUpTo("2.00"))] = 0;
        }
        const auto steps = *rc::gen::inRange(1, 25);
        for (int step = 0; step < steps; ++step) {
            const auto agent = *rc::gen::element<std::string>("a1", "a2", "a3");
            const auto amount = *rc::gen::inRange(1, 700'000);
            // All use the same keys and the same requests.
            const auto number = std::to_string(*rc::gen::inRange(0, 3));
            Ask ask = askWithKey(std::to_string(amount), "k" + number, "/" + number);
            const Outcome outcome = desk.pay(ask, agent);
            if (outcome.reservation && !outcome.isJoined) {
                spent[agent] += amount;
            }
            for (const auto& [id, sum] : spent) {
                RC_ASSERT(sum <= 2'000'000);
                RC_ASSERT(money::Amount::fromDecimal(desk.used(id), 6)->toAtomic() == std::to_string(sum));
            }
        }
    });
    QVERIFY(holds);
}

void TestPaymentBudgets::everyAuthorizationHasADurableRow_I1()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("100"));
    ledger::LedgerReader reader = desk.file.reader();
    for (int batch = 0; batch < 10; ++batch) {
        std::vector<Outcome> outcomes;
        for (int each = 0; each <= batch; ++each) {
            const std::string path = "/" + std::to_string(batch) + "/" + std::to_string(each);
            outcomes.push_back(must(desk.till().pay(desk.agent("a1"), askFor("10", path))));
            QVERIFY(!must(reader.payment(outcomes.back().row.id)));
        }
        desk.commit();
        for (const Outcome& outcome : outcomes) {
            const auto row = must(reader.payment(outcome.row.id));
            QVERIFY(row && row->status == Status::Authorized);
            QCOMPARE(row->digest, toHex0x(desk.reserved(outcome).digest));
        }
    }
}

QTEST_APPLESS_MAIN(TestPaymentBudgets)
#include "tst_payment_budgets.moc"
