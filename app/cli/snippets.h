#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace till::cli {

/// One way to connect an agent, ready to be run or pasted (resources/snippets).
struct Snippet {
    std::string_view name;   ///< "curl"
    std::string_view goesTo; ///< where it belongs: a shell, a file
    std::string_view (*text)();
};

[[nodiscard]] std::span<const Snippet> snippets();
/// The names, for help and errors: "curl, python, …".
[[nodiscard]] std::string snippetNames();

/// What stands for its places.
struct SnippetPlaces {
    std::string endpoint; ///< "http://127.0.0.1:4402"
    std::string url;      ///< of what is bought; for openai the base URL of the API
    std::string dataDir;
    std::string chainId;
};

/// The text with its places filled; absent for an unknown name.
[[nodiscard]] std::optional<std::string> snippetText(std::string_view name, const SnippetPlaces& places);

} // namespace till::cli
