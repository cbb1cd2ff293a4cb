#include "core/chain/eip3009.h"

#include "core/crypto/secp256k1.h"
#include "tests/core/vectors.h"

#include <QTest>

#include <charconv>
#include <functional>

using namespace till;
using namespace till::chain;
using nlohmann::json;

namespace {

std::string textOf(const json& value)
{
    return value.get<std::string>();
}

EvmAddress addressOf(const json& text)
{
    return EvmAddress::fromText(textOf(text)).value();
}

/// Absent when the vector's time leaves 64 bits, as one of the edge cases does on purpose.
std::optional<std::uint64_t> secondsOf(const json& value)
{
    const std::string digits = textOf(value);
    std::uint64_t seconds = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    return error == std::errc() ? std::optional(seconds) : std::nullopt;
}

TokenDomain domainOf(const json& row)
{
    const json& domain = row["domain"];
    return {textOf(domain["name"]), textOf(domain["version"]), domain["chainId"].get<std::uint64_t>(),
            addressOf(domain["verifyingContract"])};
}

std::optional<TransferAuthorization> authorizationOf(const json& row)
{
    const json& message = row["message"];
    TransferAuthorization authorization;
    authorization.from = addressOf(message["from"]);
    authorization.to = addressOf(message["to"]);
    authorization.value = money::Amount::fromAtomic(textOf(message["value"])).value();
    const auto validAfter = secondsOf(message["validAfter"]);
    const auto validBefore = secondsOf(message["validBefore"]);
    if (!validAfter || !validBefore || !fromHex0xInto(textOf(message["nonce"]), authorization.nonce))
        return std::nullopt;
    authorization.validAfter = *validAfter;
    authorization.validBefore = *validBefore;
    return authorization;
}

json allCases()
{
    json cases = json::array();
    for (const char* file : {"eip712-transfer-with-authorization.json", "eip712-edge-cases.json"}) {
        const json vectors = tests::readVectors(file);
        for (const json& row : vectors["cases"])
            cases.push_back(row);
    }
    return cases;
}

TransferAuthorization firstAuthorization()
{
    return authorizationOf(allCases().at(0)).value();
}

} // namespace

class TestEip3009 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheOfficialClient()
    {
        const crypto::Secp256k1 curve(Hash256{1});
        int tested = 0;
        int outOfRange = 0;
        for (const json& row : allCases()) {
            const TokenDomain domain = domainOf(row);
            QCOMPARE(toHex0x(domainSeparator(domain)), textOf(row["domainSeparator"]));
            const auto authorization = authorizationOf(row);
            if (!authorization) {
                ++outOfRange;
                continue;
            }
            QCOMPARE(toHex0x(structHash(*authorization)), textOf(row["structHash"]));
            const Hash256 digest = signingDigest(domain, *authorization);
            QCOMPARE(toHex0x(digest), textOf(row["digest"]));
            const Bytes signature = fromHex0x(textOf(row["signature"])).value();
            const auto key = curve.recover(digest, signature);
            QVERIFY(key.has_value());
            QVERIFY(EvmAddress::fromPublicKey(*key) == authorization->from);
            ++tested;
        }
        QCOMPARE(tested, 24);
        QCOMPARE(outOfRange, 1); // its hash is tested in tst_eip712
    }

    void everyFieldChangesTheDigest_data()
    {
        using Change = std::function<void(TokenDomain&, TransferAuthorization&)>;
        QTest::addColumn<Change>("change");
        const auto row = [](const char* tag, Change change) { QTest::newRow(tag) << change; };
        const EvmAddress other({1, 2, 3});
        row("name", [](TokenDomain& d, TransferAuthorization&) { d.name += " "; });
        row("version", [](TokenDomain& d, TransferAuthorization&) { d.version = "1"; });
        row("chain", [](TokenDomain& d, TransferAuthorization&) { ++d.chainId; });
        row("contract", [other](TokenDomain& d, TransferAuthorization&) { d.verifyingContract = other; });
        row("from", [other](TokenDomain&, TransferAuthorization& a) { a.from = other; });
        row("to", [other](TokenDomain&, TransferAuthorization& a) { a.to = other; });
        row("value",
            [](TokenDomain&, TransferAuthorization& a) { a.value = money::Amount::fromUint64(10001); });
        row("valid after", [](TokenDomain&, TransferAuthorization& a) { ++a.validAfter; });
        row("valid before", [](TokenDomain&, TransferAuthorization& a) { ++a.validBefore; });
        row("nonce", [](TokenDomain&, TransferAuthorization& a) { a.nonce[31] ^= 1; });
        row("times swapped",
            [](TokenDomain&, TransferAuthorization& a) { std::swap(a.validAfter, a.validBefore); });
        row("parties swapped", [](TokenDomain&, TransferAuthorization& a) { std::swap(a.from, a.to); });
        row("name and version swapped",
            [](TokenDomain& d, TransferAuthorization&) { std::swap(d.name, d.version); });
    }
    void everyFieldChangesTheDigest()
    {
        using Change = std::function<void(TokenDomain&, TransferAuthorization&)>;
        QFETCH(Change, change);
        TokenDomain domain = domainOf(allCases().at(0));
        TransferAuthorization authorization = firstAuthorization();
        const Hash256 before = signingDigest(domain, authorization);
        QCOMPARE(signingDigest(domain, authorization), before);
        change(domain, authorization);
        QVERIFY(signingDigest(domain, authorization) != before);
    }
};

QTEST_APPLESS_MAIN(TestEip3009)
#include "tst_eip3009.moc"
