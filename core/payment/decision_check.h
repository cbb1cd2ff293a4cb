#pragma once

#include "core/ledger/event_chain.h"
#include "core/ledger/reservation.h"
#include "core/money/registry.h"
#include "core/payment/ask.h"
#include "core/payment/decision_record.h"
#include "core/payment/judgement.h"
#include "core/payment/settings.h"
#include "core/policy/spend_book.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace till::payment {

/// A decision that is not what its row says it was made of.
struct DecisionFault {
    std::int64_t event = 0; ///< row of the ledger
    ledger::PaymentId payment;
    std::string what; ///< one sentence
};

/// What became of every decision in the history.
struct DecisionReport {
    std::int64_t recomputed = 0;    ///< computed again, and the same to the byte
    std::int64_t beforeRules = 0;   ///< refused by a hard check: no rule was asked
    std::int64_t notRecomputed = 0; ///< recorded without what it was made of, by another engine, or in a time
                                    ///< zone or for a token that reads otherwise today
    std::int64_t faulty = 0;
    std::optional<DecisionFault> first;
};

/// Computes every recorded decision again from its own row, in the order of the ledger. Policies are put
/// together from the same events as ever; what the rows keep of sums and merchants is replayed. It has the
/// settings and what waits in memory, nothing else of the history.
class DecisionCheck {
public:
    explicit DecisionCheck(const money::Registry& registry);

    /// The next row; in order, from the first.
    void take(std::int64_t seq, const ledger::Event& event);
    [[nodiscard]] const DecisionReport& report() const { return m_report; }

private:
    void takeSetting(std::int64_t seq, const ledger::Event& event);
    void takeDecision(std::int64_t seq, const ledger::Event& event);
    /// What is wrong with it; empty when it is what it should be.
    [[nodiscard]] std::string faultOf(const ledger::Event& event, const Ask& ask,
                                      const DecisionRecord& record, const Judgement& recorded);
    [[nodiscard]] bool isComputable(const DecisionRecord& record, const Agent& agent, Instant at) const;
    void bad(std::int64_t seq, const ledger::Event& event, std::string what);

    const money::Registry& m_registry;
    Settings m_settings;
    policy::SpendBook m_trackers;          ///< the policies in force, and no payments
    std::map<std::int64_t, Ask> m_waiting; ///< by payment: asked, and a person may still approve it
    DecisionReport m_report;
};

} // namespace till::payment
