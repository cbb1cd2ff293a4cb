#pragma once

#include "app/keeper/keeper.h"
#include "core/wire/codec.h"

namespace till::keeper {

/// Answers are held until the batch is committed, so that none speaks of what is not on disk.
template <class T>
void Keeper::reply(const Link& link, std::int64_t id, const T& shape)
{
    m_pending.push_back({link, id, wire::encode(id, shape), {}, {}, {}});
}

} // namespace till::keeper
