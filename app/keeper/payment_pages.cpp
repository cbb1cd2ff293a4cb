#include "app/keeper/payment_pages.h"

#include "core/ledger/terms_json.h"
#include "core/payment/note.h"
#include "core/payment/seen.h"
#include "core/policy/payment_facts.h"
#include "core/support/plain_text.h"
#include "core/wire/limits.h"

#include "core/support/json.h"

#include <map>
#include <tuple>

namespace till::keeper {

namespace {

constexpr std::size_t kMaxPageBytes = wire::kMaxFrameBytes - 4096; // room for the envelope
constexpr std::size_t kMaxFilterBytes = 256;
constexpr std::size_t kMaxOptionShownBytes = 4096;
constexpr std::size_t kMaxStates = 12;
constexpr std::int64_t kMostSummedRows = 200'000;
constexpr std::size_t kMostTokens = 40;
/// What one row takes in a frame beyond its texts: names of fields, quotes, numbers.
constexpr std::size_t kRowOverheadBytes = 700;

std::size_t sizeInFrame(const wire::PaymentRow& row)
{
    std::size_t size = kRowOverheadBytes + row.url.size() * 2 + row.host.size() * 2 +
                       row.agentName.size() * 2 + row.payTo.size() * 2 + row.asset.size() +
                       row.transaction.size() * 2;
    for (const wire::Reason& each : row.reasons) {
        size += each.code.size() + each.text.size() * 2 + 30;
    }
    return size;
}

std::string textOf(const nlohmann::json& body, const char* key)
{
    const auto found = body.find(key);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace

Result<ledger::PaymentFilter, std::string> filterOf(const wire::PaymentsList& list, payment::Agents& agents)
{
    ledger::PaymentFilter filter;
    if (list.limit < 1 || list.limit > wire::kMaxPageRows) {
        return fail(std::string("bad_request"));
    }
    filter.limit = list.limit;
    if (list.agent) {
        const payment::Agent* agent = agents.find(*list.agent);
        if (agent == nullptr) {
            return fail(std::string("no_such_agent"));
        }
        filter.agent = agent->id;
    }
    if (list.status) {
        auto states = ledger::statesFromText(*list.status);
        if (!states || states->size() > kMaxStates) {
            return fail(std::string("bad_request"));
        }
        filter.states = std::move(*states);
    }
    if (list.after) {
        const auto after = ledger::PaymentId::fromText(*list.after);
        if (!after) {
            return fail(std::string("bad_request"));
        }
        filter.before = after->number;
    }
    if (list.host.value_or("").size() > kMaxFilterBytes || list.text.value_or("").size() > kMaxFilterBytes) {
        return fail(std::string("bad_request"));
    }
    filter.host = list.host;
    if (list.text && !list.text->empty()) {
        filter.text = list.text;
    }
    if (list.sinceMs) {
        filter.since = Instant{*list.sinceMs};
    }
    return filter;
}

Result<ledger::PaymentFilter, std::string> filterOf(const wire::PaymentsFind& find, payment::Agents& agents)
{
    auto filter = filterOf(static_cast<const wire::PaymentsList&>(find), agents);
    if (!filter) {
        return filter;
    }
    if (find.network.value_or("").size() > kMaxFilterBytes ||
        find.interface.value_or("").size() > kMaxFilterBytes) {
        return fail(std::string("bad_request"));
    }
    filter->network = find.network;
    filter->interface = find.interface;
    return filter;
}

Result<wire::PaymentMargin, std::string> marginOf(ledger::LedgerReader& reader, std::string_view paymentId)
{
    const auto number = ledger::PaymentId::fromText(paymentId);
    if (!number) {
        return fail(std::string("no_such_payment"));
    }
    const auto row = reader.payment(*number);
    const auto events = reader.eventsOf(*number);
    if (!row || !events) {
        return fail(std::string("ledger_failed"));
    }
    if (!*row) {
        return fail(std::string("no_such_payment"));
    }
    wire::PaymentMargin margin;
    for (const ledger::PaymentEvent& event : *events) {
        const auto body = nlohmann::json::parse(event.body, nullptr, false);
        if (event.kind == "proven" || event.kind == "void") {
            margin.evidence = textOf(body, "evidence");
        }
        if (event.kind == payment::kNoted && body.is_object()) {
            margin.note = textOf(body, "note");
            margin.tags = body.value("tags", std::vector<std::string>());
        }
    }
    const money::Network* network = money::Registry::builtIn().networkByCaip2((*row)->network);
    if (network != nullptr && !network->explorer.empty()) {
        margin.explorer = network->explorer + "/tx/";
    }
    return margin;
}

Result<wire::PaymentsTotals, ledger::DatabaseError> totalsOf(ledger::LedgerReader& reader,
                                                             ledger::PaymentFilter filter)
{
    struct Sums {
        std::int64_t payments = 0;
        money::Amount paid;
        money::Amount atRisk;
    };
    std::map<std::tuple<bool, std::string, std::string>, Sums> sums; // practice money last
    wire::PaymentsTotals totals;
    const auto& registry = money::Registry::builtIn();
    filter.limit = kMostSummedRows;
    filter.before.reset();
    const auto done = reader.visitSums(filter, [&](const ledger::PaymentSum& payment) {
        ++totals.requests;
        const auto amount = money::Amount::fromAtomic(payment.amount);
        if (!ledger::isLive(payment.status) || !amount) {
            return;
        }
        const money::Network* network = registry.networkByCaip2(payment.network);
        Sums& sum = sums[{network != nullptr && network->isPractice, payment.network, payment.asset}];
        ++sum.payments;
        sum.paid = policy::saturatingSum(sum.paid, *amount);
        // What has expired cannot be collected any more; it counts, and is not at risk.
        if (payment.status == ledger::Status::Authorized || payment.status == ledger::Status::Unknown) {
            sum.atRisk = policy::saturatingSum(sum.atRisk, *amount);
        }
    });
    if (!done) {
        return fail(done.error());
    }
    totals.isCut = totals.requests >= kMostSummedRows;
    for (const auto& [key, sum] : sums) {
        if (totals.tokens.size() == kMostTokens) {
            break;
        }
        const auto& [isPractice, caip2, address] = key;
        const money::Network* network = registry.networkByCaip2(caip2);
        const money::Asset* asset = registry.asset(caip2, address);
        const unsigned decimals = asset != nullptr ? asset->decimals : 0;
        totals.tokens.push_back({caip2, network != nullptr ? network->displayName : caip2, isPractice,
                                 address, asset != nullptr ? asset->symbol : std::string(), sum.payments,
                                 sum.paid.toDecimal(decimals), sum.atRisk.toDecimal(decimals)});
    }
    return totals;
}

wire::PaymentsPage pageOf(const std::vector<ledger::StoredPayment>& rows, std::int64_t limit,
                          const AgentFaces& faces)
{
    wire::PaymentsPage page;
    std::size_t size = 0;
    for (const ledger::StoredPayment& each : rows) {
        wire::PaymentRow row = toWire(each, faces);
        size += sizeInFrame(row);
        if (size > kMaxPageBytes && !page.payments.empty()) {
            page.next = page.payments.back().id;
            return page;
        }
        page.payments.push_back(std::move(row));
    }
    if (static_cast<std::int64_t>(rows.size()) == limit) {
        page.next = page.payments.back().id;
    }
    return page;
}

std::string sentenceFor(const ledger::PaymentEvent& event)
{
    const auto body = nlohmann::json::parse(event.body, nullptr, false);
    if (!body.is_object()) {
        return "This entry cannot be read.";
    }
    if (event.kind == "denied") {
        return "Seen and not paid.";
    }
    if (event.kind == "waiting") {
        return "Seen; waits for a person.";
    }
    if (event.kind == "authorized") {
        const std::string by = textOf(body, "by");
        return by == "rules" || by.empty()
                   ? "Allowed by the rules, recorded, and signed."
                   : "Allowed by a person (" + by.substr(by.find(' ') + 1) + "), recorded, and signed.";
    }
    if (event.kind == "rejected") {
        const std::string note = textOf(body, "note");
        return "Rejected by a person (" + textOf(body, "by").substr(8) + ")" +
               (note.empty() ? "." : ": " + note);
    }
    if (event.kind == "lapsed") {
        return "Nobody decided in time; not paid.";
    }
    if (event.kind == "given_up") {
        return "The agent gave it up; not paid.";
    }
    if (event.kind == "reported") {
        const std::string status = textOf(body, "status");
        const std::string error = textOf(body, "error");
        const auto http = body.value("httpStatus", std::int64_t{0});
        const std::string answered =
            http == 0 ? "No answer came from the merchant" : "The merchant answered " + std::to_string(http);
        return answered + (status == "settled" ? " and says it is settled."
                           : error.empty()     ? "; not settled as far as it says."
                                               : ": " + error);
    }
    if (event.kind == "proven") {
        return "A final block holds the transfer: settled. Transaction " + textOf(body, "transaction");
    }
    if (event.kind == "void") {
        return "A final block past its validity shows it was never used. It counts no more.";
    }
    if (event.kind == "doubted") {
        return "The block that proved it is gone. It counts as authorized until it is proven again.";
    }
    if (event.kind == "revived") {
        return "What proved it unused does not hold. It counts again.";
    }
    if (event.kind == payment::kNoted) {
        return "The owner wrote a note.";
    }
    if (event.kind == "expired") {
        return "Its validity is over and nobody reported how it ended. It counts as spent until proven "
               "unused.";
    }
    return event.kind;
}

Result<wire::PaymentDetail, wire::ErrorBody> detailOf(ledger::LedgerReader& reader,
                                                      std::string_view paymentId, const AgentFaces& faces)
{
    const auto number = ledger::PaymentId::fromText(paymentId);
    if (!number) {
        return fail(errorBody("no_such_payment"));
    }
    const auto row = reader.payment(*number);
    const auto events = reader.eventsOf(*number);
    if (!row || !events) {
        return fail(notReadBody(row ? events.error() : row.error()));
    }
    if (!*row) {
        return fail(errorBody("no_such_payment"));
    }
    wire::PaymentDetail detail;
    detail.payment = toWire(**row, faces);
    detail.decidedBy = "rules";
    for (const ledger::PaymentEvent& event : *events) {
        detail.timeline.push_back({event.at.unixMs, event.kind, sentenceFor(event), event.seq});
        if (const auto seen = payment::seenFromEventBody(event.body)) {
            detail.decision = toWire(seen->judgement);
            detail.trace = traceOf(*seen);
            detail.claims = toWire(seen->ask.claims);
            detail.caller = toWire(seen->ask.caller);
            detail.sellerWords = seen->ask.challenge.description;
            if (!seen->ask.challenge.options.empty()) {
                detail.optionRaw =
                    toVisibleText(seen->ask.challenge.options.front().raw, kMaxOptionShownBytes);
            }
        }
        const auto body = nlohmann::json::parse(event.body, nullptr, false);
        if (event.kind == "authorized") {
            detail.hash = toHex(event.hash);
            if (body.contains("signing")) {
                if (const auto terms = ledger::termsFromJson(body["signing"])) {
                    detail.authorization = toWire(*terms);
                }
            }
        }
        if (event.kind == "authorized" || event.kind == "rejected") {
            detail.decidedBy = textOf(body, "by");
        }
    }
    return detail;
}

} // namespace till::keeper
