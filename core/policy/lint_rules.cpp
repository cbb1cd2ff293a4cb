#include "core/policy/covering.h"
#include "core/policy/lint_parts.h"
#include "core/policy/policy_words.h"

#include <algorithm>
#include <span>

namespace till::policy::detail {

namespace {

const TextTest* textTest(const Condition& condition, TextField field)
{
    for (const Test& each : condition) {
        const auto* const text = std::get_if<TextTest>(&each);
        if (text != nullptr && text->field == field)
            return text;
    }
    return nullptr;
}

bool asks(const Condition& condition, HistoryQuestion question, bool expected)
{
    return std::ranges::any_of(condition, [question, expected](const Test& each) {
        const auto* const history = std::get_if<HistoryTest>(&each);
        return history != nullptr && history->question == question && history->expected == expected;
    });
}

/// The lowest cap of one payment that stands above this policy's rules.
std::optional<money::Amount> capOf(const Policy& policy, const Policy& global)
{
    if (policy.perPaymentMicro && global.perPaymentMicro)
        return std::min(*policy.perPaymentMicro, *global.perPaymentMicro);
    return policy.perPaymentMicro ? policy.perPaymentMicro : global.perPaymentMicro;
}

/// Looks at one rule by itself.
class RuleLint {
public:
    RuleLint(const Policy& policy, const LintContext& context, std::size_t index, Findings& findings)
        : m_policy(policy), m_context(context), m_index(index), m_rule(policy.rules[index]),
          m_findings(findings)
    {
    }

    void run()
    {
        lintNetworks();
        lintAssets();
        lintAmount();
        lintHistory();
        lintAgents();
        lintRepeated();
    }

private:
    void never(std::string_view member, std::string because)
    {
        note(member, "never_matches", "The rule \"" + m_rule.name + "\" never matches: " + because);
    }
    void note(std::string_view member, std::string_view code, std::string sentence)
    {
        m_findings.push_back(
            {pointer("rules", m_index, "when/" + std::string(member)), code, std::move(sentence)});
    }

    void lintNetworks()
    {
        const TextTest* const networks = textTest(m_rule.when, TextField::Network);
        if (networks == nullptr)
            return;
        const auto isPaid = [this](const std::string& name) {
            const money::Network* const network = m_context.registry.networkByCaip2(name);
            return network != nullptr && (m_policy.money == MoneyKind::Any || network->isPractice);
        };
        if (std::ranges::none_of(networks->anyOf, isPaid))
            never("networks", m_policy.money == MoneyKind::Any
                                  ? "none of its networks is known."
                                  : "only practice money is paid, on another network.");
    }

    void lintAssets()
    {
        const TextTest* const assets = textTest(m_rule.when, TextField::Asset);
        if (assets == nullptr)
            return;
        const auto isKnown = [this](const std::string& text) {
            return assetNamed(text, m_context.registry) != nullptr;
        };
        if (std::ranges::none_of(assets->anyOf, isKnown))
            return never("assets", "none of its tokens is known.");
        const TextTest* const networks = textTest(m_rule.when, TextField::Network);
        const auto isOnOne = [&networks](const std::string& text) {
            return std::ranges::any_of(networks->anyOf, [&text](const std::string& network) {
                return text.starts_with(network + "/");
            });
        };
        if (networks != nullptr && std::ranges::none_of(assets->anyOf, isOnOne))
            never("assets", "none of its tokens is on one of its networks.");
    }

    void lintAmount()
    {
        const auto found = std::ranges::find_if(
            m_rule.when, [](const Test& each) { return std::holds_alternative<AmountTest>(each); });
        if (found == m_rule.when.end())
            return;
        const auto& amount = std::get<AmountTest>(*found);
        const TextTest* const assets = textTest(m_rule.when, TextField::Asset);
        if (!amount.asset.empty()) {
            if (assets != nullptr && std::ranges::find(assets->anyOf, amount.asset) == assets->anyOf.end())
                never("amount", "its amount is of a token that its list of tokens does not have.");
            return;
        }
        const auto isPegged = [this](const std::string& text) {
            const money::Asset* const asset = assetNamed(text, m_context.registry);
            return asset != nullptr && asset->isDollarPegged;
        };
        if (assets != nullptr && std::ranges::none_of(assets->anyOf, isPegged))
            return never("amount", "its amount is in USD, and none of its tokens has a price in USD.");
        const auto cap = capOf(m_policy, m_context.global);
        if (!cap || m_rule.verdict == Verdict::Deny)
            return;
        if ((amount.above && *amount.above >= *cap) || (amount.from && *amount.from > *cap))
            never("amount", "what costs so much is denied before, because a payment may cost " +
                                dollars(*cap) + " at most.");
    }

    void lintHistory()
    {
        const bool isFirst = asks(m_rule.when, HistoryQuestion::FirstToHost, true);
        if (isFirst && asks(m_rule.when, HistoryQuestion::PayToChanged, true))
            never("payToChanged", "a host that was never paid has no earlier payee.");
        for (const Test& each : m_rule.when) {
            const auto* const price = std::get_if<PriceTest>(&each);
            if (price == nullptr)
                continue;
            if (isFirst)
                never("price", "a host that was never paid has no earlier price.");
            if (price->direction == PriceDirection::Down && price->percent >= 100)
                never("price", "no price falls by " + std::to_string(price->percent) + " %.");
        }
    }

    void lintAgents()
    {
        const TextTest* const agents = textTest(m_rule.when, TextField::Agent);
        if (agents != nullptr && !m_context.agent.empty() &&
            std::ranges::find(agents->anyOf, m_context.agent) == agents->anyOf.end())
            never("agents",
                  "it stands in the policy of " + std::string(m_context.agent) + " and names others only.");
    }

    void lintRepeated()
    {
        for (const Test& each : m_rule.when) {
            const auto* const text = std::get_if<TextTest>(&each);
            if (text == nullptr)
                continue;
            for (const std::string& narrow : text->anyOf) {
                const auto wide = std::ranges::find_if(text->anyOf, [&](const std::string& other) {
                    return other != narrow && coversTexts(text->field, {other}, {narrow});
                });
                if (wide != text->anyOf.end())
                    note(wordFor(kTextFieldWords, text->field), "repeated",
                         "\"" + narrow + "\" adds nothing beside \"" + *wide + "\".");
            }
        }
    }

    const Policy& m_policy;
    const LintContext& m_context;
    std::size_t m_index;
    const Rule& m_rule;
    Findings& m_findings;
};

int strength(Verdict verdict)
{
    return verdict == Verdict::Deny ? 2 : verdict == Verdict::Ask ? 1 : 0;
}

/// A rule that speaks whenever `rule` does and is at least as strong. Of two that are the same, the later one
/// is one too many.
const Rule* coveringRule(std::span<const Rule> rules, std::span<const Rule> earlier, const Rule& rule)
{
    for (const Rule& other : rules) {
        if (&other == &rule || !covers(other.when, rule.when))
            continue;
        const bool isTwin = other.verdict == rule.verdict && covers(rule.when, other.when);
        const bool isEarlier =
            std::ranges::any_of(earlier, [&other](const Rule& each) { return &each == &other; });
        if (strength(other.verdict) >= strength(rule.verdict) && (!isTwin || isEarlier))
            return &other;
    }
    return nullptr;
}

} // namespace

void lintRules(const Policy& policy, const LintContext& context, Findings& findings)
{
    const auto hasAllow = [](const Policy& each) {
        return std::ranges::any_of(each.rules,
                                   [](const Rule& rule) { return rule.verdict == Verdict::Allow; });
    };
    for (std::size_t index = 0; index < policy.rules.size(); ++index) {
        const Rule& rule = policy.rules[index];
        RuleLint(policy, context, index, findings).run();
        const Rule* covering = coveringRule(context.global.rules, context.global.rules, rule);
        if (covering == nullptr)
            covering = coveringRule(policy.rules, std::span(policy.rules).first(index), rule);
        if (covering != nullptr) {
            findings.push_back({pointer("rules", index), "covered",
                                "The rule \"" + rule.name + "\" changes nothing: whenever it holds, \"" +
                                    covering->name + "\" says " +
                                    std::string(wordFor(kVerdictWords, covering->verdict)) + "."});
        } else if (rule.verdict == Verdict::Allow && policy.otherwise == Verdict::Allow) {
            findings.push_back(
                {pointer("rules", index), "is_default",
                 "The rule \"" + rule.name + "\" changes nothing: the default allows already."});
        } else if (rule.verdict == Verdict::Ask && policy.otherwise == Verdict::Ask && !hasAllow(policy) &&
                   !hasAllow(context.global)) {
            findings.push_back({pointer("rules", index), "is_default",
                                "The rule \"" + rule.name +
                                    "\" changes nothing: the default asks already, and no rule allows."});
        }
    }
}

} // namespace till::policy::detail
