#include "app/cli/agent_http.h"
#include "app/cli/agent_token.h"
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "core/support/json.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// `till mcp`: the Model Context Protocol over standard input and output, one JSON-RPC message a line, for
/// clients that start their servers as programs. It knows nothing of the protocol: each line goes to the
/// endpoint's /mcp, and what comes back goes out.
namespace till::cli {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxLineBytes = std::size_t{16} * 1024 * 1024;
constexpr std::size_t kMaxAnswerBytes = std::size_t{64} * 1024 * 1024;
constexpr std::size_t kMaxAtOnce = 16;
constexpr std::int64_t kCallSeconds = 3'900; ///< a fetch may take an hour, and a person may be waited for
constexpr int kInternalError = -32603;       // JSON-RPC 2.0 section 5.1
constexpr std::string_view kData = "data:";

/// Standard output, a line at a time.
class Out {
public:
    void line(std::string_view text)
    {
        const std::scoped_lock lock(m_mutex);
        std::cout << text << '\n' << std::flush;
    }

private:
    std::mutex m_mutex;
};

/// Takes an answer in: JSON as a whole, events one by one as they come.
class Answer {
public:
    explicit Answer(Out& out) : m_out(out) {}

    bool take(const AnswerHead& head, std::string_view bytes)
    {
        m_kept.append(bytes);
        if (!head.header("content-type").starts_with("text/event-stream")) {
            return m_kept.size() <= kMaxAnswerBytes;
        }
        for (std::size_t end = m_kept.find('\n'); end != std::string::npos; end = m_kept.find('\n')) {
            event(std::string_view(m_kept).substr(0, end));
            m_kept.erase(0, end + 1);
        }
        return m_kept.size() <= kMaxAnswerBytes;
    }
    /// The rest, when it was no stream.
    [[nodiscard]] const std::string& kept() const { return m_kept; }

private:
    void event(std::string_view line)
    {
        if (line.starts_with(kData)) {
            line.remove_prefix(kData.size());
            line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
            m_out.line(line);
        }
    }

    Out& m_out;
    std::string m_kept;
};

json idOf(const std::string& line)
{
    const json message = json::parse(line, nullptr, false);
    return message.is_object() && message.contains("id") ? message["id"] : json();
}

/// What a client hears when the endpoint itself could not be asked, or said no to the token.
std::string failureLine(const std::string& line, const std::string& why)
{
    return json{
        {"jsonrpc", "2.0"}, {"id", idOf(line)}, {"error", {{"code", kInternalError}, {"message", why}}}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string describe(AgentHttpError error)
{
    switch (error) {
    case AgentHttpError::NotRunning:
        return "Tillkeeper is not running. Nothing was paid. Start the app or tillkeeperd.";
    case AgentHttpError::TimedOut:
        return "Tillkeeper did not answer in time. Look at your payments before you try again.";
    case AgentHttpError::TooLarge:
        return "The answer is larger than is taken here. Look at your payments before you try again.";
    case AgentHttpError::Failed:
        return "Tillkeeper went away before its answer was there. Look at your payments before you try "
               "again.";
    }
    return "Tillkeeper cannot be asked.";
}

void exchange(const std::string& socket, const crypto::SecretBytes& token, const std::string& line, Out& out)
{
    Answer answer(out);
    const auto head = postToAgentSocket(
        socket, "/mcp", line, token, kCallSeconds,
        [&answer](const AnswerHead& at, std::string_view bytes) { return answer.take(at, bytes); });
    const bool wantsAnswer = !idOf(line).is_null();
    if (!head) {
        if (wantsAnswer) {
            out.line(failureLine(line, describe(head.error())));
        }
        return;
    }
    if (head->header("content-type").starts_with("application/problem+json")) {
        const json problem = json::parse(answer.kept(), nullptr, false);
        if (wantsAnswer && problem.is_object()) {
            out.line(failureLine(line, problem.value("detail", "") + " " + problem.value("hint", "")));
        }
    } else if (!answer.kept().empty()) {
        out.line(answer.kept());
    }
}

Result<ExitCode, Failure> runMcp(Session& session)
{
    if (auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto token = readAgentTokenOfTool(session);
    if (!token) {
        return fail(token.error());
    }
    const std::string socket = session.places().agentSocket().string();
    Out out;
    std::atomic<std::size_t> running = 0;
    std::vector<std::jthread> calls;
    std::string line;
    while (std::getline(std::cin, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) {
            continue;
        }
        if (line.size() > kMaxLineBytes) {
            out.line(failureLine("", "The message is too large."));
            continue;
        }
        // A person may decide for minutes: other calls go on beside it.
        if (running.load() >= kMaxAtOnce) {
            out.line(failureLine(line, "Too many calls at once. Nothing was paid; try again in a moment."));
            continue;
        }
        ++running;
        calls.emplace_back([&, line] {
            exchange(socket, *token, line, out);
            --running;
        });
        if (calls.size() > kMaxAtOnce * 4 && running.load() == 0) {
            calls.clear();
        }
    }
    calls.clear(); // waits: who closes our input still reads the answers
    return ExitCode::Done;
}

} // namespace

std::vector<Command> mcpCommands()
{
    return {{"mcp",
             "",
             "Serve the Model Context Protocol on standard input and output, as an agent.",
             {{"--agent-token-fd", OptionKind::Value, "N", "Read the agent's token from this descriptor."},
              {"--agent-token-file", OptionKind::Value, "FILE", "Read the agent's token from this file."}},
             runMcp}};
}

} // namespace till::cli
