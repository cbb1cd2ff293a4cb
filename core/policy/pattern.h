#pragma once

#include <string>
#include <string_view>

namespace till::policy {

/// `pattern` is a host, or `*.` and a name: any host below that name, not the name itself. A port belongs to
/// the host.
[[nodiscard]] bool isHostMatch(std::string_view pattern, std::string_view host);
/// A star stands for any characters, also none and also slashes; everything else for itself.
[[nodiscard]] bool isGlobMatch(std::string_view pattern, std::string_view text);

/// True for what a policy may name as a host pattern: lower case, no blanks, a star only as a leading `*.`.
[[nodiscard]] bool isHostPattern(std::string_view pattern);
/// True for a path pattern: starts with `/` or `*`.
[[nodiscard]] bool isPathPattern(std::string_view pattern);

/// A token as policies name it: "eip155:8453/0x…".
[[nodiscard]] std::string assetText(std::string_view network, std::string_view address);
/// Whether `text` names this token, without building its name.
[[nodiscard]] bool isAssetText(std::string_view text, std::string_view network, std::string_view address);

} // namespace till::policy
