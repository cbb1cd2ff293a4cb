#include "core/crypto/hash.h"
#include "published_vectors.h"

#include <QtTest>

using namespace till;
using namespace till::test;

namespace {

Bytes repeated(std::uint8_t byte, std::size_t count)
{
    return Bytes(count, byte);
}

} // namespace

class TestHash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // FIPS 180-4 examples and the well-known digest of nothing.
    void sha256MatchesFips180()
    {
        QCOMPARE(toHex(crypto::sha256("")),
                 std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(toHex(crypto::sha256("abc")),
                 std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(toHex(crypto::sha256(repeated('a', 1'000'000))),
                 std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void hmacMatchesRfc4231_data()
    {
        QTest::addColumn<Bytes>("key");
        QTest::addColumn<Bytes>("message");
        QTest::addColumn<QByteArray>("expected");
        Bytes counting(25);
        for (std::size_t i = 0; i < counting.size(); ++i) {
            counting[i] = static_cast<std::uint8_t>(i + 1);
        }
        QTest::newRow("4.2") << repeated(0x0b, 20) << bytesOfText("Hi There")
                             << QByteArray(
                                    "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        QTest::newRow("4.3") << bytesOfText("Jefe") << bytesOfText("what do ya want for nothing?")
                             << QByteArray(
                                    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        QTest::newRow("4.4") << repeated(0xaa, 20) << repeated(0xdd, 50)
                             << QByteArray(
                                    "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
        QTest::newRow("4.5") << counting << repeated(0xcd, 50)
                             << QByteArray(
                                    "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
        QTest::newRow("4.7") << repeated(0xaa, 131)
                             << bytesOfText("Test Using Larger Than Block-Size Key - Hash Key First")
                             << QByteArray(
                                    "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
        QTest::newRow("4.8") << repeated(0xaa, 131)
                             << bytesOfText(
                                    "This is a test using a larger than block-size key and a larger than "
                                    "block-size data. The key needs to be hashed before being used by the "
                                    "HMAC algorithm.")
                             << QByteArray(
                                    "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
    }
    void hmacMatchesRfc4231()
    {
        QFETCH(Bytes, key);
        QFETCH(Bytes, message);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(toHex(crypto::hmacSha256(key, message))), expected);
    }

    void partsAreFramedByTheirLengths()
    {
        const Bytes key = repeated(1, 32);
        // The same letters, split elsewhere: without lengths these would be one input.
        QVERIFY(crypto::hmacOfParts(key, {"ab", "c"}) != crypto::hmacOfParts(key, {"a", "bc"}));
        QVERIFY(crypto::hmacOfParts(key, {"abc"}) != crypto::hmacOfParts(key, {"abc", ""}));
        QVERIFY(crypto::hmacOfParts(key, {}) != crypto::hmacOfParts(key, {""}));
        // What the header promises, spelled out.
        const Bytes framed = bytesOfHex("0000000000000002"
                                        "6162"
                                        "0000000000000001"
                                        "63");
        QVERIFY(crypto::hmacOfParts(key, {"ab", "c"}) == crypto::hmacSha256(key, framed));
    }

    void comparesWholeDigests_data()
    {
        QTest::addColumn<Bytes>("a");
        QTest::addColumn<Bytes>("b");
        QTest::addColumn<bool>("equal");
        QTest::newRow("same") << Bytes{1, 2, 3} << Bytes{1, 2, 3} << true;
        QTest::newRow("first byte") << Bytes{0, 2, 3} << Bytes{1, 2, 3} << false;
        QTest::newRow("last bit") << Bytes{1, 2, 2} << Bytes{1, 2, 3} << false;
        QTest::newRow("prefix") << Bytes{1, 2} << Bytes{1, 2, 3} << false;
        QTest::newRow("both empty") << Bytes{} << Bytes{} << true;
    }
    void comparesWholeDigests()
    {
        QFETCH(Bytes, a);
        QFETCH(Bytes, b);
        QFETCH(bool, equal);
        QCOMPARE(crypto::equalConstantTime(a, b), equal);
    }
};

QTEST_APPLESS_MAIN(TestHash)
#include "tst_hash.moc"
