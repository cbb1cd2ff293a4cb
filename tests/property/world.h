#pragma once

#include "core/payment/till.h"
#include "tests/core/payment/till_fixture.h"
#include "tests/harness/memory_disk.h"
#include "tests/property/asks.h"
#include "tests/property/chain_model.h"
#include "tests/property/choices.h"
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
    void setFirstGlobal(Choices& choices);
    void commit();
    void crash();
    void reopenSometimes(Choices& choices);
    void restore();
    void act(std::size_t what, Choices& choices);

    // world_check.cpp: what must hold
    void checkWhole();
    void checkSettings();
    void checkDoubts();
    void compareUse(int invariant);
    void compareLines(int invariant, std::size_t agentNumber);
    void hold(int invariant, bool isTrue, const char* what);
    [[nodiscard]] std::int64_t nowMs() const;
    [[nodiscard]] payment::Agent& agent(std::size_t number);
    [[nodiscard]] std::string gate(std::size_t agentNumber) const;
    /// An event was recorded in the batch.
    void recorded() { m_model.newestMs = nowMs(), ++m_model.events; }
    [[nodiscard]] ModelPayment* anyPayment(Choices& choices);
    [[nodiscard]] bool isClockApart() const { return m_mayJump || m_baseSkewMs != 0; }

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

    // world_end.cpp: a person decides, a merchant reports, time passes
    void approve(Choices& choices);
    [[nodiscard]] std::string codeOfApproval(const ModelPayment& payment, bool isChanged) const;
    void remember(const ModelPayment& payment, const payment::RememberedGrant& grant,
                  const payment::Remember& wish, Choices& choices);
    void reject(Choices& choices);
    void giveUp(Choices& choices);
    void report(Choices& choices);
    void tick();
    void jumpClock(Choices& choices);

    // world_chain.cpp: merchants collect, chains prove, and take back what they proved
    void collect(Choices& choices);
    void proveSettled(ModelPayment* payment);
    void proveUnused(ModelPayment* payment);
    void loseBlocks(Choices& choices);
    void resolveDoubt(Choices& choices);
    void doubt(ModelPayment& payment);
    void sawOutflow(Choices& choices);
    void revived(ModelPayment& payment);
    void checkChain(const ChainModel::Transfer& newest);
    void checkBudgetOnChain(const ModelBudget& budget, ModelLayer layer, const ChainModel::Transfer& newest);

    // world_rules.cpp: the owner changes what is allowed
    void changeSettings(Choices& choices);
    void changePolicy(Choices& choices);
    void changeDelay(Choices& choices);
    void recall(Choices& choices);
    void askForMore(Choices& choices);
    void answerRequest(Choices& choices);
    void grantMore(std::int64_t id, Choices& choices);
    void endGrant(Choices& choices);
    /// The answer to what widens: refused without the passphrase, impossible while locked, else done or
    /// waiting. True when the model shall do it too.
    [[nodiscard]] bool isWidened(const Result<payment::ChangeAnswer, ledger::DatabaseError>& answer,
                                 payment::Authority authority);

    Tally& m_tally;
    MemoryDisk& m_disk;
    HandClock m_clock;
    std::int64_t m_chainMs = kStart.unixMs;
    std::int64_t m_skewMs = 0;     ///< our clock beside the chain's
    std::int64_t m_baseSkewMs = 0; ///< what it is when nobody moves our clock
    bool m_mayJump = false;
    bool m_mayRestore = false;
    bool m_mayLoseBlocks = false;
    bool m_hasLostBlocks = false;
    std::int64_t m_facts = 0; ///< numbers what chains tell, so that each is told once
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
