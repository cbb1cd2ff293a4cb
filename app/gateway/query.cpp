#include "app/gateway/query.h"

#include "core/support/plain_text.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace till::gateway {

namespace {

constexpr std::size_t kMaxShownNameBytes = 64;

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (text.front() != '%') {
            out.push_back(text.front());
            text.remove_prefix(1);
            continue;
        }
        unsigned value = 0;
        if (text.size() < 3) {
            return std::nullopt;
        }
        const auto [stop, error] = std::from_chars(text.data() + 1, text.data() + 3, value, 16);
        if (error != std::errc{} || stop != text.data() + 3) {
            return std::nullopt;
        }
        out.push_back(static_cast<char>(value));
        text.remove_prefix(3);
    }
    return out;
}

} // namespace

Read<std::map<std::string, std::string>> readQuery(std::string_view query,
                                                   std::initializer_list<std::string_view> known)
{
    std::map<std::string, std::string> members;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const auto name = percentDecoded(pair.substr(0, equals));
        const auto value = percentDecoded(equals == pair.size() ? "" : pair.substr(equals + 1));
        if (!name || !value) {
            return fail(BadRequest{"bad_request", "The query has a percent sign that begins no escape."});
        }
        const std::string shown = "\"" + toVisibleText(*name, kMaxShownNameBytes) + "\"";
        if (std::find(known.begin(), known.end(), *name) == known.end()) {
            return fail(BadRequest{"unknown_field", "There is no query member " + shown + " here."});
        }
        if (!members.emplace(*name, *value).second) {
            return fail(BadRequest{"bad_request", "The query has " + shown + " twice."});
        }
    }
    return members;
}

Read<std::int64_t> readWhole(std::string_view name, std::string_view text, std::int64_t least,
                             std::int64_t most)
{
    std::int64_t value = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isCanonical = error == std::errc{} && stop == text.data() + text.size() &&
                             text.front() != '-' && (text.front() != '0' || text.size() == 1);
    if (!isCanonical || value < least || value > most) {
        return fail(BadRequest{"bad_request", "\"" + std::string(name) + "\" must be a whole number from " +
                                                  std::to_string(least) + " to " + std::to_string(most) +
                                                  "."});
    }
    return value;
}

} // namespace till::gateway
