#pragma once
#pragma GCC system_header // its templates compare what the compiler would warn about in our own code

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <type_traits>

/// The switches of the mutated copy of core (README.md). Every change that tests/mutation makes is in it at
/// once, each behind `on(number)`. TILL_MUTANT names the one that is on; TILL_MUTANTS_REACHED names a file to
/// which the numbers of all that a run came by are written when it ends.
namespace till::mutation {

inline constexpr int kMostMutants = 20'000;
inline bool g_reached[kMostMutants]{};

inline void writeReached()
{
    std::FILE* const file = std::fopen(std::getenv("TILL_MUTANTS_REACHED"), "w");
    for (int number = 0; number < kMostMutants; ++number) {
        if (g_reached[number])
            std::fprintf(file, "%d\n", number);
    }
    std::fclose(file);
}

inline int readActive()
{
    if (std::getenv("TILL_MUTANTS_REACHED") != nullptr)
        std::atexit(writeReached);
    const char* const text = std::getenv("TILL_MUTANT");
    return text != nullptr ? std::atoi(text) : -1;
}

inline const int g_active = readActive();

inline bool reach(int number)
{
    g_reached[number] = true;
    return number == g_active;
}

/// What the compiler computes keeps its value: a mutant there cannot be switched.
constexpr bool on(int number)
{
    return !std::is_constant_evaluated() && reach(number);
}

/// One side of `&&` or `||`: turned round, and the result turned round again, the one is the other.
template <int N, typename T>
constexpr bool side(const T& value)
{
    return on(N) != static_cast<bool>(value);
}

/// What `+=` and `-=` add or take away, with its sign turned.
template <int N, typename T>
constexpr T sign(T value)
{
    static_assert(std::is_arithmetic_v<T>);
    return on(N) ? static_cast<T>(-value) : value;
}

/// Both sides of an operator. Made with braces, so that the left one is computed first.
template <typename A, typename B>
struct Two {
    constexpr Two(const A& left, const B& right) : a(left), b(right) {}
    const A& a;
    const B& b;
};

template <int N, typename A, typename B>
constexpr bool less(const Two<A, B>& two)
{
    return on(N) ? two.a <= two.b : two.a < two.b;
}
template <int N, typename A, typename B>
constexpr bool lessOrEqual(const Two<A, B>& two)
{
    return on(N) ? two.a < two.b : two.a <= two.b;
}
template <int N, typename A, typename B>
constexpr bool greater(const Two<A, B>& two)
{
    return on(N) ? two.a >= two.b : two.a > two.b;
}
template <int N, typename A, typename B>
constexpr bool greaterOrEqual(const Two<A, B>& two)
{
    return on(N) ? two.a > two.b : two.a >= two.b;
}
template <int N, typename A, typename B>
constexpr bool equal(const Two<A, B>& two)
{
    return on(N) ? two.a != two.b : two.a == two.b;
}
template <int N, typename A, typename B>
constexpr bool unequal(const Two<A, B>& two)
{
    return on(N) ? two.a == two.b : two.a != two.b;
}
template <int N, typename A, typename B>
constexpr auto plus(const Two<A, B>& two)
{
    return on(N) ? two.a - two.b : two.a + two.b;
}
template <int N, typename A, typename B>
constexpr auto minus(const Two<A, B>& two)
{
    return on(N) ? two.a + two.b : two.a - two.b;
}

template <int N, typename T>
constexpr const T& least(const T& a, const T& b)
{
    return on(N) ? std::max(a, b) : std::min(a, b);
}
template <int N, typename T>
constexpr const T& most(const T& a, const T& b)
{
    return on(N) ? std::min(a, b) : std::max(a, b);
}
template <int N, typename T>
constexpr T least(std::initializer_list<T> list)
{
    return on(N) ? std::max(list) : std::min(list);
}
template <int N, typename T>
constexpr T most(std::initializer_list<T> list)
{
    return on(N) ? std::min(list) : std::max(list);
}

/// A named number that is one more where it is read at run time.
template <int N, typename T>
class Constant {
public:
    constexpr Constant(T value) : m_value(value) {}
    constexpr operator T() const { return on(N) ? static_cast<T>(m_value + 1) : m_value; }

private:
    T m_value;
};

} // namespace till::mutation
