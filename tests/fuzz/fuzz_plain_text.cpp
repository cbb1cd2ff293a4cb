// A stranger's text made visible. The first byte chooses the limit.

#include "core/support/plain_text.h"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::size_t maxBytes = data[0];
    const std::string text(data + 1, data + size);
    const std::string shown = till::toVisibleText(text, maxBytes);
    require(shown.size() <= maxBytes);
    require(shown.empty() || till::isPlainLine(shown, maxBytes));
    require(till::toVisibleText(shown, maxBytes) == shown);
    return 0;
}
