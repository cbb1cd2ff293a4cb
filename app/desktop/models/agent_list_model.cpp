#include "app/desktop/models/agent_list_model.h"

#include "app/desktop/models/budget_words.h"
#include "app/desktop/text/display_text.h"

#include <QCoreApplication>

namespace till::desktop {

namespace {

constexpr int kOtherColor = 8;

/// The bar on an agent's card: its daily budget when it has one, else the first.
const wire::BudgetEffect* mainBudget(const wire::AgentShape& agent)
{
    const wire::BudgetEffect* first = nullptr;
    for (const wire::BudgetEffect& each : agent.budgets) {
        if (each.unit == "payments") {
            continue;
        }
        if (each.window.starts_with("per day")) {
            return &each;
        }
        if (first == nullptr) {
            first = &each;
        }
    }
    return first;
}

} // namespace

QString presetName(const std::string& preset)
{
    const auto words = [](const char* text) { return QCoreApplication::translate("Presets", text); };
    if (preset == "practice") {
        return words(QT_TRANSLATE_NOOP("Presets", "Practice"));
    }
    if (preset == "careful") {
        return words(QT_TRANSLATE_NOOP("Presets", "Careful"));
    }
    if (preset == "everyday") {
        return words(QT_TRANSLATE_NOOP("Presets", "Everyday"));
    }
    if (preset == "autopilot") {
        return words(QT_TRANSLATE_NOOP("Presets", "Autopilot"));
    }
    return words(QT_TRANSLATE_NOOP("Presets", "Own rules"));
}

AgentListModel::AgentListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &AgentListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &AgentListModel::countChanged);
}

QHash<int, QByteArray> AgentListModel::roleNames() const
{
    return {{AgentIdRole, "agentId"},
            {NameRole, "name"},
            {PresetTextRole, "presetText"},
            {PausedRole, "paused"},
            {PausedBecauseRole, "pausedBecause"},
            {ColorIndexRole, "colorIndex"},
            {AddressRole, "address"},
            {LastCallTextRole, "lastCallText"},
            {SpentTodayTextRole, "spentTodayText"},
            {HasBudgetRole, "hasBudget"},
            {BudgetLabelRole, "budgetLabel"},
            {BudgetUsedTextRole, "budgetUsedText"},
            {BudgetLimitTextRole, "budgetLimitText"},
            {BudgetFractionRole, "budgetFraction"},
            {BudgetResetTextRole, "budgetResetText"},
            {PracticeTodayTextRole, "practiceTodayText"}};
}

void AgentListModel::setAgents(std::vector<wire::AgentShape> agents)
{
    sync(std::move(agents));
    Q_EMIT looksChanged();
}

void AgentListModel::put(wire::AgentShape agent)
{
    const int row = indexOf(agent.id);
    if (row >= 0) {
        replace(row, std::move(agent));
    } else {
        std::vector<wire::AgentShape> one;
        one.push_back(std::move(agent));
        insert(rowCount(), std::move(one));
    }
    Q_EMIT looksChanged();
}

void AgentListModel::setPracticeToday(std::map<std::string, QString> texts)
{
    if (texts != m_practiceToday) {
        m_practiceToday = std::move(texts);
        touch({PracticeTodayTextRole});
    }
}

void AgentListModel::setNow(qint64 nowMs)
{
    m_nowMs = nowMs;
    touch({LastCallTextRole, BudgetResetTextRole});
}

int AgentListModel::colorOf(const std::string& agentId) const
{
    const int row = indexOf(agentId);
    return row < 0 ? kOtherColor : static_cast<int>(rows()[static_cast<std::size_t>(row)].colour);
}

const wire::AgentShape* AgentListModel::agent(const QString& agentId) const
{
    const int row = indexOf(agentId.toStdString());
    return row < 0 ? nullptr : &rows()[static_cast<std::size_t>(row)];
}

QVariant AgentListModel::value(const wire::AgentShape& row, int role) const
{
    const wire::BudgetEffect* budget = mainBudget(row);
    switch (role) {
    case AgentIdRole:
        return toText(row.id);
    case Qt::DisplayRole:
    case NameRole:
        return toText(row.name);
    case PresetTextRole:
        return presetName(row.preset);
    case PausedRole:
        return row.state != "active"; // one that waits may pay as little
    case PausedBecauseRole:
        return toText(row.pausedBecause);
    case ColorIndexRole:
        return static_cast<int>(row.colour);
    case AddressRole:
        return toText(row.address);
    case LastCallTextRole:
        return row.lastCallMs ? age(*row.lastCallMs, m_nowMs) : tr("not since the start");
    case SpentTodayTextRole:
        return toText(row.spentTodayText);
    case HasBudgetRole:
        return budget != nullptr;
    case BudgetLabelRole:
        return budget ? budgetLabel(*budget) : QString();
    case BudgetUsedTextRole:
        return budget ? withSymbol(budget->used, budget->unit) : QString();
    case BudgetLimitTextRole:
        return budget ? withSymbol(budget->limit, budget->unit) : QString();
    case BudgetFractionRole:
        return budget ? fractionOf(budget->permilleBefore) : 0.0;
    case PracticeTodayTextRole: {
        const auto found = m_practiceToday.find(row.id);
        // The budgets of an agent that has practice money only count it already.
        return found == m_practiceToday.end() || row.preset == "practice" ? QString() : found->second;
    }
    case BudgetResetTextRole:
        return budget ? resetWords(*budget, m_nowMs, QTimeZone::systemTimeZone()) : QString();
    default:
        return {};
    }
}

} // namespace till::desktop
