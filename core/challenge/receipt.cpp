#include "core/challenge/receipt.h"

#include "core/challenge/http_headers.h"
#include "core/support/base64.h"
#include "core/support/plain_text.h"
#include "core/support/strict_json.h"

namespace till::challenge {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxReceiptHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxReceiptDepth = 32;
constexpr std::size_t kMaxReceiptValues = 20'000;
constexpr std::size_t kMaxReceiptTextBytes = 128; ///< transaction, network, payer, amount

std::optional<json> objectIn(std::string_view text, std::size_t maxBytes)
{
    auto document = parseStrictJson(
        text, {.maxBytes = maxBytes, .maxDepth = kMaxReceiptDepth, .maxValues = kMaxReceiptValues});
    if (!document || !document->is_object())
        return std::nullopt;
    return std::move(*document);
}

/// The JSON object inside a base64 header; absent unless there is exactly one such header.
std::optional<json> objectInHeader(const HttpAnswer& answer, std::string_view name)
{
    const FoundHeader header = findHeader(answer, name);
    if (header.presence != HeaderPresence::Once || header.value.size() > kMaxReceiptHeaderBytes)
        return std::nullopt;
    const auto text = fromBase64(header.value, kMaxReceiptHeaderBytes);
    if (!text)
        return std::nullopt;
    return objectIn(*text, kMaxReceiptHeaderBytes);
}

/// A text made visible and cut; absent when the member is there with another type.
std::optional<std::string> shownText(const json& object, const char* name, std::size_t maxBytes)
{
    const auto found = object.find(name);
    if (found == object.end() || found->is_null())
        return std::string();
    if (!found->is_string())
        return std::nullopt;
    return toVisibleText(found->get_ref<const std::string&>(), maxBytes);
}

std::optional<Receipt> readReceipt(const json& object)
{
    const auto success = object.find("success");
    if (success == object.end() || !success->is_boolean())
        return std::nullopt;
    if (!object.contains("transaction") || !object.contains("network"))
        return std::nullopt;
    const auto transaction = shownText(object, "transaction", kMaxReceiptTextBytes);
    const auto network = shownText(object, "network", kMaxReceiptTextBytes);
    const auto payer = shownText(object, "payer", kMaxReceiptTextBytes);
    const auto amount = shownText(object, "amount", kMaxReceiptTextBytes);
    const auto errorReason = shownText(object, "errorReason", kMaxShownTextBytes);
    if (!transaction || !network || !payer || !amount || !errorReason)
        return std::nullopt;
    return Receipt{.success = success->get<bool>(),
                   .transaction = *transaction,
                   .network = *network,
                   .payer = *payer,
                   .amount = *amount,
                   .errorReason = *errorReason};
}

} // namespace

std::optional<Receipt> parseReceipt(const HttpAnswer& answer)
{
    for (const char* const name : {"PAYMENT-RESPONSE", "X-PAYMENT-RESPONSE"}) {
        if (findHeader(answer, name).presence == HeaderPresence::Absent)
            continue;
        const auto object = objectInHeader(answer, name);
        return object ? readReceipt(*object) : std::nullopt;
    }
    return std::nullopt;
}

std::string challengeErrorOf(const HttpAnswer& answer)
{
    std::optional<json> object;
    if (findHeader(answer, "PAYMENT-REQUIRED").presence != HeaderPresence::Absent)
        object = objectInHeader(answer, "PAYMENT-REQUIRED");
    else
        object = objectIn(answer.body, kMaxBodyBytes);
    if (!object)
        return {};
    return shownText(*object, "error", kMaxShownTextBytes).value_or(std::string());
}

} // namespace till::challenge
