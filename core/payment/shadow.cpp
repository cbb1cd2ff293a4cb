#include "core/payment/shadow.h"

#include "core/payment/till.h"
#include "core/policy/decide.h"
#include "core/policy/explain.h"
#include "core/policy/policy_json.h"
#include "core/policy/policy_words.h"
#include "core/policy/shadow_sums.h"
#include "core/support/plain_text.h"

namespace till::payment {

namespace {

constexpr std::size_t kMaxByBytes = 32;
constexpr std::size_t kMaxSentenceBytes = 300;

Author bounded(const Author& author)
{
    return {toVisibleText(author.by, kMaxByBytes), toVisibleText(author.reason, kMaxReasonBytes)};
}

} // namespace

Result<std::string, DatabaseError> Till::setShadow(const std::string& owner, const policy::Policy& policy,
                                                   const Author& author)
{
    const std::string document = policy::toJson(policy);
    if (m_settings.documentOf(owner) == nullptr) {
        return std::string("no_such_agent");
    }
    // What cannot be read back after a restart is not taken now.
    if (document.size() > kMaxDocumentBytes || !policy::parsePolicy(document)) {
        return std::string("bad_policy");
    }
    // What an earlier one said is not this one's.
    if (auto done = m_ledger.forgetShadow(owner); !done) {
        return fail(done.error());
    }
    if (auto done = change(kShadowSet, shadowSetBody(owner, document, bounded(author))); !done) {
        return fail(done.error());
    }
    return std::string();
}

Result<bool, DatabaseError> Till::clearShadow(const std::string& owner, const Author& author)
{
    if (!m_settings.shadows.contains(owner)) {
        return false;
    }
    if (auto done = m_ledger.forgetShadow(owner); !done) {
        return fail(done.error());
    }
    if (auto done = change(kShadowCleared, shadowClearedBody(owner, bounded(author))); !done) {
        return fail(done.error());
    }
    return true;
}

Result<ledger::ShadowTally, DatabaseError> Till::shadowTally(const std::string& owner)
{
    return m_ledger.shadowTally(owner);
}

/// What the shadows say of a payment that the live rules decided. Changes nothing.
std::vector<ledger::ShadowVerdict> Till::shadowsSay(const Agent& agent, const policy::PaymentFacts& facts,
                                                    const std::string& live, Instant now) const
{
    std::vector<ledger::ShadowVerdict> said;
    if (m_settings.shadows.empty()) {
        return said;
    }
    for (const std::string_view owner : {kGlobalName, std::string_view(agent.id)}) {
        const auto shadow = m_settings.shadows.find(owner);
        if (shadow == m_settings.shadows.end()) {
            continue;
        }
        const bool isGlobal = owner == kGlobalName;
        const policy::ShadowSums sums(m_book, isGlobal ? std::string(policy::kGlobalOwner) : agent.id);
        const policy::DecisionInput input{facts,
                                          isGlobal ? shadow->second.policy : m_settings.global,
                                          isGlobal ? agent.policy : shadow->second.policy,
                                          sums,
                                          m_memory,
                                          now};
        const policy::Decision decision = policy::decide(input);
        ledger::ShadowVerdict verdict;
        verdict.policy = owner;
        verdict.at = now;
        verdict.live = live;
        verdict.would = policy::wordFor(policy::kVerdictWords, decision.verdict);
        if (verdict.would != live) {
            verdict.sentence = toVisibleText(policy::explain(input, decision).sentence, kMaxSentenceBytes);
        }
        said.push_back(std::move(verdict));
    }
    return said;
}

Result<void, DatabaseError> Till::noteShadows(std::vector<ledger::ShadowVerdict> said, PaymentId payment)
{
    for (ledger::ShadowVerdict& each : said) {
        each.payment = payment;
        if (auto done = m_ledger.noteShadow(each); !done) {
            return done;
        }
    }
    return {};
}

/// The sums of a shadow's budgets, kept as those of the live ones are.
void Till::countShadow(std::string_view owner)
{
    const auto shadow = m_settings.shadows.find(owner == policy::kGlobalOwner ? kGlobalName : owner);
    if (shadow == m_settings.shadows.end()) {
        m_book.dropShadow(owner);
    } else {
        m_book.setShadow(owner, shadow->second.policy);
    }
}

} // namespace till::payment
