#include "core/money/registry_json.h"

#include "core/support/plain_text.h"
#include "core/support/strict_json.h"

#include <algorithm>
#include <array>

namespace till::money {

namespace {

using nlohmann::json;

constexpr JsonLimits kLimits{.maxBytes = std::size_t{1024} * 1024, .maxDepth = 8, .maxValues = 50'000};
constexpr std::size_t kMaxNameBytes = 128;
constexpr unsigned kMaxDecimals = 77;
constexpr std::uint64_t kMaxConfirmations = 100'000;
constexpr std::uint64_t kMaxChainId = (std::uint64_t{1} << 53) - 1; // what every peer's JSON number can hold
constexpr std::string_view kEvmSpace = "eip155:";

/// Tokens whose issuers promise one US dollar for each. Anything else (euros, coins) never counts against USD
/// limits.
constexpr std::array<std::string_view, 13> kDollarPegged = {
    "USDC", "USDC.e",  "USDT", "USDT0", "USAT",    "USDG", "PYUSD",
    "mUSD", "MegaUSD", "SBC",  "CASH",  "pathUSD", "pUSD",
};

/// A member that is a plain line of text, or empty.
std::string plainMember(const json& object, const char* name)
{
    const auto member = object.is_object() ? object.find(name) : object.end();
    if (member == object.end() || !member->is_string())
        return {};
    const auto& text = member->get_ref<const std::string&>();
    return isPlainLine(text, kMaxNameBytes) ? text : std::string();
}

/// The length of the text as such; hex digits follow `0x`.
bool isEvmAddress(std::string_view text)
{
    constexpr std::size_t kLength = 42;
    return text.size() == kLength && text.starts_with("0x") &&
           text.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
}

/// A base58 public key of 32 bytes has 32 to 44 characters.
bool isBase58Key(std::string_view text)
{
    constexpr std::string_view kAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    return text.size() >= 32 && text.size() <= 44 &&
           text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

bool readFamily(const json& entry, Network& network)
{
    const std::string family = plainMember(entry, "family");
    const json chainId = entry.value("chainId", json());
    if (family == "svm") {
        network.family = Family::Svm;
        return chainId.is_null() && network.caip2.starts_with("solana:");
    }
    if (family != "evm" || !chainId.is_number_unsigned())
        return false;
    network.family = Family::Evm;
    network.chainId = chainId.get<std::uint64_t>();
    return network.chainId > 0 && network.chainId <= kMaxChainId &&
           network.caip2 == std::string(kEvmSpace) + std::to_string(network.chainId);
}

/// `finality` is optional: {"tag": "finalized" or "safe", "confirmations": 1 … 100000}.
bool readFinality(const json& entry, Network& network)
{
    const auto finality = entry.find("finality");
    if (finality == entry.end())
        return true;
    const std::string tag = plainMember(*finality, "tag");
    const json confirmations = finality->is_object() ? finality->value("confirmations", json()) : json();
    if ((tag != "finalized" && tag != "safe") || !confirmations.is_number_unsigned())
        return false;
    network.finalTag = tag;
    network.confirmations = confirmations.get<std::uint64_t>();
    return network.confirmations > 0 && network.confirmations <= kMaxConfirmations;
}

Result<Network, RegistryError> readNetwork(const json& entry)
{
    if (!entry.is_object())
        return fail(RegistryError::Malformed);
    Network network;
    network.caip2 = plainMember(entry, "caip2");
    network.displayName = plainMember(entry, "displayName");
    network.explorer = plainMember(entry, "explorer");
    network.isPractice = network.caip2 == kPracticeNetwork;
    const json testnet = entry.value("testnet", json());
    const json v1Name = entry.value("v1Name", json());
    if (network.displayName.empty() || !testnet.is_boolean() || !readFamily(entry, network) ||
        !readFinality(entry, network))
        return fail(RegistryError::Malformed);
    if (!network.explorer.empty() && !network.explorer.starts_with("https://"))
        return fail(RegistryError::Malformed);
    network.isTestnet = testnet.get<bool>();
    if (!v1Name.is_null()) {
        network.v1Name = plainMember(entry, "v1Name");
        if (network.v1Name->empty())
            return fail(RegistryError::Malformed);
    }
    return network;
}

bool readMethod(const json& entry, Asset& asset)
{
    const std::string method = plainMember(entry, "transferMethod");
    if (method == "spl-transfer-checked") {
        asset.method = TransferMethod::SplToken;
        return isBase58Key(asset.address);
    }
    const json domain = entry.value("eip712", json());
    if ((method != "eip3009" && method != "permit2") || !domain.is_object() || !isEvmAddress(asset.address))
        return false;
    asset.method = method == "eip3009" ? TransferMethod::Eip3009 : TransferMethod::Permit2;
    asset.eip712Name = plainMember(domain, "name");
    asset.eip712Version = plainMember(domain, "version");
    return !asset.eip712Name.empty() && !asset.eip712Version.empty();
}

Result<Asset, RegistryError> readAsset(const json& entry)
{
    if (!entry.is_object())
        return fail(RegistryError::Malformed);
    Asset asset;
    asset.network = plainMember(entry, "network");
    asset.address = plainMember(entry, "address");
    asset.symbol = plainMember(entry, "symbol");
    asset.isDollarPegged = std::ranges::find(kDollarPegged, asset.symbol) != kDollarPegged.end();
    const json decimals = entry.value("decimals", json());
    if (asset.network.empty() || asset.symbol.empty() || !decimals.is_number_unsigned() ||
        decimals.get<std::uint64_t>() > kMaxDecimals || !readMethod(entry, asset))
        return fail(RegistryError::Malformed);
    asset.decimals = decimals.get<unsigned>();
    return asset;
}

} // namespace

Result<RegistryEntries, RegistryError> readRegistryEntries(std::string_view text)
{
    const auto document = parseStrictJson(text, kLimits);
    if (!document)
        return fail(RegistryError::Unreadable);
    if (!document->is_object())
        return fail(RegistryError::Malformed);
    const json networks = document->value("networks", json());
    const json assets = document->value("assets", json());
    if (!networks.is_array() || !assets.is_array())
        return fail(RegistryError::Malformed);

    RegistryEntries entries;
    for (const json& entry : networks) {
        auto network = readNetwork(entry);
        if (!network)
            return fail(network.error());
        entries.networks.push_back(std::move(*network));
    }
    for (const json& entry : assets) {
        auto asset = readAsset(entry);
        if (!asset)
            return fail(asset.error());
        entries.assets.push_back(std::move(*asset));
    }
    return entries;
}

} // namespace till::money
