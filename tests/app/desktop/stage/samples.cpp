#include "tests/app/desktop/stage/samples.h"

#include "core/money/registry.h"

using namespace till;

namespace samples {

namespace {
constexpr std::int64_t kFirstMs = 1'772'000'000'000;
} // namespace

wire::StatusAnswer openStatus()
{
    wire::StatusAnswer status;
    status.vault = "unlocked";
    status.proved = true;
    status.endpoint = "http://127.0.0.1:4402";
    status.practiceShop = "http://127.0.0.1:4499";
    status.tier = {"user", "Basic", {"Other programs cannot read memory."}, {"Root can do everything."}};
    status.integrity = "ok";
    status.version = "0.1.0";
    return status;
}

wire::AgentShape agent(const std::string& id, const std::string& name, int colour)
{
    wire::AgentShape agent;
    agent.id = id;
    agent.name = name;
    agent.preset = "everyday";
    agent.state = "active";
    agent.colour = colour;
    agent.spentTodayText = "0.00 USD";
    return agent;
}

wire::PaymentRow payment(int number)
{
    const money::Asset& asset = money::Registry::builtIn().assets().front();
    wire::PaymentRow row;
    row.id = "pay_" + std::to_string(number);
    row.agent = "a1";
    row.agentName = "research-bot";
    row.createdAtMs = kFirstMs + number;
    row.updatedAtMs = row.createdAtMs;
    row.interface = "fetch";
    row.method = "GET";
    row.url = "https://api.shop.test/v1/search?q=x";
    row.host = "api.shop.test";
    row.scheme = "exact";
    row.network = asset.network;
    row.asset = asset.address;
    row.symbol = asset.symbol;
    row.amount = "250000";
    row.amountText = "0.25";
    row.payTo = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
    row.status = "settled";
    row.verdict = "allow";
    return row;
}

wire::ApprovalShape approval(int number)
{
    wire::ApprovalShape approval;
    approval.payment = payment(number);
    approval.payment.status = "waiting";
    approval.id = approval.payment.id;
    approval.askedBecause = {{"ask_rule", "the amount is above 0.50"}};
    approval.expiresAtMs = kFirstMs + 600'000;
    approval.shownHash = "hash-" + std::to_string(number);
    approval.validForSeconds = 60;
    return approval;
}

wire::BudgetEffect dayBudget()
{
    wire::BudgetEffect budget;
    budget.name = "day";
    budget.unit = "USD";
    budget.used = "1.25";
    budget.thisOne = "0.25";
    budget.limit = "5.00";
    budget.remaining = "3.50";
    budget.window = "per day (Europe/Berlin)";
    budget.permilleBefore = 250;
    budget.permilleAfter = 300;
    budget.resetAtMs = kFirstMs + 3'600'000;
    return budget;
}

wire::ErrorBody wrongPassphrase()
{
    return {.code = "wrong_passphrase",
            .message = "The passphrase is not right",
            .moneyMoved = "no",
            .hint = "Try again in 2 s"};
}

} // namespace samples
