#include "app/gateway/payment_flow.h"

#include "app/client/keeper_call.h"
#include "app/gateway/answers.h"

namespace till::gateway {

namespace {

template <class Ask>
wire::PaymentAwait watchOf(const Ask& ask)
{
    wire::PaymentAwait watch;
    watch.token = ask.token;
    watch.caller = ask.caller;
    return watch;
}

} // namespace

PaymentFlow::PaymentFlow(client::KeeperConnection& keeper) : m_keeper(keeper), m_board(keeper) {}

void PaymentFlow::pay(const wire::Pay& pay, std::chrono::seconds wait, OnWaiting onWaiting, Done done)
{
    client::call<wire::PaymentAnswer>(m_keeper, pay,
                                      [this, watch = watchOf(pay), wait, onWaiting = std::move(onWaiting),
                                       done = std::move(done)](Outcome&& outcome) {
                                          onFirstAnswer(std::move(outcome), watch, wait, onWaiting, done);
                                      });
}

void PaymentFlow::get(const wire::PaymentGet& get, std::chrono::seconds wait, OnWaiting onWaiting, Done done)
{
    client::call<wire::PaymentAnswer>(m_keeper, get,
                                      [this, watch = watchOf(get), wait, onWaiting = std::move(onWaiting),
                                       done = std::move(done)](Outcome&& outcome) {
                                          onFirstAnswer(std::move(outcome), watch, wait, onWaiting, done);
                                      });
}

void PaymentFlow::onFirstAnswer(Outcome&& outcome, wire::PaymentAwait watch, std::chrono::seconds wait,
                                const OnWaiting& onWaiting, const Done& done)
{
    if (!outcome || !isWaiting(*outcome) || wait.count() == 0) {
        done(std::move(outcome));
        return;
    }
    watch.paymentId = outcome->id;
    const bool wasJoined = outcome->joined;
    const std::uint64_t ticket = m_board.wait(
        watch, wait, [done, first = std::move(*outcome), wasJoined](std::optional<Outcome> later) mutable {
            if (!later) {
                done(std::move(first)); // it still waits
                return;
            }
            if (*later) {
                (*later)->joined = wasJoined;
            }
            done(std::move(*later));
        });
    onWaiting([this, ticket] { m_board.giveUp(ticket); });
}

} // namespace till::gateway
