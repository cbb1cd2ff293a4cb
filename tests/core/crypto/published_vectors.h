#pragma once

#include "core/support/hex.h"
#include "tests/places.h"

#include "core/support/json.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>

namespace till::test {

/// One section of one file of tests/vectors. A missing or broken one throws, which fails the test that reads
/// it.
inline nlohmann::json publishedVectors(const std::string& name, const char* section)
{
    std::ifstream file(std::string(TILL_SOURCE_DIR) + "/tests/vectors/" + name);
    return nlohmann::json::parse(file).at(section);
}

/// Bytes of digits with or without `0x`, as vector files write them.
inline Bytes bytesOfHex(std::string_view digits)
{
    if (digits.substr(0, 2) == "0x") {
        digits.remove_prefix(2);
    }
    return fromHex(digits).value();
}

inline Hash256 hashOfHex(std::string_view digits)
{
    const Bytes bytes = bytesOfHex(digits);
    Hash256 hash{};
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

inline Bytes bytesOfText(std::string_view text)
{
    return {text.begin(), text.end()};
}

} // namespace till::test
