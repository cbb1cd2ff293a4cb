#include "app/gateway/merchant_headers.h"

#include <QTest>

using namespace till;
using http::Header;

namespace {

std::string joined(const std::vector<Header>& headers)
{
    std::string out;
    for (const Header& each : headers) {
        out += each.name + "=" + each.value + ";";
    }
    return out;
}

} // namespace

class TestMerchantHeaders : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dropsWhatIsNotTheMerchants_data();
    void dropsWhatIsNotTheMerchants();
    void keepsWhatTheAgentMeantForTheMerchant();
    void dropsWhatConnectionNames();
    void dropsCredentialsForAnotherOrigin();
    void dropsTillHeadersOfTheMerchant();
    void noticesPaymentHeaders();
};

void TestMerchantHeaders::dropsWhatIsNotTheMerchants_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    for (const char* each : {"Connection", "keep-alive", "Proxy-Connection", "TE", "Trailer",
                             "Transfer-Encoding", "Upgrade", "Proxy-Authorization", "Host", "CONTENT-LENGTH",
                             "Expect", "PAYMENT-SIGNATURE", "x-payment", "Till-Token", "till-anything"}) {
        QTest::newRow(each) << QByteArray(each) << QByteArray("x");
    }
    QTest::newRow("our token as bearer") << QByteArray("Authorization") << QByteArray("Bearer till_a_secret");
    QTest::newRow("our token anywhere") << QByteArray("X-Debug") << QByteArray("token=till_a_secret!");
}

void TestMerchantHeaders::dropsWhatIsNotTheMerchants()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const auto out =
        gateway::headersForMerchant({{name.toStdString(), value.toStdString()}, {"A", "b"}}, "till_a_secret");
    QCOMPARE(joined(out), std::string("A=b;"));
}

void TestMerchantHeaders::keepsWhatTheAgentMeantForTheMerchant()
{
    const std::vector<Header> headers{
        {"Accept", "text/plain"}, {"Authorization", "Bearer merchant"}, {"Cookie", "a=b"}};
    QCOMPARE(joined(gateway::headersForMerchant(headers, "till_a_secret")), joined(headers));
}

void TestMerchantHeaders::dropsWhatConnectionNames()
{
    const std::vector<Header> headers{{"Connection", "close, X-Hop"}, {"x-hop", "1"}, {"X-End", "2"}};
    QCOMPARE(joined(gateway::headersForMerchant(headers, "till_a_b")), std::string("X-End=2;"));
    QCOMPARE(joined(gateway::headersForAgent(headers)), std::string("X-End=2;"));
}

void TestMerchantHeaders::dropsCredentialsForAnotherOrigin()
{
    const std::vector<Header> headers{
        {"authorization", "a"}, {"Cookie", "b"}, {"x-api-key", "c"}, {"Accept", "d"}};
    QCOMPARE(joined(gateway::withoutCredentials(headers)), std::string("Accept=d;"));
}

void TestMerchantHeaders::dropsTillHeadersOfTheMerchant()
{
    const std::vector<Header> headers{{"Till-Status", "settled"},
                                      {"Content-Length", "9"},
                                      {"Content-Type", "a/b"},
                                      {"Transfer-Encoding", "chunked"},
                                      {"PAYMENT-RESPONSE", "r"}};
    QCOMPARE(joined(gateway::headersForAgent(headers)), std::string("Content-Type=a/b;PAYMENT-RESPONSE=r;"));
}

void TestMerchantHeaders::noticesPaymentHeaders()
{
    QVERIFY(gateway::hasPaymentHeader({{"payment-signature", "x"}}));
    QVERIFY(gateway::hasPaymentHeader({{"X-Payment", "x"}}));
    QVERIFY(!gateway::hasPaymentHeader({{"PAYMENT-REQUIRED", "x"}}));
}

QTEST_APPLESS_MAIN(TestMerchantHeaders)
#include "tst_merchant_headers.moc"
