#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/insight_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct HostTrendRow {
    std::string id; ///< the host
    wire::HostSpend spend;
};

/// Where most of the money goes, with how the price of one payment there went.
class HostTrendModel : public RowListModel<HostTrendRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the overview")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        HostRole = Qt::UserRole + 1,
        SumTextRole,
        PaymentsTextRole,
        PricesRole,     ///< for a line: numbers from the oldest to the newest
        ChangeTextRole, ///< "+25 %" of the newest mean price over the oldest; empty while it moved under 5 %
        IsDearerRole,
        ShareRole,   ///< of the largest sum, 0 … 1
        SummaryRole, ///< all of it in one sentence
    };

    explicit HostTrendModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setHosts(const std::vector<wire::HostSpend>& hosts);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const HostTrendRow& row, int role) const override;

private:
    double m_largest = 0;
};

/// By how many percent the last price differs from the first; 0 with fewer than two.
[[nodiscard]] int priceChangePercent(const std::vector<std::string>& pricesMicro);

} // namespace till::desktop
