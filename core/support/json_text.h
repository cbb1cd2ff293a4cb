#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace till {

/// Writes compact JSON straight into text, without building a document first: frames and answers are written
/// thousands of times a second. Commas come by themselves; the caller closes what it opens.
class JsonText {
public:
    void beginObject();
    void endObject();
    void beginArray();
    void endArray();
    /// Name of the next value, inside an object.
    void key(std::string_view name);
    /// Text, escaped as RFC 8259 section 7 asks. Invalid UTF-8 becomes U+FFFD.
    void text(std::string_view value);
    void number(std::int64_t value);
    void flag(bool value);
    void null();
    /// A value that is JSON already, as it is.
    void raw(std::string_view json);

    /// The text so far, which is then empty.
    [[nodiscard]] std::string take();

private:
    void separate();

    std::string m_out;
    bool m_needsComma = false;
};

} // namespace till
