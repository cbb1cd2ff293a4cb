#include "core/policy/shadow_sums.h"

#include "facts.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

constexpr const char* kLive = R"({"version":1,"name":"live","default":"allow","budgets":[
  {"name":"day","limit":{"usd":"50"},"window":{"calendar":"day","zone":"UTC"}}]})";
constexpr const char* kDraft = R"({"version":1,"name":"draft","default":"allow","budgets":[
  {"name":"hour","limit":{"usd":"2"},"window":{"rollingSeconds":3600}},
  {"name":"each","limit":{"payments":3},"window":{"lifetime":true},"per":["host"]}],
 "grants":[{"name":"g","host":"h1.test","perPaymentUsd":"2","perDayUsd":"3","untilSeconds":1767500000}]})";

PaymentFacts anyPayment()
{
    PaymentFacts facts = *rc::gen::inRange(0, 6) == 0 ? practicePaymentOf("0.25") : paymentOf("0.75");
    facts.line.host = "h" + std::to_string(*rc::gen::inRange(0, 3)) + ".test";
    facts.line.agent = *rc::gen::inRange(0, 4) == 0 ? "agent_2" : "agent_1";
    return facts;
}

/// Any change that a book sees, made to both.
void change(Till& a, Till& b, std::int64_t& next)
{
    const auto both = [&](auto act) {
        act(a.book);
        act(b.book);
    };
    const std::int64_t id = next == 0 ? 0 : *rc::gen::inRange<std::int64_t>(1, next + 1);
    const Instant at = kNoon.plusMs(*rc::gen::inRange<std::int64_t>(0, 3 * kHour));
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        both([&](SpendBook& book) { static_cast<void>(book.remove(id)); });
        break;
    case 1:
        both([&](SpendBook& book) { static_cast<void>(book.shorten(id, at)); });
        break;
    case 2:
        both([&](SpendBook& book) { static_cast<void>(book.release(id, at)); });
        break;
    default:
        const PaymentFacts facts = anyPayment();
        ++next;
        both([&](SpendBook& book) {
            static_cast<void>(book.add(liveOf(next, facts, at, at.plusMs(kMinute))));
        });
    }
}

std::vector<std::string> sumsOf(const Sums& sums, const PaymentFacts& facts, Instant now)
{
    std::vector<std::string> texts;
    const SpendKeys keys = sums.keysOf(facts.line);
    const auto* trackers = sums.trackersOf("agent_1");
    for (std::uint32_t place = 0; trackers != nullptr && place < trackers->size(); ++place) {
        const auto use =
            sums.useOf({Layer::Agent, place}, (*trackers)[place], {facts.line, keys, facts.amount, now});
        texts.push_back(use ? use->used.toAtomic() + (use->isExceeded ? "!" : "") : "-");
    }
    return texts;
}

} // namespace

class TestShadowSums : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aShadowsSumsAreThoseItWouldHaveAsTheLivePolicy()
    {
        const bool holds = rc::check("shadow sums = live sums of the same document", [] {
            Till beside{policyFrom(kLive)};
            Till live{policyFrom(kDraft)};
            std::int64_t next = 0;
            const auto before = *rc::gen::inRange(0, 10);
            for (int each = 0; each < before; ++each)
                change(beside, live, next);
            beside.book.setShadow("agent_1", policyFrom(kDraft));
            const auto after = *rc::gen::inRange(0, 20);
            for (int each = 0; each < after; ++each)
                change(beside, live, next);
            const PaymentFacts facts = anyPayment();
            const Instant now = kNoon.plusMs(*rc::gen::inRange<std::int64_t>(0, 4 * kHour));
            RC_ASSERT(sumsOf(ShadowSums(beside.book, "agent_1"), facts, now) ==
                      sumsOf(live.book, facts, now));
        });
        QVERIFY(holds);
    }

    void aShadowLeavesTheLiveSumsAlone()
    {
        Till till{policyFrom(kLive)};
        till.pay(paymentOf("1"));
        const auto before = sumsOf(till.book, paymentOf("1"), till.now);
        till.book.setShadow("agent_1", policyFrom(kDraft));
        QCOMPARE(sumsOf(till.book, paymentOf("1"), till.now), before);
        QCOMPARE(std::ssize(*till.book.trackersOf("agent_1")), std::ptrdiff_t{1});
        QCOMPARE(std::ssize(*till.book.shadowTrackersOf("agent_1")), std::ptrdiff_t{3});
        till.book.dropShadow("agent_1");
        QVERIFY(till.book.shadowTrackersOf("agent_1") == nullptr);
        QCOMPARE(sumsOf(till.book, paymentOf("1"), till.now), before);
    }

    void anotherOwnersSumsAreTheLiveOnes()
    {
        Till till{policyFrom(kLive)};
        till.book.setShadow("agent_1", policyFrom(kDraft));
        const ShadowSums sums(till.book, "agent_1");
        QVERIFY(sums.trackersOf(kGlobalOwner) == till.book.trackersOf(kGlobalOwner));
        QVERIFY(sums.trackersOf("agent_2") == nullptr);
    }
};

QTEST_APPLESS_MAIN(TestShadowSums)
#include "tst_shadow_sums.moc"
