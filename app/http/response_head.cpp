#include "app/http/response_head.h"

#include "app/http/line_rules.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace till::http {

namespace {

constexpr std::array kOwnHeaders{"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive"};

bool isOurs(std::string_view name)
{
    return std::any_of(kOwnHeaders.begin(), kOwnHeaders.end(),
                       [name](const char* own) { return isName(own, name); });
}

void appendLine(std::string& out, std::string_view name, std::string_view value)
{
    out.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool isSafeHeader(const Header& header)
{
    return isToken(header.name) && isCleanText(header.value);
}

void appendHead(std::string& out, int status, const std::vector<Header>& headers, const HeadFacts& facts)
{
    out.append("HTTP/1.1 ")
        .append(std::to_string(status))
        .append(" ")
        .append(reasonPhrase(status))
        .append("\r\n");
    bool hasDate = false;
    for (const Header& each : headers) {
        if (!isOurs(each.name) && isSafeHeader(each)) {
            appendLine(out, each.name, each.value);
            hasDate = hasDate || isName(each.name, "Date");
        }
    }
    if (!hasDate) {
        appendLine(out, "Date", facts.date);
    }
    if (facts.form == BodyForm::Sized) {
        appendLine(out, "Content-Length", std::to_string(facts.contentLength));
    } else if (facts.form == BodyForm::Chunked) {
        appendLine(out, "Transfer-Encoding", "chunked");
    }
    if (facts.closes) {
        appendLine(out, "Connection", "close");
    }
    out.append("\r\n");
}

std::string httpDate(std::time_t seconds)
{
    static constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  kDays.at(static_cast<std::size_t>(parts.tm_wday)), parts.tm_mday,
                  kMonths.at(static_cast<std::size_t>(parts.tm_mon)), parts.tm_year + 1900, parts.tm_hour,
                  parts.tm_min, parts.tm_sec);
    return text.data();
}

} // namespace till::http
