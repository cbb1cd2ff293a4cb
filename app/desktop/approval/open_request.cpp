#include "app/desktop/approval/open_request.h"

#include "app/desktop/approval/alike.h"
#include "app/desktop/models/approval_list_model.h"
#include "app/desktop/models/budget_words.h"
#include "app/desktop/text/display_text.h"

#include <QTimeZone>
#include <QUrl>

namespace till::desktop {

void OpenRequest::show(const wire::ApprovalShape& approval, const std::vector<wire::ApprovalShape>& alike,
                       int colorIndex, qint64 nowMs)
{
    m_approval = approval;
    m_alike = alike;
    setMore(0);
    setColorIndex(colorIndex);
    m_nowMs = nowMs;
    m_goneText.clear();
    m_differences.setReasons(approval.differences);
    m_askedBecause.setReasons(approval.askedBecause);
    m_trace.setTrace(approval.trace);
    fillFacts();
    fillAlike();
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

void OpenRequest::fillAlike()
{
    std::vector<wire::BudgetEffect> budgets;
    for (const wire::BudgetEffect& each : m_approval.budgets) {
        budgets.push_back(forSeveral(each, m_alike.size()));
    }
    m_budgets.setBudgets(budgets, m_nowMs);
    std::vector<Fact> facts;
    if (m_alike.size() > 1) {
        for (const wire::ApprovalShape& each : m_alike) {
            const QString reason = toText(each.claims.reason);
            facts.push_back(
                wordFact(shortTime(each.payment.createdAtMs, m_nowMs, QTimeZone::systemTimeZone()),
                         reason.isEmpty() ? toText(each.payment.url) : reason));
        }
    }
    m_alikeFacts.setFacts(std::move(facts));
}

void OpenRequest::dropAlike(const QString& paymentId)
{
    const auto gone =
        std::erase_if(m_alike, [&](const wire::ApprovalShape& each) { return toText(each.id) == paymentId; });
    if (gone > 0 && !m_alike.empty()) {
        if (toText(m_approval.id) == paymentId) {
            m_approval = m_alike.front();
            fillFacts();
        }
        fillAlike();
        Q_EMIT changed();
    }
}

void OpenRequest::setMore(int more)
{
    if (m_more != more) {
        m_more = more;
        Q_EMIT moreChanged();
    }
}

QString OpenRequest::alikeText() const
{
    return m_alike.size() < 2 ? QString()
                              : tr("%1 requests that are alike: %2 in all. The decision is for all of them.")
                                    .arg(m_alike.size())
                                    .arg(totalText(m_approval.payment, m_alike.size()));
}

QString OpenRequest::moreText() const
{
    if (m_more == 0) {
        return {};
    }
    return m_more == 1
               ? tr("One more like this came in meanwhile. It is not part of this decision.")
               : tr("%1 more like this came in meanwhile. They are not part of this decision.").arg(m_more);
}

QString OpenRequest::agentKey() const
{
    return toText(m_approval.payment.agent);
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
    m_alike.clear();
    m_goneText.clear();
    setMore(0);
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
