#include "app/desktop/text/payment_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace till::desktop {

namespace {
QString words(const char* text)
{
    return QCoreApplication::translate("PaymentWords", text);
}
} // namespace

QString shownStatus(const std::string& status, const std::string& proof)
{
    return status == "settled" && proof == "proven" ? QStringLiteral("proven")
                                                    : QString::fromStdString(status);
}

QString dayText(qint64 atMs, qint64 nowMs, const QTimeZone& zone)
{
    const QDate day = QDateTime::fromMSecsSinceEpoch(atMs, zone).date();
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs, zone).date();
    if (day == today) {
        return words(QT_TRANSLATE_NOOP("PaymentWords", "Today"));
    }
    if (day.addDays(1) == today) {
        return words(QT_TRANSLATE_NOOP("PaymentWords", "Yesterday"));
    }
    return QLocale::c().toString(day, day.year() == today.year() ? QStringLiteral("ddd d MMM")
                                                                 : QStringLiteral("ddd d MMM yyyy"));
}

QString countText(qint64 count)
{
    return QLocale(QLocale::English).toString(count);
}

QString secondText(qint64 atMs, const QTimeZone& zone)
{
    return QLocale::c().toString(QDateTime::fromMSecsSinceEpoch(atMs, zone), QStringLiteral("HH:mm:ss"));
}

} // namespace till::desktop
