#pragma once

#include "app/client/keeper_connection.h"
#include "core/wire/codec.h"
#include "core/wire/plain_frame.h"
#include "core/wire/problem_codes.h"

/// Typed requests to the keeper. Include this in .cpp files only: it is heavy.
namespace till::client {

/// An ErrorBody with the published words of its code, and `message` for what happened this time.
[[nodiscard]] wire::ErrorBody errorOf(std::string_view code, std::string message);

/// Reads a reply as `Answer`. A frame of another type or form is `internal_error`.
template <class Answer>
[[nodiscard]] Result<Answer, wire::ErrorBody> readReply(const Reply& reply)
{
    if (reply.error != nullptr) {
        return fail(*reply.error);
    }
    if (reply.answer != nullptr) {
        return std::any_cast<Answer&&>(std::move(*reply.answer));
    }
    if (reply.frame->type != Answer::kType) {
        return fail(errorOf("internal_error", "The keeper answered with a frame of another type."));
    }
    auto answer = wire::fromBody<Answer>(reply.frame->body);
    if (!answer) {
        return fail(errorOf("internal_error", std::string(wire::describe(answer.error()))));
    }
    return std::move(*answer);
}

/// The ReadPlain of an answer type.
template <class Answer>
[[nodiscard]] std::any readPlain(const wire::PlainFrame& frame)
{
    if (auto answer = wire::plainBody<Answer>(frame)) {
        return std::any(std::move(*answer));
    }
    return {};
}

/// Asks, and hands the typed answer or the error to `done`, exactly once, unless the returned id is
/// forgotten:
///
///     call<PaymentAnswer>(keeper, PaymentGet{…}, [](Result<PaymentAnswer, ErrorBody>&& answer) { … });
template <class Answer, class Ask, class Done>
std::int64_t call(KeeperConnection& keeper, const Ask& ask, Done&& done,
                  Patience patience = Patience::Limited)
{
    const std::int64_t id = keeper.nextId();
    const auto onReply = [done = std::forward<Done>(done)](const Reply& reply) {
        done(readReply<Answer>(reply));
    };
    keeper.send(id, wire::encode(id, ask), onReply, patience, &readPlain<Answer>);
    return id;
}

} // namespace till::client
