#include "core/support/utf8.h"

#include <QString>
#include <QTest>
#include <rapidcheck.h>

using namespace till;

class TestUtf8 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCharacterComesBack()
    {
        for (char32_t c = 0; c <= 0x10ffff; ++c) {
            if (c >= 0xd800 && c <= 0xdfff)
                continue;
            std::string text;
            appendUtf8(text, c);
            const Utf8Step step = nextUtf8(text);
            QVERIFY2(step.character == c && step.length == text.size(), text.c_str());
        }
    }

    void refusesWhatIsNoCharacter_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("length");
        QTest::newRow("continuation alone") << QByteArray("\x80") << 1;
        QTest::newRow("overlong, two bytes") << QByteArray("\xc0\xaf") << 1;
        QTest::newRow("overlong NUL") << QByteArray("\xc0\x80") << 1;
        QTest::newRow("overlong, three bytes") << QByteArray("\xe0\x80\xaf") << 1;
        QTest::newRow("overlong, four bytes") << QByteArray("\xf0\x80\x80\xaf") << 1;
        QTest::newRow("high surrogate") << QByteArray("\xed\xa0\x80") << 1;
        QTest::newRow("low surrogate") << QByteArray("\xed\xbf\xbf") << 1;
        QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80") << 1;
        QTest::newRow("five-byte lead") << QByteArray("\xf8\x88\x80\x80\x80") << 1;
        QTest::newRow("0xff") << QByteArray("\xff") << 1;
        QTest::newRow("cut after one of two") << QByteArray("\xc3") << 1;
        QTest::newRow("cut after two of three") << QByteArray("\xe2\x82") << 2;
        QTest::newRow("cut after three of four") << QByteArray("\xf0\x9f\x98") << 3;
        QTest::newRow("broken off by a letter") << QByteArray("\xe2\x82x") << 2;
    }
    void refusesWhatIsNoCharacter()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, length);
        const Utf8Step step = nextUtf8(bytes.toStdString());
        QVERIFY(!step.character);
        QCOMPARE(step.length, std::size_t(length));
        QVERIFY(!isValidUtf8(bytes.toStdString()));
        QVERIFY(!isValidUtf8("fine " + bytes.toStdString()));
    }

    void agreesWithQtOnWhatIsValid()
    {
        QVERIFY(rc::check("valid exactly when Qt reads it without a mistake", [] {
            const auto byte =
                rc::gen::elementOf(std::string("a\x7f\x80\xbf\xc2\xc3\xe0\xa0\xe2\xed\x9f\xf0\x90\xf4\x8f"));
            const auto bytes = *rc::gen::container<std::string>(byte);
            const QString read = QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
            RC_ASSERT(isValidUtf8(bytes) == (read.toUtf8().toStdString() == bytes));
        }));
    }
};

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
