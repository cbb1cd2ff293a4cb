#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/ledger/ledger_controller.h"
#include "app/desktop/models/agent_list_model.h"
#include "tests/app/desktop/stage/hand_clock.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using namespace till::desktop;

class LedgerControllerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        m_stage->answer<wire::PaymentsFind>([](const wire::PaymentsFind& list) {
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
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->answer<wire::PaymentMarginGet>([](const auto&) {
            return wire::PaymentMargin{
                "for the trip", {"trip", "refundable"}, "block 7", "https://scan.example/tx/"};
        });
        m_stage->answer<wire::PaymentsSum>([](const wire::PaymentsSum& sum) {
            const wire::PaymentRow row = samples::payment(1);
            const wire::TokenTotal total{row.network, "Net", false, row.asset, row.symbol, 3, "0.75", "0.25"};
            return wire::PaymentsTotals{sum.status ? 1 : 3, false, {total}};
        });
        m_session = std::make_unique<SessionController>(m_stage->keeper());
        m_ledger = std::make_unique<LedgerController>(m_stage->keeper(), *m_session, m_agents, m_clock,
                                                      m_folder.filePath(QStringLiteral("desktop.ini")));
        QVERIFY(m_stage->open());
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 2);
    }

    void pagesAreReadByKey()
    {
        QVERIFY(m_ledger->hasMore());
        m_ledger->loadMore();
        m_ledger->loadMore(); // while one is under way: nothing
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 3);
        const auto requests = m_stage->requests<wire::PaymentsFind>();
        QCOMPARE(requests.size(), 2U);
        QCOMPARE(requests[1].after, std::optional<std::string>("next-page"));
        QVERIFY(!m_ledger->hasMore());
    }

    void aFilterIsAskedOfTheKeeper()
    {
        m_ledger->show(QStringLiteral("denied"), false);
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 1);
        QCOMPARE(m_stage->requests<wire::PaymentsFind>().back().status, std::optional<std::string>("denied"));
        QVERIFY(m_ledger->filtered());
        m_ledger->clearFilters();
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 2);
        QVERIFY(!m_stage->requests<wire::PaymentsFind>().back().status);
    }

    void typingWaitsUntilItRests()
    {
        for (const QString& text : {QStringLiteral("s"), QStringLiteral("sh"), QStringLiteral("shop")}) {
            m_ledger->setTextFilter(text);
        }
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().size(), 2U);
        QCOMPARE(m_stage->requests<wire::PaymentsFind>().back().text, std::optional<std::string>("shop"));
    }

    void anAnswerToAnOlderFilterIsDropped()
    {
        m_stage->hold<wire::PaymentsFind>();
        m_ledger->show(QStringLiteral("denied"), false);
        m_ledger->clearFilters();
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().size(), 3U);
        m_stage->answer<wire::PaymentsFind>([](const wire::PaymentsFind& list) {
            return wire::PaymentsPage{{samples::payment(list.status ? 90 : 5)}, {}};
        });
        m_stage->flush();
        QTRY_COMPARE(m_ledger->payments()->rowCount(), 1);
        QCOMPARE(m_ledger->payments()->paymentIdAt(0), QStringLiteral("pay_5"));
    }

    void liveRowsObeyTheTextFilter()
    {
        m_ledger->setTextFilter(QStringLiteral("SHOP.test"));
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().size(), 2U);
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
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().size(), 2U);
    }

    void errorsSayWhatItMeansForTheMoney()
    {
        m_stage->refuse<wire::PaymentsFind>({.code = "ledger_failed",
                                             .message = "The ledger could not be read",
                                             .moneyMoved = "no",
                                             .hint = "Check the disk."});
        m_ledger->show(QStringLiteral("unknown"), false);
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

    void theFooterIsOfAllPaymentsOfTheFilter()
    {
        QTRY_VERIFY2(m_ledger->footerText().startsWith(QStringLiteral("3 requests · 0.75")),
                     qPrintable(m_ledger->footerText()));
        QVERIFY(m_ledger->riskText().startsWith(QLatin1String("0.25")));
        m_ledger->show(QStringLiteral("denied"), false);
        QTRY_VERIFY(m_ledger->footerText().startsWith(QLatin1String("1 request ")));
        QCOMPARE(m_stage->requests<wire::PaymentsSum>().back().status, std::optional<std::string>("denied"));
    }

    void chipsPutStatesInAndTakeThemOut()
    {
        const int unknown = static_cast<int>(m_ledger->stateNames().indexOf(QStringLiteral("Unknown")));
        const int denied = static_cast<int>(m_ledger->stateNames().indexOf(QStringLiteral("Denied")));
        m_ledger->toggleState(unknown);
        m_ledger->toggleState(denied);
        QVERIFY(m_ledger->statesChosen().at(unknown) && m_ledger->statesChosen().at(denied));
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().back().status,
                     std::optional<std::string>("unknown,expired,denied,rejected"));
        m_ledger->toggleState(unknown);
        QVERIFY(!m_ledger->statesChosen().at(unknown));
        m_ledger->toggleState(99);
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().back().status,
                     std::optional<std::string>("denied,rejected"));
    }

    void networksAreThoseThatWereSeen()
    {
        QTRY_COMPARE(m_ledger->networkNames().size(), 2);
        m_ledger->setNetwork(1);
        QCOMPARE(m_ledger->networkIndex(), 1);
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().back().network,
                     std::optional<std::string>(samples::payment(1).network));
        m_ledger->setNetwork(0);
        QCOMPARE(m_ledger->networkIndex(), 0);
        m_ledger->setInterface(
            static_cast<int>(m_ledger->interfaceNames().indexOf(QStringLiteral("MCP tool"))));
        QTRY_COMPARE(m_stage->requests<wire::PaymentsFind>().back().interface,
                     std::optional<std::string>("mcp"));
    }

    void aSavedViewIsTheFilterAgain()
    {
        m_ledger->show(QStringLiteral("denied"), true);
        QCOMPARE(m_ledger->viewIndex(), -1);
        QVERIFY(m_ledger->saveView(QStringLiteral("Mine")));
        QVERIFY(m_ledger->viewIsOwn());
        const int mine = m_ledger->viewIndex();
        m_ledger->clearFilters();
        QCOMPARE(m_ledger->viewIndex(), 0);
        m_ledger->applyView(mine);
        QCOMPARE(m_ledger->viewIndex(), mine);
        QCOMPARE(m_ledger->rangeIndex(), static_cast<int>(LedgerRange::Today));
        m_ledger->removeView();
        QCOMPARE(m_ledger->viewIndex(), -1);
    }

    void rowsArePickedOutOneByOneOrFromTo()
    {
        PaymentListModel& payments = *m_ledger->payments();
        m_ledger->loadMore();
        QTRY_COMPARE(payments.rowCount(), 3);
        payments.toggleMark(QStringLiteral("pay_3"));
        payments.markTo(QStringLiteral("pay_1"));
        QCOMPARE(payments.markedCount(), 3);
        payments.toggleMark(QStringLiteral("pay_2"));
        QCOMPARE(payments.markedCount(), 2);
        QCOMPARE(payments.markedRows().front().id, std::string("pay_3"));
        payments.toggleMark(QStringLiteral("pay_77"));
        QCOMPARE(payments.markedCount(), 2);
        m_ledger->show(QStringLiteral("denied"), false);
        QCOMPARE(payments.markedCount(), 0);
    }

    void theHistoryIsCheckedWhenAsked()
    {
        LedgerIntegrity& integrity = *m_ledger->integrity();
        QTRY_COMPARE(integrity.state(), LedgerIntegrity::Sealed);
        m_stage->answer<wire::LedgerVerify>([](const auto&) {
            wire::LedgerVerified verified;
            verified.ok = true;
            verified.events = 5270;
            verified.payments = 1791;
            return verified;
        });
        integrity.check();
        QCOMPARE(integrity.state(), LedgerIntegrity::Checking);
        QTRY_COMPARE(integrity.state(), LedgerIntegrity::Whole);
        QVERIFY(integrity.detail().contains(QLatin1String("5,270 rows, 1,791 payments")));
        m_stage->answer<wire::LedgerVerify>([](const auto&) {
            wire::LedgerVerified verified;
            verified.why = "Row 7 was edited.";
            return verified;
        });
        integrity.check();
        QTRY_COMPARE(integrity.state(), LedgerIntegrity::Broken);
        QVERIFY(integrity.detail().startsWith(QLatin1String("Row 7 was edited.")));
    }

    void aNoteIsSentAndReadAgain()
    {
        QTRY_COMPARE(m_ledger->inspector()->tagsText(), QString());
        m_stage->answer<wire::PaymentNote>([](const auto&) { return wire::Done{}; });
        PaymentInspector& inspector = *m_ledger->inspector();
        inspector.inspect(QStringLiteral("pay_2"));
        QTRY_VERIFY(inspector.present());
        QTRY_COMPARE(inspector.note(), QStringLiteral("for the trip"));
        QCOMPARE(inspector.tagsText(), QStringLiteral("trip, refundable"));
        inspector.saveNote(QStringLiteral(" for the trip "), QStringLiteral("trip, , refundable  soon"));
        QTRY_COMPARE(m_stage->requests<wire::PaymentNote>().size(), 1U);
        const wire::PaymentNote note = m_stage->requests<wire::PaymentNote>().front();
        QCOMPARE(note.note, std::string("for the trip"));
        QCOMPARE(note.tags, (std::vector<std::string>{"trip", "refundable soon"}));
        QTRY_COMPARE(m_stage->requests<wire::PaymentDetailGet>().size(), 2U);
        QVERIFY(!inspector.savingNote());
    }

private:
    HandClock m_clock;
    AgentListModel m_agents;
    QTemporaryDir m_folder;
    std::unique_ptr<KeeperStage> m_stage;
    std::unique_ptr<SessionController> m_session;
    std::unique_ptr<LedgerController> m_ledger;
};

QTEST_GUILESS_MAIN(LedgerControllerTest)
#include "tst_ledger_controller.moc"
