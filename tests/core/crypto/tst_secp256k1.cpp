#include "core/crypto/hash.h"
#include "core/crypto/secp256k1.h"
#include "published_vectors.h"

#include <QtTest>

#include <algorithm>

using namespace till;
using namespace till::test;
using crypto::Secp256k1;
using crypto::Secp256k1Error;

namespace {

constexpr std::array<std::uint8_t, 32> kBlind = {4, 0, 2};
const char* const kOrder = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"; // SEC 2, n

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

// Yellow Paper, section 4.1: the last 20 bytes of the key's Keccak-256.
std::string addressOf(const crypto::PublicKey& key)
{
    const Hash256 digest = crypto::keccak256(key);
    return toHex0x(std::span(digest).last(20));
}

} // namespace

class TestSecp256k1 : public QObject {
    Q_OBJECT
private:
    const Secp256k1 m_curve{kBlind};

private Q_SLOTS:
    void signsRecoversAndDerivesPublishedVectors()
    {
        const auto cases = publishedVectors("secp256k1-ecdsa.json", "cases");
        QVERIFY(!cases.empty());
        for (const auto& entry : cases) {
            const Bytes key = bytesOfHex(entry.at("privateKey").get<std::string>());
            const Hash256 digest = hashOfHex(entry.at("digest").get<std::string>());
            const std::string address = lower(entry.at("address").get<std::string>());
            const auto signature = m_curve.sign(digest, key);
            QVERIFY(signature.has_value());
            QCOMPARE(signature->toHex0x(), entry.at("signature").get<std::string>());
            QCOMPARE(addressOf(m_curve.publicKey(key).value()), address);
            QCOMPARE(addressOf(m_curve.recover(digest, signature->bytes).value()), address);
        }
    }

    void signsPersonalMessages()
    {
        const auto cases = publishedVectors("secp256k1-ecdsa.json", "personalSign");
        for (const auto& entry : cases) {
            const Hash256 digest = hashOfHex(entry.at("eip191Hash").get<std::string>());
            const Bytes signature = bytesOfHex(entry.at("signature").get<std::string>());
            QCOMPARE(addressOf(m_curve.recover(digest, signature).value()),
                     lower(entry.at("signer").get<std::string>()));
        }
        QVERIFY(!cases.empty());
    }

    void blindingDoesNotChangeSignatures()
    {
        std::array<std::uint8_t, 32> other{};
        other.fill(0xa5);
        const Secp256k1 second(other);
        const Bytes key(32, 0x11);
        const Hash256 digest = crypto::keccak256("blinding");
        QCOMPARE(m_curve.sign(digest, key)->toHex0x(), second.sign(digest, key)->toHex0x());
    }

    void refusesKeysOutOfRange_data()
    {
        QTest::addColumn<Bytes>("key");
        QTest::newRow("zero") << Bytes(32, 0);
        QTest::newRow("the order") << bytesOfHex(kOrder);
        QTest::newRow("all ones") << Bytes(32, 0xff);
        QTest::newRow("short") << Bytes(31, 1);
        QTest::newRow("long") << Bytes(33, 1);
        QTest::newRow("empty") << Bytes{};
    }
    void refusesKeysOutOfRange()
    {
        QFETCH(Bytes, key);
        QCOMPARE(m_curve.sign(Hash256{}, key).error(), Secp256k1Error::InvalidKey);
        QCOMPARE(m_curve.publicKey(key).error(), Secp256k1Error::InvalidKey);
        QCOMPARE(m_curve.compressedPublicKey(key).error(), Secp256k1Error::InvalidKey);
        QVERIFY(!m_curve.addTweak(key, Bytes(32, 1)).has_value());
    }

    void refusesHighS()
    {
        const Bytes key(32, 0x22);
        const Hash256 digest = crypto::keccak256("high s");
        auto signature = m_curve.sign(digest, key).value();
        // s' = n - s with the other parity is mathematically the same signature.
        const Bytes order = bytesOfHex(kOrder);
        int borrow = 0;
        for (std::size_t i = 32; i-- > 0;) {
            int difference = order[i] - signature.bytes[32 + i] - borrow;
            borrow = difference < 0 ? 1 : 0;
            signature.bytes[32 + i] = static_cast<std::uint8_t>(difference + 256 * borrow);
        }
        signature.bytes[64] = signature.bytes[64] == 27 ? 28 : 27;
        QCOMPARE(m_curve.recover(digest, signature.bytes).error(), Secp256k1Error::InvalidSignature);
    }

    void refusesOtherV_data()
    {
        QTest::addColumn<int>("v");
        for (const int v : {0, 1, 2, 26, 29, 30, 37, 255}) {
            QTest::addRow("v %d", v) << v;
        }
    }
    void refusesOtherV()
    {
        QFETCH(int, v);
        const Hash256 digest = crypto::keccak256("v");
        auto signature = m_curve.sign(digest, Bytes(32, 0x33)).value();
        signature.bytes[64] = static_cast<std::uint8_t>(v);
        QCOMPARE(m_curve.recover(digest, signature.bytes).error(), Secp256k1Error::InvalidSignature);
    }

    void refusesMalformedSignatures()
    {
        const Hash256 digest = crypto::keccak256("malformed");
        const auto signature = m_curve.sign(digest, Bytes(32, 0x44)).value();
        QVERIFY(!m_curve.recover(digest, std::span(signature.bytes).first(64)).has_value());
        auto zeroR = signature;
        std::fill_n(zeroR.bytes.begin(), 32, std::uint8_t{0});
        QVERIFY(!m_curve.recover(digest, zeroR.bytes).has_value());
        auto zeroS = signature;
        std::fill_n(zeroS.bytes.begin() + 32, 32, std::uint8_t{0});
        QVERIFY(!m_curve.recover(digest, zeroS.bytes).has_value());
    }

    void anotherDigestRecoversAnotherSigner()
    {
        const Bytes key(32, 0x55);
        const auto signature = m_curve.sign(crypto::keccak256("one"), key).value();
        const auto other = m_curve.recover(crypto::keccak256("two"), signature.bytes);
        QVERIFY(!other.has_value() || *other != m_curve.publicKey(key).value());
    }

    void compressedKeyIsTheSamePoint()
    {
        const Bytes key(32, 0x66);
        const auto full = m_curve.publicKey(key).value();
        const auto compressed = m_curve.compressedPublicKey(key).value();
        QVERIFY(std::equal(compressed.begin() + 1, compressed.end(), full.begin()));
        QCOMPARE(int{compressed[0]}, 2 + (full[63] & 1));
    }

    void tweakAddsModuloTheOrder()
    {
        Bytes key(32, 0);
        key[31] = 5;
        Bytes tweak(32, 0);
        tweak[31] = 7;
        QVERIFY(m_curve.addTweak(key, tweak).has_value());
        Bytes twelve(32, 0);
        twelve[31] = 12;
        QCOMPARE(key, twelve);
    }

    void tweakToZeroFails()
    {
        Bytes key(32, 0);
        key[31] = 1;
        Bytes minusOne = bytesOfHex(kOrder);
        minusOne[31] -= 1;
        QVERIFY(!m_curve.addTweak(key, minusOne).has_value());
        QVERIFY(!m_curve.addTweak(key, bytesOfHex(kOrder)).has_value());
    }
};

QTEST_APPLESS_MAIN(TestSecp256k1)
#include "tst_secp256k1.moc"
