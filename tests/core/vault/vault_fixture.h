#pragma once

#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/vault/vault.h"
#include "tests/places.h"

#include <QTemporaryDir>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace till::test {

/// Bytes that look random and are the same in every run.
class RepeatableEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        for (std::uint8_t& byte : out) {
            if (m_used == m_block.size()) {
                m_block = crypto::sha256("repeatable entropy " + std::to_string(m_counter++));
                m_used = 0;
            }
            byte = m_block[m_used++];
        }
    }

private:
    std::uint64_t m_counter = 0;
    Hash256 m_block{};
    std::size_t m_used = sizeof(Hash256);
};

inline constexpr crypto::KdfCost kLeastCost = {crypto::kMinKdfMemoryMiB, crypto::kMinKdfPasses};
inline constexpr std::string_view kPassphrase = "correct horse battery staple";

// The phrase that EVM development tools share, and its first accounts (tests/vectors/bip39-bip44.json).
inline constexpr std::string_view kTestPhrase = "test test test test test test test test test test test junk";
inline constexpr std::string_view kTestAddress0 = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
inline constexpr std::string_view kTestAddress1 = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
inline constexpr std::string_view kTestSolanaAddress0 = "oeYf6KAJkLYhBuR8CiGc6L4D4Xtfepr85fuDgA9kq96";
inline constexpr std::string_view kTestKey0 =
    "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

inline Bytes bytesOf(std::string_view text)
{
    return {text.begin(), text.end()};
}

inline std::string textOf(const crypto::SecretBytes& secret)
{
    return {secret.readable().begin(), secret.readable().end()};
}

inline crypto::SecretBytes secretOf(Bytes bytes)
{
    return crypto::SecretBytes::takeFrom(bytes);
}

/// What Argon2id makes of the passphrase.
inline vault::SlotKey slotKeyOf(std::string_view passphrase, Entropy& entropy)
{
    return vault::NewSlotTask(kLeastCost, entropy).run(bytesOf(passphrase)).value();
}

/// A folder of its own for a vault, gone with the object.
class VaultFolder {
public:
    [[nodiscard]] std::filesystem::path path() const
    {
        return std::filesystem::path(m_directory.path().toStdString()) / "state";
    }
    [[nodiscard]] std::filesystem::path file(const char* name) const { return path() / name; }
    [[nodiscard]] vault::VaultStore store() const { return vault::VaultStore(path()); }

    [[nodiscard]] Bytes read(const char* name) const
    {
        std::ifstream in(file(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    }
    void write(const char* name, const Bytes& bytes) const
    {
        {
            std::ofstream out(file(name), std::ios::binary | std::ios::trunc);
            out.write(reinterpret_cast<const char*>(bytes.data()),
                      static_cast<std::streamsize>(bytes.size()));
        }
        std::filesystem::permissions(file(name), std::filesystem::perms(0600));
    }

    /// Puts one of tests/core/vault/fixtures in the place of the vault.
    void takeFixture(const char* name) const
    {
        std::filesystem::create_directory(path());
        std::filesystem::permissions(path(), std::filesystem::perms(0700));
        std::filesystem::copy_file(std::string(TILL_SOURCE_DIR) + "/tests/core/vault/fixtures/" + name,
                                   file("vault"));
        std::filesystem::permissions(file("vault"), std::filesystem::perms(0600));
    }

private:
    QTemporaryDir m_directory;
};

/// A vault restored from the test phrase, without accounts.
inline vault::Vault restoredVault(const VaultFolder& folder, Entropy& entropy)
{
    const Bytes words = bytesOf(kTestPhrase);
    auto vault = vault::Vault::restore(folder.store(), slotKeyOf(kPassphrase, entropy), {words, {}}, entropy);
    return std::move(vault.value());
}

} // namespace till::test
