#pragma once

namespace till::desktop {

/// Picks how Qt Quick draws, before the application object exists: the software renderer where OpenGL would
/// be software anyway (half the memory, a third of the work), else what Qt chooses. QT_QUICK_BACKEND set by
/// hand wins.
void chooseRenderer();

} // namespace till::desktop
