#include "app/desktop/ledger/ledger_totals.h"

#include "app/desktop/text/display_text.h"
#include "app/desktop/text/payment_words.h"
#include "core/money/amount.h"
#include "core/money/registry.h"

#include <QCoreApplication>
#include <QStringList>

#include <map>
#include <tuple>

namespace till::desktop {

namespace {

/// Practice money last, then by symbol; decimals keep tokens of one name but another scale apart.
using Kind = std::tuple<bool, std::string, unsigned>;

QString words(const char* text)
{
    return QCoreApplication::translate("LedgerTotals", text);
}

/// Sums of one column by token, and how many payments were in tokens that are not known.
struct Columns {
    std::map<Kind, money::Amount> sums;
    std::int64_t unknownPayments = 0;
};

Columns addUp(const wire::PaymentsTotals& totals, std::string wire::TokenTotal::*column)
{
    Columns columns;
    for (const wire::TokenTotal& each : totals.tokens) {
        const money::Asset* asset = money::Registry::builtIn().asset(each.network, each.asset);
        if (asset == nullptr) {
            columns.unknownPayments += each.payments;
            continue;
        }
        const auto amount = money::Amount::fromDecimal(each.*column, asset->decimals);
        if (!amount || amount->isZero()) {
            continue;
        }
        money::Amount& sum = columns.sums[{each.isPractice, asset->symbol, asset->decimals}];
        sum = sum.plus(*amount).value_or(sum);
    }
    return columns;
}

QStringList partsOf(const Columns& columns)
{
    QStringList parts;
    for (const auto& [kind, sum] : columns.sums) {
        const auto& [isPractice, symbol, decimals] = kind;
        const QString text = withSymbol(sum.toDecimal(decimals), symbol);
        parts += isPractice ? words(QT_TRANSLATE_NOOP("LedgerTotals", "%1 practice")).arg(text) : text;
    }
    return parts;
}

} // namespace

QString totalsText(const wire::PaymentsTotals& totals)
{
    const QString count = countText(totals.requests);
    const QString requests =
        totals.isCut           ? words(QT_TRANSLATE_NOOP("LedgerTotals", "the newest %1 requests")).arg(count)
        : totals.requests == 1 ? words(QT_TRANSLATE_NOOP("LedgerTotals", "1 request"))
                               : words(QT_TRANSLATE_NOOP("LedgerTotals", "%1 requests")).arg(count);
    const Columns columns = addUp(totals, &wire::TokenTotal::paid);
    QStringList parts = partsOf(columns);
    if (columns.unknownPayments > 0) {
        parts += words(QT_TRANSLATE_NOOP("LedgerTotals", "%1 in other tokens")).arg(columns.unknownPayments);
    }
    const QString paid =
        parts.isEmpty()
            ? words(QT_TRANSLATE_NOOP("LedgerTotals", "nothing paid"))
            : words(QT_TRANSLATE_NOOP("LedgerTotals", "%1 paid")).arg(parts.join(QStringLiteral(" · ")));
    return QStringLiteral("%1 · %2").arg(requests, paid);
}

QString atRiskText(const wire::PaymentsTotals& totals)
{
    const QStringList parts = partsOf(addUp(totals, &wire::TokenTotal::atRisk));
    return parts.isEmpty() ? QString()
                           : words(QT_TRANSLATE_NOOP("LedgerTotals", "%1 at risk"))
                                 .arg(parts.join(QStringLiteral(" · ")));
}

} // namespace till::desktop
