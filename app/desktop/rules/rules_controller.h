#pragma once

#include "app/desktop/rules/allowances_controller.h"
#include "app/desktop/rules/pending_list_model.h"
#include "app/desktop/rules/policy_list_model.h"
#include "app/desktop/rules/rule_draft.h"
#include "app/desktop/rules/rule_save.h"
#include "app/desktop/rules/rule_trial.h"
#include "app/desktop/rules/version_list_model.h"

#include <map>

namespace till::desktop {

class AgentsController;
class SessionController;

/// The rules screen: whose policy is looked at, what is in force, its versions, what waits, and the draft
/// that was begun. A draft stays when another policy is looked at, until it is saved or discarded.
class RulesController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Rules)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::PolicyListModel* policies READ policies CONSTANT)
    Q_PROPERTY(till::desktop::RuleDraft* draft READ draft CONSTANT)
    Q_PROPERTY(till::desktop::RuleSave* save READ save CONSTANT)
    Q_PROPERTY(till::desktop::RuleTrial* trial READ trial CONSTANT)
    Q_PROPERTY(till::desktop::AllowancesController* allowances READ allowances CONSTANT)
    Q_PROPERTY(till::desktop::VersionListModel* versions READ versions CONSTANT)
    Q_PROPERTY(till::desktop::PendingListModel* pending READ pending CONSTANT)
    Q_PROPERTY(QString policyId READ policyId NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)
    Q_PROPERTY(bool global READ global NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool moreVersions READ moreVersions NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString movedText READ movedText NOTIFY changed)
    Q_PROPERTY(QString delayText READ delayText NOTIFY changed)

public:
    RulesController(Keeper& keeper, SessionController& session, AgentsController& agents, DeskClock& clock,
                    QObject* parent = nullptr);

    [[nodiscard]] PolicyListModel* policies() { return &m_policies; }
    [[nodiscard]] RuleDraft* draft() { return &m_draft; }
    [[nodiscard]] RuleSave* save() { return &m_save; }
    [[nodiscard]] RuleTrial* trial() { return &m_trial; }
    [[nodiscard]] AllowancesController* allowances() { return &m_allowances; }
    [[nodiscard]] VersionListModel* versions() { return &m_versions; }
    [[nodiscard]] PendingListModel* pending() { return &m_pending; }
    [[nodiscard]] QString policyId() const { return m_policyId; }
    [[nodiscard]] QString name() const;
    /// "Everyday, version 3"
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool global() const;
    [[nodiscard]] bool loaded() const { return m_isLoaded; }
    [[nodiscard]] bool moreVersions() const { return m_nextVersion.has_value(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// The policy was changed elsewhere while a draft of it was open; empty otherwise.
    [[nodiscard]] QString movedText() const { return m_movedText; }
    [[nodiscard]] QString delayText() const;

    /// Whether the screen is shown: only then is the keeper asked.
    Q_INVOKABLE void setActive(bool active);
    Q_INVOKABLE void select(const QString& policyId);
    Q_INVOKABLE void step(int rows);
    Q_INVOKABLE void startSave();
    Q_INVOKABLE void startRestore(qint64 version);
    /// "practice", "careful", "everyday", "autopilot": becomes the draft.
    Q_INVOKABLE void usePreset(const QString& preset);
    Q_INVOKABLE void recall(qint64 changeId);
    Q_INVOKABLE void loadOlderVersions();
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void done(const QString& text);

private:
    void reload();
    void loadPolicy();
    void loadVersions(std::optional<std::int64_t> before);
    void loadPending();
    void loadPresets();
    void takePolicy(const wire::PolicyShape& policy);
    void takePending(wire::PendingAnswer answer);
    void listPolicies();
    void keepDraft();
    [[nodiscard]] std::string ownerText() const { return m_policyId.toStdString(); }
    [[nodiscard]] std::string presetOfDraft() const;
    [[nodiscard]] std::vector<wire::BudgetEffect> budgetsInUse() const;
    void fail(const QString& text);

    Keeper& m_keeper;
    AgentsController& m_agents;
    DeskClock& m_clock;
    PolicyListModel m_policies;
    RuleDraft m_draft;
    RuleSave m_save;
    RuleTrial m_trial;
    AllowancesController m_allowances;
    VersionListModel m_versions;
    PendingListModel m_pending;
    QString m_policyId;
    wire::PolicyShape m_live;
    std::vector<wire::PolicyVersionShape> m_allVersions;
    std::vector<wire::PendingShape> m_allPending;
    std::optional<std::int64_t> m_nextVersion;
    std::map<std::string, PolicyDocument> m_drafts; ///< of policies that are not looked at, by owner
    std::map<std::string, std::string> m_presets;   ///< documents
    qint64 m_delaySeconds = 0;
    QString m_errorText;
    QString m_movedText;
    bool m_isActive = false;
    bool m_isLoaded = false;
    bool m_isDraftDone = false; ///< it was saved: what the keeper says next takes its place
};

} // namespace till::desktop
