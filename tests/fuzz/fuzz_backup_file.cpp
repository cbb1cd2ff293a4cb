// A backup file as a stranger hands it over: what comes before the ledger, and the ledger's pieces under a
// key that does not fit.

#include "core/backup/backup_file.h"
#include "core/crypto/hash.h"

#include <algorithm>
#include <cstdlib>

using namespace till;

namespace {

void readOnce(std::span<const std::uint8_t> bytes)
{
    const backup::MemorySource source(bytes);
    const auto header = backup::readBackup(source);
    if (!header) {
        if (backup::describe(header.error()).empty()) {
            std::abort();
        }
        return;
    }
    // What is taken is within its limits, and opens for nobody without the key.
    if (header->vaultFile.size() > vault::kMaxVaultBytes || header->ledgerBytes > bytes.size() ||
        header->anchor.events < 0) {
        std::abort();
    }
    const crypto::SecretBytes key(32);
    const auto opened = backup::openLedger(source, *header, key, [](auto) { return true; });
    if (opened) {
        std::abort();
    }
}

void putSum(Bytes& file, std::size_t end)
{
    if (end + sizeof(Hash256) <= file.size()) {
        const Hash256 sum = crypto::sha256(std::span(file).first(end));
        std::ranges::copy(sum, file.begin() + static_cast<std::ptrdiff_t>(end));
    }
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    crypto::initialise();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    readOnce({data, size});
    // The fuzzer cannot guess a SHA-256, so the same bytes again with the right ones: this reaches what is
    // behind.
    constexpr std::size_t kFixed = 102;
    if (size >= kFixed + 2 * sizeof(Hash256)) {
        Bytes repaired(data, data + size);
        const std::size_t vaultBytes = std::size_t{repaired[kFixed - 2]} << 8 | repaired[kFixed - 1];
        putSum(repaired, kFixed + vaultBytes);
        putSum(repaired, size - sizeof(Hash256));
        readOnce(repaired);
    }
    return 0;
}
