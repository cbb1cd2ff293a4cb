#pragma once

#include <string>
#include <vector>

namespace till::wire {

/// Which protection of the keys holds on this machine. Sentences for the owner.
struct TierShape {
    std::string name; ///< package | user | reduced | open | test
    std::string text; ///< in one sentence
    std::vector<std::string> stops;
    std::vector<std::string> doesNotStop;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("name", s.name);
        v("text", s.text);
        v("stops", s.stops);
        v("doesNotStop", s.doesNotStop);
    }
};

} // namespace till::wire
