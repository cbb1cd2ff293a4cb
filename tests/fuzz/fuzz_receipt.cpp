// What a merchant says after a payment. Texts that are shown must be short and plain, whatever came.

#include "core/challenge/receipt.h"
#include "core/support/base64.h"
#include "core/support/utf8.h"

#include <cstdint>
#include <cstdlib>

using namespace till;
using namespace till::challenge;

namespace {

void requireShown(const std::string& text)
{
    if (text.size() > kMaxShownTextBytes || !isValidUtf8(text) ||
        text.find_first_of("\n\r\x1b") != std::string::npos)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(data, data + size);
    for (const std::string& value : {text, toBase64(text)}) {
        HttpAnswer answer;
        answer.status = 402;
        answer.headers.emplace_back("X-Payment-Response", value);
        answer.headers.emplace_back("PAYMENT-REQUIRED", value);
        answer.body = text;
        if (const auto receipt = parseReceipt(answer)) {
            for (const std::string& shown : {receipt->transaction, receipt->network, receipt->payer,
                                             receipt->amount, receipt->errorReason})
                requireShown(shown);
        }
        requireShown(challengeErrorOf(answer));
        answer.headers.clear();
        requireShown(challengeErrorOf(answer));
    }
    return 0;
}
