#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

/// What ought to happen, in plain arithmetic: lists that are walked, 64-bit numbers, no code of core/policy.
/// It is slow where the real thing is clever, and that is the point of it.
namespace till::tests {

inline constexpr std::int64_t kModelDayMs = 86'400'000;
inline constexpr std::int64_t kModelWaitMs = 600'000;
inline constexpr std::int64_t kModelGraceMs = 60'000;

struct ModelBudget {
    enum class Window { Rolling, Day, Ever };
    enum class Measure { Sum, Count };
    Window window = Window::Day;
    Measure measure = Measure::Sum;
    std::uint64_t limit = 0;
    std::int64_t rollingSeconds = 0;
    bool isPerHost = false;
    bool asksWhenExceeded = false;
};

struct ModelPolicy {
    std::vector<ModelBudget> budgets;
    bool asksByDefault = false;
    std::int64_t maxValiditySeconds = 600;
    /// The same as a policy document.
    [[nodiscard]] std::string document() const;
};

enum class ModelStatus { Waiting, Rejected, Lapsed, GivenUp, Authorized, Settled, Unknown, Expired, Void };
[[nodiscard]] const char* toText(ModelStatus status);

struct ModelPayment {
    std::int64_t number = 0;
    std::size_t agent = 0;
    std::string purchase; ///< which logical request, in words of the test's own
    std::string content;
    std::int64_t generation = 0;
    std::uint64_t amount = 0;
    std::size_t host = 0;
    std::size_t payTo = 0;
    std::int64_t createdMs = 0;
    std::int64_t authorizedMs = 0;
    std::int64_t endMs = 0; ///< end of E(p)
    std::int64_t validBefore = 0;
    std::int64_t releasedMs = 0; ///< void: when
    ModelStatus status = ModelStatus::Waiting;
    bool isProven = false;
    std::string nonce;
    std::string digest;
    [[nodiscard]] bool isLive() const;
};

enum class ModelVerdict { Allow, Ask, Deny };

/// Everything that a wallet must remember; copied whole at every commit, so that a crash goes back to the
/// copy.
struct MoneyModel {
    std::vector<ModelPolicy> policies; ///< by agent
    std::vector<bool> isAgentPaused;
    std::map<std::int64_t, ModelPayment> payments; ///< by number
    std::map<std::string, std::int64_t> latest;    ///< newest payment of a purchase
    std::int64_t newestMs = 0;                     ///< of what was recorded: time never runs back past it
    std::int64_t events = 0;
    bool isPaused = false;
    bool isNetworkOff = false;

    [[nodiscard]] std::uint64_t used(std::size_t agent, const ModelBudget& budget, std::size_t host,
                                     std::int64_t nowMs) const;
    /// Whether evidence may give this payment's room back: with what it gave back in each budget's window it
    /// is within the limit, or the first of that window.
    [[nodiscard]] bool mayRelease(const ModelPayment& payment, std::int64_t nowMs) const;
    [[nodiscard]] ModelVerdict verdict(std::size_t agent, std::uint64_t amount, std::size_t host,
                                       std::int64_t nowMs) const;
    /// The first budget that refuses what is over it and is over it now; empty when all hold (I2).
    [[nodiscard]] std::string overspent(std::size_t agent, std::int64_t nowMs) const;
    [[nodiscard]] std::size_t waitingOf(std::size_t agent) const;
};

} // namespace till::tests
