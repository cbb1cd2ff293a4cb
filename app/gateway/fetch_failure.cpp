#include "app/gateway/fetch_failure.h"

#include "core/support/plain_text.h"

namespace till::gateway {

namespace {

constexpr std::size_t kMaxShownUrlBytes = 1'024;

std::string sentenceOf(TransferError error, const std::string& host)
{
    switch (error) {
    case TransferError::AddressRefused:
        return host + " is an address of this machine, of a private network, or of no network at all.";
    case TransferError::NotResolved:
        return "There is no address for " + host + ".";
    case TransferError::NotConnected:
        return host + " does not take connections.";
    case TransferError::Insecure:
        return "The connection to " + host + " cannot be secured by TLS.";
    case TransferError::TooLarge:
        return host + " sends more than is taken from a merchant.";
    case TransferError::Silent:
        return host + " did not answer in time.";
    case TransferError::Broken:
        return host + " ended the connection before its answer was there.";
    }
    return host + " cannot be reached.";
}

} // namespace

Problem failureOf(TransferError error, Stage stage, const Url& url)
{
    std::string sentence = sentenceOf(error, url.authority);
    if (stage == Stage::Paid) {
        return problemOf(error == TransferError::TooLarge ? "merchant_answer_too_large" : "merchant_lost",
                         std::move(sentence));
    }
    std::string_view code = "merchant_unreachable";
    if (error == TransferError::AddressRefused) {
        code = "address_refused";
    } else if (error == TransferError::TooLarge) {
        code = "merchant_answer_too_large";
    }
    Problem problem = problemOf(code, sentence + " Nothing was paid.");
    problem.moneyMoved = "no";
    return problem;
}

Problem nothingToPresent(const wire::PaymentAnswer& payment)
{
    Problem problem = problemOf("already_paid", "This purchase was paid before and is " + payment.status +
                                                    "; the payment cannot be presented once more.");
    problem.paymentId = payment.id;
    problem.paymentStatus = payment.status;
    return problem;
}

std::string toShownUrl(std::string_view url)
{
    return toVisibleText(url, kMaxShownUrlBytes);
}

} // namespace till::gateway
