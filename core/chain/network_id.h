#pragma once

#include "core/support/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace till::chain {

enum class NetworkIdError { Malformed, ChainIdOutOfRange };

/// A CAIP-2 chain id, `namespace:reference`. Any well-formed one parses, also of families we cannot pay
/// (`algorand:…=`); for `eip155` the reference must be a plain decimal below 2^53 without leading zeros.
struct NetworkId {
    std::string space;
    std::string reference;

    [[nodiscard]] static Result<NetworkId, NetworkIdError> fromText(std::string_view text);
    [[nodiscard]] std::string toText() const { return space + ":" + reference; }
    /// 0 unless `eip155`.
    [[nodiscard]] std::uint64_t evmChainId() const;
};

} // namespace till::chain
