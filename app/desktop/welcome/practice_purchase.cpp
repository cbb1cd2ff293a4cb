#include "app/desktop/welcome/practice_purchase.h"

#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/text/display_text.h"
#include "core/support/plain_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QUrl>

namespace till::desktop {

namespace {

constexpr int kWaitSeconds = 60; ///< for a person, when the agent's rules ask
constexpr int kTransferTimeoutMs = (kWaitSeconds + 30) * 1000;
constexpr qint64 kMaxAnswerBytes = 64 * 1024;
constexpr std::size_t kMaxFortuneBytes = 400;
constexpr int kOk = 200;

/// A stranger's text, made safe to show.
QString fortuneIn(const QByteArray& body)
{
    return toText(toVisibleText(body.trimmed().toStdString(), kMaxFortuneBytes));
}

} // namespace

PracticePurchase::PracticePurchase(Keeper& keeper, SessionController& session, AgentsController& agents,
                                   DeskClock& clock, QObject* parent)
    : QObject(parent), m_session(session), m_agents(agents), m_receipt(keeper, *agents.list(), clock)
{
    m_network.setProxy(QNetworkProxy::NoProxy); // loopback only
    connect(&session, &SessionController::changed, this, &PracticePurchase::changed);
    connect(&agents, &AgentsController::freshChanged, this, [this] { reset(); });
}

bool PracticePurchase::possible() const
{
    return m_session.endpointUp() && !m_session.practiceShop().isEmpty() && !m_agents.freshToken().isEmpty();
}

void PracticePurchase::buy()
{
    if (!possible() || buying()) {
        return;
    }
    if (m_purchase.isNull()) {
        m_purchase = QUuid::createUuid();
    }
    m_errorText.clear();
    m_fortune.clear();
    QNetworkRequest request(QUrl(m_session.endpoint() + QStringLiteral("/v1/fetch")));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    request.setRawHeader(QByteArrayLiteral("Authorization"),
                         QByteArrayLiteral("Bearer ") + m_agents.freshToken().toUtf8());
    request.setTransferTimeout(kTransferTimeoutMs);
    const QJsonObject body{{QStringLiteral("url"), m_agents.exampleUrl()},
                           {QStringLiteral("method"), QStringLiteral("GET")},
                           {QStringLiteral("wait"), kWaitSeconds},
                           {QStringLiteral("idempotencyKey"), m_purchase.toString(QUuid::WithoutBraces)},
                           {QStringLiteral("context"),
                            QJsonObject{{QStringLiteral("reason"), tr("Your first practice payment")}}}};
    m_reply = m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact));
    connect(m_reply, &QNetworkReply::finished, this, &PracticePurchase::finish);
    Q_EMIT changed();
}

void PracticePurchase::finish()
{
    QNetworkReply* reply = m_reply;
    m_reply.clear();
    reply->deleteLater();
    const QByteArray body = reply->read(kMaxAnswerBytes);
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString paymentId = QString::fromLatin1(reply->rawHeader(QByteArrayLiteral("Till-Payment-Id")));
    if (status == kOk && !paymentId.isEmpty()) {
        m_fortune = fortuneIn(body);
        m_purchase = {};
        m_receipt.inspect(paymentId);
    } else {
        const QJsonObject problem = QJsonDocument::fromJson(body).object();
        const QString detail = problem.value(QLatin1String("detail")).toString();
        const QString title = problem.value(QLatin1String("title")).toString();
        m_errorText = status == 0
                          ? tr("The agents' endpoint did not answer. Try again: the same purchase is never "
                               "paid twice.")
                      : detail.isEmpty() ? tr("The purchase did not go through: %1").arg(title)
                                         : detail;
    }
    Q_EMIT changed();
}

void PracticePurchase::reset()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
    m_purchase = {};
    m_fortune.clear();
    m_errorText.clear();
    m_receipt.inspect({});
    Q_EMIT changed();
}

} // namespace till::desktop
