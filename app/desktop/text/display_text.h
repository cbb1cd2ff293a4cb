#pragma once

#include "core/wire/shared_shapes.h"

#include <QString>
#include <QTimeZone>

#include <string>

/// Turns the keeper's values into what a person reads. Pure functions: time and zone come in.
namespace till::desktop {

/// The first letter large.
[[nodiscard]] QString sentenceCase(const QString& text);
/// UTF-8 out of a frame.
[[nodiscard]] QString toText(const std::string& utf8);

/// "0.25 USDC"; the symbol alone is left out when it is empty.
[[nodiscard]] QString withSymbol(const std::string& amountText, const std::string& symbol);

/// "14:32:07" today, "3 Mar 14:32" this year, "3 Mar 2025" before. `zone` is the person's.
[[nodiscard]] QString shortTime(qint64 atMs, qint64 nowMs, const QTimeZone& zone);
/// "Tue 3 Mar 2026, 14:32:07"
[[nodiscard]] QString longTime(qint64 atMs, const QTimeZone& zone);
/// "14:32", or "3 Mar 14:32" when it is another day
[[nodiscard]] QString clockTime(qint64 atMs, qint64 nowMs, const QTimeZone& zone);
/// "just now", "5 min ago", "3 h ago", "2 days ago"
[[nodiscard]] QString age(qint64 atMs, qint64 nowMs);
/// "45 s", "4 min", "2 h 5 min"; what is left until a moment. Never negative.
[[nodiscard]] QString durationText(qint64 ms);

/// "0x1234 5678 … " in groups of four, so that two addresses can be compared by eye.
[[nodiscard]] QString inGroups(const QString& address);
/// "…42cd": the end of a long id
[[nodiscard]] QString shortHex(const QString& hex);

/// What a payment's state means, in one sentence, money first.
[[nodiscard]] QString statusSentence(const QString& status);
/// "HTTP endpoint", "fetch", "command line" …
[[nodiscard]] QString interfaceName(const QString& code);

/// An error in words: what happened, whether money moved, what to do now.
[[nodiscard]] QString describe(const wire::ErrorBody& error);

} // namespace till::desktop
