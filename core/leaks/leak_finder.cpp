#include "core/leaks/leak_finder.h"

#include "core/leaks/key_finder.h"
#include "core/leaks/phrase_finder.h"

#include <algorithm>

namespace till::leaks {

std::vector<Leak> findLeaks(std::string_view text)
{
    std::vector<Leak> found;
    findKeystore(text, found);
    // A keystore's own digits (ciphertext, MAC, salt) are no keys.
    if (found.empty()) {
        findHexKeys(text, found);
    }
    findSolanaKeys(text, found);
    findPhrases(text, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Leak& a, const Leak& b) { return a.line < b.line; });
    return found;
}

} // namespace till::leaks
