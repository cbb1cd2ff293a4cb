#include "app/desktop/approval/decision_run.h"

#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"

#include <cstring>

namespace till::desktop {

namespace {

wire::ApprovalDecide frameFor(const DecisionRun::Shown& request, const char* decision)
{
    return {.paymentId = request.paymentId.toStdString(),
            .decision = decision,
            .shownHash = request.hash,
            .by = "app",
            .note = {},
            .passphrase = {}};
}

} // namespace

DecisionRun::DecisionRun(Keeper& keeper, QObject* parent) : QObject(parent), m_keeper(keeper) {}

bool DecisionRun::isAllowing() const
{
    return m_decision != nullptr && std::strcmp(m_decision, "approve") == 0;
}

void DecisionRun::start(const char* decision, std::vector<Shown> requests,
                        const std::optional<Remembered>& remembered)
{
    if (isRunning() || requests.empty()) {
        return;
    }
    m_decision = decision;
    m_requests = std::move(requests);
    m_at = 0;
    if (!remembered) {
        next();
        return;
    }
    wire::ApprovalDecide frame = frameFor(m_requests.front(), m_decision);
    frame.remember = remembered->shape;
    frame.passphrase.emplace();
    askWithSecrets<wire::PaymentAnswer>(
        m_keeper, frame, {{&*frame.passphrase, remembered->passphrase->secret()}}, this,
        [this](const Result<wire::PaymentAnswer, wire::ErrorBody>& answer) { take(answer); });
    remembered->passphrase->clear();
}

void DecisionRun::next()
{
    ask<wire::PaymentAnswer>(
        m_keeper, frameFor(m_requests[m_at], m_decision), this,
        [this](const Result<wire::PaymentAnswer, wire::ErrorBody>& answer) { take(answer); });
}

void DecisionRun::take(const Result<wire::PaymentAnswer, wire::ErrorBody>& answer)
{
    const int done = static_cast<int>(m_at);
    if (!answer) {
        m_decision = nullptr;
        Q_EMIT failed(describe(answer.error()), done);
        return;
    }
    Q_EMIT decided(m_requests[m_at].paymentId);
    if (++m_at < m_requests.size()) {
        next();
        return;
    }
    m_decision = nullptr;
    Q_EMIT finished(done + 1);
}

} // namespace till::desktop
