#pragma once

#include "app/desktop/approval/allow_guard.h"
#include "app/desktop/approval/open_request.h"
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
class ApprovalsController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Approvals)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::ApprovalListModel* queue READ queue CONSTANT)
    Q_PROPERTY(till::desktop::OpenRequest* open READ open CONSTANT)
    Q_PROPERTY(till::desktop::AllowGuard* guard READ guard CONSTANT)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool deciding READ deciding NOTIFY changed)
    Q_PROPERTY(bool proved READ proved NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    ApprovalsController(Keeper& keeper, SessionController& session, ProofController& proof,
                        const AgentListModel& agents, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] ApprovalListModel* queue() { return &m_queue; }
    [[nodiscard]] OpenRequest* open() { return &m_open; }
    [[nodiscard]] AllowGuard* guard() { return &m_guard; }
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] bool deciding() const { return m_deciding; }
    [[nodiscard]] bool proved() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }

    Q_INVOKABLE void openRequest(const QString& paymentId);
    /// The oldest that was not put off, or the oldest of all. Does nothing while one is open.
    Q_INVOKABLE void openNext();
    /// To the neighbour in the queue: the person's own doing, so it may replace what is on screen.
    Q_INVOKABLE void step(int rows);
    Q_INVOKABLE void later();
    /// Nothing happens while the guard is not armed.
    Q_INVOKABLE void allow();
    Q_INVOKABLE void deny();
    Q_INVOKABLE void prove();

Q_SIGNALS:
    void changed();
    void decided(const QString& text, bool allowed);
    /// A request came in: for a notification, never for the focus.
    void arrived(const QString& paymentId);

private:
    void reload();
    void loadPage(std::vector<wire::ApprovalShape> before, const std::optional<std::string>& after);
    void put(const wire::ApprovalShape& approval);
    void drop(const QString& paymentId, const QString& status);
    void show(const QString& paymentId);
    void decide(const char* decision);
    void finish(const QString& paymentId, const QString& text, bool allowed);
    void fail(const QString& text);

    Keeper& m_keeper;
    SessionController& m_session;
    ProofController& m_proof;
    const AgentListModel& m_agents;
    DeskClock& m_clock;
    ApprovalListModel m_queue;
    OpenRequest m_open;
    AllowGuard m_guard;
    QSet<QString> m_putOff;
    QString m_errorText;
    bool m_loaded = false;
    bool m_deciding = false;
};

} // namespace till::desktop
