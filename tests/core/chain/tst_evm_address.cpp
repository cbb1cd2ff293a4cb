#include "core/chain/evm_address.h"

#include "core/support/hex.h"
#include "tests/core/vectors.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace till;
using namespace till::chain;
using nlohmann::json;

class TestEvmAddress : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheVectorsOnChecksums()
    {
        const json vectors = tests::readVectors("evm-addresses.json");
        QVERIFY(vectors["eip55"].size() >= 11);
        for (const json& row : vectors["eip55"]) {
            const auto lower = row["lower"].get<std::string>();
            const auto checksummed = row["checksummed"].get<std::string>();
            QCOMPARE(EvmAddress::fromText(lower).value().toChecksummed(), checksummed);
            QVERIFY(EvmAddress::fromText(checksummed).value() == EvmAddress::fromText(lower).value());
        }
    }

    void agreesWithTheVectorsOnPublicKeys()
    {
        const json vectors = tests::readVectors("evm-addresses.json");
        QVERIFY(vectors["derivation"].size() >= 5);
        for (const json& row : vectors["derivation"]) {
            const Bytes uncompressed = fromHex0x(row["publicKeyUncompressed"].get<std::string>()).value();
            crypto::PublicKey key{};
            QCOMPARE(uncompressed.size(), key.size() + 1);
            std::copy(uncompressed.begin() + 1, uncompressed.end(), key.begin());
            QCOMPARE(EvmAddress::fromPublicKey(key).toChecksummed(), row["address"].get<std::string>());
        }
    }

    void refusesTheBadOnesOfTheVectors()
    {
        const std::map<std::string, AddressError> expected{
            {"0x5aaeb6053F3E94C9b9A09f33669435E7Ef1BeAed", AddressError::BadChecksum},
            {"0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED1", AddressError::WrongLength},
            {"0x833589fcD6eDb6E08f4c7C32D4f71b54bdA02913", AddressError::BadChecksum},
            {"833589fCD6eDb6E08f4c7C32D4f71b54bdA02913", AddressError::MissingPrefix},
            {"0x833589fCD6eDb6E08f4c7C32D4f71b54bdA0291", AddressError::WrongLength},
            {"0xg33589fCD6eDb6E08f4c7C32D4f71b54bdA02913", AddressError::NotHex},
        };
        const json bad = tests::readVectors("evm-addresses.json")["invalidMixedCaseOrShape"];
        QCOMPARE(bad.size(), expected.size());
        for (const json& text : bad) {
            const auto address = EvmAddress::fromText(text.get<std::string>());
            QVERIFY(!address);
            QCOMPARE(address.error(), expected.at(text.get<std::string>()));
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<AddressError>("error");
        const QByteArray good("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
        QTest::newRow("empty") << QByteArray() << AddressError::MissingPrefix;
        QTest::newRow("prefix alone") << QByteArray("0x") << AddressError::WrongLength;
        QTest::newRow("upper-case prefix") << "0X" + good.mid(2) << AddressError::MissingPrefix;
        QTest::newRow("blank before") << " " + good << AddressError::MissingPrefix;
        QTest::newRow("blank after") << good + " " << AddressError::WrongLength;
        QTest::newRow("sign among the digits") << "0x+" + good.mid(3) << AddressError::NotHex;
        QTest::newRow("NUL among the digits") << good.chopped(1) + '\0' << AddressError::NotHex;
        QTest::newRow("one letter in the other case")
            << QByteArray("0x833589FCD6eDb6E08f4c7C32D4f71b54bdA02913") << AddressError::BadChecksum;
        QTest::newRow("one digit changed")
            << QByteArray("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02914") << AddressError::BadChecksum;
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(AddressError, error);
        const auto address = EvmAddress::fromText(text.toStdString());
        QVERIFY(!address);
        QCOMPARE(address.error(), error);
    }

    void takesOneCaseAsItIs()
    {
        const QByteArray checksummed("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913");
        const QByteArray upper = "0x" + checksummed.mid(2).toUpper();
        QCOMPARE(EvmAddress::fromText(upper.toStdString()).value().toChecksummed(),
                 checksummed.toStdString());
        const std::string digitsOnly = "0x1234567890123456789012345678901234567890";
        QCOMPARE(EvmAddress::fromText(digitsOnly).value().toChecksummed(), digitsOnly);
    }

    void knowsTheZeroAddress()
    {
        QVERIFY(EvmAddress().isZero());
        QVERIFY(EvmAddress::fromText("0x0000000000000000000000000000000000000000").value().isZero());
        QVERIFY(!EvmAddress::fromText("0x0000000000000000000000000000000000000001").value().isZero());
    }

    void comparesAsBytes()
    {
        const auto low = EvmAddress::fromText("0x00000000000000000000000000000000000000ff").value();
        const auto high = EvmAddress::fromText("0x0000000000000000000000000000000000000100").value();
        QVERIFY(low < high);
        QVERIFY(low != high);
        QCOMPARE(high.bytes()[18], std::uint8_t(1));
    }
};

QTEST_APPLESS_MAIN(TestEvmAddress)
#include "tst_evm_address.moc"
