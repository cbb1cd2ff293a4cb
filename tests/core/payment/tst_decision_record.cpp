#include "core/payment/decision_record.h"

#include "till_fixture.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

money::Amount anyAmount()
{
    std::array<std::uint8_t, 32> bytes{};
    for (std::uint8_t& byte : bytes) {
        byte = *rc::gen::arbitrary<std::uint8_t>();
    }
    return money::Amount::fromBigEndian(bytes);
}

std::string anyText()
{
    return *rc::gen::element<std::string>("", "a", "\"", "\\u0000", "grant 3", "Europe/Berlin",
                                          "\xC3\xA4\xF0\x9F\x92\xB8", "}]");
}

template <class T>
std::optional<T> maybe(T value)
{
    return *rc::gen::arbitrary<bool>() ? std::optional<T>(std::move(value)) : std::nullopt;
}

policy::Observed anyObserved()
{
    policy::Observed observed;
    for (auto& layer : observed.sums) {
        const auto count = *rc::gen::inRange(0, 4);
        for (int each = 0; each < count; ++each) {
            layer.push_back({*rc::gen::arbitrary<std::uint32_t>(), anyAmount(),
                             maybe(Instant{*rc::gen::arbitrary<std::int64_t>()})});
        }
    }
    observed.paymentsToHost = maybe(std::uint64_t{*rc::gen::arbitrary<std::uint32_t>()});
    observed.knowsPayTo = maybe(*rc::gen::arbitrary<bool>());
    observed.isPayeeOfHost = maybe(*rc::gen::arbitrary<bool>());
    observed.changedFromPayTo = maybe(anyText());
    if (*rc::gen::arbitrary<bool>()) {
        observed.medians = {{20, policy::MerchantAnswers::Median{anyAmount(), 7}}, {3, std::nullopt}};
    }
    if (*rc::gen::arbitrary<bool>()) {
        observed.usualPrices =
            policy::Observed::Prices{maybe(policy::MerchantAnswers::PriceRange{anyAmount(), anyAmount()})};
    }
    return observed;
}

std::string textOf(const DecisionRecord& record)
{
    JsonText out;
    write(out, record);
    return out.take();
}

std::optional<DecisionRecord> read(const std::string& text)
{
    return decisionRecordFrom(nlohmann::json::parse(text, nullptr, false));
}

constexpr const char* kWhole =
    R"({"engine":1,"policies":[0,3],"sums":[[],[[0,"1200000",1767312000000]]],"merchant":{"payments":2}})";

} // namespace

class TestDecisionRecord : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsRead()
    {
        const bool holds = rc::check("read(write(r)) is r", [] {
            DecisionRecord record;
            record.engine = *rc::gen::arbitrary<std::int64_t>();
            record.globalVersion = *rc::gen::arbitrary<std::int64_t>();
            record.agentVersion = *rc::gen::arbitrary<std::int64_t>();
            if (*rc::gen::arbitrary<bool>()) {
                record.beside = {anyText(), anyText()};
                record.agentTags = {anyText()};
                record.zones = {{anyText(), 3, 720}};
            }
            record.observed = anyObserved();
            const auto again = read(textOf(record));
            RC_ASSERT(again.has_value());
            RC_ASSERT(*again == record);
        });
        QVERIFY(holds);
    }

    void aKnownTextIsRead()
    {
        const auto record = read(kWhole);
        QVERIFY(record.has_value());
        QCOMPARE(record->agentVersion, std::int64_t{3});
        QCOMPARE(record->observed.sums[1].at(0).used.toAtomic(), std::string("1200000"));
        QCOMPARE(record->observed.paymentsToHost, std::optional<std::uint64_t>(2));
        QCOMPARE(textOf(*record), std::string(kWhole));
    }

    void whatIsNotInTheFormIsRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("no engine") << QByteArray("\"engine\"") << QByteArray("\"motor\"");
        QTest::newRow("one policy") << QByteArray("[0,3]") << QByteArray("[0]");
        QTest::newRow("version is text") << QByteArray("[0,3]") << QByteArray("[0,\"3\"]");
        QTest::newRow("one layer of sums") << QByteArray("[[],[[") << QByteArray("[[[");
        QTest::newRow("sum is a number") << QByteArray("\"1200000\"") << QByteArray("1200000");
        QTest::newRow("octal-looking sum") << QByteArray("\"1200000\"") << QByteArray("\"01200000\"");
        QTest::newRow("negative count") << QByteArray("\"payments\":2") << QByteArray("\"payments\":-2");
        QTest::newRow("no merchant") << QByteArray("\"merchant\"") << QByteArray("\"shop\"");
    }
    void whatIsNotInTheFormIsRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QByteArray text(kWhole);
        text.replace(from, to);
        QVERIFY(text != kWhole);
        QVERIFY(!read(text.toStdString()));
    }

    void zonesAreReadOnceEach()
    {
        const policy::Policy policy = policyOf(
            R"({"version":1,"name":"t","default":"ask","rules":[
             {"name":"a","verdict":"ask","when":{"time":{"zone":"Europe/Berlin","from":"22:00","to":"06:00"}}},
             {"name":"b","verdict":"deny","when":{"time":{"zone":"Europe/Berlin","from":"01:00","to":"02:00"}}},
             {"name":"c","verdict":"ask","when":{"time":{"zone":"UTC","from":"22:00","to":"06:00"}}}]})");
        // Noon in UTC on a Thursday; Berlin is an hour ahead in winter.
        const std::vector<ZoneReading> expected{{"Europe/Berlin", 3, 13 * 60}, {"UTC", 3, 12 * 60}};
        QVERIFY(zoneReadings(policy::emptyPolicy(), policy, kStart) == expected);
        QVERIFY(zoneReadings(policy, policy, kStart) == expected);
    }

    void whatStandsBesideTheDocumentIsNamed()
    {
        Agent agent;
        agent.document.grants = {{"mine", "a.test", "", {}, {}, kStart}};
        agent.policy = agent.document;
        agent.policy.grants.push_back({"grant 3", "b.test", "", {}, {}, kStart});
        agent.policy.envelopes.push_back({"more 2", "", {}, kStart});
        QCOMPARE(besideDocument(agent), (std::vector<std::string>{"grant 3", "more 2"}));
    }
};

QTEST_APPLESS_MAIN(TestDecisionRecord)
#include "tst_decision_record.moc"
