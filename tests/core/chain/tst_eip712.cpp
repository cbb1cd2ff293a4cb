#include "core/chain/eip712.h"

#include "core/crypto/hash.h"
#include "tests/core/vectors.h"

#include <QTest>

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

money::Amount amountOf(const json& digits)
{
    return money::Amount::fromAtomic(textOf(digits)).value();
}

Hash256 hashOf(const json& text)
{
    Hash256 hash{};
    if (!fromHex0xInto(textOf(text), hash))
        throw std::runtime_error("bad hash in the vectors");
    return hash;
}

} // namespace

class TestEip712 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Times beyond 64 bits have no place in TransferAuthorization, so the extremes are hashed member by
    // member.
    void agreesWithTheEdgeCasesMemberByMember()
    {
        const json cases = tests::readVectors("eip712-edge-cases.json")["cases"];
        QCOMPARE(cases.size(), std::size_t(3));
        for (const json& row : cases) {
            const json& domain = row["domain"];
            const json& message = row["message"];
            const Hash256 domainType = crypto::keccak256(textOf(row["domainType"]));
            const Hash256 messageType = crypto::keccak256(textOf(row["encodeType"]));
            QCOMPARE(toHex0x(domainType), textOf(row["domainTypeHash"]));
            QCOMPARE(toHex0x(messageType), textOf(row["typeHash"]));
            const Hash256 separator = StructHasher(domainType)
                                          .text(textOf(domain["name"]))
                                          .text(textOf(domain["version"]))
                                          .uint256(domain["chainId"].get<std::uint64_t>())
                                          .address(addressOf(domain["verifyingContract"]))
                                          .hash();
            const Hash256 structHash = StructHasher(messageType)
                                           .address(addressOf(message["from"]))
                                           .address(addressOf(message["to"]))
                                           .uint256(amountOf(message["value"]))
                                           .uint256(amountOf(message["validAfter"]))
                                           .uint256(amountOf(message["validBefore"]))
                                           .bytes32(hashOf(message["nonce"]))
                                           .hash();
            QCOMPARE(toHex0x(separator), textOf(row["domainSeparator"]));
            QCOMPARE(toHex0x(structHash), textOf(row["structHash"]));
            QCOMPARE(toHex0x(typedDataDigest(separator, structHash)), textOf(row["digest"]));
        }
    }

    void everyMemberAndTheirOrderCount()
    {
        const Hash256 type = crypto::keccak256("Pair(uint256 a,uint256 b)");
        const Hash256 pair = StructHasher(type).uint256(1).uint256(2).hash();
        QVERIFY(pair != StructHasher(type).uint256(2).uint256(1).hash());
        QVERIFY(pair != StructHasher(type).uint256(1).hash());
        QVERIFY(pair !=
                StructHasher(crypto::keccak256("Pair(uint256 b,uint256 a)")).uint256(1).uint256(2).hash());
        QVERIFY(typedDataDigest(type, pair) != typedDataDigest(pair, type));
    }
};

QTEST_APPLESS_MAIN(TestEip712)
#include "tst_eip712.moc"
