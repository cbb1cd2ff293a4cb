#include "core/policy/explain.h"

#include "core/policy/explain_texts.h"
#include "core/policy/judge.h"
#include "core/policy/trace.h"

#include <algorithm>

namespace till::policy {

namespace {

constexpr std::uint64_t kPermille = 1000;

std::string quotedName(std::string_view name)
{
    return '"' + std::string(name) + '"';
}

std::string_view codeOf(Step step)
{
    switch (step) {
    case Step::PracticeOnly:
        return "practice_only";
    case Step::DenyRule:
        return "deny_rule";
    case Step::PerPaymentCap:
        return "per_payment_limit";
    case Step::Budget:
        return "budget";
    case Step::BudgetUnknown:
        return "budget_unknown";
    case Step::NoOwnLimit:
        return "no_limit_for_token";
    case Step::Grant:
        return "grant";
    case Step::AskRule:
        return "ask_rule";
    case Step::AllowRule:
        return "allow_rule";
    case Step::Default:
        return "default";
    }
    return "default";
}

/// Turns findings into words, for one input and its judge.
class Wording {
public:
    Wording(const DecisionInput& input, const Judge& judge) : m_input(input), m_judge(judge) {}

    [[nodiscard]] std::string reason(const Finding& finding) const
    {
        const Policy& policy = m_judge.policyOf(finding.layer);
        switch (finding.step) {
        case Step::PracticeOnly:
            return quotedName(policy.name) + " allows practice money only, and this is on " +
                   m_input.facts.line.network;
        case Step::DenyRule:
        case Step::AskRule:
        case Step::AllowRule:
            return "rule " + quotedName(policy.rules[finding.index].name) + ": " +
                   whyItHolds(policy.rules[finding.index].when, m_judge.matchInput());
        case Step::PerPaymentCap:
            return "this costs " + priceText(m_input.facts) + ", and one payment may cost at most " +
                   usdText(policy.perPaymentMicro.value_or(money::Amount::zero()));
        case Step::Budget:
            return budgetReason(finding, policy.budgets[finding.index]);
        case Step::BudgetUnknown:
            return "the sum of budget " + quotedName(policy.budgets[finding.index].name) + " is not known";
        case Step::NoOwnLimit:
            return "no budget has a limit for this token, and it has no price in USD";
        case Step::Grant:
            return "you remembered " + quotedName(policy.grants[finding.index].name);
        case Step::Default:
            return "no rule speaks about it, and the default of " + quotedName(policy.name) + " is to " +
                   verdictText(policy.otherwise);
        }
        return {};
    }

    /// What would have to be changed so that this finding is gone.
    [[nodiscard]] std::string change(const Finding& finding) const
    {
        const Policy& policy = m_judge.policyOf(finding.layer);
        switch (finding.step) {
        case Step::PracticeOnly:
            return "give the agent a policy for real money instead of " + quotedName(policy.name);
        case Step::DenyRule:
            return "remove or narrow rule " + quotedName(policy.rules[finding.index].name);
        case Step::AskRule:
            return askRuleChange(policy.rules[finding.index]);
        case Step::PerPaymentCap:
            return "raise the limit per payment of " + quotedName(policy.name) + " from " +
                   usdText(policy.perPaymentMicro.value_or(money::Amount::zero())) + " to " +
                   usdText(m_judge.matchInput().usd.value_or(money::Amount::zero())) + " USD";
        case Step::Budget:
            return budgetChange(finding, policy.budgets[finding.index]);
        case Step::BudgetUnknown:
            return "restart Tillkeeper, so that its sums are counted anew";
        case Step::NoOwnLimit:
            return "add a budget with a limit for this token";
        case Step::Default:
            return "add a rule that allows it, or approve this one";
        case Step::Grant:
        case Step::AllowRule:
            break;
        }
        return {};
    }

    [[nodiscard]] static std::string verdictText(Verdict verdict)
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

private:
    [[nodiscard]] const BudgetUse& useOf(const Finding& finding) const
    {
        static const BudgetUse nothing;
        const auto found = std::ranges::find_if(m_judge.budgets(), [&finding](const BudgetEffect& effect) {
            return effect.layer == finding.layer && effect.index == finding.index;
        });
        return found == m_judge.budgets().end() ? nothing : found->use;
    }

    [[nodiscard]] std::string budgetReason(const Finding& finding, const Budget& budget) const
    {
        return "budget " + quotedName(budget.name) + ": " +
               useText(useOf(finding), budget.limit, m_input.facts.asset);
    }

    [[nodiscard]] std::string budgetChange(const Finding& finding, const Budget& budget) const
    {
        const BudgetUse& use = useOf(finding);
        const money::Asset* const asset = m_input.facts.asset;
        return "raise budget " + quotedName(budget.name) + " from " +
               amountText(budget.limit, use.limit, asset) + " to " +
               amountText(budget.limit, saturatingSum(use.used, use.thisOne), asset);
    }

    /// A rule that only draws a line in USD is moved; any other is removed or answered.
    [[nodiscard]] std::string askRuleChange(const Rule& rule) const
    {
        const auto* const amount =
            rule.when.size() == 1 ? std::get_if<AmountTest>(&rule.when.front()) : nullptr;
        if (amount != nullptr && amount->asset.empty() && amount->above && m_judge.matchInput().usd) {
            return "raise the threshold of rule " + quotedName(rule.name) + " from " +
                   usdText(*amount->above) + " to " + usdText(*m_judge.matchInput().usd) + " USD";
        }
        return "remember this merchant when you approve, or remove rule " + quotedName(rule.name);
    }

    const DecisionInput& m_input;
    const Judge& m_judge;
};

std::string capitalised(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

/// All changes that are needed together, as one sentence.
std::optional<std::string> smallestChange(const Decision& decision, const Judge& judge,
                                          const Wording& wording)
{
    if (decision.verdict == Verdict::Allow)
        return std::nullopt;
    std::string text;
    for (const Finding& finding : decision.findings) {
        const std::string change = wording.change(finding);
        if (!change.empty())
            text += (text.empty() ? "" : ", and ") + change;
    }
    if (decision.verdict == Verdict::Deny && !judge.denials().empty() &&
        judge.withoutDenials().verdict == Verdict::Ask)
        text += "; it would then ask";
    return capitalised(std::move(text)) + ".";
}

std::string sentenceOf(const DecisionInput& input, const Decision& decision, const Wording& wording)
{
    const std::string subject = priceText(input.facts) + " to " + hostText(input.facts);
    const std::string first = wording.reason(decision.findings.front());
    switch (decision.verdict) {
    case Verdict::Allow:
        return "Allowed to pay " + subject + ": " + first + ".";
    case Verdict::Ask:
        return "A person has to approve " + subject + ": " + first + ".";
    case Verdict::Deny:
        return "Not paid, " + subject + ": " + first + ".";
    }
    return {};
}

} // namespace

BudgetText textOf(const BudgetEffect& effect, const Budget& budget, const money::Asset* asset)
{
    const BudgetUse& use = effect.use;
    const money::Amount after = saturatingSum(use.used, use.thisOne);
    const money::Amount taken = use.isExceeded ? use.used : after;
    const auto permille = [&use](const money::Amount& amount) {
        if (amount >= use.limit)
            return static_cast<std::int64_t>(kPermille);
        return static_cast<std::int64_t>(amount.toApproximateDouble() / use.limit.toApproximateDouble() *
                                         static_cast<double>(kPermille));
    };
    BudgetText text;
    text.name = budget.name;
    if (std::holds_alternative<UsdLimit>(budget.limit))
        text.unit = "USD";
    else if (std::holds_alternative<CountLimit>(budget.limit))
        text.unit = "payments";
    else
        text.unit = asset == nullptr ? std::get<AssetLimit>(budget.limit).asset : asset->symbol;
    text.used = amountText(budget.limit, use.used, asset);
    text.thisOne = amountText(budget.limit, use.thisOne, asset);
    text.limit = amountText(budget.limit, use.limit, asset);
    text.remaining = amountText(budget.limit, use.limit.minus(taken).value_or(money::Amount::zero()), asset);
    text.window = windowText(budget.window);
    text.permilleBefore = permille(use.used);
    text.permilleAfter = permille(after);
    if (use.resetAt)
        text.resetAtMs = use.resetAt->unixMs;
    text.exceeded = use.isExceeded;
    return text;
}

Explanation explain(const DecisionInput& input, const Decision& decision)
{
    const Judge judge(input);
    const Wording wording(input, judge);
    Explanation explanation;
    for (const Finding& finding : decision.findings)
        explanation.reasons.push_back(
            {.code = std::string(codeOf(finding.step)), .text = wording.reason(finding)});
    for (const BudgetEffect& effect : decision.budgets) {
        explanation.budgets.push_back(
            textOf(effect, judge.policyOf(effect.layer).budgets[effect.index], input.facts.asset));
    }
    explanation.sentence = sentenceOf(input, decision, wording);
    explanation.smallestChange = smallestChange(decision, judge, wording);
    explanation.trace = traceOf(input, judge, decision);
    return explanation;
}

std::vector<Reason> differences(const PaymentFacts& facts, const MerchantAnswers& memory)
{
    std::vector<Reason> found;
    const auto priceUp = [&found, &facts, &memory] {
        const auto difference = priceDifference(facts, memory, kRememberedAmounts);
        if (!difference || !difference->isAbove || difference->percent == 0)
            return;
        found.push_back({.code = "price_up",
                         .text = std::to_string(difference->percent) + " % above the usual " +
                                 difference->median.twice.dividedBy(2).toDecimal(facts.line.decimals)});
    };
    if (memory.paymentsToHost(facts) == 0) {
        found.push_back({.code = "first_payment", .text = "First payment to " + hostText(facts)});
        return found;
    }
    const std::string_view before = memory.changedFromPayTo(facts);
    if (!before.empty()) {
        const bool isNew = !memory.isPayeeOfHost(facts);
        found.push_back({.code = "payee_changed",
                         .text = std::string(isNew ? "New payee: " : "Another payee than last time: ") +
                                 facts.line.payTo + ", before " + shownText(before)});
    }
    priceUp();
    return found;
}

} // namespace till::policy
