#include "core/payment/decision_check.h"

#include "decision_history.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

/// Every row of the one history that these tests look at.
const Rows& history()
{
    static const Rows rows = [] {
        Desk desk;
        liveThroughEverything(desk);
        return rowsOf(desk.file);
    }();
    return rows;
}

DecisionReport check(const Rows& rows)
{
    DecisionCheck check(money::Registry::builtIn());
    for (const auto& [seq, event] : rows) {
        check.take(seq, event);
    }
    return check.report();
}

bool isDecision(const ledger::Event& event)
{
    return event.kind == "authorized" || event.kind == "waiting" || event.kind == "denied";
}

/// Changes the first row of a kind whose body has `from`. Gives its number.
std::int64_t forge(Rows& rows, const std::string& kind, const std::string& from, const std::string& to)
{
    for (auto& [seq, event] : rows) {
        const auto at = event.kind == kind ? event.body.find(from) : std::string::npos;
        if (at != std::string::npos) {
            event.body.replace(at, from.size(), to);
            return seq;
        }
    }
    throw std::runtime_error("there is no such row: " + from);
}

/// The row as a version wrote it that did not keep what decisions are made of.
void forgetInputs(std::string& body)
{
    const auto at = body.find(",\"inputs\":");
    if (at != std::string::npos) {
        body = body.substr(0, at) + "}";
    }
}

} // namespace

class TestDecisionCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDecisionIsComputedAgainFromItsRow()
    {
        const DecisionReport report = check(history());
        QVERIFY2(!report.first, report.first ? report.first->what.c_str() : "");
        QCOMPARE(report.faulty, std::int64_t{0});
        QCOMPARE(report.notRecomputed, std::int64_t{0});
        QCOMPARE(report.beforeRules, std::int64_t{1}); // the token that the registry does not know
        const auto decisions =
            std::ranges::count_if(history(), [](const auto& row) { return isDecision(row.second); });
        QCOMPARE(report.recomputed, std::int64_t{decisions - 1});
    }

    /// The history is worth checking: it has every verdict, people, grants and envelopes in it.
    void theHistoryHasEveryKindOfDecision()
    {
        std::string all;
        for (const auto& [seq, event] : history()) {
            if (isDecision(event)) {
                all += event.body;
            }
        }
        for (const char* part :
             {"\"verdict\":\"allow\"", "\"verdict\":\"ask\"", "\"verdict\":\"deny\"", "denied_by_rule",
              "budget_exceeded", "person: cli", "\"beside\":[\"grant 1\"]",
              "\"beside\":[\"grant 1\",\"more 1\"]", "\"medians\"", "\"zones\":[[\"Europe/Berlin\"",
              "it is paid out of this instead"}) {
            QVERIFY2(all.find(part) != std::string::npos, part);
        }
    }

    void whatAForgerWritesIsFoundAndNamed_data()
    {
        QTest::addColumn<QByteArray>("kind");
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("what");
        const auto row = [](const char* tag, const char* kind, const char* from, const char* to,
                            const char* what) {
            QTest::newRow(tag) << QByteArray(kind) << QByteArray(from) << QByteArray(to) << QByteArray(what);
        };
        row("verdict", "authorized", "\"verdict\":\"allow\"", "\"verdict\":\"ask\"",
            "recorded as ask; computed again it is allow");
        row("denied was allowed", "denied", "\"verdict\":\"deny\"", "\"verdict\":\"allow\"",
            "recorded as allow; computed again it is deny");
        row("code", "denied", "\"code\":\"denied_by_rule\"", "\"code\":\"budget_exceeded\"", "Its code");
        row("sentence", "authorized", "\"sentence\":\"Allowed", "\"sentence\":\"Gladly allowed",
            "Its sentence");
        row("reasons", "waiting", "\"reasons\":[{\"code\":\"ask_rule\"", "\"reasons\":[{\"code\":\"default\"",
            "Its reasons");
        row("what the budget showed", "authorized", "\"used\":\"0.25\"", "\"used\":\"0.05\"", "Its budgets");
        row("the sum itself", "authorized", "[0,\"250000\"", "[0,\"50000\"", "Its");
        row("when it resets", "authorized", "\"resetAtMs\":1", "\"resetAtMs\":2", "Its budgets");
        row("trace", "authorized", "\"trace\":[{\"code\":\"deny_rules\"", "\"trace\":[{\"code\":\"rules\"",
            "Its trace");
        row("what would have allowed it", "denied", "\"smallestChange\":\"", "\"smallestChange\":\"Pay me. ",
            "Its smallestChange");
        row("may be tried again", "denied", "\"retryAllowed\":false", "\"retryAllowed\":true",
            "Its retryAllowed");
        row("the policy", "authorized", "\"policies\":[0,1]", "\"policies\":[0,2]", "version 2 of the agent");
        row("the global policy", "authorized", "\"policies\":[0,1]", "\"policies\":[1,1]", "1 of the global");
        row("a grant hidden", "authorized", "\"beside\":[\"grant 1\"],", "", "other grants and envelopes");
        row("a sum hidden", "authorized", "[1,\"1\"", "[7,\"1\"", "It lacks a sum");
        row("an answer hidden", "authorized", "\"payments\":1", "\"paiments\":1", "It lacks a sum");
        row("first payment there", "authorized", "\"payments\":1,", "\"payments\":0,",
            "computed again it is");
        row("inputs unreadable", "authorized", "\"policies\":[0,1]", "\"policies\":[]", "cannot be read");
        row("the price that was asked", "authorized", "\"amount\":\"250000\",\"payTo\"",
            "\"amount\":\"150000\",\"payTo\"", "Its");
        row("host", "denied", "\"host\":\"x.evil.test\"", "\"host\":\"x.good.test\"", "computed again it is");
        row("what is signed", "authorized", "\"value\":\"250000\"", "\"value\":\"950000\"",
            "What may be signed");
        row("who decided", "authorized", "\"person: cli\",",
            "\"person: cli\",\"judgement\":{\"verdict\":", "read");
        row("one byte more", "waiting", "\"merchant\":{", "\"merchant\": {", "Its bytes");
        row("ask taken for allow", "waiting", "\"verdict\":\"ask\"", "\"verdict\":\"deny\"",
            "recorded as deny; computed again it is ask");
    }
    void whatAForgerWritesIsFoundAndNamed()
    {
        QFETCH(QByteArray, kind);
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, what);
        Rows rows = history();
        const std::int64_t seq = forge(rows, kind.toStdString(), from.toStdString(), to.toStdString());
        const DecisionReport report = check(rows);
        QVERIFY(report.first.has_value());
        QCOMPARE(report.first->event, seq);
        QVERIFY(report.first->payment.number > 0);
        QVERIFY2(report.first->what.find(what.toStdString()) != std::string::npos,
                 report.first->what.c_str());
    }

    void anApprovalIsComputedAgainToo()
    {
        Rows rows = history();
        const auto approval = std::ranges::find_if(rows, [](const auto& row) {
            return row.second.kind == "authorized" &&
                   row.second.body.find("person: cli") != std::string::npos;
        });
        const auto at = approval->second.body.find("\"verdict\":\"ask\"");
        QVERIFY(at != std::string::npos);
        approval->second.body.replace(at, 15, "\"verdict\":\"allow\"");
        const DecisionReport report = check(rows);
        QCOMPARE(report.faulty, std::int64_t{1});
        QCOMPARE(report.first->event, approval->first);
    }

    void aRefusalByRuleCannotBeRecordedAsAnAuthorization()
    {
        Rows rows = history();
        for (auto& [seq, event] : rows) {
            if (event.kind == "denied" && event.body.find("denied_by_rule") != std::string::npos) {
                event.kind = "authorized";
                break;
            }
        }
        const DecisionReport report = check(rows);
        QVERIFY2(report.first->what.find("was deny by the rules, and recorded as authorized") !=
                     std::string::npos,
                 report.first->what.c_str());
    }

    void aPolicyExchangedInTheHistoryIsFound()
    {
        Rows rows = history();
        forge(rows, "agent.added", R"(\"above\":\"0.50\")", R"(\"above\":\"0.60\")");
        QVERIFY(check(rows).faulty > 0);
    }

    void rowsOfBeforeAreCountedAndDoNotFail()
    {
        Rows rows = history();
        for (auto& [seq, event] : rows) {
            if (event.kind == "authorized" && event.body.find("person: cli") != std::string::npos) {
                event.body = event.body.substr(0, event.body.find(",\"judgement\":")) + "}";
            }
            forgetInputs(event.body);
        }
        const DecisionReport report = check(rows);
        QVERIFY2(report.faulty == 0, report.first ? report.first->what.c_str() : "");
        QCOMPARE(report.recomputed, std::int64_t{0});
        QCOMPARE(report.beforeRules, std::int64_t{1});
        QCOMPARE(report.notRecomputed, check(history()).recomputed);
    }

    void whatAnotherEngineDecidedIsLeftToIt()
    {
        Rows rows = history();
        forge(rows, "authorized", "\"engine\":1", "\"engine\":2");
        const DecisionReport report = check(rows);
        QCOMPARE(report.faulty, std::int64_t{0});
        QCOMPARE(report.notRecomputed, std::int64_t{1});
    }

    void aTimeZoneThatChangedSinceIsNoForgery()
    {
        Rows rows = history();
        forge(rows, "authorized", "\"zones\":[[\"Europe/Berlin\",3,", "\"zones\":[[\"Europe/Berlin\",4,");
        const DecisionReport report = check(rows);
        QCOMPARE(report.faulty, std::int64_t{0});
        QCOMPARE(report.notRecomputed, std::int64_t{1});
    }

    void whatAnOrdinaryPaymentKeepsIsSmall()
    {
        Desk desk;
        desk.addAgent("everyday", presetOf("everyday"));
        for (int each = 0; each < 40; ++each) {
            desk.clock.advance(2 * kSecond);
            const auto asked = desk.pay(askFor("50000", "/v1/" + std::to_string(each)));
            if (asked.row.status == ledger::Status::Waiting) {
                desk.approve(asked);
            }
        }
        std::size_t decisions = 0;
        std::size_t bytes = 0;
        for (const auto& [seq, event] : rowsOf(desk.file)) {
            const auto at = event.body.find(",\"inputs\":");
            if (isDecision(event) && at != std::string::npos) {
                ++decisions;
                bytes += event.body.size() - at;
            }
        }
        QVERIFY(decisions >= 40);
        QVERIFY2(bytes / decisions < 400, std::to_string(bytes / decisions).c_str());
    }
};

QTEST_GUILESS_MAIN(TestDecisionCheck)
#include "tst_decision_check.moc"
