#pragma once

#include "core/crypto/secret_bytes.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace till::wire {

/// A field of a shape that holds a secret: a passphrase, recovery words, a private key. Its bytes lie in
/// locked, guarded memory that is wiped at the end, never in an ordinary string. Takes plain text without
/// ceremony, so that shapes are filled like any other; the way back is named, so that no copy happens by
/// accident.
class SecretText {
public:
    SecretText() = default;
    SecretText(std::string_view text);
    SecretText(const std::string& text) : SecretText(std::string_view(text)) {}
    SecretText(const char* text) : SecretText(std::string_view(text)) {}
    /// Without a copy on the way: UTF-8 that is locked already.
    explicit SecretText(crypto::SecretBytes text);

    /// Valid as long as this text or a copy of it.
    [[nodiscard]] std::string_view view() const;
    [[nodiscard]] std::span<const std::uint8_t> bytes() const;
    [[nodiscard]] std::size_t size() const { return bytes().size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// A second secret in locked memory of its own.
    [[nodiscard]] crypto::SecretBytes duplicate() const;
    /// An ordinary string that nobody wipes: for tests and for texts that were no secret.
    [[nodiscard]] std::string plainCopy() const { return std::string(view()); }

private:
    // Shared, because shapes are copied into what waits for an answer: a copy must not be a second secret in
    // memory.
    std::shared_ptr<const crypto::SecretBytes> m_bytes;
};

} // namespace till::wire
