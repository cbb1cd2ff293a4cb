#pragma once

#include "core/support/json.h"
#include "tests/places.h"

#include <fstream>
#include <map>
#include <string>

namespace till::tests {

/// One file of tests/vectors, kept for good, so that a loop may run over a part of it. Throws (and so fails
/// the test) when it is missing or no JSON.
inline const nlohmann::json& readVectors(const std::string& fileName)
{
    static std::map<std::string, nlohmann::json> known;
    const auto found = known.find(fileName);
    if (found != known.end()) {
        return found->second;
    }
    std::ifstream file(std::string(TILL_SOURCE_DIR) + "/tests/vectors/" + fileName);
    return known.emplace(fileName, nlohmann::json::parse(file)).first->second;
}

} // namespace till::tests
