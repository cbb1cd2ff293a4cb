#include "core/challenge/challenge.h"

#include "core/challenge/field_reader.h"
#include "core/challenge/http_headers.h"
#include "core/money/registry.h"
#include "core/support/base64.h"
#include "core/support/plain_text.h"
#include "core/support/strict_json.h"

namespace till::challenge {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxValues = 20'000;
// x402, section 3.3: a missing Permit2 allowance is told with status 412 and a challenge in the header.
constexpr int kPaymentRequired = 402;
constexpr int kPreconditionFailed = 412;

tl::unexpected<ChallengeFault> faultAt(ChallengeError error, std::string where)
{
    return fail(ChallengeFault{error, std::move(where)});
}

Result<json, ChallengeFault> readJson(std::string_view text, std::size_t maxBytes)
{
    auto parsed =
        parseStrictJson(text, {.maxBytes = maxBytes, .maxDepth = kMaxDepth, .maxValues = kMaxValues});
    if (parsed)
        return std::move(*parsed);
    const JsonError error = parsed.error();
    const bool isTooMuch =
        error == JsonError::TooLarge || error == JsonError::TooDeep || error == JsonError::TooManyValues;
    return faultAt(isTooMuch ? ChallengeError::TooLarge : ChallengeError::BadJson, "");
}

std::string rawAt(std::string_view text, const std::string& path)
{
    return std::string(rawJsonAt(text, path).value_or(std::string_view()));
}

/// The registry's id for a network as one version of x402 writes it; empty when it knows none.
std::string caip2Of(std::string_view network, int x402Version)
{
    const money::Registry& registry = money::Registry::builtIn();
    const money::Network* const known =
        x402Version == 1 ? registry.networkByV1Name(network) : registry.networkByCaip2(network);
    return known == nullptr ? std::string() : known->caip2;
}

/// The members of `extra` that exact payments need. Other schemes give their members other types; they are
/// refused for their scheme later, not for their form here.
std::optional<ChallengeFault> readExtra(const json& extra, const std::string& path, Option& option)
{
    if (option.scheme != "exact")
        return std::nullopt;
    FieldReader fields(extra, path);
    option.eip712Name = fields.optionalText("name");
    option.eip712Version = fields.optionalText("version");
    option.transferMethod = fields.optionalText("assetTransferMethod");
    option.paymentFlow = fields.optionalText("paymentFlow");
    return fields.fault();
}

Result<Option, ChallengeFault> readOption(const json& element, const std::string& path, int x402Version,
                                          std::string raw)
{
    if (!element.is_object())
        return faultAt(ChallengeError::WrongType, path);
    Option option;
    FieldReader fields(element, path);
    option.scheme = fields.requiredText("scheme");
    option.network = fields.requiredText("network");
    option.asset = fields.requiredText("asset");
    option.amount = fields.requiredText(x402Version == 1 ? "maxAmountRequired" : "amount");
    option.payTo = fields.requiredText("payTo");
    option.maxTimeoutSeconds = fields.requiredTimeout("maxTimeoutSeconds");
    const json* const extra = fields.optionalObject("extra");
    if (fields.fault())
        return fail(*fields.fault());
    if (extra != nullptr) {
        if (const auto fault = readExtra(*extra, path + "/extra", option))
            return fail(*fault);
    }
    option.caip2 = caip2Of(option.network, x402Version);
    option.raw = std::move(raw);
    return option;
}

/// Reads `accepts` into the challenge.
Result<void, ChallengeFault> readOptions(const json& document, std::string_view text, Challenge& challenge)
{
    const auto accepts = document.find("accepts");
    if (accepts == document.end() || accepts->is_null())
        return faultAt(ChallengeError::MissingField, "/accepts");
    if (!accepts->is_array())
        return faultAt(ChallengeError::WrongType, "/accepts");
    if (accepts->empty())
        return faultAt(ChallengeError::NoOptions, "/accepts");
    if (accepts->size() > kMaxOptions)
        return faultAt(ChallengeError::TooManyOptions, "/accepts");
    std::size_t rawBytes = challenge.resourceRaw.size();
    for (std::size_t at = 0; at < accepts->size(); ++at) {
        const std::string path = "/accepts/" + std::to_string(at);
        auto option = readOption((*accepts)[at], path, challenge.x402Version, rawAt(text, path));
        if (!option)
            return fail(std::move(option.error()));
        rawBytes += option->raw.size();
        if (rawBytes > kMaxRawBytes)
            return faultAt(ChallengeError::TooLarge, path);
        challenge.options.push_back(std::move(*option));
    }
    // x402, section 8.3: a payment may leave the echo of the extensions out, so large ones do not stop it.
    if (rawBytes + challenge.extensionsRaw.size() > kMaxRawBytes)
        challenge.extensionsRaw.clear();
    return {};
}

std::string shown(const std::string& text)
{
    return toVisibleText(text, kMaxShownTextBytes);
}

bool isVersion(const json& document, std::int64_t version)
{
    const auto found = document.find("x402Version");
    return found != document.end() && found->is_number_integer() && *found == version;
}

/// x402, section 5.1: the object inside PAYMENT-REQUIRED.
Result<Challenge, ChallengeFault> readVersion2(std::string_view header)
{
    if (header.size() > kMaxHeaderBytes)
        return faultAt(ChallengeError::TooLarge, "");
    const auto text = fromBase64(header, kMaxHeaderBytes);
    if (!text)
        return faultAt(ChallengeError::BadBase64, "");
    const auto document = readJson(*text, kMaxHeaderBytes);
    if (!document)
        return fail(document.error());
    if (!document->is_object())
        return faultAt(ChallengeError::WrongType, "");
    if (!isVersion(*document, 2))
        return faultAt(ChallengeError::BadVersion, "/x402Version");

    Challenge challenge;
    challenge.x402Version = 2;
    FieldReader fields(*document, "");
    challenge.error = shown(fields.optionalText("error"));
    const json* const resource = fields.optionalObject("resource");
    const json* const extensions = fields.optionalObject("extensions");
    if (fields.fault())
        return fail(*fields.fault());
    if (resource != nullptr) {
        FieldReader resourceFields(*resource, "/resource");
        challenge.resourceUrl = resourceFields.requiredText("url");
        challenge.description = shown(resourceFields.optionalText("description"));
        if (resourceFields.fault())
            return fail(*resourceFields.fault());
        challenge.resourceRaw = rawAt(*text, "/resource");
    }
    if (extensions != nullptr)
        challenge.extensionsRaw = rawAt(*text, "/extensions");
    if (auto options = readOptions(*document, *text, challenge); !options)
        return fail(std::move(options.error()));
    return challenge;
}

/// x402, section 4: the body of a version 1 answer.
Result<Challenge, ChallengeFault> readVersion1(std::string_view body)
{
    // A page or a problem of another kind is not a broken challenge; what starts like one is.
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || body[first] != '{')
        return faultAt(ChallengeError::NoKnownDialect, "");
    const auto document = readJson(body, kMaxBodyBytes);
    if (!document)
        return fail(document.error());
    if (!document->is_object() || !document->contains("x402Version"))
        return faultAt(ChallengeError::NoKnownDialect, "");
    if (!isVersion(*document, 1))
        return faultAt(ChallengeError::BadVersion, "/x402Version");

    Challenge challenge;
    challenge.x402Version = 1;
    FieldReader fields(*document, "");
    challenge.error = shown(fields.optionalText("error"));
    if (fields.fault())
        return fail(*fields.fault());
    if (auto options = readOptions(*document, body, challenge); !options)
        return fail(std::move(options.error()));
    FieldReader firstOption(document->at("accepts").at(0), "/accepts/0");
    challenge.resourceUrl = firstOption.requiredText("resource");
    challenge.description = shown(firstOption.optionalText("description"));
    if (firstOption.fault())
        return fail(*firstOption.fault());
    return challenge;
}

} // namespace

Result<Challenge, ChallengeFault> parseChallenge(const HttpAnswer& answer)
{
    const FoundHeader header = findHeader(answer, "PAYMENT-REQUIRED");
    const bool mayCarryHeader = answer.status == kPaymentRequired || answer.status == kPreconditionFailed;
    if (!mayCarryHeader)
        return faultAt(ChallengeError::NotA402, "");
    switch (header.presence) {
    case HeaderPresence::Repeated:
        return faultAt(ChallengeError::HeaderRepeated, "");
    case HeaderPresence::Once:
        return readVersion2(header.value);
    case HeaderPresence::Absent:
        break;
    }
    if (answer.status != kPaymentRequired)
        return faultAt(ChallengeError::NotA402, "");
    return readVersion1(answer.body);
}

} // namespace till::challenge
