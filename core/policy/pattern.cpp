#include "core/policy/pattern.h"

#include <algorithm>

namespace till::policy {

bool isHostMatch(std::string_view pattern, std::string_view host)
{
    if (!pattern.starts_with("*."))
        return pattern == host;
    const std::string_view suffix = pattern.substr(1);
    return host.size() > suffix.size() && host.ends_with(suffix);
}

bool isGlobMatch(std::string_view pattern, std::string_view text)
{
    // The classic walk with one way back: only the last star may take more, so it never grows exponentially.
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t starText = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            starText = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++starText;
        } else {
            return false;
        }
    }
    return std::ranges::all_of(pattern.substr(p), [](char c) { return c == '*'; });
}

bool isHostPattern(std::string_view pattern)
{
    const std::string_view name = pattern.starts_with("*.") ? pattern.substr(2) : pattern;
    return !name.empty() && name.front() != '.' && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' ||
               c == ':' || c == '[' || c == ']';
    });
}

bool isPathPattern(std::string_view pattern)
{
    return pattern.starts_with('/') || pattern.starts_with('*');
}

std::string assetText(std::string_view network, std::string_view address)
{
    std::string text(network);
    text += '/';
    text += address;
    return text;
}

bool isAssetText(std::string_view text, std::string_view network, std::string_view address)
{
    return text.size() == network.size() + 1 + address.size() && text.starts_with(network) &&
           text[network.size()] == '/' && text.ends_with(address);
}

} // namespace till::policy
