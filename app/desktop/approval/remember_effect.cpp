#include "app/desktop/approval/remember_effect.h"

#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"
#include "core/money/amount.h"
#include "core/wire/policy_messages.h"

namespace till::desktop {

namespace {

constexpr int kTypingMs = 250;
constexpr std::int64_t kDays = 30;
constexpr unsigned kUsdDecimals = 6;
constexpr const char* kDraftName = "what is shown now";

struct Allowed {
    std::int64_t count = 0;
    std::int64_t asked = 0;
    money::Amount micro;
};

Allowed allowedIn(const wire::PolicySimulated& simulated)
{
    Allowed sum;
    for (const wire::SimulatedDayShape& day : simulated.days) {
        sum.count += day.would.allowed;
        sum.asked += day.would.asked;
        const auto micro = money::Amount::fromDecimal(day.would.allowedText, kUsdDecimals);
        const auto both =
            micro ? sum.micro.plus(*micro) : Result<money::Amount, money::AmountError>(sum.micro);
        sum.micro = both.value_or(sum.micro);
    }
    return sum;
}

wire::PolicySimulate over30Days(const std::string& agent, const std::string& document)
{
    return {.agent = agent, .document = document, .days = kDays, .timeZone = std::nullopt};
}

} // namespace

QString effectSentence(const wire::PolicySimulated& without, const wire::PolicySimulated& with)
{
    const Allowed before = allowedIn(without);
    const Allowed after = allowedIn(with);
    if (without.asks == 0) {
        return RememberEffect::tr(
            "In the last 30 days this agent asked for nothing: there is no history to compare with.");
    }
    if (after.count <= before.count) {
        return RememberEffect::tr("In the last 30 days it would have allowed nothing that your rules do not "
                                  "allow anyway.");
    }
    const QString counts =
        RememberEffect::tr("In the last 30 days it would have allowed %1 of the %2 payments "
                           "that you would be asked about.")
            .arg(after.count - before.count)
            .arg(before.asked);
    const money::Amount more = after.micro.minus(before.micro).value_or(money::Amount::zero());
    if (more.isZero()) {
        return counts; // practice money counts for nothing
    }
    return RememberEffect::tr("%1 Together they are %2 USD.", "a sentence, an amount")
        .arg(counts, QString::fromStdString(more.toDecimal(kUsdDecimals)));
}

RememberEffect::RememberEffect(Keeper& keeper, QObject* parent) : QObject(parent), m_keeper(keeper)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    connect(&m_soon, &QTimer::timeout, this, &RememberEffect::begin);
}

void RememberEffect::ask(GrantDraft draft)
{
    m_draft = std::move(draft);
    ++m_turn;
    m_soon.start();
    if (m_text.isEmpty()) {
        say(tr("Looking at the last 30 days…"));
    }
}

void RememberEffect::clear()
{
    ++m_turn;
    m_soon.stop();
    say({});
}

void RememberEffect::say(const QString& text)
{
    if (m_text != text) {
        m_text = text;
        Q_EMIT changed();
    }
}

void RememberEffect::begin()
{
    till::desktop::ask<wire::PolicyShape>(
        m_keeper, wire::PolicyGet{m_draft.agent, std::nullopt}, this,
        [this, turn = m_turn](const Result<wire::PolicyShape, wire::ErrorBody>& answer) {
            if (isStale(turn)) {
                return;
            }
            if (!answer) {
                say(describe(answer.error()));
                return;
            }
            simulate(answer->document, turn);
        });
}

void RememberEffect::simulate(const std::string& without, int turn)
{
    till::desktop::ask<wire::PolicySimulated>(
        m_keeper, over30Days(m_draft.agent, without), this,
        [this, without, turn](const Result<wire::PolicySimulated, wire::ErrorBody>& answer) {
            if (isStale(turn)) {
                return;
            }
            if (!answer) {
                say(describe(answer.error()));
                return;
            }
            compare(*answer, without, turn);
        });
}

void RememberEffect::compare(const wire::PolicySimulated& without, const std::string& document, int turn)
{
    const auto with = withGrant(document, m_draft, kDraftName);
    if (!with) {
        say(tr("What it would have done in the last 30 days cannot be said."));
        return;
    }
    till::desktop::ask<wire::PolicySimulated>(
        m_keeper, over30Days(m_draft.agent, *with), this,
        [this, without, turn](const Result<wire::PolicySimulated, wire::ErrorBody>& answer) {
            if (!isStale(turn)) {
                say(answer ? effectSentence(without, *answer) : describe(answer.error()));
            }
        });
}

} // namespace till::desktop
