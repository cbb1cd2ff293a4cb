#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace till::supervisor {

inline constexpr std::size_t kMaxReadyLineBytes = 4096;

/// The one line of JSON that a program prints on its standard output once it serves:
/// `{"ready":true,"endpoint":"http://127.0.0.1:4402"}` (till-gateway) or `{"ready":true,"url":"http://…"}`
/// (till-practice). Gives the text of `member`; absent when the line is anything else.
[[nodiscard]] std::optional<std::string> readReadyLine(std::string_view line, std::string_view member);

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
