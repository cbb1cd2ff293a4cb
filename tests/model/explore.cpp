#include "tests/model/wallet_model.h"

#include <chrono>
#include <cstdio>
#include <string_view>
#include <vector>

using namespace till::model;

/// Looks at every state that the model can reach, breadth first.
///   explore            the wallet as it is built: no state may break an invariant
///   explore mistakes   wrong ways to build it: each must be found
namespace {

/// A set of 64-bit numbers in one array; 0 is kept apart as "empty", so numbers are stored plus one.
class StateSet {
public:
    bool insert(std::uint64_t value)
    {
        if ((m_size + 1) * 2 > m_slots.size()) {
            grow();
        }
        return place(m_slots, value + 1) && ++m_size != 0;
    }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    static bool place(std::vector<std::uint64_t>& slots, std::uint64_t value)
    {
        const std::size_t mask = slots.size() - 1;
        std::size_t at = (value * 0x9E37'79B9'7F4A'7C15ULL) >> 20 & mask;
        while (slots[at] != 0) {
            if (slots[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        slots[at] = value;
        return true;
    }
    void grow()
    {
        std::vector<std::uint64_t> larger(m_slots.size() * 2);
        for (const std::uint64_t value : m_slots) {
            if (value != 0) {
                place(larger, value);
            }
        }
        m_slots.swap(larger);
    }
    std::vector<std::uint64_t> m_slots = std::vector<std::uint64_t>(1U << 16);
    std::size_t m_size = 0;
};

struct Explored {
    std::size_t states = 0;
    std::size_t steps = 0; ///< how deep the deepest state lies
    std::string_view violated;
};

Explored explore(Mistake mistake)
{
    StateSet seen;
    std::vector<std::uint64_t> level{State{}.packed()};
    seen.insert(level.front());
    Explored explored;
    while (!level.empty() && explored.violated.empty()) {
        std::vector<std::uint64_t> next;
        for (const std::uint64_t bits : level) {
            const State state = State::unpacked(bits);
            if (explored.violated = violated(state); !explored.violated.empty()) {
                break;
            }
            visitNext(state, mistake, [&](const State& reached) {
                if (seen.insert(reached.packed())) {
                    next.push_back(reached.packed());
                }
            });
        }
        level.swap(next);
        ++explored.steps;
    }
    explored.states = seen.size();
    return explored;
}

} // namespace

int main(int count, char** words)
{
    const bool isOfMistakes = count > 1 && std::string_view(words[1]) == "mistakes";
    bool isRight = true;
    const auto started = std::chrono::steady_clock::now();
    if (isOfMistakes) {
        for (const Mistake mistake : kMistakes) {
            const Explored explored = explore(mistake);
            isRight = isRight && !explored.violated.empty();
            std::printf("%s: %s, %zu states seen, %zu steps deep\n", describe(mistake).data(),
                        explored.violated.empty() ? "NOT FOUND" : explored.violated.data(), explored.states,
                        explored.steps);
        }
    } else {
        const Explored explored = explore(Mistake::None);
        isRight = explored.violated.empty();
        std::printf("%zu states, all there are, %zu steps deep: %s\n", explored.states, explored.steps,
                    isRight ? "I1 I2 I3 I5 I7 I10 hold in each" : explored.violated.data());
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
    std::printf("%.1f s\n", took.count());
    return isRight ? 0 : 1;
}
