#include "app/desktop/approval/open_request.h"

#include "app/desktop/models/approval_list_model.h"
#include "app/desktop/text/display_text.h"

#include <QTimeZone>
#include <QUrl>

namespace till::desktop {

void OpenRequest::show(const wire::ApprovalShape& approval, int colorIndex, qint64 nowMs)
{
    m_approval = approval;
    setColorIndex(colorIndex);
    m_nowMs = nowMs;
    m_goneText.clear();
    m_differences.setReasons(approval.differences);
    m_askedBecause.setReasons(approval.askedBecause);
    m_trace.setTrace(approval.trace);
    m_budgets.setBudgets(approval.budgets, nowMs);
    fillFacts();
    Q_EMIT changed();
    Q_EMIT ticked();
}

void OpenRequest::fillFacts()
{
    const wire::PaymentRow& payment = m_approval.payment;
    const wire::CallerShape& caller = m_approval.caller;
    m_requestFacts.setFacts({wordFact(tr("Tool"), toText(m_approval.claims.tool)),
                             wordFact(tr("Task"), toText(m_approval.claims.task)),
                             wordFact(tr("Asked through"), interfaceName(toText(payment.interface)))});
    m_callerFacts.setFacts({wordFact(tr("Token of"), toText(payment.agentName)),
                            wordFact(tr("Process"), caller.pid > 0 ? QString::number(caller.pid)
                                                                   : tr("not known: it asked over TCP")),
                            codeFact(tr("Program"), toText(caller.executable)),
                            wordFact(tr("User"), caller.uid >= 0 ? QString::number(caller.uid) : QString())});
    m_detailFacts.setFacts(
        {codeFact(tr("Payee"), inGroups(toText(payment.payTo))),
         codeFact(tr("Paid from"), inGroups(toText(m_approval.from))),
         wordFact(tr("Token"), withSymbol(payment.amountText, payment.symbol)),
         codeFact(tr("Token contract"), toText(payment.asset)),
         wordFact(tr("Network"),
                  QStringLiteral("%1 (%2)").arg(toText(payment.networkName), toText(payment.network))),
         wordFact(tr("Scheme"), toText(payment.scheme)),
         wordFact(tr("Valid for"), tr("%1 once signed").arg(durationText(m_approval.validForSeconds * 1000))),
         codeFact(tr("Nonce"), toText(payment.nonce)), codeFact(tr("Payment"), toText(payment.id))});
}

void OpenRequest::markGone(const QString& status)
{
    m_goneText = tr("No longer waits. %1").arg(statusSentence(status));
    Q_EMIT changed();
}

void OpenRequest::setColorIndex(int colorIndex)
{
    if (m_colorIndex != colorIndex) {
        m_colorIndex = colorIndex;
        Q_EMIT colorChanged();
    }
}

void OpenRequest::close()
{
    m_approval = {};
    m_goneText.clear();
    Q_EMIT changed();
}

void OpenRequest::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    Q_EMIT ticked();
}

QString OpenRequest::paymentId() const
{
    return toText(m_approval.id);
}

QString OpenRequest::agentName() const
{
    return toText(m_approval.payment.agentName);
}

QString OpenRequest::amountText() const
{
    return toText(m_approval.payment.amountText);
}

QString OpenRequest::symbol() const
{
    return toText(m_approval.payment.symbol);
}

QString OpenRequest::host() const
{
    return toText(m_approval.payment.host);
}

bool OpenRequest::danger() const
{
    return inDanger(m_approval);
}

QString OpenRequest::usual() const
{
    return toText(m_approval.usual);
}

QString OpenRequest::requestLine() const
{
    const wire::PaymentRow& payment = m_approval.payment;
    return QStringLiteral("%1 %2").arg(toText(payment.method), toText(payment.url));
}

QString OpenRequest::agentWords() const
{
    return toText(m_approval.claims.reason);
}

QString OpenRequest::sellerWords() const
{
    return toText(m_approval.sellerWords);
}

QString OpenRequest::rawOption() const
{
    return toText(m_approval.optionRaw);
}

QString OpenRequest::leftText() const
{
    return durationText(m_approval.expiresAtMs - m_nowMs);
}

QString OpenRequest::waitsText() const
{
    return tr("Waits until %1. If you do nothing it is not paid and the agent is told you were away.")
        .arg(clockTime(m_approval.expiresAtMs, m_nowMs, QTimeZone::systemTimeZone()));
}

} // namespace till::desktop
