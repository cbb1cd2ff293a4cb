#include "app/desktop/ledger/ledger_totals.h"

#include "app/desktop/text/display_text.h"
#include "core/money/amount.h"
#include "core/money/registry.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>

namespace till::desktop {

namespace {

constexpr std::array<std::string_view, 5> kCountedStates{"authorized", "settled", "proven", "unknown",
                                                         "expired"};

/// Practice money last, then by symbol; decimals keep tokens of one name but another scale apart.
using Kind = std::tuple<bool, std::string, unsigned>;

QString words(const char* text)
{
    return QCoreApplication::translate("LedgerTotals", text);
}

} // namespace

QString paidTotals(const std::vector<wire::PaymentRow>& rows)
{
    std::map<Kind, money::Amount> sums;
    int unmeasured = 0;
    for (const wire::PaymentRow& row : rows) {
        if (std::find(kCountedStates.begin(), kCountedStates.end(), row.status) == kCountedStates.end()) {
            continue;
        }
        const money::Asset* asset = money::Registry::builtIn().asset(row.network, row.asset);
        const auto amount = money::Amount::fromAtomic(row.amount);
        if (asset == nullptr || !amount) {
            ++unmeasured;
            continue;
        }
        money::Amount& sum = sums[{row.isPractice, asset->symbol, asset->decimals}];
        if (const auto more = sum.plus(*amount)) {
            sum = *more;
        } else {
            ++unmeasured;
        }
    }
    QStringList parts;
    for (const auto& [kind, sum] : sums) {
        const auto& [isPractice, symbol, decimals] = kind;
        const QString text = withSymbol(sum.toDecimal(decimals), symbol);
        parts += isPractice ? words("%1 practice").arg(text) : text;
    }
    if (unmeasured > 0) {
        parts += words("%1 in other tokens").arg(unmeasured);
    }
    return parts.isEmpty() ? words("nothing paid") : words("%1 paid").arg(parts.join(QStringLiteral(" · ")));
}

} // namespace till::desktop
