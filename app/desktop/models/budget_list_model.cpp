#include "app/desktop/models/budget_list_model.h"

#include "app/desktop/models/budget_words.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

BudgetListModel::BudgetListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &BudgetListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &BudgetListModel::countChanged);
}

QHash<int, QByteArray> BudgetListModel::roleNames() const
{
    return {{LabelRole, "label"},
            {UsedTextRole, "usedText"},
            {LimitTextRole, "limitText"},
            {UsedFractionRole, "usedFraction"},
            {AfterFractionRole, "afterFraction"},
            {AfterTextRole, "afterText"},
            {PaceFractionRole, "paceFraction"},
            {ResetTextRole, "resetText"},
            {ExceededRole, "exceeded"}};
}

void BudgetListModel::setBudgets(const std::vector<wire::BudgetEffect>& budgets, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<BudgetRow> fresh;
    fresh.reserve(budgets.size());
    for (const wire::BudgetEffect& each : budgets) {
        fresh.push_back({static_cast<int>(fresh.size()), each});
    }
    sync(std::move(fresh));
}

QVariant BudgetListModel::value(const BudgetRow& row, int role) const
{
    const wire::BudgetEffect& budget = row.effect;
    const bool changes = budget.permilleAfter > budget.permilleBefore;
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return budgetLabel(budget);
    case UsedTextRole:
        return withSymbol(budget.used, budget.unit);
    case LimitTextRole:
        return withSymbol(budget.limit, budget.unit);
    case UsedFractionRole:
        return fractionOf(budget.permilleBefore);
    case AfterFractionRole:
        return changes ? fractionOf(budget.permilleAfter) : -1.0;
    case AfterTextRole:
        if (budget.exceeded) {
            return tr("over the limit"); // the bar's words go on: "… after this payment"
        }
        return changes ? tr("%1 left").arg(withSymbol(budget.remaining, budget.unit)) : QString();
    case PaceFractionRole:
        return paceOf(budget, m_nowMs);
    case ResetTextRole:
        return resetWords(budget, m_nowMs, QTimeZone::systemTimeZone());
    case ExceededRole:
        return budget.exceeded;
    default:
        return {};
    }
}

} // namespace till::desktop
