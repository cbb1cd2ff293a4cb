#pragma once

#include "core/policy/budget.h"
#include "core/policy/condition.h"
#include "core/support/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till::policy {

// Limits of a policy document.
inline constexpr std::size_t kMaxPolicyBytes = 256 * 1024;
inline constexpr std::size_t kMaxRules = 500;
inline constexpr std::size_t kMaxBudgets = 100;
inline constexpr std::size_t kMaxGrants = 500;
inline constexpr std::size_t kMaxTestTexts = 100; ///< texts in one list
inline constexpr std::size_t kMaxTextBytes = 256; ///< one text
inline constexpr std::size_t kMaxNameBytes = 64;
inline constexpr std::int64_t kMaxValiditySeconds = 600; ///< invariant I4: nothing is signed for longer

/// One sentence of a policy: when the condition holds, this is the verdict. Rules have no order among
/// themselves: deny beats budget beats grant beats ask beats allow beats default.
struct Rule {
    std::string name;
    Verdict verdict = Verdict::Ask;
    Condition when;
    bool operator==(const Rule&) const = default;
};

/// What a person remembered when approving: this merchant, up to so much a payment and so much in any 24
/// hours, until a day. It spares the asking; budgets and deny rules still stand above it. A merchant is a
/// host with its payee, a host with any payee, or a payee whichever host asks for it; never neither.
struct Grant {
    std::string name;
    std::string host;  ///< pattern, or empty for any host that asks for the payee
    std::string payTo; ///< EIP-55 text, or empty for any payee of that host
    money::Amount perPaymentMicro;
    money::Amount perDayMicro; ///< all payments to that host and payee, granted or not
    Instant until;
    bool operator==(const Grant&) const = default;
};

/// More than the budgets, for a while: what a person answered when the agent asked for it. A payment that its
/// agent's own budgets in USD have no room for may be paid out of one envelope instead; then it counts there
/// and not in them. Everything else (deny rules, caps, counts, the global budgets) stands above it as ever.
struct Envelope {
    std::string name; ///< "more 3"; payments out of it carry this name
    std::string host; ///< pattern, or empty for any
    money::Amount limitMicro;
    Instant until;
    bool operator==(const Envelope&) const = default;
};

enum class MoneyKind { Any, PracticeOnly };

/// Whose policy something stands in.
enum class Layer : std::uint8_t { Global, Agent };

/// The rules and budgets of one agent, or the global ones above all agents. A value; built by parsePolicy
/// (policy_json.h) or presetPolicy (presets.h).
struct Policy {
    std::string name;
    Verdict otherwise = Verdict::Ask; ///< when nothing else spoke; that of the agent's policy counts
    MoneyKind money = MoneyKind::Any; ///< PracticeOnly denies everything on other networks
    std::optional<money::Amount> perPaymentMicro; ///< most that one payment may cost, in millionths of a USD
    std::int64_t maxValiditySeconds = kMaxValiditySeconds;
    std::vector<std::string> privateHosts;   ///< hosts on loopback and private networks that may be fetched
    std::vector<std::string> preferNetworks; ///< CAIP-2, dearest to the owner first; breaks ties in price
    std::vector<std::string> preferAssets;   ///< "eip155:8453/0x…"; breaks ties that networks leave
    std::vector<Rule> rules;
    std::vector<Budget> budgets;
    std::vector<Grant> grants;
    std::vector<Envelope> envelopes; ///< never part of a document: they are granted beside it
    bool operator==(const Policy&) const = default;
};

/// A global policy that says nothing: no rules, no budgets. Its default never counts.
[[nodiscard]] Policy emptyPolicy();

} // namespace till::policy
