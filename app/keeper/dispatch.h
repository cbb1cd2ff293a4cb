#pragma once

#include "core/wire/codec.h"

#include <functional>
#include <string>
#include <utility>

namespace till::keeper {

/// Hands a frame to the first handler of its type, its body strictly read. One use for each frame:
/// `Dispatch(envelope, refuse).on<wire::Pay>(…).on<wire::Quote>(…).otherwise(…)`.
class Dispatch {
public:
    using Refuse = std::function<void(std::string why)>;
    Dispatch(const wire::Envelope& envelope, Refuse refuse)
        : m_envelope(envelope), m_refuse(std::move(refuse))
    {
    }

    template <class T, class Use>
    Dispatch& on(Use use)
    {
        if (m_isTaken || m_envelope.type != T::kType) {
            return *this;
        }
        m_isTaken = true;
        if (auto body = wire::fromBody<T>(m_envelope.body)) {
            use(*body);
        } else {
            m_refuse(std::string(wire::describe(body.error())));
        }
        return *this;
    }
    template <class Use>
    void otherwise(Use use)
    {
        if (!m_isTaken) {
            use();
        }
    }

private:
    const wire::Envelope& m_envelope;
    Refuse m_refuse;
    bool m_isTaken = false;
};

} // namespace till::keeper
