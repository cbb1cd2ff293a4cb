#include "app/cli/snippets.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::embedded {
std::string_view snippetCurl();
std::string_view snippetTypescript();
std::string_view snippetTypescriptV1();
std::string_view snippetPython();
std::string_view snippetEthers();
std::string_view snippetViem();
std::string_view snippetClaudeCode();
std::string_view snippetCursor();
std::string_view snippetMcp();
std::string_view snippetOpenai();
} // namespace till::embedded

namespace till::cli {

namespace {

constexpr std::array kSnippets{
    Snippet{"curl", "a shell", embedded::snippetCurl},
    Snippet{"typescript", "a module, with the official x402 client 2.x", embedded::snippetTypescript},
    Snippet{"typescript-v1", "a module, with the legacy x402 client 1.x", embedded::snippetTypescriptV1},
    Snippet{"python", "a program", embedded::snippetPython},
    Snippet{"ethers", "a module", embedded::snippetEthers},
    Snippet{"viem", "a module", embedded::snippetViem},
    Snippet{"claude-code", ".mcp.json of the project", embedded::snippetClaudeCode},
    Snippet{"cursor", ".cursor/mcp.json of the project", embedded::snippetCursor},
    Snippet{"mcp", "the settings of any MCP client that starts programs", embedded::snippetMcp},
    Snippet{"openai", "a shell; the two variables are what most tools read", embedded::snippetOpenai},
};

/// "https://api.example.com/v1" as the proxy's path has it.
std::string targetOf(std::string url)
{
    const std::size_t colon = url.find("://");
    return colon == std::string::npos ? url : url.replace(colon, 3, "/");
}

void replaceAll(std::string& text, std::string_view place, std::string_view with)
{
    for (std::size_t at = text.find(place); at != std::string::npos;
         at = text.find(place, at + with.size())) {
        text.replace(at, place.size(), with);
    }
}

} // namespace

std::span<const Snippet> snippets()
{
    return kSnippets;
}

std::string snippetNames()
{
    std::string names;
    for (const Snippet& each : kSnippets) {
        names.append(names.empty() ? "" : ", ").append(each.name);
    }
    return names;
}

std::optional<std::string> snippetText(std::string_view name, const SnippetPlaces& places)
{
    const auto found = std::ranges::find(kSnippets, name, &Snippet::name);
    if (found == kSnippets.end()) {
        return std::nullopt;
    }
    std::string text(found->text());
    const std::array<std::pair<std::string_view, std::string>, 5> all{{{"@ENDPOINT@", places.endpoint},
                                                                       {"@URL@", places.url},
                                                                       {"@TARGET@", targetOf(places.url)},
                                                                       {"@DATA_DIR@", places.dataDir},
                                                                       {"@CHAIN@", places.chainId}}};
    for (const auto& [place, with] : all) {
        replaceAll(text, place, with);
    }
    return text;
}

} // namespace till::cli
