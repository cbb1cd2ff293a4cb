#include "core/crypto/password_kdf.h"
#include "published_vectors.h"

#include <QtTest>

#include <sys/resource.h>

using namespace till;
using namespace till::test;
using crypto::KdfError;
using crypto::ScryptCost;

namespace {

long peakMemoryKiB()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

class TestPasswordKdf : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    // RFC 7914, section 12: the first 32 of 64 bytes, which are the key of 32 bytes.
    void scryptMatchesRfc7914()
    {
        const auto first = crypto::scrypt(bytesOfText("password"), bytesOfText("NaCl"), {1024, 8, 16});
        QCOMPARE(toHex(first->readable()),
                 std::string("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"));
        const auto second =
            crypto::scrypt(bytesOfText("pleaseletmein"), bytesOfText("SodiumChloride"), {16384, 8, 1});
        QCOMPARE(toHex(second->readable()),
                 std::string("7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"));
    }

    // RFC 7914, section 11.
    void pbkdf2MatchesRfc7914()
    {
        const auto key = crypto::pbkdf2Sha256(bytesOfText("Password"), bytesOfText("NaCl"), 80000);
        QCOMPARE(toHex(key->readable()),
                 std::string("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"));
    }

    void anEmptyPasswordIsOne()
    {
        QVERIFY(crypto::scrypt({}, bytesOfText("NaCl"), {1024, 1, 1}).has_value());
        QVERIFY(crypto::pbkdf2Sha256({}, bytesOfText("NaCl"), 1000).has_value());
    }

    void costsOutOfBoundsTakeNoMemory_data()
    {
        QTest::addColumn<quint64>("n");
        QTest::addColumn<quint64>("r");
        QTest::addColumn<quint64>("p");
        const quint64 all = ~quint64{0};
        QTest::newRow("nothing") << quint64{0} << quint64{8} << quint64{1};
        QTest::newRow("too little") << quint64{512} << quint64{8} << quint64{1};
        QTest::newRow("no power of two") << quint64{1025} << quint64{8} << quint64{1};
        QTest::newRow("a gibibyte") << quint64{1048576} << quint64{8} << quint64{1};
        QTest::newRow("all memory") << (quint64{1} << 62U) << quint64{8} << quint64{1};
        QTest::newRow("product that wraps") << (quint64{1} << 57U) << quint64{8} << quint64{1};
        QTest::newRow("no r") << quint64{1024} << quint64{0} << quint64{1};
        QTest::newRow("much r") << quint64{1024} << all << quint64{1};
        QTest::newRow("no p") << quint64{1024} << quint64{8} << quint64{0};
        QTest::newRow("much p") << quint64{1024} << quint64{8} << all;
        QTest::newRow("much work") << quint64{262144} << quint64{8} << quint64{17};
    }
    void costsOutOfBoundsTakeNoMemory()
    {
        QFETCH(quint64, n);
        QFETCH(quint64, r);
        QFETCH(quint64, p);
        const long before = peakMemoryKiB();
        QVERIFY(!crypto::isAllowed(ScryptCost{n, r, p}));
        QVERIFY(crypto::scrypt(bytesOfText("p"), bytesOfText("s"), {n, r, p}).error() ==
                KdfError::OutOfBounds);
        QVERIFY(peakMemoryKiB() - before < 4 * 1024);
    }

    void roundsAreBounded()
    {
        for (const std::uint64_t rounds : {std::uint64_t{0}, std::uint64_t{999}, std::uint64_t{10'000'001},
                                           ~std::uint64_t{0}, std::uint64_t{1} << 32U}) {
            QVERIFY(crypto::pbkdf2Sha256(bytesOfText("p"), bytesOfText("s"), rounds).error() ==
                    KdfError::OutOfBounds);
        }
        QVERIFY(crypto::pbkdf2Sha256(bytesOfText("p"), Bytes(65, 1), 1000).error() == KdfError::OutOfBounds);
        // What geth and ethers write by default must be readable.
        QVERIFY(crypto::isAllowed(ScryptCost{262144, 8, 1}) && crypto::isAllowed(ScryptCost{131072, 8, 1}) &&
                crypto::isAllowed(ScryptCost{4096, 8, 6}) && crypto::isAllowedPbkdf2(262144));
    }
};

QTEST_APPLESS_MAIN(TestPasswordKdf)
#include "tst_password_kdf.moc"
