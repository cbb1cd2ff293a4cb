#include "core/crypto/hash.h"
#include "core/vault/vault_file.h"

#include <algorithm>
#include <cstdlib>

using namespace till;

namespace {

// Whatever is accepted has one form only: what was read is what is authenticated.
void readOnce(std::span<const std::uint8_t> bytes)
{
    const auto file = vault::parseVaultFile(bytes);
    if (!file) {
        return;
    }
    const Bytes again = vault::fileBytes(file->contents, file->mac);
    if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end())) {
        std::abort();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    readOnce({data, size});
    // The fuzzer cannot guess a SHA-256, so the same bytes again with the right one: this reaches the parser.
    if (size >= sizeof(Hash256)) {
        Bytes repaired(data, data + size);
        const Hash256 checksum = crypto::sha256(std::span(repaired).first(size - sizeof(Hash256)));
        std::copy(checksum.begin(), checksum.end(), repaired.end() - sizeof(Hash256));
        readOnce(repaired);
    }
    return 0;
}
