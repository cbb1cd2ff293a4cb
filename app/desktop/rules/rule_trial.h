#pragma once

#include "app/desktop/rules/difference_list_model.h"
#include "core/wire/shadow_messages.h"
#include "core/wire/simulate_messages.h"

namespace till::desktop {

class DeskClock;
class Keeper;
class RuleDraft;

/// Trying a draft before it is saved: run over the recorded history, or as a shadow beside the live policy,
/// which decides nothing and only says where it differs.
class RuleTrial : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int days READ days NOTIFY changed)
    Q_PROPERTY(bool running READ running NOTIFY changed)
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(bool stale READ stale NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(till::desktop::TallyListModel* tally READ tally CONSTANT)
    Q_PROPERTY(till::desktop::DifferenceListModel* differences READ differences CONSTANT)
    Q_PROPERTY(bool shadowSet READ shadowSet NOTIFY changed)
    Q_PROPERTY(bool shadowIsDraft READ shadowIsDraft NOTIFY changed)
    Q_PROPERTY(QString shadowSince READ shadowSince NOTIFY changed)
    Q_PROPERTY(QString shadowSentence READ shadowSentence NOTIFY changed)
    Q_PROPERTY(till::desktop::DifferenceListModel* shadowDifferences READ shadowDifferences CONSTANT)

public:
    RuleTrial(Keeper& keeper, RuleDraft& draft, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] int days() const { return m_days; }
    [[nodiscard]] bool running() const { return m_isRunning; }
    /// There is a result of this policy.
    [[nodiscard]] bool ready() const { return m_isReady; }
    /// The draft has changed since.
    [[nodiscard]] bool stale() const;
    [[nodiscard]] QString sentence() const { return m_sentence; }
    [[nodiscard]] QString note() const { return m_note; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] TallyListModel* tally() { return &m_tally; }
    [[nodiscard]] DifferenceListModel* differences() { return &m_differences; }
    [[nodiscard]] bool shadowSet() const { return m_shadow.isSet; }
    [[nodiscard]] bool shadowIsDraft() const;
    [[nodiscard]] QString shadowSince() const;
    [[nodiscard]] QString shadowSentence() const;
    [[nodiscard]] DifferenceListModel* shadowDifferences() { return &m_shadowDifferences; }

    /// Another policy; what was found of the one before is forgotten.
    void setPolicy(const std::string& owner);
    void reload();

    Q_INVOKABLE void setDays(int days);
    Q_INVOKABLE void run();
    /// The draft runs as a shadow from now on, in place of an earlier one.
    Q_INVOKABLE void shadowDraft();
    Q_INVOKABLE void dropShadow();
    /// The shadow becomes the draft, to be saved.
    Q_INVOKABLE void takeShadow();

Q_SIGNALS:
    void changed();

private:
    void take(const wire::PolicySimulated& answer);
    void takeShadow(wire::ShadowShape shadow);
    template <class Request>
    void askShadow(const Request& request);

    Keeper& m_keeper;
    RuleDraft& m_draft;
    DeskClock& m_clock;
    std::string m_owner;
    int m_days = 30;
    int m_generation = 0;
    bool m_isRunning = false;
    bool m_isReady = false;
    std::string m_ranText; ///< the document that was run
    QString m_sentence;
    QString m_note;
    QString m_errorText;
    TallyListModel m_tally;
    DifferenceListModel m_differences;
    wire::ShadowShape m_shadow;
    DifferenceListModel m_shadowDifferences;
};

} // namespace till::desktop
