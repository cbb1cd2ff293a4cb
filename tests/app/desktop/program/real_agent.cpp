#include "tests/app/desktop/program/real_agent.h"

#include "app/client/keeper_call.h"
#include "app/client/keeper_connection.h"
#include "core/wire/admin_messages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkProxy>
#include <QTest>
#include <QUuid>

using namespace till;

namespace {

constexpr int kPatienceMs = 90'000;
constexpr std::int64_t kQuickKdfMiB = 64;

QJsonObject context(const QString& reason)
{
    return {{QStringLiteral("tool"), QStringLiteral("search")},
            {QStringLiteral("task"), QStringLiteral("T-17")},
            {QStringLiteral("reason"), reason}};
}

} // namespace

RealAgent::RealAgent(QString endpoint, QString token)
    : m_endpoint(std::move(endpoint)), m_token(std::move(token))
{
    m_network.setProxy(QNetworkProxy::NoProxy);
}

RealAgent::Reply RealAgent::post(const QString& path, const QJsonObject& body)
{
    QNetworkRequest request(QUrl(m_endpoint + path));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader(QByteArrayLiteral("Authorization"), QByteArrayLiteral("Bearer ") + m_token.toUtf8());
    return Reply(m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
}

HttpAnswer RealAgent::finish(QNetworkReply& reply)
{
    HttpAnswer answer;
    if (!QTest::qWaitFor([&] { return reply.isFinished(); }, kPatienceMs)) {
        return answer;
    }
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply.readAll();
    for (const auto& [name, value] : reply.rawHeaderPairs()) {
        answer.headers.insert(name.toLower(), value);
    }
    return answer;
}

RealAgent::Reply RealAgent::startFetch(const QString& url, int waitSeconds, const QString& reason)
{
    return post(QStringLiteral("/v1/fetch"),
                {{QStringLiteral("url"), url},
                 {QStringLiteral("method"), QStringLiteral("GET")},
                 {QStringLiteral("wait"), waitSeconds},
                 {QStringLiteral("idempotencyKey"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
                 {QStringLiteral("context"), context(reason)}});
}

HttpAnswer RealAgent::fetch(const QString& url, int waitSeconds, const QString& reason)
{
    return finish(*startFetch(url, waitSeconds, reason));
}

RealAgent::Reply RealAgent::startSigning(const QString& url, int waitSeconds, const QString& reason)
{
    const Reply shop(m_network.get(QNetworkRequest(QUrl(url))));
    const HttpAnswer terms = finish(*shop);
    const QJsonObject headers{
        {QStringLiteral("PAYMENT-REQUIRED"),
         QString::fromLatin1(terms.headers.value(QByteArrayLiteral("payment-required")))}};
    return post(
        QStringLiteral("/v1/payments"),
        {{QStringLiteral("challenge"), QJsonObject{{QStringLiteral("status"), terms.status},
                                                   {QStringLiteral("headers"), headers},
                                                   {QStringLiteral("body"), QString::fromUtf8(terms.body)}}},
         {QStringLiteral("request"),
          QJsonObject{{QStringLiteral("method"), QStringLiteral("GET")}, {QStringLiteral("url"), url}}},
         {QStringLiteral("wait"), waitSeconds},
         {QStringLiteral("context"), context(reason)}});
}

RealAgent::Reply RealAgent::askForMore(const QString& amountUsd, const QString& reason)
{
    constexpr int kHour = 3600;
    return post(QStringLiteral("/v1/requests"), {{QStringLiteral("amountUsd"), amountUsd},
                                                 {QStringLiteral("forSeconds"), kHour},
                                                 {QStringLiteral("reason"), reason}});
}

QJsonObject practiceChallenge(const QString& words, const QString& url, const QString& atomicAmount)
{
    constexpr qsizetype kMostOfferWords = 500;
    const QJsonObject extra{{QStringLiteral("name"), QStringLiteral("Practice Dollar")},
                            {QStringLiteral("version"), QStringLiteral("1")},
                            {QStringLiteral("note"), words.left(kMostOfferWords)}};
    const QJsonObject option{
        {QStringLiteral("scheme"), QStringLiteral("exact")},
        {QStringLiteral("network"), QStringLiteral("eip155:402402")},
        {QStringLiteral("amount"), atomicAmount},
        {QStringLiteral("asset"), QStringLiteral("0x402402402402402402402402402402402402402A")},
        {QStringLiteral("payTo"), QStringLiteral("0x209693Bc6afc0C5328bA36FaF03C514EF312287C")},
        {QStringLiteral("maxTimeoutSeconds"), 60},
        {QStringLiteral("extra"), extra}};
    const QJsonObject resource{{QStringLiteral("url"), url},
                               {QStringLiteral("description"), words},
                               {QStringLiteral("mimeType"), QStringLiteral("text/html")}};
    return {{QStringLiteral("x402Version"), 2},
            {QStringLiteral("error"), words.left(kMostOfferWords)},
            {QStringLiteral("resource"), resource},
            {QStringLiteral("accepts"), QJsonArray{option}}};
}

RealAgent::Reply RealAgent::startAsking(const QJsonObject& challenge, const QString& url, int waitSeconds,
                                        const QString& reason)
{
    const QByteArray terms = QJsonDocument(challenge).toJson(QJsonDocument::Compact);
    const QJsonObject headers{{QStringLiteral("PAYMENT-REQUIRED"), QString::fromLatin1(terms.toBase64())}};
    return post(QStringLiteral("/v1/payments"),
                {{QStringLiteral("challenge"), QJsonObject{{QStringLiteral("status"), 402},
                                                           {QStringLiteral("headers"), headers},
                                                           {QStringLiteral("body"), QString()}}},
                 {QStringLiteral("request"), QJsonObject{{QStringLiteral("method"), QStringLiteral("GET")},
                                                         {QStringLiteral("url"), url}}},
                 {QStringLiteral("wait"), waitSeconds},
                 {QStringLiteral("context"), context(reason)}});
}

struct RealOwner::Private {
    client::KeeperConnection connection{"owner"};
};

RealOwner::RealOwner(const QString& adminSocket) : m_private(std::make_unique<Private>())
{
    m_private->connection.connectTo(adminSocket);
}

RealOwner::~RealOwner() = default;

bool RealOwner::makeVault()
{
    if (!QTest::qWaitFor([this] { return m_private->connection.isReady(); }, kPatienceMs)) {
        return false;
    }
    wire::VaultCreate create;
    create.passphrase = kPassphrase;
    create.kdfMemoryMiB = kQuickKdfMiB;
    bool isAnswered = false;
    bool isMade = false;
    client::call<wire::VaultCreated>(m_private->connection, create, [&](const auto& answer) {
        isAnswered = true;
        isMade = answer.has_value();
    });
    return QTest::qWaitFor([&] { return isAnswered; }, kPatienceMs) && isMade;
}

QString RealOwner::addAgent(const QString& name, const QString& preset)
{
    wire::AgentAdd add;
    add.name = name.toStdString();
    add.preset = preset.toStdString();
    add.privateHosts = {"127.0.0.1"};
    add.passphrase = kPassphrase;
    bool isAnswered = false;
    QString token;
    client::call<wire::AgentAdded>(m_private->connection, add, [&](const auto& answer) {
        isAnswered = true;
        token = answer ? QString::fromStdString(answer->token) : QString();
    });
    return QTest::qWaitFor([&] { return isAnswered; }, kPatienceMs) ? token : QString();
}
