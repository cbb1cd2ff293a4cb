#include "app/desktop/rules/json_place.h"

#include <QTest>

using namespace till::desktop;

namespace {

constexpr const char* kDocument =
    // Not a raw literal: moc does not read past that.
    "{\n"
    "  \"name\": \"a \\\" brace } in a text\",\n"
    "  \"rules\": [\n"
    "    {\n"
    "      \"name\": \"one\",\n"
    "      \"when\": {\"hosts\": [\"a\", \"b\"]}\n"
    "    },\n"
    "    {\n"
    "      \"name\": \"two\",\n"
    "      \"amount\": 12.5,\n"
    "      \"a/b\": null\n"
    "    }\n"
    "  ],\n"
    "  \"last\": true\n"
    "}";

} // namespace

class JsonPlaceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPointerHasALine_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<int>("line");
        QTest::newRow("whole") << QByteArray("") << 1;
        QTest::newRow("member") << QByteArray("/name") << 2;
        QTest::newRow("list") << QByteArray("/rules") << 3;
        QTest::newRow("first") << QByteArray("/rules/0") << 4;
        QTest::newRow("nested on one line") << QByteArray("/rules/0/when/hosts/1") << 6;
        QTest::newRow("second") << QByteArray("/rules/1") << 8;
        QTest::newRow("number") << QByteArray("/rules/1/amount") << 10;
        QTest::newRow("escaped step") << QByteArray("/rules/1/a~1b") << 11;
        QTest::newRow("after a list") << QByteArray("/last") << 14;
        QTest::newRow("missing member is where it is missing") << QByteArray("/rules/1/verdict") << 8;
        QTest::newRow("missing index") << QByteArray("/rules/7") << 3;
    }

    void aPointerHasALine()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(int, line);
        QCOMPARE(lineOf(kDocument, pointer.toStdString()), std::optional<int>(line));
    }

    void whatIsNoJsonHasNoPlaces()
    {
        QVERIFY(!lineOf("{\"a\": ", "/a"));
        QVERIFY(!lineOf("", ""));
    }

    void theLineOnWhichItBreaks_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("first") << QByteArray("nonsense") << 1;
        QTest::newRow("comma too many") << QByteArray("{\n  \"a\": 1,\n}") << 3;
        QTest::newRow("no colon") << QByteArray("{\n  \"a\" 1\n}") << 2;
        QTest::newRow("end") << QByteArray("{\n  \"a\": [\n") << 3;
    }

    void theLineOnWhichItBreaks()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QCOMPARE(brokenLineOf(text.toStdString()), std::optional<int>(line));
    }

    void goodJsonBreaksNowhere() { QVERIFY(!brokenLineOf(kDocument)); }
};

QTEST_GUILESS_MAIN(JsonPlaceTest)
#include "tst_json_place.moc"
