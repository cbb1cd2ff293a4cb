#include "core/vault/byte_io.h"

#include <QtTest>

using till::Bytes;
using till::vault::ByteReader;
using till::vault::ByteWriter;

class TestByteIo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersAreBigEndian()
    {
        ByteWriter out;
        out.number(std::uint8_t{0x01}).number(std::uint16_t{0x0203}).number(std::uint32_t{0x04050607});
        out.number(std::uint64_t{0x08090a0b0c0d0e0f});
        const Bytes expected = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
        QCOMPARE(out.written(), expected);
    }

    void readsWhatWasWritten()
    {
        ByteWriter out;
        out.number(std::uint16_t{0xfffe}).text("ab").number(~std::uint64_t{0}).bytes(Bytes{9});
        ByteReader in(out.written());
        QCOMPARE(in.number<std::uint16_t>(), std::uint16_t{0xfffe});
        QCOMPARE(in.text(2), std::string("ab"));
        QCOMPARE(in.number<std::uint64_t>(), ~std::uint64_t{0});
        std::array<std::uint8_t, 1> last{};
        in.fill(last);
        QCOMPARE(last[0], std::uint8_t{9});
        QCOMPARE(in.left(), std::size_t{0});
        QVERIFY(!in.hasFailed());
    }

    void readingPastTheEndGivesZerosAndSaysSo()
    {
        const Bytes three = {1, 2, 3};
        ByteReader number(three);
        QCOMPARE(number.number<std::uint32_t>(), 0U);
        QVERIFY(number.hasFailed());
        QCOMPARE(number.left(), std::size_t{0}); // nothing after a failure is read as if it stood there
        QCOMPARE(int{number.number<std::uint8_t>()}, 0);

        ByteReader array(three);
        std::array<std::uint8_t, 4> out = {7, 7, 7, 7};
        array.fill(out);
        QVERIFY(array.hasFailed());
        QCOMPARE(out, (std::array<std::uint8_t, 4>{}));

        ByteReader text(three);
        QVERIFY(text.text(~std::size_t{0}).empty());
        QVERIFY(text.hasFailed());
    }
};

QTEST_APPLESS_MAIN(TestByteIo)
#include "tst_byte_io.moc"
