#pragma once

#include "app/desktop/approval/allow_guard.h"
#include "app/desktop/approval/decision_run.h"
#include "app/desktop/approval/flood_watch.h"
#include "app/desktop/approval/missed_asks.h"
#include "app/desktop/approval/open_request.h"
#include "app/desktop/approval/remember_offer.h"
#include "app/desktop/models/approval_group_model.h"
#include "app/desktop/models/approval_list_model.h"

#include <QSet>

namespace till::desktop {

class AgentListModel;
class DeskClock;
class Keeper;
class ProofController;
class SessionController;

/// The approvals screen: the queue, the one open request, and the decision. A new request never takes the
/// place of the one on screen; one that was decided elsewhere stays there, marked, until the person moves on.
/// Requests that are alike are one card and one decision; only those that were shown are part of it.
class ApprovalsController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Approvals)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::ApprovalListModel* queue READ queue CONSTANT)
    Q_PROPERTY(till::desktop::ApprovalGroupModel* groups READ groups CONSTANT)
    Q_PROPERTY(till::desktop::OpenRequest* open READ open CONSTANT)
    Q_PROPERTY(till::desktop::RememberOffer* remember READ remember CONSTANT)
    Q_PROPERTY(till::desktop::MissedAsks* missed READ missed CONSTANT)
    Q_PROPERTY(till::desktop::FloodWatch* flood READ flood CONSTANT)
    Q_PROPERTY(till::desktop::AllowGuard* guard READ guard CONSTANT)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool deciding READ deciding NOTIFY changed)
    Q_PROPERTY(bool proved READ proved NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    ApprovalsController(Keeper& keeper, SessionController& session, ProofController& proof,
                        const AgentListModel& agents, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] ApprovalListModel* queue() { return &m_queue; }
    [[nodiscard]] ApprovalGroupModel* groups() { return &m_groups; }
    [[nodiscard]] OpenRequest* open() { return &m_open; }
    [[nodiscard]] RememberOffer* remember() { return &m_remember; }
    [[nodiscard]] MissedAsks* missed() { return &m_missed; }
    [[nodiscard]] FloodWatch* flood() { return &m_flood; }
    [[nodiscard]] AllowGuard* guard() { return &m_guard; }
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] bool deciding() const { return m_run.isRunning(); }
    [[nodiscard]] bool proved() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }

    Q_INVOKABLE void openRequest(const QString& paymentId);
    /// The oldest that was not put off, or the oldest of all. Does nothing while one is open.
    Q_INVOKABLE void openNext();
    /// The open request without those that are alike.
    Q_INVOKABLE void showAlone();
    /// The open request with all that are alike by now.
    Q_INVOKABLE void showAll();
    /// To the neighbour in the queue: the person's own doing, so it may replace what is on screen.
    Q_INVOKABLE void step(int rows);
    Q_INVOKABLE void later();
    /// Nothing happens while the guard is not armed.
    Q_INVOKABLE void allow();
    /// The same, and the rule on the remember line: with the passphrase, whatever was proved.
    Q_INVOKABLE void allowAndRemember(till::desktop::PassphraseItem* passphrase);
    /// Ends the rule that was remembered last.
    Q_INVOKABLE void forgetLast();
    Q_INVOKABLE void deny();
    /// Denies everything of an agent that waits.
    Q_INVOKABLE void denyAllOf(const QString& agentId);
    Q_INVOKABLE void prove();

Q_SIGNALS:
    void changed();
    void decided(const QString& text, bool allowed);
    /// A rule was made with it, which `forgetLast` ends.
    void remembered(const QString& text);
    void forgotten(const QString& text);
    /// A request came in: for a notification, never for the focus.
    void arrived(const QString& paymentId);

private:
    void reload();
    void loadPage(std::vector<wire::ApprovalShape> before, const std::optional<std::string>& after);
    void put(const wire::ApprovalShape& approval);
    void drop(const QString& paymentId, const QString& status);
    void show(const QString& paymentId);
    void showWith(const wire::ApprovalShape& approval, const std::vector<wire::ApprovalShape>& alike);
    void countMore();
    void decide(const char* decision, const std::optional<DecisionRun::Remembered>& remembered = {});
    void noteDecided(const QString& paymentId);
    void finish();
    void endGrantOf(const std::string& paymentId, const std::optional<std::int64_t>& after);
    void fail(const QString& text);

    Keeper& m_keeper;
    SessionController& m_session;
    ProofController& m_proof;
    const AgentListModel& m_agents;
    DeskClock& m_clock;
    ApprovalListModel m_queue;
    ApprovalGroupModel m_groups;
    OpenRequest m_open;
    RememberOffer m_remember;
    MissedAsks m_missed;
    FloodWatch m_flood;
    DecisionRun m_run;
    AllowGuard m_guard;
    QSet<QString> m_putOff;
    QString m_errorText;
    QString m_doneText;           ///< what is said when the run has ended
    std::string m_rememberedWith; ///< payment that the last rule came with
    bool m_isRemembering = false;
    bool m_isAllowing = false;
    bool m_loaded = false;
};

} // namespace till::desktop
