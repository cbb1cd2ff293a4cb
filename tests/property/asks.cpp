#include "tests/property/asks.h"

#include "tests/core/payment/till_fixture.h"

#include <vector>

namespace till::tests {

namespace {

nlohmann::json optionOf(std::size_t payee, std::uint64_t price, std::int64_t timeout)
{
    nlohmann::json option = optionFor(std::to_string(price), payeeAddress(payee));
    option["maxTimeoutSeconds"] = timeout;
    return option;
}

payment::Ask askWith(const nlohmann::json& option)
{
    payment::Ask ask;
    ask.interface = "rest";
    ask.request.method = "GET";
    ask.challenge = challengeWith({option});
    return ask;
}

BadAsk bad(const char* member, const nlohmann::json& value, const char* code)
{
    nlohmann::json option = optionOf(0, kPrices[0], kTimeouts[0]);
    option[member] = value;
    return {askWith(option), code};
}

std::vector<BadAsk> allBadAsks()
{
    std::vector<BadAsk> all{
        bad("network", "eip155:999999", "unknown_network"),
        bad("asset", kOtherPayee, "unknown_asset"),
        bad("amount", "0", "bad_option_amount"),
        bad("payTo", "0x0000000000000000000000000000000000000000", "pay_to_zero"),
        bad("payTo", addressOf(1).toChecksummed(), "pay_to_self"),
        bad("maxTimeoutSeconds", 601, "validity_too_long"),
        bad("extra", {{"name", "Coin of Another"}, {"version", "2"}}, "domain_mismatch"),
        {askWith(optionOf(0, kPrices[1], kTimeouts[0])), "over_max_amount"},
        {askWith(optionOf(0, kPrices[0], kTimeouts[0])), "challenge_not_json"},
    };
    all[7].ask.maxAmount = money::Amount::fromUint64(kPrices[1] - 1);
    all[8].ask.unreadable = payment::Unreadable{"challenge_not_json", "It is no JSON."};
    all[8].ask.challenge = {};
    for (BadAsk& each : all) {
        each.ask.request = {"GET", "https://" + hostName(0) + "/bad", hostName(0), "/bad", ""};
    }
    return all;
}

std::vector<payment::Ask> allGoodAsks()
{
    std::vector<payment::Ask> all;
    for (std::size_t payee = 0; payee < kPayees; ++payee) {
        for (const std::uint64_t price : kPrices) {
            for (const std::int64_t timeout : kTimeouts) {
                all.push_back(askWith(optionOf(payee, price, timeout)));
            }
        }
    }
    return all;
}

} // namespace

const std::string& hostName(std::size_t host)
{
    static const std::array<std::string, kHosts> kNames{"api.shop.test", "data.other.test"};
    return kNames.at(host);
}

const std::string& payeeAddress(std::size_t payee)
{
    static const std::array<std::string, kPayees> kAddresses{std::string(kShopPayee),
                                                             std::string(kOtherPayee)};
    return kAddresses.at(payee);
}

payment::Ask goodAsk(std::size_t host, std::size_t payee, std::size_t price, std::size_t timeout,
                     const std::string& path)
{
    static const std::vector<payment::Ask> kAll = allGoodAsks();
    payment::Ask ask = kAll.at((payee * kPrices.size() + price) * kTimeouts.size() + timeout);
    ask.request = {"GET", "https://" + hostName(host) + path, hostName(host), path, ""};
    return ask;
}

const BadAsk& badAsk(std::size_t which)
{
    static const std::vector<BadAsk> kAll = allBadAsks();
    return kAll.at(which);
}

} // namespace till::tests
