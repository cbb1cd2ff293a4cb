#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

/// Looks for secrets in the memory of a running program, as root can.
namespace till::tests {

/// A secret in every form in which it could lie about.
class Needles {
public:
    /// UTF-8, UTF-16 in both byte orders, hexadecimal, base64.
    void addText(const std::string& name, std::string_view text);
    /// The bytes, reversed (as a number of the other byte order), hexadecimal in both cases, base64.
    void addBytes(const std::string& name, std::span<const std::uint8_t> bytes);

    struct Piece {
        std::string name;
        std::string bytes;
    };
    /// The start, the middle and the end of each form: a part of a secret is a find too.
    [[nodiscard]] const std::vector<Piece>& pieces() const { return m_pieces; }

private:
    void add(const std::string& name, std::string_view form, std::size_t pieceBytes);
    std::vector<Piece> m_pieces;
};

enum class Maps {
    All,
    Unlocked ///< leaves out what is locked in memory: where an open wallet may hold its secrets
};

/// Where pieces were found: "key (hex) in [heap]". Throws when the memory cannot be read at all.
[[nodiscard]] std::vector<std::string> findIn(pid_t program, const Needles& needles, Maps maps);

} // namespace till::tests
