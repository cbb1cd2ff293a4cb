#include "app/desktop/approval/approvals_controller.h"

#include "app/desktop/approval/alike.h"
#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/text/display_text.h"
#include "core/wire/more_messages.h"

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
      m_queue(agents), m_groups(m_queue, agents), m_remember(keeper, clock), m_missed(keeper, agents, clock),
      m_flood(keeper, clock), m_run(keeper)
{
    connect(&keeper, &Keeper::up, this, &ApprovalsController::reload);
    connect(&m_run, &DecisionRun::decided, this, &ApprovalsController::noteDecided);
    connect(&m_run, &DecisionRun::finished, this, &ApprovalsController::finish);
    connect(&m_run, &DecisionRun::failed, this, [this](const QString& error, int count) {
        m_isRemembering = false;
        fail(count == 0 ? error : tr("%1 were decided, then: %2").arg(count).arg(error));
        reload();
    });
    connect(&keeper, &Keeper::approvalArrived, this, [this](const wire::ApprovalShape& approval) {
        if (m_queue.approval(toText(approval.id)) == nullptr) {
            m_flood.note(approval.payment);
        }
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
    countMore();
    openNext();
}

void ApprovalsController::drop(const QString& paymentId, const QString& status)
{
    m_putOff.remove(paymentId);
    if (!m_queue.drop(paymentId)) {
        return;
    }
    if (!deciding()) {
        if (m_open.alike() > 1) {
            m_open.dropAlike(paymentId);
        } else if (paymentId == m_open.paymentId()) {
            m_open.markGone(status);
        }
        countMore();
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
    if (approval != nullptr) {
        showWith(*approval, m_groups.alikeTo(*approval));
    }
}

void ApprovalsController::showWith(const wire::ApprovalShape& approval,
                                   const std::vector<wire::ApprovalShape>& alike)
{
    if (deciding()) {
        return;
    }
    const wire::ApprovalShape shown = approval; // the queue may change while this is announced
    m_errorText.clear();
    m_open.show(shown, alike, m_agents.colorOf(shown.payment.agent), m_clock.nowMs());
    m_remember.offerFor(shown);
    m_groups.setOpen(m_open.paymentId());
    m_guard.setInDanger(m_open.danger());
    countMore();
    Q_EMIT changed();
}

void ApprovalsController::showAlone()
{
    if (const wire::ApprovalShape* approval = m_queue.approval(m_open.paymentId())) {
        showWith(*approval, {*approval});
    }
}

void ApprovalsController::showAll()
{
    openRequest(m_open.paymentId());
}

void ApprovalsController::countMore()
{
    const wire::ApprovalShape* approval = m_queue.approval(m_open.paymentId());
    m_open.setMore(
        approval == nullptr ? 0 : static_cast<int>(m_groups.alikeTo(*approval).size()) - m_open.alike());
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
    if (!m_open.present() || deciding()) {
        return;
    }
    if (!m_open.isGone()) {
        for (const wire::ApprovalShape& each : m_open.alikeRequests()) {
            m_putOff.insert(toText(each.id));
        }
    }
    m_open.close();
    m_groups.setOpen({});
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

void ApprovalsController::allowAndRemember(PassphraseItem* passphrase)
{
    if (m_guard.armed() && m_remember.on() && m_remember.valid() && passphrase != nullptr &&
        passphrase->length() > 0) {
        decide(kApprove, DecisionRun::Remembered{m_remember.shape(), passphrase});
    }
}

void ApprovalsController::deny()
{
    decide(kDeny);
}

void ApprovalsController::denyAllOf(const QString& agentId)
{
    std::vector<DecisionRun::Shown> requests;
    for (const wire::ApprovalShape& each : m_queue.approvals()) {
        if (toText(each.payment.agent) == agentId) {
            requests.push_back({toText(each.id), each.shownHash});
        }
    }
    m_isAllowing = false;
    m_doneText = tr("Denied %1 requests. Nothing is paid.").arg(requests.size());
    m_isRemembering = false;
    m_run.start(kDeny, std::move(requests));
    Q_EMIT changed();
}

void ApprovalsController::prove()
{
    m_proof.proveFor(tr("Allowing a payment needs the passphrase once."));
}

void ApprovalsController::decide(const char* decision,
                                 const std::optional<DecisionRun::Remembered>& remembered)
{
    if (!m_open.present() || m_open.isGone() || deciding()) {
        return;
    }
    m_errorText.clear();
    m_isRemembering = remembered.has_value();
    m_rememberedWith = m_isRemembering ? m_open.paymentId().toStdString() : m_rememberedWith;
    QString what = tr("%1 %2 to %3").arg(m_open.amountText(), m_open.symbol(), m_open.host());
    if (m_open.alike() > 1) {
        what = tr("%1, %2 times").arg(what).arg(m_open.alike());
    }
    if (m_isRemembering) {
        m_doneText = tr("Allowed and remembered: %1").arg(what);
    } else if (decision == kApprove) {
        m_doneText = tr("Allowed once: %1").arg(what);
    } else {
        m_doneText = tr("Denied: %1. Nothing is paid.").arg(what);
    }
    std::vector<DecisionRun::Shown> requests;
    for (const wire::ApprovalShape& each : m_open.alikeRequests()) {
        requests.push_back({toText(each.id), each.shownHash});
    }
    m_isAllowing = decision == kApprove;
    m_run.start(decision, std::move(requests), remembered);
    Q_EMIT changed();
}

void ApprovalsController::noteDecided(const QString& paymentId)
{
    m_queue.drop(paymentId);
    m_putOff.remove(paymentId);
    if (m_open.alike() > 1) {
        m_open.dropAlike(paymentId);
    } else if (m_open.paymentId() == paymentId) {
        m_open.close();
    }
}

void ApprovalsController::finish()
{
    m_groups.setOpen(m_open.paymentId());
    m_guard.disturb();
    Q_EMIT changed();
    if (m_isRemembering) {
        m_isRemembering = false;
        Q_EMIT remembered(m_doneText);
    } else {
        Q_EMIT decided(m_doneText, m_isAllowing);
    }
    openNext();
}

void ApprovalsController::forgetLast()
{
    if (!m_rememberedWith.empty()) {
        endGrantOf(m_rememberedWith, std::nullopt);
        m_rememberedWith.clear();
    }
}

void ApprovalsController::endGrantOf(const std::string& paymentId, const std::optional<std::int64_t>& after)
{
    ask<wire::GrantsAnswer>(
        m_keeper, wire::GrantList{after}, this,
        [this, paymentId](const Result<wire::GrantsAnswer, wire::ErrorBody>& answer) {
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            for (const wire::GrantShape& each : answer->grants) {
                if (each.origin == paymentId) {
                    ask<wire::Done>(m_keeper, wire::GrantEnd{each.id, "app", "undone right after"}, this,
                                    [this](const Result<wire::Done, wire::ErrorBody>& done) {
                                        if (!done) {
                                            fail(describe(done.error()));
                                            return;
                                        }
                                        Q_EMIT forgotten(tr("Forgotten: you will be asked again. What was "
                                                            "paid stays paid."));
                                    });
                    return;
                }
            }
            if (answer->next) {
                endGrantOf(paymentId, answer->next);
            }
        });
}

void ApprovalsController::fail(const QString& text)
{
    m_errorText = text;
    m_guard.disturb();
    Q_EMIT changed();
}

} // namespace till::desktop
