#include "app/keeper/overview.h"

#include "core/policy/explain_texts.h"
#include "core/policy/payment_facts.h"

#include <algorithm>
#include <map>

namespace till::keeper {

namespace {

using money::Amount;

std::optional<policy::CalendarUnit> unitOf(std::string_view bucket)
{
    if (bucket == "hour") {
        return policy::CalendarUnit::Hour;
    }
    if (bucket == "day") {
        return policy::CalendarUnit::Day;
    }
    if (bucket == "week") {
        return policy::CalendarUnit::Week;
    }
    if (bucket == "month") {
        return policy::CalendarUnit::Month;
    }
    return std::nullopt;
}

std::string hostName(const std::string& host)
{
    return host.empty() ? std::string(policy::kUnknownHost) : host;
}

std::string dollars(const Amount& micro)
{
    return micro.toDecimal(policy::kUsdDecimals);
}

/// An agent's tags as one text, so that no payment is counted under two of them.
std::string tagsOf(const AgentFaces& faces, const std::string& agent)
{
    const auto face = faces.find(agent);
    std::string text;
    for (const std::string& tag : face == faces.end() ? std::vector<std::string>() : face->second.tags) {
        text += (text.empty() ? "" : " + ") + tag;
    }
    return text.empty() ? "no tag" : text;
}

struct Row {
    std::vector<Amount> values;
    Amount total;
};

wire::ChartSeries seriesOf(const std::string& key, const Row& row, const OverviewRequest& request,
                           const AgentFaces& faces, std::int64_t rank)
{
    wire::ChartSeries series;
    series.key = key;
    series.label = key;
    series.colour = rank;
    if (request.get.groupBy == "agent") {
        if (const auto face = faces.find(key); face != faces.end()) {
            series.label = face->second.name;
            series.colour = face->second.colour;
        }
    } else if (request.get.groupBy == "asset") {
        const auto slash = key.find('/');
        const money::Asset* asset =
            money::Registry::builtIn().asset(key.substr(0, slash), key.substr(slash + 1));
        const money::Network* network = money::Registry::builtIn().networkByCaip2(key.substr(0, slash));
        if (asset != nullptr && network != nullptr) {
            series.label = asset->symbol + " on " + network->displayName;
        }
    }
    for (const Amount& each : row.values) {
        series.values.push_back(each.toAtomic());
    }
    return series;
}

std::vector<wire::ChartSeries> topSeries(std::map<std::string, Row> rows, const OverviewRequest& request,
                                         const AgentFaces& faces)
{
    std::vector<std::pair<std::string, Row>> sorted(rows.begin(), rows.end());
    std::ranges::stable_sort(sorted,
                             [](const auto& a, const auto& b) { return a.second.total > b.second.total; });
    std::vector<wire::ChartSeries> series;
    Row other;
    for (std::size_t each = 0; each < sorted.size(); ++each) {
        if (each + 1 < kMaxSeries || sorted.size() <= kMaxSeries - 1) {
            series.push_back(seriesOf(sorted[each].first, sorted[each].second, request, faces,
                                      static_cast<std::int64_t>(each)));
            continue;
        }
        other.values.resize(sorted[each].second.values.size());
        for (std::size_t bucket = 0; bucket < other.values.size(); ++bucket) {
            other.values[bucket] =
                policy::saturatingSum(other.values[bucket], sorted[each].second.values[bucket]);
        }
    }
    if (!other.values.empty()) {
        series.push_back(seriesOf("other", other, request, {}, 8));
    }
    return series;
}

/// Signed and not settled: only the newest payments can be so, the rest have expired or were settled.
Result<Amount, ledger::DatabaseError> atRisk(ledger::LedgerReader& reader, const OverviewRequest& request)
{
    Amount sum;
    for (const char* status : {"authorized", "unknown"}) {
        ledger::PaymentFilter filter;
        filter.status = status;
        filter.since = request.now.plusMs(-2 * payment::kWaitForPersonMs - 15 * 60 * 1000);
        filter.limit = 100'000;
        const auto rows = reader.page(filter);
        if (!rows) {
            return fail(rows.error());
        }
        for (const ledger::StoredPayment& each : *rows) {
            const auto amount = Amount::fromAtomic(each.amount);
            if (!amount) {
                continue;
            }
            if (const auto micro = microOf(each.network, each.asset, *amount, request.get.practice)) {
                sum = policy::saturatingSum(sum, *micro);
            }
        }
    }
    return sum;
}

} // namespace

std::optional<Amount> microOf(const std::string& network, const std::string& asset, const Amount& amount,
                              bool isPractice)
{
    const auto& registry = money::Registry::builtIn();
    const money::Network* net = registry.networkByCaip2(network);
    const money::Asset* token = registry.asset(network, asset);
    if (net == nullptr || token == nullptr || net->isPractice != isPractice) {
        return std::nullopt;
    }
    return policy::usdMicro(policy::makeSpendLine(*net, *token), amount);
}

std::optional<OverviewRequest> overviewRequestOf(const wire::OverviewGet& get, payment::Till& till,
                                                 Instant now)
{
    const auto unit = unitOf(get.bucket);
    auto zone = policy::TimeZone::named(get.timeZone);
    const bool isKnownGroup =
        get.groupBy == "agent" || get.groupBy == "host" || get.groupBy == "asset" || get.groupBy == "tag";
    if (!unit || !zone || !isKnownGroup || get.fromMs < 0 || get.fromMs >= get.untilMs) {
        return std::nullopt;
    }
    OverviewRequest request;
    request.get = get;
    request.zone = *zone;
    request.now = now;
    request.today = zone->spanAt(policy::CalendarUnit::Day, now).start;
    Instant at{get.fromMs};
    while (at.unixMs < get.untilMs) {
        const policy::TimeSpan span = zone->spanAt(*unit, at);
        request.bucketStarts.push_back(span.start);
        if (request.bucketStarts.size() > kMaxBuckets || span.end <= at) {
            return std::nullopt;
        }
        at = span.end;
    }
    request.bucketStarts.push_back(at);
    request.waiting = static_cast<std::int64_t>(till.waiting().size());
    request.leftTodayMicro = till.leftToday(get.practice);
    for (const payment::Agent& agent : till.settings().agents.all()) {
        const bool isPractice = agent.policy.money == policy::MoneyKind::PracticeOnly;
        if (isPractice != get.practice || request.budgets.size() >= 24) {
            continue;
        }
        for (wire::BudgetEffect& each : toWire(till.standing(agent))) {
            each.name = agent.name + ": " + each.name;
            request.budgets.push_back(std::move(each));
        }
    }
    return request;
}

Result<wire::Overview, ledger::DatabaseError>
overviewOf(ledger::LedgerReader& reader, const OverviewRequest& request, const AgentFaces& faces)
{
    const auto& starts = request.bucketStarts;
    const std::size_t buckets = starts.size() - 1;
    std::map<std::string, Row> rows;
    Amount spentToday;
    const Instant from = std::min(starts.front(), request.today);
    const Instant until = std::max(starts.back(), request.now.plusMs(3'600'000));
    const auto done = reader.visitSpend(from, until, [&](const ledger::SpendHour& hour) {
        const auto micro = microOf(hour.network, hour.asset, hour.amount, request.get.practice);
        if (!micro) {
            return;
        }
        if (hour.start >= request.today) {
            spentToday = policy::saturatingSum(spentToday, *micro);
        }
        const auto after = std::ranges::upper_bound(starts, hour.start);
        if (after == starts.begin() || after == starts.end()) {
            return;
        }
        const auto bucket = static_cast<std::size_t>(after - starts.begin()) - 1;
        const std::string key = request.get.groupBy == "agent"  ? hour.agent
                                : request.get.groupBy == "host" ? hostName(hour.host)
                                : request.get.groupBy == "tag"  ? tagsOf(faces, hour.agent)
                                                                : hour.network + "/" + hour.asset;
        Row& row = rows[key];
        row.values.resize(buckets);
        row.values[bucket] = policy::saturatingSum(row.values[bucket], *micro);
        row.total = policy::saturatingSum(row.total, *micro);
    });
    if (!done) {
        return fail(done.error());
    }
    const auto risk = atRisk(reader, request);
    const auto unknown = reader.countWithStatus(ledger::Status::Unknown);
    const auto expired = reader.countWithStatus(ledger::Status::Expired);
    if (!risk || !unknown || !expired) {
        return fail(ledger::DatabaseError::Other);
    }
    wire::Overview overview;
    overview.spentToday = dollars(spentToday);
    overview.leftToday = request.leftTodayMicro ? dollars(*request.leftTodayMicro) : std::string();
    overview.atRisk = dollars(*risk);
    overview.waiting = request.waiting;
    overview.unknown = *unknown + *expired;
    for (std::size_t each = 0; each < buckets; ++each) {
        overview.bucketStartsMs.push_back(starts[each].unixMs);
    }
    overview.series = topSeries(std::move(rows), request, faces);
    overview.budgets = request.budgets;
    return overview;
}

} // namespace till::keeper
