#pragma once

#include <cstdint>
#include <string_view>

namespace till {

/// CRC-32 as in IEEE 802.3, gzip and PNG: reflected polynomial 0xEDB88320. Finds slips, never forgeries.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

} // namespace till
