#include "app/desktop/approval/missed_asks.h"

#include "app/desktop/approval/remember_offer.h"
#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/text/display_text.h"
#include "core/wire/policy_messages.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace till::desktop {

namespace {

constexpr qint64 kDayMs = 24LL * 3600 * 1000;
constexpr qint64 kShownMs = 3 * kDayMs;
constexpr int kSoonMs = 200;
constexpr int kMostPages = 20; ///< of 25 payments, when the spending of a day is summed
constexpr unsigned kUsdDecimals = 6;
/// What counts as spent at a merchant.
constexpr std::array<std::string_view, 4> kSpent{"authorized", "settled", "unknown", "expired"};

QString usd(const std::string& decimal)
{
    return withSymbol(decimal, "USD");
}

} // namespace

MissedAsks::MissedAsks(Keeper& keeper, const AgentListModel& agents, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock), m_list(agents)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &MissedAsks::reload);
    connect(&keeper, &Keeper::up, this, &MissedAsks::reload);
    connect(&keeper, &Keeper::approvalGone, this, [this](const QString&, const QString& status) {
        if (status == QLatin1String("lapsed")) {
            m_soon.start();
        }
    });
    if (keeper.isUp()) {
        reload();
    }
}

void MissedAsks::reload()
{
    wire::PaymentsList list;
    list.status = "lapsed";
    list.sinceMs = m_clock.nowMs() - kShownMs;
    ask<wire::PaymentsPage>(m_keeper, list, this, [this](Result<wire::PaymentsPage, wire::ErrorBody> answer) {
        if (answer) {
            m_rows = answer->payments;
            m_list.setNow(m_clock.nowMs());
            m_list.setPage(std::move(answer->payments));
        }
    });
}

void MissedAsks::choose(const QString& paymentId)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const wire::PaymentRow& each) {
        return toText(each.id) == paymentId;
    });
    if (found == m_rows.end() || m_busy) {
        return;
    }
    m_chosen = *found;
    m_document.clear();
    m_draft = {};
    m_errorText.clear();
    if (!usdMicroOf(m_chosen)) {
        fail(tr("Only a token at par with the USD can be allowed ahead of time. Nothing was changed."));
        return;
    }
    Q_EMIT changed();
    addSpent(m_chosen, std::nullopt, money::Amount::zero(), kMostPages);
}

void MissedAsks::addSpent(const wire::PaymentRow& missed, std::optional<std::string> after, money::Amount sum,
                          int pagesLeft)
{
    wire::PaymentsList list;
    list.agent = missed.agent;
    list.host = missed.host;
    list.sinceMs = m_clock.nowMs() - kDayMs;
    list.after = std::move(after);
    ask<wire::PaymentsPage>(
        m_keeper, list, this,
        [this, missed, sum, pagesLeft](const Result<wire::PaymentsPage, wire::ErrorBody>& answer) mutable {
            if (missed.id != m_chosen.id) {
                return;
            }
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            for (const wire::PaymentRow& each : answer->payments) {
                const auto micro = usdMicroOf(each);
                if (each.payTo == missed.payTo && micro &&
                    std::find(kSpent.begin(), kSpent.end(), each.status) != kSpent.end()) {
                    sum = sum.plus(*micro).value_or(sum);
                }
            }
            if (answer->next && pagesLeft > 1) {
                addSpent(missed, answer->next, sum, pagesLeft - 1);
                return;
            }
            makeDraft(sum);
        });
}

void MissedAsks::makeDraft(const money::Amount& spentMicro)
{
    const money::Amount each = usdMicroOf(m_chosen).value_or(money::Amount::zero());
    const money::Amount day = spentMicro.plus(each).value_or(each);
    m_draft = {.agent = m_chosen.agent,
               .host = m_chosen.host,
               .payTo = m_chosen.payTo,
               .perPaymentUsd = each.toDecimal(kUsdDecimals),
               .perDayUsd = day.toDecimal(kUsdDecimals),
               .untilSeconds = (m_clock.nowMs() + kDayMs) / 1000};
    ask<wire::PolicyShape>(
        m_keeper, wire::PolicyGet{m_chosen.agent, std::nullopt}, this,
        [this, id = m_chosen.id](const Result<wire::PolicyShape, wire::ErrorBody>& answer) {
            if (id != m_chosen.id) {
                return;
            }
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            const auto with = withGrant(answer->document, m_draft, "next like " + id);
            if (!with) {
                fail(tr("The next one like this is allowed already."));
                return;
            }
            m_document = *with;
            Q_EMIT changed();
        });
}

QString MissedAsks::sentence() const
{
    if (m_draft.agent.empty()) {
        return {};
    }
    return tr("For 24 hours %1 may pay %2 to %3 without asking, %4 each and %5 in any 24 hours, which is "
              "room for "
              "one more. Budgets and deny rules still stand above it.")
        .arg(toText(m_chosen.agentName), toText(m_chosen.host), shortHex(toText(m_chosen.payTo)),
             usd(m_draft.perPaymentUsd), usd(m_draft.perDayUsd));
}

void MissedAsks::cancel()
{
    if (!m_busy) {
        m_chosen = {};
        m_draft = {};
        m_document.clear();
        m_errorText.clear();
        Q_EMIT changed();
    }
}

void MissedAsks::fail(const QString& text)
{
    m_errorText = text;
    m_busy = false;
    Q_EMIT changed();
}

void MissedAsks::allowNext(PassphraseItem* passphrase)
{
    if (passphrase == nullptr || passphrase->length() == 0 || m_busy || !ready()) {
        return;
    }
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    wire::PolicySet set;
    set.policy = m_draft.agent;
    set.document = m_document;
    set.by = "app";
    set.reason = "allow the next one like the missed " + m_chosen.id;
    set.passphrase.emplace();
    askWithSecrets<wire::PolicyChanged>(
        m_keeper, set, {{&*set.passphrase, passphrase->secret()}}, this,
        [this](const Result<wire::PolicyChanged, wire::ErrorBody>& answer) {
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            m_busy = false;
            const QString text =
                answer->waiting
                    ? tr("Allowed from %1 on: your delay for wider rules holds it until then.")
                          .arg(clockTime(answer->waiting->dueAtMs, m_clock.nowMs(),
                                         QTimeZone::systemTimeZone()))
                    : tr("The next one like this is allowed for 24 hours. You find it in the agent's rules.");
            cancel();
            Q_EMIT allowed(text);
        });
    passphrase->clear();
}

} // namespace till::desktop
