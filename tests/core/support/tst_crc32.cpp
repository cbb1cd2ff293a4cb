#include "core/support/crc32.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;

class TestCrc32 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isThePublishedSum_data();
    void isThePublishedSum();
    void oneChangedBitChangesIt();
};

void TestCrc32::isThePublishedSum_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::uint32_t>("sum");
    // The check value of the catalogue of CRC algorithms (CRC-32/ISO-HDLC), and what zlib gives.
    QTest::newRow("check value") << QByteArray("123456789") << std::uint32_t{0xCBF43926};
    QTest::newRow("nothing") << QByteArray() << std::uint32_t{0};
    QTest::newRow("a") << QByteArray("a") << std::uint32_t{0xE8B7BE43};
    QTest::newRow("abc") << QByteArray("abc") << std::uint32_t{0x352441C2};
    QTest::newRow("fox") << QByteArray("The quick brown fox jumps over the lazy dog")
                         << std::uint32_t{0x414FA339};
    QTest::newRow("high bytes") << QByteArray(4, '\xff') << std::uint32_t{0xFFFFFFFF};
}

void TestCrc32::isThePublishedSum()
{
    QFETCH(QByteArray, text);
    QFETCH(std::uint32_t, sum);
    QCOMPARE(crc32({text.constData(), static_cast<std::size_t>(text.size())}), sum);
}

void TestCrc32::oneChangedBitChangesIt()
{
    const bool holds = rc::check("a text with one changed bit has another sum", [] {
        std::string text = *rc::gen::nonEmpty<std::string>();
        const std::uint32_t before = crc32(text);
        const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
        text[place] = static_cast<char>(text[place] ^ (1 << *rc::gen::inRange(0, 8)));
        RC_ASSERT(crc32(text) != before);
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestCrc32)
#include "tst_crc32.moc"
