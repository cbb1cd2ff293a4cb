#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QString>

#include <memory>

/// What came back over HTTP.
struct HttpAnswer {
    int status = 0;
    QByteArray body;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
};

/// An agent as a program would be one: it has a token and asks the real endpoint over HTTP.
class RealAgent {
public:
    using Reply = std::unique_ptr<QNetworkReply>;

    RealAgent(QString endpoint, QString token);

    /// POST /v1/fetch, waiting for the answer.
    [[nodiscard]] HttpAnswer fetch(const QString& url, int waitSeconds, const QString& reason);
    /// The same without waiting for it: it may need a person.
    [[nodiscard]] Reply startFetch(const QString& url, int waitSeconds, const QString& reason);
    /// POST /v1/payments for what `url` answers 402 with: sign for me.
    [[nodiscard]] Reply startSigning(const QString& url, int waitSeconds, const QString& reason);
    /// POST /v1/requests: more than the budgets, for an hour.
    [[nodiscard]] Reply askForMore(const QString& amountUsd, const QString& reason);
    /// The same for a challenge that is written here: what a shop answered to a GET of `url`.
    [[nodiscard]] Reply startAsking(const QJsonObject& challenge, const QString& url, int waitSeconds,
                                    const QString& reason);
    /// Waits for one of them.
    [[nodiscard]] static HttpAnswer finish(QNetworkReply& reply);

private:
    [[nodiscard]] Reply post(const QString& path, const QJsonObject& body);

    QString m_endpoint;
    QString m_token;
    QNetworkAccessManager m_network;
};

/// A challenge as a shop writes it, version 2, in practice money. `words` are its error, its description and
/// a part of its offer.
[[nodiscard]] QJsonObject practiceChallenge(const QString& words, const QString& url,
                                            const QString& atomicAmount = QStringLiteral("10000"));

/// Makes vault and agents over a connection of its own to the keeper, as somebody at a terminal would.
class RealOwner {
public:
    explicit RealOwner(const QString& adminSocket);
    ~RealOwner();

    [[nodiscard]] bool makeVault();
    /// The new agent's token; empty when it failed.
    [[nodiscard]] QString addAgent(const QString& name, const QString& preset);

    static constexpr const char* kPassphrase = "measure build teach rent model";

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};
