#include "core/policy/pattern.h"

#include <QElapsedTimer>
#include <QTest>

using namespace till::policy;

class TestPattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hostMatches_data();
    void hostMatches();
    void globMatches_data();
    void globMatches();
    void hostPatternForm_data();
    void hostPatternForm();
    void assetTextIsItsOwn();
    void hostileGlobEndsSoon();
};

void TestPattern::hostMatches_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* pattern, const char* host, bool matches) {
        QTest::addRow("%s on %s", pattern, host) << QByteArray(pattern) << QByteArray(host) << matches;
    };
    row("api.example.com", "api.example.com", true);
    row("api.example.com", "api.example.com:8443", false);
    row("api.example.com", "xapi.example.com", false);
    row("*.example.com", "api.example.com", true);
    row("*.example.com", "a.b.example.com", true);
    row("*.example.com", "example.com", false);
    row("*.example.com", ".example.com", false);
    row("*.example.com", "evilexample.com", false);
    row("*.example.com", "api.example.com.evil.test", false);
    row("*.example.com", "api.example.com:8443", false);
    row("*.example.com:8443", "api.example.com:8443", true);
    row("127.0.0.1:4403", "127.0.0.1:4403", true);
    row("[::1]:4403", "[::1]:4403", true);
    row("api.example.com", "", false);
    row("*.example.com", "", false);
}

void TestPattern::hostMatches()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, host);
    QFETCH(bool, matches);
    QCOMPARE(isHostMatch(pattern.toStdString(), host.toStdString()), matches);
}

void TestPattern::globMatches_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* pattern, const char* text, bool matches) {
        QTest::addRow("%s on %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << matches;
    };
    row("/v1/search", "/v1/search", true);
    row("/v1/search", "/v1/search/", false);
    row("/v1/*", "/v1/search", true);
    row("/v1/*", "/v1/", true);
    row("/v1/*", "/v1", false);
    row("/v1/*", "/v1/a/b", true);
    row("/*/search", "/v1/search", true);
    row("/*/search", "/v1/x/search", true);
    row("/*/search", "/v1/search/x", false);
    row("*", "", true);
    row("*", "/anything", true);
    row("**a**", "/bab", true);
    row("/a*b*c", "/axxbyyc", true);
    row("/a*b*c", "/axxbyy", false);
    row("", "", true);
    row("", "/", false);
    row("/V1/*", "/v1/x", false);
    row("/a?c", "/abc", false);
}

void TestPattern::globMatches()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QFETCH(bool, matches);
    QCOMPARE(isGlobMatch(pattern.toStdString(), text.toStdString()), matches);
}

void TestPattern::hostPatternForm_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<bool>("isGood");
    for (const char* const good : {"example.com", "*.example.com", "127.0.0.1:80", "[::1]:80", "a-b_c.test"})
        QTest::newRow(good) << QByteArray(good) << true;
    for (const char* const bad : {"", "*", "*.", "Example.com", "a b", "a*.com", "*.*.com", "http://a", "a/b",
                                  ".com", "*..com", "ä.com", "a.com*"})
        QTest::addRow("bad: %s", bad) << QByteArray(bad) << false;
}

void TestPattern::hostPatternForm()
{
    QFETCH(QByteArray, pattern);
    QFETCH(bool, isGood);
    QCOMPARE(isHostPattern(pattern.toStdString()), isGood);
}

void TestPattern::assetTextIsItsOwn()
{
    const std::string text = assetText("eip155:1", "0xAb");
    QCOMPARE(text, std::string("eip155:1/0xAb"));
    QVERIFY(isAssetText(text, "eip155:1", "0xAb"));
    QVERIFY(!isAssetText(text, "eip155:1", "0xab"));
    QVERIFY(!isAssetText(text, "eip155:1/", "0xAb"));
    QVERIFY(!isAssetText(text, "eip155:", "10xAb"));
    QVERIFY(!isAssetText("", "", ""));
}

void TestPattern::hostileGlobEndsSoon()
{
    // Exponential matchers would not come back from this.
    std::string pattern;
    for (int i = 0; i < 100; ++i)
        pattern += "*a";
    const std::string text(8000, 'a');
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!isGlobMatch(pattern + "b", text));
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_APPLESS_MAIN(TestPattern)
#include "tst_pattern.moc"
