#include "core/challenge/receipt.h"

#include "core/support/base64.h"
#include "tests/core/challenge/answers.h"
#include "tests/core/vectors.h"

#include <QTest>

using namespace till;
using namespace till::challenge;
using namespace till::tests;
using nlohmann::json;

namespace {

HttpAnswer paidAnswer(const std::string& headerName, const std::string& value)
{
    HttpAnswer answer;
    answer.status = 200;
    answer.headers.emplace_back(headerName, value);
    return answer;
}

HttpAnswer paidAnswerWithJson(const std::string& text)
{
    return paidAnswer("PAYMENT-RESPONSE", toBase64(text));
}

} // namespace

class TestReceipt : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOfficialReceipts_data();
    void readsOfficialReceipts();
    void unreadableReceiptIsNone_data();
    void unreadableReceiptIsNone();
    void noHeaderIsNoReceipt();
    void twoHeadersAreNoReceipt();
    void unreadableVersion2IsNotReplacedByVersion1();
    void textIsMadeVisibleAndCut();
    void errorOfASecondChallenge_data();
    void errorOfASecondChallenge();
};

void TestReceipt::readsOfficialReceipts_data()
{
    QTest::addColumn<int>("index");
    const json vectors = readVectors("payment-response-headers.json");
    for (int i = 0; i < static_cast<int>(vectors["cases"].size()); ++i)
        QTest::newRow(vectors["cases"][static_cast<std::size_t>(i)]["name"].get<std::string>().c_str()) << i;
}

void TestReceipt::readsOfficialReceipts()
{
    QFETCH(int, index);
    const json vector =
        readVectors("payment-response-headers.json")["cases"][static_cast<std::size_t>(index)];
    HttpAnswer answer = paidAnswer(vector.value("headerName", std::string("payment-response")),
                                   vector["headerValue"].get<std::string>());
    answer.status = vector["httpStatus"].get<int>();
    const auto receipt = parseReceipt(answer);
    QVERIFY(receipt);
    const json& wanted = vector["json"];
    QCOMPARE(receipt->success, wanted["success"].get<bool>());
    QCOMPARE(receipt->transaction, wanted["transaction"].get<std::string>());
    QCOMPARE(receipt->network, wanted["network"].get<std::string>());
    QCOMPARE(receipt->payer, wanted.value("payer", std::string()));
    QCOMPARE(receipt->amount, wanted.value("amount", std::string()));
    QCOMPARE(receipt->errorReason, wanted.value("errorReason", std::string()));
}

void TestReceipt::unreadableReceiptIsNone_data()
{
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* tag, const std::string& text) {
        QTest::newRow(tag) << QByteArray::fromStdString(toBase64(text));
    };
    QTest::newRow("not base64") << QByteArray("{}");
    QTest::newRow("url-safe base64") << QByteArray("-_8=");
    row("not JSON", "success");
    row("a list", "[]");
    row("no success", R"({"transaction":"0x","network":"n"})");
    row("success as text", R"({"success":"true","transaction":"0x","network":"n"})");
    row("success as number", R"({"success":1,"transaction":"0x","network":"n"})");
    row("success twice", R"({"success":false,"success":true,"transaction":"0x","network":"n"})");
    row("no transaction", R"({"success":true,"network":"n"})");
    row("transaction number", R"({"success":true,"transaction":5,"network":"n"})");
    row("no network", R"({"success":true,"transaction":"0x"})");
    row("amount number", R"({"success":true,"transaction":"0x","network":"n","amount":7})");
    row("payer list", R"({"success":true,"transaction":"0x","network":"n","payer":[]})");
    row("error object", R"({"success":false,"transaction":"","network":"n","errorReason":{}})");
    row("too large", R"({"success":true,"transaction":"0x","network":"n"})" + std::string(64 * 1024, ' '));
}

void TestReceipt::unreadableReceiptIsNone()
{
    QFETCH(QByteArray, value);
    QVERIFY(!parseReceipt(paidAnswer("PAYMENT-RESPONSE", value.toStdString())));
}

void TestReceipt::noHeaderIsNoReceipt()
{
    QVERIFY(!parseReceipt(HttpAnswer{.status = 200, .headers = {}, .body = R"({"success":true})"}));
}

void TestReceipt::twoHeadersAreNoReceipt()
{
    HttpAnswer answer = paidAnswerWithJson(R"({"success":true,"transaction":"0x1","network":"n"})");
    QVERIFY(parseReceipt(answer));
    answer.headers.push_back(answer.headers.front());
    QVERIFY(!parseReceipt(answer));
}

void TestReceipt::unreadableVersion2IsNotReplacedByVersion1()
{
    HttpAnswer answer = paidAnswer("PAYMENT-RESPONSE", "!");
    answer.headers.emplace_back("X-PAYMENT-RESPONSE",
                                toBase64(R"({"success":true,"transaction":"0x1","network":"n"})"));
    QVERIFY(!parseReceipt(answer));
}

void TestReceipt::textIsMadeVisibleAndCut()
{
    const std::string longText(5000, 'r');
    const auto receipt =
        parseReceipt(paidAnswerWithJson(R"({"success":false,"transaction":")" + longText +
                                        R"(","network":"n\u202e","errorReason":")" + longText + R"("})"));
    QVERIFY(receipt);
    QVERIFY(receipt->transaction.size() <= 128);
    QVERIFY(receipt->errorReason.size() <= kMaxShownTextBytes);
    QVERIFY(receipt->network.find("\xe2\x80\xae") == std::string::npos);
}

void TestReceipt::errorOfASecondChallenge_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("error");
    QTest::newRow("version 2") << QByteArray::fromStdString(
                                      toBase64(R"({"x402Version":2,"error":"invalid_x"})"))
                               << QByteArray("{}") << QByteArray("invalid_x");
    QTest::newRow("version 1") << QByteArray()
                               << QByteArray(R"({"x402Version":1,"error":"insufficient_funds"})")
                               << QByteArray("insufficient_funds");
    QTest::newRow("settlement failed: empty body") << QByteArray() << QByteArray("{}") << QByteArray();
    QTest::newRow("header wins") << QByteArray::fromStdString(toBase64("{}"))
                                 << QByteArray(R"({"error":"body"})") << QByteArray();
    QTest::newRow("a page") << QByteArray() << QByteArray("<html>") << QByteArray();
    QTest::newRow("error is a number") << QByteArray() << QByteArray(R"({"error":5})") << QByteArray();
}

void TestReceipt::errorOfASecondChallenge()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, error);
    HttpAnswer answer;
    answer.status = 402;
    answer.headers.emplace_back("PAYMENT-REQUIRED", header.toStdString());
    answer.body = body.toStdString();
    QCOMPARE(challengeErrorOf(answer), error.toStdString());
}

QTEST_APPLESS_MAIN(TestReceipt)
#include "tst_receipt.moc"
