// What libsecp256k1 alone signs on one core: recoverable ECDSA over fresh digests, nothing else. One line of
// JSON.

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int argc, char** argv)
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 2.0;
    secp256k1_context* context = secp256k1_context_create(SECP256K1_CONTEXT_SIGN);
    unsigned char key[32];
    unsigned char digest[32];
    std::memset(key, 7, sizeof(key));
    std::memset(digest, 9, sizeof(digest));
    const auto start = std::chrono::steady_clock::now();
    unsigned long count = 0;
    double passed = 0;
    while (passed < seconds) {
        for (int each = 0; each < 200; ++each, ++count) {
            std::memcpy(digest, &count, sizeof(count));
            secp256k1_ecdsa_recoverable_signature signature;
            if (secp256k1_ecdsa_sign_recoverable(context, &signature, digest, key, nullptr, nullptr) != 1) {
                return 1;
            }
        }
        passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    std::printf("{\"perSecond\":%.0f}\n", static_cast<double>(count) / passed);
    secp256k1_context_destroy(context);
    return 0;
}
