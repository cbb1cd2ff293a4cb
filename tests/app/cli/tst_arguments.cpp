#include "app/cli/arguments.h"

#include <QTest>

using namespace till::cli;

namespace {

const std::vector<OptionSpec> kKnown{
    {"--limit", OptionKind::Value, "N", ""},
    {"--data", OptionKind::Value, "BODY", "", "-d"},
    {"--header", OptionKind::Repeated, "LINE", "", "-H"},
    {"--json", OptionKind::Switch, "", ""},
    {"--fd", OptionKind::Value, "N", ""},
};

till::Result<Arguments, Failure> parse(std::vector<std::string> words)
{
    return Arguments::parse(words, kKnown);
}

} // namespace

class TestArguments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWordsAndOptionsApart()
    {
        const auto parsed =
            parse({"one", "--limit", "5", "--json", "-H", "a: 1", "two", "--header=b: 2", "-"});
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->positional(), (std::vector<std::string>{"one", "two", "-"}));
        QVERIFY(parsed->has("--json"));
        QCOMPARE(parsed->values("--header"), (std::vector<std::string>{"a: 1", "b: 2"}));
        QCOMPARE(parsed->number("--limit", 1, 9, 1).value(), std::int64_t(5));
    }

    void aValueMayLookLikeAnOption()
    {
        const auto parsed = parse({"-d", "--json", "--", "--limit"});
        QVERIFY(parsed.has_value());
        QCOMPARE(parsed->value("--data").value(), std::string("--json"));
        QVERIFY(!parsed->has("--json"));
        QCOMPARE(parsed->positional(), (std::vector<std::string>{"--limit"}));
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("unknown") << QStringList{QStringLiteral("--passphrase"), QStringLiteral("x")};
        QTest::newRow("no value") << QStringList{QStringLiteral("--limit")};
        QTest::newRow("twice") << QStringList{QStringLiteral("--limit=1"), QStringLiteral("--limit=2")};
        QTest::newRow("switch with value") << QStringList{QStringLiteral("--json=1")};
        QTest::newRow("unknown short") << QStringList{QStringLiteral("-z")};
    }
    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QStringList, words);
        std::vector<std::string> given;
        for (const QString& word : words) {
            given.push_back(word.toStdString());
        }
        const auto parsed = parse(given);
        QVERIFY(!parsed.has_value());
        QVERIFY(parsed.error().exit == ExitCode::Usage);
    }

    void refusesNumbersOutOfBounds_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"0", "10", "1e1", "-1", "", "1 ", "99999999999999999999", "0x1", "+1"}) {
            QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text);
        }
    }
    void refusesNumbersOutOfBounds()
    {
        QFETCH(QByteArray, text);
        const auto parsed = parse({"--limit=" + text.toStdString()});
        QVERIFY(!parsed->number("--limit", 1, 9, 1).has_value());
    }

    void takesNoDescriptorThatPrints()
    {
        QVERIFY(parse({"--fd=3"})->descriptor("--fd").value() == 3);
        QVERIFY(parse({"--fd=0"})->descriptor("--fd").value() == 0);
        QVERIFY(!parse({})->descriptor("--fd").value().has_value());
        for (const char* text : {"--fd=1", "--fd=2", "--fd=-1", "--fd=x", "--fd=70000"}) {
            QVERIFY2(!parse({text})->descriptor("--fd").has_value(), text);
        }
    }
};

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
