#pragma once

#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/rules/grant_list_model.h"

namespace till::desktop {

class DeskClock;
class Keeper;

/// What is allowed beside a policy: grants that were remembered with approvals, and agents' requests for
/// more. Taking back is free; giving needs the passphrase.
class AllowancesController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Allowances)
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(till::desktop::GrantListModel* grants READ grants CONSTANT)
    Q_PROPERTY(till::desktop::MoreListModel* requests READ requests CONSTANT)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(int waitingCount READ waitingCount NOTIFY changed)

public:
    AllowancesController(Keeper& keeper, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] GrantListModel* grants() { return &m_grants; }
    [[nodiscard]] MoreListModel* requests() { return &m_requests; }
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// Requests that wait for an answer, of those that are shown.
    [[nodiscard]] int waitingCount() const { return waitingOf(m_agent); }
    /// Of this agent; of anybody when it is empty.
    [[nodiscard]] int waitingOf(const std::string& agent) const;

    /// Whose to show; empty for everybody's.
    void setAgent(const std::string& agent);
    void reload();

    Q_INVOKABLE void revoke(qint64 grantId);
    /// Says no, or takes back what was granted.
    Q_INVOKABLE void denyMore(qint64 requestId);
    /// Exactly this much, until then ("2026-12-31 18:00", the person's own time).
    Q_INVOKABLE void grantMore(qint64 requestId, const QString& amount, const QString& until,
                               till::desktop::PassphraseItem* passphrase);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void done(const QString& text);

private:
    void loadGrants(std::vector<wire::GrantShape> before, std::optional<std::int64_t> after);
    void show();
    void fail(const QString& text);

    Keeper& m_keeper;
    DeskClock& m_clock;
    GrantListModel m_grants;
    MoreListModel m_requests;
    std::vector<wire::GrantShape> m_allGrants;
    std::vector<wire::MoreShape> m_allRequests;
    std::string m_agent;
    QString m_errorText;
    bool m_loaded = false;
    bool m_busy = false;
};

} // namespace till::desktop
