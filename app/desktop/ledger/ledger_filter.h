#pragma once

#include "core/wire/insight_messages.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace till::desktop {

/// How far back the ledger looks.
enum class LedgerRange { Always, Today, Week, Month, Quarter };

/// Which payments the ledger shows. What is empty asks for nothing; all that is given holds together.
struct LedgerFilter {
    QString agent;      ///< agent id
    QStringList states; ///< any of these; as `payments.list` takes them
    QString network;    ///< CAIP-2
    QString interface;  ///< as recorded
    QString text;       ///< part of host, path, payee or id
    LedgerRange range = LedgerRange::Always;

    bool operator==(const LedgerFilter&) const = default;
    [[nodiscard]] bool isAny() const { return *this == LedgerFilter(); }
    /// Whether a live payment belongs to the list, as the keeper would say it.
    [[nodiscard]] bool matches(const wire::PaymentRow& row, qint64 nowMs, const QTimeZone& zone) const;
    /// Fills everything but the page.
    void fill(wire::PaymentsFind& list, qint64 nowMs, const QTimeZone& zone) const;
    [[nodiscard]] QJsonObject toJson() const;
    /// Unknown members and values are left out: a saved view never stops the ledger.
    [[nodiscard]] static LedgerFilter fromJson(const QJsonObject& json);
};

/// The first moment that belongs to a range; -1 for always. Days begin at midnight in the person's zone.
[[nodiscard]] qint64 sinceOf(LedgerRange range, qint64 nowMs, const QTimeZone& zone);

} // namespace till::desktop
