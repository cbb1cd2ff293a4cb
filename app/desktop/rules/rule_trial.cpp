#include "app/desktop/rules/rule_trial.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/rules/rule_draft.h"
#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>

namespace till::desktop {

namespace {

constexpr int kMostDays = 92;

template <class Example>
DifferenceRow rowOf(const Example& example, const std::string& was)
{
    return {.id = 0,
            .paymentId = toText(example.paymentId),
            .atMs = example.atMs,
            .was = toText(was),
            .would = toText(example.would),
            .sentence = shownFinding(example.sentence)};
}

} // namespace

RuleTrial::RuleTrial(Keeper& keeper, RuleDraft& draft, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_draft(draft), m_clock(clock)
{
    connect(&draft, &RuleDraft::changed, this, &RuleTrial::changed);
}

bool RuleTrial::stale() const
{
    return m_isReady && m_ranText != m_draft.document().text();
}

void RuleTrial::setPolicy(const std::string& owner)
{
    m_owner = owner;
    ++m_generation;
    m_isRunning = false;
    m_isReady = false;
    m_errorText.clear();
    m_shadow = {};
    m_differences.setDifferences({}, 0);
    m_shadowDifferences.setDifferences({}, 0);
    Q_EMIT changed();
}

void RuleTrial::reload()
{
    askShadow(wire::ShadowGet{m_owner});
}

void RuleTrial::setDays(int days)
{
    m_days = std::clamp(days, 1, kMostDays);
    run();
}

void RuleTrial::run()
{
    m_isRunning = true;
    m_errorText.clear();
    Q_EMIT changed();
    wire::PolicySimulate request;
    request.agent = m_owner;
    request.document = m_draft.document().text();
    request.days = m_days;
    request.timeZone = QTimeZone::systemTimeZoneId().toStdString();
    ask<wire::PolicySimulated>(m_keeper, request, this,
                               [this, generation = ++m_generation, text = request.document](
                                   const Result<wire::PolicySimulated, wire::ErrorBody>& answer) {
                                   if (generation != m_generation) {
                                       return;
                                   }
                                   m_isRunning = false;
                                   if (!answer) {
                                       m_errorText = describe(answer.error());
                                       Q_EMIT changed();
                                       return;
                                   }
                                   m_ranText = text;
                                   take(*answer);
                               });
}

void RuleTrial::take(const wire::PolicySimulated& answer)
{
    m_isReady = true;
    std::vector<VerdictCount> counts;
    for (const wire::SimulatedChangeShape& each : answer.changes) {
        counts.push_back({each.was, each.would, each.asks});
    }
    m_sentence = answer.asks == 0
                     ? tr("In the last %1 days nothing was asked, so nothing can be said.").arg(m_days)
                     : tr("The last %1 days: %2").arg(m_days).arg(verdictSentence(counts));
    m_note = answer.isCut ? tr("There is more history than one replay takes; its newest part was run.")
                          : QString();
    m_tally.setCounts(counts);
    std::vector<DifferenceRow> rows;
    for (const wire::SimulatedDifferenceShape& each : answer.first) {
        rows.push_back(rowOf(each, each.was));
    }
    m_differences.setDifferences(std::move(rows), m_clock.nowMs());
    Q_EMIT changed();
}

bool RuleTrial::shadowIsDraft() const
{
    const auto shadow = PolicyDocument::fromText(m_shadow.document);
    return m_shadow.isSet && shadow && *shadow == m_draft.document();
}

QString RuleTrial::shadowSince() const
{
    return m_shadow.isSet ? longTime(m_shadow.sinceMs, QTimeZone::systemTimeZone()) : QString();
}

QString RuleTrial::shadowSentence() const
{
    if (m_shadow.decided == 0) {
        return tr("No payment was decided since then.");
    }
    std::vector<VerdictCount> counts;
    for (const wire::ShadowCountShape& each : m_shadow.counts) {
        counts.push_back({each.live, each.would, each.payments});
    }
    return tr("%1 of %2 decided otherwise. %3")
        .arg(m_shadow.differ)
        .arg(m_shadow.decided)
        .arg(verdictSentence(counts));
}

void RuleTrial::shadowDraft()
{
    askShadow(wire::ShadowSet{m_owner, m_draft.document().text(), "app", {}});
}

void RuleTrial::dropShadow()
{
    askShadow(wire::ShadowClear{m_owner, "app", {}});
}

void RuleTrial::takeShadow()
{
    if (auto document = PolicyDocument::fromText(m_shadow.document); document && m_shadow.isSet) {
        m_draft.take(*document);
    }
}

template <class Request>
void RuleTrial::askShadow(const Request& request)
{
    ask<wire::ShadowShape>(m_keeper, request, this,
                           [this, owner = m_owner](Result<wire::ShadowShape, wire::ErrorBody> answer) {
                               if (owner != m_owner) {
                                   return;
                               }
                               if (!answer) {
                                   m_errorText = describe(answer.error());
                                   Q_EMIT changed();
                                   return;
                               }
                               takeShadow(std::move(*answer));
                           });
}

void RuleTrial::takeShadow(wire::ShadowShape shadow)
{
    m_shadow = std::move(shadow);
    std::vector<DifferenceRow> rows;
    for (const wire::ShadowExampleShape& each : m_shadow.examples) {
        rows.push_back(rowOf(each, each.live));
    }
    m_shadowDifferences.setDifferences(std::move(rows), m_clock.nowMs());
    Q_EMIT changed();
}

} // namespace till::desktop
