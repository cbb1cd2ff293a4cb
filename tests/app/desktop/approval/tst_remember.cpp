#include "app/desktop/approval/missed_asks.h"
#include "app/desktop/approval/remember_offer.h"
#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/models/agent_list_model.h"
#include "core/policy/policy_json.h"
#include "core/wire/policy_messages.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

constexpr const char* kPolicy = R"({"version":1,"name":"Own","rules":[],"default":"ask"})";

wire::PolicyShape policyNow()
{
    wire::PolicyShape shape;
    shape.document = kPolicy;
    return shape;
}

wire::PolicySimulated simulated(std::int64_t allowed, const std::string& allowedText, std::int64_t asked)
{
    wire::SimulatedDayShape day;
    day.would.allowed = allowed;
    day.would.allowedText = allowedText;
    day.would.asked = asked;
    wire::PolicySimulated answer;
    answer.days = {day};
    answer.asks = allowed + asked;
    return answer;
}

} // namespace

/// What a person lets be remembered: narrow at first, said in a sentence, and with its effect on the past.
class RememberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::PolicyGet>([](const auto&) { return policyNow(); });
        m_offer = std::make_unique<RememberOffer>(m_stage->keeper(), m_clock);
        QVERIFY(m_stage->open());
        m_offer->offerFor(samples::approval(1));
    }
    void cleanup() { m_offer.reset(); }

    void isNarrowAtFirst()
    {
        QVERIFY(m_offer->offered());
        QVERIFY(!m_offer->on());
        const wire::RememberShape shape = m_offer->shape();
        QVERIFY(!shape.anyHost && !shape.anyPayee);
        QCOMPARE(shape.perPaymentMicro, std::string("250000")); // this very amount
        QCOMPARE(shape.perDayMicro, std::string("1250000"));
        QCOMPARE(shape.untilMs - m_clock.nowMs(), 7LL * 24 * 3600 * 1000);
    }

    void isNarrowAgainForTheNextRequest()
    {
        m_offer->setOn(true);
        m_offer->setMerchant(RememberOffer::PayeeOnAnyHost);
        m_offer->setEachText(QStringLiteral("100"));
        m_offer->offerFor(samples::approval(2));
        isNarrowAtFirst();
    }

    void aTokenThatIsNotAtParCannotBeRemembered()
    {
        wire::ApprovalShape strange = samples::approval(1);
        strange.payment.asset = "0x000000000000000000000000000000000000dEaD";
        m_offer->offerFor(strange);
        QVERIFY(!m_offer->offered());
        m_offer->setOn(true);
        QVERIFY(!m_offer->on());
        QVERIFY(!m_offer->valid());
    }

    void wrongNumbersAreNamed_data()
    {
        QTest::addColumn<QString>("each");
        QTest::addColumn<QString>("day");
        QTest::addColumn<bool>("eachIsWrong");
        QTest::addColumn<bool>("dayIsWrong");
        QTest::newRow("less than this payment") << "0.24"
                                                << "5" << true << false;
        QTest::newRow("a comma") << "1,5"
                                 << "5" << true << false;
        QTest::newRow("finer than a millionth") << "0.2500001"
                                                << "5" << true << false;
        QTest::newRow("negative") << "-1"
                                  << "5" << true << false;
        QTest::newRow("empty day") << "0.25"
                                   << "" << false << true;
        QTest::newRow("a day below one payment") << "2"
                                                 << "1.99" << false << true;
        QTest::newRow("letters") << "0.25"
                                 << "many" << false << true;
        QTest::newRow("right") << "0.25"
                               << "0.25" << false << false;
    }
    void wrongNumbersAreNamed()
    {
        QFETCH(QString, each);
        QFETCH(QString, day);
        QFETCH(bool, eachIsWrong);
        QFETCH(bool, dayIsWrong);
        m_offer->setEachText(each);
        m_offer->setDayText(day);
        QCOMPARE(!m_offer->eachError().isEmpty(), eachIsWrong);
        QCOMPARE(!m_offer->dayError().isEmpty(), dayIsWrong);
        QCOMPARE(m_offer->valid(), !eachIsWrong && !dayIsWrong);
        QCOMPARE(m_offer->sentence().isEmpty(), !m_offer->valid());
    }

    void theSentenceSaysWhomAndHowMuch()
    {
        m_offer->setEachText(QStringLiteral("0.5"));
        m_offer->setDayText(QStringLiteral("3"));
        for (const char* part :
             {"research-bot", "api.shop.test", "0x2096…287C", "0.50 USD each", "3.00 USD in any 24 hours"}) {
            QVERIFY2(m_offer->sentence().contains(QString::fromUtf8(part)), qPrintable(m_offer->sentence()));
        }
        m_offer->setMerchant(RememberOffer::AnyPayeeOfHost);
        QVERIFY(!m_offer->sentence().contains(QLatin1String("0x2096")));
        m_offer->setMerchant(RememberOffer::PayeeOnAnyHost);
        QVERIFY(!m_offer->sentence().contains(QLatin1String("api.shop.test")));
    }

    void theEffectIsWhatTheRuleAloneWouldHaveAllowed()
    {
        m_stage->answer<wire::PolicySimulate>([](const wire::PolicySimulate& ask) {
            return ask.document == kPolicy ? simulated(2, "0.50", 10) : simulated(9, "2.25", 3);
        });
        m_offer->setOn(true);
        QTRY_COMPARE(m_offer->effectText(),
                     QStringLiteral("In the last 30 days it would have allowed 7 of the 10 payments that you "
                                    "would be asked about. Together they are 1.75 USD."));
        const auto asked = m_stage->requests<wire::PolicySimulate>();
        QCOMPARE(asked.size(), 2U);
        QCOMPARE(asked.back().days, 30);
        QVERIFY(asked.back().document.find("\"host\":\"api.shop.test\"") != std::string::npos);
    }

    void anOlderAnswerIsNotShownForANewerQuestion()
    {
        m_stage->hold<wire::PolicySimulate>();
        m_offer->setOn(true);
        QTRY_COMPARE(m_stage->requests<wire::PolicySimulate>().size(), 1U);
        m_offer->setOn(false);
        m_stage->answer<wire::PolicySimulate>([](const auto&) { return simulated(1, "0.25", 1); });
        m_stage->flush();
        QTest::qWait(50);
        QVERIFY(m_offer->effectText().isEmpty());
    }

    void aGrantGoesIntoADocumentThatThePolicyReaderTakes()
    {
        const GrantDraft draft{.agent = "a1",
                               .host = "api.shop.test",
                               .payTo = samples::payment(1).payTo,
                               .perPaymentUsd = "0.25",
                               .perDayUsd = "1.25",
                               .untilSeconds = 1'772'000'000};
        const std::string preset = R"({"version":1,"name":"everyday","default":"ask"})";
        const auto document = withGrant(preset, draft, "next like pay_1");
        QVERIFY(document.has_value());
        const auto parsed = policy::parsePolicy(*document);
        QVERIFY2(parsed.has_value(), parsed ? "" : policy::describe(parsed.error()).c_str());
        QCOMPARE(parsed->grants.size(), 1U);
        QCOMPARE(parsed->grants.front().perDayMicro.toAtomic(), std::string("1250000"));
        QVERIFY(!withGrant(*document, draft, "next like pay_1"));
        QVERIFY(!withGrant("no json", draft, "x"));
    }

    void missedAsksAreKeptAndTheNextOneCanBeAllowed()
    {
        wire::PaymentRow missed = samples::payment(5);
        missed.status = "lapsed";
        wire::PaymentRow paid = samples::payment(4); // settled, 0.25, the same merchant
        wire::PaymentRow elsewhere = samples::payment(3);
        elsewhere.payTo = "0x000000000000000000000000000000000000dEaD";
        m_stage->answer<wire::PaymentsList>([&](const wire::PaymentsList& list) {
            return list.status == "lapsed" ? wire::PaymentsPage{{missed}, {}}
                                           : wire::PaymentsPage{{missed, paid, elsewhere}, {}};
        });
        m_stage->answer<wire::PolicySet>([](const auto&) { return wire::PolicyChanged{"loosens", 2, {}}; });
        const AgentListModel agents;
        MissedAsks asks(m_stage->keeper(), agents, m_clock);
        const QAbstractItemModelTester tester(asks.list());
        QTRY_COMPARE(asks.list()->rowCount(), 1);
        asks.choose(QStringLiteral("pay_5"));
        QTRY_VERIFY(asks.ready());
        QVERIFY2(asks.sentence().contains(QStringLiteral("0.25\u00a0USD each")) &&
                     asks.sentence().contains(QStringLiteral("0.50\u00a0USD in any 24 hours")),
                 qPrintable(asks.sentence()));
        PassphraseItem passphrase;
        asks.allowNext(&passphrase);
        QVERIFY(!asks.busy()); // widening without a passphrase is not even asked
        const QByteArray words = QByteArrayLiteral("ten words");
        passphrase.fill({reinterpret_cast<const std::uint8_t*>(words.constData()),
                         static_cast<std::size_t>(words.size())});
        const QSignalSpy allowed(&asks, &MissedAsks::allowed);
        asks.allowNext(&passphrase);
        QTRY_COMPARE(allowed.count(), 1);
        QVERIFY(!asks.choosing());
        const wire::PolicySet sent = m_stage->requests<wire::PolicySet>().front();
        QVERIFY(sent.passphrase.has_value());
        QCOMPARE(sent.passphrase->plainCopy(), std::string("ten words"));
        const auto parsed = policy::parsePolicy(sent.document.value_or(""));
        QVERIFY2(parsed.has_value(), parsed ? "" : policy::describe(parsed.error()).c_str());
        QVERIFY2(parsed->grants.size() == 1, sent.document.value_or("").c_str());
        QCOMPARE(parsed->grants.front().perPaymentMicro.toAtomic(), std::string("250000"));
        QCOMPARE(parsed->grants.front().perDayMicro.toAtomic(), std::string("500000"));
        QCOMPARE(parsed->grants.front().until.unixMs, (m_clock.nowMs() + 24LL * 3600 * 1000) / 1000 * 1000);
    }

private:
    HandClock m_clock;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<RememberOffer> m_offer;
};

QTEST_MAIN(RememberTest)
#include "tst_remember.moc"
