#pragma once

#include "core/ledger/event_chain.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

inline constexpr std::string_view kAlarmRaised = "alarm.raised";
inline constexpr std::string_view kAlarmLifted = "alarm.lifted";

/// Open alarms of one scope; it is frozen anyway, so more facts of the same kind add rows and nothing else.
inline constexpr std::size_t kMaxOpenAlarmsOfScope = 20;
inline constexpr std::size_t kMaxAlarmTextBytes = 300;

enum class AlarmKind {
    Outflow,         ///< money left one of our accounts and no payment explains it
    Disagreement,    ///< the two nodes of a network tell different stories
    Reorganisation,  ///< a final block vanished, and with it what it proved
    ReleasedSettled, ///< a payment was proven unused, and was settled all the same
};
[[nodiscard]] std::string_view toText(AlarmKind kind);

/// Something on a chain that must not be. While it is open nothing is signed in its scope: for an account
/// (its key may be in other hands) on every network, else for its network.
struct Alarm {
    std::int64_t number = 0; ///< from 1; "alarm_1"
    AlarmKind kind = AlarmKind::Outflow;
    Instant at;
    std::string network;  ///< CAIP-2: where it was seen
    std::string account;  ///< checksummed address; empty: the scope is the network
    std::string text;     ///< for a person: what happened and what it means
    std::string evidence; ///< block and nodes
    std::string fact;     ///< what happened, so that it is told once; empty: may happen again
    std::optional<Instant> liftedAt;
    std::string note; ///< of who lifted it

    [[nodiscard]] std::string id() const { return "alarm_" + std::to_string(number); }
    [[nodiscard]] bool isOpen() const { return !liftedAt.has_value(); }
};

/// All alarms there ever were, as the ledger's events add up to.
class Alarms {
public:
    /// Takes an event of either kind in. False when its body is not in its form.
    [[nodiscard]] bool apply(const ledger::Event& event);

    [[nodiscard]] const std::vector<Alarm>& all() const { return m_all; }
    [[nodiscard]] const Alarm* find(std::string_view id) const;
    [[nodiscard]] std::size_t openCount() const { return m_open; }
    [[nodiscard]] bool isAccountFrozen(const std::string& address) const;
    [[nodiscard]] bool isNetworkFrozen(const std::string& caip2) const;
    /// Whether it says nothing new: its fact was told before, or its scope has as many open ones as it may.
    [[nodiscard]] bool isKnown(const Alarm& alarm) const;

private:
    std::vector<Alarm> m_all;
    std::set<std::string> m_facts;
    std::size_t m_open = 0;
};

[[nodiscard]] std::string raisedEventBody(const Alarm& alarm);
[[nodiscard]] std::string liftedEventBody(const Alarm& alarm, std::string_view note);

} // namespace till::payment
