// The strict JSON reader and the raw slices it allows: whatever it accepts must parse elsewhere to the same
// document, keep its limits, and give each top-level value back as its exact text.

#include "core/support/strict_json.h"
#include "core/support/utf8.h"

#include <cstdint>
#include <cstdlib>

namespace {

constexpr till::JsonLimits kLimits{.maxBytes = 4096, .maxDepth = 8, .maxValues = 200};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

std::size_t depthOf(const nlohmann::json& value)
{
    std::size_t deepest = 0;
    if (!value.is_structured())
        return deepest;
    for (const auto& child : value)
        deepest = std::max(deepest, depthOf(child));
    return deepest + 1;
}

std::string pointerStep(const std::string& key)
{
    std::string step = "/";
    for (const char c : key)
        step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return step;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    const auto accepted = till::parseStrictJson(text, kLimits);
    // Slices of text that nobody accepted may be absent or odd, but must stay inside it.
    for (const char* path : {"", "/accepts/0", "/0/0", "/"}) {
        const auto slice = till::rawJsonAt(text, path);
        require(!slice ||
                (slice->data() >= text.data() && slice->data() + slice->size() <= text.data() + text.size()));
    }
    if (!accepted)
        return 0;
    require(size <= kLimits.maxBytes && till::isValidUtf8(text));
    require(depthOf(*accepted) <= kLimits.maxDepth);
    require(nlohmann::json::parse(text) == *accepted);
    require(nlohmann::json::parse(till::rawJsonAt(text, "").value()) == *accepted);
    if (accepted->is_object()) {
        for (const auto& [key, value] : accepted->items())
            require(nlohmann::json::parse(till::rawJsonAt(text, pointerStep(key)).value()) == value);
    } else if (accepted->is_array()) {
        for (std::size_t i = 0; i < accepted->size(); ++i)
            require(nlohmann::json::parse(till::rawJsonAt(text, "/" + std::to_string(i)).value()) ==
                    (*accepted)[i]);
        require(!till::rawJsonAt(text, "/" + std::to_string(accepted->size())));
    }
    return 0;
}
