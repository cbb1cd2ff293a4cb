#include "app/gateway/rpc_request.h"

#include "app/gateway/header_taker.h"
#include "app/gateway/limits.h"
#include "app/gateway/query.h"
#include "app/gateway/request_fields.h"
#include "app/gateway/url.h"
#include "app/http/line_rules.h"
#include "core/chain/evm_address.h"
#include "core/challenge/typed_payment.h"
#include "core/money/registry.h"

#include "core/support/json.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

constexpr std::string_view kUrlHeader = "Till-Request-Url";
constexpr std::string_view kMethodHeader = "Till-Request-Method";
constexpr std::array kKnown{kUrlHeader,    kMethodHeader, kMaxAmountHeader, kWaitHeader,
                            kOwnKeyHeader, kToolHeader,   kTaskHeader,      kReasonHeader};
constexpr int kDialect = 2; // networks have their CAIP-2 names here
constexpr std::int64_t kMaxChainId = std::int64_t{1} << 53;

void readTarget(HeaderTaker& headers, wire::RequestShape& shape)
{
    const auto text = headers.line(kUrlHeader, kMaxUrlBytes);
    const auto method = headers.line(kMethodHeader, kMaxMethodBytes);
    if (!text) {
        if (method) {
            headers.note("bad_request", "Till-Request-Method goes with Till-Request-Url.");
        }
        return;
    }
    const auto url = parseUrl(*text);
    if (!url) {
        headers.note("bad_url", "Till-Request-Url: " + std::string(describe(url.error())));
        return;
    }
    shape.method = method.value_or("GET");
    if (!http::isToken(shape.method) ||
        std::any_of(shape.method.begin(), shape.method.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
        headers.note("bad_request", "Till-Request-Method must be an HTTP method in upper case.");
    }
    shape.url = url->text();
    shape.host = url->authority;
    shape.path = url->path;
}

Read<std::uint64_t> readChainId(const http::HttpRequest& request)
{
    const auto query = readQuery(request.query, {"chainId"});
    if (!query) {
        return fail(query.error());
    }
    const auto given = query->find("chainId");
    if (given == query->end()) {
        return kUsualChainId;
    }
    const auto number = readWhole("chainId", given->second, 1, kMaxChainId);
    if (!number) {
        return fail(number.error());
    }
    if (money::Registry::builtIn().networkByCaip2("eip155:" + given->second) == nullptr) {
        return fail(BadRequest{"bad_request", "\"chainId\" names no chain that Tillkeeper knows."});
    }
    return static_cast<std::uint64_t>(*number);
}

wire::OptionShape shapeOf(challenge::Option&& option)
{
    wire::OptionShape shape;
    shape.scheme = std::move(option.scheme);
    shape.network = std::move(option.network);
    shape.caip2 = std::move(option.caip2);
    shape.asset = std::move(option.asset);
    shape.amount = std::move(option.amount);
    shape.payTo = std::move(option.payTo);
    shape.eip712Name = std::move(option.eip712Name);
    shape.eip712Version = std::move(option.eip712Version);
    shape.raw = std::move(option.raw);
    return shape;
}

Result<challenge::TypedPayment, challenge::TypedDataFault> readData(const nlohmann::json& data)
{
    return data.is_string() ? challenge::parseTypedPayment(data.get_ref<const std::string&>())
                            : challenge::readTypedPayment(data);
}

} // namespace

Read<RpcContext> readRpcContext(const http::HttpRequest& request, std::string token)
{
    HeaderTaker headers(request);
    RpcContext context;
    wire::Pay& pay = context.pay;
    pay.token = std::move(token);
    pay.interface = "rpc";
    pay.caller = callerOf(request.peer);
    headers.noteUnknown(kKnown);
    readTarget(headers, pay.request);
    pay.claims = headers.claims();
    pay.idempotencyKey = headers.key();
    pay.maxAmount = headers.maxAmount();
    context.waitSeconds = headers.wait(kRpcWaitSeconds);
    if (auto fault = headers.fault()) {
        return fail(std::move(*fault));
    }
    const auto chainId = readChainId(request);
    if (!chainId) {
        return fail(chainId.error());
    }
    context.chainId = *chainId;
    return context;
}

Read<void> readSigning(const nlohmann::json& params, wire::Pay& pay)
{
    const bool isPair = params.is_array() && params.size() == 2 && params[0].is_string() &&
                        (params[1].is_string() || params[1].is_object());
    const auto signer = isPair ? chain::EvmAddress::fromText(params[0].get_ref<const std::string&>())
                               : fail(chain::AddressError::NotHex);
    if (!signer) {
        return fail(BadRequest{"bad_request", "The parameters are the signing address and the typed data, as "
                                              "an object or as its JSON text."});
    }
    auto payment = readData(params[1]);
    if (payment && payment->authorization.from != *signer) {
        payment = fail(challenge::TypedDataFault{"typed_data_malformed",
                                                 "The signing address is not the \"from\" of the message."});
    }
    if (!payment) {
        pay.fault = wire::FaultShape{std::string(payment.error().code), payment.error().detail};
        return {};
    }
    const auto& message = payment->authorization;
    pay.client = wire::ClientTermsShape{message.from.toChecksummed(), toHex0x(message.nonce),
                                        static_cast<std::int64_t>(message.validAfter),
                                        static_cast<std::int64_t>(message.validBefore)};
    wire::ChallengeShape shape;
    shape.x402Version = kDialect;
    shape.options.push_back(shapeOf(challenge::optionOf(*payment)));
    pay.challenge = std::move(shape);
    return {};
}

} // namespace till::gateway
