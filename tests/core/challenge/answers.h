#pragma once

#include "core/challenge/challenge.h"
#include "core/support/base64.h"

#include <string>

namespace till::tests {

/// A 402 with this text as its PAYMENT-REQUIRED header, base64 and all.
inline challenge::HttpAnswer answerWithHeader(const std::string& base64)
{
    challenge::HttpAnswer answer;
    answer.status = 402;
    answer.headers.emplace_back("Payment-Required", base64);
    return answer;
}
inline challenge::HttpAnswer answerWithJsonHeader(const std::string& json)
{
    return answerWithHeader(toBase64(json));
}
inline challenge::HttpAnswer answerWithBody(const std::string& body)
{
    challenge::HttpAnswer answer;
    answer.status = 402;
    answer.headers.emplace_back("Content-Type", "application/json");
    answer.body = body;
    return answer;
}

} // namespace till::tests
