#include "core/support/crc32.h"

namespace till {

std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t rest = 0xffff'ffff;
    for (const char byte : bytes) {
        rest ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            rest = (rest >> 1) ^ ((rest & 1) != 0 ? 0xedb8'8320U : 0U);
        }
    }
    return ~rest;
}

} // namespace till
