#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/policy_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct PendingRow {
    qint64 id = 0;
    wire::PendingShape change;
};

/// Changes that loosen and wait for their time.
class PendingListModel : public RowListModel<PendingRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { ChangeIdRole = Qt::UserRole + 1, SummaryRole, DueTextRole, DetailRole };

    explicit PendingListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setChanges(std::vector<wire::PendingShape> changes, qint64 nowMs);
    void setNow(qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const PendingRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

} // namespace till::desktop
