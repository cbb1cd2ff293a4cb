#include "app/cli/agent_http.h"
#include "app/cli/agent_token.h"
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/text_file.h"
#include "core/support/base64.h"
#include "core/support/plain_text.h"
#include "core/support/strict_json.h"
#include "core/support/utf8.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMaxRequestBodyBytes = 8 * 1024 * 1024;
constexpr std::size_t kMaxProblemBytes = 256 * 1024;
constexpr std::size_t kMaxKeptBytes = 64 * 1024 * 1024; ///< with --json the body is held whole
constexpr std::int64_t kMaxWaitSeconds = 300;
constexpr std::int64_t kFetchSeconds = 600; ///< beside the wait for a person
constexpr int kFirstProblem = 400;
constexpr int kWaiting = 202;

Result<nlohmann::json, Failure> readHeaders(const Arguments& arguments)
{
    nlohmann::json headers = nlohmann::json::object();
    for (const std::string& line : arguments.values("--header")) {
        const std::size_t colon = line.find(':');
        if (colon == 0 || colon == std::string::npos) {
            return fail(usageFailure("-H takes \"Name: value\"."));
        }
        const std::size_t start = line.find_first_not_of(' ', colon + 1);
        const std::string name = line.substr(0, colon);
        if (headers.contains(name)) {
            return fail(usageFailure("The header " + toVisibleText(name, 80) + " is given twice."));
        }
        headers[name] = start == std::string::npos ? "" : line.substr(start);
    }
    return headers;
}

Result<void, Failure> addBody(const Arguments& arguments, nlohmann::json& request)
{
    const auto data = arguments.value("--data");
    if (!data) {
        return {};
    }
    std::string body = *data;
    if (body.starts_with('@')) {
        auto file = readTextFile(body.substr(1), kMaxRequestBodyBytes);
        if (!file) {
            return fail(std::move(file.error()));
        }
        body = std::move(*file);
    }
    if (isValidUtf8(body)) {
        request["body"] = std::move(body);
    } else {
        request["bodyBase64"] = toBase64(body);
    }
    return {};
}

Result<nlohmann::json, Failure> readRequest(const Session& session, std::int64_t waitSeconds)
{
    const auto url = session.word();
    if (!url) {
        return fail(url.error());
    }
    const Arguments& arguments = session.arguments();
    auto headers = readHeaders(arguments);
    if (!headers) {
        return fail(std::move(headers.error()));
    }
    nlohmann::json request{
        {"url", *url},
        {"method", arguments.value("--request").value_or(arguments.has("--data") ? "POST" : "GET")},
        {"headers", std::move(*headers)},
        {"wait", waitSeconds}};
    if (const auto added = addBody(arguments, request); !added) {
        return fail(added.error());
    }
    if (const auto most = arguments.value("--max-amount")) {
        request["maxAmount"] = *most;
    }
    if (const auto key = arguments.value("--idempotency-key")) {
        request["idempotencyKey"] = *key;
    }
    if (const auto reason = arguments.value("--reason")) {
        request["context"] = {{"reason", *reason}};
    }
    return request;
}

/// Tillkeeper's own problem, not a merchant's answer that was passed on: those carry Till-Status.
bool isOwnProblem(const AnswerHead& head)
{
    return head.status >= kFirstProblem && head.header("till-status").empty() &&
           head.header("content-type").starts_with("application/problem+json");
}
bool isWaiting(const AnswerHead& head)
{
    return head.status == kWaiting && head.header("till-status") == "waiting";
}

std::string textOf(const nlohmann::json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

Failure problemOf(const std::string& body)
{
    const auto json = parseStrictJson(body, {.maxBytes = kMaxProblemBytes});
    if (!json || !json->is_object() || textOf(*json, "code").empty()) {
        return badAnswerFailure();
    }
    return problemFailure(textOf(*json, "code"), textOf(*json, "detail"));
}

Failure waitingFailure(const std::string& body)
{
    const auto json = parseStrictJson(body, {.maxBytes = kMaxProblemBytes});
    const std::string id = json && json->is_object() ? toVisibleText(textOf(*json, "id"), 64) : std::string{};
    return localFailure(
        ExitCode::NotPaid, "waiting", "Payment " + id + " waits for a decision; nothing is signed yet.",
        "Decide with till approve " + id + " or in the app, then run the same command again.");
}

Failure transportFailure(AgentHttpError error)
{
    Failure failure = localFailure(
        ExitCode::NotRunning, "connection_lost", "The endpoint went away before the whole answer was there.",
        "Run the same command again with an --idempotency-key, and see till payments list.");
    failure.body.moneyMoved = "unknown";
    switch (error) {
    case AgentHttpError::NotRunning:
        return linkFailure(posix::FrameIoError::NotThere, Asked::No);
    case AgentHttpError::TimedOut:
        failure.body.code = "no_answer";
        failure.body.message = "The endpoint did not answer in time.";
        break;
    case AgentHttpError::TooLarge:
        failure = problemFailure("merchant_answer_too_large");
        break;
    case AgentHttpError::Failed:
        break;
    }
    return failure;
}

nlohmann::json paymentOf(const AnswerHead& head)
{
    const std::string id = head.header("till-payment-id");
    if (id.empty()) {
        return nullptr;
    }
    return {{"id", id},
            {"amount", head.header("till-amount")},
            {"amountText", head.header("till-amount-text")},
            {"status", head.header("till-status")}};
}

std::string paymentSentence(const AnswerHead& head)
{
    const std::string id = head.header("till-payment-id");
    if (id.empty()) {
        return "Nothing was asked for, so nothing was paid.";
    }
    return "Paid " + head.header("till-amount-text") + " (payment " + id + ", " + head.header("till-status") +
           ").";
}

Outcome concluded(const Session& session, const AnswerHead& head, const std::string& kept)
{
    if (isOwnProblem(head)) {
        return fail(problemOf(kept));
    }
    if (isWaiting(head)) {
        return fail(waitingFailure(kept));
    }
    if (session.output().isForProgram()) {
        nlohmann::json json{{"status", head.status}, {"headers", head.headers}, {"payment", paymentOf(head)}};
        json[isValidUtf8(kept) ? "body" : "bodyBase64"] = isValidUtf8(kept) ? kept : toBase64(kept);
        session.output().json(json);
    } else {
        session.output().note(paymentSentence(head));
    }
    if (head.status < kFirstProblem) {
        return ExitCode::Done;
    }
    if (!session.output().isForProgram()) {
        session.output().note("The merchant answered " + std::to_string(head.status) + ".");
    }
    return ExitCode::NotPaid;
}

Outcome runPay(Session& session)
{
    const auto wait = session.arguments().number("--wait", 0, kMaxWaitSeconds, kMaxWaitSeconds);
    if (!wait) {
        return fail(wait.error());
    }
    const auto request = readRequest(session, *wait);
    if (!request) {
        return fail(request.error());
    }
    const auto token = readAgentToken(session);
    if (!token) {
        return fail(token.error());
    }
    std::string kept; // what is not streamed: problems, and with --json everything
    const auto sink = [&session, &kept](const AnswerHead& head, std::string_view bytes) {
        if (!session.output().isForProgram() && !isOwnProblem(head) && !isWaiting(head)) {
            session.output().text(bytes);
            return true;
        }
        kept.append(bytes);
        return kept.size() <= kMaxKeptBytes;
    };
    const std::string body = request->dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    const auto head = postToAgentSocket(session.places().agentSocket().string(), "/v1/fetch", body, *token,
                                        *wait + kFetchSeconds, sink);
    if (!head) {
        return fail(transportFailure(head.error()));
    }
    return concluded(session, *head, kept);
}

} // namespace

std::vector<Command> payCommands()
{
    return {
        {"pay",
         "URL",
         "Fetch a URL as an agent, pay if it asks, and print the answer.",
         {{"--request", OptionKind::Value, "METHOD", "The method; GET, or POST with -d.", "-X"},
          {"--data", OptionKind::Value, "BODY", "The body; @FILE reads a file, @- the standard input.", "-d"},
          {"--header", OptionKind::Repeated, "\"Name: value\"", "A header; may be repeated.", "-H"},
          {"--agent-token-fd", OptionKind::Value, "N", "Read the agent's token from this descriptor."},
          {"--agent-token-file", OptionKind::Value, "FILE", "Read the agent's token from this file."},
          {"--max-amount", OptionKind::Value, "UNITS", "Pay at most this, in atomic units of the token."},
          {"--wait", OptionKind::Value, "SECONDS", "How long to wait for a person, 0 to 300 (300)."},
          {"--idempotency-key", OptionKind::Value, "KEY",
           "Names this purchase, so that it is never paid twice."},
          {"--reason", OptionKind::Value, "TEXT", "Why; the person who approves sees it."}},
         runPay}};
}

} // namespace till::cli
