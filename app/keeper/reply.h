#pragma once

#include "app/keeper/keeper.h"
#include "core/wire/codec.h"

namespace till::keeper {

/// The frame, or an error in its place when it is larger than a frame may be: a stranger's long text must not
/// stop the keeper.
[[nodiscard]] inline std::string fitting(std::int64_t id, std::string frame)
{
    if (frame.size() <= wire::kMaxFrameBytes) {
        return frame;
    }
    return wire::encodeError(id, errorBody("internal_error", "The answer is larger than a frame may be."));
}

/// Of a pause whose commit failed; `isPaused` is what was read back from the disk.
[[nodiscard]] std::string pauseFailedText(bool isPaused);

/// Answers are held until the batch is committed, so that none speaks of what is not on disk.
template <class T>
void Keeper::reply(const Link& link, std::int64_t id, const T& shape)
{
    queue(link, id, fitting(id, wire::encode(id, shape)));
}

} // namespace till::keeper
