#pragma once

#include "core/crypto/secret_bytes.h"

#include <QObject>
#include <QtQmlIntegration>

#include <optional>
#include <string_view>

namespace till::desktop {

/// Words that must not lie about in memory: a recovery phrase, or a passphrase on offer. They stay in locked
/// memory; only a PhrasePainter shows them. QML sees how many there are, never what they are.
class SecretWords : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ count NOTIFY changed)

public:
    using QObject::QObject;

    [[nodiscard]] int count() const;
    /// Single blanks between the words.
    void set(crypto::SecretBytes phrase);
    void clear();

    /// Points into locked memory: valid until the words change.
    [[nodiscard]] std::string_view word(int index) const;
    [[nodiscard]] std::span<const std::uint8_t> phrase() const;

Q_SIGNALS:
    void changed();

private:
    std::optional<crypto::SecretBytes> m_phrase;
};

/// `count` words of the BIP-39 list with blanks between, each chosen evenly by the system's randomness.
[[nodiscard]] crypto::SecretBytes newWordPassphrase(int count);
/// How many words a passphrase on offer has: 5 times 11 bits.
inline constexpr int kOfferedWords = 5;

} // namespace till::desktop
