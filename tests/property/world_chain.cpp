#include "tests/property/world.h"

namespace till::tests {

void World::collect(Choices& choices)
{
    switch (choices.upTo(8)) {
    case 0:
        return m_chain.reorganise(1 + choices.upTo(3));
    case 1:
        return m_chain.finalise();
    default:
        break;
    }
    const ModelPayment* payment = anyPayment(choices);
    if (payment != nullptr && !payment->nonce.empty() && m_chain.collect(payment->nonce, m_chainMs)) {
        checkChain(m_chain.transfers().back());
    }
}

/// I3 on the chain's own numbers: whatever merchants collected, in the chain's time. Where our clock and the
/// chain's differ, or final blocks were lost, only what no clock can change: budgets for ever.
void World::checkChain(const ChainModel::Transfer& newest)
{
    if (m_wasRestored) {
        return; // what was signed after the backup is not known to it
    }
    for (const ModelBudget& budget : m_model.global.budgets) {
        checkBudgetOnChain(budget, ModelLayer::Global, newest);
    }
    for (const ModelBudget& budget : m_model.policies[newest.terms.agent].budgets) {
        checkBudgetOnChain(budget, ModelLayer::Agent, newest);
    }
    const std::int64_t envelope = m_model.payments.at(newest.terms.payment).envelope;
    std::uint64_t sum = 0;
    for (const ChainModel::Transfer& each : m_chain.transfers()) {
        sum += m_model.payments.at(each.terms.payment).envelope == envelope ? each.terms.value : 0;
    }
    hold(3, envelope == 0 || sum <= m_model.requests.at(envelope).granted * (m_hasLostBlocks ? 2 : 1),
         "more was collected on the chain than was in an envelope");
}

void World::checkBudgetOnChain(const ModelBudget& budget, ModelLayer layer,
                               const ChainModel::Transfer& newest)
{
    const bool needsClock = budget.window != ModelBudget::Window::Ever;
    if (budget.highest == kNoBound || (needsClock && (isClockApart() || m_hasLostBlocks))) {
        return;
    }
    const bool isOfAgent = layer == ModelLayer::Agent;
    std::uint64_t sum = 0;
    for (const ChainModel::Transfer& each : m_chain.transfers()) {
        const bool isIn = !needsClock || (budget.window == ModelBudget::Window::Rolling
                                              ? each.atMs > newest.atMs - budget.rollingSeconds * 1000
                                              : each.atMs / kModelDayMs == newest.atMs / kModelDayMs);
        const bool isOfIt = each.terms.agent == newest.terms.agent || (!isOfAgent && !budget.isPerAgent);
        const bool isApart = isOfAgent && budget.measure == ModelBudget::Measure::Sum &&
                             m_model.payments.at(each.terms.payment).envelope != 0;
        if (isIn && isOfIt && !isApart && (!budget.isPerHost || each.terms.host == newest.terms.host)) {
            sum += budget.weightOf(each.terms.value);
        }
    }
    // Evidence of blocks that were lost may have let out one limit more.
    hold(3, sum <= budget.highest * (m_hasLostBlocks ? 2 : 1),
         "more was collected on the chain than a budget allows");
}

void World::proveSettled(ModelPayment* payment)
{
    if (payment == nullptr || !m_chain.isFinal(payment->nonce)) {
        return;
    }
    const std::int64_t block = m_chain.transferOf(payment->nonce)->atMs;
    const bool wasReleased = payment->status == ModelStatus::Void && payment->isInDoubt;
    const bool isOpen = payment->isLive() && (!payment->isProven || payment->isInDoubt);
    const bool isTaken = !m_isLocked && (wasReleased || isOpen);
    const bool isProven =
        must(m_till->proveSettled({payment->number}, "0xfinal", Instant{block}, "a final block"));
    hold(7, isProven == isTaken, "proof of settlement was taken when it must not be");
    if (!isProven) {
        return;
    }
    if (wasReleased) {
        recorded(); // it counts again, and then it is proven
    }
    recorded();
    payment->status = ModelStatus::Settled;
    payment->isProven = true;
    payment->isInDoubt = false;
    payment->provenMs = nowMs();
    payment->endMs = std::max(payment->authorizedMs, std::min(payment->validBefore * 1000, block));
    compareUse(7);
}

void World::proveUnused(ModelPayment* payment)
{
    m_chain.finalise();
    if (payment == nullptr || (!payment->nonce.empty() && m_chain.transferOf(payment->nonce) != nullptr)) {
        return;
    }
    tick(); // what is over is no longer in force
    const std::int64_t now = nowMs();
    const bool isPast = m_chainMs / 1000 >= payment->validBefore;
    const bool isTaken =
        payment->isLive() && !payment->isProven && !m_isLocked && isPast && m_model.mayRelease(*payment, now);
    const bool isVoid = must(m_till->proveUnused({payment->number}, Instant{m_chainMs}, "a final block"));
    hold(7, isVoid == isTaken, "a budget grew back without proof, or by more than evidence may give back");
    if (isPast && payment->status == ModelStatus::Void) {
        payment->isInDoubt = false; // it holds on the new chain too
    }
    if (isVoid) {
        recorded();
        payment->status = ModelStatus::Void;
        payment->provenMs = now;
        payment->isInDoubt = false;
        compareUse(7);
    }
}

/// A final block is gone. What the last day proved is in doubt, and the chain may tell another story.
void World::loseBlocks(Choices& choices)
{
    if (!m_mayLoseBlocks) {
        return collect(choices);
    }
    m_hasLostBlocks = true;
    m_chain.loseFinal(1 + choices.upTo(3));
    const ModelPayment* released = anyPayment(choices);
    if (released != nullptr && released->status == ModelStatus::Void &&
        m_chain.collectInTime(released->nonce)) {
        checkChain(m_chain.transfers().back());
    }
    for (auto& [number, payment] : m_model.payments) {
        const bool hasProof = payment.isProven || payment.status == ModelStatus::Void;
        payment.isInDoubt = payment.isInDoubt || (hasProof && payment.provenMs >= nowMs() - kModelDayMs);
    }
    const std::string fact = "fork " + std::to_string(++m_facts);
    const bool isNew = m_model.raise({ModelAlarm::Kind::Reorganisation, std::nullopt, true}, fact);
    hold(7, must(m_till->sawReorganisation(std::string(kBase), fact)) == isNew, "a lost block is no alarm");
    if (isNew) {
        recorded();
    }
    for (const auto& [number, payment] : m_model.payments) {
        hold(7, m_till->isInDoubt({number}) == payment.isInDoubt, "another proof is in doubt");
    }
}

/// As the watcher does it: asks about a proof in doubt, and says what the chain now shows.
void World::resolveDoubt(Choices& choices)
{
    ModelPayment* chosen = anyPayment(choices);
    for (auto& [number, each] : m_model.payments) {
        if (each.isInDoubt && choices.upTo(4) != 3) {
            chosen = &each;
            break;
        }
    }
    if (chosen == nullptr) {
        return;
    }
    if (m_chain.isFinal(chosen->nonce)) {
        return proveSettled(chosen);
    }
    if (choices.upTo(3) == 0) {
        return proveUnused(chosen);
    }
    doubt(*chosen);
}

void World::doubt(ModelPayment& payment)
{
    const bool isTaken = payment.isInDoubt;
    hold(7, must(m_till->doubt({payment.number}, "a final block")) == isTaken,
         "a proof was doubted when it must not be");
    if (!isTaken) {
        return;
    }
    recorded();
    if (payment.status == ModelStatus::Void) {
        revived(payment);
    } else {
        payment.status = ModelStatus::Authorized;
        payment.isProven = false;
        payment.isInDoubt = false;
        payment.endMs = payment.validBefore * 1000;
    }
    compareUse(7);
}

void World::revived(ModelPayment& payment)
{
    payment.status = ModelStatus::Expired;
    payment.isInDoubt = false;
    payment.endMs = payment.validBefore * 1000;
}

/// The watcher sees what left an account: a payment explains it, or its account is frozen.
void World::sawOutflow(Choices& choices)
{
    if (m_chain.finalCount() == 0) {
        return;
    }
    const ChainModel::Transfer& transfer = m_chain.transfers()[choices.upTo(m_chain.finalCount())];
    const bool isStrange = choices.once(8);
    payment::Outflow outflow;
    outflow.network = kBase;
    outflow.asset = kBaseUsdc;
    outflow.from = addressOf(static_cast<std::uint8_t>(transfer.terms.agent + 1)).toChecksummed();
    outflow.transaction = isStrange ? "0x" + std::to_string(++m_facts) : "tx of " + transfer.nonce;
    outflow.moves = {{payeeAddress(transfer.terms.payTo), std::to_string(transfer.terms.value)}};
    outflow.nonces = {isStrange ? "0x" + std::string(64, 'f') : transfer.nonce};
    outflow.evidence = "a final block";
    ModelPayment* behind = nullptr;
    for (auto& [number, each] : m_model.payments) {
        const auto& terms = transfer.terms;
        if (!isStrange && each.nonce == transfer.nonce && each.amount == terms.value &&
            each.payTo == terms.payTo && each.agent == terms.agent) {
            behind = &each;
        }
    }
    const auto counted = must(m_till->sawOutflow(outflow));
    const bool isReleased = behind != nullptr && behind->status == ModelStatus::Void;
    hold(7, counted.size() == (isReleased ? 1U : 0U), "an outflow counts, or counts not, when it must");
    if (isReleased) {
        recorded();
        revived(*behind);
    }
    if (behind != nullptr && !isReleased) {
        return;
    }
    const ModelAlarm alarm = isReleased ? ModelAlarm{ModelAlarm::Kind::ReleasedSettled, std::nullopt, true}
                                        : ModelAlarm{ModelAlarm::Kind::Outflow, transfer.terms.agent, true};
    const std::string scope = isReleased ? std::to_string(behind->number) : outflow.from;
    if (m_model.raise(alarm, scope + " by " + outflow.transaction)) {
        recorded();
    }
    compareUse(7);
}

} // namespace till::tests
