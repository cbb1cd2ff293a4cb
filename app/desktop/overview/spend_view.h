#pragma once

#include <QString>
#include <QTimeZone>

namespace till::desktop {

/// How the spend chart cuts time.
enum class Bucket { Hour, Day, Week, Month };
/// How far it looks back.
enum class Range { Day, Week, Month, Quarter, Year };

/// As the keeper calls it.
[[nodiscard]] const char* wireName(Bucket bucket);
[[nodiscard]] qint64 lengthMs(Range range);
/// "the last 24 hours"
[[nodiscard]] QString rangeWords(Range range);
/// The wanted bucket, or the nearest one that gives neither a single bar nor hundreds.
[[nodiscard]] Bucket fitting(Bucket wanted, Range range);

/// Under the bar: "14:00", "Tue 3", "2 Mar", "Mar".
[[nodiscard]] QString barLabel(qint64 startMs, Bucket bucket, const QTimeZone& zone);
/// In the read-out: "Tue 3 Mar, 14:00 to 15:00".
[[nodiscard]] QString barLongLabel(qint64 startMs, Bucket bucket, const QTimeZone& zone);

} // namespace till::desktop
