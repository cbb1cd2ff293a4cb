#include "core/support/strict_json.h"

#include <QTest>
#include <rapidcheck.h>

#include <algorithm>

using namespace till;
using nlohmann::json;

namespace {

/// JSON with `'` for `"`: moc 6.4 loses its way in raw strings that hold quotes.
std::string quotedText(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

QByteArray quoted(const char* text)
{
    return QByteArray::fromStdString(quotedText(text));
}

const std::string kDocument = quotedText(
    " {'x402Version': 2,\n"
    "  'accepts': [ {'amount' : '10\\u0030', 'extra':{'b':1,'a' :[ ]}}, -1.50e+2 , '},]\\'{', null ],\n"
    "  'a/b': 1, 'm~n': {'': true}, '\\u006bey': 'v', '0': 'zero' } ");

} // namespace

class TestRawJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsTheTextAsItWasWritten_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("raw");
        QTest::newRow("number") << QByteArray("/x402Version") << QByteArray("2");
        QTest::newRow("object") << QByteArray("/accepts/0")
                                << quoted("{'amount' : '10\\u0030', 'extra':{'b':1,'a' :[ ]}}");
        QTest::newRow("string with an escape") << QByteArray("/accepts/0/amount") << quoted("'10\\u0030'");
        QTest::newRow("order of members kept")
            << QByteArray("/accepts/0/extra") << quoted("{'b':1,'a' :[ ]}");
        QTest::newRow("empty array") << QByteArray("/accepts/0/extra/a") << QByteArray("[ ]");
        QTest::newRow("number form kept") << QByteArray("/accepts/1") << QByteArray("-1.50e+2");
        QTest::newRow("brackets in a string") << QByteArray("/accepts/2") << quoted("'},]\\'{'");
        QTest::newRow("last element") << QByteArray("/accepts/3") << QByteArray("null");
        QTest::newRow("slash in a key") << QByteArray("/a~1b") << QByteArray("1");
        QTest::newRow("tilde in a key") << QByteArray("/m~0n") << quoted("{'': true}");
        QTest::newRow("empty key") << QByteArray("/m~0n/") << QByteArray("true");
        QTest::newRow("key written with an escape") << QByteArray("/key") << quoted("'v'");
        QTest::newRow("digits as a key") << QByteArray("/0") << quoted("'zero'");
    }
    void findsTheTextAsItWasWritten()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, raw);
        QVERIFY(parseStrictJson(kDocument, JsonLimits{}).has_value());
        const auto found = rawJsonAt(kDocument, path.toStdString());
        QVERIFY(found.has_value());
        QCOMPARE(std::string(*found), raw.toStdString());
        QVERIFY(found->data() >= kDocument.data() && found->data() < kDocument.data() + kDocument.size());
    }

    void theEmptyPathIsTheWholeValue()
    {
        const std::string_view whole = rawJsonAt(kDocument, "").value();
        QVERIFY(whole.starts_with("{\"x402Version\"") && whole.ends_with("\"zero\" }"));
        QCOMPARE(std::string(rawJsonAt(" 12 ", "").value()), std::string("12"));
    }

    void findsNothingWhereNothingIs_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::newRow("unknown member") << QByteArray("/nope");
        QTest::newRow("other case") << QByteArray("/Accepts");
        QTest::newRow("past the end") << QByteArray("/accepts/4");
        QTest::newRow("the element after the last") << QByteArray("/accepts/-");
        QTest::newRow("leading zero") << QByteArray("/accepts/00");
        QTest::newRow("sign") << QByteArray("/accepts/+1");
        QTest::newRow("huge index") << QByteArray("/accepts/99999999999999999999999");
        QTest::newRow("name into an array") << QByteArray("/accepts/amount");
        QTest::newRow("empty index") << QByteArray("/accepts/");
        QTest::newRow("into a number") << QByteArray("/x402Version/0");
        QTest::newRow("into a string") << QByteArray("/key/0");
        QTest::newRow("into an empty array") << QByteArray("/accepts/0/extra/a/0");
        QTest::newRow("no slash in front") << QByteArray("accepts");
        QTest::newRow("bad escape") << QByteArray("/m~2n");
        QTest::newRow("escape cut off") << QByteArray("/m~");
    }
    void findsNothingWhereNothingIs()
    {
        QFETCH(QByteArray, path);
        QVERIFY(!rawJsonAt(kDocument, path.toStdString()));
    }

    void neverLeavesTextThatNobodyAccepted()
    {
        QVERIFY(rc::check("a slice of the text or nothing", [] {
            const auto character = rc::gen::elementOf(std::string("{}[]\",:\\ a0/~"));
            const auto text = *rc::gen::container<std::string>(character);
            const auto path = *rc::gen::element<std::string>("", "/a", "/0", "/a/0", "/");
            const auto found = rawJsonAt(text, path);
            if (found)
                RC_ASSERT(text.find(*found) != std::string::npos && !found->empty());
        }));
    }

    void agreesWithTheParsedDocument()
    {
        QVERIFY(rc::check(
            "every member's raw text parses to that member", [](const std::vector<std::string>& names) {
                json document = json::object();
                for (const std::string& name : names) {
                    const std::string key = json(name).dump(-1, ' ', true, json::error_handler_t::replace);
                    document[json::parse(key).get<std::string>()] = {{"is", name.size()},
                                                                     {"list", {1, 2.5, nullptr}}};
                }
                const std::string text = document.dump(2, ' ', true);
                for (const auto& [key, value] : document.items()) {
                    std::string step;
                    for (const char c : key)
                        step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
                    RC_ASSERT(json::parse(rawJsonAt(text, "/" + step).value()) == value);
                    RC_ASSERT(rawJsonAt(text, "/" + step + "/list/1").value() == "2.5");
                }
            }));
    }
};

QTEST_APPLESS_MAIN(TestRawJson)
#include "tst_raw_json.moc"
