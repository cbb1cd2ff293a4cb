#include "core/crypto/bip32.h"
#include "core/crypto/hash.h"
#include "published_vectors.h"

#include <QtTest>

#include <algorithm>

using namespace till;
using namespace till::test;
using crypto::DerivationError;
using Path = std::vector<std::uint32_t>;

namespace {

constexpr std::array<std::uint8_t, 32> kBlind = {1};
constexpr std::uint32_t h(std::uint32_t index)
{
    return index | 0x8000'0000U;
}

const char* const kSeed1 = "000102030405060708090a0b0c0d0e0f";
const char* const kSeed2 = "fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a2"
                           "9f9c999693908d8a8784817e7b7875726f6c696663605d5a5754514e4b484542";
const char* const kSeed3 = "4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4ac"
                           "ba45d239319ac14f863b8d5ab5a0d0c64d2e8a1e7d1457df2e5a3c51c73235be";
const char* const kSeed4 = "3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678";

} // namespace

class TestBip32 : public QObject {
    Q_OBJECT
private:
    const crypto::Secp256k1 m_curve{kBlind};

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    // The private keys inside the xprv strings of BIP-32, "Test Vectors". Vectors 3 and 4 have keys that
    // begin with zeros, which some libraries dropped.
    void matchesBip32Vectors_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<Path>("path");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* tag, const char* seed, Path path, const char* expected) {
            QTest::newRow(tag) << QByteArray(seed) << path << QByteArray(expected);
        };
        row("1 m", kSeed1, {}, "e8f32e723decf4051aefac8e2c93c9c5b214313817cdb01a1494b917c8436b35");
        row("1 m/0'", kSeed1, {h(0)}, "edb2e14f9ee77d26dd93b4ecede8d16ed408ce149b6cd80b0715a2d911a0afea");
        row("1 m/0'/1", kSeed1, {h(0), 1},
            "3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368");
        row("1 m/0'/1/2'", kSeed1, {h(0), 1, h(2)},
            "cbce0d719ecf7431d88e6a89fa1483e02e35092af60c042b1df2ff59fa424dca");
        row("1 m/0'/1/2'/2", kSeed1, {h(0), 1, h(2), 2},
            "0f479245fb19a38a1954c5c7c0ebab2f9bdfd96a17563ef28a6a4b1a2a764ef4");
        row("1 m/0'/1/2'/2/1000000000", kSeed1, {h(0), 1, h(2), 2, 1000000000},
            "471b76e389e528d6de6d816857e012c5455051cad6660850e58372a6c3e6e7c8");
        row("2 m", kSeed2, {}, "4b03d6fc340455b363f51020ad3ecca4f0850280cf436c70c727923f6db46c3e");
        row("2 m/0", kSeed2, {0}, "abe74a98f6c7eabee0428f53798f0ab8aa1bd37873999041703c742f15ac7e1e");
        row("2 m/0/2147483647'", kSeed2, {0, h(2147483647)},
            "877c779ad9687164e9c2f4f0f4ff0340814392330693ce95a58fe18fd52e6e93");
        row("2 m/0/2147483647'/1", kSeed2, {0, h(2147483647), 1},
            "704addf544a06e5ee4bea37098463c23613da32020d604506da8c0518e1da4b7");
        row("3 m", kSeed3, {}, "00ddb80b067e0d4993197fe10f2657a844a384589847602d56f0c629c81aae32");
        row("3 m/0'", kSeed3, {h(0)}, "491f7a2eebc7b57028e0d3faa0acda02e75c33b03c48fb288c41e2ea44e1daef");
        row("4 m", kSeed4, {}, "12c0d59c7aa3a10973dbd3f478b65f2516627e3fe61e00c345be9a477ad2e215");
        row("4 m/0'", kSeed4, {h(0)}, "00d948e9261e41362a688b916f297121ba6bfb2274a3575ac0e456551dfd7f7e");
        row("4 m/0'/1'", kSeed4, {h(0), h(1)},
            "3a2086edd7d9df86c3487a5905a1712a9aa664bce8cc268141e07549eaa8661d");
    }
    void matchesBip32Vectors()
    {
        QFETCH(QByteArray, seed);
        QFETCH(Path, path);
        QFETCH(QByteArray, expected);
        const auto key = crypto::deriveSecp256k1(m_curve, bytesOfHex(seed.toStdString()), path);
        QVERIFY(key.has_value());
        QCOMPARE(QByteArray::fromStdString(toHex(key->readable())), expected);
    }

    void matchesPublishedEvmAccounts()
    {
        int compared = 0;
        for (const auto& entry : publishedVectors("bip39-bip44.json", "cases")) {
            const Bytes seed = bytesOfHex(entry.at("seed").get<std::string>());
            QCOMPARE(toHex0x(crypto::deriveSecp256k1(m_curve, seed, {})->readable()),
                     entry.at("masterPrivateKey").get<std::string>());
            for (const auto& account : entry.at("accounts")) {
                const std::string path = account.at("path").get<std::string>();
                const std::string start = "m/44'/60'/0'/0/";
                if (!path.starts_with(start)) {
                    continue;
                }
                const auto index = static_cast<std::uint32_t>(std::stoul(path.substr(start.size())));
                const auto key = crypto::deriveEvmAccount(m_curve, seed, index);
                QVERIFY(key.has_value());
                QCOMPARE(toHex0x(key->readable()), account.at("privateKey").get<std::string>());
                ++compared;
            }
        }
        QVERIFY(compared >= 10);
    }

    void refusesSeedsOfOtherSizes_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("empty") << 0;
        QTest::newRow("15") << 15;
        QTest::newRow("65") << 65;
    }
    void refusesSeedsOfOtherSizes()
    {
        QFETCH(int, size);
        const Bytes seed(static_cast<std::size_t>(size), 1);
        QCOMPARE(crypto::deriveSecp256k1(m_curve, seed, {}).error(), DerivationError::InvalidSeed);
    }

    void refusesHardenedAccountIndex()
    {
        QCOMPARE(crypto::deriveEvmAccount(m_curve, Bytes(64, 1), h(0)).error(),
                 DerivationError::InvalidChild);
    }
};

QTEST_APPLESS_MAIN(TestBip32)
#include "tst_bip32.moc"
