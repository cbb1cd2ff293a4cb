#include "app/gateway/url.h"

#include <QTest>

using namespace till::gateway;

Q_DECLARE_METATYPE(till::gateway::UrlError)

class TestUrl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAndNormalises_data();
    void readsAndNormalises();
    void refuses_data();
    void refuses();
    void resolvesLocations_data();
    void resolvesLocations();
    void refusesLocations_data();
    void refusesLocations();
};

void TestUrl::readsAndNormalises_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("normal");
    QTest::addColumn<QByteArray>("authority");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* text, const char* normal, const char* authority, const char* path) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(normal) << QByteArray(authority)
                            << QByteArray(path);
    };
    row("https://api.example.com/a/b?c=d&e", "https://api.example.com/a/b?c=d&e", "api.example.com", "/a/b");
    row("HTTPS://API.Example.COM/A", "https://api.example.com/A", "api.example.com", "/A");
    row("http://example.com", "http://example.com/", "example.com", "/");
    row("http://example.com?x", "http://example.com/?x", "example.com", "/");
    row("http://example.com:80/", "http://example.com/", "example.com", "/");
    row("https://example.com:443/", "https://example.com/", "example.com", "/");
    row("http://example.com:443/", "http://example.com:443/", "example.com:443", "/");
    row("http://127.0.0.1:4403/map", "http://127.0.0.1:4403/map", "127.0.0.1:4403", "/map");
    row("http://[::1]:8080/", "http://[::1]:8080/", "[::1]:8080", "/");
    row("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/", "[::1]", "/");
    row("http://a_b.example/", "http://a_b.example/", "a_b.example", "/");
    row("http://localhost/", "http://localhost/", "localhost", "/");
    row("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/", "xn--bcher-kva.example", "/");
    row("https://example.com/a/../b//c/%2e", "https://example.com/a/../b//c/%2e", "example.com",
        "/a/../b//c/%2e");
    row("https://example.com/?q={x}|y^z", "https://example.com/?q={x}|y^z", "example.com", "/");
    row("https://example.com/a#fragment", "https://example.com/a", "example.com", "/a");
    row("https://example.com/@a:b", "https://example.com/@a:b", "example.com", "/@a:b");
}

void TestUrl::readsAndNormalises()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, normal);
    QFETCH(QByteArray, authority);
    QFETCH(QByteArray, path);
    const auto url = parseUrl(text.toStdString());
    QVERIFY(url);
    QCOMPARE(QByteArray::fromStdString(url->text()), normal);
    QCOMPARE(QByteArray::fromStdString(url->authority), authority);
    QCOMPARE(QByteArray::fromStdString(url->path), path);
    const auto again = parseUrl(url->text());
    QVERIFY(again);
    QCOMPARE(again->text(), url->text());
}

void TestUrl::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<UrlError>("error");
    const auto row = [](const QByteArray& text, UrlError error) {
        QTest::newRow(text.left(60).toPercentEncoding(" :/@?[].").constData()) << text << error;
    };
    row("", UrlError::Relative);
    row("/path", UrlError::Relative);
    row("example.com/a", UrlError::Relative);
    row("//example.com/a", UrlError::Relative);
    row("ftp://example.com/", UrlError::BadScheme);
    row("file:///etc/passwd", UrlError::BadScheme);
    row("javascript://example.com/%0aalert(1)", UrlError::BadScheme);
    row("http://user@example.com/", UrlError::UserInfo);
    row("http://user:password@example.com/", UrlError::UserInfo);
    row("http://example.com@127.0.0.1/", UrlError::UserInfo);
    row("http:///a", UrlError::BadHost);
    row("http://?a", UrlError::BadHost);
    row("http://.example.com/", UrlError::BadHost);
    row("http://example..com/", UrlError::BadHost);
    row("http://example.com./", UrlError::BadHost);
    row("http://-a.example/", UrlError::BadHost);
    row("http://exam%70le.com/", UrlError::BadHost);
    row("http://127.1/", UrlError::BadHost);
    row("http://2130706433/", UrlError::BadHost);
    row("http://0x7f000001/", UrlError::BadHost);
    row("http://0177.0.0.1/", UrlError::BadHost);
    row("http://127.0.0.0x1/", UrlError::BadHost);
    row("http://256.0.0.1/", UrlError::BadHost);
    row("http://1.2.3.4.5/", UrlError::BadHost);
    row("http://[::1/", UrlError::BadHost);
    row("http://[127.0.0.1]/", UrlError::BadHost);
    row("http://[fe80::1%25eth0]/", UrlError::BadHost);
    row("http://::1/", UrlError::BadHost);
    row("http://a!b/", UrlError::BadHost);
    row("http://" + QByteArray(64, 'a') + ".example/", UrlError::BadHost);
    row("http://" + QByteArray("a.").repeated(150) + "example/", UrlError::BadHost);
    row("http://example.com:/", UrlError::BadPort);
    row("http://example.com:0/", UrlError::BadPort);
    row("http://example.com:65536/", UrlError::BadPort);
    row("http://example.com:-1/", UrlError::BadPort);
    row("http://example.com:8a/", UrlError::BadPort);
    row("http://[::1]8080/", UrlError::BadPort);
    row("http://example.com/a b", UrlError::BadCharacter);
    row("http://example.com\\@127.0.0.1/", UrlError::BadCharacter);
    row("http://example.com/\r\nHost: x", UrlError::BadCharacter);
    row("http://b\xc3\xbc"
        "cher.example/",
        UrlError::BadCharacter);
    row(" http://example.com/", UrlError::BadCharacter);
    row(QByteArray("http://example.com/\0", 20), UrlError::BadCharacter);
    row("http://example.com/" + QByteArray(4'000, 'a'), UrlError::TooLong);
}

void TestUrl::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(UrlError, error);
    const auto url = parseUrl(text.toStdString());
    QVERIFY(!url);
    QCOMPARE(url.error(), error);
}

void TestUrl::resolvesLocations_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QByteArray>("target");
    const auto row = [](const char* location, const char* target) {
        QTest::newRow(*location == 0 ? "empty" : location) << QByteArray(location) << QByteArray(target);
    };
    // RFC 3986 section 5.4, as far as its references are http and hierarchical.
    row("g", "http://a/b/c/g");
    row("./g", "http://a/b/c/g");
    row("g/", "http://a/b/c/g/");
    row("/g", "http://a/g");
    row("//g", "http://g/");
    row("?y", "http://a/b/c/d;p?y");
    row("g?y", "http://a/b/c/g?y");
    row("", "http://a/b/c/d;p?q");
    row(".", "http://a/b/c/");
    row("./", "http://a/b/c/");
    row("..", "http://a/b/");
    row("../", "http://a/b/");
    row("../g", "http://a/b/g");
    row("../..", "http://a/");
    row("../../g", "http://a/g");
    row("../../../g", "http://a/g");
    row("/./g", "http://a/g");
    row("/../g", "http://a/g");
    row("g.", "http://a/b/c/g.");
    row("..g", "http://a/b/c/..g");
    row("./../g", "http://a/b/g");
    row("g/./h", "http://a/b/c/g/h");
    row("g/../h", "http://a/b/c/h");
    row("g?y/../x", "http://a/b/c/g?y/../x");
    row("g#s", "http://a/b/c/g");
    row("https://other.example/x", "https://other.example/x");
}

void TestUrl::resolvesLocations()
{
    QFETCH(QByteArray, location);
    QFETCH(QByteArray, target);
    const auto base = parseUrl("http://a/b/c/d;p?q");
    const auto resolved = resolveLocation(*base, location.toStdString());
    QVERIFY(resolved);
    QCOMPARE(QByteArray::fromStdString(resolved->text()), target);
}

void TestUrl::refusesLocations_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const char* each : {"mailto:a@example.com", "javascript:alert(1)", "file:///etc/passwd", "http:g",
                             "//user@example.com/", "\\\\evil.example/", "/a b", "http://127.1/"}) {
        QTest::newRow(each) << QByteArray(each);
    }
}

void TestUrl::refusesLocations()
{
    QFETCH(QByteArray, location);
    QVERIFY(!resolveLocation(*parseUrl("http://a/b/c/d;p?q"), location.toStdString()));
}

QTEST_APPLESS_MAIN(TestUrl)
#include "tst_url.moc"
