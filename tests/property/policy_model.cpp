#include "tests/property/policy_model.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace till::tests {

namespace {

constexpr std::size_t kMostBudgets = 5;
constexpr std::uint64_t kLeastSum = 100'000;
constexpr std::uint64_t kMostSum = 50'000'000;

std::string usdText(std::uint64_t micro)
{
    std::string places = std::to_string(micro % 1'000'000);
    places.insert(0, 6 - places.size(), '0');
    return std::to_string(micro / 1'000'000) + "." + places;
}

std::string windowText(const ModelBudget& budget)
{
    switch (budget.window) {
    case ModelBudget::Window::Rolling:
        return R"({"rollingSeconds":)" + std::to_string(budget.rollingSeconds) + "}";
    case ModelBudget::Window::Day:
        return R"({"calendar":"day"})";
    case ModelBudget::Window::Ever:
        return R"({"lifetime":true})";
    }
    return {};
}

std::string perText(const ModelBudget& budget)
{
    if (!budget.isPerAgent && !budget.isPerHost) {
        return {};
    }
    const char* both = budget.isPerAgent && budget.isPerHost ? "," : "";
    return std::string(R"(,"per":[)") + (budget.isPerAgent ? R"("agent")" : "") + both +
           (budget.isPerHost ? R"("host")" : "") + "]";
}

void changeLimit(ModelBudget& budget, bool isUp)
{
    const bool isCount = budget.measure == ModelBudget::Measure::Count;
    const std::uint64_t least = isCount ? 1 : kLeastSum;
    budget.limit = isUp ? std::min(kMostSum, budget.limit * 2) : std::max(least, budget.limit / 2);
    budget.highest = std::max(budget.highest, budget.limit);
}

/// One part, up or down.
void edit(ModelLayer layer, ModelPolicy& policy, Choices& choices)
{
    const bool isUp = choices.upTo(2) == 1;
    const std::size_t which = policy.budgets.empty() ? 0 : choices.upTo(policy.budgets.size());
    switch (choices.upTo(layer == ModelLayer::Agent ? 8 : 6)) {
    case 0:
        if (isUp && policy.budgets.size() > 1) {
            policy.budgets.erase(policy.budgets.begin() + static_cast<std::ptrdiff_t>(which));
        } else if (!isUp && policy.budgets.size() < kMostBudgets) {
            ModelBudget added = anyBudget(layer, choices);
            added.name = ++policy.lastName;
            added.highest = kNoBound;
            policy.budgets.push_back(added);
        }
        return;
    case 1:
        policy.maxValiditySeconds = isUp ? 600 : 100;
        return;
    case 2:
        policy.perPayment = isUp ? std::nullopt : std::optional<std::uint64_t>(1'000'000);
        return;
    case 6:
        policy.asksByDefault = !isUp;
        return;
    case 7:
        if (!policy.budgets.empty()) {
            ModelBudget& budget = policy.budgets[which];
            budget.asksWhenExceeded = isUp;
            budget.highest = isUp ? kNoBound : budget.highest;
        }
        return;
    default:
        if (!policy.budgets.empty()) {
            changeLimit(policy.budgets[which], isUp);
        }
        return;
    }
}

/// Whatever `milder` stops, `stricter` stops too.
bool isAtLeastAsStrict(const ModelBudget& stricter, const ModelBudget& milder)
{
    const bool isLonger =
        stricter.window == ModelBudget::Window::Ever ||
        (stricter.window == milder.window &&
         (stricter.window == ModelBudget::Window::Day || stricter.rollingSeconds >= milder.rollingSeconds));
    return isLonger && stricter.measure == milder.measure && stricter.limit <= milder.limit &&
           (!stricter.isPerHost || milder.isPerHost) && (!stricter.isPerAgent || milder.isPerAgent) &&
           (!stricter.asksWhenExceeded || milder.asksWhenExceeded);
}

} // namespace

bool ModelBudget::isIn(std::int64_t endMs, std::int64_t nowMs) const
{
    if (window == Window::Rolling) {
        return endMs > nowMs - rollingSeconds * 1000;
    }
    return window == Window::Ever || endMs >= nowMs - nowMs % kModelDayMs;
}

std::string ModelPolicy::document() const
{
    std::string text = R"({"version":1,"name":"model","default":")";
    text += asksByDefault ? "ask" : "allow";
    text += R"(","maxValiditySeconds":)" + std::to_string(maxValiditySeconds);
    text += perPayment ? R"(,"perPaymentUsd":")" + usdText(*perPayment) + "\"" : "";
    text += R"(,"budgets":[)";
    for (std::size_t each = 0; each < budgets.size(); ++each) {
        const ModelBudget& budget = budgets[each];
        text += each == 0 ? "" : ",";
        text += R"({"name":")" + prefix + std::to_string(budget.name) + R"(","limit":)";
        text += budget.measure == ModelBudget::Measure::Sum
                    ? R"({"usd":")" + usdText(budget.limit) + R"("})"
                    : R"({"payments":)" + std::to_string(budget.limit) + "}";
        text += R"(,"window":)" + windowText(budget) + perText(budget);
        text += budget.asksWhenExceeded ? R"(,"whenExceeded":"ask"})" : "}";
    }
    return text + "]}";
}

const ModelBudget& ModelPolicy::budgetNamed(const std::string& name) const
{
    const auto found = std::ranges::find_if(
        budgets, [&](const ModelBudget& each) { return prefix + std::to_string(each.name) == name; });
    if (found == budgets.end()) {
        throw std::runtime_error("a budget " + name + " that nobody set");
    }
    return *found;
}

ModelBudget anyBudget(ModelLayer layer, Choices& choices)
{
    constexpr std::array<std::uint64_t, 4> kLimits{500'000, 1'000'000, 2'500'000, 6'000'000};
    constexpr std::array<std::int64_t, 4> kRolling{60, 600, 3600, 86'400};
    const bool isGlobal = layer == ModelLayer::Global;
    ModelBudget budget;
    budget.window = static_cast<ModelBudget::Window>(choices.upTo(3));
    budget.measure = choices.once(4) ? ModelBudget::Measure::Count : ModelBudget::Measure::Sum;
    budget.limit = kLimits.at(choices.upTo(4)) * (budget.window == ModelBudget::Window::Ever ? 3 : 1);
    budget.limit *= isGlobal ? 3 : 1;
    budget.limit = budget.measure == ModelBudget::Measure::Count ? budget.limit / 200'000 : budget.limit;
    budget.rollingSeconds = kRolling.at(choices.upTo(4));
    budget.isPerHost = choices.once(4);
    budget.isPerAgent = isGlobal && choices.once(4);
    budget.asksWhenExceeded = !isGlobal && choices.once(5);
    budget.highest = budget.asksWhenExceeded ? kNoBound : budget.limit;
    return budget;
}

ModelPolicy edited(ModelLayer layer, ModelPolicy policy, Choices& choices)
{
    edit(layer, policy, choices);
    if (choices.once(3)) {
        edit(layer, policy, choices);
    }
    return policy;
}

bool isLooser(ModelLayer layer, const ModelPolicy& before, const ModelPolicy& after)
{
    const bool isCapUp = before.perPayment && (!after.perPayment || *after.perPayment > *before.perPayment);
    const bool isDefaultUp = layer == ModelLayer::Agent && before.asksByDefault && !after.asksByDefault;
    return isCapUp || isDefaultUp || after.maxValiditySeconds > before.maxValiditySeconds ||
           !std::ranges::all_of(before.budgets, [&](const ModelBudget& budget) {
               return std::ranges::any_of(
                   after.budgets, [&](const ModelBudget& each) { return isAtLeastAsStrict(each, budget); });
           });
}

} // namespace till::tests
