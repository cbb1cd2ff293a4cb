#include "app/keeper/hardening.h"

#include "core/crypto/secret_bytes.h"
#include "core/support/ensure.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace till::keeper {

namespace {

/// The debugger's process, from /proc/self/status; 0 for none.
long tracer()
{
    long pid = 0;
    if (std::FILE* const status = std::fopen("/proc/self/status", "re")) {
        char line[256];
        while (std::fgets(line, sizeof(line), status) != nullptr) {
            if (std::strncmp(line, "TracerPid:", 10) == 0) {
                pid = std::strtol(line + 10, nullptr, 10);
            }
        }
        std::fclose(status);
    }
    return pid;
}

void wipingFree(void* memory, const char*, int)
{
    if (memory != nullptr) {
        crypto::wipe({static_cast<std::uint8_t*>(memory), ::malloc_usable_size(memory)});
        std::free(memory);
    }
}

void* plainMalloc(std::size_t size, const char*, int)
{
    return std::malloc(size);
}

void* wipingRealloc(void* memory, std::size_t size, const char* file, int line)
{
    if (size == 0) {
        wipingFree(memory, file, line);
        return nullptr;
    }
    void* const fresh = std::malloc(size);
    if (fresh != nullptr && memory != nullptr) {
        std::memcpy(fresh, memory, std::min(size, ::malloc_usable_size(memory)));
        wipingFree(memory, file, line);
    }
    return fresh;
}

} // namespace

Shield harden()
{
    Shield shield;
    const rlimit none{0, 0};
    const bool noCores = ::setrlimit(RLIMIT_CORE, &none) == 0;
    shield.isTraced = tracer() != 0;
    const bool notDumpable = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    const bool noPrivileges = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    shield.isMemoryClosed = noCores && notDumpable && noPrivileges;
    shield.isSetgid = ::getegid() != ::getgid();
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    shield.isTestBuild = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    shield.isTestBuild = true;
#endif
#endif
    return shield;
}

void tameOpenSsl()
{
    ensure(CRYPTO_set_mem_functions(plainMalloc, wipingRealloc, wipingFree) == 1, "OpenSSL was not used yet");
    ensure(OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr) == 1, "OpenSSL starts");
}

} // namespace till::keeper
