#include "app/keeper/insights.h"

#include "app/keeper/overview.h"
#include "app/keeper/spend_forecast.h"
#include "core/policy/payment_facts.h"

#include <algorithm>
#include <map>

namespace till::keeper {

namespace {

using ledger::PaymentSum;
using ledger::Status;
using money::Amount;

constexpr std::int64_t kDayMs = 24 * 3'600'000;

/// What one host was paid in each slice of the time.
struct HostRow {
    Amount sum;
    std::int64_t payments = 0;
    std::map<std::int64_t, std::pair<Amount, std::uint64_t>> slices;
};

std::vector<wire::HostSpend> topHosts(const std::map<std::string, HostRow>& rows)
{
    std::vector<std::pair<std::string, HostRow>> sorted(rows.begin(), rows.end());
    std::ranges::stable_sort(sorted,
                             [](const auto& a, const auto& b) { return a.second.sum > b.second.sum; });
    sorted.resize(std::min(sorted.size(), kMostInsightHosts));
    std::vector<wire::HostSpend> hosts;
    for (const auto& [host, row] : sorted) {
        wire::HostSpend spend{host, row.payments, row.sum.toAtomic(), {}};
        for (const auto& [slice, paid] : row.slices) {
            spend.pricesMicro.push_back(paid.first.dividedBy(paid.second).toAtomic());
        }
        hosts.push_back(std::move(spend));
    }
    return hosts;
}

void count(const PaymentSum& payment, wire::DecisionMix& mix)
{
    switch (payment.status) {
    case Status::Waiting:
        ++mix.waiting;
        return;
    case Status::Rejected:
        ++mix.rejected;
        return;
    case Status::Lapsed:
    case Status::GivenUp:
        ++mix.lapsed;
        return;
    case Status::Denied:
        ++mix.denied;
        return;
    case Status::Authorized:
    case Status::Settled:
    case Status::Unknown:
    case Status::Expired:
    case Status::Void:
        ++(payment.verdict == "ask" ? mix.approved : mix.allowed);
        return;
    }
}

bool isUndelivered(const PaymentSum& payment)
{
    return payment.status == Status::Settled && payment.httpStatus &&
           (*payment.httpStatus < 200 || *payment.httpStatus > 299);
}

Result<void, ledger::DatabaseError> addOutcomes(ledger::LedgerReader& reader, const InsightsRequest& request,
                                                wire::Insights& insights)
{
    Amount undelivered;
    Amount unresolved;
    std::int64_t seen = 0;
    const auto done = reader.visitOutcomes(
        Instant{request.get.fromMs}, Instant{request.get.untilMs}, kMostOutcomes,
        [&](const PaymentSum& payment) {
            ++seen;
            const money::Network* network = money::Registry::builtIn().networkByCaip2(payment.network);
            const bool isPractice = network != nullptr && network->isPractice;
            if (isPractice != request.get.practice) {
                return;
            }
            count(payment, insights.decisions);
            const auto amount = Amount::fromAtomic(payment.amount);
            const auto micro = amount ? microOf(payment.network, payment.asset, *amount, request.get.practice)
                                      : std::nullopt;
            const Amount sum = micro.value_or(Amount::zero());
            if (isUndelivered(payment)) {
                ++insights.undelivered;
                undelivered = policy::saturatingSum(undelivered, sum);
            } else if (payment.status == Status::Unknown || payment.status == Status::Expired) {
                ++insights.unresolved;
                unresolved = policy::saturatingSum(unresolved, sum);
            }
        });
    insights.undeliveredMicro = undelivered.toAtomic();
    insights.unresolvedMicro = unresolved.toAtomic();
    insights.isCut = seen >= kMostOutcomes;
    return done;
}

Result<void, ledger::DatabaseError> addHosts(ledger::LedgerReader& reader, const InsightsRequest& request,
                                             wire::Insights& insights)
{
    std::map<std::string, HostRow> rows;
    const std::int64_t span = request.get.untilMs - request.get.fromMs;
    const auto done = reader.visitSpend(
        Instant{request.get.fromMs}, Instant{request.get.untilMs}, [&](const ledger::SpendHour& hour) {
            const auto micro = microOf(hour.network, hour.asset, hour.amount, request.get.practice);
            if (!micro || hour.payments <= 0) {
                return;
            }
            HostRow& row = rows[hour.host];
            row.sum = policy::saturatingSum(row.sum, *micro);
            row.payments += hour.payments;
            const std::int64_t past = std::max<std::int64_t>(0, hour.start.unixMs - request.get.fromMs);
            auto& [sum, payments] = row.slices[past / ((span + kPriceSlices - 1) / kPriceSlices)];
            sum = policy::saturatingSum(sum, *micro);
            payments += static_cast<std::uint64_t>(hour.payments);
        });
    insights.hosts = topHosts(rows);
    return done;
}

/// Money by the day on the wall, from the first day that had any, today last.
Result<void, ledger::DatabaseError> addForecast(ledger::LedgerReader& reader, const InsightsRequest& request,
                                                wire::Insights& insights)
{
    const auto dayOf = [&](Instant at) { return request.zone.spanAt(policy::CalendarUnit::Day, at).start; };
    const policy::TimeSpan month = request.zone.spanAt(policy::CalendarUnit::Month, request.now);
    const Instant today = dayOf(request.now);
    std::map<std::int64_t, Amount> days;
    Amount monthSoFar;
    const Instant from =
        std::min(month.start, today.plusMs(-static_cast<std::int64_t>(kMostForecastDays) * kDayMs));
    const auto done = reader.visitSpend(from, request.now.plusMs(1), [&](const ledger::SpendHour& hour) {
        if (const auto micro = microOf(hour.network, hour.asset, hour.amount, request.get.practice)) {
            Amount& day = days[dayOf(hour.start).unixMs];
            day = policy::saturatingSum(day, *micro);
            if (hour.start >= month.start) {
                monthSoFar = policy::saturatingSum(monthSoFar, *micro);
            }
        }
    });
    if (!done || days.empty()) {
        return done;
    }
    std::vector<Amount> complete;
    for (Instant day{days.begin()->first}; day < today;
         day = request.zone.spanAt(policy::CalendarUnit::Day, day).end) {
        const auto found = days.find(day.unixMs);
        complete.push_back(found == days.end() ? Amount::zero() : found->second);
    }
    std::int64_t after = 0;
    for (Instant day = request.zone.spanAt(policy::CalendarUnit::Day, today).end; day < month.end;
         day = request.zone.spanAt(policy::CalendarUnit::Day, day).end) {
        ++after;
    }
    const auto spentToday = days.find(today.unixMs);
    if (const auto forecast = forecastOf(
            complete, monthSoFar, spentToday == days.end() ? Amount::zero() : spentToday->second, after)) {
        insights.forecast =
            wire::SpendForecast{monthSoFar.toAtomic(),
                                forecast->low.toAtomic(),
                                forecast->likely.toAtomic(),
                                forecast->high.toAtomic(),
                                month.end.unixMs,
                                static_cast<std::int64_t>(std::min(complete.size(), kMostForecastDays))};
    }
    return done;
}

} // namespace

std::optional<InsightsRequest> insightsRequestOf(const wire::InsightsGet& get, Instant now)
{
    auto zone = policy::TimeZone::named(get.timeZone);
    const bool isSpan =
        get.fromMs >= 0 && get.fromMs < get.untilMs && get.untilMs - get.fromMs <= kMostInsightDays * kDayMs;
    if (!zone || !isSpan) {
        return std::nullopt;
    }
    return InsightsRequest{get, *zone, now};
}

Result<wire::Insights, ledger::DatabaseError> insightsOf(ledger::LedgerReader& reader,
                                                         const InsightsRequest& request)
{
    wire::Insights insights;
    for (const auto add : {addHosts, addOutcomes, addForecast}) {
        if (auto done = add(reader, request, insights); !done) {
            return fail(done.error());
        }
    }
    return insights;
}

} // namespace till::keeper
