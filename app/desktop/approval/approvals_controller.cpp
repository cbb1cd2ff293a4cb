#include "app/desktop/approval/approvals_controller.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>
#include <iterator>

namespace till::desktop {

namespace {
constexpr const char* kApprove = "approve";
constexpr const char* kDeny = "deny";
} // namespace

ApprovalsController::ApprovalsController(Keeper& keeper, SessionController& session, ProofController& proof,
                                         const AgentListModel& agents, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session), m_proof(proof), m_agents(agents), m_clock(clock),
      m_queue(agents)
{
    connect(&keeper, &Keeper::up, this, &ApprovalsController::reload);
    connect(&keeper, &Keeper::approvalArrived, this, [this](const wire::ApprovalShape& approval) {
        put(approval);
        Q_EMIT arrived(toText(approval.id));
    });
    connect(&keeper, &Keeper::approvalGone, this, &ApprovalsController::drop);
    connect(&session, &SessionController::changed, this, &ApprovalsController::changed);
    connect(&agents, &AgentListModel::looksChanged, this,
            [this] { m_open.setColorIndex(m_agents.colorOf(m_open.agentId())); });
    connect(&clock, &DeskClock::ticked, this, [this] {
        m_queue.setNow(m_clock.nowMs());
        m_open.setNow(m_clock.nowMs());
    });
    m_queue.setNow(clock.nowMs());
    if (keeper.isUp()) {
        reload();
    }
}

bool ApprovalsController::proved() const
{
    return m_session.proved();
}

void ApprovalsController::reload()
{
    loadPage({}, {});
}

void ApprovalsController::loadPage(std::vector<wire::ApprovalShape> before,
                                   const std::optional<std::string>& after)
{
    ask<wire::ApprovalsAnswer>(
        m_keeper, wire::ApprovalList{after}, this,
        [this, before = std::move(before)](Result<wire::ApprovalsAnswer, wire::ErrorBody> answer) mutable {
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            std::move(answer->approvals.begin(), answer->approvals.end(), std::back_inserter(before));
            if (answer->next) {
                loadPage(std::move(before), answer->next);
                return;
            }
            const bool openIsThere =
                std::any_of(before.begin(), before.end(), [this](const wire::ApprovalShape& each) {
                    return toText(each.id) == m_open.paymentId();
                });
            if (m_open.present() && !openIsThere && !m_open.isGone()) {
                m_open.markGone({});
            }
            m_queue.setApprovals(std::move(before));
            m_loaded = true;
            Q_EMIT changed();
            openNext();
        });
}

void ApprovalsController::put(const wire::ApprovalShape& approval)
{
    m_queue.put(approval);
    if (toText(approval.id) == m_open.paymentId() && approval.shownHash != m_open.shownHash()) {
        show(m_open.paymentId()); // the request itself changed: shown anew, and dead again
    }
    openNext();
}

void ApprovalsController::drop(const QString& paymentId, const QString& status)
{
    m_putOff.remove(paymentId);
    if (!m_queue.drop(paymentId)) {
        return;
    }
    if (paymentId == m_open.paymentId() && !m_deciding) {
        m_open.markGone(status);
    }
    m_guard.disturb();
}

void ApprovalsController::openRequest(const QString& paymentId)
{
    m_putOff.remove(paymentId);
    show(paymentId);
}

void ApprovalsController::show(const QString& paymentId)
{
    const wire::ApprovalShape* approval = m_queue.approval(paymentId);
    if (approval == nullptr || m_deciding) {
        return;
    }
    m_errorText.clear();
    m_open.show(*approval, m_agents.colorOf(approval->payment.agent), m_clock.nowMs());
    m_guard.setInDanger(m_open.danger());
    Q_EMIT changed();
}

void ApprovalsController::openNext()
{
    if (m_open.present()) {
        return;
    }
    for (int row = 0; row < m_queue.rowCount(); ++row) {
        if (!m_putOff.contains(m_queue.idAt(row))) {
            show(m_queue.idAt(row));
            return;
        }
    }
}

void ApprovalsController::step(int rows)
{
    if (m_queue.rowCount() == 0) {
        return;
    }
    const int at = m_queue.rowOf(m_open.paymentId());
    openRequest(m_queue.idAt(std::clamp(at < 0 ? 0 : at + rows, 0, m_queue.rowCount() - 1)));
}

void ApprovalsController::later()
{
    if (!m_open.present() || m_deciding) {
        return;
    }
    if (!m_open.isGone()) {
        m_putOff.insert(m_open.paymentId());
    }
    m_open.close();
    m_errorText.clear();
    Q_EMIT changed();
    openNext();
}

void ApprovalsController::allow()
{
    if (m_guard.armed() && m_session.proved()) {
        decide(kApprove);
    }
}

void ApprovalsController::deny()
{
    decide(kDeny);
}

void ApprovalsController::prove()
{
    m_proof.proveFor(tr("Allowing a payment needs the passphrase once."));
}

void ApprovalsController::decide(const char* decision)
{
    if (!m_open.present() || m_open.isGone() || m_deciding) {
        return;
    }
    m_deciding = true;
    m_errorText.clear();
    Q_EMIT changed();
    const bool allowed = decision == kApprove;
    const QString what = tr("%1 %2 to %3").arg(m_open.amountText(), m_open.symbol(), m_open.host());
    const QString text =
        allowed ? tr("Allowed once: %1").arg(what) : tr("Denied: %1. Nothing is paid.").arg(what);
    ask<wire::PaymentAnswer>(m_keeper,
                             wire::ApprovalDecide{.paymentId = m_open.paymentId().toStdString(),
                                                  .decision = decision,
                                                  .shownHash = m_open.shownHash(),
                                                  .by = "app",
                                                  .note = {},
                                                  .passphrase = {}},
                             this,
                             [this, id = m_open.paymentId(), text,
                              allowed](const Result<wire::PaymentAnswer, wire::ErrorBody>& answer) {
                                 m_deciding = false;
                                 if (answer) {
                                     finish(id, text, allowed);
                                     return;
                                 }
                                 fail(describe(answer.error()));
                                 reload();
                             });
}

void ApprovalsController::finish(const QString& paymentId, const QString& text, bool allowed)
{
    m_queue.drop(paymentId);
    if (m_open.paymentId() == paymentId) {
        m_open.close();
    }
    m_guard.disturb();
    Q_EMIT changed();
    Q_EMIT decided(text, allowed);
    openNext();
}

void ApprovalsController::fail(const QString& text)
{
    m_errorText = text;
    m_guard.disturb();
    Q_EMIT changed();
}

} // namespace till::desktop
