#include "app/desktop/icons/svg_icon.h"

#include "app/desktop/icons/svg_path.h"

#include <QFile>
#include <QHash>
#include <QLoggingCategory>
#include <QPainter>
#include <QXmlStreamReader>

#include <cmath>

namespace till::icons {
namespace {

Q_LOGGING_CATEGORY(logIcons, "till.icons")

/// Thinner than the files' own 2 units: at 16 pixels it sits better beside text.
constexpr qreal kStrokeUnits = 1.8;
/// Below this the line would fade away on a plain 1:1 screen.
constexpr qreal kThinnestStroke = 1.2;

qreal numberOf(const QXmlStreamAttributes& attributes, QLatin1String name)
{
    return attributes.value(name).toDouble();
}

QPainterPath polyline(QStringView points, bool closed)
{
    const QString text =
        QLatin1Char('M') + points.toString() + (closed ? QLatin1String("z") : QLatin1String());
    return pathFromSvg(text).value_or(QPainterPath());
}

QPainterPath rectangle(const QXmlStreamAttributes& attributes)
{
    const auto value = [&](const char* name) { return numberOf(attributes, QLatin1String(name)); };
    const qreal rx = attributes.hasAttribute(QLatin1String("rx")) ? value("rx") : value("ry");
    const qreal ry = attributes.hasAttribute(QLatin1String("ry")) ? value("ry") : rx;
    QPainterPath path;
    path.addRoundedRect(QRectF(value("x"), value("y"), value("width"), value("height")), rx, ry);
    return path;
}

QPainterPath shapeOf(QStringView element, const QXmlStreamAttributes& attributes)
{
    const auto value = [&](const char* name) { return numberOf(attributes, QLatin1String(name)); };
    QPainterPath path;
    if (element == u"path")
        return pathFromSvg(attributes.value(QLatin1String("d"))).value_or(path);
    if (element == u"rect")
        return rectangle(attributes);
    if (element == u"polyline" || element == u"polygon")
        return polyline(attributes.value(QLatin1String("points")), element == u"polygon");
    if (element == u"circle")
        path.addEllipse(QPointF(value("cx"), value("cy")), value("r"), value("r"));
    if (element == u"ellipse")
        path.addEllipse(QPointF(value("cx"), value("cy")), value("rx"), value("ry"));
    if (element == u"line") {
        path.moveTo(value("x1"), value("y1"));
        path.lineTo(value("x2"), value("y2"));
    }
    return path;
}

} // namespace

SvgIcon iconFromSvg(const QByteArray& svg)
{
    SvgIcon icon;
    QXmlStreamReader reader(svg);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() == u"svg")
            continue;
        const QPainterPath shape = shapeOf(reader.name(), reader.attributes());
        const bool filled = reader.attributes().value(QLatin1String("fill")) == u"currentColor";
        icon.outline.addPath(shape);
        if (filled)
            icon.dots.addPath(shape);
    }
    return reader.hasError() ? SvgIcon() : icon;
}

const SvgIcon& bundledIcon(const QString& name)
{
    static QHash<QString, SvgIcon> cache;
    const auto known = cache.constFind(name);
    if (known != cache.constEnd())
        return *known;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    const SvgIcon icon = opened ? iconFromSvg(file.readAll()) : SvgIcon();
    if (icon.isEmpty())
        qCWarning(logIcons) << "No icon named" << name;
    return *cache.insert(name, icon);
}

void drawIcon(QPainter& painter, const SvgIcon& icon, const QColor& color, qreal size)
{
    const qreal scale = size / kIconGrid;
    const qreal units = std::max(kStrokeUnits, kThinnestStroke / scale);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, units, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(icon.outline);
    painter.fillPath(icon.dots, color);
    painter.restore();
}

QImage iconImage(const QString& name, const QColor& color, int size)
{
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    drawIcon(painter, bundledIcon(name), color, size);
    return image;
}

} // namespace till::icons
