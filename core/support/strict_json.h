#pragma once

#include "core/support/result.h"

#include "core/support/json.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace till {

enum class JsonError { TooLarge, TooDeep, DuplicateKey, BadUtf8, Syntax, TooManyValues, NumberOutOfRange };

/// Limits of one border. Each border names its own beside its other limits.
struct JsonLimits {
    std::size_t maxBytes = std::size_t{256} * 1024;
    std::size_t maxDepth = 32;
    std::size_t maxValues = 20'000;
};

/// The one reader of JSON from outside. Beyond RFC 8259 it refuses: more bytes, depth or values than
/// the limits; a repeated key in one object (libraries keep the last, peers may keep the first);
/// invalid UTF-8 and lone surrogates; integers that leave 64 bits (libraries make doubles of them);
/// anything after the value. Fractions parse (extensions carry them), but money is never read from a number.
[[nodiscard]] Result<nlohmann::json, JsonError> parseStrictJson(std::string_view text,
                                                                const JsonLimits& limits);

/// The exact text of one member or element of JSON that parseStrictJson accepted, byte for byte as its author
/// wrote it (keys, case, order, number form). `path` is a JSON pointer (RFC 6901) such as `/accepts/0`.
/// Absent when there is no such value.
[[nodiscard]] std::optional<std::string_view> rawJsonAt(std::string_view acceptedText, std::string_view path);

} // namespace till
