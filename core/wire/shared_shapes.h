#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Shapes that several frames carry. Every struct here names its fields once, in `fields`; encoder and
/// decoder (codec.h) both follow that list, so a frame cannot be written and read differently. Fields are
/// mandatory unless they are std::optional; unknown fields are errors. Amounts are decimal digits of atomic
/// units; times are Unix milliseconds unless the name says seconds.
namespace till::wire {

/// One reason of a decision: a stable code for programs, a sentence for people.
struct Reason {
    std::string code;
    std::string text;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("code", s.code);
        v("text", s.text);
    }
};

/// Name and value of one HTTP header.
struct HeaderField {
    std::string name;
    std::string value;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("name", s.name);
        v("value", s.value);
    }
};

/// What one budget looked like when a decision was made. `used` is before this payment.
struct BudgetEffect {
    std::string name;
    std::string unit;                ///< "USD", a token symbol, or "payments"
    std::string used;                ///< formatted, for people: "4.21"
    std::string thisOne;             ///< "0.90"
    std::string limit;               ///< "5.00"
    std::string remaining;           ///< after this payment when it fits, else before it
    std::string window;              ///< "per day (Europe/Berlin)", "rolling 60 s"
    std::int64_t permilleBefore = 0; ///< for a bar
    std::int64_t permilleAfter = 0;
    std::optional<std::int64_t> resetAtMs;
    bool exceeded = false;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("name", s.name);
        v("unit", s.unit);
        v("used", s.used);
        v("thisOne", s.thisOne);
        v("limit", s.limit);
        v("remaining", s.remaining);
        v("window", s.window);
        v("permilleBefore", s.permilleBefore);
        v("permilleAfter", s.permilleAfter);
        v("resetAtMs", s.resetAtMs);
        v("exceeded", s.exceeded);
    }
};

/// A decision with its reasons, as agents and screens see it.
struct DecisionShape {
    std::string verdict;  ///< allow | ask | deny
    std::string sentence; ///< one sentence a person understands
    std::vector<Reason> reasons;
    std::vector<BudgetEffect> budgets;
    std::optional<std::string> smallestChange; ///< for ask and deny: what would have allowed it
    bool retryAllowed = false; ///< the same request may succeed later without a change of rules
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("verdict", s.verdict);
        v("sentence", s.sentence);
        v("reasons", s.reasons);
        v("budgets", s.budgets);
        v("smallestChange", s.smallestChange);
        v("retryAllowed", s.retryAllowed);
    }
};

/// What any end answers when it cannot do what was asked.
struct ErrorBody {
    std::string code;       ///< one of problem_codes.h
    std::string message;    ///< what happened, what it means for the money
    std::string moneyMoved; ///< no | yes | unknown
    std::string hint;       ///< what to do now
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("code", s.code);
        v("message", s.message);
        v("moneyMoved", s.moneyMoved);
        v("hint", s.hint);
    }
};

/// An answer that carries nothing but "done".
struct Done {
    static constexpr const char* kType = "done";
    template <class Self, class V>
    static void fields(Self&, V&)
    {
    }
};

/// The first frame on every connection, in both directions.
struct Hello {
    static constexpr const char* kType = "hello";
    std::int64_t protocol = 0;
    std::string program; ///< "till-gateway 0.1.0"
    std::string bootId;  ///< random, new at every start: tells the other end that state was lost
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("protocol", s.protocol);
        v("program", s.program);
        v("bootId", s.bootId);
    }
};

} // namespace till::wire
