#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"
#include "core/vault/key_file_error.h"

#include <span>

namespace till::vault {

/// A Solana key as `solana-keygen` writes it: a JSON array of 64 numbers, the Ed25519 seed and then the
/// public key. Read and written in locked memory only. Gives the seed; the public half must be the one it
/// makes.
[[nodiscard]] Result<crypto::SecretBytes, KeyFileError> readSolanaKeypair(std::span<const std::uint8_t> text);
/// `seed` has 32 bytes.
[[nodiscard]] crypto::SecretBytes writeSolanaKeypair(std::span<const std::uint8_t> seed);
/// The same 64 bytes in base58, as browser wallets export it.
[[nodiscard]] Result<crypto::SecretBytes, KeyFileError>
readSolanaKeypairBase58(std::span<const std::uint8_t> text);

} // namespace till::vault
