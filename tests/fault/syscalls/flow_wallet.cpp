#include "flow_wallet.h"

#include <cstdio>

namespace till::tests::flow {

void say(const std::string& line)
{
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

void sayPolicy(std::string_view owner, std::int64_t version, const Hash256& hash)
{
    say("policy " + std::string(owner) + " " + std::to_string(version) + " " + toHex0x(hash));
}

Done Wallet::open()
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

Done Wallet::commit()
{
    auto committed = m_ledger->commit();
    return committed ? Done() : Done(fail(committed.error()));
}

Done Wallet::commit(const payment::Outcome& outcome)
{
    auto committed = m_ledger->commit();
    if (!committed) {
        return fail(committed.error());
    }
    if (outcome.reservation) {
        const ledger::Terms& terms = committed->at(*outcome.reservation).terms();
        say("signed " + std::to_string(outcome.row.id.number) + " " + toHex0x(terms.authorization.nonce) +
            " " + toHex0x(terms.digest));
    } else {
        say("refused " + outcome.code);
    }
    return {};
}

Done Wallet::addAgent(const std::string& number, policy::Policy policy)
{
    payment::Agent agent;
    agent.id = "a" + number;
    agent.name = "agent " + number;
    agent.account = "acc_a" + number;
    agent.address = addressOf(static_cast<std::uint8_t>(std::stoi(number)));
    agent.tokens.add({}, {});
    agent.policy = std::move(policy);
    return m_till->change(payment::kAgentAdded, payment::toEventBody(agent));
}

} // namespace till::tests::flow
