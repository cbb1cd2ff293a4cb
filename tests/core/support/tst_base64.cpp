#include "core/support/base64.h"

#include <QByteArray>
#include <QTest>
#include <rapidcheck.h>

using namespace till;

class TestBase64 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // RFC 4648, section 10.
    void agreesWithTheVectorsOfTheRfc_data()
    {
        QTest::addColumn<QByteArray>("plain");
        QTest::addColumn<QByteArray>("encoded");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("f") << QByteArray("f") << QByteArray("Zg==");
        QTest::newRow("fo") << QByteArray("fo") << QByteArray("Zm8=");
        QTest::newRow("foo") << QByteArray("foo") << QByteArray("Zm9v");
        QTest::newRow("foob") << QByteArray("foob") << QByteArray("Zm9vYg==");
        QTest::newRow("fooba") << QByteArray("fooba") << QByteArray("Zm9vYmE=");
        QTest::newRow("foobar") << QByteArray("foobar") << QByteArray("Zm9vYmFy");
        QTest::newRow("all ones") << QByteArray("\xff\xff\xff") << QByteArray("////");
        QTest::newRow("plus") << QByteArray("\xfb\xef\xbe") << QByteArray("++++");
    }
    void agreesWithTheVectorsOfTheRfc()
    {
        QFETCH(QByteArray, plain);
        QFETCH(QByteArray, encoded);
        QCOMPARE(toBase64(plain.toStdString()), encoded.toStdString());
        QCOMPARE(fromBase64(encoded.toStdString(), 6).value(), plain.toStdString());
    }

    void refusesEverySecondSpelling_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Base64Error>("error");
        QTest::newRow("padding missing") << QByteArray("Zg") << Base64Error::BadPadding;
        QTest::newRow("one padding of two") << QByteArray("Zg=") << Base64Error::BadPadding;
        QTest::newRow("one padding too many") << QByteArray("Zm8==") << Base64Error::BadPadding;
        QTest::newRow("three paddings") << QByteArray("Z===") << Base64Error::BadCharacter;
        QTest::newRow("padding alone") << QByteArray("====") << Base64Error::BadCharacter;
        QTest::newRow("padding after a whole group") << QByteArray("Zm9v=") << Base64Error::BadPadding;
        QTest::newRow("padding in the middle") << QByteArray("Zg==Zg==") << Base64Error::BadCharacter;
        QTest::newRow("single digit") << QByteArray("Z") << Base64Error::BadPadding;
        QTest::newRow("leftover bits, two") << QByteArray("Zh==") << Base64Error::BadPadding;
        QTest::newRow("leftover bits, one") << QByteArray("Zm9=") << Base64Error::BadPadding;
        QTest::newRow("url-safe minus") << QByteArray("----") << Base64Error::BadCharacter;
        QTest::newRow("url-safe underscore") << QByteArray("____") << Base64Error::BadCharacter;
        QTest::newRow("line end") << QByteArray("Zm9v\n") << Base64Error::BadCharacter;
        QTest::newRow("blank inside") << QByteArray("Zm 9v===") << Base64Error::BadCharacter;
        QTest::newRow("NUL") << QByteArray("Zm9\0", 4) << Base64Error::BadCharacter;
        QTest::newRow("high byte") << QByteArray("Zm9\xff") << Base64Error::BadCharacter;
    }
    void refusesEverySecondSpelling()
    {
        QFETCH(QByteArray, text);
        QFETCH(Base64Error, error);
        const auto decoded = fromBase64(text.toStdString(), 100);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error(), error);
    }

    void boundsTheDecodedSize()
    {
        QCOMPARE(fromBase64("Zm9vYg==", 4).value(), std::string("foob"));
        QCOMPARE(fromBase64("Zm9vYg==", 3).error(), Base64Error::TooLong);
        QCOMPARE(fromBase64("", 0).value(), std::string());
        QCOMPARE(fromBase64(std::string(4'000'000, 'A'), 1000).error(), Base64Error::TooLong);
    }

    void agreesWithQtOnAllBytes()
    {
        QVERIFY(rc::check("same text as Qt's encoder, and back", [](const std::string& plain) {
            const std::string encoded = toBase64(plain);
            RC_ASSERT(encoded == QByteArray::fromStdString(plain).toBase64().toStdString());
            RC_ASSERT(fromBase64(encoded, plain.size()).value() == plain);
        }));
    }

    void acceptsOnlyWhatItWouldWrite()
    {
        QVERIFY(rc::check("what decodes encodes to the same text", [] {
            const auto digit = rc::gen::elementOf(std::string("ABQZagwz059+/=-_ \n"));
            const auto text = *rc::gen::container<std::string>(digit);
            const auto decoded = fromBase64(text, 1000);
            if (decoded)
                RC_ASSERT(toBase64(*decoded) == text);
        }));
    }
};

QTEST_APPLESS_MAIN(TestBase64)
#include "tst_base64.moc"
