#include "app/http/chunked_body.h"

#include "app/http/line_rules.h"

#include <algorithm>
#include <charconv>

namespace till::http {

ChunkedBody::ChunkedBody(const HttpLimits& limits, std::size_t maxBytes)
    : m_maxLineBytes(limits.maxChunkLineBytes), m_maxTrailerBytes(limits.maxHeaderBytes), m_maxBytes(maxBytes)
{
}

ChunkedBody::State ChunkedBody::readSizeLine(std::string_view line, std::size_t bodySize)
{
    const std::size_t digits = std::min(line.find(';'), line.size());
    const auto [stop, error] = std::from_chars(line.data(), line.data() + digits, m_left, 16);
    if (digits == 0 || line.front() == '-' || error != std::errc{} || stop != line.data() + digits ||
        !isCleanText(line)) {
        return State::Malformed;
    }
    if (m_left > m_maxBytes - bodySize) {
        return State::TooLarge;
    }
    m_part = m_left == 0 ? Part::Trailer : Part::Bytes;
    return State::NeedMore;
}

ChunkedBody::State ChunkedBody::readTrailerLine(std::string_view line)
{
    if (line.empty()) {
        return State::Done;
    }
    m_trailerBytes += line.size();
    return m_trailerBytes <= m_maxTrailerBytes && isFieldLine(line) ? State::NeedMore : State::Malformed;
}

ChunkedBody::State ChunkedBody::read(std::string_view bytes, std::string& body, std::size_t& taken)
{
    taken = 0;
    State state = State::NeedMore;
    while (state == State::NeedMore) {
        const std::string_view rest = bytes.substr(taken);
        if (m_part == Part::Bytes) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, rest.size()));
            body.append(rest.substr(0, size));
            taken += size;
            m_left -= size;
            if (m_left > 0) {
                return State::NeedMore;
            }
            m_part = Part::BytesEnd;
            continue;
        }
        const Line line = firstLine(rest);
        // A CR at the end may be half of the line end, which does not count: the cut must make no difference.
        const std::size_t seen =
            line.kind == Line::Kind::Whole ? line.text.size() : rest.size() - (rest.ends_with('\r') ? 1 : 0);
        if (line.kind == Line::Kind::Bad || seen > m_maxLineBytes || (m_part == Part::BytesEnd && seen > 0)) {
            return State::Malformed;
        }
        if (line.kind == Line::Kind::Incomplete) {
            return State::NeedMore;
        }
        taken += line.text.size() + 2;
        if (m_part == Part::BytesEnd) {
            m_part = Part::SizeLine;
        } else if (m_part == Part::SizeLine) {
            state = readSizeLine(line.text, body.size());
        } else {
            state = readTrailerLine(line.text);
        }
    }
    return state;
}

} // namespace till::http
