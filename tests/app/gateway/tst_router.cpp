#include "app/gateway/query.h"
#include "app/gateway/router.h"

#include <QTest>

using namespace till::gateway;

Q_DECLARE_METATYPE(till::gateway::Route)

class TestRouter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void finds_data();
    void finds();
    void refuses_data();
    void refuses();
    void saysWhatAPathTakes();
    void readsQueries();
    void refusesQueries_data();
    void refusesQueries();
    void readsWholeNumbersStrictly_data();
    void readsWholeNumbersStrictly();
};

void TestRouter::finds_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Route>("route");
    QTest::addColumn<QByteArray>("id");
    const auto row = [](const char* method, const char* path, Route route, const char* id) {
        QTest::addRow("%s %s", method, path)
            << QByteArray(method) << QByteArray(path) << route << QByteArray(id);
    };
    row("GET", "/healthz", Route::Health, "");
    row("HEAD", "/healthz", Route::Health, "");
    row("POST", "/v1/payments", Route::PaymentCreate, "");
    row("GET", "/v1/payments", Route::PaymentList, "");
    row("GET", "/v1/payments/pay_1", Route::PaymentGet, "pay_1");
    row("DELETE", "/v1/payments/pay_1", Route::PaymentCancel, "pay_1");
    row("POST", "/v1/payments/pay_1/settlement", Route::PaymentSettlement, "pay_1");
    row("GET", "/v1/agent", Route::Agent, "");
    row("POST", "/v1/quote", Route::Quote, "");
    row("POST", "/v1/fetch", Route::Fetch, "");
    row("POST", "/mcp", Route::Mcp, "");
    row("POST", "/rpc", Route::Rpc, "");
    row("PATCH", "/proxy/https/api.example.com/v1/x", Route::Proxy, "");
}

void TestRouter::finds()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(Route, route);
    QFETCH(QByteArray, id);
    const auto found = findRoute(method.toStdString(), path.toStdString());
    QVERIFY(found);
    QCOMPARE(found->route, route);
    QCOMPARE(QByteArray::fromStdString(found->paymentId), id);
}

void TestRouter::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* method, const QByteArray& path, const char* code) {
        QTest::addRow("%s %s", method, path.left(50).constData())
            << QByteArray(method) << path << QByteArray(code);
    };
    row("GET", "/", "not_found");
    row("GET", "/v1", "not_found");
    row("GET", "/v1/payments/", "not_found");
    row("POST", "/v1/payments//settlement", "not_found");
    row("GET", "/v1/payments/a/b", "not_found");
    row("GET", "/v1/payments/pay%5F1", "not_found");
    row("GET", "/v1/payments/..", "not_found");
    row("GET", "/v1/payments/" + QByteArray(65, 'a'), "not_found");
    row("GET", "/V1/payments", "not_found");
    row("GET", "/healthz/", "not_found");
    row("POST", "/healthz", "method_not_allowed");
    row("OPTIONS", "/v1/payments", "method_not_allowed");
    row("PUT", "/v1/payments/pay_1", "method_not_allowed");
    row("GET", "/v1/payments/pay_1/settlement", "method_not_allowed");
    row("get", "/healthz", "method_not_allowed");
    row("TRACE", "/v1/fetch", "method_not_allowed");
}

void TestRouter::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, code);
    const auto found = findRoute(method.toStdString(), path.toStdString());
    QVERIFY(!found);
    QCOMPARE(QByteArray::fromStdString(found.error().problem.code), code);
}

void TestRouter::saysWhatAPathTakes()
{
    QCOMPARE(findRoute("PUT", "/v1/payments/pay_1").error().allow, std::string("GET, DELETE"));
    QCOMPARE(findRoute("PUT", "/v1/payments").error().allow, std::string("POST, GET"));
}

void TestRouter::readsQueries()
{
    const auto query = readQuery("after=a%2Fb%20c&limit=5", {"after", "limit"});
    QVERIFY(query);
    QCOMPARE(query->at("after"), std::string("a/b c"));
    QCOMPARE(query->at("limit"), std::string("5"));
    QVERIFY(readQuery("", {"after"})->empty());
}

void TestRouter::refusesQueries_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("unknown") << QByteArray("what=1") << QByteArray("unknown_field");
    QTest::newRow("twice") << QByteArray("wait=1&wait=1") << QByteArray("bad_request");
    QTest::newRow("twice by escape") << QByteArray("wait=1&w%61it=1") << QByteArray("bad_request");
    QTest::newRow("half an escape") << QByteArray("wait=%4") << QByteArray("bad_request");
    QTest::newRow("no escape") << QByteArray("wait=%zz") << QByteArray("bad_request");
    QTest::newRow("empty member") << QByteArray("wait=1&&") << QByteArray("unknown_field");
}

void TestRouter::refusesQueries()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, code);
    const auto read = readQuery(query.toStdString(), {"wait"});
    QVERIFY(!read);
    QCOMPARE(QByteArray(read.error().code.data(), static_cast<qsizetype>(read.error().code.size())), code);
}

void TestRouter::readsWholeNumbersStrictly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isRead");
    for (const char* each : {"0", "1", "60", "300"}) {
        QTest::newRow(each) << QByteArray(each) << true;
    }
    for (const char* each : {"", "-0", "-1", "+1", "01", "00", "1.0", "1e2", " 1", "1 ", "301", "0x1", "1s",
                             "99999999999999999999"}) {
        QTest::addRow("'%s'", each) << QByteArray(each) << false;
    }
}

void TestRouter::readsWholeNumbersStrictly()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isRead);
    QCOMPARE(readWhole("wait", text.toStdString(), 0, 300).has_value(), isRead);
}

QTEST_APPLESS_MAIN(TestRouter)
#include "tst_router.moc"
