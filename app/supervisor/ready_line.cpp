#include "app/supervisor/ready_line.h"

#include "core/support/strict_json.h"

namespace till::supervisor {

std::optional<std::string> readReadyLine(std::string_view line)
{
    const auto json = parseStrictJson(line, {.maxBytes = kMaxReadyLineBytes, .maxDepth = 4, .maxValues = 64});
    if (!json || !json->is_object()) {
        return std::nullopt;
    }
    const auto url = json->find("listening");
    if (url == json->end() || !url->is_string() || !addressOf(url->get<std::string>())) {
        return std::nullopt;
    }
    return url->get<std::string>();
}

std::optional<std::string> FirstLine::feed(std::string_view bytes)
{
    if (m_isDone) {
        return std::nullopt;
    }
    const std::size_t end = bytes.find('\n');
    m_line.append(bytes.substr(0, end));
    m_isDone = end != std::string_view::npos || m_line.size() > kMaxReadyLineBytes;
    return m_isDone ? std::optional(m_line) : std::nullopt;
}

std::optional<std::string> addressOf(std::string_view url)
{
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme)) {
        return std::nullopt;
    }
    const std::string_view address = url.substr(scheme.size());
    const std::size_t colon = address.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == address.size() ||
        address.find_first_of("/?#") != std::string_view::npos ||
        address.find_first_not_of("0123456789", colon + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    return std::string(address);
}

} // namespace till::supervisor
