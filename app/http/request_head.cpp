#include "app/http/request_head.h"

#include "app/http/line_rules.h"

#include <algorithm>
#include <charconv>

namespace till::http {

namespace {

bool listHas(std::string_view list, std::string_view wanted)
{
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (isName(trimmed(list.substr(0, comma)), wanted)) {
            return true;
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

std::optional<Refusal> checkTarget(HttpRequest& request, std::string_view target)
{
    // Origin form only (RFC 9112 section 3.2.1): absolute, authority and asterisk forms are for proxies.
    if (target.empty() || target.front() != '/' || target.find('#') != std::string_view::npos) {
        return Refusal::Malformed;
    }
    const std::size_t question = target.find('?');
    request.path = target.substr(0, question);
    if (question != std::string_view::npos) {
        request.query = target.substr(question + 1);
    }
    return std::nullopt;
}

std::optional<Refusal> checkLength(const HttpRequest& request, Framing& framing)
{
    const std::size_t lengths = request.count("Content-Length");
    const std::size_t codings = request.count("Transfer-Encoding");
    if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0)) {
        return Refusal::Malformed;
    }
    if (const std::string* coding = request.header("Transfer-Encoding")) {
        if (request.isVersion10) { // RFC 9112 section 6.1: its framing is faulty there
            return Refusal::Malformed;
        }
        if (!isName(*coding, "chunked")) {
            return Refusal::UnknownCoding;
        }
        framing.isChunked = true;
    }
    if (const std::string* length = request.header("Content-Length")) {
        const auto* const end = length->data() + length->size();
        const auto [stop, error] = std::from_chars(length->data(), end, framing.contentLength);
        if (length->empty() || length->front() == '-' || error != std::errc{} || stop != end) {
            return Refusal::Malformed;
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<Refusal> checkRawHead(std::string_view head, const HttpLimits& limits)
{
    std::size_t lines = 0;
    while (!head.empty()) {
        const Line line = firstLine(head);
        if (line.kind != Line::Kind::Whole || !isCleanText(line.text)) { // also a CR inside
            return Refusal::Malformed;
        }
        head.remove_prefix(line.text.size() + 2);
        if (line.text.empty()) {
            return lines == 0 || !head.empty() ? std::optional(Refusal::Malformed) : std::nullopt;
        }
        if (++lines > limits.maxHeaderLines + 1) {
            return Refusal::HeaderTooLarge;
        }
        if (lines > 1 && !isFieldLine(line.text)) { // folded lines begin with a blank, so they fail here
            return Refusal::Malformed;
        }
    }
    return Refusal::Malformed;
}

std::optional<Refusal> checkFields(HttpRequest& request, std::string_view target, Framing& framing)
{
    if (const auto refusal = checkTarget(request, target)) {
        return refusal;
    }
    if (request.count("Host") != 1 || request.header("Host")->empty()) {
        return Refusal::Malformed;
    }
    if (const auto refusal = checkLength(request, framing)) {
        return refusal;
    }
    request.wantsClose = request.isVersion10;
    for (const Header& each : request.headers) {
        if (isName(each.name, "Connection") && listHas(each.value, "close")) {
            request.wantsClose = true;
        }
        if (isName(each.name, "Expect") && !request.isVersion10) {
            if (!isName(each.value, "100-continue")) {
                return Refusal::UnknownExpectation;
            }
            framing.expectsContinue = true;
        }
    }
    return std::nullopt;
}

} // namespace till::http
