#pragma once

#include "core/support/json.h"
#include "tests/places.h"

#include <fstream>
#include <string>

namespace till::tests {

/// One file of tests/vectors. Throws (and so fails the test) when it is missing or no JSON.
inline nlohmann::json readVectors(const std::string& fileName)
{
    std::ifstream file(std::string(TILL_SOURCE_DIR) + "/tests/vectors/" + fileName);
    return nlohmann::json::parse(file);
}

} // namespace till::tests
