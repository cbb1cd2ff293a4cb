#include "app/desktop/models/trace_words.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

class TraceWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesALineApart_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("budget that fits")
            << QStringLiteral("budget \"day\": used 4.00, this 0.90, limit 5.00 -> leaves 0.10")
            << QStringLiteral("Budget \"day\"")
            << QStringLiteral("used 4.00, this 0.90, limit 5.00, leaves 0.10") << QStringLiteral("pass");
        QTest::newRow("budget that does not")
            << QStringLiteral("budget \"day\": used 4.21, this 0.90, limit 5.00 -> exceeds by 0.11")
            << QStringLiteral("Budget \"day\"") << QStringLiteral("used 4.21, this 0.90, limit 5.00")
            << QStringLiteral("match-deny");
        QTest::newRow("rule with a colon in its name")
            << QStringLiteral("rule \"shops: new\": first payment to shop.test -> ask")
            << QStringLiteral("Rule \"shops: new\"") << QStringLiteral("first payment to shop.test")
            << QStringLiteral("match-ask");
        QTest::newRow("a count") << QStringLiteral("4 ask rules, 1 of them matches")
                                 << QStringLiteral("4 ask rules, 1 of them matches") << QString()
                                 << QStringLiteral("pass");
        QTest::newRow("limit that fits")
            << QStringLiteral("limit per payment of \"everyday\": this 0.25, limit 2.00 -> fits")
            << QStringLiteral("Limit per payment of \"everyday\"") << QStringLiteral("this 0.25, limit 2.00")
            << QStringLiteral("pass");
    }
    void takesALineApart()
    {
        QFETCH(QString, line);
        const auto steps = stepsOf({{"x", line.toStdString()}});
        QCOMPARE(steps.size(), 1U);
        QTEST(steps.front().rule, "rule");
        QTEST(steps.front().detail, "detail");
        QTEST(steps.front().outcome, "outcome");
    }

    void whatGaveTheVerdictIsDecisive()
    {
        const auto steps = stepsOf({{"budget", "budget \"day\": used 0, this 1, limit 5 -> leaves 4"},
                                    {"ask_rules", "rule \"large\": amount above 0.50 -> ask"},
                                    {"verdict", "ask"}});
        QCOMPARE(steps.size(), 2U);
        QVERIFY(!steps[0].decisive);
        QVERIFY(steps[1].decisive);
    }

    void aVerdictThatNoRuleGaveIsAStepOfItsOwn()
    {
        const auto steps = stepsOf({{"default", "default of \"careful\""}, {"verdict", "ask"}});
        QCOMPARE(steps.size(), 2U);
        QCOMPARE(steps[1].outcome, QStringLiteral("match-ask"));
        QVERIFY(steps[1].decisive);
    }
};

QTEST_GUILESS_MAIN(TraceWordsTest)
#include "tst_trace_words.moc"
