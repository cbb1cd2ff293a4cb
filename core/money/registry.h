#pragma once

#include "core/support/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::money {

enum class Family { Evm, Svm };
enum class TransferMethod { Eip3009, Permit2, SplToken };

/// One chain. `caip2` is the name that policies and the ledger use, whatever a challenge called it.
struct Network {
    std::string caip2;                 ///< "eip155:8453"
    std::optional<std::string> v1Name; ///< "base"; x402 version 1 has names of its own
    std::string displayName;           ///< "Base"
    Family family = Family::Evm;
    std::uint64_t chainId = 0; ///< EIP-155, below 2^53; 0 for Solana
    bool isTestnet = false;
    bool isPractice = false;            ///< the practice shop's own ledger: no real money, marked everywhere
    std::string explorer;               ///< base URL or empty
    std::string finalTag = "finalized"; ///< the block that its nodes call final (Ethereum JSON-RPC)
    /// How far behind the newest block is taken as final at a node that does not know the tag: two epochs of
    /// Ethereum, or what the registry says.
    std::uint64_t confirmations = 64;
};

/// One token on one chain. What the registry says wins over what a challenge claims.
struct Asset {
    std::string network; ///< CAIP-2
    std::string address; ///< EIP-55 form, or base58 mint
    std::string symbol;  ///< "USDC"
    unsigned decimals = 0;
    std::string eip712Name;    ///< "USD Coin"; empty for Solana
    std::string eip712Version; ///< "2"
    TransferMethod method = TransferMethod::Eip3009;
    bool isDollarPegged = false; ///< counts at par against limits in USD
};

/// CAIP-2 id of the practice shop's chain: a number no real chain has.
inline constexpr std::string_view kPracticeNetwork = "eip155:402402";

enum class RegistryError { Unreadable, Malformed };

/// Networks and tokens that Tillkeeper knows. Built from resources/networks.json (compiled in), immutable
/// after.
class Registry {
public:
    /// The registry compiled into the program, with the practice network.
    [[nodiscard]] static const Registry& builtIn();
    /// Reads the form of resources/networks.json. Unreadable: no JSON that the strict reader takes.
    /// Malformed: a field is missing or wrong, a name or address comes twice, or an asset stands on an
    /// unknown network.
    [[nodiscard]] static Result<Registry, RegistryError> fromJson(std::string_view text);

    [[nodiscard]] const Network* networkByCaip2(std::string_view caip2) const;
    [[nodiscard]] const Network* networkByV1Name(std::string_view name) const;
    /// Finds a token by its address as anybody wrote it (EVM: any case; Solana: exact).
    [[nodiscard]] const Asset* asset(std::string_view caip2, std::string_view address) const;
    [[nodiscard]] const std::vector<Network>& networks() const { return m_networks; }
    [[nodiscard]] const std::vector<Asset>& assets() const { return m_assets; }

private:
    Registry() = default;
    [[nodiscard]] static Result<Registry, RegistryError> fromEntries(std::vector<Network> networks,
                                                                     std::vector<Asset> assets);

    using PlaceByName = std::map<std::string, std::size_t, std::less<>>;
    std::vector<Network> m_networks;
    std::vector<Asset> m_assets;
    PlaceByName m_byCaip2; ///< places in m_networks; not pointers, because a Registry may move
    PlaceByName m_byV1Name;
    std::vector<std::vector<std::size_t>> m_assetsOf; ///< places in m_assets, for each place in m_networks
};

} // namespace till::money
