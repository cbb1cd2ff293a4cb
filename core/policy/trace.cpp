#include "core/policy/trace.h"

#include "core/policy/explain_texts.h"

#include <algorithm>
#include <array>

namespace till::policy {

namespace {

constexpr std::array kLayers{Layer::Global, Layer::Agent};

std::string_view textOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Allow:
        return "allow";
    case Verdict::Ask:
        return "ask";
    case Verdict::Deny:
        return "deny";
    }
    return "deny";
}

/// Collects the lines of one trace.
class Tracer {
public:
    Tracer(const DecisionInput& input, const Judge& judge) : m_input(input), m_judge(judge) {}

    [[nodiscard]] std::vector<Reason> take() { return std::move(m_lines); }

    void practiceOnly()
    {
        for (const Layer layer : kLayers) {
            const Policy& policy = m_judge.policyOf(layer);
            if (policy.money != MoneyKind::PracticeOnly)
                continue;
            const bool isPractice = m_input.facts.line.isPractice;
            put("practice_only", "\"" + policy.name + "\" allows practice money only -> " +
                                     (isPractice ? "this is practice money" : "this is real money: deny"));
        }
    }

    void rules(Verdict verdict, std::string_view code)
    {
        std::size_t all = 0;
        for (const Layer layer : kLayers) {
            all += static_cast<std::size_t>(
                std::ranges::count(m_judge.policyOf(layer).rules, verdict, &Rule::verdict));
        }
        const std::vector<Finding> matching = m_judge.rules(verdict);
        put(code, std::to_string(all) + " " + std::string(textOf(verdict)) + (all == 1 ? " rule" : " rules") +
                      ", " + std::to_string(matching.size()) + " of them " +
                      (matching.size() == 1 ? "matches" : "match"));
        for (const Finding& finding : matching) {
            const Rule& rule = m_judge.policyOf(finding.layer).rules[finding.index];
            put(code, "rule \"" + rule.name + "\": " + whyItHolds(rule.when, m_judge.matchInput()) + " -> " +
                          std::string(textOf(verdict)));
        }
    }

    void perPaymentLimits()
    {
        for (const Layer layer : kLayers) {
            const Policy& policy = m_judge.policyOf(layer);
            const auto& usd = m_judge.matchInput().usd;
            if (!policy.perPaymentMicro)
                continue;
            std::string text = "limit per payment of \"" + policy.name + "\": ";
            if (usd)
                text += "this " + usdText(*usd) + ", limit " + usdText(*policy.perPaymentMicro) +
                        (*usd > *policy.perPaymentMicro ? " -> deny" : " -> fits");
            else
                text += "this token has no price in USD";
            put("per_payment_limit", std::move(text));
        }
    }

    void budgets()
    {
        for (const BudgetEffect& effect : m_judge.budgets()) {
            const Budget& budget = m_judge.policyOf(effect.layer).budgets[effect.index];
            put("budget",
                "budget \"" + budget.name + "\": " + useText(effect.use, budget.limit, m_input.facts.asset));
        }
        if (const auto index = m_judge.envelope()) {
            const Envelope& envelope = m_input.agent.envelopes[*index];
            put("envelope", "\"" + envelope.name + "\": " +
                                useText(m_judge.envelopeUse(*index).value_or(BudgetUse{}),
                                        UsdLimit{envelope.limitMicro}, m_input.facts.asset) +
                                " -> it is paid out of this instead");
        }
        if (!m_judge.matchInput().usd) {
            for (const Finding& finding : m_judge.budgetAsks()) {
                if (finding.step == Step::NoOwnLimit)
                    put("no_limit_for_token", "no budget has a limit for this token -> ask");
            }
        }
    }

    void grants()
    {
        for (const Layer layer : kLayers) {
            const std::vector<Grant>& all = m_judge.policyOf(layer).grants;
            for (std::uint32_t index = 0; index < all.size(); ++index)
                grant(all[index], layer, index);
        }
    }

    void verdict(const Decision& decision)
    {
        if (!decision.findings.empty() && decision.findings.front().step == Step::Default)
            put("default", "default of \"" + m_judge.policyOf(Layer::Agent).name + "\"");
        put("verdict", std::string(textOf(decision.verdict)));
    }

private:
    void put(std::string_view code, std::string text)
    {
        m_lines.push_back({.code = std::string(code), .text = std::move(text)});
    }

    /// Only grants for this merchant; there may be hundreds of others.
    void grant(const Grant& grant, Layer layer, std::uint32_t index)
    {
        const auto use = m_judge.grantUse(layer, index);
        if (!use)
            return;
        std::string text = "grant \"" + grant.name + "\": ";
        if (m_input.now >= grant.until)
            text += "has ended";
        else
            text += "up to " + usdText(grant.perPaymentMicro) + " a payment; in 24 hours " +
                    useText(*use, UsdLimit{grant.perDayMicro}, m_input.facts.asset);
        put("grant", std::move(text));
    }

    const DecisionInput& m_input;
    const Judge& m_judge;
    std::vector<Reason> m_lines;
};

} // namespace

std::vector<Reason> traceOf(const DecisionInput& input, const Judge& judge, const Decision& decision)
{
    Tracer tracer(input, judge);
    tracer.practiceOnly();
    tracer.rules(Verdict::Deny, "deny_rules");
    tracer.perPaymentLimits();
    tracer.budgets();
    const bool isDenied = !judge.denials().empty();
    const bool isAskedByBudget = !isDenied && !judge.budgetAsks().empty();
    if (!isDenied && !isAskedByBudget) {
        tracer.grants();
    }
    const Step last = decision.findings.empty() ? Step::Default : decision.findings.front().step;
    if (!isDenied && last != Step::Grant)
        tracer.rules(Verdict::Ask, "ask_rules");
    if (last == Step::AllowRule || last == Step::Default)
        tracer.rules(Verdict::Allow, "allow_rules");
    tracer.verdict(decision);
    return tracer.take();
}

} // namespace till::policy
