#include "app/desktop/ledger/payment_text.h"

#include "app/desktop/text/display_text.h"
#include "app/desktop/text/payment_words.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace till::desktop {

namespace {

struct Column {
    const char* name;
    QString (*value)(const wire::PaymentRow& row);
};

QString utc(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

constexpr std::array<Column, 16> kColumns{{
    {"time", [](const wire::PaymentRow& row) { return utc(row.createdAtMs); }},
    {"payment", [](const wire::PaymentRow& row) { return toText(row.id); }},
    {"agent", [](const wire::PaymentRow& row) { return toText(row.agentName); }},
    {"state", [](const wire::PaymentRow& row) { return shownStatus(row.status, row.proof); }},
    {"amount", [](const wire::PaymentRow& row) { return toText(row.amountText); }},
    {"token", [](const wire::PaymentRow& row) { return toText(row.symbol); }},
    {"practice",
     [](const wire::PaymentRow& row) {
         return QString(row.isPractice ? QLatin1String("yes") : QLatin1String("no"));
     }},
    {"network", [](const wire::PaymentRow& row) { return toText(row.network); }},
    {"contract", [](const wire::PaymentRow& row) { return toText(row.asset); }},
    {"payee", [](const wire::PaymentRow& row) { return toText(row.payTo); }},
    {"method", [](const wire::PaymentRow& row) { return toText(row.method); }},
    {"url", [](const wire::PaymentRow& row) { return toText(row.url); }},
    {"asked_through", [](const wire::PaymentRow& row) { return toText(row.interface); }},
    {"transaction", [](const wire::PaymentRow& row) { return toText(row.transaction); }},
    {"nonce", [](const wire::PaymentRow& row) { return toText(row.nonce); }},
    {"changed", [](const wire::PaymentRow& row) { return utc(row.updatedAtMs); }},
}};

QByteArray csvField(QString text)
{
    constexpr QLatin1String kFormulaStarts("=+-@\t\r");
    if (!text.isEmpty() && kFormulaStarts.contains(text.front())) {
        text.prepend(QLatin1Char('\''));
    }
    for (const char each : {',', '"', '\r', '\n'}) {
        if (text.contains(QLatin1Char(each))) {
            return '"' + text.replace(QLatin1Char('"'), QLatin1String("\"\"")).toUtf8() + '"';
        }
    }
    return text.toUtf8();
}

} // namespace

QByteArray csvHead()
{
    QByteArrayList names;
    for (const Column& each : kColumns) {
        names += each.name;
    }
    return names.join(',') + "\r\n";
}

QByteArray csvOf(const wire::PaymentRow& row)
{
    QByteArrayList fields;
    for (const Column& each : kColumns) {
        fields += csvField(each.value(row));
    }
    return fields.join(',') + "\r\n";
}

QByteArray jsonOf(const wire::PaymentRow& row)
{
    QJsonObject object;
    for (const Column& each : kColumns) {
        object.insert(QLatin1String(each.name), each.value(row));
    }
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString tabbedOf(const std::vector<wire::PaymentRow>& rows)
{
    QStringList lines;
    for (const wire::PaymentRow& row : rows) {
        lines +=
            QStringList{utc(row.createdAtMs),   toText(row.agentName), toText(row.host),
                        toText(row.amountText), toText(row.symbol),    shownStatus(row.status, row.proof),
                        toText(row.id)}
                .join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace till::desktop
