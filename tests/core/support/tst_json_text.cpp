#include "core/support/json_text.h"

#include "core/support/strict_json.h"

#include <QTest>
#include <rapidcheck.h>

using till::JsonText;

namespace {

std::string writtenText(std::string_view text)
{
    JsonText out;
    out.text(text);
    return out.take();
}

} // namespace

class TestJsonText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void separatesWithCommas();
    void escapes_data();
    void escapes();
    void writesNumbersWhole();
    void startsAnewAfterTake();
    void isReadBackAsItWas();
    void writesWhatNlohmannWrites();
};

void TestJsonText::separatesWithCommas()
{
    JsonText out;
    out.beginObject();
    out.key("a");
    out.beginArray();
    out.endArray();
    out.key("b");
    out.beginArray();
    out.number(1);
    out.flag(true);
    out.null();
    out.beginObject();
    out.endObject();
    out.raw(R"({"x": 1.50})");
    out.endArray();
    out.key("c");
    out.text("d");
    out.endObject();
    QCOMPARE(out.take(), std::string(R"({"a":[],"b":[1,true,null,{},{"x": 1.50}],"c":"d"})"));
}

void TestJsonText::escapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* tag, const QByteArray& text, const char* json) {
        QTest::newRow(tag) << text << QByteArray(json);
    };
    row("plain", "plain /text/", "\"plain /text/\"");
    row("empty", "", "\"\"");
    row("quote and backslash", "a\"b\\c", R"("a\"b\\c")");
    row("line ends", "\r\n\t\b\f", R"("\r\n\t\b\f")");
    row("other controls", QByteArray("\0\x1f\x7f", 3), "\"\\u0000\\u001f\x7f\"");
    row("two, three and four bytes", "\xc3\xa4\xe2\x82\xac\xf0\x9f\x92\xb0",
        "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x92\xb0\"");
    row("invalid start",
        "a\xff"
        "b",
        "\"a\xef\xbf\xbd"
        "b\"");
    row("cut in the middle", "a\xe2\x82", "\"a\xef\xbf\xbd\"");
    row("surrogate", "\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
}

void TestJsonText::escapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, json);
    QCOMPARE(
        QByteArray::fromStdString(writtenText({text.constData(), static_cast<std::size_t>(text.size())})),
        json);
}

void TestJsonText::writesNumbersWhole()
{
    JsonText out;
    out.beginArray();
    out.number(std::numeric_limits<std::int64_t>::min());
    out.number(0);
    out.number(std::numeric_limits<std::int64_t>::max());
    out.endArray();
    QCOMPARE(out.take(), std::string("[-9223372036854775808,0,9223372036854775807]"));
}

void TestJsonText::startsAnewAfterTake()
{
    JsonText out;
    out.number(1);
    QCOMPARE(out.take(), std::string("1"));
    out.number(2);
    QCOMPARE(out.take(), std::string("2"));
}

void TestJsonText::isReadBackAsItWas()
{
    QVERIFY(rc::check("any string comes back, with U+FFFD for what is no UTF-8", [] {
        const auto text = *rc::gen::arbitrary<std::string>();
        const auto read = till::parseStrictJson(writtenText(text), {});
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->is_string());
        const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
        RC_ASSERT(!isAscii || read->get<std::string>() == text);
    }));
}

void TestJsonText::writesWhatNlohmannWrites()
{
    QVERIFY(rc::check("the same bytes as another writer, for ASCII", [] {
        const auto bytes = *rc::gen::container<std::string>(rc::gen::inRange<char>(0, 127));
        RC_ASSERT(writtenText(bytes) == nlohmann::json(bytes).dump());
    }));
}

QTEST_APPLESS_MAIN(TestJsonText)
#include "tst_json_text.moc"
