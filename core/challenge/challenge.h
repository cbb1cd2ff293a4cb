#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace till::challenge {

// Limits of this border, the merchant's answer.
inline constexpr std::size_t kMaxHeaderBytes = 64 * 1024; ///< base64 text of PAYMENT-REQUIRED
inline constexpr std::size_t kMaxBodyBytes = 256 * 1024;  ///< body of a version 1 challenge
inline constexpr std::size_t kMaxOptions = 16;
inline constexpr std::size_t kMaxRawBytes = 32 * 1024; ///< all raw texts that are echoed, together
inline constexpr std::size_t kMaxShownTextBytes = 512; ///< description and error, made visible

/// One way to pay that a merchant offers, as it wrote it. Nothing is judged here but the form.
struct Option {
    std::string scheme;
    std::string network; ///< as written: CAIP-2 in version 2, a short name in version 1
    std::string caip2;   ///< the registry's id for it; empty when not known there
    std::string asset;
    std::string amount; ///< text as written; policy reads it into an Amount
    std::string payTo;
    std::int64_t maxTimeoutSeconds = 0;
    std::string eip712Name;     ///< extra.name, empty when absent
    std::string eip712Version;  ///< extra.version, empty when absent
    std::string transferMethod; ///< extra.assetTransferMethod, empty when absent
    std::string paymentFlow;    ///< extra.paymentFlow, empty when absent
    std::string raw;            ///< the element of `accepts`, byte for byte: the echo is compared deeply
};

/// A 402 answer, read.
struct Challenge {
    int x402Version = 0; ///< 1 or 2
    std::string resourceUrl;
    std::string description;   ///< made visible and cut
    std::string error;         ///< made visible and cut
    std::string resourceRaw;   ///< version 2, byte for byte; empty when absent or null
    std::string extensionsRaw; ///< version 2, byte for byte; empty when absent or null
    std::vector<Option> options;
};

/// An HTTP answer as it came. Header names in any case.
struct HttpAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

/// Why an answer is not a payable challenge. `describe` gives each its code of wire/problem_codes.h.
enum class ChallengeError {
    NotA402,
    NoKnownDialect,
    HeaderRepeated,
    TooLarge,
    BadBase64,
    BadJson,
    BadVersion,
    MissingField,
    WrongType,
    NoOptions,
    TooManyOptions,
    BadTimeout,
};

struct ChallengeFault {
    ChallengeError error;
    std::string where; ///< JSON pointer of the fault, or empty
};

/// Problem code ("challenge_malformed") of a fault.
[[nodiscard]] std::string_view codeOf(ChallengeError error);
/// One sentence: what is wrong, and where.
[[nodiscard]] std::string describe(const ChallengeFault& fault);

/// Finds the dialect (x402 section 3.2: a non-empty PAYMENT-REQUIRED header wins, else a version 1 body) and
/// reads it. A header that is present but unreadable is a fault; the body is then not tried.
[[nodiscard]] Result<Challenge, ChallengeFault> parseChallenge(const HttpAnswer& answer);

} // namespace till::challenge
