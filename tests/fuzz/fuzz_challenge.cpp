// A merchant's 402, in the header or in the body. What is read must keep its limits, its raw texts must be
// the merchant's own JSON, and the payment made of it must be JSON that echoes them.

#include "core/challenge/challenge.h"
#include "core/challenge/payment_header.h"
#include "core/support/base64.h"

#include "core/support/json.h"

#include <cstdint>
#include <cstdlib>
#include <numeric>

using namespace till;
using namespace till::challenge;
using nlohmann::json;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// The first byte says where the rest stands: a header as it is, a header of this JSON, or the body.
HttpAnswer answerOf(const std::string& input)
{
    HttpAnswer answer;
    answer.status = 402;
    const std::string rest = input.substr(1);
    switch (static_cast<unsigned char>(input.front()) % 3) {
    case 0:
        answer.headers.emplace_back("PAYMENT-REQUIRED", rest);
        break;
    case 1:
        answer.headers.emplace_back("PAYMENT-REQUIRED", toBase64(rest));
        break;
    default:
        answer.body = rest;
    }
    return answer;
}

void checkEcho(const Challenge& challenge, const Option& option)
{
    const Echo echo{.x402Version = challenge.x402Version,
                    .scheme = option.scheme,
                    .network = option.network,
                    .acceptedRaw = option.raw,
                    .resourceRaw = challenge.resourceRaw,
                    .extensionsRaw = challenge.extensionsRaw};
    const json payment = json::parse(paymentJson(echo, {}, {}));
    if (challenge.x402Version == 1) {
        require(payment["scheme"] == option.scheme && payment["network"] == option.network);
        require(payment.size() == 4);
        return;
    }
    require(payment["accepted"] == json::parse(option.raw));
    require(payment.contains("resource") == !challenge.resourceRaw.empty());
    require(payment.contains("extensions") == !challenge.extensionsRaw.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const auto challenge = parseChallenge(answerOf(std::string(data, data + size)));
    if (!challenge) {
        require(!codeOf(challenge.error().error).empty() && !describe(challenge.error()).empty());
        return 0;
    }
    require(challenge->x402Version == 1 || challenge->x402Version == 2);
    require(!challenge->options.empty() && challenge->options.size() <= kMaxOptions);
    require(challenge->description.size() <= kMaxShownTextBytes &&
            challenge->error.size() <= kMaxShownTextBytes);
    const std::size_t rawBytes =
        std::accumulate(challenge->options.begin(), challenge->options.end(),
                        challenge->resourceRaw.size() + challenge->extensionsRaw.size(),
                        [](std::size_t sum, const Option& option) { return sum + option.raw.size(); });
    require(rawBytes <= kMaxRawBytes);
    for (const Option& option : challenge->options) {
        require(!option.scheme.empty() && !option.amount.empty() && option.maxTimeoutSeconds > 0);
        require(json::parse(option.raw)["payTo"] == option.payTo);
        checkEcho(*challenge, option);
    }
    return 0;
}
