#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/shared_shapes.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// One budget on screen; `id` is its place in the list.
struct BudgetRow {
    int id = 0;
    wire::BudgetEffect effect;
};

/// Budgets as bars: of the overview, of a waiting payment (with its share on top), of a decision in the
/// ledger.
class BudgetListModel : public RowListModel<BudgetRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        LabelRole = Qt::UserRole + 1,
        UsedTextRole,
        LimitTextRole,
        UsedFractionRole,
        AfterFractionRole,
        AfterTextRole,
        PaceFractionRole,
        ResetTextRole,
        ExceededRole
    };

    explicit BudgetListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setBudgets(const std::vector<wire::BudgetEffect>& budgets, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const BudgetRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

} // namespace till::desktop
