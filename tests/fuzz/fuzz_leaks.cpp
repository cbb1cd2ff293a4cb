// A file of an owner's, looked through for keys: any bytes. Whatever is found must lie in the text.

#include "core/crypto/secret_bytes.h"
#include "core/leaks/leak_finder.h"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    till::crypto::initialise();
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
    for (const till::leaks::Leak& leak : till::leaks::findLeaks(text)) {
        const std::size_t bytes = leak.secret.size();
        const bool fits = leak.kind == till::leaks::LeakKind::EvmKey      ? bytes == 32
                          : leak.kind == till::leaks::LeakKind::SolanaKey ? bytes == 64
                          : leak.kind == till::leaks::LeakKind::Keystore  ? bytes == 0
                                                                          : bytes >= 12 * 3 + 11;
        if (leak.line < 1 || leak.line > lines || !fits) {
            std::abort();
        }
    }
    return 0;
}
