#include "app/desktop/models/budget_words.h"
#include "tests/app/desktop/stage/samples.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {
constexpr qint64 kHourMs = 3'600'000;
} // namespace

class BudgetWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsSayTheWindowOnce_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("window");
        QTest::addColumn<QString>("label");
        QTest::newRow("same word") << QStringLiteral("day") << QStringLiteral("per day (Europe/Berlin)")
                                   << QStringLiteral("Per day");
        QTest::newRow("of an agent") << QStringLiteral("research-bot: day") << QStringLiteral("per day (UTC)")
                                     << QStringLiteral("research-bot, per day");
        QTest::newRow("own name") << QStringLiteral("travel") << QStringLiteral("per month (UTC)")
                                  << QStringLiteral("travel, per month");
        QTest::newRow("rolling") << QStringLiteral("minute") << QStringLiteral("rolling 60 s")
                                 << QStringLiteral("minute, rolling 60 s");
    }
    void labelsSayTheWindowOnce()
    {
        QFETCH(QString, name);
        QFETCH(QString, window);
        wire::BudgetEffect budget;
        budget.name = name.toStdString();
        budget.window = window.toStdString();
        QTEST(budgetLabel(budget), "label");
    }

    void paceIsHowMuchOfTheWindowHasPassed()
    {
        wire::BudgetEffect budget = samples::dayBudget();
        budget.resetAtMs = 24 * kHourMs;
        QCOMPARE(paceOf(budget, 6 * kHourMs), 0.25);
        QCOMPARE(paceOf(budget, 25 * kHourMs), 1.0); // the reset is due
        budget.window = "rolling 86400 s";
        QCOMPARE(paceOf(budget, 6 * kHourMs), -1.0);
        budget.window = "per day (UTC)";
        budget.resetAtMs.reset();
        QCOMPARE(paceOf(budget, 6 * kHourMs), -1.0);
    }

    void resetsAreSaidInThePersonsOwnZone()
    {
        wire::BudgetEffect budget = samples::dayBudget();
        budget.resetAtMs = 23 * kHourMs;
        QCOMPARE(resetWords(budget, 0, QTimeZone("Europe/Berlin")), QStringLiteral("resets 2 Jan 00:00"));
        QCOMPARE(resetWords(budget, 0, QTimeZone("UTC")), QStringLiteral("resets 23:00"));
    }
};

QTEST_GUILESS_MAIN(BudgetWordsTest)
#include "tst_budget_words.moc"
