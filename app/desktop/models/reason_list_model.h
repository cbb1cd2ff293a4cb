#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/shared_shapes.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// One reason on screen; `id` is its place in the list.
struct ReasonRow {
    int id = 0;
    wire::Reason reason;
};

/// Reasons in the keeper's order: what is different, or why it is asked.
class ReasonListModel : public RowListModel<ReasonRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { CodeRole = Qt::UserRole + 1, TextRole, IconNameRole, DangerRole };

    explicit ReasonListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setReasons(const std::vector<wire::Reason>& reasons);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const ReasonRow& row, int role) const override;
};

/// True for a difference that makes a wrong payment likely: the prompt then stays dead for longer.
[[nodiscard]] bool isDanger(const std::string& code);

} // namespace till::desktop
