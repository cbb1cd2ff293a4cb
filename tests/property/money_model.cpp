#include "tests/property/money_model.h"

namespace till::tests {

namespace {

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

/// Whether what ends at `endMs` still counts in the window.
bool isIn(const ModelBudget& budget, std::int64_t endMs, std::int64_t nowMs)
{
    if (budget.window == ModelBudget::Window::Rolling) {
        return endMs > nowMs - budget.rollingSeconds * 1000;
    }
    return budget.window == ModelBudget::Window::Ever || endMs >= nowMs - nowMs % kModelDayMs;
}

std::uint64_t weightOf(const ModelBudget& budget, std::uint64_t amount)
{
    return budget.measure == ModelBudget::Measure::Count ? 1 : amount;
}

} // namespace

std::string ModelPolicy::document() const
{
    std::string text = R"({"version":1,"name":"model","default":")";
    text += asksByDefault ? "ask" : "allow";
    text += R"(","maxValiditySeconds":)" + std::to_string(maxValiditySeconds) + R"(,"budgets":[)";
    for (std::size_t each = 0; each < budgets.size(); ++each) {
        const ModelBudget& budget = budgets[each];
        text += each == 0 ? "" : ",";
        text += R"({"name":"b)" + std::to_string(each) + R"(","limit":)";
        text += budget.measure == ModelBudget::Measure::Sum
                    ? R"({"usd":")" + usdText(budget.limit) + R"("})"
                    : R"({"payments":)" + std::to_string(budget.limit) + "}";
        text += R"(,"window":)" + windowText(budget);
        text += budget.isPerHost ? R"(,"per":["host"])" : "";
        text += budget.asksWhenExceeded ? R"(,"whenExceeded":"ask"})" : "}";
    }
    return text + "]}";
}

const char* toText(ModelStatus status)
{
    constexpr std::array kTexts{"waiting", "rejected", "lapsed",  "given_up", "authorized",
                                "settled", "unknown",  "expired", "void"};
    return kTexts.at(static_cast<std::size_t>(status));
}

bool ModelPayment::isLive() const
{
    return status == ModelStatus::Authorized || status == ModelStatus::Settled ||
           status == ModelStatus::Unknown || status == ModelStatus::Expired;
}

std::uint64_t MoneyModel::used(std::size_t agent, const ModelBudget& budget, std::size_t host,
                               std::int64_t nowMs) const
{
    std::uint64_t sum = 0;
    for (const auto& [number, payment] : payments) {
        if (!payment.isLive() || payment.agent != agent || (budget.isPerHost && payment.host != host)) {
            continue;
        }
        if (isIn(budget, payment.endMs, nowMs)) {
            sum += weightOf(budget, payment.amount);
        }
    }
    return sum;
}

bool MoneyModel::mayRelease(const ModelPayment& payment, std::int64_t nowMs) const
{
    for (const ModelBudget& budget : policies[payment.agent].budgets) {
        std::uint64_t released = 0;
        for (const auto& [number, each] : payments) {
            if (each.status == ModelStatus::Void && each.agent == payment.agent &&
                (!budget.isPerHost || each.host == payment.host) && isIn(budget, each.releasedMs, nowMs)) {
                released += weightOf(budget, each.amount);
            }
        }
        if (released > 0 && released + weightOf(budget, payment.amount) > budget.limit) {
            return false;
        }
    }
    return true;
}

ModelVerdict MoneyModel::verdict(std::size_t agent, std::uint64_t amount, std::size_t host,
                                 std::int64_t nowMs) const
{
    const ModelPolicy& policy = policies[agent];
    ModelVerdict worst = policy.asksByDefault ? ModelVerdict::Ask : ModelVerdict::Allow;
    for (const ModelBudget& budget : policy.budgets) {
        const std::uint64_t more = budget.measure == ModelBudget::Measure::Count ? 1 : amount;
        if (used(agent, budget, host, nowMs) + more <= budget.limit) {
            continue;
        }
        if (!budget.asksWhenExceeded) {
            return ModelVerdict::Deny;
        }
        worst = ModelVerdict::Ask;
    }
    return worst;
}

std::string MoneyModel::overspent(std::size_t agent, std::int64_t nowMs) const
{
    for (const ModelBudget& budget : policies[agent].budgets) {
        for (std::size_t host = 0; host < (budget.isPerHost ? 2U : 1U); ++host) {
            const std::uint64_t sum = used(agent, budget, host, nowMs);
            if (!budget.asksWhenExceeded && sum > budget.limit) {
                return "agent " + std::to_string(agent) + " used " + std::to_string(sum) + " of " +
                       std::to_string(budget.limit);
            }
        }
    }
    return {};
}

std::size_t MoneyModel::waitingOf(std::size_t agent) const
{
    std::size_t count = 0;
    for (const auto& [number, payment] : payments) {
        count += payment.agent == agent && payment.status == ModelStatus::Waiting ? 1U : 0U;
    }
    return count;
}

} // namespace till::tests
