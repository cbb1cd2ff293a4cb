#include "app/desktop/approval/alike.h"

#include "app/desktop/models/approval_list_model.h"
#include "app/desktop/text/display_text.h"
#include "core/money/amount.h"
#include "core/money/registry.h"

#include <QCoreApplication>
#include <QStringList>
#include <QUrl>

namespace till::desktop {

namespace {

/// Cannot be part of any of the texts: they were made visible.
constexpr char kBetween = '\0';

} // namespace

QString pathOf(const wire::PaymentRow& payment)
{
    const QString path = QUrl(toText(payment.url)).path();
    return path.isEmpty() ? QStringLiteral("/") : path;
}

std::string alikeKey(const wire::ApprovalShape& approval)
{
    const wire::PaymentRow& payment = approval.payment;
    std::string key;
    const auto add = [&key](const std::string& part) {
        key += part;
        key += kBetween;
    };
    if (inDanger(approval)) {
        add(approval.id);
    }
    for (const std::string& part :
         {payment.agent, payment.host, payment.method, pathOf(payment).toStdString(), payment.scheme,
          payment.network, payment.asset, payment.amount, payment.payTo, approval.from, approval.optionRaw,
          approval.sellerWords, std::to_string(approval.validForSeconds)}) {
        add(part);
    }
    for (const wire::Reason& each : approval.differences) {
        add(each.code);
    }
    return key;
}

QString whatIsOdd(const wire::ApprovalShape& odd, const wire::ApprovalShape& usual)
{
    QStringList parts;
    if (inDanger(odd)) {
        parts += QCoreApplication::translate("Approvals", "in danger");
    }
    if (odd.payment.payTo != usual.payment.payTo) {
        parts += QCoreApplication::translate("Approvals", "another payee");
    }
    if (odd.payment.amount != usual.payment.amount) {
        parts += QCoreApplication::translate("Approvals", "another amount");
    }
    if (odd.payment.asset != usual.payment.asset || odd.payment.network != usual.payment.network) {
        parts += QCoreApplication::translate("Approvals", "another token");
    }
    if (odd.payment.method != usual.payment.method || pathOf(odd.payment) != pathOf(usual.payment)) {
        parts += QCoreApplication::translate("Approvals", "another request");
    }
    if (parts.isEmpty()) {
        parts += QCoreApplication::translate("Approvals", "another offer");
    }
    return parts.join(QStringLiteral(", "));
}

QString totalText(const wire::PaymentRow& payment, std::size_t count)
{
    const money::Asset* asset = money::Registry::builtIn().asset(payment.network, payment.asset);
    const auto each = money::Amount::fromAtomic(payment.amount);
    if (asset == nullptr || !each) {
        return {};
    }
    const auto sum = each->times(count);
    return sum ? withSymbol(sum->toDecimal(asset->decimals), payment.symbol) : QString();
}

} // namespace till::desktop
