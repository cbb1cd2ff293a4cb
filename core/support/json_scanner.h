#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till {

/// What a JsonScanner finds, in order. Answering false ends the scan.
class JsonEvents {
public:
    virtual ~JsonEvents() = default;
    virtual bool onNull() = 0;
    virtual bool onBoolean(bool value) = 0;
    virtual bool onNegative(std::int64_t value) = 0;
    virtual bool onWhole(std::uint64_t value) = 0;
    virtual bool onFraction(double value) = 0;
    virtual bool onString(std::string&& value) = 0;
    virtual bool onKey(std::string&& name) = 0;
    virtual bool onObjectBegin() = 0;
    virtual bool onArrayBegin() = 0;
    virtual bool onEnd() = 0; ///< of the innermost object or array
};

enum class ScanResult { Done, Stopped, Syntax, NumberOutOfRange };

/// Takes JSON (RFC 8259) apart. For parseStrictJson, which has made sure that the text is valid UTF-8 without
/// lone surrogates; copies runs of plain characters at once, which is what makes it quick.
class JsonScanner {
public:
    JsonScanner(std::string_view text, JsonEvents& events) : m_text(text), m_events(events) {}

    /// Exactly one value with nothing but blanks around it.
    [[nodiscard]] ScanResult scan();

private:
    [[nodiscard]] bool value();
    [[nodiscard]] bool object();
    [[nodiscard]] bool array();
    [[nodiscard]] bool number();
    [[nodiscard]] bool fraction(std::string_view digits);
    [[nodiscard]] bool string(std::string& out);
    [[nodiscard]] bool escape(std::string& out);
    [[nodiscard]] std::optional<unsigned> unit();
    [[nodiscard]] bool word(std::string_view expected);
    /// The next character that is not blank, NUL at the end.
    [[nodiscard]] char peek();
    [[nodiscard]] bool take(char expected);
    [[nodiscard]] std::size_t digits();
    bool fail(ScanResult why);
    bool told(bool goesOn);

    std::string_view m_text;
    std::size_t m_at = 0;
    JsonEvents& m_events;
    ScanResult m_result = ScanResult::Syntax;
};

} // namespace till
