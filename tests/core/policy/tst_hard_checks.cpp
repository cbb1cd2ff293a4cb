#include "core/policy/hard_checks.h"

#include "core/policy/option_order.h"
#include "core/policy/policy.h"
#include "core/support/base64.h"
#include "core/wire/problem_codes.h"
#include "tests/core/policy/facts.h"
#include "tests/core/vectors.h"

#include <QTest>

#include <functional>

using namespace till;
using namespace till::policy;
using namespace till::tests;
using challenge::Option;
using nlohmann::json;

Q_DECLARE_METATYPE(std::function<void(Option&)>)

namespace {

Option goodOption()
{
    Option option;
    option.scheme = "exact";
    option.network = std::string(kBase);
    option.asset = std::string(kBaseUsdc);
    option.amount = "10000";
    option.payTo = std::string(kShopPayee);
    option.maxTimeoutSeconds = 60;
    option.eip712Name = "USD Coin";
    option.eip712Version = "2";
    return option;
}

chain::EvmAddress addressOf(std::string_view text)
{
    return chain::EvmAddress::fromText(text).value();
}

HardCheckContext contextWith(std::span<const chain::EvmAddress> ownAccounts)
{
    return {.registry = &money::Registry::builtIn(),
            .ownAccounts = ownAccounts,
            .isEnabled = {},
            .maxAmount = {},
            .maxValiditySeconds = 600};
}

HardCheckContext context()
{
    static const std::vector<chain::EvmAddress> own{addressOf("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266")};
    return contextWith(own);
}

std::string codeFor(const Option& option, const HardCheckContext& with)
{
    const auto checked = checkOption(option, 2, with);
    return checked ? std::string() : std::string(checked.error());
}

} // namespace

class TestHardChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goodOptionIsTypedFromTheRegistry();
    void version1NamesAreThoseOfVersion1();
    void refusesWithItsOwnCode_data();
    void refusesWithItsOwnCode();
    void refusesWhatTheOwnerOrTheAgentLimits();
    void everyAssetOfTheRegistryThatWeCanPayIsPayable();
    void practiceIsWhatTheRegistrySays();
    void cheapestThenPreferredThenOffered();
    void choosesAsTheOfficialClient_data();
    void choosesAsTheOfficialClient();
};

void TestHardChecks::goodOptionIsTypedFromTheRegistry()
{
    Option option = goodOption();
    option.asset = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"; // in lower case, as some merchants write it
    const auto payable = checkOption(option, 2, context());
    QVERIFY(payable);
    QCOMPARE(payable->network->caip2, std::string(kBase));
    QCOMPARE(payable->asset->address, std::string(kBaseUsdc));
    QVERIFY(payable->payTo == addressOf(kShopPayee));
    QVERIFY(payable->amount == usd("0.01"));
    QCOMPARE(payable->validitySeconds, std::int64_t{60});
    QCOMPARE(payable->domain.name, std::string("USD Coin"));
    QCOMPARE(payable->domain.version, std::string("2"));
    QCOMPARE(payable->domain.chainId, std::uint64_t{8453});
    QVERIFY(payable->domain.verifyingContract == addressOf(kBaseUsdc));
}

void TestHardChecks::version1NamesAreThoseOfVersion1()
{
    Option option = goodOption();
    QCOMPARE(std::string(checkOption(option, 1, context()).error()), std::string("unknown_network"));
    option.network = "base";
    QVERIFY(checkOption(option, 1, context()));
    QCOMPARE(std::string(checkOption(option, 2, context()).error()), std::string("unknown_network"));
    QCOMPARE(std::string(checkOption(option, 3, context()).error()), std::string("unknown_scheme"));
}

void TestHardChecks::refusesWithItsOwnCode_data()
{
    QTest::addColumn<std::function<void(Option&)>>("change");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* tag, const char* code, std::function<void(Option&)> change) {
        QTest::newRow(tag) << std::move(change) << QByteArray(code);
    };
    row("unknown scheme", "unknown_scheme", [](Option& o) { o.scheme = "upto"; });
    row("scheme in another case", "unknown_scheme", [](Option& o) { o.scheme = "Exact"; });
    row("unknown network", "unknown_network", [](Option& o) { o.network = "eip155:999999999"; });
    row("network with zeros", "unknown_network", [](Option& o) { o.network = "eip155:08453"; });
    row("network in hex", "unknown_network", [](Option& o) { o.network = "eip155:0x2105"; });
    row("lying caip2", "unknown_network", [](Option& o) {
        o.network = "eip155:999999999";
        o.caip2 = std::string(kBase);
    });
    row("unknown token", "unknown_asset",
        [](Option& o) { o.asset = "0x1111111111111111111111111111111111111111"; });
    row("token of another network", "unknown_asset",
        [](Option& o) { o.asset = "0x036CbD53842c5426634e7929541eC2318f3dCF7e"; });
    row("token by its symbol", "unknown_asset", [](Option& o) { o.asset = "USDC"; });
    row("Solana", "no_account", [](Option& o) {
        o.network = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
        o.asset = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
    });
    row("permit2", "bad_transfer_method", [](Option& o) { o.transferMethod = "permit2"; });
    row("unknown method", "bad_transfer_method", [](Option& o) { o.transferMethod = "erc7710"; });
    row("a token without EIP-3009", "bad_transfer_method", [](Option& o) {
        o.network = "eip155:4326";
        o.asset = "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7";
    });
    row("upfront", "bad_payment_flow", [](Option& o) { o.paymentFlow = "upfront"; });
    row("escrow", "bad_payment_flow", [](Option& o) { o.paymentFlow = "escrow"; });
    row("unknown flow", "bad_payment_flow", [](Option& o) { o.paymentFlow = "later"; });
    row("another name", "domain_mismatch", [](Option& o) { o.eip712Name = "USDC"; });
    row("another version", "domain_mismatch", [](Option& o) { o.eip712Version = "1"; });
    row("no name", "domain_mismatch", [](Option& o) { o.eip712Name.clear(); });
    row("amount zero", "bad_option_amount", [](Option& o) { o.amount = "0"; });
    row("amount empty", "bad_option_amount", [](Option& o) { o.amount.clear(); });
    row("amount negative", "bad_option_amount", [](Option& o) { o.amount = "-1"; });
    row("amount with plus", "bad_option_amount", [](Option& o) { o.amount = "+1"; });
    row("amount with point", "bad_option_amount", [](Option& o) { o.amount = "1.5"; });
    row("amount with comma", "bad_option_amount", [](Option& o) { o.amount = "1,5"; });
    row("amount in hex", "bad_option_amount", [](Option& o) { o.amount = "0x10"; });
    row("amount octal-looking", "bad_option_amount", [](Option& o) { o.amount = "010"; });
    row("amount with exponent", "bad_option_amount", [](Option& o) { o.amount = "1e6"; });
    row("amount with blank", "bad_option_amount", [](Option& o) { o.amount = " 1"; });
    row("amount in other digits", "bad_option_amount", [](Option& o) { o.amount = "\xd9\xa1"; });
    row("amount of 2^256", "bad_option_amount", [](Option& o) {
        o.amount = "115792089237316195423570985008687907853269984665640564039457584007913129639936";
    });
    row("payee too short", "bad_pay_to", [](Option& o) { o.payTo = "0x1234"; });
    row("payee without prefix", "bad_pay_to", [](Option& o) { o.payTo = o.payTo.substr(2); });
    row("payee with a wrong checksum", "bad_pay_to",
        [](Option& o) { o.payTo = "0x209693BC6afc0C5328bA36FaF03C514EF312287C"; });
    row("payee of Solana", "bad_pay_to",
        [](Option& o) { o.payTo = "2wKupLR9q6wXYppw8Gr2NvWxKBUqm4PPJKkQfoxHDBg4"; });
    row("payee by name", "bad_pay_to", [](Option& o) { o.payTo = "shop.eth"; });
    row("payee zero", "pay_to_zero",
        [](Option& o) { o.payTo = "0x0000000000000000000000000000000000000000"; });
    row("payee is the token", "pay_to_asset", [](Option& o) { o.payTo = o.asset; });
    row("payee is ourselves", "pay_to_self",
        [](Option& o) { o.payTo = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"; });
    row("timeout zero", "bad_timeout", [](Option& o) { o.maxTimeoutSeconds = 0; });
    row("timeout negative", "bad_timeout", [](Option& o) { o.maxTimeoutSeconds = -1; });
    row("timeout above the cap", "validity_too_long", [](Option& o) { o.maxTimeoutSeconds = 601; });
    row("timeout of a million years", "validity_too_long",
        [](Option& o) { o.maxTimeoutSeconds = INT64_MAX; });
}

void TestHardChecks::refusesWithItsOwnCode()
{
    QFETCH(std::function<void(Option&)>, change);
    QFETCH(QByteArray, code);
    QCOMPARE(codeFor(goodOption(), context()), std::string());
    Option option = goodOption();
    change(option);
    QCOMPARE(codeFor(option, context()), code.toStdString());
    QCOMPARE(std::string(wire::problemCode(code.toStdString()).code), code.toStdString());
}

void TestHardChecks::refusesWhatTheOwnerOrTheAgentLimits()
{
    HardCheckContext off = context();
    off.isEnabled = [](const money::Network& network) { return network.caip2 != kBase; };
    QCOMPARE(codeFor(goodOption(), off), std::string("network_disabled"));

    HardCheckContext ceiling = context();
    ceiling.maxAmount = usd("0.01");
    QCOMPARE(codeFor(goodOption(), ceiling), std::string());
    ceiling.maxAmount = usd("0.009999");
    QCOMPARE(codeFor(goodOption(), ceiling), std::string("over_max_amount"));

    HardCheckContext brief = context();
    brief.maxValiditySeconds = 59;
    QCOMPARE(codeFor(goodOption(), brief), std::string("validity_too_long"));
    brief.maxValiditySeconds = 60;
    QCOMPARE(codeFor(goodOption(), brief), std::string());
    // Whatever a policy says, never more than ten minutes (I4).
    HardCheckContext generous = context();
    generous.maxValiditySeconds = 86'400;
    Option option = goodOption();
    option.maxTimeoutSeconds = 601;
    QCOMPARE(codeFor(option, generous), std::string("validity_too_long"));
}

void TestHardChecks::everyAssetOfTheRegistryThatWeCanPayIsPayable()
{
    const money::Registry& registry = money::Registry::builtIn();
    int payable = 0;
    for (const money::Asset& asset : registry.assets()) {
        const money::Network& network = *registry.networkByCaip2(asset.network);
        if (network.family != money::Family::Evm || asset.method != money::TransferMethod::Eip3009)
            continue;
        Option option = goodOption();
        option.network = asset.network;
        option.asset = asset.address;
        option.eip712Name = asset.eip712Name;
        option.eip712Version = asset.eip712Version;
        const auto checked = checkOption(option, 2, context());
        QVERIFY2(checked, asset.address.c_str());
        QCOMPARE(checked->domain.chainId, network.chainId);
        ++payable;
    }
    QVERIFY(payable > 10);
}

void TestHardChecks::practiceIsWhatTheRegistrySays()
{
    Option option = goodOption();
    option.network = std::string(money::kPracticeNetwork);
    option.asset = practicePaymentOf("1").asset->address;
    option.eip712Name = practicePaymentOf("1").asset->eip712Name;
    option.eip712Version = practicePaymentOf("1").asset->eip712Version;
    QVERIFY(checkOption(option, 2, context())->network->isPractice);
    QVERIFY(!checkOption(goodOption(), 2, context())->network->isPractice);
    // Real money on the practice chain, or practice money on a real one, does not exist.
    Option mixed = goodOption();
    mixed.network = std::string(money::kPracticeNetwork);
    QCOMPARE(codeFor(mixed, context()), std::string("unknown_asset"));
    mixed = option;
    mixed.network = std::string(kBase);
    QCOMPARE(codeFor(mixed, context()), std::string("unknown_asset"));
}

void TestHardChecks::cheapestThenPreferredThenOffered()
{
    const money::Registry& registry = money::Registry::builtIn();
    const auto optionOn = [&registry](std::string_view caip2, std::string_view asset,
                                      std::string_view dollars) {
        PayableOption option;
        option.network = registry.networkByCaip2(caip2);
        option.asset = registry.asset(caip2, asset);
        option.amount = money::Amount::fromDecimal(dollars, option.asset->decimals).value();
        return option;
    };
    PayableOption floating = optionOn(kBase, kBaseUsdc, "0.000001");
    floating.asset = &floatingAsset();
    const std::vector<PayableOption> options{
        floating, optionOn(kBase, kBaseUsdc, "0.30"),
        optionOn("eip155:137", "0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359", "0.20"),
        optionOn(kBase, kBaseUsdc, "0.20")};
    Policy global = emptyPolicy();
    Policy agent = emptyPolicy();
    const auto order = [&] { return preferenceOrder(options, global, agent); };
    QCOMPARE(order(), (std::vector<std::size_t>{2, 3, 1, 0}));
    global.preferNetworks = {std::string(kBase)};
    QCOMPARE(order(), (std::vector<std::size_t>{3, 2, 1, 0}));
    agent.preferNetworks = {"eip155:137"}; // the agent's order goes before the global one
    QCOMPARE(order(), (std::vector<std::size_t>{2, 3, 1, 0}));
    QVERIFY(preferenceOrder({}, global, agent).empty());
}

void TestHardChecks::choosesAsTheOfficialClient_data()
{
    QTest::addColumn<int>("index");
    // The cases in which both mean the same: default settings (known tokens, one dollar), and nothing that we
    // refuse for a reason of our own (money that moves before the work is done).
    const json vectors = readVectors("accepts-selection.json");
    int taken = 0;
    for (int i = 0; i < static_cast<int>(vectors["cases"].size()); ++i) {
        const json& each = vectors["cases"][static_cast<std::size_t>(i)];
        const std::string name = each["name"].get<std::string>();
        if (!each["spendControls"].is_string() || name == "upfront taken when alone")
            continue;
        QTest::newRow(name.c_str()) << i;
        ++taken;
    }
    QVERIFY(taken >= 10);
}

void TestHardChecks::choosesAsTheOfficialClient()
{
    QFETCH(int, index);
    const json vector = readVectors("accepts-selection.json")["cases"][static_cast<std::size_t>(index)];
    challenge::HttpAnswer answer;
    answer.status = 402;
    const json document{{"x402Version", 2}, {"accepts", vector["accepts"]}};
    answer.headers.emplace_back("PAYMENT-REQUIRED", toBase64(document.dump()));
    const auto challenge = parseChallenge(answer);
    QVERIFY(challenge);
    Policy policy = emptyPolicy();
    policy.perPaymentMicro = usd("1");
    policy.otherwise = Verdict::Allow;
    Till till(policy);
    std::optional<std::size_t> chosen;
    for (std::size_t i = 0; i < challenge->options.size() && !chosen; ++i) {
        const auto payable = checkOption(challenge->options[i], 2, context());
        if (!payable)
            continue;
        PaymentFacts facts = paymentOf("1");
        facts.asset = payable->asset;
        const SpendLine line = makeSpendLine(*payable->network, *payable->asset);
        facts.line.network = line.network;
        facts.line.asset = line.asset;
        facts.line.decimals = line.decimals;
        facts.line.isDollarPegged = line.isDollarPegged;
        facts.amount = payable->amount;
        if (till.decide(facts).verdict == Verdict::Allow)
            chosen = i;
    }
    QCOMPARE(chosen.has_value(), !vector["chosenIndex"].is_null());
    if (chosen)
        QCOMPARE(*chosen, vector["chosenIndex"].get<std::size_t>());
}

QTEST_APPLESS_MAIN(TestHardChecks)
#include "tst_hard_checks.moc"
