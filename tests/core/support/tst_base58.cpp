#include "core/support/base58.h"
#include "tests/core/crypto/published_vectors.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace till;
using namespace till::test;

class TestBase58 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesThePublishedVectors()
    {
        for (const auto& each : publishedVectors("slip10-solana.json", "base58")) {
            const Bytes bytes = bytesOfHex(each.at("hex").get<std::string>());
            const auto text = each.at("base58").get<std::string>();
            QCOMPARE(toBase58(bytes), text);
            if (!text.empty()) {
                QCOMPARE(fromBase58(text).value(), bytes);
            }
        }
    }

    // draft-msporny-base58-03, section 5.
    void matchesTheDraftsVectors()
    {
        QCOMPARE(toBase58(bytesOfText("Hello World!")), std::string("2NEpo7TZRRrLZSi2U"));
        QCOMPARE(toBase58(bytesOfText("The quick brown fox jumps over the lazy dog.")),
                 std::string("USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z"));
        QCOMPARE(toBase58(bytesOfHex("0000287fb4cd")), std::string("11233QC4"));
    }

    void refusesWhatIsNoBase58()
    {
        QVERIFY(fromBase58("").error() == Base58Error::Empty);
        for (const char* const text : {"0", "O", "I", "l", "a b", "abc\n", "a+", "\xc3\xa4"}) {
            QVERIFY2(fromBase58(text).error() == Base58Error::BadDigit, text);
        }
        QVERIFY(fromBase58(std::string(kMaxBase58Digits, '1')).has_value());
        QVERIFY(fromBase58(std::string(kMaxBase58Digits + 1, '1')).error() == Base58Error::TooLong);
    }

    void everyBytesComeBack()
    {
        QVERIFY(rc::check("base58 of any bytes reads as those bytes", [] {
            const auto zeros = *rc::gen::inRange<std::size_t>(0, 5);
            auto bytes = *rc::gen::container<Bytes>(rc::gen::arbitrary<std::uint8_t>());
            bytes.resize(std::min<std::size_t>(bytes.size(), 80));
            bytes.insert(bytes.begin(), zeros, 0);
            RC_PRE(!bytes.empty());
            RC_ASSERT(fromBase58(toBase58(bytes)).value() == bytes);
        }));
    }
};

QTEST_APPLESS_MAIN(TestBase58)
#include "tst_base58.moc"
