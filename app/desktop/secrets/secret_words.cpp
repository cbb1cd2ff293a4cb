#include "app/desktop/secrets/secret_words.h"

#include "core/crypto/bip39.h"

#include <sodium/randombytes.h>

#include <algorithm>
#include <vector>

namespace till::desktop {

namespace {
constexpr std::uint32_t kListWords = 2048;
} // namespace

int SecretWords::count() const
{
    const auto bytes = phrase();
    return bytes.empty() ? 0
                         : 1 + static_cast<int>(std::count(bytes.begin(), bytes.end(), std::uint8_t{' '}));
}

void SecretWords::set(crypto::SecretBytes phrase)
{
    m_phrase.emplace(std::move(phrase));
    Q_EMIT changed();
}

void SecretWords::clear()
{
    m_phrase.reset();
    Q_EMIT changed();
}

std::span<const std::uint8_t> SecretWords::phrase() const
{
    return m_phrase ? m_phrase->readable() : std::span<const std::uint8_t>();
}

std::string_view SecretWords::word(int index) const
{
    const auto bytes = phrase();
    std::string_view rest(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (int skipped = 0; skipped < index; ++skipped) {
        const std::size_t blank = rest.find(' ');
        if (blank == std::string_view::npos) {
            return {};
        }
        rest.remove_prefix(blank + 1);
    }
    return rest.substr(0, rest.find(' '));
}

crypto::SecretBytes newWordPassphrase(int count)
{
    crypto::SecretBytes picks(sizeof(std::uint32_t) * static_cast<std::size_t>(count));
    auto* indices = reinterpret_cast<std::uint32_t*>(picks.writable().data());
    std::size_t size = static_cast<std::size_t>(count) - 1;
    for (int i = 0; i < count; ++i) {
        indices[i] = randombytes_uniform(kListWords);
        size += crypto::bip39Word(indices[i]).size();
    }
    crypto::SecretBytes phrase(size);
    std::uint8_t* out = phrase.writable().data();
    for (int i = 0; i < count; ++i) {
        if (i > 0) {
            *out++ = ' ';
        }
        const std::string_view word = crypto::bip39Word(indices[i]);
        out = std::copy(word.begin(), word.end(), out);
    }
    return phrase;
}

} // namespace till::desktop
