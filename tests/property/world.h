#pragma once

#include "core/payment/till.h"
#include "tests/core/payment/till_fixture.h"
#include "tests/harness/memory_disk.h"
#include "tests/property/asks.h"
#include "tests/property/chain_model.h"
#include "tests/property/money_model.h"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace till::tests {

inline constexpr int kInvariants = 20;
/// How often each invariant was put to the test; index 1 is I1.
using Tally = std::array<std::uint64_t, kInvariants + 1>;

/// One 64-bit number taken apart into choices; 0 is the simplest of each, so rapidcheck's shrinking
/// simplifies.
class Choices {
public:
    explicit Choices(std::uint64_t word) : m_word(word) {}
    std::size_t upTo(std::uint64_t count)
    {
        const std::uint64_t chosen = m_word % count;
        m_word /= count;
        return static_cast<std::size_t>(chosen);
    }

private:
    std::uint64_t m_word;
};

/// A real till on a real ledger (on a disk in memory) beside the model of it. Each step does one thing to
/// both and compares; whatever differs, or breaks an invariant, throws with the invariant's name first.
class World {
public:
    World(std::uint64_t setup, Tally& tally);
    ~World();
    void step(std::uint64_t word);
    /// Commits, restarts and compares everything a last time.
    void finish();

private:
    struct Wish {
        std::size_t agent = 0;
        std::size_t host = 0;
        std::size_t payee = 0;
        std::size_t price = 0;
        std::size_t timeout = 0;
        std::string path;
        std::optional<std::string> key;
        payment::Repeat repeat = payment::Repeat::Join;
        std::string purchase;
        std::string content;
    };
    /// What a wish must lead to.
    struct Expected {
        enum class Kind { Refused, Waits, Signed, Joined };
        Kind kind = Kind::Refused;
        std::string code;
        std::int64_t number = 0; ///< of the joined one
        std::int64_t generation = 0;
    };
    struct Backup {
        DiskImage files;
        MoneyModel model;
    };

    // world.cpp: its life
    void start();
    void drop();
    void unlock();
    void addAgent(Choices& choices);
    void commit();
    void crash();
    void reopenSometimes(Choices& choices);
    void restore();
    void checkWhole();
    void compareUse(int invariant);
    void hold(int invariant, bool isTrue, const char* what);
    [[nodiscard]] std::int64_t nowMs() const;
    [[nodiscard]] payment::Agent& agent(std::size_t number);
    [[nodiscard]] std::string gate(std::size_t agentNumber) const;
    /// An event was recorded in the batch.
    void recorded() { m_model.newestMs = nowMs(), ++m_model.events; }
    [[nodiscard]] ModelPayment* anyPayment(Choices& choices);

    // world_pay.cpp: asking
    void pay(Choices& choices);
    void payBadly(Choices& choices);
    void look(Choices& choices);
    [[nodiscard]] Wish wish(Choices& choices) const;
    [[nodiscard]] Expected expectedOf(const Wish& wish);
    [[nodiscard]] Expected freshOf(const Wish& wish, std::int64_t generation);
    [[nodiscard]] std::string presentedCode(const ModelPayment& payment) const;
    void compareOutcome(const Wish& wish, const Expected& expected, const payment::Outcome& outcome);
    void authorized(ModelPayment& payment, const payment::Outcome& outcome);
    void release(const ModelPayment& payment, const ledger::Terms& terms);

    // world_end.cpp: a person decides, a merchant reports, a chain proves, time passes
    void approve(Choices& choices);
    void reject(Choices& choices);
    void giveUp(Choices& choices);
    void report(Choices& choices);
    void collect(Choices& choices);
    void proveSettled(Choices& choices);
    void proveUnused(Choices& choices);
    void tick();
    void jumpClock(Choices& choices);
    void changeSettings(Choices& choices);
    void checkChain(const ChainModel::Transfer& newest);

    Tally& m_tally;
    MemoryDisk& m_disk;
    HandClock m_clock;
    std::int64_t m_chainMs = kStart.unixMs;
    std::int64_t m_skewMs = 0;
    bool m_mayJump = false;
    bool m_mayRestore = false;
    bool m_isLocked = false;
    bool m_wasRestored = false;
    std::optional<ledger::Ledger> m_ledger;
    std::optional<payment::Till> m_till;
    MoneyModel m_model;
    MoneyModel m_committed;
    ChainModel m_chain;
    std::optional<Backup> m_backup;
    std::int64_t m_lastNumber = 0; ///< payments in the ledger, with those of the batch
    std::int64_t m_committedNumber = 0;
    std::vector<std::pair<std::size_t, std::int64_t>>
        m_promised;                                 ///< reservation and payment, when it commits
    std::map<std::string, std::int64_t> m_released; ///< nonces whose signatures left, since the last restore
    std::map<std::string, std::string> m_digests;   ///< what was signed under a nonce
    std::map<std::string, std::string> m_purchases; ///< which purchase a nonce is of; for ever
    std::map<std::string, std::string> m_nonces;    ///< the reverse
};

} // namespace till::tests
