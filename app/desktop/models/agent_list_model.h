#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/admin_messages.h"

#include <QtQmlIntegration>

#include <map>

namespace till::desktop {

/// All agents, oldest first. Also the one place that knows an agent's colour, which is the same on every
/// screen.
class AgentListModel : public RowListModel<wire::AgentShape> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        AgentIdRole = Qt::UserRole + 1,
        NameRole,
        PresetTextRole,
        PausedRole,
        PausedBecauseRole,
        ColorIndexRole,
        AddressRole,
        LastCallTextRole,
        SpentTodayTextRole,
        HasBudgetRole,
        BudgetLabelRole,
        BudgetUsedTextRole,
        BudgetLimitTextRole,
        BudgetFractionRole,
        BudgetResetTextRole,
        PracticeTodayTextRole ///< spent today in practice money, which no budget above counts; or empty
    };

    explicit AgentListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void setAgents(std::vector<wire::AgentShape> agents);
    /// Adds the agent, or brings its row to the new state.
    void put(wire::AgentShape agent);
    /// Practice money that each agent spent today, by its id, for those that may spend real money too.
    void setPracticeToday(std::map<std::string, QString> texts);
    /// The time that "5 min ago" counts from.
    void setNow(qint64 nowMs);

    /// 8 ("other") for an agent that is not known.
    [[nodiscard]] int colorOf(const std::string& agentId) const;
    [[nodiscard]] const wire::AgentShape* agent(const QString& agentId) const;
    [[nodiscard]] const std::vector<wire::AgentShape>& agents() const { return rows(); }

Q_SIGNALS:
    void countChanged();
    /// A name or colour may have changed: rows elsewhere that show one should look again.
    void looksChanged();

protected:
    [[nodiscard]] QVariant value(const wire::AgentShape& row, int role) const override;

private:
    std::map<std::string, QString> m_practiceToday;
    qint64 m_nowMs = 0;
};

/// "Everyday": the preset's name for people.
[[nodiscard]] QString presetName(const std::string& preset);

} // namespace till::desktop
