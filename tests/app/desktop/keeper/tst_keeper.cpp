#include "app/desktop/keeper/ask.h"
#include "tests/app/desktop/stage/keeper_stage.h"
#include "tests/app/desktop/stage/samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

class KeeperTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_stage = std::make_unique<KeeperStage>();
        QVERIFY(m_stage->open());
    }

    void answersReachTheirAskers()
    {
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        QString vault;
        ask<wire::StatusAnswer>(m_stage->keeper(), wire::StatusGet{}, this,
                                [&](const Result<wire::StatusAnswer, wire::ErrorBody>& answer) {
                                    vault = QString::fromStdString(answer->vault);
                                });
        QTRY_COMPARE(vault, QStringLiteral("unlocked"));
    }

    void anAskerThatIsGoneIsNotCalled()
    {
        m_stage->hold<wire::StatusGet>();
        bool called = false;
        {
            QObject shortLived;
            ask<wire::StatusAnswer>(
                m_stage->keeper(), wire::StatusGet{}, &shortLived,
                [&](const Result<wire::StatusAnswer, wire::ErrorBody>&) { called = true; });
            QTRY_COMPARE(m_stage->requests<wire::StatusGet>().size(), 1U);
        }
        m_stage->answer<wire::StatusGet>([](const auto&) { return samples::openStatus(); });
        m_stage->flush();
        bool later = false;
        ask<wire::StatusAnswer>(m_stage->keeper(), wire::StatusGet{}, this,
                                [&](const Result<wire::StatusAnswer, wire::ErrorBody>&) { later = true; });
        QTRY_VERIFY(later);
        QVERIFY(!called);
    }

    void openQuestionsEndWhenTheKeeperGoes()
    {
        m_stage->hold<wire::StatusGet>();
        std::string code;
        ask<wire::StatusAnswer>(
            m_stage->keeper(), wire::StatusGet{}, this,
            [&](const Result<wire::StatusAnswer, wire::ErrorBody>& answer) { code = answer.error().code; });
        QTRY_COMPARE(m_stage->requests<wire::StatusGet>().size(), 1U);
        const QSignalSpy down(&m_stage->keeper(), &Keeper::down);
        m_stage->hangUp();
        QTRY_COMPARE(code, std::string("keeper_unavailable"));
        QTRY_COMPARE(down.count(), 1);
    }

    void anAnswerOfAnotherFormIsAnErrorAndNoGuess()
    {
        m_stage->answer<wire::StatusGet>([](const auto&) { return wire::AccountsAnswer(); });
        std::string code;
        ask<wire::StatusAnswer>(
            m_stage->keeper(), wire::StatusGet{}, this,
            [&](const Result<wire::StatusAnswer, wire::ErrorBody>& answer) { code = answer.error().code; });
        QTRY_COMPARE(code, std::string("bad_frame"));
    }

    void eventsBecomeTypedSignals()
    {
        QString gone;
        int payments = 0;
        QString arrived;
        connect(&m_stage->keeper(), &Keeper::approvalGone, this, [&](const QString& id) { gone = id; });
        connect(&m_stage->keeper(), &Keeper::paymentsArrived, this, [&](const wire::PaymentsEvent& event) {
            payments = static_cast<int>(event.payments.size());
        });
        connect(&m_stage->keeper(), &Keeper::approvalArrived, this,
                [&](const wire::ApprovalShape& approval) { arrived = QString::fromStdString(approval.id); });
        wire::ApprovalEvent approval;
        static_cast<wire::ApprovalShape&>(approval) = samples::approval(3);
        m_stage->push(approval);
        m_stage->push(wire::PaymentsEvent{{samples::payment(1), samples::payment(2)}, 0});
        m_stage->push(wire::ApprovalGoneEvent{"pay_3", "lapsed"});
        QTRY_COMPARE(gone, QStringLiteral("pay_3"));
        QCOMPARE(payments, 2);
        QCOMPARE(arrived, QStringLiteral("pay_3"));
    }

private:
    std::unique_ptr<KeeperStage> m_stage;
};

QTEST_GUILESS_MAIN(KeeperTest)
#include "tst_keeper.moc"
