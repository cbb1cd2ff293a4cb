#include "scripted_keeper.h"
#include "till_run.h"

#include "app/cli/exit_codes.h"
#include "core/wire/ledger_messages.h"

#include <QDir>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using cli::ExitCode;

namespace {

wire::LedgerVerified whole()
{
    wire::LedgerVerified verified;
    verified.ok = true;
    verified.isChainWhole = true;
    verified.events = 120;
    verified.head = "abcd";
    verified.decisions = 40;
    verified.beforeRules = 3;
    verified.payments = 43;
    return verified;
}

} // namespace

/// `till payments verify`: what a person and a program read of each finding.
class TestTillVerify : public QObject {
    Q_OBJECT

    wire::LedgerVerified m_answer;

    TillRun run(const QStringList& more = {})
    {
        const QTemporaryDir directory;
        if (!QDir().mkpath(directory.filePath(QStringLiteral("run")))) {
            qFatal("no folder");
        }
        const ScriptedKeeper keeper(directory.filePath(QStringLiteral("run/admin.sock")).toStdString(),
                                    ScriptedKeeper::honestHello(),
                                    [answer = m_answer](const wire::Envelope& asked) {
                                        return std::vector{wire::encode(asked.id, answer)};
                                    });
        return runTill(QStringList{QStringLiteral("--data-dir"), directory.path(), QStringLiteral("payments"),
                                   QStringLiteral("verify")} +
                       more);
    }

private Q_SLOTS:
    void aWholeLedgerSaysWhatWasChecked()
    {
        m_answer = whole();
        const TillRun person = run();
        QCOMPARE(person.exit, int(ExitCode::Done));
        QVERIFY2(person.out.contains("The ledger is whole: 120 rows, head abcd"), person.out.constData());
        QVERIFY(person.out.contains("Decisions: 40 computed again, each the same to the byte; 3 refused "
                                    "before any rule."));
        QVERIFY(person.out.contains("Payments: 43 compared with their history."));
        QVERIFY(person.out.contains("Sums by the hour: all agree."));
        QVERIFY(!person.out.contains("could not"));
    }

    void whatCouldNotBeComputedAgainIsSaidAndIsNoFailure()
    {
        m_answer = whole();
        m_answer.notRecomputed = 7;
        const TillRun person = run();
        QCOMPARE(person.exit, int(ExitCode::Done));
        QVERIFY2(person.out.contains("7 could not be computed again"), person.out.constData());
    }

    void aForgedDecisionIsNamed()
    {
        m_answer = whole();
        m_answer.ok = false;
        m_answer.badDecisions = 1;
        m_answer.firstBad = 77;
        m_answer.why = "pay_9: It is recorded as allow; computed again it is deny.";
        const TillRun person = run();
        QCOMPARE(person.exit, int(ExitCode::CheckFailed));
        QVERIFY2(person.out.contains("NOT what it says at row 77: pay_9: It is recorded as allow"),
                 person.out.constData());
        QVERIFY(person.out.contains("1 NOT as recorded"));
        QVERIFY(person.out.contains("till pause"));
        const QJsonObject json = run({QStringLiteral("--json")}).json().object();
        QCOMPARE(json.value(QLatin1String("ok")).toBool(true), false);
        QCOMPARE(json.value(QLatin1String("badDecisions")).toInt(), 1);
        QCOMPARE(json.value(QLatin1String("firstBad")).toInt(), 77);
    }

    void aWrongSumAndAWrongPaymentAreNamed()
    {
        m_answer = whole();
        m_answer.ok = false;
        m_answer.badPayments = 2;
        m_answer.badHourMs = 1767225600000;
        m_answer.why = "pay_1: Other terms were authorized than its row says.";
        const TillRun person = run();
        QCOMPARE(person.exit, int(ExitCode::CheckFailed));
        QVERIFY(person.out.contains("2 do NOT agree"));
        QVERIFY2(person.out.contains("the first that does NOT agree starts "), person.out.constData());
    }

    void aBrokenChainSaysThatNothingIsSigned()
    {
        m_answer = whole();
        m_answer.ok = m_answer.isChainWhole = false;
        m_answer.firstBad = 12;
        m_answer.why = "a row before it is missing";
        const TillRun person = run();
        QCOMPARE(person.exit, int(ExitCode::CheckFailed));
        QVERIFY2(person.out.contains("The ledger is BROKEN at row 12: a row before it is missing\n"
                                     "Nothing is signed"),
                 person.out.constData());
    }
};

QTEST_GUILESS_MAIN(TestTillVerify)
#include "tst_till_verify.moc"
