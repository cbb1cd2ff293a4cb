#include "fixture.h"

#include "core/support/base64.h"

#include <QTest>

namespace till::test {

QByteArray Reply::header(const QByteArray& name) const
{
    for (const QByteArray& line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0) {
            return line.mid(colon + 1).trimmed();
        }
    }
    return {};
}

Reply readReply(RawClient& client, int timeoutMs)
{
    Reply reply;
    const QByteArray start = client.readUntil("\r\n\r\n", timeoutMs);
    const qsizetype end = start.indexOf("\r\n\r\n");
    if (end < 0) {
        return reply;
    }
    reply.head = start.left(end);
    reply.status = reply.head.mid(9, 3).toInt();
    const qsizetype length = reply.header("Content-Length").toLongLong();
    QByteArray all = start;
    if (!QTest::qWaitFor(
            [&] {
                all = client.readUntil("never in an answer", 1);
                return all.size() >= end + 4 + length;
            },
            timeoutMs)) {
        return reply;
    }
    reply.body = all.mid(end + 4, length);
    reply.json = nlohmann::json::parse(reply.body.toStdString(), nullptr, false);
    client.clear();
    return reply;
}

Fixture::Fixture(const gateway::GatewayOptions& options)
{
    if (!connection.adopt(keeper.takeOtherEnd())) {
        qFatal("the socket was not taken");
    }
    gateway = std::make_unique<gateway::Gateway>(connection, options);
    const auto endpoint = gateway->listen(QStringLiteral("127.0.0.1:0"));
    if (!endpoint || !gateway->listenLocal(socketPath())) {
        qFatal("the gateway does not listen");
    }
    port = static_cast<std::uint16_t>(std::stoi(endpoint->substr(endpoint->rfind(':') + 1)));
    keeper.sayHello("boot");
    if (!QTest::qWaitFor([this] { return connection.isReady(); })) {
        qFatal("no hello");
    }
}

QByteArray Fixture::request(const QByteArray& method, const QByteArray& path, const QByteArray& body,
                            const QByteArray& moreHeaders) const
{
    return method + " " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nAuthorization: Bearer " +
           QByteArray(kToken) + "\r\n" + "Content-Length: " + QByteArray::number(body.size()) + "\r\n" +
           moreHeaders + "\r\n" + body;
}

Reply Fixture::ask(const QByteArray& bytes)
{
    RawClient client(port);
    client.send(bytes);
    return readReply(client);
}

nlohmann::json challengeJson()
{
    return {{"x402Version", 2},
            {"error", "Payment required"},
            {"resource",
             {{"url", "https://api.example.com/data"}, {"description", "Data"}, {"mimeType", "text/plain"}}},
            {"accepts",
             {{{"scheme", "exact"},
               {"network", "eip155:84532"},
               {"amount", "10000"},
               {"asset", "0x036CbD53842c5426634e7929541eC2318f3dCF7e"},
               {"payTo", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"},
               {"maxTimeoutSeconds", 60},
               {"extra", {{"name", "USDC"}, {"version", "2"}}}}}}};
}

std::string challengeHeader(const nlohmann::json& challenge)
{
    return toBase64(challenge.dump());
}

QByteArray payBody(const nlohmann::json& challenge, const nlohmann::json& more)
{
    nlohmann::json body{
        {"challenge",
         {{"status", 402}, {"headers", {{"PAYMENT-REQUIRED", challengeHeader(challenge)}}}, {"body", "{}"}}},
        {"request", {{"method", "GET"}, {"url", "https://api.example.com/data?x=1"}}}};
    body.update(more);
    return QByteArray::fromStdString(body.dump());
}

wire::PaymentAnswer authorizedAnswer(const std::string& id)
{
    wire::PaymentAnswer answer;
    answer.id = id;
    answer.status = "authorized";
    answer.headers = {{"PAYMENT-SIGNATURE", "c2lnbmVk"}};
    answer.option = wire::ChosenOption{"exact", "eip155:84532", "Base Sepolia", false,    "0xasset",
                                       "USDC",  "10000",        "0.01",         "0xpayee"};
    answer.authorization = wire::AuthorizationShape{"0xfrom", "0xnonce", 0, 1'800'000'000, "0xdigest"};
    answer.expiresAtMs = 1'800'000'000'000;
    answer.decision =
        wire::DecisionShape{"allow", "Within the budget.", {{"within_budget", "It fits."}}, {}, {}, false};
    return answer;
}

wire::PaymentAnswer waitingAnswer(const std::string& id)
{
    wire::PaymentAnswer answer = authorizedAnswer(id);
    answer.status = "waiting";
    answer.headers.clear();
    answer.authorization.reset();
    answer.decision->verdict = "ask";
    return answer;
}

wire::PaymentAnswer deniedAnswer(const std::string& id, const std::string& code)
{
    wire::PaymentAnswer answer = waitingAnswer(id);
    answer.status = "denied";
    answer.code = code;
    answer.decision->verdict = "deny";
    return answer;
}

} // namespace till::test
