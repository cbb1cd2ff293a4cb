#pragma once

#include <QPainterPath>
#include <QStringView>

#include <optional>

namespace till::icons {

/// Reads the `d` attribute of an SVG path: all commands of SVG 1.1, absolute and relative.
/// Nothing when the text is not a path, never a part of one.
[[nodiscard]] std::optional<QPainterPath> pathFromSvg(QStringView text);

} // namespace till::icons
