#pragma once

#include "app/desktop/models/row_list_model.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// One policy to choose: the global one, or an agent's.
struct PolicyRow {
    QString id; ///< agent id, or "global"
    QString name;
    QString detail;
    int colorIndex = -1; ///< -1 for the global one
    bool isGlobal = false;
    bool isEdited = false; ///< a draft was begun
    int waiting = 0;       ///< requests and changes that wait
};

/// Whose rules there are.
class PolicyListModel : public RowListModel<PolicyRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        PolicyIdRole = Qt::UserRole + 1,
        NameRole,
        DetailRole,
        ColorIndexRole,
        GlobalRole,
        EditedRole,
        WaitingRole
    };

    explicit PolicyListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setPolicies(std::vector<PolicyRow> policies) { sync(std::move(policies)); }
    [[nodiscard]] QString idAt(int row) const;
    [[nodiscard]] int rowOf(const QString& id) const { return indexOf(id); }

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const PolicyRow& row, int role) const override;
};

} // namespace till::desktop
