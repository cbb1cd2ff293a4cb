#include "core/support/plain_text.h"

#include "core/support/utf8.h"

#include <QTest>
#include <rapidcheck.h>

using namespace till;

namespace {

constexpr std::size_t kPlenty = 10'000;

rc::Gen<std::string> anyBytes()
{
    // Enough of what is special to meet it often.
    return rc::gen::map(
        rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
            "a", "é", "😀", "\n", "\r", "\x1b", "\x7f", "\xff", "\xe2\x80", "\u202e", "\u200b", "…")),
        [](const std::vector<std::string>& parts) {
            std::string text;
            for (const std::string& part : parts)
                text += part;
            return text;
        });
}

} // namespace

class TestPlainText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatHides_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("plain") << QByteArray("Weather, 2 €") << QByteArray("Weather, 2 €");
        QTest::newRow("emoji") << QByteArray("❤\ufe0f 😀") << QByteArray("❤\ufe0f 😀");
        QTest::newRow("markup stays as it is") << QByteArray("<b>x</b>&amp;") << QByteArray("<b>x</b>&amp;");
        QTest::newRow("line feed") << QByteArray("a\nb") << QByteArray("a␊b");
        QTest::newRow("carriage return") << QByteArray("a\rb") << QByteArray("a␊b");
        QTest::newRow("both as one") << QByteArray("a\r\nb") << QByteArray("a␊b");
        QTest::newRow("two line ends") << QByteArray("a\n\rb") << QByteArray("a␊␊b");
        QTest::newRow("next line") << QByteArray("a\u0085b") << QByteArray("a␊b");
        QTest::newRow("line separator") << QByteArray("a\u2028b\u2029c") << QByteArray("a␊b␊c");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a␀b");
        QTest::newRow("tab") << QByteArray("a\tb") << QByteArray("a␉b");
        QTest::newRow("escape") << QByteArray("\x1b[31m") << QByteArray("␛[31m");
        QTest::newRow("unit separator") << QByteArray("\x1f") << QByteArray("␟");
        QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("␡");
        QTest::newRow("C1 control") << QByteArray("\u009b") << QByteArray("‹U+009B›");
        QTest::newRow("right-to-left override") << QByteArray("a\u202eb") << QByteArray("a‹U+202E›b");
        QTest::newRow("isolate") << QByteArray("\u2066x\u2069") << QByteArray("‹U+2066›x‹U+2069›");
        QTest::newRow("right-to-left mark") << QByteArray("\u200f") << QByteArray("‹U+200F›");
        QTest::newRow("zero width space") << QByteArray("pay\u200bpal") << QByteArray("pay‹U+200B›pal");
        QTest::newRow("soft hyphen") << QByteArray("pay\u00adpal") << QByteArray("pay‹U+00AD›pal");
        QTest::newRow("byte order mark") << QByteArray("\ufeffx") << QByteArray("‹U+FEFF›x");
        QTest::newRow("tag character") << QByteArray("\U000e0041") << QByteArray("‹U+E0041›");
        QTest::newRow("invalid byte") << QByteArray("a\xff"
                                                    "b")
                                      << QByteArray("a\ufffd"
                                                    "b");
        QTest::newRow("cut character") << QByteArray("a\xe2\x82") << QByteArray("a\ufffd");
        QTest::newRow("surrogate bytes") << QByteArray("\xed\xa0\x80") << QByteArray("\ufffd\ufffd\ufffd");
    }
    void showsWhatHides()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(toVisibleText(text.toStdString(), kPlenty), shown.toStdString());
    }

    void cutsBetweenCharacters_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("maxBytes");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("fits exactly") << QByteArray("abcdef") << 6 << QByteArray("abcdef");
        QTest::newRow("one too many") << QByteArray("abcdefg") << 6 << QByteArray("abc…");
        QTest::newRow("not inside a character") << QByteArray("a😀😀b") << 8 << QByteArray("a😀…");
        QTest::newRow("not inside a name") << QByteArray("\u202e\u202e") << 23 << QByteArray("‹U+202E›…");
        QTest::newRow("only the ellipsis fits") << QByteArray("abcd") << 3 << QByteArray("…");
        QTest::newRow("not even the ellipsis") << QByteArray("abcd") << 2 << QByteArray("");
        QTest::newRow("nothing fits") << QByteArray("a") << 0 << QByteArray("");
    }
    void cutsBetweenCharacters()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, maxBytes);
        QFETCH(QByteArray, shown);
        QCOMPARE(toVisibleText(text.toStdString(), std::size_t(maxBytes)), shown.toStdString());
    }

    void isSafeForAnyBytes()
    {
        QVERIFY(rc::check("valid, within the limit, a plain line, and stable", [] {
            const std::string text = *anyBytes();
            const auto maxBytes = *rc::gen::inRange<std::size_t>(0, 60);
            const std::string shown = toVisibleText(text, maxBytes);
            RC_ASSERT(shown.size() <= maxBytes);
            RC_ASSERT(shown.empty() || isPlainLine(shown, maxBytes));
            RC_ASSERT(toVisibleText(shown, maxBytes) == shown);
        }));
    }

    void tellsPlainLines_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isPlain");
        QTest::newRow("word") << QByteArray("researcher") << true;
        QTest::newRow("accents and emoji") << QByteArray("Zoë's 🤖") << true;
        QTest::newRow("sixteen bytes") << QByteArray("0123456789abcdef") << true;
        QTest::newRow("seventeen bytes") << QByteArray("0123456789abcdefg") << false;
        QTest::newRow("empty") << QByteArray("") << false;
        QTest::newRow("line feed") << QByteArray("a\n") << false;
        QTest::newRow("tab") << QByteArray("a\tb") << false;
        QTest::newRow("NUL") << QByteArray("a\0", 2) << false;
        QTest::newRow("delete") << QByteArray("\x7f") << false;
        QTest::newRow("C1 control") << QByteArray("\u0080") << false;
        QTest::newRow("line separator") << QByteArray("a\u2028") << false;
        QTest::newRow("override") << QByteArray("a\u202e") << false;
        QTest::newRow("isolate") << QByteArray("a\u2066") << false;
        QTest::newRow("invalid UTF-8") << QByteArray("a\xff") << false;
    }
    void tellsPlainLines()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isPlain);
        QCOMPARE(isPlainLine(text.toStdString(), 16), isPlain);
    }
};

QTEST_APPLESS_MAIN(TestPlainText)
#include "tst_plain_text.moc"
