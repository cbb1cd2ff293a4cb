#pragma once

#include "app/desktop/keeper/keeper.h"
#include "app/desktop/keeper/secret_frame.h"
#include "core/wire/codec.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

/// Typed questions to the keeper. Include this in .cpp files only: it is heavy.
namespace till::desktop {

template <class Answer>
using Then = std::function<void(Result<Answer, wire::ErrorBody>)>;

namespace detail {

template <class Answer>
[[nodiscard]] Keeper::Handler readingAs(Then<Answer> then)
{
    return [then = std::move(then)](Result<const wire::Envelope*, wire::ErrorBody> answer) {
        if (!answer) {
            then(fail(answer.error()));
            return;
        }
        auto body = wire::fromBody<Answer>((*answer)->body);
        if ((*answer)->type != Answer::kType || !body) {
            then(
                fail(wire::ErrorBody{.code = "bad_frame",
                                     .message = "The keeper's answer is not of the form that this app knows.",
                                     .moneyMoved = "unknown",
                                     .hint = "Update all programs of Tillkeeper to the same version."}));
            return;
        }
        then(std::move(*body));
    };
}

} // namespace detail

/// Asks; `then` is called once, in the GUI thread, unless `context` is gone by then.
template <class Answer, class Request>
void ask(Keeper& keeper, const Request& request, QObject* context, Then<Answer> then)
{
    const std::int64_t id = keeper.nextId();
    keeper.send(id, wire::encode(id, request), context, detail::readingAs<Answer>(std::move(then)));
}

/// A field of a request, and the secret that goes there.
struct SecretFor {
    wire::SecretText* field;
    std::span<const std::uint8_t> secret;
};

/// The same for a request that carries secrets: they are copied into one locked buffer, wiped when this
/// returns; the request itself only ever holds markers.
template <class Answer, class Request>
void askWithSecrets(Keeper& keeper, Request& request, const std::vector<SecretFor>& secrets, QObject* context,
                    Then<Answer> then)
{
    std::vector<SecretField> fields;
    for (const SecretFor& each : secrets) {
        fields.push_back({newMarker(), each.secret});
        *each.field = fields.back().marker;
    }
    const std::int64_t id = keeper.nextId();
    const crypto::SecretBytes frame = withSecrets(wire::encode(id, request), fields);
    keeper.send(id, frame, context, detail::readingAs<Answer>(std::move(then)));
}

} // namespace till::desktop
