#include "app/practice/payment_check.h"

#include "app/practice/seconds.h"
#include "core/support/base64.h"
#include "core/support/strict_json.h"

#include <array>

namespace till::practice {

namespace {

constexpr JsonLimits kLimits{.maxBytes = kMaxPaymentBytes, .maxDepth = 16, .maxValues = 500};

constexpr RefusalCode kNotReadable = "invalid_payload";
constexpr RefusalCode kNoMatch = "No matching payment requirements";

struct SignedAuthorization {
    chain::TransferAuthorization authorization;
    std::array<std::uint8_t, 65> signature{};
};

const nlohmann::json* memberOf(const nlohmann::json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found == object.end() ? nullptr : &*found;
}

std::string textOf(const nlohmann::json& object, const char* name)
{
    const auto* found = memberOf(object, name);
    return found != nullptr && found->is_string() ? found->get<std::string>() : std::string{};
}

/// x402 section 8.1: the same members with the same values; of `extra` what we sent must be there.
bool isOurOffer(const nlohmann::json& accepted, nlohmann::json ours)
{
    if (!accepted.is_object()) {
        return false;
    }
    nlohmann::json theirs = accepted;
    const nlohmann::json ourExtra = ours["extra"];
    const auto* theirExtra = memberOf(accepted, "extra");
    if (theirExtra == nullptr) {
        return false;
    }
    for (const auto& [name, value] : ourExtra.items()) {
        const auto* same = memberOf(*theirExtra, name.c_str());
        if (same == nullptr || *same != value) {
            return false;
        }
    }
    theirs.erase("extra");
    ours.erase("extra");
    return theirs == ours;
}

std::optional<RefusalCode> checkEnvelope(const nlohmann::json& payment, PaymentVersion version,
                                         const ShopTerms& terms, const Good& good)
{
    const auto* stated = memberOf(payment, "x402Version");
    if (stated == nullptr || !stated->is_number_integer() || *stated != static_cast<int>(version)) {
        return "invalid_x402_version";
    }
    if (version == PaymentVersion::Two) {
        const auto* accepted = memberOf(payment, "accepted");
        return accepted != nullptr && isOurOffer(*accepted, offerV2(terms, good)) ? std::nullopt
                                                                                  : std::optional(kNoMatch);
    }
    const nlohmann::json ours = offerV1(terms, good);
    if (textOf(payment, "scheme") != ours["scheme"]) {
        return "invalid_exact_evm_scheme";
    }
    if (textOf(payment, "network") != ours["network"]) {
        return "invalid_exact_evm_network_mismatch";
    }
    return std::nullopt;
}

Result<SignedAuthorization, RefusalCode> readPayload(const nlohmann::json& payment)
{
    const auto* payload = memberOf(payment, "payload");
    const auto* fields = payload == nullptr ? nullptr : memberOf(*payload, "authorization");
    if (fields == nullptr || !fields->is_object()) {
        return fail(kNotReadable);
    }
    const auto from = chain::EvmAddress::fromText(textOf(*fields, "from"));
    const auto to = chain::EvmAddress::fromText(textOf(*fields, "to"));
    const auto value = money::Amount::fromAtomic(textOf(*fields, "value"));
    const auto validAfter = readSeconds(textOf(*fields, "validAfter"));
    const auto validBefore = readSeconds(textOf(*fields, "validBefore"));
    SignedAuthorization read;
    if (!from || !to || !value || !validAfter || !validBefore ||
        !fromHex0xInto(textOf(*fields, "nonce"), read.authorization.nonce)) {
        return fail(kNotReadable);
    }
    if (!fromHex0xInto(textOf(*payload, "signature"), read.signature)) {
        return fail(RefusalCode("invalid_exact_evm_failed_to_parse_signature"));
    }
    read.authorization.from = *from;
    read.authorization.to = *to;
    read.authorization.value = *value;
    read.authorization.validAfter = *validAfter;
    read.authorization.validBefore = *validBefore;
    return read;
}

std::optional<RefusalCode> checkTerms(const chain::TransferAuthorization& authorization,
                                      const ShopTerms& terms, const Good& good, Instant now)
{
    if (authorization.to != terms.payTo) {
        return "invalid_exact_evm_recipient_mismatch";
    }
    if (authorization.value != money::Amount::fromUint64(good.priceAtomic)) {
        return "invalid_exact_evm_payload_authorization_value_mismatch";
    }
    const auto seconds = static_cast<std::uint64_t>(now.seconds());
    if (authorization.validAfter >= seconds) { // EIP-3009: exclusive
        return "invalid_exact_evm_payload_authorization_valid_after";
    }
    if (authorization.validBefore < seconds + kMinLeftSeconds) {
        return "invalid_exact_evm_payload_authorization_valid_before";
    }
    return std::nullopt;
}

} // namespace

Result<chain::TransferAuthorization, RefusalCode> checkPayment(std::string_view headerValue,
                                                               PaymentVersion version, const ShopTerms& terms,
                                                               const Good& good,
                                                               const crypto::Secp256k1& curve, Instant now)
{
    const auto decoded = fromBase64(headerValue, kMaxPaymentBytes);
    const auto payment = decoded ? parseStrictJson(*decoded, kLimits) : fail(JsonError::Syntax);
    if (!payment || !payment->is_object()) {
        return fail(kNotReadable);
    }
    if (const auto refused = checkEnvelope(*payment, version, terms, good)) {
        return fail(*refused);
    }
    const auto read = readPayload(*payment);
    if (!read) {
        return fail(read.error());
    }
    if (const auto refused = checkTerms(read->authorization, terms, good, now)) {
        return fail(*refused);
    }
    const Hash256 digest = chain::signingDigest(terms.domain(), read->authorization);
    const auto signer = curve.recover(digest, read->signature);
    if (!signer || chain::EvmAddress::fromPublicKey(*signer) != read->authorization.from) {
        return fail(RefusalCode("invalid_exact_evm_signature"));
    }
    return read->authorization;
}

} // namespace till::practice
