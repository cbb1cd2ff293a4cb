#include "fixture.h"
#include "tests/places.h"

#include "core/support/base64.h"
#include "core/wire/problem_codes.h"

#include <QFile>
#include <QTest>

using namespace till;
using namespace till::test;
using nlohmann::json;

namespace {

const json& corpus()
{
    static const json read = [] {
        QFile file(QStringLiteral(TILL_SOURCE_DIR "/tests/app/gateway/corpus/bad_input.json"));
        return file.open(QIODevice::ReadOnly) ? json::parse(file.readAll().toStdString(), nullptr, false)
                                              : json();
    }();
    return read;
}

std::string padded(const json& entry, std::string text)
{
    const std::size_t at = text.find("@PAD@");
    if (at == std::string::npos || !entry.contains("pad")) {
        return text;
    }
    std::string pad;
    for (int i = 0; i < entry["pad"][1].get<int>(); ++i) {
        pad += entry["pad"][0].get<std::string>();
    }
    return text.replace(at, 5, pad);
}

/// The request of an agent that met this challenge.
QByteArray bodyOf(const json& entry)
{
    json headers = json::object();
    if (entry.contains("document")) {
        headers["PAYMENT-REQUIRED"] = toBase64(padded(entry, entry["document"]));
    } else if (entry.contains("header") && entry["header"].is_string()) {
        headers["PAYMENT-REQUIRED"] = padded(entry, entry["header"]);
    }
    if (entry.contains("repeatHeader")) {
        headers["payment-required"] = headers["PAYMENT-REQUIRED"];
    }
    if (entry.contains("otherHeader")) {
        headers[entry["otherHeader"][0].get<std::string>()] = entry["otherHeader"][1];
    }
    const json body{{"challenge",
                     {{"status", entry.value("answerStatus", 402)},
                      {"headers", headers},
                      {"body", padded(entry, entry.value("body", std::string("{}")))}}},
                    {"request", {{"method", "GET"}, {"url", "https://api.example.com/data"}}}};
    return QByteArray::fromStdString(body.dump());
}

} // namespace

class TestBadInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void refusesChallenges_data();
    void refusesChallenges();
    void refusesRequests_data();
    void refusesRequests();
    void knowsEveryCode();

private:
    std::unique_ptr<Fixture> m_fixture;
};

void TestBadInput::initTestCase()
{
    QVERIFY(corpus().is_object());
    QVERIFY(corpus()["challenges"].size() >= 60);
    QVERIFY(corpus()["requests"].size() >= 60);
    m_fixture = std::make_unique<Fixture>();
}

void TestBadInput::refusesChallenges_data()
{
    QTest::addColumn<int>("place");
    for (std::size_t i = 0; i < corpus()["challenges"].size(); ++i) {
        QTest::newRow(corpus()["challenges"][i]["name"].get<std::string>().c_str()) << static_cast<int>(i);
    }
}

void TestBadInput::refusesChallenges()
{
    QFETCH(int, place);
    const json& entry = corpus()["challenges"][static_cast<std::size_t>(place)];
    const std::string code = entry["code"];
    RawClient client(m_fixture->port);
    client.send(m_fixture->request("POST", "/v1/payments", bodyOf(entry)));
    if (entry.value("ledger", true)) {
        const auto frame = m_fixture->keeper.nextRequest();
        const auto pay = wire::fromBody<wire::Pay>(frame.body);
        QVERIFY(frame.type == wire::Pay::kType && pay);
        QCOMPARE(pay->challenge.has_value(), entry["decidedBy"] == "keeper");
        QCOMPARE(pay->fault.has_value(), entry["decidedBy"] == "gateway");
        if (pay->fault) {
            QCOMPARE(pay->fault->code, code);
            QVERIFY(!pay->fault->detail.empty());
        }
        // A keeper that would authorize what could not be read: also then nothing is handed over.
        m_fixture->keeper.answer(frame.id,
                                 pay->fault ? authorizedAnswer("pay_1") : deniedAnswer("pay_1", code));
    }
    const Reply reply = readReply(client);
    QCOMPARE(reply.status, entry["status"].get<int>());
    QCOMPARE(reply.text("code"), code);
    QVERIFY(!reply.body.contains("PAYMENT-SIGNATURE"));
    QVERIFY(!reply.body.contains("c2lnbmVk"));
}

void TestBadInput::refusesRequests_data()
{
    QTest::addColumn<int>("place");
    for (std::size_t i = 0; i < corpus()["requests"].size(); ++i) {
        QTest::newRow(corpus()["requests"][i]["name"].get<std::string>().c_str()) << static_cast<int>(i);
    }
}

void TestBadInput::refusesRequests()
{
    QFETCH(int, place);
    const json& entry = corpus()["requests"][static_cast<std::size_t>(place)];
    for (const char* path : {"/v1/payments", "/v1/quote"}) {
        const Reply reply = m_fixture->ask(
            m_fixture->request("POST", path, QByteArray::fromStdString(padded(entry, entry["body"]))));
        QCOMPARE(reply.status, entry["status"].get<int>());
        QCOMPARE(reply.text("code"), entry["code"].get<std::string>());
        QCOMPARE(reply.text("moneyMoved"), std::string("no"));
        QVERIFY(!reply.text("detail").empty());
    }
    QCOMPARE(m_fixture->keeper.nextRequest(5).type, std::string());
}

void TestBadInput::knowsEveryCode()
{
    for (const char* part : {"challenges", "requests"}) {
        for (const json& entry : corpus()[part]) {
            const wire::ProblemCode& known = wire::problemCode(entry["code"].get<std::string>());
            QCOMPARE(std::string(known.code), entry["code"].get<std::string>());
            QCOMPARE(known.httpStatus, entry["status"].get<int>());
        }
    }
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
