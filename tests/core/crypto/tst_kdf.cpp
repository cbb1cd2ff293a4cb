#include "core/crypto/kdf.h"
#include "published_vectors.h"

#include <QtTest>

using namespace till;
using namespace till::test;

class TestKdf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    // The vectors of RFC 9106 use a secret and associated data, which libsodium does not offer. These come
    // from the reference implementation (Debian package argon2, 0~20171227):
    //   printf %s PASSPHRASE | argon2 SALT -id -t PASSES -k KIB -p 1 -l 32 -r
    void argon2idMatchesTheReferenceImplementation_data()
    {
        QTest::addColumn<QByteArray>("passphrase");
        QTest::addColumn<QByteArray>("salt");
        QTest::addColumn<unsigned>("memoryMiB");
        QTest::addColumn<unsigned>("passes");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("least cost")
            << QByteArray("password") << QByteArray("somesalt16bytes!") << 64U << 2U
            << QByteArray("318a876a9a987113862b3989fbdecec95ab519584f878db77481545007d59201");
        QTest::newRow("three passes")
            << QByteArray("correct horse battery staple") << QByteArray("0123456789abcdef") << 64U << 3U
            << QByteArray("94c86f541abdb3d9aabfea59aa03963549483e9c0b1a79336e76b54cee6c917e");
        QTest::newRow("UTF-8, 128 MiB")
            << QByteArray("pässwörd ☃") << QByteArray("Tillkeeper.salt.") << 128U << 2U
            << QByteArray("3382d33d69a5d0e1dc73fbf886166eddb7b6680ffc0c5f263c8d5b1693c775a8");
    }
    void argon2idMatchesTheReferenceImplementation()
    {
        QFETCH(QByteArray, passphrase);
        QFETCH(QByteArray, salt);
        QFETCH(unsigned, memoryMiB);
        QFETCH(unsigned, passes);
        QFETCH(QByteArray, expected);
        const Bytes phrase(passphrase.begin(), passphrase.end());
        const Bytes saltBytes(salt.begin(), salt.end());
        const auto key = crypto::argon2id(
            phrase, std::span<const std::uint8_t, crypto::kKdfSaltBytes>(saltBytes), {memoryMiB, passes});
        QVERIFY(key.has_value());
        QCOMPARE(QByteArray::fromStdString(toHex(key->readable())), expected);
    }

    void refusesCostsOutOfBounds_data()
    {
        QTest::addColumn<unsigned>("memoryMiB");
        QTest::addColumn<unsigned>("passes");
        QTest::newRow("too little memory") << 63U << 2U;
        QTest::newRow("no memory") << 0U << 2U;
        QTest::newRow("too much memory") << 1025U << 2U;
        QTest::newRow("all memory") << 0xffffffffU << 2U;
        QTest::newRow("one pass") << 64U << 1U;
        QTest::newRow("no pass") << 64U << 0U;
        QTest::newRow("endless") << 64U << 17U;
        QTest::newRow("wraps") << 64U << 0xffffffffU;
    }
    void refusesCostsOutOfBounds()
    {
        QFETCH(unsigned, memoryMiB);
        QFETCH(unsigned, passes);
        const std::array<std::uint8_t, crypto::kKdfSaltBytes> salt{};
        const auto key = crypto::argon2id({}, salt, {memoryMiB, passes});
        QVERIFY(!key.has_value());
        QCOMPARE(key.error(), crypto::KdfError::OutOfBounds);
    }

    // RFC 5869, appendix A: the PRK of each case and the first 32 bytes of its OKM.
    void deriveKeyMatchesRfc5869_data()
    {
        QTest::addColumn<Bytes>("prk");
        QTest::addColumn<Bytes>("purpose");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("A.1") << bytesOfHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5")
                             << bytesOfHex("f0f1f2f3f4f5f6f7f8f9")
                             << QByteArray(
                                    "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
        Bytes longInfo(80);
        for (std::size_t i = 0; i < longInfo.size(); ++i) {
            longInfo[i] = static_cast<std::uint8_t>(0xb0 + i);
        }
        QTest::newRow("A.2") << bytesOfHex("06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244")
                             << longInfo
                             << QByteArray(
                                    "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c");
        QTest::newRow("A.3") << bytesOfHex("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04")
                             << Bytes{}
                             << QByteArray(
                                    "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
    }
    void deriveKeyMatchesRfc5869()
    {
        QFETCH(Bytes, prk);
        QFETCH(Bytes, purpose);
        QFETCH(QByteArray, expected);
        const std::string text(purpose.begin(), purpose.end());
        QCOMPARE(QByteArray::fromStdString(toHex(crypto::deriveKey(prk, text).readable())), expected);
    }

    void purposesGiveDifferentKeys()
    {
        const Bytes key(32, 7);
        QVERIFY(toHex(crypto::deriveKey(key, "ledger-mac").readable()) !=
                toHex(crypto::deriveKey(key, "policy-mac").readable()));
    }
};

QTEST_APPLESS_MAIN(TestKdf)
#include "tst_kdf.moc"
