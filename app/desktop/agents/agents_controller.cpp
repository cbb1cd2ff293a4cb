#include "app/desktop/agents/agents_controller.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/proof_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/overview/micro_text.h"
#include "app/desktop/text/display_text.h"

#include <QDateTime>
#include <QTimeZone>
#include <QUrl>

#include <algorithm>
#include <array>
#include <iterator>

namespace till::desktop {

namespace {
constexpr int kPaceMs = 2000;
constexpr std::array kPresets{"practice", "careful", "everyday", "autopilot"};
constexpr const char* kShopItem = "/fortune";
constexpr const char* kSomePage = "https://api.example.com/paid";
} // namespace

AgentsController::AgentsController(Keeper& keeper, SessionController& session, ProofController& proof,
                                   DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session), m_proof(proof), m_clock(clock)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPaceMs);
    connect(&m_soon, &QTimer::timeout, this, &AgentsController::reload);
    connect(&keeper, &Keeper::up, this, &AgentsController::reload);
    connect(&keeper, &Keeper::paymentsArrived, this, [this] {
        if (!m_soon.isActive()) {
            m_soon.start();
        }
    });
    connect(&session, &SessionController::phaseChanged, this, &AgentsController::reload);
    connect(&session, &SessionController::changed, this, &AgentsController::fillSnippets);
    connect(&clock, &DeskClock::ticked, this, [this] { m_list.setNow(m_clock.nowMs()); });
    connect(&m_list, &AgentListModel::countChanged, this, &AgentsController::namesChanged);
    m_list.setNow(clock.nowMs());
    if (keeper.isUp()) {
        reload();
    }
}

void AgentsController::reload()
{
    if (m_keeper.isUp()) {
        loadPage({}, {});
        loadPracticeToday();
    }
}

void AgentsController::loadPracticeToday()
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const qint64 now = m_clock.nowMs();
    const qint64 midnight =
        QDateTime::fromMSecsSinceEpoch(now, zone).date().startOfDay(zone).toMSecsSinceEpoch();
    const wire::OverviewGet request{.groupBy = "agent",
                                    .bucket = "day",
                                    .fromMs = midnight,
                                    .untilMs = std::max(now, midnight + 1),
                                    .timeZone = zone.id().toStdString(),
                                    .practice = true};
    ask<wire::Overview>(m_keeper, request, this,
                        [this](const Result<wire::Overview, wire::ErrorBody>& answer) {
                            if (!answer) {
                                return; // the list itself says what is wrong
                            }
                            std::map<std::string, QString> texts;
                            for (const wire::ChartSeries& each : answer->series) {
                                if (!each.values.empty() && each.values.back() != "0") {
                                    texts[each.key] = dollars(amountOfMicro(each.values.back()));
                                }
                            }
                            m_list.setPracticeToday(std::move(texts));
                        });
}

void AgentsController::loadPage(std::vector<wire::AgentShape> before, const std::optional<std::string>& after)
{
    ask<wire::AgentsAnswer>(
        m_keeper, wire::AgentList{after}, this,
        [this, before = std::move(before)](Result<wire::AgentsAnswer, wire::ErrorBody> answer) mutable {
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            std::move(answer->agents.begin(), answer->agents.end(), std::back_inserter(before));
            if (answer->next) {
                loadPage(std::move(before), answer->next);
                return;
            }
            m_loaded = true;
            m_list.setAgents(std::move(before));
            Q_EMIT changed();
        });
}

QString AgentsController::exampleUrl() const
{
    const QString shop = m_session.practiceShop();
    return shop.isEmpty() ? QString::fromLatin1(kSomePage) : shop + QLatin1String(kShopItem);
}

void AgentsController::add(const QString& name, const QString& preset, bool mayShop,
                           PassphraseItem* passphrase)
{
    if (passphrase == nullptr || m_busy) {
        return;
    }
    addWith(name, preset, mayShop, passphrase->secret());
    passphrase->clear();
}

void AgentsController::addWith(const QString& name, const QString& preset, bool mayShop,
                               std::span<const std::uint8_t> passphrase)
{
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    wire::AgentAdd request{.name = name.trimmed().toStdString(),
                           .account = {},
                           .preset = preset.toStdString(),
                           .policy = {},
                           .privateHosts = {},
                           .passphrase = {}};
    if (mayShop && !m_session.practiceShop().isEmpty()) {
        request.privateHosts.push_back(QUrl(m_session.practiceShop()).host().toStdString());
    }
    askWithSecrets<wire::AgentAdded>(m_keeper, request, {{&request.passphrase, passphrase}}, this,
                                     [this](const Result<wire::AgentAdded, wire::ErrorBody>& answer) {
                                         m_busy = false;
                                         if (!answer) {
                                             fail(describe(answer.error()));
                                             return;
                                         }
                                         m_list.put(answer->agent);
                                         m_freshName = toText(answer->agent.name);
                                         m_freshToken = toText(answer->token);
                                         m_freshId = toText(answer->agent.id);
                                         fillSnippets();
                                         Q_EMIT changed();
                                         Q_EMIT freshChanged();
                                         Q_EMIT added(m_freshId);
                                     });
}

void AgentsController::fillSnippets()
{
    if (m_freshToken.isEmpty()) {
        return;
    }
    m_snippets.setSnippets(snippetsFor(m_session.endpoint(), m_freshToken, exampleUrl()));
}

void AgentsController::forgetToken()
{
    m_freshName.clear();
    m_freshId.clear();
    // A token is no passphrase: it can only ask. Still, nothing here keeps it.
    m_freshToken.fill(QLatin1Char('0'));
    m_freshToken.clear();
    m_snippets.setSnippets({});
    Q_EMIT freshChanged();
}

void AgentsController::pause(const QString& agentId)
{
    setState(agentId, "paused");
}

void AgentsController::resume(const QString& agentId)
{
    const wire::AgentShape* agent = m_list.agent(agentId);
    const QString name = agent != nullptr ? toText(agent->name) : agentId;
    m_proof.need(tr("Resuming %1 lets it pay again.").arg(name),
                 [this, agentId] { setState(agentId, "active"); });
}

void AgentsController::setState(const QString& agentId, const char* state)
{
    const wire::AgentSetState request{.agent = agentId.toStdString(), .state = state, .passphrase = {}};
    ask<wire::AgentsAnswer>(m_keeper, request, this,
                            [this](Result<wire::AgentsAnswer, wire::ErrorBody> answer) {
                                if (!answer) {
                                    Q_EMIT failed(describe(answer.error()));
                                    return;
                                }
                                for (wire::AgentShape& each : answer->agents) {
                                    m_list.put(std::move(each));
                                }
                            });
}

void AgentsController::clearError()
{
    m_errorText.clear();
    Q_EMIT changed();
}

void AgentsController::fail(const QString& text)
{
    m_errorText = text;
    Q_EMIT changed();
}

QString AgentsController::presetKey(int index) const
{
    const bool isKnown = index >= 0 && index < static_cast<int>(kPresets.size());
    return isKnown ? QString::fromLatin1(kPresets.at(static_cast<std::size_t>(index))) : QString();
}

QStringList AgentsController::namesForFilter() const
{
    QStringList names{tr("All agents")};
    for (const wire::AgentShape& each : m_list.agents()) {
        names += toText(each.name);
    }
    return names;
}

QString AgentsController::idForFilter(int index) const
{
    const bool isAgent = index > 0 && index <= m_list.rowCount();
    return isAgent ? toText(m_list.agents()[static_cast<std::size_t>(index) - 1].id) : QString();
}

int AgentsController::filterIndexOf(const QString& agentId) const
{
    for (int index = 1; index <= m_list.rowCount(); ++index) {
        if (idForFilter(index) == agentId) {
            return index;
        }
    }
    return 0;
}

} // namespace till::desktop
