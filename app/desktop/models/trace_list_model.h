#pragma once

#include "app/desktop/models/row_list_model.h"
#include "app/desktop/models/trace_words.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct TraceLine {
    int id = 0;
    TraceStep step;
};

/// Every step of a judgement, in order.
class TraceListModel : public RowListModel<TraceLine> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { RuleTextRole = Qt::UserRole + 1, DetailRole, OutcomeRole, DecisiveRole };

    explicit TraceListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setTrace(const std::vector<wire::Reason>& trace);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const TraceLine& row, int role) const override;
};

} // namespace till::desktop
