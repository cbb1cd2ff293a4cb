#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace till::supervisor {

inline constexpr std::size_t kMaxReadyLineBytes = 4096;

/// Reads the one line of JSON that the gateway and the practice shop print on standard output once they
/// serve,
/// `{"listening":"http://127.0.0.1:4402"}`. Gives the URL; absent when the line is anything else.
[[nodiscard]] std::optional<std::string> readReadyLine(std::string_view line);

/// Collects what a program prints until its first line is whole; what comes later is thrown away.
class FirstLine {
public:
    /// Takes more bytes. Gives the line, once.
    [[nodiscard]] std::optional<std::string> feed(std::string_view bytes);

private:
    std::string m_line;
    bool m_isDone = false;
};

/// "127.0.0.1:4402" of "http://127.0.0.1:4402": a program that is started again takes the port it had.
[[nodiscard]] std::optional<std::string> addressOf(std::string_view url);

} // namespace till::supervisor
