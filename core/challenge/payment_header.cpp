#include "core/challenge/payment_header.h"

#include "core/support/base64.h"
#include "core/support/hex.h"

#include "core/support/json.h"

namespace till::challenge {

namespace {

/// A JSON string. Text that is not UTF-8 never gets past the strict reader; should it, it is replaced, not
/// thrown.
std::string quoted(const std::string& text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The scheme payload of exact on EVM (x402, section 10), members in the order of the reference client.
std::string payloadJson(const chain::TransferAuthorization& authorization,
                        const crypto::EvmSignature& signature)
{
    std::string out = R"({"authorization":{"from":")" + authorization.from.toChecksummed();
    out += R"(","to":")" + authorization.to.toChecksummed();
    out += R"(","value":")" + authorization.value.toAtomic();
    out += R"(","validAfter":")" + std::to_string(authorization.validAfter);
    out += R"(","validBefore":")" + std::to_string(authorization.validBefore);
    out += R"(","nonce":")" + till::toHex0x(authorization.nonce);
    out += R"("},"signature":")" + signature.toHex0x() + R"("})";
    return out;
}

} // namespace

std::string_view paymentHeaderName(int x402Version)
{
    return x402Version == 1 ? "X-PAYMENT" : "PAYMENT-SIGNATURE";
}

std::string paymentJson(const Echo& echo, const chain::TransferAuthorization& authorization,
                        const crypto::EvmSignature& signature)
{
    const std::string payload = payloadJson(authorization, signature);
    if (echo.x402Version == 1) {
        return R"({"x402Version":1,"scheme":)" + quoted(echo.scheme) + R"(,"network":)" +
               quoted(echo.network) + R"(,"payload":)" + payload + "}";
    }
    std::string out = R"({"x402Version":2,"payload":)" + payload;
    if (!echo.extensionsRaw.empty())
        out += R"(,"extensions":)" + echo.extensionsRaw;
    if (!echo.resourceRaw.empty())
        out += R"(,"resource":)" + echo.resourceRaw;
    out += R"(,"accepted":)" + echo.acceptedRaw + "}";
    return out;
}

std::string paymentHeaderValue(const Echo& echo, const chain::TransferAuthorization& authorization,
                               const crypto::EvmSignature& signature)
{
    return toBase64(paymentJson(echo, authorization, signature));
}

} // namespace till::challenge
