#pragma once

#include <QColor>
#include <QImage>
#include <QPainterPath>
#include <QString>

class QPainter;

namespace till::icons {

/// The side of the square that all icon files are drawn in.
constexpr qreal kIconGrid = 24;

/// One line icon of resources/icons: outlines to stroke and dots to fill, in one colour.
///
/// The files are plain SVG (path, line, polyline, polygon, rect, circle, ellipse). We draw them
/// ourselves so that they take the theme's colour and need no image plugin at run time.
struct SvgIcon {
    QPainterPath outline;
    QPainterPath dots;

    [[nodiscard]] bool isEmpty() const { return outline.isEmpty() && dots.isEmpty(); }
};

/// Reads an icon from SVG text; empty when it is not one.
[[nodiscard]] SvgIcon iconFromSvg(const QByteArray& svg);

/// The bundled icon `name` ("lock"), read once and kept; empty with a warning when there is none.
/// GUI thread only.
[[nodiscard]] const SvgIcon& bundledIcon(const QString& name);

/// Draws into the square of side `size` at the painter's origin.
void drawIcon(QPainter& painter, const SvgIcon& icon, const QColor& color, qreal size);

/// A bundled icon as a picture of `size` device pixels, for places outside of QML (tray, window).
[[nodiscard]] QImage iconImage(const QString& name, const QColor& color, int size);

} // namespace till::icons
