#pragma once

#include "app/gateway/await_board.h"

namespace till::gateway {

/// Asks the keeper for a payment and, while a person must decide, waits as long as the caller wants.
/// Every way in (REST, fetch, …) goes through here.
class PaymentFlow {
public:
    using Outcome = AwaitBoard::Outcome;
    using Done = std::function<void(Outcome&&)>;
    /// Told how to end the wait early, should one begin: with a call the outcome so far comes at once.
    using OnWaiting = std::function<void(std::function<void()> giveUp)>;

    /// `keeper` outlives the flow.
    explicit PaymentFlow(client::KeeperConnection& keeper);

    /// `done` is called once, later. When the time runs out its outcome still waits.
    void pay(const wire::Pay& pay, std::chrono::seconds wait, OnWaiting onWaiting, Done done);
    /// The same for a payment that was asked for before.
    void get(const wire::PaymentGet& get, std::chrono::seconds wait, OnWaiting onWaiting, Done done);

    [[nodiscard]] const AwaitBoard& board() const { return m_board; }

private:
    /// `watch` asks as the first question did: its token and its caller.
    void onFirstAnswer(Outcome&& outcome, wire::PaymentAwait watch, std::chrono::seconds wait,
                       const OnWaiting& onWaiting, const Done& done);

    client::KeeperConnection& m_keeper;
    AwaitBoard m_board;
};

} // namespace till::gateway
