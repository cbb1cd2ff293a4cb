#include "app/desktop/ledger/ledger_controller.h"
#include "app/desktop/models/agent_list_model.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

class LedgerControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::PaymentsList>([](const wire::PaymentsList& list) {
            if (list.status == "denied") {
                wire::PaymentRow denied = samples::payment(90);
                denied.status = "denied";
                return wire::PaymentsPage{{denied}, {}};
            }
            return list.after ? wire::PaymentsPage{{samples::payment(1)}, {}}
                              : wire::PaymentsPage{{samples::payment(3), samples::payment(2)}, "next-page"};
        });
        m_stage->answer<wire::PaymentDetailGet>([](const wire::PaymentDetailGet& get) {
            wire::PaymentDetail detail;
            detail.payment = samples::payment(2);
            detail.payment.id = get.paymentId;
            detail.decision =
                wire::DecisionShape{.verdict = "ask",
                                    .sentence = "Asked, because the amount is above 0.50.",
                                    .reasons = {{"ask_rule", "the amount is above 0.50"},
                                                {"first_payment", "first payment to this host"}},
                                    .budgets = {samples::dayBudget()},
                                    .smallestChange = {},
                                    .retryAllowed = false};
            detail.decidedBy = "person app";
            detail.sellerWords = "pay\u202eme";
            return detail;
        });
        m_ledger = std::make_unique<LedgerController>(m_stage->keeper(), m_agents, m_clock);
        QVERIFY(m_stage->open());
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 2);
    }

    void pagesAreReadByKey()
    {
        QVERIFY(m_ledger->hasMore());
        m_ledger->loadMore();
        m_ledger->loadMore(); // while one is under way: nothing
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 3);
        const auto requests = m_stage->requests<wire::PaymentsList>();
        QCOMPARE(requests.size(), 2U);
        QCOMPARE(requests[1].after, std::optional<std::string>("next-page"));
        QVERIFY(!m_ledger->hasMore());
    }

    void aFilterIsAskedOfTheKeeper()
    {
        m_ledger->setStatusFilter(QStringLiteral("denied"));
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 1);
        QCOMPARE(m_stage->requests<wire::PaymentsList>().back().status, std::optional<std::string>("denied"));
        QVERIFY(m_ledger->filtered());
        m_ledger->clearFilters();
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 2);
        QVERIFY(!m_stage->requests<wire::PaymentsList>().back().status);
    }

    void typingWaitsUntilItRests()
    {
        for (const QString& text : {QStringLiteral("s"), QStringLiteral("sh"), QStringLiteral("shop")}) {
            m_ledger->setTextFilter(text);
        }
        QTRY_COMPARE(m_stage->requests<wire::PaymentsList>().size(), 2U);
        QCOMPARE(m_stage->requests<wire::PaymentsList>().back().text, std::optional<std::string>("shop"));
    }

    void anAnswerToAnOlderFilterIsDropped()
    {
        m_stage->hold<wire::PaymentsList>();
        m_ledger->setStatusFilter(QStringLiteral("denied"));
        m_ledger->setStatusFilter(QString());
        QTRY_COMPARE(m_stage->requests<wire::PaymentsList>().size(), 3U);
        m_stage->answer<wire::PaymentsList>([](const wire::PaymentsList& list) {
            return wire::PaymentsPage{{samples::payment(list.status ? 90 : 5)}, {}};
        });
        m_stage->flush();
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 1);
        QCOMPARE(m_ledger->payments()->paymentIdAt(0), QStringLiteral("pay_5"));
    }

    void liveRowsObeyTheTextFilter()
    {
        m_ledger->setTextFilter(QStringLiteral("SHOP.test"));
        QTRY_COMPARE(m_stage->requests<wire::PaymentsList>().size(), 2U);
        QTRY_VERIFY(!m_ledger->loading());
        wire::PaymentRow elsewhere = samples::payment(8);
        elsewhere.host = "other.example";
        elsewhere.url = "https://other.example/";
        m_stage->push(wire::PaymentsEvent{{samples::payment(7), elsewhere}, 0});
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 3);
        QCOMPARE(m_ledger->payments()->paymentIdAt(0), QStringLiteral("pay_7"));
    }

    void moreThanFittedIsReadAnew()
    {
        m_stage->push(wire::PaymentsEvent{{samples::payment(9)}, 300});
        QTRY_COMPARE(m_stage->requests<wire::PaymentsList>().size(), 2U);
    }

    void errorsSayWhatItMeansForTheMoney()
    {
        m_stage->refuse<wire::PaymentsList>({.code = "ledger_failed",
                                             .message = "The ledger could not be read",
                                             .moneyMoved = "no",
                                             .hint = "Check the disk."});
        m_ledger->setStatusFilter(QStringLiteral("unknown"));
        QTRY_COMPARE(m_ledger->errorText(),
                     QStringLiteral("The ledger could not be read. No money moved. Check the disk."));
        QVERIFY(!m_ledger->loading());
    }

    void keysStepThroughTheRows()
    {
        m_ledger->step(1);
        QCOMPARE(m_ledger->inspector()->paymentId(), QStringLiteral("pay_3"));
        m_ledger->step(1);
        QCOMPARE(m_ledger->inspector()->paymentId(), QStringLiteral("pay_2"));
        m_ledger->step(5);
        QCOMPARE(m_ledger->inspector()->paymentId(), QStringLiteral("pay_2"));
        m_ledger->step(-9);
        QCOMPARE(m_ledger->inspector()->paymentId(), QStringLiteral("pay_3"));
    }

    void theDetailSaysWhoAllowedItAndWhyItWasAsked()
    {
        PaymentInspector& inspector = *m_ledger->inspector();
        inspector.inspect(QStringLiteral("pay_2"));
        QTRY_VERIFY(inspector.present());
        QCOMPARE(inspector.decidedByText(), QStringLiteral("Decided by you, in this app"));
        QCOMPARE(inspector.decisionText(), QStringLiteral("Asked, because the amount is above 0.50."));
        QCOMPARE(inspector.reasons()->rowCount(), 1); // the other one is in the sentence already
        QCOMPARE(inspector.budgets()->rowCount(), 1);
        QVERIFY(!inspector.sellerWords().contains(QChar(0x202e)));
    }

    void aChangeOfTheInspectedPaymentIsReadAgain()
    {
        m_ledger->inspector()->inspect(QStringLiteral("pay_2"));
        QTRY_VERIFY(m_ledger->inspector()->present());
        m_stage->push(wire::PaymentsEvent{{samples::payment(3)}, 0});
        m_stage->push(wire::PaymentsEvent{{samples::payment(2)}, 0});
        QTRY_COMPARE(m_stage->requests<wire::PaymentDetailGet>().size(), 2U);
    }

    void theFooterCountsWhatIsShown()
    {
        QVERIFY2(m_ledger->footerText().startsWith(QLatin1String("2 newest requests shown")),
                 qPrintable(m_ledger->footerText()));
        m_ledger->loadMore();
        QTRY_VERIFY(m_ledger->footerText().startsWith(QLatin1String("3 requests")));
    }

private:
    HandClock m_clock;
    AgentListModel m_agents;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<LedgerController> m_ledger;
};

QTEST_GUILESS_MAIN(LedgerControllerTest)
#include "tst_ledger_controller.moc"
