#include "app/desktop/rules/rules_controller.h"

#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace till::desktop {

namespace {
const QString kGlobal = QStringLiteral("global");
constexpr qint64 kMsPerSecond = 1000;
constexpr qint64 kLookAgainMs = 15'000; ///< requests for more come without an event of their own here
} // namespace

RulesController::RulesController(Keeper& keeper, SessionController& session, AgentsController& agents,
                                 DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_agents(agents), m_clock(clock), m_save(keeper, m_draft),
      m_trial(keeper, m_draft, clock), m_allowances(keeper, clock), m_policyId(kGlobal)
{
    m_save.setPolicy(ownerText());
    m_trial.setPolicy(ownerText());
    m_draft.setNow(clock.nowMs());
    connect(&keeper, &Keeper::up, this, &RulesController::reload);
    connect(&session, &SessionController::phaseChanged, this, &RulesController::reload);
    connect(&agents, &AgentsController::changed, this, &RulesController::listPolicies);
    connect(agents.list(), &QAbstractItemModel::dataChanged, this, [this] {
        listPolicies();
        m_draft.setUse(budgetsInUse());
    });
    connect(&m_draft, &RuleDraft::changed, this, &RulesController::listPolicies);
    connect(&m_allowances, &AllowancesController::changed, this, &RulesController::listPolicies);
    connect(&m_allowances, &AllowancesController::done, this, &RulesController::done);
    connect(&m_save, &RuleSave::saved, this, [this](const QString& text) {
        m_drafts.erase(ownerText());
        m_isDraftDone = true;
        Q_EMIT done(text);
        reload();
    });
    connect(&clock, &DeskClock::ticked, this, [this, last = clock.nowMs()]() mutable {
        m_pending.setNow(m_clock.nowMs());
        if (m_isActive && m_clock.nowMs() - last > kLookAgainMs) {
            last = m_clock.nowMs();
            reload();
        }
    });
    listPolicies();
}

QString RulesController::name() const
{
    if (global()) {
        return tr("Global rules");
    }
    const wire::AgentShape* agent = m_agents.list()->agent(m_policyId);
    return agent == nullptr ? m_policyId : shownInSentence(agent->name);
}

bool RulesController::global() const
{
    return m_policyId == kGlobal;
}

QString RulesController::summary() const
{
    if (!m_isLoaded) {
        return {};
    }
    const QString version = m_live.version == 0 ? tr("Never changed") : tr("Version %1").arg(m_live.version);
    return global() ? tr("They stand above those of every agent. %1.").arg(version)
                    : tr("%1. %2.").arg(presetName(m_live.preset), version);
}

QString RulesController::delayText() const
{
    return m_delaySeconds == 0 ? tr("Loosening takes effect at once.")
                               : tr("Loosening waits %1.").arg(durationText(m_delaySeconds * kMsPerSecond));
}

void RulesController::setActive(bool active)
{
    if (m_isActive != active) {
        m_isActive = active;
        reload();
    }
}

void RulesController::select(const QString& policyId)
{
    if (policyId == m_policyId || m_policies.rowOf(policyId) < 0) {
        return;
    }
    keepDraft();
    m_save.cancel();
    m_policyId = policyId;
    m_isLoaded = false;
    m_isDraftDone = false;
    m_errorText.clear();
    m_movedText.clear();
    m_allVersions.clear();
    m_versions.setVersions({}, m_clock.nowMs());
    m_nextVersion.reset();
    m_save.setPolicy(ownerText());
    m_trial.setPolicy(ownerText());
    m_allowances.setAgent(global() ? std::string() : ownerText());
    takePending({m_delaySeconds, m_allPending});
    Q_EMIT changed();
    reload();
}

void RulesController::step(int rows)
{
    select(m_policies.idAt(m_policies.rowOf(m_policyId) + rows));
}

void RulesController::keepDraft()
{
    if (m_draft.dirty()) {
        m_drafts.insert_or_assign(ownerText(), m_draft.document());
    } else {
        m_drafts.erase(ownerText());
    }
}

void RulesController::reload()
{
    if (!m_isActive || !m_keeper.isUp()) {
        return;
    }
    m_draft.setNow(m_clock.nowMs());
    loadPolicy();
    loadVersions({});
    loadPending();
    loadPresets();
    m_trial.reload();
    m_allowances.reload();
}

void RulesController::loadPolicy()
{
    if (!global()) {
        ask<wire::PolicyShape>(m_keeper, wire::PolicyGet{kGlobal.toStdString(), {}}, this,
                               [this](const Result<wire::PolicyShape, wire::ErrorBody>& answer) {
                                   const auto above = answer ? PolicyDocument::fromText(answer->document)
                                                             : Result<PolicyDocument, policy::PolicyFault>();
                                   if (answer && above) {
                                       m_draft.setGlobal(*above);
                                   }
                               });
    }
    ask<wire::PolicyShape>(
        m_keeper, wire::PolicyGet{ownerText(), {}}, this,
        [this, owner = m_policyId](const Result<wire::PolicyShape, wire::ErrorBody>& answer) {
            if (owner != m_policyId) {
                return;
            }
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            takePolicy(*answer);
        });
}

void RulesController::takePolicy(const wire::PolicyShape& policy)
{
    const auto live = PolicyDocument::fromText(policy.document);
    if (!live) {
        fail(documentFault(live.error()));
        return;
    }
    const std::string agent = global() ? std::string() : ownerText();
    if (!m_isLoaded) {
        const auto kept = m_drafts.find(ownerText());
        m_draft.open(*live, kept == m_drafts.end() ? *live : kept->second, global(), agent);
        m_drafts.erase(ownerText());
    } else if (m_isDraftDone) {
        m_draft.open(*live, *live, global(), agent);
    } else if (policy.hash != m_live.hash) {
        if (m_draft.dirty() && !(m_draft.document() == *live)) {
            m_movedText =
                tr("These rules were changed elsewhere: version %1 is in force. What you see is your "
                   "draft; saving puts it in its place.")
                    .arg(policy.version);
        }
        m_draft.setLive(*live, global(), agent);
    }
    if (!m_draft.dirty()) {
        m_movedText.clear();
    }
    m_isDraftDone = false;
    m_live = policy;
    m_isLoaded = true;
    m_errorText.clear();
    m_draft.setUse(budgetsInUse());
    Q_EMIT changed();
}

std::vector<wire::BudgetEffect> RulesController::budgetsInUse() const
{
    if (!global()) {
        const wire::AgentShape* agent = m_agents.list()->agent(m_policyId);
        return agent == nullptr ? std::vector<wire::BudgetEffect>() : agent->budgets;
    }
    // Every agent's budgets begin with the global ones, and those that nobody has a part of are the same for
    // all.
    const auto& agents = m_agents.list()->agents();
    return agents.empty() ? std::vector<wire::BudgetEffect>() : agents.front().budgets;
}

void RulesController::loadVersions(std::optional<std::int64_t> before)
{
    ask<wire::PolicyHistory>(
        m_keeper, wire::PolicyHistoryGet{ownerText(), before}, this,
        [this, owner = m_policyId, before](Result<wire::PolicyHistory, wire::ErrorBody> answer) {
            if (owner != m_policyId || !answer) {
                return;
            }
            if (!before) {
                m_allVersions.clear();
            }
            std::move(answer->versions.begin(), answer->versions.end(), std::back_inserter(m_allVersions));
            m_nextVersion = answer->next;
            m_versions.setVersions(m_allVersions, m_clock.nowMs());
            Q_EMIT changed();
        });
}

void RulesController::loadOlderVersions()
{
    if (m_nextVersion) {
        loadVersions(std::exchange(m_nextVersion, std::nullopt));
    }
}

void RulesController::loadPending()
{
    ask<wire::PendingAnswer>(m_keeper, wire::PendingList{}, this,
                             [this](Result<wire::PendingAnswer, wire::ErrorBody> answer) {
                                 if (answer) {
                                     takePending(std::move(*answer));
                                 }
                             });
}

void RulesController::takePending(wire::PendingAnswer answer)
{
    m_delaySeconds = answer.delaySeconds;
    m_save.setDelay(m_delaySeconds);
    m_allPending = std::move(answer.changes);
    std::vector<wire::PendingShape> own = m_allPending;
    std::erase_if(own,
                  [this](const wire::PendingShape& each) { return !global() && each.policy != ownerText(); });
    m_pending.setChanges(std::move(own), m_clock.nowMs());
    listPolicies();
    Q_EMIT changed();
}

void RulesController::recall(qint64 changeId)
{
    ask<wire::PendingAnswer>(m_keeper, wire::PendingRecall{changeId, "app"}, this,
                             [this](Result<wire::PendingAnswer, wire::ErrorBody> answer) {
                                 if (!answer) {
                                     fail(describe(answer.error()));
                                     return;
                                 }
                                 takePending(std::move(*answer));
                                 Q_EMIT done(tr("Called back. It will not take effect."));
                             });
}

void RulesController::loadPresets()
{
    if (!m_presets.empty()) {
        return;
    }
    ask<wire::PresetsAnswer>(m_keeper, wire::PresetList{}, this,
                             [this](Result<wire::PresetsAnswer, wire::ErrorBody> answer) {
                                 if (answer) {
                                     for (wire::PresetShape& each : answer->presets) {
                                         m_presets[each.name] = std::move(each.document);
                                     }
                                 }
                             });
}

void RulesController::usePreset(const QString& preset)
{
    const auto found = m_presets.find(preset.toStdString());
    if (found == m_presets.end() || global()) {
        return;
    }
    auto document = PolicyDocument::fromText(found->second);
    if (!document) {
        return;
    }
    // A preset says nothing of private addresses: what the agent may fetch stays.
    const auto& hosts = m_draft.live().policy().privateHosts;
    if (!hosts.empty() && document->set({{"/privateHosts", jsonText(hosts)}})) {
        return;
    }
    m_draft.take(*document);
}

std::string RulesController::presetOfDraft() const
{
    for (const auto& [name, text] : m_presets) {
        auto document = PolicyDocument::fromText(text);
        const auto& hosts = m_draft.live().policy().privateHosts;
        if (document && !hosts.empty()) {
            (void)document->set({{"/privateHosts", jsonText(hosts)}});
        }
        if (!global() && document && *document == m_draft.document()) {
            return name;
        }
    }
    return {};
}

void RulesController::startSave()
{
    if (m_isLoaded && m_draft.dirty() && m_draft.dataError().isEmpty()) {
        m_save.begin(presetOfDraft());
    }
}

void RulesController::startRestore(qint64 version)
{
    ask<wire::PolicyShape>(
        m_keeper, wire::PolicyGet{ownerText(), version}, this,
        [this, owner = m_policyId, version](const Result<wire::PolicyShape, wire::ErrorBody>& answer) {
            if (owner != m_policyId) {
                return;
            }
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            m_save.beginRestore(version, answer->document);
        });
}

void RulesController::listPolicies()
{
    const auto waiting = [this](const std::string& owner) {
        const auto changes =
            std::count_if(m_allPending.begin(), m_allPending.end(),
                          [&owner](const wire::PendingShape& each) { return each.policy == owner; });
        return static_cast<int>(changes) +
               (owner == kGlobal.toStdString() ? 0 : m_allowances.waitingOf(owner));
    };
    const auto isEdited = [this](const QString& id) {
        return id == m_policyId ? m_isLoaded && m_draft.dirty() : m_drafts.contains(id.toStdString());
    };
    std::vector<PolicyRow> rows;
    rows.push_back({.id = kGlobal,
                    .name = tr("Global"),
                    .detail = tr("above all agents"),
                    .colorIndex = -1,
                    .isGlobal = true,
                    .isEdited = isEdited(kGlobal),
                    .waiting = waiting(kGlobal.toStdString())});
    for (const wire::AgentShape& each : m_agents.list()->agents()) {
        const QString id = toText(each.id);
        rows.push_back({.id = id,
                        .name = shownInSentence(each.name),
                        .detail = presetName(each.preset),
                        .colorIndex = static_cast<int>(each.colour),
                        .isGlobal = false,
                        .isEdited = isEdited(id),
                        .waiting = waiting(each.id)});
    }
    m_policies.setPolicies(std::move(rows));
    Q_EMIT changed();
}

void RulesController::clearError()
{
    m_errorText.clear();
    Q_EMIT changed();
}

void RulesController::fail(const QString& text)
{
    m_errorText = text;
    Q_EMIT changed();
}

} // namespace till::desktop
