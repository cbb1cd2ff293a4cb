#include "tests/model/wallet_model.h"

namespace till::model {

namespace {

class Packer {
public:
    void put(std::uint64_t value, int bits) { m_bits |= value << m_used, m_used += bits; }
    [[nodiscard]] std::uint64_t bits() const { return m_bits; }

private:
    std::uint64_t m_bits = 0;
    int m_used = 0;
};

class Unpacker {
public:
    explicit Unpacker(std::uint64_t bits) : m_bits(bits) {}
    std::uint8_t take(int bits)
    {
        const auto value = static_cast<std::uint8_t>(m_bits & ((1U << bits) - 1U));
        m_bits >>= bits;
        return value;
    }
    bool flag() { return take(1) != 0; }

private:
    std::uint64_t m_bits;
};

bool isLive(const Payment& payment)
{
    return payment.row == Row::Authorized || payment.row == Row::Settled;
}

bool isCounted(const Payment& payment, Mistake mistake)
{
    const bool isInBatch = payment.work == Work::InBatch && mistake != Mistake::ForgetsTheBatchInBudgets;
    return (isLive(payment) && !payment.isForgotten) || isInBatch;
}

template <class Count>
bool hasRoom(const State& state, std::size_t number, Count count)
{
    int first = 0;
    int all = 0;
    for (std::size_t each = 0; each < kPayments; ++each) {
        if (each != number && count(state.payments[each])) {
            first += each < 2 ? 1 : 0;
            ++all;
        }
    }
    return all < kRoomOfAll && (number == 2 || first < kRoomOfFirstAgent);
}

using Visit = std::function<void(const State&)>;

/// The keeper takes the frame: refuses, joins the payment that is there, or puts it in the batch on any
/// terms.
void ask(const State& state, std::size_t number, Mistake mistake, const Visit& visit)
{
    const Payment& payment = state.payments[number];
    if (!payment.isAsked || payment.work != Work::None) {
        return;
    }
    State next = state;
    Payment& changed = next.payments[number];
    if (state.isPaused) {
        changed.isAsked = false;
        return visit(next);
    }
    if (isLive(payment) && !payment.isForgotten) {
        if (payment.isPastValidity) {
            changed.isAsked = false;
        } else {
            changed.work = Work::ToSign;
            changed.terms ^= mistake == Mistake::MakesNewTermsOnRetry ? 1U : 0U;
        }
        return visit(next);
    }
    if ((payment.row == Row::Void && payment.isSecond) ||
        !hasRoom(state, number, [mistake](const Payment& each) { return isCounted(each, mistake); })) {
        changed.isAsked = false;
        return visit(next);
    }
    if (payment.row ==
        Row::Void) { // the same purchase again: another nonce, and the chain knows nothing of it
        changed = Payment{};
        changed.isAsked = true;
        changed.isSecond = true;
    }
    changed.work = Work::InBatch;
    for (std::uint8_t terms = 0; terms < 2; ++terms) {
        if (!payment.isForgotten) {
            changed.terms = terms;
            visit(next);
        } else if (payment.terms != terms) {
            changed.terms = terms;
            visit(next);
        }
    }
}

enum class Survivor { Keeper, Nobody };

/// What is in the batch is on disk; the keeper knows, or died of it.
State committed(State state, Survivor survivor, Mistake mistake)
{
    for (Payment& payment : state.payments) {
        if (payment.work == Work::InBatch) {
            payment.row = Row::Authorized;
            payment.isForgotten = false;
            payment.work = survivor == Survivor::Keeper ? Work::ToSign : Work::None;
        } else if (survivor == Survivor::Nobody) {
            payment.work = Work::None;
        }
    }
    state.isPausedOnDisk = mistake == Mistake::PauseIsNotInTheLedger ? false : state.isPaused;
    state.hasPauseReturned = survivor == Survivor::Keeper ? state.isPaused : state.hasPauseReturned;
    return state;
}

/// Memory is what the disk says.
State reopened(State state)
{
    for (Payment& payment : state.payments) {
        payment.terms =
            payment.work == Work::InBatch && payment.row == Row::None ? std::uint8_t{0} : payment.terms;
        payment.work = Work::None;
        payment.isForgotten = false;
    }
    state.isPaused = state.isPausedOnDisk;
    return state;
}

void commit(const State& state, Mistake mistake, const Visit& visit)
{
    visit(committed(state, Survivor::Keeper, mistake));
    // COMMIT failed, or the keeper died in it: it is on disk all the same, or it is not.
    const State onDisk = committed(state, Survivor::Nobody, mistake);
    visit(reopened(state));
    if (mistake != Mistake::BelievesAFailedCommitDidNothing) {
        return visit(reopened(onDisk));
    }
    State wrong = reopened(onDisk);
    for (std::size_t each = 0; each < kPayments; ++each) {
        wrong.payments[each].isForgotten = state.payments[each].work == Work::InBatch;
    }
    visit(wrong);
}

void sign(const State& state, std::size_t number, Mistake mistake, const Visit& visit)
{
    const Payment& payment = state.payments[number];
    const bool isEarly = payment.work == Work::InBatch && mistake == Mistake::SignsBeforeCommit;
    if (payment.work != Work::ToSign && !isEarly) {
        return;
    }
    State next = state;
    Payment& changed = next.payments[number];
    changed.work = isEarly ? payment.work : Work::None;
    changed.isAsked = false;
    if (!state.isPaused || mistake == Mistake::SignsWhilePaused) {
        changed.signedFor = static_cast<std::uint8_t>(payment.signedFor | (1U << payment.terms));
        next.hasLeftAfterPause = state.hasPauseReturned;
    }
    visit(next);
}

/// Merchants, blocks, time, and the watcher that reads them.
void world(const State& state, std::size_t number, Mistake mistake, const Visit& visit)
{
    const Payment& payment = state.payments[number];
    const auto step = [&](auto change) {
        State next = state;
        change(next.payments[number]);
        visit(next);
    };
    if (payment.signedFor != 0 && payment.chain == OnChain::No && !payment.isPastValidity) {
        step([](Payment& each) { each.chain = OnChain::InBlock; });
    }
    if (payment.chain == OnChain::InBlock) {
        step([](Payment& each) { each.chain = OnChain::No; }); // reorganised
        step([](Payment& each) { each.chain = OnChain::Final; });
    }
    if (payment.row == Row::Authorized && !payment.isPastValidity) {
        step([](Payment& each) { each.isPastValidity = true; });
    }
    if (payment.row == Row::Authorized && payment.chain == OnChain::Final) {
        step([](Payment& each) { each.row = Row::Settled; });
    }
    // A final block past the validity in which the nonce is unused: a block with the transfer may not be open
    // any more.
    const bool isProvenUnused = payment.isPastValidity &&
                                (payment.chain == OnChain::No || (payment.chain == OnChain::InBlock &&
                                                                  mistake == Mistake::TakesAnyBlockAsFinal));
    if (payment.row == Row::Authorized &&
        (isProvenUnused || (payment.isPastValidity && mistake == Mistake::ReleasesByTime))) {
        step([](Payment& each) { each.row = Row::Void; });
    }
}

} // namespace

std::uint64_t State::packed() const
{
    Packer packer;
    for (const Payment& each : payments) {
        packer.put(each.isAsked ? 1 : 0, 1);
        packer.put(static_cast<std::uint64_t>(each.work), 2);
        packer.put(static_cast<std::uint64_t>(each.row), 2);
        packer.put(each.terms, 1);
        packer.put(each.signedFor, 2);
        packer.put(static_cast<std::uint64_t>(each.chain), 2);
        packer.put(each.isPastValidity ? 1 : 0, 1);
        packer.put(each.isSecond ? 1 : 0, 1);
        packer.put(each.isForgotten ? 1 : 0, 1);
    }
    packer.put(isPaused ? 1 : 0, 1);
    packer.put(isPausedOnDisk ? 1 : 0, 1);
    packer.put(hasPauseReturned ? 1 : 0, 1);
    packer.put(hasLeftAfterPause ? 1 : 0, 1);
    return packer.bits();
}

State State::unpacked(std::uint64_t bits)
{
    Unpacker unpacker(bits);
    State state;
    for (Payment& each : state.payments) {
        each.isAsked = unpacker.flag();
        each.work = static_cast<Work>(unpacker.take(2));
        each.row = static_cast<Row>(unpacker.take(2));
        each.terms = unpacker.take(1);
        each.signedFor = unpacker.take(2);
        each.chain = static_cast<OnChain>(unpacker.take(2));
        each.isPastValidity = unpacker.flag();
        each.isSecond = unpacker.flag();
        each.isForgotten = unpacker.flag();
    }
    state.isPaused = unpacker.flag();
    state.isPausedOnDisk = unpacker.flag();
    state.hasPauseReturned = unpacker.flag();
    state.hasLeftAfterPause = unpacker.flag();
    return state;
}

std::string_view describe(Mistake mistake)
{
    switch (mistake) {
    case Mistake::None:
        return "as it is built";
    case Mistake::SignsBeforeCommit:
        return "signs before the commit";
    case Mistake::MakesNewTermsOnRetry:
        return "a retry is signed on new terms";
    case Mistake::ForgetsTheBatchInBudgets:
        return "budgets do not count what is in the batch";
    case Mistake::ReleasesByTime:
        return "time alone releases a budget";
    case Mistake::BelievesAFailedCommitDidNothing:
        return "a failed commit is taken for none";
    case Mistake::SignsWhilePaused:
        return "what was under way is signed after a pause";
    case Mistake::PauseIsNotInTheLedger:
        return "a pause is kept in memory only";
    case Mistake::TakesAnyBlockAsFinal:
        return "a block that may be undone is taken as final";
    }
    return {};
}

void visitNext(const State& state, Mistake mistake, const Visit& visit)
{
    for (std::size_t each = 0; each < kPayments; ++each) {
        if (!state.payments[each].isAsked) {
            State next = state;
            next.payments[each].isAsked = true;
            visit(next);
        }
        ask(state, each, mistake, visit);
        sign(state, each, mistake, visit);
        world(state, each, mistake, visit);
    }
    commit(state, mistake, visit);
    State pressed = state; // the owner's button: in the batch like anything else
    pressed.isPaused = !state.isPaused;
    if (!pressed.isPaused) {
        pressed.hasPauseReturned = false;
    }
    visit(pressed);
    visit(reopened(state)); // the keeper dies
    State alone = state;    // the gateway dies, and with it whatever waited
    for (Payment& payment : alone.payments) {
        payment.isAsked = false;
    }
    visit(alone);
}

std::string_view violated(const State& state)
{
    int first = 0;
    int all = 0;
    int firstOnChain = 0;
    int allOnChain = 0;
    for (std::size_t each = 0; each < kPayments; ++each) {
        const Payment& payment = state.payments[each];
        if (payment.signedFor != 0 && payment.row == Row::None) {
            return "I1";
        }
        if (payment.signedFor == 3) {
            return "I5";
        }
        if (payment.row == Row::Void && payment.chain != OnChain::No) {
            return "I7";
        }
        first += each < 2 && isLive(payment) ? 1 : 0;
        all += isLive(payment) ? 1 : 0;
        firstOnChain += each < 2 && payment.chain != OnChain::No ? 1 : 0;
        allOnChain += payment.chain != OnChain::No ? 1 : 0;
    }
    if (first > kRoomOfFirstAgent || all > kRoomOfAll) {
        return "I2";
    }
    if (firstOnChain > kRoomOfFirstAgent || allOnChain > kRoomOfAll) {
        return "I3";
    }
    return state.hasLeftAfterPause ? "I10" : "";
}

} // namespace till::model
