#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace till::charts {

/// A budget as one bar: what is used (solid), what this payment would add (hatched), the limit, and
/// a tick where the time stands in the window. What lies beyond the limit gets a colour and a
/// hatching of its own, and the limit becomes a line inside of the bar.
class BudgetBarItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    /// Parts of the limit: 0 is nothing, 1 the whole limit; -1 means "not shown".
    Q_PROPERTY(qreal usedFraction MEMBER m_usedFraction NOTIFY changed)
    Q_PROPERTY(qreal afterFraction MEMBER m_afterFraction NOTIFY changed)
    Q_PROPERTY(qreal paceFraction MEMBER m_paceFraction NOTIFY changed)
    Q_PROPERTY(QColor trackColor MEMBER m_trackColor NOTIFY changed)
    Q_PROPERTY(QColor usedColor MEMBER m_usedColor NOTIFY changed)
    Q_PROPERTY(QColor overColor MEMBER m_overColor NOTIFY changed)
    Q_PROPERTY(QColor tickColor MEMBER m_tickColor NOTIFY changed)
    Q_PROPERTY(QColor tickEdgeColor MEMBER m_tickEdgeColor NOTIFY changed)

public:
    explicit BudgetBarItem(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    void paintFill(QPainter& painter, const QRectF& bar, qreal pixelsPerLimit) const;
    void paintTick(QPainter& painter, qreal x, qreal top, qreal bottom) const;

    qreal m_usedFraction = 0;
    qreal m_afterFraction = -1;
    qreal m_paceFraction = -1;
    QColor m_trackColor;
    QColor m_usedColor;
    QColor m_overColor;
    QColor m_tickColor;
    QColor m_tickEdgeColor;
};

} // namespace till::charts
