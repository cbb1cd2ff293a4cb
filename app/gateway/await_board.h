#pragma once

#include "app/client/keeper_connection.h"
#include "core/support/result.h"
#include "core/wire/agent_messages.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace till::gateway {

/// Callers that wait for a person to decide a payment.
///
/// At the keeper there is at most one PaymentAwait for each payment of an agent, however many callers wait
/// and however often they poll: the keeper has no time-outs, so each would stay there until the decision.
class AwaitBoard {
public:
    using Outcome = Result<wire::PaymentAnswer, wire::ErrorBody>;
    /// Without an outcome the time ran out, or the caller gave up.
    using Done = std::function<void(std::optional<Outcome>)>;

    /// `keeper` outlives the board.
    explicit AwaitBoard(client::KeeperConnection& keeper);
    ~AwaitBoard();
    AwaitBoard(const AwaitBoard&) = delete;
    AwaitBoard& operator=(const AwaitBoard&) = delete;

    /// Calls `done` once, later. Returns a ticket for `giveUp`.
    std::uint64_t wait(const wire::PaymentAwait& ask, std::chrono::seconds time, Done done);
    /// Calls the ticket's `done` now, without an outcome; does nothing when it was called already.
    void giveUp(std::uint64_t ticket);

    /// Payments that are watched at the keeper.
    [[nodiscard]] std::size_t watchedCount() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace till::gateway
