#include "flow_wallet.h"

#include <functional>
#include <string_view>

/// One flow of the wallet on real files, then the end of the process:
///   till-flow FOLDER create | migrate | authorize | settle | policy   does it, and says what was promised
///   till-flow FOLDER check                                            says what is on the disk, or what is
///   wrong with it
/// When something fails it does as the keeper does: it says what happened, takes the commit as unknown, opens
/// the ledger anew, and asks again.
using namespace till;
using namespace till::tests;
using namespace till::tests::flow;

namespace {

constexpr const char* kPrice = "600000"; // the budget has room for one

Done withAgent(Wallet& wallet)
{
    if (wallet.agent() == nullptr) {
        if (auto done = wallet.addAgent("1", allowUpTo(kLimit)); !done) {
            return done;
        }
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    say("agents 1");
    return {};
}

/// A new ledger: its schema from nothing, its first rows.
Done create(Wallet& wallet)
{
    if (wallet.ledger().eventCount() == 0) {
        if (auto done = wallet.till().change(payment::kLedgerCreated, "{}"); !done) {
            return done;
        }
    }
    return withAgent(wallet);
}

/// Two purchases where the budget has room for one; the one is asked for twice: the second time must be the
/// same.
Done authorize(Wallet& wallet)
{
    for (const char* key : {"k1", "k1", "k2"}) {
        auto outcome = wallet.till().pay(*wallet.agent(), askWithKey(kPrice, key));
        if (!outcome) {
            return fail(outcome.error());
        }
        if (auto done = wallet.commit(*outcome); !done) {
            return done;
        }
    }
    return {};
}

Done settle(Wallet& wallet)
{
    payment::Report report;
    report.httpStatus = 200;
    report.hasReceipt = true;
    report.isSuccess = true;
    report.transaction = "0xclaimed";
    auto reported = wallet.till().report(*wallet.agent(), {1}, report);
    if (!reported) {
        return fail(reported.error());
    }
    auto proven = wallet.till().proveSettled({1}, "0xfinal", wallet.clock().now(), "a final block");
    if (!proven) {
        return fail(proven.error());
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    say("settled 1");
    return {};
}

std::function<Done(Wallet&)> flowOf(std::string_view name)
{
    // An old ledger is migrated when it is opened; afterwards it must take new rows.
    return name == "create"      ? create
           : name == "migrate"   ? withAgent
           : name == "authorize" ? authorize
           : name == "settle"    ? settle
           : name == "policy"    ? changePolicies
                                 : std::function<Done(Wallet&)>();
}

} // namespace

int main(int count, char** words)
{
    if (count != 3) {
        return 2;
    }
    Wallet wallet(words[1]);
    const std::string_view name = words[2];
    if (name == "check") {
        return check(wallet);
    }
    const auto flow = flowOf(name);
    if (!flow) {
        return 2;
    }
    // Once, and once more after a failure; the disk fails once, or stays full.
    for (int attempt = 0; attempt < 2; ++attempt) {
        auto done = wallet.open();
        if (done) {
            done = flow(wallet);
        }
        if (done) {
            return 0;
        }
        say("message " + std::string(ledger::describe(done.error())));
    }
    return 3;
}
