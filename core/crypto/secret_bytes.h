#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace till::crypto {

/// A secret of a fixed size in memory that libsodium locks, guards with pages around it, and wipes when
/// freed. Moves but does not copy; no comparison, no stream, no way to a string.
class SecretBytes {
public:
    /// `size` zero bytes. Aborts when locked memory cannot be had (RLIMIT_MEMLOCK), rather than use plain
    /// memory.
    explicit SecretBytes(std::size_t size);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    /// Copies `source` in and wipes `source`.
    [[nodiscard]] static SecretBytes takeFrom(std::span<std::uint8_t> source);

    [[nodiscard]] std::span<std::uint8_t> writable() { return {m_bytes, m_size}; }
    [[nodiscard]] std::span<const std::uint8_t> readable() const { return {m_bytes, m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    /// A second copy in its own locked memory; named, so that no copy happens by accident.
    [[nodiscard]] SecretBytes duplicate() const;

private:
    std::uint8_t* m_bytes = nullptr;
    std::size_t m_size = 0;
};

/// Overwrites memory in a way the compiler may not drop.
void wipe(std::span<std::uint8_t> memory) noexcept;

/// sodium_init(), once per process before any other call of this module. Aborts on failure.
void initialise();

} // namespace till::crypto
