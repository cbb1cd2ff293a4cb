#include "core/wire/secret_text.h"

#include <algorithm>
#include <utility>

namespace till::wire {

SecretText::SecretText(std::string_view text)
{
    if (!text.empty()) {
        crypto::SecretBytes copy(text.size());
        std::copy(text.begin(), text.end(), copy.writable().begin());
        m_bytes = std::make_shared<const crypto::SecretBytes>(std::move(copy));
    }
}

SecretText::SecretText(crypto::SecretBytes text)
{
    if (!text.isEmpty()) {
        m_bytes = std::make_shared<const crypto::SecretBytes>(std::move(text));
    }
}

std::string_view SecretText::view() const
{
    return {reinterpret_cast<const char*>(bytes().data()), bytes().size()};
}

std::span<const std::uint8_t> SecretText::bytes() const
{
    return m_bytes ? m_bytes->readable() : std::span<const std::uint8_t>();
}

crypto::SecretBytes SecretText::duplicate() const
{
    return m_bytes ? m_bytes->duplicate() : crypto::SecretBytes(0);
}

} // namespace till::wire
