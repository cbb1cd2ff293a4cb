#pragma once

#include "core/support/hex.h"

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace till::vault {

/// Appends numbers big-endian and bytes as they are: the form of the vault file and of what is authenticated.
class ByteWriter {
public:
    template <std::unsigned_integral T>
    ByteWriter& number(T value)
    {
        for (std::size_t shift = sizeof(T) * 8; shift > 0; shift -= 8) {
            m_bytes.push_back(static_cast<std::uint8_t>(value >> (shift - 8)));
        }
        return *this;
    }
    ByteWriter& bytes(std::span<const std::uint8_t> more);
    ByteWriter& text(std::string_view more);
    [[nodiscard]] const Bytes& written() const { return m_bytes; }

private:
    Bytes m_bytes;
};

/// The reverse. Reading past the end gives zeros and `hasFailed()`, so that a parser can read a whole record
/// and ask once; sizes must be checked before they are used all the same.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : m_rest(bytes) {}

    template <std::unsigned_integral T>
    [[nodiscard]] T number()
    {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(sizeof(T))) {
            value = value << 8 | byte;
        }
        return static_cast<T>(value);
    }
    /// Empty when there are not so many bytes left.
    [[nodiscard]] std::span<const std::uint8_t> take(std::size_t size);
    /// Fills `out`, with zeros when there are not so many bytes left.
    void fill(std::span<std::uint8_t> out);
    [[nodiscard]] std::string text(std::size_t size);
    [[nodiscard]] std::size_t left() const { return m_rest.size(); }
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

private:
    std::span<const std::uint8_t> m_rest;
    bool m_hasFailed = false;
};

} // namespace till::vault
