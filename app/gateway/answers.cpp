#include "app/gateway/answers.h"

#include "app/gateway/answer_json.h"
#include "app/gateway/problem.h"
#include "app/gateway/times.h"

#include "core/support/json.h"

namespace till::gateway {

namespace {

http::HttpResponse json(int status, const nlohmann::json& body)
{
    http::HttpResponse response = http::jsonResponse(status, dump(body));
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

nlohmann::json stateOf(const wire::PaymentAnswer& answer)
{
    nlohmann::json out{{"id", answer.id}, {"status", answer.status}};
    if (!answer.code.empty()) {
        out["code"] = answer.code;
    }
    if (answer.transaction) {
        out["transaction"] = *answer.transaction;
    }
    return out;
}

void addTerms(nlohmann::json& out, const wire::PaymentAnswer& answer)
{
    if (answer.option) {
        out["option"] = toJson(*answer.option);
    }
    if (answer.authorization) {
        out["payment"] = toJson(*answer.authorization);
    }
    if (answer.expiresAtMs) {
        out["expiresAt"] = isoTime(*answer.expiresAtMs);
    }
    if (answer.decision) {
        out["decision"] = toJson(*answer.decision);
    }
}

} // namespace

bool isWaiting(const wire::PaymentAnswer& answer)
{
    return answer.code.empty() && answer.status == "waiting";
}

http::HttpResponse paymentResponse(const wire::PaymentAnswer& answer)
{
    if (!answer.code.empty()) {
        return toResponse(problemOf(answer));
    }
    nlohmann::json out = stateOf(answer);
    addTerms(out, answer);
    if (answer.joined) {
        out["joined"] = true;
        out["hint"] =
            "This was recognised as an earlier request and is not paid twice. To buy the same again, send a "
            "new idempotency key, or \"allowRepeat\": true.";
    }
    if (isWaiting(answer)) {
        out["poll"] = "/v1/payments/" + answer.id + "?wait=60";
        http::HttpResponse response = json(202, out);
        response.headers.push_back({"Till-Status", "waiting"});
        response.headers.push_back({"Till-Payment-Id", answer.id});
        return response;
    }
    nlohmann::json headers = nlohmann::json::object();
    for (const wire::HeaderField& each : answer.headers) {
        headers[each.name] = each.value;
    }
    out["headers"] = std::move(headers);
    if (answer.signature) { // asked for through JSON-RPC: the client has the rest of its header
        out["signature"] = *answer.signature;
    }
    return json(200, out);
}

http::HttpResponse stateResponse(const wire::PaymentAnswer& answer)
{
    return json(200, stateOf(answer));
}

http::HttpResponse quoteResponse(const wire::PaymentAnswer& answer)
{
    nlohmann::json out{{"status", answer.status}};
    if (!answer.code.empty()) {
        out["code"] = answer.code;
    }
    addTerms(out, answer);
    out["verdict"] = answer.decision ? answer.decision->verdict : std::string("deny");
    return json(200, out);
}

http::HttpResponse pageResponse(const wire::PaymentsPage& page)
{
    nlohmann::json rows = nlohmann::json::array();
    for (const wire::PaymentRow& each : page.payments) {
        rows.push_back(toJson(each));
    }
    return json(200,
                {{"payments", std::move(rows)}, {"next", page.next ? nlohmann::json(*page.next) : nullptr}});
}

http::HttpResponse agentResponse(const wire::AgentSelfAnswer& agent)
{
    nlohmann::json accounts = nlohmann::json::array();
    for (const wire::AgentAccount& each : agent.accounts) {
        accounts.push_back({{"family", each.family}, {"address", each.address}});
    }
    return json(200, {{"id", agent.id},
                      {"name", agent.name},
                      {"state", agent.state},
                      {"accounts", std::move(accounts)},
                      {"limits", remainingJson(agent.budgets)},
                      {"privateHosts", agent.privateHosts},
                      {"locked", agent.locked},
                      {"paused", agent.paused}});
}

} // namespace till::gateway
