#include "core/crypto/ed25519.h"
#include "published_vectors.h"

#include <QtTest>

#include <algorithm>

using namespace till;
using namespace till::test;

namespace {

crypto::Ed25519PublicKey keyOfHex(std::string_view digits)
{
    const Bytes bytes = bytesOfHex(digits);
    crypto::Ed25519PublicKey key{};
    std::copy(bytes.begin(), bytes.end(), key.begin());
    return key;
}

} // namespace

class TestEd25519 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // RFC 8032, section 7.1, tests 1 to 3 and SHA(abc).
    void matchesRfc8032_data()
    {
        QTest::addColumn<QByteArray>("seed");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("signature");
        QTest::newRow("test 1")
            << QByteArray("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
            << QByteArray("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a") << QByteArray()
            << QByteArray("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                          "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        QTest::newRow("test 2")
            << QByteArray("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
            << QByteArray("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
            << QByteArray("72")
            << QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                          "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        QTest::newRow("test 3")
            << QByteArray("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7")
            << QByteArray("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
            << QByteArray("af82")
            << QByteArray("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                          "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        QTest::newRow("SHA(abc)")
            << QByteArray("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42")
            << QByteArray("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf")
            << QByteArray("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f")
            << QByteArray("dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                          "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704");
    }
    void matchesRfc8032()
    {
        QFETCH(QByteArray, seed);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, signature);
        const Bytes text = bytesOfHex(message.toStdString());
        const auto made = crypto::ed25519Sign(bytesOfHex(seed.toStdString()), text);
        QVERIFY(made.has_value());
        QCOMPARE(toHex(*made), signature.toStdString());
        const auto publicKey = crypto::ed25519PublicKey(bytesOfHex(seed.toStdString())).value();
        QCOMPARE(toHex(publicKey), key.toStdString());
        QVERIFY(crypto::ed25519Verify(publicKey, text, *made));
    }

    void matchesTheSolanaPackages()
    {
        for (const auto& each : publishedVectors("slip10-solana.json", "ed25519")) {
            const Bytes seed = bytesOfHex(each.at("privateSeed").get<std::string>());
            const Bytes message = bytesOfHex(each.at("messageHex").get<std::string>());
            QCOMPARE(toHex0x(crypto::ed25519PublicKey(seed).value()),
                     each.at("publicKey").get<std::string>());
            QCOMPARE(toHex0x(crypto::ed25519Sign(seed, message).value()),
                     each.at("signature").get<std::string>());
        }
    }

    // What Wycheproof's eddsa_test tries: no signature but the one there is, also not the same number written
    // as S + L (RFC 8032, section 5.1.7).
    void everyOtherSignatureIsRefused()
    {
        const auto key = keyOfHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        const Bytes message = {0x72};
        const Bytes good = bytesOfHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                      "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
        QVERIFY(crypto::ed25519Verify(key, message, good));
        for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
            Bytes changed = good;
            changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << bit % 8));
            QVERIFY(!crypto::ed25519Verify(key, message, changed));
        }
        const Bytes order = bytesOfHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        Bytes malleated = good;
        unsigned carry = 0;
        for (std::size_t each = 0; each < order.size(); ++each) {
            carry += unsigned{malleated[32 + each]} + order[each];
            malleated[32 + each] = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
        QVERIFY(!crypto::ed25519Verify(key, message, malleated));
        for (const std::size_t size : {0U, 1U, 32U, 63U}) {
            QVERIFY(!crypto::ed25519Verify(key, message, std::span(good).first(size)));
        }
        Bytes longer = good;
        longer.push_back(0);
        QVERIFY(!crypto::ed25519Verify(key, message, longer));
        QVERIFY(!crypto::ed25519Verify(key, message, Bytes(64, 0)));
        QVERIFY(!crypto::ed25519Verify(key, bytesOfText("s"), good));
        auto other = key;
        other[0] ^= 1;
        QVERIFY(!crypto::ed25519Verify(other, message, good));
    }

    void refusesSeedsOfOtherSizes()
    {
        for (const std::size_t size : {0U, 31U, 33U, 64U}) {
            QVERIFY(!crypto::ed25519PublicKey(Bytes(size, 1)).has_value());
            QVERIFY(!crypto::ed25519Sign(Bytes(size, 1), {}).has_value());
        }
    }
};

QTEST_APPLESS_MAIN(TestEd25519)
#include "tst_ed25519.moc"
