#pragma once

#include "app/desktop/charts/spend_series_model.h"

#include <QObject>

/// Data of C++ that the QML tests look at.
class Sample : public QObject {
    Q_OBJECT
    Q_PROPERTY(till::charts::SpendSeriesModel* spend READ spend CONSTANT)
    Q_PROPERTY(till::charts::SpendSeriesModel* nothing READ nothing CONSTANT)

public:
    Sample();

    [[nodiscard]] till::charts::SpendSeriesModel* spend() { return &m_spend; }
    [[nodiscard]] till::charts::SpendSeriesModel* nothing() { return &m_nothing; }

    /// Fills the spend of `agentCount` agents over `hourCount` hours, agent i in hour h: i + h cents.
    Q_INVOKABLE void fillSpend(int agentCount, int hourCount);

private:
    till::charts::SpendSeriesModel m_spend;
    till::charts::SpendSeriesModel m_nothing;
};
