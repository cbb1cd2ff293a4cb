#pragma once

#include <QString>
#include <QTimeZone>

#include <string>

/// Words for rows of payments. Pure functions: time and zone come in.
namespace till::desktop {

/// The state as shown: what is settled and proven by the chain has a word of its own.
[[nodiscard]] QString shownStatus(const std::string& status, const std::string& proof);
/// "Today", "Yesterday", "Wed 25 Nov", "Wed 25 Nov 2025"
[[nodiscard]] QString dayText(qint64 atMs, qint64 nowMs, const QTimeZone& zone);
/// "1,791"
[[nodiscard]] QString countText(qint64 count);
/// "14:32:07"
[[nodiscard]] QString secondText(qint64 atMs, const QTimeZone& zone);

} // namespace till::desktop
