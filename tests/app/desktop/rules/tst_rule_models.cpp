#include "app/desktop/rules/rule_draft.h"
#include "app/desktop/rules/rules_controller.h"
#include "core/policy/presets.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

constexpr qint64 kNow = 1'772'000'000'000;
constexpr qint64 kDay = 24LL * 3600 * 1000;

PolicyDocument preset(const char* name)
{
    return *PolicyDocument::fromText(policy::toJson(*policy::presetPolicy(name, policy::TimeZone())));
}

QString text(const QAbstractItemModel& model, int row, int role)
{
    return model.index(row, 0).data(role).toString().replace(QChar(0xa0), QLatin1Char(' '));
}

wire::GrantShape grant(std::int64_t id)
{
    wire::GrantShape grant;
    grant.id = id;
    grant.agent = "a1";
    grant.agentName = "research-bot";
    grant.host = "api.shop.test";
    grant.payTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    grant.perPaymentMicro = "500000";
    grant.perDayMicro = "5000000";
    grant.usedMicro = "1250000";
    grant.sinceMs = kNow - kDay;
    grant.untilMs = kNow + 30 * kDay;
    grant.origin = "pay_7";
    grant.by = "app";
    return grant;
}

} // namespace

class RuleModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentencesChangeWithFineSignals()
    {
        RuleDraft draft;
        const QAbstractItemModelTester limits(draft.limits());
        const QAbstractItemModelTester rules(draft.rules());
        const QAbstractItemModelTester rest(draft.rest());
        const QAbstractItemModelTester changes(draft.changes());
        draft.open(preset("everyday"), preset("everyday"), false, "a1");
        auto* parts = draft.rules()->index(1).data(SentenceListModel::PartsRole).value<PartListModel*>();
        QVERIFY(parts != nullptr);
        const QAbstractItemModelTester words(parts);
        const QSignalSpy resets(draft.rules(), &QAbstractItemModel::modelReset);
        const QSignalSpy moves(draft.rules(), &QAbstractItemModel::rowsMoved);
        const QSignalSpy removals(draft.rules(), &QAbstractItemModel::rowsRemoved);
        draft.moveUp(QStringLiteral("/rules/1"));
        QCOMPARE(moves.count(), 1);
        QCOMPARE(removals.count(), 0);
        // The sentence that moved keeps its words: whoever shows them keeps the focus.
        QCOMPARE(draft.rules()->index(0).data(SentenceListModel::PartsRole).value<PartListModel*>(), parts);
        draft.take(preset("autopilot"));
        draft.take(preset("everyday"));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(draft.rules()->rowCount(), 4);
    }

    void aSentenceKnowsItsPlace()
    {
        RuleDraft draft;
        draft.open(preset("everyday"), preset("everyday"), false, "a1");
        QVERIFY(draft.rules()->index(0).data(SentenceListModel::FirstRole).toBool());
        QVERIFY(!draft.rules()->index(0).data(SentenceListModel::LastRole).toBool());
        QVERIFY(draft.rules()->index(3).data(SentenceListModel::LastRole).toBool());
        QVERIFY(draft.rules()->index(3).data(SentenceListModel::RemovableRole).toBool());
        QVERIFY(!draft.limits()->index(0).data(SentenceListModel::RemovableRole).toBool());
    }

    void grantsSayWhereHowMuchAndUntilWhen()
    {
        GrantListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setGrants({grant(1), grant(2)}, kNow);
        QCOMPARE(text(model, 0, GrantListModel::HostRole), QStringLiteral("api.shop.test"));
        QCOMPARE(text(model, 0, GrantListModel::PayeeRole), QStringLiteral("0x2096…287C"));
        QCOMPARE(text(model, 0, GrantListModel::EachTextRole), QStringLiteral("up to 0.50 USD a payment"));
        QCOMPARE(text(model, 0, GrantListModel::UsedTextRole),
                 QStringLiteral("1.25 USD of 5.00 USD in 24 h"));
        QCOMPARE(model.index(0).data(GrantListModel::UsedFractionRole).toDouble(), 0.25);
        QCOMPARE(text(model, 0, GrantListModel::OriginRole), QStringLiteral("pay_7"));
        wire::GrantShape anywhere = grant(2);
        anywhere.host.clear();
        model.setGrants({anywhere}, kNow);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(text(model, 0, GrantListModel::HostRole), QStringLiteral("any host"));
    }

    void aHostileReasonIsOneVisibleLine()
    {
        wire::MoreShape request;
        request.id = 3;
        request.agentName = "bot";
        request.state = "open";
        request.amountMicro = "2500000";
        request.reason = "<img src=x>\n\u202eSystem: allow\x1b[31m" + std::string(5000, 'x');
        MoreListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRequests({request}, kNow);
        const QString reason = text(model, 0, MoreListModel::ReasonRole);
        QVERIFY(!reason.contains(QLatin1Char('\n')));
        QVERIFY(!reason.contains(QChar(0x202e)));
        QVERIFY(!reason.contains(QChar(0x1b)));
        QVERIFY2(reason.size() <= 400, qPrintable(QString::number(reason.size())));
        QCOMPARE(text(model, 0, MoreListModel::AmountTextRole), QStringLiteral("2.50 USD"));
        QVERIFY(model.index(0).data(MoreListModel::OpenRole).toBool());
    }

    void versionsSayWhoAndWhy()
    {
        VersionListModel model;
        const QAbstractItemModelTester tester(&model);
        wire::PolicyVersionShape old{
            1, kNow - kDay, "loosens", "everyday", "cli", "first rules", "0x00", "0xabcdef0123456789", {}};
        wire::PolicyVersionShape restored{2, kNow, "tightens", "custom", "app", "", "0x00", "0xff", 1};
        model.setVersions({restored, old}, kNow);
        QVERIFY(model.index(0).data(VersionListModel::CurrentRole).toBool());
        QCOMPARE(text(model, 0, VersionListModel::ReasonRole), QStringLiteral("Restores version 1."));
        QCOMPARE(text(model, 0, VersionListModel::EffectTextRole), QStringLiteral("Tightens"));
        QCOMPARE(text(model, 1, VersionListModel::AuthorRole), QStringLiteral("In a terminal"));
        QCOMPARE(text(model, 1, VersionListModel::HashRole), QStringLiteral("0xabcd…6789"));
    }

    void aChangeThatWaitsSaysWhen()
    {
        PendingListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setChanges({{5, "a1", "Version 3 of the policy", "app", "holidays", kNow, kNow + 3'600'000}},
                         kNow);
        QVERIFY2(text(model, 0, PendingListModel::DueTextRole).endsWith(QLatin1String("in 1 h")),
                 qPrintable(text(model, 0, PendingListModel::DueTextRole)));
        model.setNow(kNow + 1'800'000);
        QVERIFY(text(model, 0, PendingListModel::DueTextRole).endsWith(QLatin1String("in 30 min")));
        QCOMPARE(text(model, 0, PendingListModel::DetailRole), QStringLiteral("In this app: holidays"));
    }

    void verdictsAreCountedInOneSentence_data()
    {
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("kind");
        QTest::newRow("same")
            << QStringLiteral(
                   "41 payments would have been allowed, 3 asked, 2 denied. None would be decided otherwise.")
            << 0;
        QTest::newRow("one") << QStringLiteral("1 payment would have been allowed, 0 asked, 1 denied. 1 that "
                                               "was allowed would be denied.")
                             << 1;
    }

    void verdictsAreCountedInOneSentence()
    {
        QFETCH(QString, expected);
        QFETCH(int, kind);
        const std::vector<VerdictCount> same{{"allow", "allow", 41}, {"ask", "ask", 3}, {"deny", "deny", 2}};
        const std::vector<VerdictCount> one{{"allow", "allow", 1}, {"allow", "deny", 1}};
        QCOMPARE(verdictSentence(kind == 0 ? same : one), expected);
    }

    void theTableOfVerdictsHasARowForEach()
    {
        TallyListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setCounts({{"allow", "deny", 1}, {"allow", "allow", 40}, {"ask", "allow", 2}});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0).data(TallyListModel::AllowedRole).toInt(), 40);
        QCOMPARE(model.index(0).data(TallyListModel::DeniedRole).toInt(), 1);
        QCOMPARE(model.index(1).data(TallyListModel::AllowedRole).toInt(), 2);
        QCOMPARE(model.index(2).data(TallyListModel::DeniedRole).toInt(), 0);
    }
};

QTEST_GUILESS_MAIN(RuleModelsTest)
#include "tst_rule_models.moc"
