#include "app/gateway/problem.h"

#include "app/gateway/answer_json.h"
#include "app/gateway/times.h"
#include "core/wire/problem_codes.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::gateway {

namespace {

constexpr int kRetrySoonSeconds = 1;

void putText(nlohmann::json& out, const char* name, const std::string& text)
{
    if (!text.empty()) {
        out[name] = text;
    }
}

/// When the last of the exceeded budgets is free again.
std::optional<std::int64_t> resetOf(const std::vector<wire::BudgetEffect>& budgets)
{
    std::optional<std::int64_t> latest;
    for (const wire::BudgetEffect& each : budgets) {
        if (each.exceeded && each.resetAtMs) {
            latest = std::max(latest.value_or(*each.resetAtMs), *each.resetAtMs);
        }
    }
    return latest;
}

std::string_view codeOf(http::Refusal refusal)
{
    switch (refusal) {
    case http::Refusal::Malformed:
    case http::Refusal::BadVersion:
    case http::Refusal::UnknownCoding:
    case http::Refusal::UnknownExpectation:
        return "bad_request";
    case http::Refusal::HeaderTooLarge:
        return "header_too_large";
    case http::Refusal::BodyTooLarge:
        return "body_too_large";
    case http::Refusal::TimedOut:
        return "request_timeout";
    case http::Refusal::TooManyConnections:
    case http::Refusal::OutOfMemory:
        return "busy";
    case http::Refusal::Unanswered:
        return "internal_error";
    }
    return "internal_error";
}

std::string_view sentenceOf(http::Refusal refusal)
{
    switch (refusal) {
    case http::Refusal::Malformed:
        return "The request is not HTTP/1.1 in a form that has one meaning only.";
    case http::Refusal::BadVersion:
        return "Only HTTP/1.0 and HTTP/1.1 are spoken here.";
    case http::Refusal::UnknownCoding:
        return "Of transfer codings only chunked is known.";
    case http::Refusal::UnknownExpectation:
        return "Of expectations only 100-continue is known.";
    case http::Refusal::HeaderTooLarge:
        return "The request's head is larger than 16 KiB or has more than 64 lines.";
    case http::Refusal::BodyTooLarge:
        return "The request's body is larger than this path takes.";
    case http::Refusal::TimedOut:
        return "The request did not arrive in time.";
    case http::Refusal::TooManyConnections:
        return "Too many connections are open.";
    case http::Refusal::OutOfMemory:
        return "Too many large requests are arriving at once.";
    case http::Refusal::Unanswered:
        return "The request was lost inside the gateway.";
    }
    return "";
}

} // namespace

Problem problemOf(std::string_view code, std::string detail)
{
    return {.code = std::string(code), .detail = std::move(detail)};
}

Problem problemOf(const wire::ErrorBody& error)
{
    return {.code = error.code, .detail = error.message, .moneyMoved = error.moneyMoved, .hint = error.hint};
}

Problem problemOf(const wire::PaymentAnswer& answer)
{
    Problem problem{
        .code = answer.code, .detail = {}, .paymentId = answer.id, .paymentStatus = answer.status};
    if (answer.decision) {
        problem.detail = answer.decision->sentence;
        problem.reasons = answer.decision->reasons;
        problem.budgets = answer.decision->budgets;
        problem.retryAllowed = answer.decision->retryAllowed;
        problem.smallestChange = answer.decision->smallestChange;
    }
    return problem;
}

Problem problemOf(http::Refusal refusal)
{
    return problemOf(codeOf(refusal), std::string(sentenceOf(refusal)));
}

http::HttpResponse toResponse(const Problem& problem)
{
    const wire::ProblemCode& known = wire::problemCode(problem.code);
    nlohmann::json out{
        {"type", "urn:tillkeeper:problem:" + std::string(known.code)},
        {"title", known.title},
        {"status", known.httpStatus},
        {"code", known.code},
        {"detail", problem.detail.empty() ? std::string(known.title) + "." : problem.detail},
        {"moneyMoved", problem.moneyMoved.empty() ? std::string(known.moneyMoved) : problem.moneyMoved},
        {"hint", problem.hint.empty() ? std::string(known.hint) : problem.hint},
        {"reasons", toJson(problem.reasons)}};
    if (!problem.budgets.empty()) {
        out["remaining"] = remainingJson(problem.budgets);
    }
    if (const auto reset = resetOf(problem.budgets)) {
        out["resetAt"] = isoTime(*reset);
    }
    if (problem.retryAllowed) {
        out["retryAllowed"] = *problem.retryAllowed;
    }
    if (problem.smallestChange) {
        out["smallestChange"] = *problem.smallestChange;
    }
    putText(out, "id", problem.paymentId);
    putText(out, "paymentStatus", problem.paymentStatus);
    putText(out, "merchantError", problem.merchantError);
    putText(out, "location", problem.location);

    http::HttpResponse response{known.httpStatus,
                                {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
                                dump(out)};
    if (known.httpStatus == 401) {
        // RFC 6750, section 3.1: without any token there is no error code.
        response.headers.push_back(
            {"WWW-Authenticate", known.code == "unauthorized"
                                     ? "Bearer realm=\"tillkeeper\""
                                     : "Bearer realm=\"tillkeeper\", error=\"invalid_token\""});
    }
    if (known.httpStatus == 429 || known.httpStatus == 503) {
        response.headers.push_back(
            {"Retry-After", std::to_string(problem.retryAfterSeconds.value_or(kRetrySoonSeconds))});
    }
    return response;
}

} // namespace till::gateway
