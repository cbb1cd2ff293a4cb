#include "core/ledger/terms_json.h"
#include "core/payment/asked_facts.h"
#include "core/payment/decision_record.h"
#include "core/payment/seen.h"

#include "decision_history.h"

#include <QTest>

#include <map>
#include <utility>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

/// Counts what the rows of a ledger say was paid, with a spend book of its own that is fed by them alone.
class Recount {
public:
    void take(const ledger::Event& event)
    {
        const auto body = nlohmann::json::parse(event.body);
        if (!event.payment) {
            return takeSetting(event, body);
        }
        const std::int64_t id = *event.payment;
        if (auto seen = seenFromEventBody(event.body)) {
            m_asks.insert_or_assign(id, std::move(seen->ask));
        }
        if (body.contains("inputs")) {
            compare(event, body);
        }
        if (event.kind == "authorized") {
            const auto terms = ledger::termsFromJson(body.at("signing")).value();
            policy::LivePayment live{id, factsOf(event).line, factsOf(event).amount, event.at, {}};
            live.end = Instant::fromSeconds(static_cast<std::int64_t>(terms.authorization.validBefore));
            m_live.insert_or_assign(id, live);
            QVERIFY(m_book.add(live));
        } else if (event.kind == "proven") {
            QVERIFY(m_book.shorten(id, Instant{body.at("blockTimeMs").get<std::int64_t>()}));
        } else if (event.kind == "void") {
            QVERIFY(m_book.release(id, event.at));
        }
    }

    int compared = 0; ///< sums

private:
    void takeSetting(const ledger::Event& event, const nlohmann::json& body)
    {
        QVERIFY(m_settings.apply(event));
        for (const std::string& owner : std::exchange(m_settings.touched, {})) {
            const Agent* agent = owner.empty() ? nullptr : m_settings.agents.byId(owner);
            m_book.setPolicy(owner, agent == nullptr ? m_settings.global : agent->policy);
        }
        if (event.kind == kMoreUsed) { // it was paid out of an envelope
            policy::LivePayment& live = m_live.at(body.at("payment").get<std::int64_t>());
            live.line.envelope = body.at("envelope").get<std::string>();
            QVERIFY(m_book.remove(live.id));
            QVERIFY(m_book.add(live));
        }
    }

    policy::PaymentFacts factsOf(const ledger::Event& event)
    {
        return recordedFacts(event.agent, m_asks.at(*event.payment), money::Registry::builtIn()).value();
    }

    /// Every sum that the decision was told is the one that the rows before it add up to.
    void compare(const ledger::Event& event, const nlohmann::json& body)
    {
        const auto record = decisionRecordFrom(body.at("inputs"));
        QVERIFY(record.has_value());
        const policy::PaymentFacts facts = factsOf(event);
        for (std::size_t layer = 0; layer < record->observed.sums.size(); ++layer) {
            const auto* trackers = m_book.trackersOf(layer == 0 ? policy::kGlobalOwner : event.agent);
            for (const policy::Observed::Sum& sum : record->observed.sums[layer]) {
                const policy::BudgetTracker& tracker = trackers->at(sum.place);
                policy::SpendLine line = facts.line;
                if (tracker.budget().name.starts_with("more ")) {
                    line.envelope = tracker.budget().name;
                }
                const auto use = tracker.judge(line, m_book.keysOf(line), facts.amount, event.at);
                QVERIFY(use.has_value());
                QCOMPARE(use->used.toAtomic(), sum.used.toAtomic());
                QVERIFY(use->resetAt == sum.resetAt);
                ++compared;
            }
        }
    }

    Settings m_settings;
    policy::SpendBook m_book;
    std::map<std::int64_t, Ask> m_asks;
    std::map<std::int64_t, policy::LivePayment> m_live;
};

} // namespace

class TestDecisionSums : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatDecisionsWereToldIsWhatTheRowsAddUpTo_I11()
    {
        Desk desk;
        liveThroughEverything(desk);
        Recount recount;
        for (const auto& [seq, event] : rowsOf(desk.file)) {
            recount.take(event);
            if (QTest::currentTestFailed()) {
                qWarning() << "at row" << seq;
                return;
            }
        }
        QVERIFY2(recount.compared > 40, std::to_string(recount.compared).c_str());
    }
};

QTEST_GUILESS_MAIN(TestDecisionSums)
#include "tst_decision_sums.moc"
