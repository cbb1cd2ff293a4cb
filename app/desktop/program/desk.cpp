#include "app/desktop/program/desk.h"

namespace till::desktop {

Desk::Desk(client::KeeperConnection& connection, DeskClock& clock, SettingsController& settings,
           QObject* parent)
    : QObject(parent), m_settings(settings), m_keeper(connection), m_session(m_keeper),
      m_proof(m_keeper, m_session), m_agents(m_keeper, m_session, m_proof, clock),
      m_overview(m_keeper, m_session, *m_agents.list(), clock),
      m_approvals(m_keeper, m_session, m_proof, *m_agents.list(), clock),
      m_ledger(m_keeper, m_session, *m_agents.list(), clock,
               settings.dataDir() + QStringLiteral("/desktop.ini")),
      m_rules(m_keeper, m_session, m_agents, clock), m_accounts(m_keeper, m_session), m_networks(m_keeper),
      m_security(m_keeper, m_session), m_welcome(m_keeper, m_session, m_agents, settings, clock)
{
}

} // namespace till::desktop
