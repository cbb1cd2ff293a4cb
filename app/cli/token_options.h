#pragma once

#include "app/cli/session.h"
#include "core/wire/admin_messages.h"

#include <optional>

/// Options about agents' tokens, and how a new token is shown. Include in .cpp files only.
namespace till::cli {

inline constexpr OptionSpec kExpiresOption{
    "--expires", OptionKind::Value, "SPAN",
    "When the token ends: a span (30d), a day (2026-05-01) or a moment; never without this."};
inline constexpr OptionSpec kUidOption{
    "--uid", OptionKind::Value, "N",
    "Take the token over the Unix socket only, and only from this user; \"me\" is you."};
inline constexpr OptionSpec kProgramOption{
    "--program", OptionKind::Value, "PATH",
    "Take the token over the Unix socket only, and only from this program."};

/// --expires as Unix milliseconds.
[[nodiscard]] Result<std::optional<std::int64_t>, Failure> readExpiry(const Arguments& arguments);
/// --uid and --program; absent without both. The program must exist: its path is taken as the kernel will
/// name it, without symbolic links.
[[nodiscard]] Result<std::optional<wire::BindingShape>, Failure> readBinding(const Arguments& arguments);

/// An agent's tags in one line.
[[nodiscard]] std::string tagsText(const std::vector<std::string>& tags);
/// Prints a new token, and wipes it.
void showToken(const Session& session, wire::AgentAdded& added);

} // namespace till::cli
