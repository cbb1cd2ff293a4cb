#include "app/keeper/recorded_asks.h"

#include "core/payment/seen.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::keeper {

namespace {

using ledger::Status;
using ledger::StoredPayment;

constexpr std::int64_t kRowsAtOnce = 1000;

/// Absent when the row never came to the rules.
std::optional<policy::Verdict> verdictOf(const StoredPayment& row)
{
    if (row.verdict == "allow") {
        return policy::Verdict::Allow;
    }
    if (row.verdict == "ask") {
        return policy::Verdict::Ask;
    }
    const bool isByRules = row.code == "denied_by_rule" || row.code == "budget_exceeded";
    return isByRules ? std::optional(policy::Verdict::Deny) : std::nullopt;
}

/// Absent for what the registry does not know (any more).
std::optional<policy::PaymentFacts> factsOf(const StoredPayment& row)
{
    const auto& registry = money::Registry::builtIn();
    const money::Network* const network = registry.networkByCaip2(row.network);
    const money::Asset* const asset = registry.asset(row.network, row.asset);
    const auto amount = money::Amount::fromAtomic(row.amount);
    const auto payTo = chain::EvmAddress::fromText(row.payTo);
    if (network == nullptr || asset == nullptr || !amount || !payTo) {
        return std::nullopt;
    }
    policy::PaymentFacts facts;
    facts.line = policy::makeSpendLine(*network, *asset);
    facts.line.agent = row.agent;
    facts.line.host = row.host;
    facts.line.payTo = payTo->toChecksummed();
    facts.asset = asset;
    facts.amount = *amount;
    facts.interface = row.interface;
    facts.scheme = row.scheme;
    facts.method = row.method;
    facts.path = row.path;
    return facts;
}

std::optional<Instant> blockTimeIn(const std::string& body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto found = json.is_object() ? json.find("blockTimeMs") : json.end();
    return found != json.end() && found->is_number_integer()
               ? std::optional(Instant{found->get<std::int64_t>()})
               : std::nullopt;
}

/// What the events of a payment say beyond its row.
void readEvents(const std::vector<ledger::PaymentEvent>& events, Claims claims, policy::RecordedAsk& ask)
{
    for (const ledger::PaymentEvent& event : events) {
        if (event.kind == "proven") {
            ask.settledAt = blockTimeIn(event.body);
        } else if (event.kind == "void") {
            ask.releasedAt = event.at;
        }
    }
    if (claims == Claims::Leave || events.empty()) {
        return;
    }
    if (const auto seen = payment::seenFromEventBody(events.front().body)) {
        ask.facts.dialect = seen->ask.challenge.x402Version == 1 ? "x402v1" : "x402v2";
        ask.facts.claimedTool = seen->ask.claims.tool;
        ask.facts.claimedTask = seen->ask.claims.task;
    }
}

} // namespace

Claims claimsNeededBy(const policy::Policy& policy)
{
    const auto needs = [](const policy::Test& test) {
        const auto* const text = std::get_if<policy::TextTest>(&test);
        return text != nullptr &&
               (text->field == policy::TextField::Dialect || text->field == policy::TextField::ClaimedTool ||
                text->field == policy::TextField::ClaimedTask);
    };
    const bool isNeeded = std::ranges::any_of(
        policy.rules, [&needs](const policy::Rule& rule) { return std::ranges::any_of(rule.when, needs); });
    return isNeeded ? Claims::Read : Claims::Leave;
}

Result<RecordedAsks, ledger::DatabaseError> recordedAsks(ledger::LedgerReader& reader, Instant since,
                                                         Claims claims)
{
    RecordedAsks recorded;
    ledger::PaymentFilter filter;
    filter.since = since;
    filter.limit = kRowsAtOnce;
    for (bool isMore = true; isMore;) {
        const auto rows = reader.page(filter);
        if (!rows) {
            return fail(rows.error());
        }
        isMore = static_cast<std::int64_t>(rows->size()) == kRowsAtOnce;
        for (const StoredPayment& row : *rows) {
            filter.before = row.id.number;
            const auto verdict = verdictOf(row);
            auto facts = verdict ? factsOf(row) : std::nullopt;
            if (!facts) {
                continue;
            }
            if (recorded.asks.size() == policy::kMaxSimulatedAsks) {
                recorded.isCut = true;
                isMore = false;
                break;
            }
            policy::RecordedAsk ask;
            ask.id = row.id.number;
            ask.facts = std::move(*facts);
            ask.at = row.createdAt;
            ask.verdict = *verdict;
            ask.wasPaid = ledger::isLive(row.status) || row.status == Status::Void;
            ask.end = ask.wasPaid ? Instant::fromSeconds(row.validBeforeSeconds)
                                  : row.createdAt.plusMs(policy::kMaxValiditySeconds * 1000);
            const bool hasProof = row.status == Status::Void || row.proof == ledger::Proof::Proven;
            if (hasProof || claims == Claims::Read) {
                const auto events = reader.eventsOf(row.id);
                if (!events) {
                    return fail(events.error());
                }
                readEvents(*events, claims, ask);
            }
            recorded.asks.push_back(std::move(ask));
        }
    }
    std::ranges::reverse(recorded.asks);
    return recorded;
}

} // namespace till::keeper
