#pragma once

#include "till_fixture.h"

#include <string>
#include <utility>
#include <vector>

/// A history with every kind of decision in it, and its rows as whoever checks them sees them.
namespace till::tests {

inline constexpr const char* kCautious =
    R"({"version":1,"name":"cautious","default":"allow","perPaymentUsd":"4",
 "rules":[
  {"name":"no evil","verdict":"deny","when":{"hosts":["*.evil.test"]}},
  {"name":"dear","verdict":"ask","when":{"amount":{"above":"0.50"}}},
  {"name":"new","verdict":"ask","when":{"firstToHost":true}},
  {"name":"changed","verdict":"ask","when":{"payToChanged":true}},
  {"name":"risen","verdict":"ask","when":{"price":{"differsByPercent":50,"last":5,"direction":"up"}}},
  {"name":"night","verdict":"ask","when":{"time":{"zone":"Europe/Berlin","from":"02:00","to":"03:00"}}}],
 "budgets":[
  {"name":"day","limit":{"usd":"5"},"window":{"calendar":"day","zone":"Europe/Berlin"}},
  {"name":"rate","limit":{"payments":30},"window":{"rollingSeconds":600},"per":["host"]}]})";

inline payment::Ask askAt(std::string host, std::string_view atomic, std::string path)
{
    payment::Ask ask = askFor(atomic, std::move(path));
    ask.request.url = "https://" + host + ask.request.path;
    ask.request.host = std::move(host);
    return ask;
}

/// What the agent asks, and what happens around it: approvals, a policy that is tightened, a grant, more for
/// a while, proofs, a restart, a new day.
inline void liveThroughEverything(Desk& desk)
{
    const auto usd = [](std::string_view text) {
        return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
    };
    const payment::Author owner{"cli", "because"};
    int next = 0;
    const auto path = [&next] { return "/v1/" + std::to_string(++next); };
    const auto pay = [&](std::string_view atomic, std::string host = "api.shop.test") {
        desk.clock.advance(1500);
        return desk.pay(askAt(std::move(host), atomic, path()));
    };
    desk.addAgent("researcher", policyOf(kCautious));
    desk.approve(pay("250000")); // a new merchant: asked and approved
    pay("250000");               // allowed
    pay("100", "x.evil.test");   // denied by a rule
    pay("4500000");              // above the cap
    must(desk.till().reject(pay("900000").row.id, "app", "too dear"));
    pay("700000"); // waits, until it lapses
    payment::Ask bad = askFor("250000", path());
    bad.challenge = challengeWith({[] {
        auto option = optionFor("250000");
        option["asset"] = "0x00000000000000000000000000000000000000ff";
        return option;
    }()});
    desk.pay(bad); // a hard check
    payment::Ask repeated = askFor("250000", "/v1/risen");
    desk.pay(repeated);
    repeated.challenge = challengeWith({optionFor("450000")});
    repeated.request.bodyHash = "aa";
    desk.clock.advance(kSecond);
    desk.approve(desk.pay(repeated)); // the price has risen
    desk.restart();
    const auto proven = pay("200000");
    must(desk.till().proveSettled(proven.row.id, "0xab", desk.clock.at.plusMs(2000), "two nodes"));
    // Tighter rules in between.
    payment::PolicyWish wish;
    wish.owner = "a1";
    wish.policy = desk.agent("a1").document;
    wish.policy.perPaymentMicro = usd("3");
    wish.preset = "custom";
    wish.author = owner;
    must(desk.till().setPolicy(wish, payment::Authority::None));
    desk.commit();
    pay("3500000"); // above the new cap
    // A grant with an approval, and what it covers.
    const auto dear = pay("800000");
    const auto grant = desk.till().grantFor(
        desk.row(dear.row.id),
        {payment::RememberPayee::ThisOne, usd("1"), usd("3"), desk.clock.at.plusMs(kDay)}, owner);
    desk.approve(dear);
    must(desk.till().addGrant(grant.value(), payment::Authority::Passphrase));
    desk.commit();
    pay("800000");
    desk.approve(pay("1200000"));
    desk.approve(pay("900000"));
    pay("400000"); // the day is used up: denied by the budget
    // More for a while: paid out of an envelope.
    payment::MoreRequest request;
    request.agent = "a1";
    request.amountMicro = usd("2");
    request.reason = "one more task";
    request.wantedUntil = desk.clock.at.plusMs(kHour);
    const auto asked = must(desk.till().askForMore(request));
    must(desk.till().grantMore(asked.value(), usd("2"), desk.clock.at.plusMs(kHour), owner,
                               payment::Authority::Passphrase));
    desk.commit();
    pay("400000");
    desk.restart();
    pay("300000");
    desk.clock.advance(2 * kHour);
    desk.tick(); // the envelope ends, the one that waits lapses, those unreported expire
    desk.clock.advance(kDay);
    pay("250000");
    const auto unused = pay("310000");
    desk.clock.advance(10 * kMinute);
    must(desk.till().proveUnused(unused.row.id, desk.clock.at, "two nodes"));
    pay("320000");
    desk.commit();
}

using Rows = std::vector<std::pair<std::int64_t, ledger::Event>>;

/// Every row of a ledger, in order. Throws when its chain is not whole.
inline Rows rowsOf(const LedgerFile& file)
{
    Rows rows;
    const crypto::SecretBytes key = sealKey();
    auto reader = file.reader();
    const auto chain = reader.verify(key.readable(), [&rows](std::int64_t seq, const ledger::Event& event) {
        rows.emplace_back(seq, event);
    });
    if (!chain.isWhole()) {
        throw std::runtime_error(std::string(ledger::describe(chain.fault)));
    }
    return rows;
}

} // namespace till::tests
