#include "app/desktop/rules/rule_draft.h"
#include "core/policy/presets.h"
#include "tests/app/desktop/stage/samples.h"

#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

PolicyDocument everyday()
{
    return *PolicyDocument::fromText(
        policy::toJson(*policy::presetPolicy("everyday", *policy::TimeZone::named("Europe/Berlin"))));
}

QStringList texts(const QAbstractItemModel& model, int role = Qt::DisplayRole)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row) {
        found += model.index(row, 0).data(role).toString().replace(QChar(0xa0), QLatin1Char(' '));
    }
    return found;
}

} // namespace

class RuleDraftTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_draft = std::make_unique<RuleDraft>();
        m_draft->setNow(1'772'000'000'000);
        m_draft->open(everyday(), everyday(), false, "agent_1");
    }

    void anAmountIsEditedInItsSentence()
    {
        edit("/rules/0/when/amount/above", "0.75");
        QVERIFY(m_draft->dirty());
        QCOMPARE(texts(*m_draft->rules()).front(),
                 QStringLiteral("Ask when a payment costs more than 0.75 USD"));
        QVERIFY(m_draft->rules()->index(0).data(SentenceListModel::FreshRole).toBool());
        QVERIFY(!m_draft->rules()->index(1).data(SentenceListModel::FreshRole).toBool());
        QCOMPARE(texts(*m_draft->changes()),
                 QStringList({QStringLiteral("Ask when a payment costs more than 0.50 USD (above 0.50)"),
                              QStringLiteral("Ask when a payment costs more than 0.75 USD (above 0.50)")}));
        edit("/rules/0/when/amount/above", "0.5");
        QVERIFY(!m_draft->dirty());
    }

    void whatIsNoAmountIsRefusedInWordsAndChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("typed");
        QTest::newRow("comma") << QByteArray("/rules/0/when/amount/above") << QStringLiteral("0,75");
        QTest::newRow("too fine") << QByteArray("/rules/0/when/amount/above") << QStringLiteral("0.0000001");
        QTest::newRow("empty") << QByteArray("/rules/0/when/amount/above") << QString();
        QTest::newRow("negative") << QByteArray("/budgets/0/limit/usd") << QStringLiteral("-1");
        QTest::newRow("count") << QByteArray("/budgets/1/limit/payments") << QStringLiteral("many");
        QTest::newRow("percent") << QByteArray("/rules/3/when/price/differsByPercent") << QStringLiteral("0");
        QTest::newRow("zone") << QByteArray("/budgets/0/window/zone") << QStringLiteral("Mars/Olympus");
        QTest::newRow("name twice") << QByteArray("/rules/0/name") << QStringLiteral("new merchant");
        QTest::newRow("validity") << QByteArray("/maxValiditySeconds") << QStringLiteral("601");
    }

    void whatIsNoAmountIsRefusedInWordsAndChangesNothing()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, typed);
        m_draft->edit(QString::fromLatin1(path));
        QVERIFY(m_draft->editor()->open());
        m_draft->editor()->accept(typed);
        QVERIFY(m_draft->editor()->open());
        QVERIFY(!m_draft->editor()->errorText().isEmpty());
        QVERIFY(!m_draft->dirty());
    }

    void anOutcomeIsChosen()
    {
        edit("/rules/1/verdict", "deny");
        QCOMPARE(m_draft->document().policy().rules[1].verdict, policy::Verdict::Deny);
        edit("/default", "ask");
        QCOMPARE(m_draft->document().policy().otherwise, policy::Verdict::Ask);
        edit("/budgets/0/whenExceeded", "ask");
        QCOMPARE(m_draft->document().policy().budgets[0].whenExceeded, policy::Verdict::Ask);
    }

    void aPeriodKeepsItsZoneWhileItGoesByTheClock()
    {
        edit("/budgets/0/window", "calendar:month");
        const auto* month =
            std::get_if<policy::CalendarWindow>(&m_draft->document().policy().budgets[0].window);
        QVERIFY(month != nullptr);
        QCOMPARE(month->unit, policy::CalendarUnit::Month);
        QCOMPARE(month->zone.name(), std::string("Europe/Berlin"));
        edit("/budgets/0/window", "rolling:3600");
        const auto* hour =
            std::get_if<policy::RollingWindow>(&m_draft->document().policy().budgets[0].window);
        QVERIFY(hour != nullptr);
        QCOMPARE(hour->seconds, 3600);
        edit("/budgets/0/window", "lifetime");
        QVERIFY(
            std::holds_alternative<policy::LifetimeWindow>(m_draft->document().policy().budgets[0].window));
    }

    void aRuleForHostsIsAddedOnceItsHostsAreTyped()
    {
        const QSignalSpy added(m_draft.get(), &RuleDraft::sentenceAdded);
        m_draft->addRule();
        QCOMPARE(m_draft->editor()->face(), PartEditor::Choose);
        m_draft->editor()->accept(QStringLiteral("rule:deny-host"));
        QVERIFY(!m_draft->dirty());
        QCOMPARE(m_draft->editor()->face(), PartEditor::Lines);
        m_draft->editor()->accept(QStringLiteral("not a host"));
        QVERIFY(!m_draft->editor()->errorText().isEmpty());
        QVERIFY(!m_draft->dirty());
        m_draft->editor()->accept(QStringLiteral("*.ads.test\n\ncasino.test\n"));
        QVERIFY(!m_draft->editor()->open());
        QCOMPARE(texts(*m_draft->rules()).back(),
                 QStringLiteral("Deny when a payment goes to *.ads.test or casino.test"));
        QCOMPARE(added.count(), 1);
    }

    void everythingOnOfferCanBeAdded_data()
    {
        QTest::addColumn<QString>("offer");
        for (const auto& offers : {ruleOffers(), limitOffers()}) {
            for (const PartChoice& each : offers) {
                QTest::newRow(qPrintable(each.value)) << each.value;
            }
        }
    }

    void everythingOnOfferCanBeAdded()
    {
        QFETCH(QString, offer);
        for (int time = 0; time < 2; ++time) { // twice: names must differ
            offer.startsWith(QLatin1String("rule")) ? m_draft->addRule() : m_draft->addLimit();
            m_draft->editor()->accept(offer);
            fillIn();
            QVERIFY2(!m_draft->editor()->open(), qPrintable(m_draft->editor()->errorText()));
        }
        QCOMPARE(m_draft->document().policy().rules.size() + m_draft->document().policy().budgets.size(), 8U);
    }

    void everyConditionOnOfferCanBeAddedAndTakenOut()
    {
        for (;;) {
            m_draft->edit(QStringLiteral("/rules/0/when"));
            if (!m_draft->editor()->open()) {
                break; // nothing more is on offer
            }
            const std::size_t before = m_draft->document().policy().rules[0].when.size();
            const QString member = m_draft->editor()->part().choices.front().value;
            m_draft->editor()->accept(member);
            fillIn();
            QVERIFY2(!m_draft->editor()->open(), qPrintable(member + m_draft->editor()->errorText()));
            const std::size_t after = m_draft->document().policy().rules[0].when.size();
            QVERIFY2(after == before + 1 || member.startsWith(QLatin1String("amount")), qPrintable(member));
        }
        QVERIFY(m_draft->document().policy().rules[0].when.size() >= 14);
        while (m_draft->document().policy().rules[0].when.size() > 1) {
            const std::size_t before = m_draft->document().policy().rules[0].when.size();
            m_draft->edit(lastRemovable());
            QVERIFY(!m_draft->editor()->removeText().isEmpty());
            m_draft->editor()->removePart();
            QVERIFY2(!m_draft->editor()->open(), qPrintable(m_draft->editor()->errorText()));
            QVERIFY(m_draft->document().policy().rules[0].when.size() <= before);
        }
    }

    void rulesMoveAndGo()
    {
        m_draft->moveUp(QStringLiteral("/rules/2"));
        m_draft->moveDown(QStringLiteral("/rules/0"));
        m_draft->moveUp(QStringLiteral("/rules/0")); // stays
        QStringList names;
        for (const policy::Rule& each : m_draft->document().policy().rules) {
            names += QString::fromStdString(each.name);
        }
        QCOMPARE(names, QStringList({QStringLiteral("changed payee"), QStringLiteral("above 0.50"),
                                     QStringLiteral("new merchant"), QStringLiteral("price up 50 %")}));
        m_draft->removeSentence(QStringLiteral("/rules/1"));
        QCOMPARE(m_draft->document().policy().rules.size(), 3U);
        m_draft->discard();
        QVERIFY(!m_draft->dirty());
    }

    void dataBecomesSentencesAndStaysAsItWasTyped()
    {
        const QString typed =
            m_draft->dataText().replace(QStringLiteral("\"0.50\""), QStringLiteral("\"0.6\""));
        m_draft->setDataText(typed);
        QVERIFY(m_draft->dataError().isEmpty());
        QCOMPARE(texts(*m_draft->rules()).front(),
                 QStringLiteral("Ask when a payment costs more than 0.60 USD"));
        QCOMPARE(m_draft->dataText(), typed);
        m_draft->tidyData();
        QVERIFY(m_draft->dataText().contains(QLatin1String("\"0.60\"")));
    }

    void aFaultInTheDataHasItsPathAndLine()
    {
        const QString typed = m_draft->dataText().replace(QStringLiteral("\"0.50\""), QStringLiteral("0.50"));
        const QString before = typed.left(typed.indexOf(QLatin1String("\"above\": 0.50")));
        const int line = static_cast<int>(before.count(QLatin1Char('\n'))) + 1;
        m_draft->setDataText(typed);
        QVERIFY2(m_draft->dataError().contains(QLatin1String("/rules/0/when/amount/above")),
                 qPrintable(m_draft->dataError()));
        QCOMPARE(m_draft->dataErrorLine(), line);
        QVERIFY(!m_draft->dirty());
        QCOMPARE(m_draft->dataText(), typed);
        m_draft->setDataText(QStringLiteral("{\n nonsense"));
        QCOMPARE(m_draft->dataErrorLine(), 2);
        edit("/default", "deny"); // a sentence speaks: what was typed goes
        QVERIFY(m_draft->dataError().isEmpty());
    }

    void anUnknownMemberIsNamed()
    {
        m_draft->setDataText(QStringLiteral(R"({"version":1,"name":"p","default":"ask","budget":[]})"));
        QVERIFY2(m_draft->dataError().contains(QLatin1String("/budget")), qPrintable(m_draft->dataError()));
    }

    void findingsStandAtTheirSentence()
    {
        QCOMPARE(m_draft->findingCount(), 0);
        edit("/budgets/0/limit/usd", "1");
        QCOMPARE(m_draft->findingCount(), 1);
        const QStringList findings =
            m_draft->limits()->index(0).data(SentenceListModel::FindingsRole).toStringList();
        QCOMPARE(findings.size(), 1);
        QVERIFY2(findings.front().contains(QLatin1String("1.00 USD")), qPrintable(findings.front()));
    }

    void whatIsUsedStandsBesideItsLimit()
    {
        wire::BudgetEffect globalDay = samples::dayBudget();
        globalDay.used = "99.00";
        m_draft->setUse({globalDay, samples::dayBudget()});
        const QModelIndex day = m_draft->limits()->index(1);
        QVERIFY(day.data(SentenceListModel::HasUseRole).toBool());
        QCOMPARE(day.data(SentenceListModel::UsedTextRole).toString(), QStringLiteral("1.25\u00a0USD used"));
        QCOMPARE(day.data(SentenceListModel::LeftTextRole).toString(), QStringLiteral("3.50\u00a0USD left"));
        QVERIFY(!m_draft->limits()->index(0).data(SentenceListModel::HasUseRole).toBool());
    }

    void aDraftStaysWhenTheRulesInForceChange()
    {
        edit("/rules/0/when/amount/above", "0.75");
        const PolicyDocument mine = m_draft->document();
        PolicyDocument other = everyday();
        QVERIFY(!other.set({{"/default", "\"ask\""}}));
        m_draft->setLive(other, false, "agent_1");
        QCOMPARE(m_draft->document().text(), mine.text());
        m_draft->discard();
        QCOMPARE(m_draft->document().text(), other.text());
    }

private:
    void edit(const char* path, const char* value)
    {
        m_draft->edit(QLatin1String(path));
        QVERIFY(m_draft->editor()->open());
        m_draft->editor()->accept(QLatin1String(value));
        QVERIFY2(!m_draft->editor()->open(), qPrintable(m_draft->editor()->errorText()));
    }
    /// Answers what the editor still asks for.
    void fillIn()
    {
        if (!m_draft->editor()->open()) {
            return;
        }
        const QString member = m_draft->editor()->part().path.section(QLatin1Char('/'), -1);
        const QHash<QString, QString> values{
            {QStringLiteral("hosts"), QStringLiteral("api.shop.test")},
            {QStringLiteral("payTo"), QStringLiteral("0x209693Bc6afc0C5328bA36FaF03C514EF312287C")},
            {QStringLiteral("paths"), QStringLiteral("/v1/*")},
            {QStringLiteral("methods"), QStringLiteral("GET")},
            {QStringLiteral("networks"), QStringLiteral("eip155:8453")},
            {QStringLiteral("interfaces"), QStringLiteral("rest")},
            {QStringLiteral("agentTags"), QStringLiteral("night")},
            {QStringLiteral("tools"), QStringLiteral("search")}};
        m_draft->editor()->accept(values.value(member));
    }
    [[nodiscard]] QString lastRemovable() const
    {
        QString path;
        for (const Sentence& sentence : sentencesOf(m_draft->document().policy())) {
            for (const SentencePart& part : sentence.parts) {
                if (part.removePath.startsWith(QLatin1String("/rules/0/when"))) {
                    path = part.path;
                }
            }
        }
        return path;
    }

    std::unique_ptr<RuleDraft> m_draft;
};

QTEST_GUILESS_MAIN(RuleDraftTest)
#include "tst_rule_draft.moc"
