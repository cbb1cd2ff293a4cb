#pragma once

#include "core/leaks/leak_finder.h"

namespace till::leaks {

/// Recovery words: 12, 15, 18, 21 or 24 in a row whose checksum fits, in any case, with blanks, line ends,
/// commas, quotes, or the numbers of a list between them. Of a longer row the longest that fits is taken.
void findPhrases(std::string_view text, std::vector<Leak>& found);

} // namespace till::leaks
