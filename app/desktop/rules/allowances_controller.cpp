#include "app/desktop/rules/allowances_controller.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"
#include "core/policy/payment_facts.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>

namespace till::desktop {

AllowancesController::AllowancesController(Keeper& keeper, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock)
{
}

int AllowancesController::waitingOf(const std::string& agent) const
{
    return static_cast<int>(
        std::count_if(m_allRequests.begin(), m_allRequests.end(), [&agent](const wire::MoreShape& each) {
            return each.state == "open" && (agent.empty() || each.agent == agent);
        }));
}

void AllowancesController::setAgent(const std::string& agent)
{
    m_agent = agent;
    show();
}

void AllowancesController::reload()
{
    if (!m_keeper.isUp()) {
        return;
    }
    loadGrants({}, {});
    ask<wire::MoreAnswer>(
        m_keeper, wire::MoreList{true}, this, [this](Result<wire::MoreAnswer, wire::ErrorBody> answer) {
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            m_allRequests = std::move(answer->requests);
            std::erase_if(m_allRequests, [this](const wire::MoreShape& each) {
                const bool isGranted = each.state == "granted" && each.grantedUntilMs > m_clock.nowMs();
                return each.state != "open" && !isGranted;
            });
            show();
        });
}

void AllowancesController::loadGrants(std::vector<wire::GrantShape> before, std::optional<std::int64_t> after)
{
    ask<wire::GrantsAnswer>(m_keeper, wire::GrantList{after}, this,
                            [this, before = std::move(before),
                             after](Result<wire::GrantsAnswer, wire::ErrorBody> answer) mutable {
                                if (!answer) {
                                    fail(describe(answer.error()));
                                    return;
                                }
                                std::move(answer->grants.begin(), answer->grants.end(),
                                          std::back_inserter(before));
                                if (answer->next && answer->next != after) {
                                    loadGrants(std::move(before), answer->next);
                                    return;
                                }
                                m_allGrants = std::move(before);
                                m_loaded = true;
                                show();
                            });
}

void AllowancesController::show()
{
    std::vector<wire::GrantShape> grants = m_allGrants;
    std::vector<wire::MoreShape> requests = m_allRequests;
    if (!m_agent.empty()) {
        std::erase_if(grants, [this](const wire::GrantShape& each) { return each.agent != m_agent; });
        std::erase_if(requests, [this](const wire::MoreShape& each) { return each.agent != m_agent; });
    }
    m_grants.setGrants(std::move(grants), m_clock.nowMs());
    m_requests.setRequests(std::move(requests), m_clock.nowMs());
    Q_EMIT changed();
}

void AllowancesController::revoke(qint64 grantId)
{
    ask<wire::Done>(m_keeper, wire::GrantEnd{grantId, "app", {}}, this,
                    [this](const Result<wire::Done, wire::ErrorBody>& answer) {
                        if (!answer) {
                            fail(describe(answer.error()));
                            return;
                        }
                        Q_EMIT done(tr("The grant has ended. From now on the rules decide again."));
                        reload();
                    });
}

void AllowancesController::denyMore(qint64 requestId)
{
    wire::MoreDecide decide;
    decide.id = requestId;
    decide.decision = "deny";
    decide.limitMicro = "0";
    decide.by = "app";
    ask<wire::MoreAnswer>(m_keeper, decide, this,
                          [this](const Result<wire::MoreAnswer, wire::ErrorBody>& answer) {
                              if (!answer) {
                                  fail(describe(answer.error()));
                                  return;
                              }
                              Q_EMIT done(tr("Said no. The agent is told."));
                              reload();
                          });
}

void AllowancesController::grantMore(qint64 requestId, const QString& amount, const QString& until,
                                     PassphraseItem* passphrase)
{
    if (passphrase == nullptr || m_busy) {
        return;
    }
    const auto micro = money::Amount::fromDecimal(amount.trimmed().toStdString(), policy::kUsdDecimals);
    const QDateTime end = QDateTime::fromString(until.trimmed(), QStringLiteral("yyyy-MM-dd HH:mm"));
    if (!micro || micro->isZero()) {
        fail(tr("Write the amount in USD with digits and one point, for example 2.50."));
        return;
    }
    if (!end.isValid() || end.toMSecsSinceEpoch() <= m_clock.nowMs()) {
        fail(tr("Write a day and a time that are still to come, for example 2026-12-31 18:00."));
        return;
    }
    wire::MoreDecide decide;
    decide.id = requestId;
    decide.decision = "grant";
    decide.limitMicro = micro->toAtomic();
    decide.untilMs = end.toMSecsSinceEpoch();
    decide.by = "app";
    decide.passphrase.emplace();
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    askWithSecrets<wire::MoreAnswer>(
        m_keeper, decide, {{&*decide.passphrase, passphrase->secret()}}, this,
        [this](const Result<wire::MoreAnswer, wire::ErrorBody>& answer) {
            m_busy = false;
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            const bool isInForce = !answer->requests.empty() && answer->requests.front().state == "granted";
            Q_EMIT done(isInForce ? tr("Granted. It ends by itself.")
                                  : tr("It takes effect after the waiting time."));
            reload();
        });
    passphrase->clear();
}

void AllowancesController::clearError()
{
    m_errorText.clear();
    Q_EMIT changed();
}

void AllowancesController::fail(const QString& text)
{
    m_errorText = text;
    Q_EMIT changed();
}

} // namespace till::desktop
