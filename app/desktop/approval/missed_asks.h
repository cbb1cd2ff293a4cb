#pragma once

#include "app/desktop/approval/grant_draft.h"
#include "app/desktop/models/payment_list_model.h"
#include "core/money/amount.h"
#include "core/wire/admin_messages.h"

#include <QObject>
#include <QTimer>
#include <QtQmlIntegration>

namespace till::desktop {

class AgentListModel;
class DeskClock;
class Keeper;
class PassphraseItem;

/// Requests of the last days that nobody decided in time, newest first, and "allow the next one like this": a
/// grant for this very agent, host, payee and amount in the agent's rules, for 24 hours.
class MissedAsks : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(MissedAsks)
    QML_UNCREATABLE("comes with the approvals")
    Q_PROPERTY(till::desktop::PaymentListModel* list READ list CONSTANT)
    Q_PROPERTY(bool choosing READ choosing NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    MissedAsks(Keeper& keeper, const AgentListModel& agents, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] PaymentListModel* list() { return &m_list; }
    /// The person looks at one of them, to allow the next.
    [[nodiscard]] bool choosing() const { return !m_chosen.id.empty(); }
    /// What it takes is known: it can be allowed.
    [[nodiscard]] bool ready() const { return !m_document.empty(); }
    [[nodiscard]] bool busy() const { return m_busy; }
    /// The rule that it makes.
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }

    void reload();
    Q_INVOKABLE void choose(const QString& paymentId);
    Q_INVOKABLE void cancel();
    /// Widens: needs the passphrase, whatever this connection has proved.
    Q_INVOKABLE void allowNext(till::desktop::PassphraseItem* passphrase);

Q_SIGNALS:
    void changed();
    void allowed(const QString& text);

private:
    void addSpent(const wire::PaymentRow& missed, std::optional<std::string> after, money::Amount sum,
                  int pagesLeft);
    void makeDraft(const money::Amount& spentMicro);
    void fail(const QString& text);

    Keeper& m_keeper;
    DeskClock& m_clock;
    PaymentListModel m_list;
    QTimer m_soon;
    std::vector<wire::PaymentRow> m_rows;
    wire::PaymentRow m_chosen;
    GrantDraft m_draft;
    std::string m_document; ///< the policy with the grant in it
    QString m_errorText;
    bool m_busy = false;
};

} // namespace till::desktop
