#include "core/crypto/aes.h"
#include "published_vectors.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::AeadError;

class TestAes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    // NIST SP 800-38A, F.5.1 and F.5.2, CTR-AES128, also for texts that end within a block.
    void counterModeMatchesSp80038a()
    {
        const Bytes key = bytesOfHex("2b7e151628aed2a6abf7158809cf4f3c");
        const Bytes counter = bytesOfHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        const Bytes plain = bytesOfHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                                       "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        const Bytes sealed = bytesOfHex("874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
                                        "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee");
        for (std::size_t size = 0; size <= plain.size(); ++size) {
            const auto out = crypto::aes128Ctr(key, counter, std::span(plain).first(size));
            QCOMPARE(toHex(out.readable()), toHex(std::span(sealed).first(size)));
            const auto back = crypto::aes128Ctr(key, counter, out.readable());
            QCOMPARE(toHex(back.readable()), toHex(std::span(plain).first(size)));
        }
    }

    // "The Galois/Counter Mode of Operation" (McGrew, Viega), test cases 13 to 15: AES-256 without associated
    // data.
    void gcmMatchesItsVectors_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("nonce");
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("sealed");
        QTest::addColumn<QByteArray>("tag");
        const QByteArray zeroKey(64, '0');
        const QByteArray zeroNonce(24, '0');
        QTest::newRow("13") << zeroKey << zeroNonce << QByteArray() << QByteArray()
                            << QByteArray("530f8afbc74536b9a963b4f1c4cb738b");
        QTest::newRow("14") << zeroKey << zeroNonce << QByteArray(32, '0')
                            << QByteArray("cea7403d4d606b6e074ec5d3baf39d18")
                            << QByteArray("d0d1c8a799996bf0265b98b5d48ab919");
        QTest::newRow("15") << QByteArray("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308")
                            << QByteArray("cafebabefacedbaddecaf888")
                            << QByteArray("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                                          "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255")
                            << QByteArray("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                                          "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad")
                            << QByteArray("b094dac5d93471bdec1a502270e3cc6c");
    }
    void gcmMatchesItsVectors()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, nonce);
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, sealed);
        QFETCH(QByteArray, tag);
        const Bytes keyBytes = bytesOfHex(key.toStdString());
        const Bytes nonceBytes = bytesOfHex(nonce.toStdString());
        const Bytes text = bytesOfHex(sealed.toStdString());
        const Bytes tagBytes = bytesOfHex(tag.toStdString());
        const auto opened = crypto::aes256GcmOpen(keyBytes, nonceBytes, text, tagBytes);
        QVERIFY(opened.has_value());
        QCOMPARE(toHex(opened->readable()), plain.toStdString());
        for (std::size_t bit = 0; bit < tagBytes.size() * 8; ++bit) {
            Bytes changed = tagBytes;
            changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << bit % 8));
            QVERIFY(crypto::aes256GcmOpen(keyBytes, nonceBytes, text, changed).error() ==
                    AeadError::NotAuthentic);
        }
        for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
            Bytes changed = text;
            changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << bit % 8));
            QVERIFY(crypto::aes256GcmOpen(keyBytes, nonceBytes, changed, tagBytes).error() ==
                    AeadError::NotAuthentic);
        }
        for (const std::size_t size : {0U, 12U, 15U}) {
            QVERIFY(
                crypto::aes256GcmOpen(keyBytes, nonceBytes, text, std::span(tagBytes).first(size)).error() ==
                AeadError::TooShort);
        }
    }
};

QTEST_APPLESS_MAIN(TestAes)
#include "tst_aes.moc"
