#include "app/watcher/node_client.h"

#include "app/watcher/node_limits.h"
#include "core/support/strict_json.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <optional>

namespace till::watcher {

namespace {

constexpr int kOk = 200;

/// One question under way. Belongs to its reply.
class Exchange : public QObject {
public:
    Exchange(QNetworkReply* reply, std::int64_t id, std::chrono::milliseconds answerTime,
             NodeClient::OnAnswer onAnswer)
        : QObject(reply), m_reply(reply), m_id(id), m_onAnswer(std::move(onAnswer))
    {
        // Bounds what one slow read takes from the socket, and the whole time, drip by drip or not.
        reply->setReadBufferSize(static_cast<qint64>(kMaxAnswerBytes) + 1);
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { giveUp(NodeError::TimedOut); });
        connect(reply, &QNetworkReply::readyRead, this, [this] { collect(); });
        connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
        m_deadline.start(answerTime);
    }

private:
    void collect()
    {
        m_bytes += m_reply->readAll();
        if (m_bytes.size() > static_cast<qsizetype>(kMaxAnswerBytes)) {
            giveUp(NodeError::TooLarge);
        }
    }

    void giveUp(NodeError error)
    {
        m_failure = m_failure.value_or(error);
        m_reply->abort(); // ends in finish()
    }

    void finish()
    {
        m_deadline.stop();
        m_reply->deleteLater();
        m_onAnswer(read());
    }

    Result<nlohmann::json, NodeError> read()
    {
        if (m_failure) {
            return fail(*m_failure);
        }
        const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
        if (!status.isValid()) {
            return fail(NodeError::Unreachable);
        }
        if (status.toInt() != kOk) {
            return fail(NodeError::BadStatus);
        }
        if (m_reply->error() != QNetworkReply::NoError) {
            return fail(NodeError::Unreachable);
        }
        m_bytes += m_reply->readAll();
        const auto json = parseStrictJson(
            {m_bytes.constData(), static_cast<std::size_t>(m_bytes.size())},
            {.maxBytes = kMaxAnswerBytes, .maxDepth = kMaxAnswerDepth, .maxValues = kMaxAnswerValues});
        if (!json || !json->is_object() || json->value("jsonrpc", nlohmann::json()) != "2.0" ||
            json->value("id", nlohmann::json()) != m_id) {
            return fail(NodeError::NotJson);
        }
        if (const auto error = json->find("error"); error != json->end() && !error->is_null()) {
            return fail(NodeError::Refused);
        }
        const auto result = json->find("result");
        return result == json->end() ? fail(NodeError::NotJson) : Result<nlohmann::json, NodeError>(*result);
    }

    QNetworkReply* m_reply;
    std::int64_t m_id;
    NodeClient::OnAnswer m_onAnswer;
    QTimer m_deadline;
    QByteArray m_bytes;
    std::optional<NodeError> m_failure;
};

} // namespace

NodeClient::NodeClient(QUrl url, std::chrono::milliseconds answerTime)
    : m_url(std::move(url)), m_answerTime(answerTime)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // so: not at all
    m_network.setAutoDeleteReplies(false);
}

NodeClient::~NodeClient()
{
    // Nobody is told any more: the exchanges die with their replies, before those could say that they ended.
    for (QNetworkReply* reply : m_network.findChildren<QNetworkReply*>()) {
        qDeleteAll(reply->findChildren<QObject*>(QString(), Qt::FindDirectChildrenOnly));
    }
}

void NodeClient::ask(const std::string& method, nlohmann::json params, OnAnswer onAnswer)
{
    const std::int64_t id = ++m_lastId;
    const nlohmann::json question{
        {"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}};
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader(QByteArrayLiteral("Accept"), QByteArrayLiteral("application/json"));
    // Plain, so that the size that counts is the size that arrives.
    request.setRawHeader(QByteArrayLiteral("Accept-Encoding"), QByteArrayLiteral("identity"));
    // Qt's client stalls on POSTs over HTTP/2 (about 44 ms each, seen with Qt 6.4).
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    QNetworkReply* reply = m_network.post(request, QByteArray::fromStdString(question.dump()));
    new Exchange(reply, id, m_answerTime, std::move(onAnswer)); // the reply owns it
}

std::string NodeClient::name() const
{
    const QString host = m_url.host();
    const QString shown = host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(host) : host;
    return (m_url.port() < 0 ? shown : shown + QLatin1Char(':') + QString::number(m_url.port()))
        .toStdString();
}

bool NodeClient::isLocal() const
{
    return m_url.host() == QLatin1String("localhost") || QHostAddress(m_url.host()).isLoopback();
}

std::string_view describe(NodeError error)
{
    switch (error) {
    case NodeError::Unreachable:
        return "cannot be reached";
    case NodeError::TimedOut:
        return "did not answer in time";
    case NodeError::TooLarge:
        return "answered with more than 4 MiB";
    case NodeError::BadStatus:
        return "refused the request";
    case NodeError::NotJson:
        return "answered with something that is no JSON-RPC";
    case NodeError::Refused:
        return "cannot answer this";
    }
    return "failed";
}

} // namespace till::watcher
