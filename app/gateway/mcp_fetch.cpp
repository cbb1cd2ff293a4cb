#include "app/gateway/mcp_fetch.h"

#include "app/gateway/answer_json.h"
#include "app/gateway/answers.h"
#include "app/gateway/limits.h"
#include "core/support/base64.h"
#include "core/support/utf8.h"

namespace till::gateway {

namespace {

using nlohmann::json;

json textItem(std::string text)
{
    return {{"type", "text"}, {"text", std::move(text)}};
}

json bodyOf(const http::HttpResponse& response)
{
    return json::parse(response.body, nullptr, false);
}

} // namespace

McpFetchReceiver::McpFetchReceiver(std::shared_ptr<McpReply> reply, std::string url)
    : m_reply(std::move(reply)), m_url(std::move(url))
{
}

bool McpFetchReceiver::isOpen() const
{
    return m_reply->isOpen();
}

void McpFetchReceiver::onLeft(std::function<void()> left)
{
    m_reply->onLeft(std::move(left));
}

void McpFetchReceiver::begin(int status, const std::vector<http::Header>& headers,
                             std::optional<std::uint64_t>)
{
    m_status = status;
    m_headers = headers;
}

bool McpFetchReceiver::isTaking() const
{
    return m_reply->isOpen() && !m_isCut;
}

void McpFetchReceiver::write(std::string_view bytes)
{
    const std::size_t room = kMaxToolBodyBytes - m_body.size();
    m_isCut = bytes.size() > room;
    m_body.append(bytes.substr(0, room));
}

std::size_t McpFetchReceiver::queuedBytes() const
{
    return 0; // it is all taken at once
}

void McpFetchReceiver::onDrained(std::function<void()> drained)
{
    drained();
}

std::string McpFetchReceiver::header(std::string_view name) const
{
    for (const http::Header& each : m_headers) {
        if (http::isName(each.name, name)) {
            return each.value;
        }
    }
    return {};
}

json McpFetchReceiver::content() const
{
    const std::string type = header("Content-Type");
    std::size_t size = m_body.size();
    if (m_isCut) { // not in the middle of a character
        while (size > 0 && size + 4 > m_body.size() &&
               !isValidUtf8(std::string_view(m_body).substr(0, size))) {
            --size;
        }
    }
    const std::string_view text = std::string_view(m_body).substr(0, size);
    if (header("Content-Encoding").empty() && isValidUtf8(text)) {
        return textItem(std::string(text));
    }
    const std::string encoded = toBase64(m_body);
    if (type.starts_with("image/") && !m_isCut) {
        return {{"type", "image"}, {"data", encoded}, {"mimeType", type}};
    }
    json resource{{"uri", m_url}, {"blob", encoded}};
    if (!type.empty()) {
        resource["mimeType"] = type;
    }
    return {{"type", "resource"}, {"resource", std::move(resource)}};
}

void McpFetchReceiver::end()
{
    json said{{"status", m_status}, {"payment", header("Till-Status")}};
    std::string note = "HTTP " + std::to_string(m_status) + ". ";
    if (const std::string id = header("Till-Payment-Id"); !id.empty()) {
        said["paymentId"] = id;
        said["amount"] = header("Till-Amount");
        said["amountText"] = header("Till-Amount-Text");
        note += "Paid " + header("Till-Amount-Text") + " (" + id + ", " + header("Till-Status") + ").";
    } else {
        note += "Nothing was paid.";
    }
    if (m_isCut) {
        said["cut"] = true;
        note += " The answer was longer and is cut here.";
    }
    m_reply->result({{"content", {content(), textItem(note)}},
                     {"structuredContent", said},
                     {"isError", m_status >= 400}});
}

void McpFetchReceiver::abort()
{
    const bool isPaid = !header("Till-Payment-Id").empty();
    Problem problem = problemOf(isPaid ? "merchant_lost" : "merchant_unreachable",
                                "The merchant's answer broke off in the middle.");
    problem.paymentId = header("Till-Payment-Id");
    fail(problem);
}

void McpFetchReceiver::waitBegins()
{
    m_reply->tellProgress("The owner of the wallet is asked to allow this payment.");
}

void McpFetchReceiver::priced(const wire::PaymentAnswer& quote)
{
    const json said = bodyOf(quoteResponse(quote));
    std::string text =
        quote.option ? "Costs " + quote.option->amountText + " " + quote.option->symbol + ". " : "";
    if (quote.decision) {
        text += quote.decision->sentence;
    }
    m_reply->result({{"content", {textItem(text)}}, {"structuredContent", said}});
}

void McpFetchReceiver::stillWaiting(const wire::PaymentAnswer& payment)
{
    Problem problem = problemOf("waiting_for_person", "The owner has been asked and has not decided yet.");
    problem.paymentId = payment.id;
    problem.paymentStatus = payment.status;
    problem.retryAllowed = true;
    fail(problem);
}

void McpFetchReceiver::fail(const Problem& problem)
{
    m_reply->toolProblem(problem);
}

} // namespace till::gateway
