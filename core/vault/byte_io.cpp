#include "core/vault/byte_io.h"

#include <algorithm>

namespace till::vault {

ByteWriter& ByteWriter::bytes(std::span<const std::uint8_t> more)
{
    m_bytes.insert(m_bytes.end(), more.begin(), more.end());
    return *this;
}

ByteWriter& ByteWriter::text(std::string_view more)
{
    m_bytes.insert(m_bytes.end(), more.begin(), more.end());
    return *this;
}

std::span<const std::uint8_t> ByteReader::take(std::size_t size)
{
    if (size > m_rest.size()) {
        m_hasFailed = true;
        m_rest = {};
        return {};
    }
    const auto taken = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return taken;
}

void ByteReader::fill(std::span<std::uint8_t> out)
{
    const auto taken = take(out.size());
    std::fill(out.begin(), out.end(), std::uint8_t{0});
    std::copy(taken.begin(), taken.end(), out.begin());
}

std::string ByteReader::text(std::size_t size)
{
    const auto taken = take(size);
    return {taken.begin(), taken.end()};
}

} // namespace till::vault
