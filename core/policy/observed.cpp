#include "core/policy/observed.h"

#include <algorithm>

namespace till::policy {

namespace {

std::vector<Observed::Sum>& sumsOf(Observed& observed, Layer layer)
{
    return observed.sums[static_cast<std::size_t>(layer)];
}

} // namespace

const std::vector<BudgetTracker>* Observer::trackersOf(std::string_view owner) const
{
    return m_sums.trackersOf(owner);
}

SpendKeys Observer::keysOf(const SpendLine& line) const
{
    return m_sums.keysOf(line);
}

std::optional<BudgetUse> Observer::useOf(SumPlace place, const BudgetTracker& tracker,
                                         const SumQuestion& question) const
{
    const auto use = m_sums.useOf(place, tracker, question);
    if (!use)
        return use;
    auto& sums = sumsOf(m_observed, place.layer);
    // Asked again, for the words, after the last one: the answer is the same.
    if (std::ranges::find(sums, place.place, &Observed::Sum::place) == sums.end())
        sums.push_back({.place = place.place, .used = use->used, .resetAt = use->resetAt});
    return use;
}

std::uint64_t Observer::paymentsToHost(const PaymentFacts& facts) const
{
    return m_observed.paymentsToHost.emplace(m_merchants.paymentsToHost(facts));
}

bool Observer::knowsPayTo(const PaymentFacts& facts) const
{
    return m_observed.knowsPayTo.emplace(m_merchants.knowsPayTo(facts));
}

bool Observer::isPayeeOfHost(const PaymentFacts& facts) const
{
    return m_observed.isPayeeOfHost.emplace(m_merchants.isPayeeOfHost(facts));
}

std::string_view Observer::changedFromPayTo(const PaymentFacts& facts) const
{
    const std::string_view answer = m_merchants.changedFromPayTo(facts);
    m_observed.changedFromPayTo.emplace(answer);
    return answer;
}

std::optional<MerchantAnswers::Median> Observer::median(const PaymentFacts& facts, std::size_t last) const
{
    const auto answer = m_merchants.median(facts, last);
    if (std::ranges::find(m_observed.medians, last, &Observed::Median::last) == m_observed.medians.end())
        m_observed.medians.push_back({.last = last, .answer = answer});
    return answer;
}

std::optional<MerchantAnswers::PriceRange> Observer::usualPrices(const PaymentFacts& facts) const
{
    return m_observed.usualPrices.emplace(Observed::Prices{m_merchants.usualPrices(facts)}).answer;
}

template <class T>
T Replay::given(const std::optional<T>& answer) const
{
    if (!answer)
        m_lacksAnswers = true;
    return answer.value_or(T());
}

const std::vector<BudgetTracker>* Replay::trackersOf(std::string_view owner) const
{
    return m_trackers.trackersOf(owner);
}

SpendKeys Replay::keysOf(const SpendLine&) const
{
    return {}; // no sum is looked up
}

std::optional<BudgetUse> Replay::useOf(SumPlace place, const BudgetTracker& tracker,
                                       const SumQuestion& question) const
{
    if (!tracker.counts(question.line))
        return std::nullopt;
    const auto& sums = m_observed.sums[static_cast<std::size_t>(place.layer)];
    const auto found = std::ranges::find(sums, place.place, &Observed::Sum::place);
    if (found == sums.end()) {
        m_lacksAnswers = true;
        return std::nullopt;
    }
    return tracker.judgeAgainst(question.line, question.amount, found->used, found->resetAt);
}

std::uint64_t Replay::paymentsToHost(const PaymentFacts&) const
{
    return given(m_observed.paymentsToHost);
}

bool Replay::knowsPayTo(const PaymentFacts&) const
{
    return given(m_observed.knowsPayTo);
}

bool Replay::isPayeeOfHost(const PaymentFacts&) const
{
    return given(m_observed.isPayeeOfHost);
}

std::string_view Replay::changedFromPayTo(const PaymentFacts&) const
{
    if (!m_observed.changedFromPayTo) {
        m_lacksAnswers = true;
        return {};
    }
    return *m_observed.changedFromPayTo;
}

std::optional<MerchantAnswers::Median> Replay::median(const PaymentFacts&, std::size_t last) const
{
    const auto found = std::ranges::find(m_observed.medians, last, &Observed::Median::last);
    if (found == m_observed.medians.end()) {
        m_lacksAnswers = true;
        return std::nullopt;
    }
    return found->answer;
}

std::optional<MerchantAnswers::PriceRange> Replay::usualPrices(const PaymentFacts&) const
{
    return given(m_observed.usualPrices).answer;
}

} // namespace till::policy
