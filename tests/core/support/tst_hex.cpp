#include "core/support/hex.h"

#include <QTest>
#include <rapidcheck.h>

using namespace till;

class TestHex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesLowerCaseDigits()
    {
        const Bytes bytes{0x00, 0x0f, 0xa0, 0xff};
        QCOMPARE(toHex(bytes), std::string("000fa0ff"));
        QCOMPARE(toHex0x(bytes), std::string("0x000fa0ff"));
        QCOMPARE(toHex({}), std::string());
        QCOMPARE(toHex0x({}), std::string("0x"));
    }

    void readsDigitsOfEitherCase()
    {
        const Bytes expected{0xab, 0xcd, 0xef, 0x09};
        QCOMPARE(fromHex("abcdef09").value(), expected);
        QCOMPARE(fromHex("ABCDEF09").value(), expected);
        QCOMPARE(fromHex0x("0xaBcDeF09").value(), expected);
        QCOMPARE(fromHex("").value(), Bytes());
        QCOMPARE(fromHex0x("0x").value(), Bytes());
    }

    void refusesWhatIsNotHex_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<HexError>("error");
        QTest::newRow("odd length") << QByteArray("abc") << HexError::OddLength;
        QTest::newRow("letter past f") << QByteArray("0g") << HexError::NotHex;
        QTest::newRow("prefix") << QByteArray("0x00") << HexError::NotHex;
        QTest::newRow("blank") << QByteArray(" 0") << HexError::NotHex;
        QTest::newRow("sign") << QByteArray("-1") << HexError::NotHex;
        QTest::newRow("high byte") << QByteArray("\xc3\xa9") << HexError::NotHex;
        QTest::newRow("NUL") << QByteArray("0\0", 2) << HexError::NotHex;
    }
    void refusesWhatIsNotHex()
    {
        QFETCH(QByteArray, text);
        QFETCH(HexError, error);
        QCOMPARE(fromHex(text.toStdString()).error(), error);
        QCOMPARE(fromHex0x("0x" + text.toStdString()).error(), error);
    }

    void asksForThePrefix()
    {
        QCOMPARE(fromHex0x("00").error(), HexError::MissingPrefix);
        QCOMPARE(fromHex0x("0X00").error(), HexError::MissingPrefix);
        QCOMPARE(fromHex0x("").error(), HexError::MissingPrefix);
        QCOMPARE(fromHex0x("0").error(), HexError::MissingPrefix);
    }

    void fillsExactlyTheGivenBytesOrNone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<HexError>("error");
        QTest::newRow("too short") << QByteArray("0x01") << HexError::WrongLength;
        QTest::newRow("too long") << QByteArray("0x010203") << HexError::WrongLength;
        QTest::newRow("odd") << QByteArray("0x010") << HexError::OddLength;
        QTest::newRow("no prefix") << QByteArray("0102") << HexError::MissingPrefix;
        QTest::newRow("bad last digit") << QByteArray("0x010z") << HexError::NotHex;
    }
    void fillsExactlyTheGivenBytesOrNone()
    {
        QFETCH(QByteArray, text);
        QFETCH(HexError, error);
        std::array<std::uint8_t, 2> out{7, 7};
        QCOMPARE(fromHex0xInto(text.toStdString(), out).error(), error);
        QCOMPARE(out, (std::array<std::uint8_t, 2>{7, 7}));
        QVERIFY(fromHex0xInto("0x01fE", out).has_value());
        QCOMPARE(out, (std::array<std::uint8_t, 2>{0x01, 0xfe}));
    }

    void everyByteStringComesBack()
    {
        QVERIFY(rc::check("fromHex reverses toHex", [](const Bytes& bytes) {
            RC_ASSERT(fromHex(toHex(bytes)).value() == bytes);
            RC_ASSERT(fromHex0x(toHex0x(bytes)).value() == bytes);
        }));
    }
};

QTEST_APPLESS_MAIN(TestHex)
#include "tst_hex.moc"
