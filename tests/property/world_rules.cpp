#include "tests/property/world.h"

#include "core/support/json.h"

namespace till::tests {

using payment::Authority;

namespace {

const payment::Author kOwner{"cli", "test"};

Authority anyAuthority(Choices& choices)
{
    return choices.upTo(3) == 0 ? Authority::None : Authority::Passphrase;
}

} // namespace

void World::changeSettings(Choices& choices)
{
    const std::size_t kind = choices.upTo(6);
    const std::size_t who = choices.upTo(m_model.policies.size());
    const std::string agentText = R"({"agent":"a)" + std::to_string(who + 1) + "\"";
    commit();
    if (kind == 0) { // lock, or unlock
        if (!m_isLocked) {
            m_till->close();
            m_ledger->clearSealKey();
            m_isLocked = true;
        } else {
            unlock();
        }
        return;
    }
    std::string change;
    std::string body = "{}";
    bool needsKey = false;
    if (kind <= 2) {
        needsKey = m_model.isPaused;
        change = needsKey ? payment::kResumed : payment::kPaused;
    } else if (kind <= 4) {
        needsKey = m_model.isAgentPaused[who];
        change = needsKey ? payment::kAgentResumed : payment::kAgentPaused;
        body = agentText + (needsKey ? "}" : R"(,"because":"test"})");
    } else {
        needsKey = true;
        change = payment::kNetworkSet;
        body = payment::networkEventBody(std::string(kBase), {{}, m_model.isNetworkOff});
    }
    const auto done = m_till->change(change, std::move(body));
    if (needsKey && m_isLocked) {
        hold(9, !done, "what widens was recorded without the key that only the passphrase opens");
        return crash(); // the batch is lost with it
    }
    must(Result<void, ledger::DatabaseError>(done));
    recorded();
    if (kind <= 2) {
        m_model.isPaused = !m_model.isPaused;
    } else if (kind <= 4) {
        m_model.isAgentPaused[who] = !m_model.isAgentPaused[who];
    } else {
        m_model.isNetworkOff = !m_model.isNetworkOff;
    }
    commit();
}

bool World::isWidened(const Result<payment::ChangeAnswer, ledger::DatabaseError>& answer, Authority authority)
{
    if (authority == Authority::None) {
        hold(9, answer && answer->code == "passphrase_needed",
             "what widens was taken without the passphrase");
        return false;
    }
    if (m_isLocked) {
        hold(9, !answer, "what widens was recorded without the key that only the passphrase opens");
        crash(); // the batch is lost with it
        return false;
    }
    hold(9, answer && answer->code.empty(), "what the passphrase allows was not done");
    hold(9, answer->waiting.has_value() == (m_model.delaySeconds > 0),
         "a widening waits when it must not, or not when it must");
    recorded();
    return true;
}

void World::changePolicy(Choices& choices)
{
    const std::size_t who = choices.upTo(m_model.policies.size());
    const auto owner = choices.once(4) ? std::nullopt : std::optional(who);
    const ModelLayer layer = owner ? ModelLayer::Agent : ModelLayer::Global;
    const Authority authority = anyAuthority(choices);
    const ModelPolicy before = m_model.policyOf(owner);
    const ModelPolicy after = edited(layer, before, choices);
    const std::string name = owner ? "a" + std::to_string(who + 1) : std::string(payment::kGlobalName);
    const payment::PolicyWish wish{name, policyOf(after.document()), "custom", kOwner, std::nullopt};
    const bool isFirst = m_till->settings().versionOf(name) == 0; // the empty one has another name
    const auto answer = m_till->setPolicy(wish, authority);
    if (isLooser(layer, before, after)) {
        if (isWidened(answer, authority)) {
            ModelPending change;
            change.owner = owner;
            change.policy = after;
            m_model.widen(std::move(change), nowMs());
        }
    } else {
        hold(9, answer && answer->code.empty() && !answer->waiting,
             "a narrowing needs the passphrase, or waits");
        if (isFirst || before.document() != after.document()) {
            recorded();
            m_model.setPolicy(owner, after);
        }
    }
    compareUse(2);
}

void World::changeDelay(Choices& choices)
{
    constexpr std::array<std::int64_t, 4> kDelays{0, 600, 7'200, 172'800};
    const std::int64_t seconds = kDelays.at(choices.upTo(kDelays.size()));
    const Authority authority = anyAuthority(choices);
    const auto answer = m_till->setDelay(seconds, kOwner, authority);
    if (seconds >= m_model.delaySeconds) {
        hold(9, answer && answer->code.empty() && !answer->waiting, "a longer delay narrows");
        recorded();
        m_model.setDelay(seconds);
    } else if (isWidened(answer, authority)) {
        ModelPending change;
        change.kind = ModelPending::Kind::Delay;
        change.delaySeconds = seconds;
        m_model.widen(std::move(change), nowMs());
    }
}

void World::recall(Choices& choices)
{
    const auto id =
        static_cast<std::int64_t>(1 + choices.upTo(static_cast<std::uint64_t>(m_model.lastPending) + 1));
    const bool isThere = m_model.pending.contains(id);
    hold(9, must(m_till->recall(id, "cli")) == isThere, "a change was called back that does not wait");
    if (isThere) {
        recorded();
        m_model.pending.erase(id);
    }
}

void World::askForMore(Choices& choices)
{
    ModelRequest wanted;
    wanted.agent = choices.upTo(m_model.policies.size());
    wanted.host = choices.once(3) ? std::optional(choices.upTo(kHosts)) : std::nullopt;
    wanted.wanted = choices.upTo(2) == 0 ? 500'000 : 2'500'000;
    payment::MoreRequest request;
    request.agent = "a" + std::to_string(wanted.agent + 1);
    request.amountMicro = money::Amount::fromUint64(wanted.wanted);
    request.host = wanted.host ? hostName(*wanted.host) : "";
    request.reason = "because";
    request.wantedUntil = Instant{nowMs() + kHour};
    std::int64_t same = 0;
    std::size_t open = 0;
    for (const auto& [id, each] : m_model.requests) {
        const bool isOpen = each.state == ModelRequest::State::Open && each.agent == wanted.agent;
        open += isOpen ? 1 : 0;
        same = same == 0 && isOpen && each.host == wanted.host && each.wanted == wanted.wanted ? id : same;
    }
    const auto answer = must(m_till->askForMore(std::move(request)));
    if (same == 0 && open >= payment::kMaxOpenRequests) {
        hold(20, !answer && answer.error() == "too_many_requests", "an agent has more requests than it may");
        return;
    }
    wanted.id = same != 0 ? same : static_cast<std::int64_t>(m_model.requests.size()) + 1;
    hold(20, answer && *answer == wanted.id, "a request for more has no answer, or another's");
    if (same == 0) {
        recorded();
        m_model.requests[wanted.id] = wanted;
    }
}

void World::answerRequest(Choices& choices)
{
    auto id = static_cast<std::int64_t>(1 + choices.upTo(m_model.requests.size() + 1));
    for (const auto& [number, each] : m_model.requests) {
        if (each.state == ModelRequest::State::Open && choices.upTo(4) != 3) {
            id = number;
            break;
        }
    }
    if (choices.upTo(4) != 3) {
        return grantMore(id, choices);
    }
    const auto found = m_model.requests.find(id);
    const bool isOpen = found != m_model.requests.end() && found->second.state == ModelRequest::State::Open;
    const bool isGranted =
        found != m_model.requests.end() && found->second.state == ModelRequest::State::Granted;
    hold(9, must(m_till->denyMore(id, kOwner)) == (isOpen || isGranted), "a request was answered twice");
    if (!isOpen && !isGranted) {
        return;
    }
    const auto waiting = std::erase_if(m_model.pending, [&](const auto& each) {
        return each.second.kind == ModelPending::Kind::More && each.second.request.id == id;
    });
    for (std::size_t each = 0; each < waiting; ++each) {
        recorded(); // called back
    }
    recorded();
    found->second.state = isOpen ? ModelRequest::State::Denied : ModelRequest::State::Ended;
    compareUse(7);
}

void World::grantMore(std::int64_t id, Choices& choices)
{
    constexpr std::array<std::int64_t, 3> kTimes{600'000, 7'200'000, 20 * kModelDayMs};
    const Authority authority = anyAuthority(choices);
    const auto found = m_model.requests.find(id);
    const bool isOpen = found != m_model.requests.end() && found->second.state == ModelRequest::State::Open;
    ModelPending change;
    change.kind = ModelPending::Kind::More;
    if (isOpen) {
        change.request = found->second;
    }
    change.request.state = ModelRequest::State::Granted;
    change.request.granted = choices.upTo(2) == 0 ? 400'000 : 2'500'000;
    change.request.untilMs = nowMs() + kTimes.at(choices.upTo(kTimes.size()));
    const auto answer = m_till->grantMore(id, money::Amount::fromUint64(change.request.granted),
                                          Instant{change.request.untilMs}, kOwner, authority);
    if (!isOpen) {
        hold(9, answer && answer->code == "no_such_request", "a request was answered twice");
    } else if (isWidened(answer, authority)) {
        m_model.widen(std::move(change), nowMs());
        compareUse(7);
    }
}

/// A person allows this payment and its merchant from now on.
void World::remember(const ModelPayment& payment, const payment::RememberedGrant& grant,
                     const payment::Remember& wish, Choices& choices)
{
    const Authority authority = anyAuthority(choices);
    ModelPending change;
    change.kind = ModelPending::Kind::Grant;
    change.grant.id = m_model.lastGrant + 1;
    for (const auto& [number, each] : m_model.pending) {
        if (each.kind == ModelPending::Kind::Grant) {
            change.grant.id = std::max(change.grant.id, each.grant.id + 1);
        }
    }
    hold(9, grant.id == change.grant.id, "a grant has another's number");
    change.grant.agent = payment.agent;
    change.grant.host = payment.host;
    change.grant.perPayment = std::stoull(wish.perPaymentMicro.toAtomic());
    change.grant.perDay = std::stoull(wish.perDayMicro.toAtomic());
    change.grant.untilMs = wish.until.unixMs;
    if (wish.payee == payment::RememberPayee::ThisOne) {
        change.grant.payee = payment.payTo;
    }
    if (isWidened(m_till->addGrant(grant, authority), authority)) {
        m_model.widen(std::move(change), nowMs());
    }
}

void World::endGrant(Choices& choices)
{
    const auto id =
        static_cast<std::int64_t>(1 + choices.upTo(static_cast<std::uint64_t>(m_model.lastGrant) + 1));
    const bool isThere = m_model.grants.contains(id);
    hold(9, must(m_till->endGrant(id, kOwner)) == isThere, "a grant was ended that is not there");
    if (isThere) {
        recorded();
        m_model.grants.erase(id);
    }
}

} // namespace till::tests
