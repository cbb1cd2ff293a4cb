#pragma once

#include "till_fixture.h"

namespace till::tests {

inline constexpr const char* kTransaction =
    "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// One agent that pays, and a watcher that says what the chain shows of it.
struct ChainBuyer : Desk {
    explicit ChainBuyer(policy::Policy policy = allowUpTo("1.00")) { addAgent("bot", std::move(policy)); }

    bool settle(ledger::PaymentId id, Instant block, std::string_view transaction = kTransaction)
    {
        const bool done = must(till().proveSettled(id, transaction, block, "block 7 by one node"));
        commit();
        return done;
    }
    bool release(ledger::PaymentId id)
    {
        const bool done = must(till().proveUnused(id, clock.now(), "block 7 by one node"));
        commit();
        return done;
    }
    bool doubt(ledger::PaymentId id)
    {
        const bool done = must(till().doubt(id, "block 9 by one node"));
        commit();
        return done;
    }
    void reorganise(std::string_view evidence = "block 7 was 0x77, now 0x78")
    {
        must(till().sawReorganisation(std::string(kBase), evidence));
        commit();
    }
    bool lift(std::string_view id)
    {
        const bool done = must(till().lift(id, "looked at it"));
        commit();
        return done;
    }
};

} // namespace till::tests
