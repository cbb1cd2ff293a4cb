#include "app/keeper/present.h"

#include "core/payment/judgement_json.h"
#include "core/policy/explain_texts.h"
#include "core/wire/limits.h"
#include "core/wire/problem_codes.h"

namespace till::keeper {

namespace {

std::optional<payment::ClientTerms> clientTermsOf(const wire::ClientTermsShape& shape)
{
    payment::ClientTerms terms;
    const auto from = chain::EvmAddress::fromText(shape.from);
    if (!from || !fromHex0xInto(shape.nonce, terms.nonce) || shape.validAfterSeconds < 0 ||
        shape.validBeforeSeconds < 0) {
        return std::nullopt;
    }
    terms.from = *from;
    terms.validAfter = static_cast<std::uint64_t>(shape.validAfterSeconds);
    terms.validBefore = static_cast<std::uint64_t>(shape.validBeforeSeconds);
    return terms;
}

} // namespace

AgentFaces facesOf(const payment::Agents& agents)
{
    AgentFaces faces;
    for (const payment::Agent& each : agents.all()) {
        faces[each.id] = {each.name, each.colour, each.tags};
    }
    return faces;
}

std::vector<wire::Reason> toWire(const std::vector<payment::Reason>& reasons)
{
    std::vector<wire::Reason> out;
    out.reserve(reasons.size());
    for (const auto& each : reasons) {
        out.push_back({each.code, each.text});
    }
    return out;
}

std::vector<wire::BudgetEffect> toWire(const std::vector<payment::BudgetLine>& budgets)
{
    std::vector<wire::BudgetEffect> out;
    out.reserve(budgets.size());
    for (const auto& each : budgets) {
        out.push_back({each.name, each.unit, each.used, each.thisOne, each.limit, each.remaining, each.window,
                       each.permilleBefore, each.permilleAfter, each.resetAtMs, each.exceeded});
    }
    return out;
}

wire::DecisionShape toWire(const payment::Judgement& judgement)
{
    return {judgement.verdict,         judgement.sentence,       toWire(judgement.reasons),
            toWire(judgement.budgets), judgement.smallestChange, judgement.retryAllowed};
}

std::vector<wire::Reason> traceOf(const payment::Seen& seen)
{
    std::vector<wire::Reason> trace;
    for (const payment::PassedOver& each : seen.passedOver) {
        trace.push_back({"option", "option " + std::to_string(each.option + 1) + ", " +
                                       (each.text.empty() ? std::string("passed over") : each.text) + " -> " +
                                       each.code});
    }
    for (wire::Reason& each : toWire(seen.judgement.trace)) {
        trace.push_back(std::move(each));
    }
    return trace;
}

wire::PendingShape pendingShape(const payment::PendingChange& change)
{
    return {change.id,          change.owner,         change.summary,
            change.author.by,   change.author.reason, change.askedAt.unixMs,
            change.dueAt.unixMs};
}

wire::PolicyChanged changedShape(const payment::ChangeAnswer& answer)
{
    wire::PolicyChanged shape;
    shape.effect = policy::toText(answer.effect);
    shape.version = answer.version;
    if (answer.waiting) {
        shape.waiting = pendingShape(*answer.waiting);
    }
    return shape;
}

wire::ClaimsShape toWire(const payment::Claims& claims)
{
    return {claims.tool, claims.task, claims.reason};
}

wire::CallerShape toWire(const payment::Caller& caller)
{
    return {caller.pid, caller.uid, caller.executable};
}

wire::AuthorizationShape toWire(const ledger::Terms& terms)
{
    const auto& message = terms.authorization;
    return {message.from.toChecksummed(), toHex0x(message.nonce),
            static_cast<std::int64_t>(message.validAfter), static_cast<std::int64_t>(message.validBefore),
            toHex0x(terms.digest)};
}

std::string amountText(const ledger::StoredPayment& row)
{
    const money::Asset* asset = money::Registry::builtIn().asset(row.network, row.asset);
    const auto amount = money::Amount::fromAtomic(row.amount);
    return asset != nullptr && amount ? amount->toDecimal(asset->decimals) : row.amount;
}

wire::PaymentRow toWire(const ledger::StoredPayment& row, const AgentFaces& faces)
{
    const auto& registry = money::Registry::builtIn();
    const money::Network* network = registry.networkByCaip2(row.network);
    const money::Asset* asset = registry.asset(row.network, row.asset);
    const auto face = faces.find(row.agent);
    wire::PaymentRow out;
    out.id = row.id.toText();
    out.agent = row.agent;
    out.agentName = face == faces.end() ? row.agent : face->second.name;
    out.createdAtMs = row.createdAt.unixMs;
    out.updatedAtMs = row.updatedAt.unixMs;
    out.interface = row.interface;
    out.method = row.method;
    out.url = row.url;
    out.host = row.host.empty() ? std::string(policy::kUnknownHost) : row.host;
    out.scheme = row.scheme;
    out.network = row.network;
    out.networkName = network != nullptr ? network->displayName : row.network;
    out.isPractice = network != nullptr && network->isPractice;
    out.asset = row.asset;
    out.symbol = asset != nullptr ? asset->symbol : std::string();
    out.amount = row.amount;
    out.amountText = amountText(row);
    out.payTo = row.payTo;
    out.status = toText(row.status);
    out.proof = toText(row.proof);
    out.verdict = row.verdict;
    out.reasons = toWire(payment::reasonsFromText(row.reasons));
    out.nonce = row.nonce;
    out.digest = row.digest;
    out.transaction = row.transaction;
    return out;
}

std::optional<wire::ChosenOption> optionOf(const ledger::StoredPayment& row)
{
    if (row.amount.empty()) {
        return std::nullopt;
    }
    const auto& registry = money::Registry::builtIn();
    const money::Network* network = registry.networkByCaip2(row.network);
    const money::Asset* asset = registry.asset(row.network, row.asset);
    return wire::ChosenOption{row.scheme,
                              row.network,
                              network != nullptr ? network->displayName : row.network,
                              network != nullptr && network->isPractice,
                              row.asset,
                              asset != nullptr ? asset->symbol : std::string(),
                              row.amount,
                              amountText(row),
                              row.payTo};
}

wire::PaymentAnswer answerOf(const payment::Outcome& outcome)
{
    wire::PaymentAnswer answer;
    if (outcome.row.id.number > 0) {
        answer.id = outcome.row.id.toText();
        answer.status = toText(outcome.row.status);
    } else {
        answer.status = outcome.row.verdict == "deny"  ? "denied"
                        : outcome.row.verdict == "ask" ? "waiting"
                                                       : "authorized";
    }
    answer.code = outcome.code;
    answer.joined = outcome.isJoined;
    answer.option = optionOf(outcome.row);
    if (outcome.row.validBeforeSeconds > 0) {
        answer.expiresAtMs = outcome.row.validBeforeSeconds * 1000;
    }
    if (outcome.seen) {
        answer.decision = toWire(outcome.seen->judgement);
    }
    if (!outcome.row.transaction.empty()) {
        answer.transaction = outcome.row.transaction;
    }
    return answer;
}

wire::ErrorBody errorBody(std::string_view code, std::string message)
{
    const wire::ProblemCode& entry = wire::problemCode(code);
    return {std::string(entry.code), message.empty() ? std::string(entry.title) + "." : std::move(message),
            std::string(entry.moneyMoved), std::string(entry.hint)};
}

wire::ErrorBody notReadBody(ledger::DatabaseError error)
{
    wire::ErrorBody body =
        errorBody("ledger_failed", "Nothing was signed or changed. " + std::string(ledger::describe(error)));
    body.moneyMoved = "no";
    return body;
}

Result<payment::Ask, std::string> toAsk(wire::Pay pay)
{
    using namespace payment;
    if (pay.challenge.has_value() == pay.fault.has_value()) {
        return fail(std::string("bad_frame"));
    }
    const auto isWithin = [](const std::string& text, std::size_t limit) { return text.size() <= limit; };
    if (!isWithin(pay.request.url, kMaxUrlBytes) || !isWithin(pay.request.method, kMaxMethodBytes) ||
        !isWithin(pay.claims.tool, kMaxClaimBytes) || !isWithin(pay.claims.task, kMaxClaimBytes) ||
        !isWithin(pay.claims.reason, kMaxClaimBytes) ||
        !isWithin(pay.idempotencyKey.value_or(""), kMaxKeyBytes)) {
        return fail(std::string("bad_request"));
    }
    Ask ask;
    ask.interface = std::move(pay.interface);
    ask.caller = {pay.caller.pid, pay.caller.uid, std::move(pay.caller.executable)};
    ask.request = {std::move(pay.request.method), std::move(pay.request.url), std::move(pay.request.host),
                   std::move(pay.request.path), std::move(pay.request.bodyHash)};
    ask.claims = {std::move(pay.claims.tool), std::move(pay.claims.task), std::move(pay.claims.reason)};
    ask.idempotencyKey = std::move(pay.idempotencyKey);
    ask.repeat = pay.allowRepeat ? Repeat::Allow : Repeat::Join;
    if (pay.maxAmount) {
        const auto amount = money::Amount::fromAtomic(*pay.maxAmount);
        if (!amount) {
            return fail(std::string("bad_amount"));
        }
        ask.maxAmount = *amount;
    }
    if (pay.fault) {
        ask.unreadable = Unreadable{std::move(pay.fault->code), std::move(pay.fault->detail)};
        return ask;
    }
    wire::ChallengeShape& from = *pay.challenge;
    if (from.options.size() > wire::kMaxOptions || (from.x402Version != 1 && from.x402Version != 2)) {
        return fail(std::string("bad_frame"));
    }
    if (pay.client) {
        ask.client = clientTermsOf(*pay.client);
        if (!ask.client || from.options.size() != 1) {
            return fail(std::string("bad_frame"));
        }
    }
    ask.challenge.x402Version = static_cast<int>(from.x402Version);
    ask.challenge.resourceUrl = std::move(from.resourceUrl);
    ask.challenge.description = std::move(from.description);
    ask.challenge.error = std::move(from.error);
    ask.challenge.resourceRaw = std::move(from.resourceRaw);
    ask.challenge.extensionsRaw = std::move(from.extensionsRaw);
    ask.challenge.options.reserve(from.options.size());
    for (wire::OptionShape& each : from.options) {
        ask.challenge.options.push_back(
            {std::move(each.scheme), std::move(each.network), std::move(each.caip2), std::move(each.asset),
             std::move(each.amount), std::move(each.payTo), each.maxTimeoutSeconds,
             std::move(each.eip712Name), std::move(each.eip712Version), std::move(each.transferMethod),
             std::move(each.paymentFlow), std::move(each.raw)});
    }
    return ask;
}

} // namespace till::keeper
