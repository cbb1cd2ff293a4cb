// Network ids, addresses, hex and base64: each text that is accepted has exactly one spelling, which comes
// back.

#include "core/chain/evm_address.h"
#include "core/chain/network_id.h"
#include "core/support/base64.h"
#include "core/support/hex.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>

namespace {

constexpr std::size_t kMaxBytes = 4096;

void require(bool holds)
{
    if (!holds)
        std::abort();
}

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    if (const auto id = till::chain::NetworkId::fromText(text)) {
        require(id->toText() == text);
        require((id->evmChainId() != 0) == (id->space == "eip155"));
        require(id->evmChainId() == 0 || id->reference == std::to_string(id->evmChainId()));
    }
    if (const auto address = till::chain::EvmAddress::fromText(text)) {
        require(lowered(address->toChecksummed()) == lowered(text));
        require(till::chain::EvmAddress::fromText(address->toChecksummed()).value() == *address);
    }
    if (const auto bytes = till::fromHex0x(text))
        require(till::toHex0x(*bytes) == lowered(text));
    if (const auto bytes = till::fromBase64(text, kMaxBytes))
        require(till::toBase64(*bytes) == text && bytes->size() <= kMaxBytes);
    return 0;
}
