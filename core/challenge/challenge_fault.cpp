#include "core/challenge/challenge.h"

#include "core/support/plain_text.h"

namespace till::challenge {

namespace {

constexpr std::size_t kMaxShownPathBytes = 128;

std::string_view sentenceOf(ChallengeError error)
{
    switch (error) {
    case ChallengeError::NotA402:
        return "The answer's status is not 402, so there is nothing to pay";
    case ChallengeError::NoKnownDialect:
        return "The answer is a 402, but neither a PAYMENT-REQUIRED header nor an x402 version 1 body is in "
               "it";
    case ChallengeError::HeaderRepeated:
        return "The answer has more than one PAYMENT-REQUIRED header";
    case ChallengeError::TooLarge:
        return "The challenge is larger than Tillkeeper reads";
    case ChallengeError::BadBase64:
        return "The PAYMENT-REQUIRED header is not standard base64";
    case ChallengeError::BadJson:
        return "The challenge is not strict JSON";
    case ChallengeError::BadVersion:
        return "The challenge has an x402Version that is not known here";
    case ChallengeError::MissingField:
        return "A field of the challenge is missing or empty";
    case ChallengeError::WrongType:
        return "A field of the challenge has the wrong type";
    case ChallengeError::NoOptions:
        return "The challenge offers no way to pay";
    case ChallengeError::TooManyOptions:
        return "The challenge offers more ways to pay than Tillkeeper reads";
    case ChallengeError::BadTimeout:
        return "maxTimeoutSeconds is not a positive whole number";
    }
    return "The challenge cannot be read";
}

} // namespace

std::string_view codeOf(ChallengeError error)
{
    switch (error) {
    case ChallengeError::NotA402:
    case ChallengeError::NoKnownDialect:
        return "not_a_challenge";
    case ChallengeError::TooLarge:
        return "challenge_too_large";
    case ChallengeError::BadBase64:
        return "challenge_bad_base64";
    case ChallengeError::BadJson:
        return "challenge_bad_json";
    case ChallengeError::BadVersion:
        return "challenge_bad_version";
    case ChallengeError::HeaderRepeated:
    case ChallengeError::MissingField:
    case ChallengeError::WrongType:
        return "challenge_malformed";
    case ChallengeError::NoOptions:
        return "challenge_no_options";
    case ChallengeError::TooManyOptions:
        return "challenge_too_many_options";
    case ChallengeError::BadTimeout:
        return "bad_timeout";
    }
    return "challenge_malformed";
}

std::string describe(const ChallengeFault& fault)
{
    std::string text(sentenceOf(fault.error));
    if (!fault.where.empty())
        text += " (at " + toVisibleText(fault.where, kMaxShownPathBytes) + ")";
    return text + ".";
}

} // namespace till::challenge
