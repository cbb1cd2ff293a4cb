#pragma once

#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about what chains say: balances with their age, and alarms with what they froze.
namespace till::wire {

/// What an account holds of one token, as its network's nodes last said.
struct BalanceShape {
    std::string account; ///< account id
    std::string address;
    std::string network; ///< CAIP-2
    std::string networkName;
    std::string asset;
    std::string symbol;
    std::string amount;               ///< atomic digits; empty: not known
    std::string amountText;           ///< "12.50"
    std::optional<std::int64_t> atMs; ///< when the nodes said so
    std::int64_t block = 0;           ///< at this final block
    std::int64_t blockTimeMs = 0;
    std::string text;   ///< "12.50 USDC as of 3 minutes ago", or what is not known and why
    bool stale = false; ///< older than it should be: the text says why
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("account", s.account);
        v("address", s.address);
        v("network", s.network);
        v("networkName", s.networkName);
        v("asset", s.asset);
        v("symbol", s.symbol);
        v("amount", s.amount);
        v("amountText", s.amountText);
        v("atMs", s.atMs);
        v("block", s.block);
        v("blockTimeMs", s.blockTimeMs);
        v("text", s.text);
        v("stale", s.stale);
    }
};
/// Every account on every network that has a node. Answer: BalancesAnswer.
struct BalanceList {
    static constexpr const char* kType = "balance.list";
    std::int64_t after = 0; ///< `next` of the page before
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("after", s.after);
    }
};
struct BalancesAnswer {
    static constexpr const char* kType = "balances";
    std::vector<BalanceShape> balances;
    std::optional<std::int64_t> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("balances", s.balances);
        v("next", s.next);
    }
};

/// Something on a chain that must not be, and what is frozen because of it.
struct AlarmShape {
    std::string id;   ///< "alarm_1"
    std::string kind; ///< outflow | disagreement | reorganisation | released_settled
    std::int64_t atMs = 0;
    std::string network;
    std::string networkName;
    std::string account;  ///< address; empty: it is about the network
    std::string frozen;   ///< in words: what signs nothing while it is open
    std::string text;     ///< what happened, and what to do
    std::string evidence; ///< block and nodes
    bool open = true;
    std::optional<std::int64_t> liftedAtMs;
    std::string note; ///< of who lifted it
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("kind", s.kind);
        v("atMs", s.atMs);
        v("network", s.network);
        v("networkName", s.networkName);
        v("account", s.account);
        v("frozen", s.frozen);
        v("text", s.text);
        v("evidence", s.evidence);
        v("open", s.open);
        v("liftedAtMs", s.liftedAtMs);
        v("note", s.note);
    }
};
/// Newest first. Answer: AlarmsAnswer.
struct AlarmList {
    static constexpr const char* kType = "alarm.list";
    bool lifted = false;              ///< those that were lifted too
    std::optional<std::string> after; ///< id of the last of the page before
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("lifted", s.lifted);
        v("after", s.after);
    }
};
struct AlarmsAnswer {
    static constexpr const char* kType = "alarms";
    std::vector<AlarmShape> alarms;
    std::optional<std::string> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("alarms", s.alarms);
        v("next", s.next);
    }
};
/// Lifts an alarm: what it froze signs again. Widens. Answer: AlarmsAnswer with the one.
struct AlarmLift {
    static constexpr const char* kType = "alarm.lift";
    std::string alarm;
    std::string note;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("alarm", s.alarm);
        v("note", s.note);
        v("passphrase", s.passphrase);
    }
};

} // namespace till::wire
