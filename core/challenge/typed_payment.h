#pragma once

#include "core/chain/eip3009.h"
#include "core/challenge/challenge.h"
#include "core/support/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace till::challenge {

// Limits of this border, the typed data of an agent. A payment of EIP-3009 needs a tenth of each.
inline constexpr std::size_t kMaxTypedDataBytes = 16 * 1024;
inline constexpr std::size_t kMaxTypedDataDepth = 6;
inline constexpr std::size_t kMaxTypedDataValues = 256;

/// EIP-712 typed data that is a payment: an EIP-3009 TransferWithAuthorization in a token's domain.
///
/// Read so that its digest is that of exactly this message: types, domain and message have the members of the
/// standards and no others, so nothing is signed that was not read.
struct TypedPayment {
    chain::TokenDomain domain;
    chain::TransferAuthorization authorization; ///< its times fit a signed 64-bit number
};

/// Why typed data is no payment that can be signed.
struct TypedDataFault {
    std::string_view code; ///< of wire/problem_codes.h
    std::string detail;    ///< one sentence
};

/// Reads typed data as `eth_signTypedData_v4` takes it. Numbers may be JSON whole numbers, decimal digits or
/// 0x and hexadecimal digits in a string, as the usual libraries write them.
[[nodiscard]] Result<TypedPayment, TypedDataFault> readTypedPayment(const nlohmann::json& data);
/// The same from its JSON text.
[[nodiscard]] Result<TypedPayment, TypedDataFault> parseTypedPayment(std::string_view text);

/// The payment as the one option of a challenge. `raw` is the whole message in one spelling, so that whoever
/// approves it approves every value of it. How long it may be collected is for the keeper's clock to say.
[[nodiscard]] Option optionOf(const TypedPayment& payment);

} // namespace till::challenge
