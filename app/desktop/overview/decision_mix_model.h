#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/insight_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct DecisionMixRow {
    int id = 0;
    std::int64_t requests = 0;
};

/// How requests were decided: by the rules, by the person, not at all. Always the same rows in the same
/// order; those of no request are left out.
class DecisionMixModel : public RowListModel<DecisionMixRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the overview")
    Q_PROPERTY(int count READ rowCount NOTIFY changed)
    Q_PROPERTY(QString summary READ summary NOTIFY changed)

public:
    enum Role {
        LabelRole = Qt::UserRole + 1,
        RequestsRole,
        FractionRole, ///< of all requests, 0 … 1
        PercentTextRole,
        ToneRole,   ///< good, info, bad, attention or neutral
        StatesRole, ///< what the ledger is filtered by
    };

    explicit DecisionMixModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setMix(const wire::DecisionMix& mix);
    /// "Of 412 requests 380 were allowed by your rules, …"
    [[nodiscard]] QString summary() const;

Q_SIGNALS:
    void changed();

protected:
    [[nodiscard]] QVariant value(const DecisionMixRow& row, int role) const override;

private:
    std::int64_t m_all = 0;
};

} // namespace till::desktop
