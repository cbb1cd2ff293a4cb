#include "app/gateway/rpc_reply.h"

#include "app/gateway/answer_json.h"

#include <algorithm>
#include <array>

namespace till::gateway {

namespace {

using nlohmann::json;

// EIP-1193, "Provider Errors"
constexpr int kUserRejected = 4001;
constexpr int kUnauthorized = 4100;
constexpr int kUnsupported = 4200;
// EIP-1474, "Error codes"
constexpr int kResourceUnavailable = -32002;
constexpr int kTransactionRejected = -32003;

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& all, std::string_view code)
{
    return std::find(all.begin(), all.end(), code) != all.end();
}

int rpcCodeOf(std::string_view code)
{
    constexpr std::array<std::string_view, 2> kByPerson{"rejected", "given_up"};
    constexpr std::array<std::string_view, 3> kNotYours{"unauthorized", "wrong_account", "agent_pending"};
    constexpr std::array<std::string_view, 2> kForm{"bad_request", "typed_data_malformed"};
    constexpr std::array<std::string_view, 9> kLater{
        "locked",        "paused",   "agent_paused",       "waiting_for_person",
        "busy",          "no_vault", "keeper_unavailable", "network_frozen",
        "account_frozen"};
    if (isOneOf(kByPerson, code)) {
        return kUserRejected;
    }
    if (isOneOf(kNotYours, code)) {
        return kUnauthorized;
    }
    if (isOneOf(kForm, code)) {
        return kInvalidParams;
    }
    if (isOneOf(kLater, code)) {
        return kResourceUnavailable;
    }
    if (code == "typed_data_refused") {
        return kUnsupported;
    }
    return code == "internal_error" ? kInternalRpcError : kTransactionRejected;
}

} // namespace

RpcReply::RpcReply(ExchangePtr exchange, bool isBatch, std::size_t calls)
    : m_exchange(std::move(exchange)), m_isBatch(isBatch), m_messages(calls), m_open(calls),
      m_left(std::make_shared<std::vector<std::function<void()>>>())
{
}

void RpcReply::onLeft(std::function<void()> left)
{
    m_left->push_back(std::move(left));
    m_exchange->responder.onClientLeft([all = m_left] {
        for (const auto& each : std::exchange(*all, {})) {
            each();
        }
    });
}

void RpcReply::answer(std::size_t call, json message)
{
    m_messages.at(call) = std::move(message);
    if (--m_open > 0) {
        return;
    }
    std::erase_if(m_messages, [](const json& each) { return each.is_null(); });
    if (m_messages.empty()) {
        m_exchange->responder.send({204, {}, {}});
        return;
    }
    http::HttpResponse response =
        http::jsonResponse(200, dump(m_isBatch ? json(m_messages) : m_messages.front()));
    response.headers.push_back({"Cache-Control", "no-store"});
    m_exchange->responder.send(response);
}

RpcFault rpcFaultOf(const Problem& problem, json id)
{
    const http::HttpResponse response = toResponse(problem);
    json document = json::parse(response.body, nullptr, false);
    const std::string code = document.value("code", "internal_error");
    std::string text = document.value("detail", "") + " (" + code +
                       "; money moved: " + document.value("moneyMoved", "unknown") + ") " +
                       document.value("hint", "");
    return {rpcCodeOf(code), std::move(text), std::move(id), std::move(document)};
}

} // namespace till::gateway
