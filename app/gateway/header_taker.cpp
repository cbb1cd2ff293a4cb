#include "app/gateway/header_taker.h"

#include "app/gateway/limits.h"
#include "app/gateway/merchant_headers.h"
#include "core/money/amount.h"
#include "core/support/plain_text.h"

#include <algorithm>
#include <charconv>

namespace till::gateway {

namespace {

constexpr std::string_view kCommonKeyHeader = "Idempotency-Key";
constexpr std::size_t kMaxSecondsDigits = 8;
constexpr std::size_t kMaxAmountDigits = 78;

} // namespace

std::optional<std::string> HeaderTaker::line(std::string_view name, std::size_t maxBytes)
{
    const std::string* value = m_request.header(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (m_request.count(name) > 1 || value->empty() || !isPlainLine(*value, maxBytes)) {
        note("bad_request", std::string(name) + " must be there once, as one line of at most " +
                                std::to_string(maxBytes) + " bytes.");
        return std::nullopt;
    }
    return *value;
}

std::int64_t HeaderTaker::wait(std::int64_t usual)
{
    const auto text = line(kWaitHeader, kMaxSecondsDigits);
    if (!text) {
        return usual;
    }
    std::int64_t seconds = -1;
    const char* const end = text->data() + text->size();
    const auto [stop, error] = std::from_chars(text->data(), end, seconds);
    if (error != std::errc{} || stop != end || seconds < 0 || seconds > kMaxWaitSeconds) {
        note("bad_request",
             "Till-Wait must be whole seconds from 0 to " + std::to_string(kMaxWaitSeconds) + ".");
    }
    return seconds;
}

std::optional<std::string> HeaderTaker::maxAmount()
{
    auto text = line(kMaxAmountHeader, kMaxAmountDigits);
    if (text && !money::Amount::fromAtomic(*text)) {
        note("bad_amount", "Till-Max-Amount must be decimal digits of atomic units, for example 250000.");
    }
    return text;
}

std::optional<std::string> HeaderTaker::key()
{
    auto own = line(kOwnKeyHeader, kMaxIdempotencyKeyBytes);
    return own ? own : line(kCommonKeyHeader, kMaxIdempotencyKeyBytes);
}

wire::ClaimsShape HeaderTaker::claims()
{
    return {line(kToolHeader, kMaxClaimBytes).value_or(""), line(kTaskHeader, kMaxClaimBytes).value_or(""),
            line(kReasonHeader, kMaxClaimBytes).value_or("")};
}

void HeaderTaker::noteUnknown(std::span<const std::string_view> known)
{
    for (const http::Header& each : m_request.headers) {
        const bool isKnown = std::any_of(known.begin(), known.end(), [&each](std::string_view name) {
            return http::isName(each.name, name);
        });
        if (isOurHeader(each.name) && !isKnown) {
            note("unknown_field", "There is no header \"" + each.name + "\".");
        }
    }
}

void HeaderTaker::note(std::string_view code, std::string detail)
{
    if (!m_fault) {
        m_fault = BadRequest{code, std::move(detail)};
    }
}

} // namespace till::gateway
