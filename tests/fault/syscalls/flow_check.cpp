#include "flow_wallet.h"

#include <map>

namespace till::tests::flow {

namespace {

/// What counts against each agent's budget, by the rows.
std::map<std::string, std::uint64_t> checkRows(Wallet& wallet)
{
    std::map<std::string, std::uint64_t> live;
    must(wallet.ledger().visitSince({0}, [&live](const ledger::StoredPayment& row) {
        live[row.agent] += ledger::isLive(row.status) ? std::stoull(row.amount) : 0;
        if (!row.nonce.empty()) {
            say("signed " + std::to_string(row.id.number) + " " + row.nonce + " " + row.digest);
        }
        if (row.proof == ledger::Proof::Proven) {
            say("settled " + std::to_string(row.id.number));
        }
    }));
    return live;
}

void checkBudgets(Wallet& wallet, std::map<std::string, std::uint64_t> live)
{
    for (const auto& [agent, micro] : live) {
        if (micro > kLimitMicro) {
            say("wrong I2: more of " + agent + " is live than its budget allows");
        }
    }
    for (const payment::Agent& agent : wallet.till().settings().agents.all()) {
        const auto used = money::Amount::fromDecimal(wallet.till().standing(agent).front().used, 6);
        if (!used || used->toAtomic() != std::to_string(live[agent.id])) {
            say("wrong I11: the budget of " + agent.id + " counts otherwise than its rows");
        }
    }
}

/// Every version follows from the one before, and the newest is what decides.
void checkPolicies(Wallet& wallet, const std::string& owner)
{
    const auto history = must(wallet.till().policyHistory(owner));
    const Hash256 recalled = payment::hashOfPolicy(allowUpTo(kRecalledLimit));
    std::optional<Hash256> before;
    std::int64_t number = 0;
    for (const payment::PolicyVersion& version : history) {
        sayPolicy(owner, version.edit.version, version.edit.newHash);
        if (version.edit.version != ++number || (before && version.edit.oldHash != *before)) {
            say("wrong the versions of the policy of " + owner + " do not follow each other");
        }
        if (version.edit.newHash == recalled) {
            say("wrong a change that was never to be took effect");
        }
        before = version.edit.newHash;
    }
    if (before != payment::hashOfPolicy(*wallet.till().settings().documentOf(owner))) {
        say("wrong the policy in force is not the newest version");
    }
}

void checkSettings(Wallet& wallet)
{
    const payment::Settings& settings = wallet.till().settings();
    for (std::size_t each = 1; each <= settings.agents.all().size(); ++each) {
        say("agents " + std::to_string(each));
    }
    for (const auto& [id, grant] : settings.allowances.grants) {
        say("grant " + std::to_string(id));
    }
    if (settings.delaySeconds != 0) {
        say("delay " + std::to_string(settings.delaySeconds));
    }
    for (std::int64_t each = 1; each <= settings.lastPending; ++each) {
        say("asked " + std::to_string(each));
    }
    must(wallet.ledger().visitSettings([](const ledger::Event& event) {
        if (event.kind == payment::kChangeRecalled) {
            say("recalled " + std::to_string(payment::pendingIdFromBody(event.body).value_or(0)));
        }
    }));
    if (settings.isPaused) {
        say("paused");
    }
}

} // namespace

int check(Wallet& wallet)
{
    if (auto opened = wallet.open(); !opened) {
        say("wrong it does not open: " + std::string(ledger::describe(opened.error())));
        return 1;
    }
    if (!wallet.ledger().verify().isWhole()) {
        say("wrong I12: the chain does not verify");
    }
    checkBudgets(wallet, checkRows(wallet));
    for (const payment::Agent& agent : wallet.till().settings().agents.all()) {
        checkPolicies(wallet, agent.id);
    }
    checkSettings(wallet);
    return 0;
}

} // namespace till::tests::flow
