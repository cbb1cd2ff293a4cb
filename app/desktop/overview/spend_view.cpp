#include "app/desktop/overview/spend_view.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace till::desktop {

namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;
constexpr int kHoursInDay = 24;
/// More bars than this are too thin to point at.
constexpr qint64 kMostBars = 170;
constexpr qint64 kFewestBars = 3;

qint64 roughLengthMs(Bucket bucket)
{
    switch (bucket) {
    case Bucket::Hour:
        return kHourMs;
    case Bucket::Day:
        return kDayMs;
    case Bucket::Week:
        return 7 * kDayMs;
    case Bucket::Month:
        return 30 * kDayMs;
    }
    Q_UNREACHABLE();
}

QString words(const char* text)
{
    return QCoreApplication::translate("SpendView", text);
}

QString formatted(const QDateTime& at, const char* format)
{
    return QLocale::c().toString(at, QString::fromLatin1(format));
}

} // namespace

const char* wireName(Bucket bucket)
{
    switch (bucket) {
    case Bucket::Hour:
        return "hour";
    case Bucket::Day:
        return "day";
    case Bucket::Week:
        return "week";
    case Bucket::Month:
        return "month";
    }
    Q_UNREACHABLE();
}

qint64 lengthMs(Range range)
{
    switch (range) {
    case Range::Day:
        return kDayMs;
    case Range::Week:
        return 7 * kDayMs;
    case Range::Month:
        return 30 * kDayMs;
    case Range::Quarter:
        return 90 * kDayMs;
    case Range::Year:
        return 365 * kDayMs;
    }
    Q_UNREACHABLE();
}

QString rangeWords(Range range)
{
    switch (range) {
    case Range::Day:
        return words(QT_TRANSLATE_NOOP("SpendView", "the last 24 hours"));
    case Range::Week:
        return words(QT_TRANSLATE_NOOP("SpendView", "the last 7 days"));
    case Range::Month:
        return words(QT_TRANSLATE_NOOP("SpendView", "the last 30 days"));
    case Range::Quarter:
        return words(QT_TRANSLATE_NOOP("SpendView", "the last 90 days"));
    case Range::Year:
        return words(QT_TRANSLATE_NOOP("SpendView", "the last year"));
    }
    Q_UNREACHABLE();
}

Bucket fitting(Bucket wanted, Range range)
{
    Bucket bucket = wanted;
    while (bucket < Bucket::Month && lengthMs(range) / roughLengthMs(bucket) > kMostBars) {
        bucket = static_cast<Bucket>(static_cast<int>(bucket) + 1);
    }
    while (bucket > Bucket::Hour && lengthMs(range) / roughLengthMs(bucket) < kFewestBars) {
        bucket = static_cast<Bucket>(static_cast<int>(bucket) - 1);
    }
    return bucket;
}

QString barLabel(qint64 startMs, Bucket bucket, const QTimeZone& zone)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(startMs, zone);
    switch (bucket) {
    case Bucket::Hour:
        return at.time().hour() == 0 ? formatted(at, "ddd d") : formatted(at, "HH:mm");
    case Bucket::Day:
    case Bucket::Week:
        return formatted(at, "d MMM");
    case Bucket::Month:
        return formatted(at, "MMM yyyy");
    }
    Q_UNREACHABLE();
}

QString barLongLabel(qint64 startMs, Bucket bucket, const QTimeZone& zone)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(startMs, zone);
    switch (bucket) {
    case Bucket::Hour:
        return words(QT_TRANSLATE_NOOP("SpendView", "%1 to %2:00"))
            .arg(formatted(at, "ddd d MMM, HH:mm"))
            .arg((at.time().hour() + 1) % kHoursInDay, 2, 10, QLatin1Char('0'));
    case Bucket::Day:
        return formatted(at, "dddd d MMMM");
    case Bucket::Week:
        return words(QT_TRANSLATE_NOOP("SpendView", "Week from %1")).arg(formatted(at, "d MMMM"));
    case Bucket::Month:
        return formatted(at, "MMMM yyyy");
    }
    Q_UNREACHABLE();
}

} // namespace till::desktop
