#include "core/crypto/bip39.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/slip10.h"
#include "published_vectors.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::DerivationError;
using Path = std::vector<std::uint32_t>;

namespace {

constexpr std::uint32_t h(std::uint32_t index)
{
    return index | 0x8000'0000U;
}

const char* const kSeed1 = "000102030405060708090a0b0c0d0e0f";
const char* const kSeed2 = "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a2"
                           "9f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542";

/// "m/44'/501'/0'/0'" as numbers.
Path pathOf(const std::string& text)
{
    Path path;
    for (const QByteArray& step : QByteArray::fromStdString(text).mid(2).split('/')) {
        path.push_back(step.endsWith('\'') ? h(step.chopped(1).toUInt()) : step.toUInt());
    }
    return path;
}

} // namespace

class TestSlip10 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    // SLIP-0010, "Test vectors", ed25519.
    void matchesSlip10_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<Path>("path");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* tag, const char* seed, Path path, const char* expected) {
            QTest::newRow(tag) << QByteArray(seed) << path << QByteArray(expected);
        };
        row("1 m", kSeed1, {}, "2b4be7f19ee27bbf30c667b642d5f4aa69fd169872f8fc3059c08ebae2eb19e7");
        row("1 m/0'", kSeed1, {h(0)}, "68e0fe46dfb67e368c75379acec591dad19df3cde26e63b93a8e704f1dade7a3");
        row("1 m/0'/1'", kSeed1, {h(0), h(1)},
            "b1d0bad404bf35da785a64ca1ac54b2617211d2777696fbffaf208f746ae84f2");
        row("1 m/0'/1'/2'", kSeed1, {h(0), h(1), h(2)},
            "92a5b23c0b8a99e37d07df3fb9966917f5d06e02ddbd909c7e184371463e9fc9");
        row("1 m/0'/1'/2'/2'", kSeed1, {h(0), h(1), h(2), h(2)},
            "30d1dc7e5fc04c31219ab25a27ae00b50f6fd66622f6e9c913253d6511d1e662");
        row("1 m/0'/1'/2'/2'/1000000000'", kSeed1, {h(0), h(1), h(2), h(2), h(1000000000)},
            "8f94d394a8e8fd6b1bc2f3f49f5c47e385281d5c17e65324b0f62483e37e8793");
        row("2 m", kSeed2, {}, "171cb88b1b3c1db25add599712e36245d75bc65a1a5c9e18d76f9f2b1eab4012");
        row("2 m/0'", kSeed2, {h(0)}, "1559eb2bbec5790b0c65d8693e4d0875b1747f4970ae8b650486ed7470845635");
        row("2 m/0'/2147483647'", kSeed2, {h(0), h(2147483647)},
            "ea4f5bfe8694d8bb74b7b59404632fd5968b774ed545e810de9c32a4fb4192f4");
    }
    void matchesSlip10()
    {
        QFETCH(QByteArray, seed);
        QFETCH(Path, path);
        QFETCH(QByteArray, expected);
        const auto key = crypto::deriveEd25519(bytesOfHex(seed.toStdString()), path);
        QVERIFY(key.has_value());
        QCOMPARE(toHex(key->readable()), expected.toStdString());
    }

    void matchesTheSolanaPackages()
    {
        int accounts = 0;
        for (const auto& each : publishedVectors("slip10-solana.json", "cases")) {
            const Bytes phrase = bytesOfText(each.at("mnemonic").get<std::string>());
            const Bytes extra = bytesOfText(each.at("passphrase").get<std::string>());
            const auto seed = crypto::seedFromMnemonic(phrase, extra);
            QCOMPARE(toHex0x(seed.readable()), each.at("seed").get<std::string>());
            for (const auto& account : each.at("accounts")) {
                const auto path = pathOf(account.at("path").get<std::string>());
                const auto key = crypto::deriveEd25519(seed.readable(), path);
                QVERIFY(key.has_value());
                QCOMPARE(toHex0x(key->readable()), account.at("privateSeed").get<std::string>());
                QCOMPARE(toHex0x(crypto::ed25519PublicKey(key->readable()).value()),
                         account.at("publicKey").get<std::string>());
                if (path.size() == 4) {
                    const auto usual = crypto::deriveSolanaAccount(seed.readable(), path[2] & 0x7fff'ffffU);
                    QCOMPARE(toHex(usual->readable()), toHex(key->readable()));
                }
                ++accounts;
            }
        }
        QVERIFY(accounts >= 8);
    }

    void onlyHardenedStepsExist()
    {
        const Bytes seed = bytesOfHex(kSeed1);
        QVERIFY(crypto::deriveEd25519(seed, Path{0}).error() == DerivationError::InvalidChild);
        QVERIFY(crypto::deriveEd25519(seed, Path{h(0), 1}).error() == DerivationError::InvalidChild);
        QVERIFY(crypto::deriveSolanaAccount(seed, 0x8000'0000U).error() == DerivationError::InvalidChild);
    }

    void refusesSeedsOfOtherSizes()
    {
        for (const std::size_t size : {0U, 15U, 65U}) {
            QVERIFY(crypto::deriveEd25519(Bytes(size, 1), {}).error() == DerivationError::InvalidSeed);
        }
    }
};

QTEST_APPLESS_MAIN(TestSlip10)
#include "tst_slip10.moc"
