#include "app/desktop/text/display_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace till::desktop {

namespace {

constexpr qint64 kSecond = 1000;
constexpr qint64 kMinute = 60 * kSecond;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kJustNow = 10 * kSecond;
constexpr qsizetype kGroup = 4;

QString words(const char* text)
{
    return QCoreApplication::translate("DisplayText", text);
}

QDateTime inZone(qint64 atMs, const QTimeZone& zone)
{
    return QDateTime::fromMSecsSinceEpoch(atMs, zone);
}

} // namespace

QString sentenceCase(const QString& text)
{
    return text.isEmpty() ? text : text.front().toUpper() + text.mid(1);
}

QString toText(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

QString withSymbol(const std::string& amountText, const std::string& symbol)
{
    if (symbol.empty()) {
        return toText(amountText);
    }
    // A no-break space: an amount and its token never part at the end of a line.
    return QStringLiteral("%1\u00a0%2").arg(toText(amountText), toText(symbol));
}

QString shortTime(qint64 atMs, qint64 nowMs, const QTimeZone& zone)
{
    const QDateTime at = inZone(atMs, zone);
    const QDateTime now = inZone(nowMs, zone);
    const QLocale c = QLocale::c();
    if (at.date() == now.date()) {
        return c.toString(at, QStringLiteral("HH:mm:ss"));
    }
    return c.toString(at, at.date().year() == now.date().year() ? QStringLiteral("d MMM HH:mm")
                                                                : QStringLiteral("d MMM yyyy"));
}

QString longTime(qint64 atMs, const QTimeZone& zone)
{
    return QLocale::c().toString(inZone(atMs, zone), QStringLiteral("ddd d MMM yyyy, HH:mm:ss"));
}

QString clockTime(qint64 atMs, qint64 nowMs, const QTimeZone& zone)
{
    const QDateTime at = inZone(atMs, zone);
    const bool today = at.date() == inZone(nowMs, zone).date();
    return QLocale::c().toString(at, today ? QStringLiteral("HH:mm") : QStringLiteral("d MMM HH:mm"));
}

QString age(qint64 atMs, qint64 nowMs)
{
    const qint64 passed = std::max<qint64>(nowMs - atMs, 0);
    if (passed < kJustNow) {
        return words(QT_TRANSLATE_NOOP("DisplayText", "just now"));
    }
    if (passed < kMinute) {
        return words(QT_TRANSLATE_NOOP("DisplayText", "%1 s ago")).arg(passed / kSecond);
    }
    if (passed < kHour) {
        return words(QT_TRANSLATE_NOOP("DisplayText", "%1 min ago")).arg(passed / kMinute);
    }
    if (passed < kDay) {
        return words(QT_TRANSLATE_NOOP("DisplayText", "%1 h ago")).arg(passed / kHour);
    }
    const qint64 days = passed / kDay;
    return days == 1 ? words(QT_TRANSLATE_NOOP("DisplayText", "1 day ago"))
                     : words(QT_TRANSLATE_NOOP("DisplayText", "%1 days ago")).arg(days);
}

QString durationText(qint64 ms)
{
    const qint64 left = std::max<qint64>(ms, 0);
    if (left < kMinute) {
        return words(QT_TRANSLATE_NOOP("DisplayText", "%1 s")).arg(left / kSecond);
    }
    if (left < kHour) {
        return words(QT_TRANSLATE_NOOP("DisplayText", "%1 min")).arg(left / kMinute);
    }
    const qint64 minutes = (left % kHour) / kMinute;
    return minutes == 0
               ? words(QT_TRANSLATE_NOOP("DisplayText", "%1 h")).arg(left / kHour)
               : words(QT_TRANSLATE_NOOP("DisplayText", "%1 h %2 min")).arg(left / kHour).arg(minutes);
}

QString inGroups(const QString& address)
{
    const bool isHex = address.startsWith(QLatin1String("0x"));
    QString out = isHex ? QStringLiteral("0x") : QString();
    const QString digits = isHex ? address.mid(2) : address;
    for (qsizetype at = 0; at < digits.size(); at += kGroup) {
        out += (at == 0 ? QString() : QStringLiteral(" ")) + digits.mid(at, kGroup);
    }
    return out;
}

QString shortHex(const QString& hex)
{
    constexpr qsizetype kShown = 6;
    return hex.size() <= 2 * kShown ? hex : QStringLiteral("%1…%2").arg(hex.left(kShown), hex.right(kGroup));
}

QString statusSentence(const QString& status)
{
    struct Entry {
        const char* status;
        const char* sentence;
    };
    static constexpr Entry kSentences[] = {
        {"seen", QT_TRANSLATE_NOOP("DisplayText", "Seen and not decided yet. Nothing is signed.")},
        {"denied", QT_TRANSLATE_NOOP("DisplayText", "Not paid: your rules denied it.")},
        {"waiting", QT_TRANSLATE_NOOP("DisplayText", "Waits for you. Nothing is signed until you decide.")},
        {"rejected", QT_TRANSLATE_NOOP("DisplayText", "Not paid: you said no.")},
        {"lapsed", QT_TRANSLATE_NOOP("DisplayText", "Not paid: nobody decided in time.")},
        {"authorized",
         QT_TRANSLATE_NOOP("DisplayText",
                           "Signed. The merchant can collect it, and has not reported back yet.")},
        {"settled", QT_TRANSLATE_NOOP("DisplayText", "Paid: the merchant says that it was settled.")},
        {"proven", QT_TRANSLATE_NOOP("DisplayText", "Paid: the chain shows it.")},
        {"unknown",
         QT_TRANSLATE_NOOP(
             "DisplayText",
             "Signed, and nobody can say yet whether the merchant collected it. It counts as spent.")},
        {"void",
         QT_TRANSLATE_NOOP("DisplayText", "Not paid: the authorization ended unused. It no longer counts.")},
        {"expired", QT_TRANSLATE_NOOP(
                        "DisplayText",
                        "The authorization has ended and nobody could ask the chain. It counts as spent.")},
    };
    for (const Entry& each : kSentences) {
        if (status == QLatin1String(each.status)) {
            return words(each.sentence);
        }
    }
    return status;
}

QString interfaceName(const QString& code)
{
    struct Entry {
        const char* code;
        const char* name;
    };
    static constexpr Entry kNames[] = {{"rest", QT_TRANSLATE_NOOP("DisplayText", "Signing endpoint")},
                                       {"fetch", QT_TRANSLATE_NOOP("DisplayText", "Fetch endpoint")},
                                       {"proxy", QT_TRANSLATE_NOOP("DisplayText", "Proxy")},
                                       {"rpc", QT_TRANSLATE_NOOP("DisplayText", "JSON-RPC signer")},
                                       {"mcp", QT_TRANSLATE_NOOP("DisplayText", "MCP tool")},
                                       {"cli", QT_TRANSLATE_NOOP("DisplayText", "Command line")}};
    for (const Entry& each : kNames) {
        if (code == QLatin1String(each.code)) {
            return words(each.name);
        }
    }
    return code;
}

QString describe(const wire::ErrorBody& error)
{
    QStringList parts{toText(error.message)};
    if (error.moneyMoved == "no") {
        parts += words(QT_TRANSLATE_NOOP("DisplayText", "No money moved."));
    } else if (error.moneyMoved == "yes") {
        parts += words(QT_TRANSLATE_NOOP("DisplayText", "Money moved."));
    } else {
        parts += words(QT_TRANSLATE_NOOP("DisplayText", "It is not known whether money moved."));
    }
    if (!error.hint.empty()) {
        parts += toText(error.hint);
    }
    for (QString& part : parts) {
        if (!part.isEmpty() && !part.endsWith(QLatin1Char('.'))) {
            part += QLatin1Char('.');
        }
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace till::desktop
