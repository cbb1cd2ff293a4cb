#pragma once

#include "merchant.h"

#include <QTest>

#include <optional>

namespace till::test {

/// A gateway whose agent may fetch from 127.0.0.1, and a client of it.
struct World {
    explicit World(gateway::GatewayOptions options = {{}, 1'000'000}) : fixture(options), client(fixture.port)
    {
    }

    Fixture fixture;
    RawClient client;

    void fetch(const std::string& url, const nlohmann::json& more = nlohmann::json::object())
    {
        client.send(fixture.request("POST", "/v1/fetch", fetchBody(url, more)));
    }
    /// The keeper lets the agent in.
    void letIn(const wire::AgentSelfAnswer& agent = agentWithLoopback())
    {
        const auto frame = fixture.keeper.nextRequest();
        QCOMPARE(frame.type, std::string("agent.self"));
        fixture.keeper.answer(frame.id, agent);
    }
    wire::Pay nextPay(std::int64_t& id)
    {
        const auto frame = fixture.keeper.nextRequest();
        id = frame.id;
        const auto pay = wire::fromBody<wire::Pay>(frame.body);
        return frame.type == wire::Pay::kType && pay ? *pay : wire::Pay{};
    }
    /// The keeper authorizes what is asked next.
    wire::Pay authorize()
    {
        std::int64_t id = 0;
        const wire::Pay pay = nextPay(id);
        fixture.keeper.answer(id, authorizedAnswer("pay_1"));
        return pay;
    }
    std::optional<wire::SettlementReport> nextReport()
    {
        const auto frame = fixture.keeper.nextRequest();
        const auto report = wire::fromBody<wire::SettlementReport>(frame.body);
        if (frame.type != wire::SettlementReport::kType || !report) {
            return std::nullopt;
        }
        fixture.keeper.answer(frame.id, authorizedAnswer(report->paymentId));
        return *report;
    }
    bool keeperIsQuiet() { return fixture.keeper.nextRequest(50).type.empty(); }
};

} // namespace till::test
