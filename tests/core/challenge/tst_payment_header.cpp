#include "core/challenge/payment_header.h"

#include "core/challenge/challenge.h"
#include "core/money/registry.h"
#include "core/support/base64.h"
#include "core/support/hex.h"
#include "tests/core/challenge/answers.h"
#include "tests/core/vectors.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::challenge;
using namespace till::tests;
using nlohmann::json;

namespace {

crypto::Secp256k1 curve()
{
    static constexpr std::array<std::uint8_t, 32> kBlind{7};
    return crypto::Secp256k1(kBlind);
}

std::string textOf(const json& value)
{
    return value.get<std::string>();
}

chain::EvmAddress addressOf(std::string_view text)
{
    return chain::EvmAddress::fromText(text).value();
}

/// What the official client signed, of our own types: payee, amount and token from the option that we read.
chain::TransferAuthorization authorizationFor(const Option& option, const json& message,
                                              const chain::EvmAddress& from)
{
    chain::TransferAuthorization authorization;
    authorization.from = from;
    authorization.to = addressOf(option.payTo);
    authorization.value = money::Amount::fromAtomic(option.amount).value();
    authorization.validAfter = std::stoull(textOf(message["validAfter"]));
    authorization.validBefore = std::stoull(textOf(message["validBefore"]));
    (void)fromHex0xInto(textOf(message["nonce"]), authorization.nonce);
    return authorization;
}

crypto::EvmSignature sign(const Option& option, const chain::TransferAuthorization& authorization,
                          const Bytes& key)
{
    const money::Network* const network = money::Registry::builtIn().networkByCaip2(option.caip2);
    const chain::TokenDomain domain{option.eip712Name, option.eip712Version, network->chainId,
                                    addressOf(option.asset)};
    return curve().sign(chain::signingDigest(domain, authorization), key).value();
}

chain::EvmAddress payerOf(const Bytes& key)
{
    return chain::EvmAddress::fromPublicKey(curve().publicKey(key).value());
}

} // namespace

class TestPaymentHeader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void version2IsByteIdentical_data();
    void version2IsByteIdentical();
    void version1IsByteIdentical_data();
    void version1IsByteIdentical();
    void legacyClientSignsTheSame_data();
    void legacyClientSignsTheSame();
    void headerNames();
    void textInVersion1IsEscaped();
};

void TestPaymentHeader::version2IsByteIdentical_data()
{
    QTest::addColumn<int>("index");
    const json vectors = readVectors("exact-evm-v2-flows.json");
    for (int i = 0; i < static_cast<int>(vectors["flows"].size()); ++i)
        QTest::newRow(textOf(vectors["flows"][static_cast<std::size_t>(i)]["name"]).c_str()) << i;
}

void TestPaymentHeader::version2IsByteIdentical()
{
    QFETCH(int, index);
    const json vectors = readVectors("exact-evm-v2-flows.json");
    const json flow = vectors["flows"][static_cast<std::size_t>(index)];
    const Bytes key = fromHex0x(textOf(vectors["privateKey"])).value();

    const auto challenge = parseChallenge(answerWithHeader(textOf(flow["paymentRequiredHeader"])));
    QVERIFY(challenge);
    const auto option = std::ranges::find_if(challenge->options, [&flow](const Option& each) {
        return json::parse(each.raw) == flow["payload"]["accepted"];
    });
    QVERIFY(option != challenge->options.end());
    const auto authorization =
        authorizationFor(*option, flow["payload"]["payload"]["authorization"], payerOf(key));
    const Echo echo{.x402Version = 2,
                    .scheme = option->scheme,
                    .network = option->network,
                    .acceptedRaw = option->raw,
                    .resourceRaw = challenge->resourceRaw,
                    .extensionsRaw = challenge->extensionsRaw};
    const auto signature = sign(*option, authorization, key);
    QCOMPARE(paymentJson(echo, authorization, signature), textOf(flow["payloadJson"]));
    QCOMPARE(paymentHeaderValue(echo, authorization, signature), textOf(flow["headerValue"]));
    QCOMPARE(std::string(paymentHeaderName(2)), textOf(flow["headerName"]));
}

void TestPaymentHeader::version1IsByteIdentical_data()
{
    QTest::addColumn<int>("index");
    const json vectors = readVectors("exact-evm-v1-flows.json");
    for (int i = 0; i < static_cast<int>(vectors["flows"].size()); ++i)
        QTest::newRow(textOf(vectors["flows"][static_cast<std::size_t>(i)]["name"]).c_str()) << i;
}

void TestPaymentHeader::version1IsByteIdentical()
{
    QFETCH(int, index);
    const json vectors = readVectors("exact-evm-v1-flows.json");
    const json flow = vectors["flows"][static_cast<std::size_t>(index)];
    const Bytes key = fromHex0x(textOf(vectors["privateKey"])).value();

    const auto challenge = parseChallenge(answerWithBody(flow["body402"].dump()));
    QVERIFY(challenge);
    const Option& option = challenge->options.front();
    const auto authorization =
        authorizationFor(option, flow["payload"]["payload"]["authorization"], payerOf(key));
    const Echo echo{.x402Version = 1,
                    .scheme = option.scheme,
                    .network = option.network,
                    .acceptedRaw = {},
                    .resourceRaw = {},
                    .extensionsRaw = {}};
    const auto signature = sign(option, authorization, key);
    QCOMPARE(paymentJson(echo, authorization, signature), textOf(flow["payloadJson"]));
    QCOMPARE(paymentHeaderValue(echo, authorization, signature), textOf(flow["headerValue"]));
    QCOMPARE(std::string(paymentHeaderName(1)), textOf(flow["headerName"]));
}

void TestPaymentHeader::legacyClientSignsTheSame_data()
{
    version1IsByteIdentical_data();
}

void TestPaymentHeader::legacyClientSignsTheSame()
{
    QFETCH(int, index);
    const json vectors = readVectors("exact-evm-v1-flows.json");
    const json flow = vectors["flows"][static_cast<std::size_t>(index)];
    if (!flow.contains("legacyPayloadJson"))
        QSKIP("no legacy payload for this network");
    const Bytes key = fromHex0x(textOf(vectors["privateKey"])).value();
    const auto challenge = parseChallenge(answerWithBody(flow["body402"].dump()));
    QVERIFY(challenge);
    const json legacy = json::parse(textOf(flow["legacyPayloadJson"]));
    const Option& option = challenge->options.front();
    const auto authorization = authorizationFor(option, legacy["payload"]["authorization"], payerOf(key));
    QCOMPARE(sign(option, authorization, key).toHex0x(), textOf(legacy["payload"]["signature"]));
}

void TestPaymentHeader::headerNames()
{
    QCOMPARE(std::string(paymentHeaderName(1)), std::string("X-PAYMENT"));
    QCOMPARE(std::string(paymentHeaderName(2)), std::string("PAYMENT-SIGNATURE"));
}

void TestPaymentHeader::textInVersion1IsEscaped()
{
    const Echo echo{.x402Version = 1,
                    .scheme = "exact",
                    .network = "ba\"se\\\n",
                    .acceptedRaw = {},
                    .resourceRaw = {},
                    .extensionsRaw = {}};
    const json payment = json::parse(paymentJson(echo, {}, {}));
    QCOMPARE(textOf(payment["network"]), echo.network);
}

QTEST_APPLESS_MAIN(TestPaymentHeader)
#include "tst_payment_header.moc"
