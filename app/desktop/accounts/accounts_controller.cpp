#include "app/desktop/accounts/accounts_controller.h"

#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

AccountsController::AccountsController(Keeper& keeper, SessionController& session, QObject* parent)
    : QObject(parent), m_keeper(keeper)
{
    connect(&keeper, &Keeper::up, this, &AccountsController::reload);
    connect(&session, &SessionController::phaseChanged, this, &AccountsController::reload);
    if (keeper.isUp()) {
        reload();
    }
}

void AccountsController::reload()
{
    if (!m_keeper.isUp()) {
        return;
    }
    ask<wire::AccountsAnswer>(m_keeper, wire::AccountList{}, this,
                              [this](Result<wire::AccountsAnswer, wire::ErrorBody> answer) {
                                  if (answer) {
                                      m_loaded = true;
                                      m_list.setAccounts(std::move(answer->accounts));
                                  } else if (answer.error().code != "no_vault") {
                                      m_errorText = describe(answer.error());
                                  }
                                  Q_EMIT changed();
                              });
}

void AccountsController::add(const QString& label, PassphraseItem* passphrase)
{
    if (passphrase == nullptr || m_busy) {
        return;
    }
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    wire::AccountNew request{.label = label.trimmed().toStdString(), .passphrase = {}};
    askWithSecrets<wire::AccountsAnswer>(m_keeper, request, {{&request.passphrase, passphrase->secret()}},
                                         this,
                                         [this](const Result<wire::AccountsAnswer, wire::ErrorBody>& answer) {
                                             m_busy = false;
                                             if (!answer) {
                                                 m_errorText = describe(answer.error());
                                                 Q_EMIT changed();
                                                 return;
                                             }
                                             Q_EMIT changed();
                                             Q_EMIT added();
                                             reload();
                                         });
    passphrase->clear();
}

void AccountsController::clearError()
{
    m_errorText.clear();
    Q_EMIT changed();
}

} // namespace till::desktop
