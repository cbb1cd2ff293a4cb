#pragma once

#include "app/keeper/authority.h"
#include "app/keeper/dispatch.h"

#include <utility>

namespace till::keeper {

/// For frames on admin.sock. Takes no frame that does not say what it needs.
class AdminDispatch {
public:
    AdminDispatch(const wire::Envelope& envelope, Dispatch::Refuse refuse)
        : m_dispatch(envelope, std::move(refuse))
    {
    }

    template <class T, class Use>
    AdminDispatch& on(Use use)
    {
        static_assert(needsOf(T::kType).has_value(), "say in authority.h what this frame needs");
        m_dispatch.on<T>(std::move(use));
        return *this;
    }
    template <class Use>
    void otherwise(Use use)
    {
        m_dispatch.otherwise(std::move(use));
    }

private:
    Dispatch m_dispatch;
};

} // namespace till::keeper
