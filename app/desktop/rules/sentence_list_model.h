#pragma once

#include "app/desktop/rules/part_list_model.h"
#include "core/wire/shared_shapes.h"

namespace till::desktop {

/// One sentence on screen. Found again by section and name, so that an edit keeps its row.
struct SentenceRow {
    QString id;
    Sentence sentence;
    PartListModel* parts = nullptr; ///< owned by the model of sentences
    QStringList findings;           ///< of lint, about this one
    bool isNew = false;             ///< it says something else than the policy in force
    int place = 0;                  ///< in its list, for moving
    int places = 0;
    std::optional<wire::BudgetEffect> use;
};

/// The sentences of one section of a policy.
class SentenceListModel : public RowListModel<SentenceRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a draft")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        PathRole = Qt::UserRole + 1,
        NameRole,
        NamePathRole,
        VerdictRole,
        VerdictTextRole,
        VerdictPathRole,
        PartsRole,
        PlainTextRole,
        FindingsRole,
        FreshRole,
        FirstRole,
        LastRole,
        RemovableRole,
        HasUseRole,
        UsedTextRole,
        LeftTextRole,
        UsedFractionRole,
        PaceFractionRole,
        ResetTextRole
    };

    explicit SentenceListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    /// Rows without `parts`: they get theirs here.
    void setSentences(std::vector<SentenceRow> rows, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const SentenceRow& row, int role) const override;

private:
    [[nodiscard]] QVariant use(const SentenceRow& row, int role) const;

    qint64 m_nowMs = 0;
};

} // namespace till::desktop
