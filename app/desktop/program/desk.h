#pragma once

#include "app/desktop/accounts/accounts_controller.h"
#include "app/desktop/accounts/network_list_model.h"
#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/approval/approvals_controller.h"
#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/keeper.h"
#include "app/desktop/ledger/ledger_controller.h"
#include "app/desktop/overview/overview_controller.h"
#include "app/desktop/rules/rules_controller.h"
#include "app/desktop/security/security_controller.h"
#include "app/desktop/settings/settings_controller.h"
#include "app/desktop/welcome/welcome_controller.h"

namespace till::desktop {

/// Everything behind the window, built in one place and handed to the root of the QML as its one property.
class Desk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("the program makes the one there is")
    Q_PROPERTY(till::desktop::SessionController* session READ session CONSTANT)
    Q_PROPERTY(till::desktop::ProofController* proof READ proof CONSTANT)
    Q_PROPERTY(till::desktop::AgentsController* agents READ agents CONSTANT)
    Q_PROPERTY(till::desktop::OverviewController* overview READ overview CONSTANT)
    Q_PROPERTY(till::desktop::ApprovalsController* approvals READ approvals CONSTANT)
    Q_PROPERTY(till::desktop::LedgerController* ledger READ ledger CONSTANT)
    Q_PROPERTY(till::desktop::RulesController* rules READ rules CONSTANT)
    Q_PROPERTY(till::desktop::AccountsController* accounts READ accounts CONSTANT)
    Q_PROPERTY(till::desktop::NetworkListModel* networks READ networks CONSTANT)
    Q_PROPERTY(till::desktop::SettingsController* settings READ settings CONSTANT)
    Q_PROPERTY(till::desktop::SecurityController* security READ security CONSTANT)
    Q_PROPERTY(till::desktop::WelcomeController* welcome READ welcome CONSTANT)

public:
    Desk(client::KeeperConnection& connection, DeskClock& clock, SettingsController& settings,
         QObject* parent = nullptr);

    [[nodiscard]] SessionController* session() { return &m_session; }
    [[nodiscard]] ProofController* proof() { return &m_proof; }
    [[nodiscard]] AgentsController* agents() { return &m_agents; }
    [[nodiscard]] OverviewController* overview() { return &m_overview; }
    [[nodiscard]] ApprovalsController* approvals() { return &m_approvals; }
    [[nodiscard]] LedgerController* ledger() { return &m_ledger; }
    [[nodiscard]] RulesController* rules() { return &m_rules; }
    [[nodiscard]] AccountsController* accounts() { return &m_accounts; }
    [[nodiscard]] NetworkListModel* networks() { return &m_networks; }
    [[nodiscard]] SettingsController* settings() { return &m_settings; }
    [[nodiscard]] SecurityController* security() { return &m_security; }
    [[nodiscard]] WelcomeController* welcome() { return &m_welcome; }

private:
    SettingsController& m_settings;
    Keeper m_keeper;
    SessionController m_session;
    ProofController m_proof;
    AgentsController m_agents;
    OverviewController m_overview;
    ApprovalsController m_approvals;
    LedgerController m_ledger;
    RulesController m_rules;
    AccountsController m_accounts;
    NetworkListModel m_networks;
    SecurityController m_security;
    WelcomeController m_welcome;
};

} // namespace till::desktop
