#pragma once

#include "app/desktop/accounts/account_list_model.h"
#include "app/desktop/items/passphrase_item.h"

namespace till::desktop {

class Keeper;
class SessionController;

/// The accounts screen: the list, a new derived account, and an address to the clipboard.
class AccountsController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Accounts)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::AccountListModel* list READ list CONSTANT)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    AccountsController(Keeper& keeper, SessionController& session, QObject* parent = nullptr);

    [[nodiscard]] AccountListModel* list() { return &m_list; }
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Balances are as old as the last look; the screen asks for them when it is shown.
    Q_INVOKABLE void reload();
    Q_INVOKABLE void add(const QString& label, till::desktop::PassphraseItem* passphrase);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void added();

private:
    Keeper& m_keeper;
    AccountListModel m_list;
    QString m_errorText;
    bool m_loaded = false;
    bool m_busy = false;
};

} // namespace till::desktop
