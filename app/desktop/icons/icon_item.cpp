#include "app/desktop/icons/icon_item.h"

#include "app/desktop/icons/svg_icon.h"

#include <QPainter>

#include <algorithm>

namespace till::icons {

IconItem::IconItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void IconItem::setName(const QString& name)
{
    if (m_name == name)
        return;
    m_name = name;
    update();
    Q_EMIT nameChanged();
}

void IconItem::setColor(const QColor& color)
{
    if (m_color == color)
        return;
    m_color = color;
    update();
    Q_EMIT colorChanged();
}

void IconItem::paint(QPainter* painter)
{
    if (m_name.isEmpty())
        return;
    drawIcon(*painter, bundledIcon(m_name), m_color, std::min(width(), height()));
}

} // namespace till::icons
