#include "app/desktop/approval/remember_offer.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/text/display_text.h"
#include "core/money/registry.h"

#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr unsigned kUsdDecimals = 6;
constexpr qint64 kDayMs = 24LL * 3600 * 1000;
constexpr std::array<qint64, 4> kSpanMs{kDayMs, 7 * kDayMs, 30 * kDayMs, 365 * kDayMs};
constexpr int kFirstSpan = 1; ///< a week
/// So many payments of this size fit into a day at first.
constexpr std::uint64_t kPaymentsADay = 5;

std::optional<money::Amount> read(const QString& text)
{
    const auto amount = money::Amount::fromDecimal(text.trimmed().toStdString(), kUsdDecimals);
    return amount ? std::optional(*amount) : std::nullopt;
}

QString plain(const money::Amount& micro)
{
    return QString::fromStdString(micro.toDecimal(kUsdDecimals));
}

} // namespace

std::optional<money::Amount> usdMicroOf(const wire::PaymentRow& payment)
{
    const money::Asset* asset = money::Registry::builtIn().asset(payment.network, payment.asset);
    const auto amount = money::Amount::fromAtomic(payment.amount);
    if (asset == nullptr || !asset->isDollarPegged || !amount) {
        return std::nullopt;
    }
    const auto micro = amount->rescaled(asset->decimals, kUsdDecimals);
    return micro ? std::optional(*micro) : std::nullopt;
}

RememberOffer::RememberOffer(Keeper& keeper, DeskClock& clock, QObject* parent)
    : QObject(parent), m_clock(clock), m_effect(keeper)
{
    connect(&m_effect, &RememberEffect::changed, this, &RememberOffer::effectChanged);
}

void RememberOffer::offerFor(const wire::ApprovalShape& approval)
{
    m_payment = approval.payment;
    m_amount = usdMicroOf(m_payment);
    m_on = false;
    m_merchant = HostAndPayee;
    m_span = kFirstSpan;
    m_eachText = m_amount ? plain(*m_amount) : QString();
    const auto day = m_amount ? m_amount->times(kPaymentsADay) : Result<money::Amount, money::AmountError>();
    m_dayText = m_amount && day ? plain(*day) : m_eachText;
    m_effect.clear();
    Q_EMIT changed();
}

bool RememberOffer::valid() const
{
    return offered() && eachError().isEmpty() && dayError().isEmpty();
}

QString RememberOffer::eachError() const
{
    if (!offered()) {
        return {};
    }
    const auto each = read(m_eachText);
    if (!each) {
        return tr("Use digits and one point, for example 2.50.");
    }
    return *each < *m_amount ? tr("This payment alone is %1.").arg(plain(*m_amount)) : QString();
}

QString RememberOffer::dayError() const
{
    if (!offered()) {
        return {};
    }
    const auto day = read(m_dayText);
    if (!day) {
        return tr("Use digits and one point, for example 2.50.");
    }
    const auto each = read(m_eachText);
    return each && *day < *each ? tr("A day holds at least one payment.") : QString();
}

QStringList RememberOffer::merchants() const
{
    return {tr("this host and payee"), tr("this host, any payee"), tr("this payee, any host")};
}

QStringList RememberOffer::spans() const
{
    return {tr("for a day"), tr("for a week"), tr("for 30 days"), tr("for a year")};
}

qint64 RememberOffer::untilMs() const
{
    return m_clock.nowMs() + kSpanMs.at(static_cast<std::size_t>(m_span));
}

QString RememberOffer::sentence() const
{
    if (!valid()) {
        return {};
    }
    const QString host = toText(m_payment.host);
    const QString payee = shortHex(toText(m_payment.payTo));
    QString merchant = tr("%1 with the payee %2").arg(host, payee);
    if (m_merchant == AnyPayeeOfHost) {
        merchant = tr("%1, whichever payee it names").arg(host);
    } else if (m_merchant == PayeeOnAnyHost) {
        merchant = tr("the payee %1, whichever host asks for it").arg(payee);
    }
    return tr("Until %1, %2 may pay %3 without asking: up to %4 USD each and %5 USD in any 24 hours. Budgets "
              "and deny rules still stand above it.")
        .arg(clockTime(untilMs(), m_clock.nowMs(), QTimeZone::systemTimeZone()), toText(m_payment.agentName),
             merchant, plain(*read(m_eachText)), plain(*read(m_dayText)));
}

wire::RememberShape RememberOffer::shape() const
{
    return {.perPaymentMicro = read(m_eachText).value_or(money::Amount::zero()).toAtomic(),
            .perDayMicro = read(m_dayText).value_or(money::Amount::zero()).toAtomic(),
            .untilMs = untilMs(),
            .anyPayee = m_merchant == AnyPayeeOfHost,
            .anyHost = m_merchant == PayeeOnAnyHost};
}

void RememberOffer::refresh()
{
    Q_EMIT changed();
    if (!m_on || !valid()) {
        m_effect.clear();
        return;
    }
    m_effect.ask({.agent = m_payment.agent,
                  .host = m_merchant == PayeeOnAnyHost ? std::string() : m_payment.host,
                  .payTo = m_merchant == AnyPayeeOfHost ? std::string() : m_payment.payTo,
                  .perPaymentUsd = read(m_eachText)->toDecimal(kUsdDecimals),
                  .perDayUsd = read(m_dayText)->toDecimal(kUsdDecimals),
                  .untilSeconds = untilMs() / 1000});
}

void RememberOffer::setOn(bool on)
{
    m_on = on && offered();
    refresh();
}

void RememberOffer::setMerchant(int merchant)
{
    m_merchant = std::clamp(merchant, 0, static_cast<int>(PayeeOnAnyHost));
    refresh();
}

void RememberOffer::setSpan(int span)
{
    m_span = std::clamp(span, 0, static_cast<int>(kSpanMs.size()) - 1);
    refresh();
}

void RememberOffer::setEachText(const QString& text)
{
    m_eachText = text;
    refresh();
}

void RememberOffer::setDayText(const QString& text)
{
    m_dayText = text;
    refresh();
}

} // namespace till::desktop
