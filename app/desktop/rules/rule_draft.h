#pragma once

#include "app/desktop/rules/change_list_model.h"
#include "app/desktop/rules/part_editor.h"
#include "app/desktop/rules/policy_document.h"
#include "app/desktop/rules/rule_offers.h"
#include "app/desktop/rules/sentence_list_model.h"

#include <QHash>

namespace till::desktop {

/// A policy while a person changes it: as sentences with parts to edit, and as data. The two always say the
/// same, save while the data is not one that a policy can be; then `dataError` says where and why, and the
/// sentences stand still. Knows nothing of the keeper.
class RuleDraft : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(till::desktop::SentenceListModel* limits READ limits CONSTANT)
    Q_PROPERTY(till::desktop::SentenceListModel* rules READ rules CONSTANT)
    Q_PROPERTY(till::desktop::SentenceListModel* grants READ grants CONSTANT)
    Q_PROPERTY(till::desktop::SentenceListModel* rest READ rest CONSTANT)
    Q_PROPERTY(till::desktop::ChangeListModel* changes READ changes CONSTANT)
    Q_PROPERTY(till::desktop::PartEditor* editor READ editor CONSTANT)
    Q_PROPERTY(bool dirty READ dirty NOTIFY changed)
    Q_PROPERTY(int findingCount READ findingCount NOTIFY changed)
    Q_PROPERTY(QStringList otherFindings READ otherFindings NOTIFY changed)
    Q_PROPERTY(QString dataText READ dataText NOTIFY changed)
    Q_PROPERTY(QString dataError READ dataError NOTIFY dataErrorChanged)
    Q_PROPERTY(int dataErrorLine READ dataErrorLine NOTIFY dataErrorChanged)

public:
    explicit RuleDraft(QObject* parent = nullptr);

    [[nodiscard]] SentenceListModel* limits() { return &m_limits; }
    [[nodiscard]] SentenceListModel* rules() { return &m_rules; }
    [[nodiscard]] SentenceListModel* grants() { return &m_grants; }
    [[nodiscard]] SentenceListModel* rest() { return &m_rest; }
    [[nodiscard]] ChangeListModel* changes() { return &m_changes; }
    [[nodiscard]] PartEditor* editor() { return &m_editor; }
    [[nodiscard]] bool dirty() const { return !(m_draft == m_live); }
    [[nodiscard]] int findingCount() const { return m_findingCount; }
    /// Those about the whole policy or about something that has no sentence.
    [[nodiscard]] QStringList otherFindings() const { return m_otherFindings; }
    [[nodiscard]] QString dataText() const;
    [[nodiscard]] QString dataError() const { return m_dataError; }
    /// From 1; 0 when it is about no line.
    [[nodiscard]] int dataErrorLine() const { return m_dataErrorLine; }

    [[nodiscard]] const PolicyDocument& document() const { return m_draft; }
    [[nodiscard]] const PolicyDocument& live() const { return m_live; }

    /// What is in force, and what it is looked at with. A draft that was begun stays.
    void setLive(const PolicyDocument& live, bool isGlobal, const std::string& agent);
    /// Another policy: the draft goes over to it.
    void open(const PolicyDocument& live, const PolicyDocument& draft, bool isGlobal,
              const std::string& agent);
    void setGlobal(const PolicyDocument& global);
    void setUse(std::vector<wire::BudgetEffect> budgets);
    void setNow(qint64 nowMs) { m_nowMs = nowMs; }
    /// All of it becomes this: a preset, an older version.
    void take(const PolicyDocument& document);

    Q_INVOKABLE void edit(const QString& path);
    Q_INVOKABLE void addRule();
    Q_INVOKABLE void addLimit();
    Q_INVOKABLE void removeSentence(const QString& path);
    Q_INVOKABLE void moveUp(const QString& path);
    Q_INVOKABLE void moveDown(const QString& path);
    Q_INVOKABLE void setDataText(const QString& text);
    /// The data in its usual form again; what was typed and is no policy is dropped.
    Q_INVOKABLE void tidyData();
    Q_INVOKABLE void discard();

Q_SIGNALS:
    void changed();
    void dataErrorChanged();
    /// A sentence was added: its path, to bring it into view.
    void sentenceAdded(const QString& path);

private:
    void accept(const QString& value);
    void add(const Addition& addition);
    void removePart();
    void show();
    void showEdited();
    void lint();
    [[nodiscard]] SentencePart partAt(const QString& path) const;
    [[nodiscard]] std::vector<SentenceRow> rowsOf(Section section) const;
    [[nodiscard]] std::optional<wire::BudgetEffect> useOf(const Sentence& sentence) const;
    void setDataError(const QString& text, int line);

    PolicyDocument m_live;
    PolicyDocument m_draft;
    PolicyDocument m_global;
    bool m_isGlobal = true;
    std::string m_agent;
    qint64 m_nowMs = 0;
    std::vector<wire::BudgetEffect> m_use;
    std::vector<Sentence> m_sentences;
    std::vector<Sentence> m_liveSentences;
    std::vector<PolicyDocument::Change> m_scaffold; ///< set before what is being filled in
    QHash<QString, QStringList> m_findings;         ///< by the path of a sentence
    QStringList m_otherFindings;
    int m_findingCount = 0;
    std::optional<QString> m_typed; ///< the data as it was typed, until a sentence is edited
    QString m_dataError;
    int m_dataErrorLine = 0;
    SentenceListModel m_limits;
    SentenceListModel m_rules;
    SentenceListModel m_grants;
    SentenceListModel m_rest;
    ChangeListModel m_changes;
    PartEditor m_editor;
};

} // namespace till::desktop
