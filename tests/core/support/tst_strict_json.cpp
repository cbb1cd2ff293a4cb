#include "core/support/strict_json.h"

#include <QTest>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>

using namespace till;
using nlohmann::json;

namespace {

/// JSON with `'` for `"`: moc 6.4 loses its way in raw strings that hold quotes.
QByteArray quoted(const char* text)
{
    return QByteArray(text).replace('\'', '"');
}

constexpr JsonLimits kTight{.maxBytes = 200, .maxDepth = 4, .maxValues = 10};

rc::Gen<json> anyJson(int depth)
{
    const auto text =
        rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\"\\/\n\t {}[],:~"))),
                     [](std::string value) { return json(std::move(value)); });
    const auto number =
        rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return json(n); });
    const auto word = rc::gen::element<json>(nullptr, true, false, 0.25);
    if (depth == 0)
        return rc::gen::oneOf(text, number, word);
    const auto array = rc::gen::map(rc::gen::container<std::vector<json>>(anyJson(depth - 1)),
                                    [](std::vector<json> values) { return json(std::move(values)); });
    const auto key = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab\"\\/~")));
    const auto object =
        rc::gen::map(rc::gen::container<std::map<std::string, json>>(key, anyJson(depth - 1)),
                     [](std::map<std::string, json> members) { return json(std::move(members)); });
    return rc::gen::oneOf(text, number, word, array, object);
}

} // namespace

class TestStrictJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("bare string") << QByteArray("\"x\"");
        QTest::newRow("blank around") << QByteArray(" \t\r\n{ } \n");
        QTest::newRow("nested") << quoted("{'a':[1,{'b':null}],'c':'d'}");
        QTest::newRow("same key in different objects") << quoted("{'a':{'a':1},'b':[{'a':2},{'a':3}]}");
        QTest::newRow("keys that differ in case") << quoted("{'a':1,'A':2}");
        QTest::newRow("escapes") << quoted("['\\'\\\\\\/\\b\\f\\n\\r\\t\\u00e9']");
        QTest::newRow("surrogate pair") << quoted("['\\ud83d\\ude00']");
        QTest::newRow("escaped backslash before u") << quoted("['\\\\ud800']");
        QTest::newRow("largest unsigned") << QByteArray("18446744073709551615");
        QTest::newRow("smallest signed") << QByteArray("-9223372036854775808");
        QTest::newRow("fraction") << QByteArray("[0.1,1.5e3,1E-7,1e2]");
        QTest::newRow("long fraction") << QByteArray("0.12345678901234567890123456789");
        QTest::newRow("empty key") << quoted("{'':1}");
        QTest::newRow("U+0000 escaped") << quoted("['\\u0000']");
    }
    void readsWhatIsJson()
    {
        QFETCH(QByteArray, text);
        const auto parsed = parseStrictJson(text.toStdString(), JsonLimits{});
        QVERIFY(parsed.has_value());
        QVERIFY(*parsed == json::parse(text.toStdString()));
    }

    void keepsTheKindOfEachNumber()
    {
        const auto parsed = parseStrictJson("[18446744073709551615,-1,1.0,1e2,0]", JsonLimits{}).value();
        QVERIFY(parsed[0].is_number_unsigned());
        QCOMPARE(parsed[0].get<std::uint64_t>(), std::numeric_limits<std::uint64_t>::max());
        QVERIFY(parsed[1].is_number_integer() && !parsed[1].is_number_unsigned());
        QVERIFY(parsed[2].is_number_float());
        QVERIFY(parsed[3].is_number_float());
        QVERIFY(parsed[4].is_number_unsigned());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<JsonError>("error");
        const auto row = [](const char* tag, const QByteArray& text, JsonError error) {
            QTest::newRow(tag) << text << error;
        };
        row("nothing", "", JsonError::Syntax);
        row("blank", "  ", JsonError::Syntax);
        row("cut object", quoted("{'a':1"), JsonError::Syntax);
        row("cut string", quoted("'abc"), JsonError::Syntax);
        row("cut escape", quoted("'\\"), JsonError::Syntax);
        row("cut unicode escape", quoted("'\\u12"), JsonError::Syntax);
        row("bad unicode escape", quoted("'\\u12g4'"), JsonError::Syntax);
        row("comma at the end", "[1,]", JsonError::Syntax);
        row("comma at the end of an object", quoted("{'a':1,}"), JsonError::Syntax);
        row("single quotes", "{'a':1}", JsonError::Syntax);
        row("bare key", "{a:1}", JsonError::Syntax);
        row("comment", "{}/*x*/", JsonError::Syntax);
        row("two values", "1 2", JsonError::Syntax);
        row("two objects", "{}{}", JsonError::Syntax);
        row("garbage after NUL", QByteArray("{}\0x", 4), JsonError::Syntax);
        row("NUL at the end", QByteArray("{}\0", 3), JsonError::Syntax);
        row("byte order mark", "\xef\xbb\xbf{}", JsonError::Syntax);
        row("control character in a string", "\"a\nb\"", JsonError::Syntax);
        row("leading zero", "01", JsonError::Syntax);
        row("plus", "+1", JsonError::Syntax);
        row("hex", "0x10", JsonError::Syntax);
        row("NaN", "NaN", JsonError::Syntax);
        row("Infinity", "Infinity", JsonError::Syntax);
        row("point without digits", "1.", JsonError::Syntax);
        row("closing the wrong one", "[}", JsonError::Syntax);
        row("repeated key", quoted("{'a':1,'a':1}"), JsonError::DuplicateKey);
        row("repeated key, spelled differently", quoted("{'amount':'1','\\u0061mount':'2'}"),
            JsonError::DuplicateKey);
        row("repeated key deep inside", quoted("[{'x':{'k':1,'l':2,'k':3}}]"), JsonError::DuplicateKey);
        row("repeated empty key", quoted("{'':1,'':2}"), JsonError::DuplicateKey);
        row("2^64", "18446744073709551616", JsonError::NumberOutOfRange);
        row("below -2^63", "-9223372036854775809", JsonError::NumberOutOfRange);
        row("hundred digits", QByteArray(100, '9'), JsonError::NumberOutOfRange);
        row("beyond a double", "1e999", JsonError::NumberOutOfRange);
        row("invalid byte", "\"\xff\"", JsonError::BadUtf8);
        row("overlong", "\"\xc0\xaf\"", JsonError::BadUtf8);
        row("surrogate bytes", "\"\xed\xa0\x80\"", JsonError::BadUtf8);
        row("lone high surrogate", quoted("'\\ud800'"), JsonError::BadUtf8);
        row("lone high surrogate, upper case", quoted("'\\uDBFFx'"), JsonError::BadUtf8);
        row("lone low surrogate", quoted("'\\udc00'"), JsonError::BadUtf8);
        row("surrogates swapped", quoted("'\\ude00\\ud83d'"), JsonError::BadUtf8);
        row("two high surrogates", quoted("'\\ud83d\\ud83d'"), JsonError::BadUtf8);
        row("lone surrogate in a key", quoted("{'\\ud800':1}"), JsonError::BadUtf8);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(JsonError, error);
        const auto parsed = parseStrictJson(text.toStdString(), JsonLimits{});
        QVERIFY(!parsed);
        QCOMPARE(parsed.error(), error);
    }

    void keepsTheLimits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("isAccepted");
        QTest::addColumn<JsonError>("error");
        const QByteArray full = "\"" + QByteArray(198, 'a') + "\"";
        QTest::newRow("200 bytes") << full << true << JsonError::TooLarge;
        QTest::newRow("201 bytes") << full + " " << false << JsonError::TooLarge;
        QTest::newRow("depth 4") << QByteArray("[[{\"a\":[1]}]]") << true << JsonError::TooDeep;
        QTest::newRow("depth 5") << QByteArray("[[{\"a\":[[]]}]]") << false << JsonError::TooDeep;
        QTest::newRow("depth beyond without an end") << QByteArray(150, '[') << false << JsonError::TooDeep;
        QTest::newRow("10 values") << QByteArray("[1,2,3,4,5,6,7,8,9]") << true << JsonError::TooManyValues;
        QTest::newRow("11 values") << QByteArray("[1,2,3,4,5,6,7,8,9,{}]") << false
                                   << JsonError::TooManyValues;
    }
    void keepsTheLimits()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, isAccepted);
        QFETCH(JsonError, error);
        const auto parsed = parseStrictJson(text.toStdString(), kTight);
        QCOMPARE(parsed.has_value(), isAccepted);
        if (!isAccepted)
            QCOMPARE(parsed.error(), error);
    }

    void survivesAHundredThousandBrackets()
    {
        const JsonLimits wide{.maxBytes = 1 << 20, .maxDepth = 32, .maxValues = 1 << 20};
        QCOMPARE(parseStrictJson(std::string(100'000, '['), wide).error(), JsonError::TooDeep);
    }

    void whatWasWrittenComesBack()
    {
        QVERIFY(rc::check("parse reverses dump", [] {
            const json document = *rc::gen::resize(12, anyJson(2));
            const JsonLimits wide{.maxBytes = 1 << 24, .maxDepth = 8, .maxValues = 1 << 24};
            RC_ASSERT(parseStrictJson(document.dump(), wide).value() == document);
        }));
    }
};

QTEST_APPLESS_MAIN(TestStrictJson)
#include "tst_strict_json.moc"
