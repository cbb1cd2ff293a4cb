#include "tests/core/payment/till_fixture.h"

#include <cstdio>
#include <fcntl.h>
#include <functional>
#include <string_view>

/// One flow of the wallet on real files, then the end of the process:
///   till-flow FOLDER migrate | authorize | settle | policy     does it, and says on standard output what was
///   promised till-flow FOLDER check                                     says what is on the disk, or what is
///   wrong with it
/// When something fails it does as the keeper does: it says what happened, takes the commit as unknown, opens
/// the ledger anew, and asks again.
using namespace till;
using namespace till::tests;

namespace {

constexpr const char* kLimit = "1.00";
constexpr std::uint64_t kLimitMicro = 1'000'000;
constexpr const char* kPrice = "600000"; // the budget has room for one

void say(const std::string& line)
{
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

class Wallet {
public:
    explicit Wallet(const std::string& folder) : m_path(folder + "/ledger.db") {}

    Result<void, ledger::DatabaseError> open()
    {
        m_till.reset();
        m_ledger.reset();
        auto opened = ledger::Ledger::open(m_path);
        if (!opened) {
            return fail(opened.error());
        }
        m_ledger.emplace(std::move(*opened));
        m_till.emplace(*m_ledger, money::Registry::builtIn(), m_clock);
        if (auto done = m_till->rebuild(); !done) {
            return done;
        }
        m_ledger->setSealKey(sealKey());
        m_till->open({sealKey(5), {addressOf(1)}});
        return {};
    }
    payment::Till& till() { return *m_till; }
    ledger::Ledger& ledger() { return *m_ledger; }
    payment::Agent* agent() { return m_till->settings().agents.find("a1"); }
    HandClock& clock() { return m_clock; }

private:
    std::string m_path;
    HandClock m_clock;
    std::optional<ledger::Ledger> m_ledger;
    std::optional<payment::Till> m_till;
};

using Done = Result<void, ledger::DatabaseError>;

Done addAgent(Wallet& wallet, const std::string& number)
{
    payment::Agent agent;
    agent.id = "a" + number;
    agent.name = "agent " + number;
    agent.account = "acc_a" + number;
    agent.address = addressOf(static_cast<std::uint8_t>(std::stoi(number)));
    agent.policy = allowUpTo(kLimit);
    return wallet.till().change(payment::kAgentAdded, payment::toEventBody(agent));
}

Done commit(Wallet& wallet, std::vector<ledger::Reservation>& reservations)
{
    auto committed = wallet.ledger().commit();
    if (!committed) {
        return fail(committed.error());
    }
    reservations = std::move(*committed);
    return {};
}

Done migrate(Wallet& wallet)
{
    std::vector<ledger::Reservation> none;
    if (wallet.agent() == nullptr) {
        if (auto done = wallet.till().change(payment::kLedgerCreated, "{}"); !done) {
            return done;
        }
        if (auto done = addAgent(wallet, "1"); !done) {
            return done;
        }
    }
    if (auto done = commit(wallet, none); !done) {
        return done;
    }
    say("agents 1");
    return {};
}

/// Two purchases where the budget has room for one, each asked for twice: the second time must be the same.
Done authorize(Wallet& wallet)
{
    for (const char* key : {"k1", "k1", "k2"}) {
        auto outcome = wallet.till().pay(*wallet.agent(), askWithKey(kPrice, key));
        if (!outcome) {
            return fail(outcome.error());
        }
        std::vector<ledger::Reservation> reservations;
        if (auto done = commit(wallet, reservations); !done) {
            return done;
        }
        if (outcome->reservation) {
            const auto& terms = reservations.at(*outcome->reservation).terms();
            say("signed " + std::to_string(outcome->row.id.number) + " " +
                toHex0x(terms.authorization.nonce) + " " + toHex0x(terms.digest));
        } else {
            say("refused " + outcome->code);
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
    std::vector<ledger::Reservation> none;
    if (auto done = commit(wallet, none); !done) {
        return done;
    }
    say("settled 1");
    return {};
}

Done changePolicy(Wallet& wallet)
{
    std::vector<ledger::Reservation> none;
    if (wallet.till().settings().agents.find("a2") == nullptr) {
        if (auto done = addAgent(wallet, "2"); !done) {
            return done;
        }
    }
    if (auto done = wallet.till().change(payment::kPaused, "{}"); !done) {
        return done;
    }
    if (auto done = commit(wallet, none); !done) {
        return done;
    }
    say("agents 2");
    say("paused");
    auto outcome = wallet.till().pay(*wallet.agent(), askWithKey("1", "after the pause"));
    if (outcome && (outcome->code != "paused" || outcome->reservation)) {
        say("wrong I10: paid after the pause");
    }
    return outcome ? commit(wallet, none) : Done(fail(outcome.error()));
}

int check(Wallet& wallet)
{
    if (auto opened = wallet.open(); !opened) {
        say("wrong it does not open: " + std::string(ledger::describe(opened.error())));
        return 1;
    }
    if (!wallet.ledger().verify().isWhole()) {
        say("wrong I12: the chain does not verify");
    }
    std::uint64_t live = 0;
    must(wallet.ledger().visitSince({0}, [&live](const ledger::StoredPayment& row) {
        live += ledger::isLive(row.status) ? std::stoull(row.amount) : 0;
        if (!row.nonce.empty()) {
            say("signed " + std::to_string(row.id.number) + " " + row.nonce + " " + row.digest);
        }
        if (row.proof == ledger::Proof::Proven) {
            say("settled " + std::to_string(row.id.number));
        }
    }));
    if (live > kLimitMicro) {
        say("wrong I2: more is live than the budget allows");
    }
    for (std::size_t each = 1; each <= wallet.till().settings().agents.all().size(); ++each) {
        say("agents " + std::to_string(each));
    }
    if (wallet.till().settings().isPaused) {
        say("paused");
    }
    if (wallet.agent() != nullptr) {
        const auto used = money::Amount::fromDecimal(wallet.till().standing(*wallet.agent()).front().used, 6);
        if (!used || used->toAtomic() != std::to_string(live)) {
            say("wrong I11: the budget counts otherwise than the rows");
        }
    }
    return 0;
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
    const std::function<Done(Wallet&)> flow = name == "migrate"     ? migrate
                                              : name == "authorize" ? authorize
                                              : name == "settle"    ? settle
                                                                    : changePolicy;
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
