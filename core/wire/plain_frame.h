#pragma once

#include "core/wire/limits.h"
#include "core/wire/secret_text.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// The quick way to read a frame that looks exactly as `encode` writes one: fields in their order, no blanks,
/// escapes of ASCII only. Whatever it reads, parseFrame and fromBody (codec.h) read the same from; whatever
/// it does not, may still be a good frame, and is theirs to judge.
namespace till::wire {

/// A frame taken apart, nothing of its body looked at yet. Views into the frame.
struct PlainFrame {
    std::int64_t id = 0;
    std::string_view type;
    std::string_view body;
};

[[nodiscard]] std::optional<PlainFrame> plainFrame(std::string_view bytes);

/// Reads the fields of a shape in the order in which `fields` names them.
class PlainReader {
public:
    explicit PlainReader(std::string_view text) : m_rest(text) {}

    template <class T>
    void operator()(const char* name, T& value)
    {
        if (m_isPlain && !takeKey(name)) {
            m_isPlain = false;
        }
        if (m_isPlain) {
            read(value);
        }
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value)
    {
        value.reset();
        if (m_isPlain && takeKey(name)) {
            read(value.emplace());
        }
    }

    /// True when the text was one whole shape and nothing else.
    template <class T>
    [[nodiscard]] bool readAll(T& shape)
    {
        read(shape);
        return m_isPlain && m_rest.empty();
    }

private:
    [[nodiscard]] bool take(char expected);
    [[nodiscard]] bool takeKey(std::string_view name);
    void startValue();
    void read(std::string& text);
    void read(SecretText& text);
    void read(bool& flag);
    void read(std::int64_t& number);
    template <class T>
    void read(std::vector<T>& list)
    {
        startValue();
        list.clear();
        m_isPlain = m_isPlain && take('[');
        if (!m_isPlain || take(']')) {
            return;
        }
        do {
            read(list.emplace_back());
        } while (m_isPlain && take(','));
        m_isPlain = m_isPlain && take(']');
    }
    template <class T>
    requires std::is_class_v<T>
    void read(T& shape)
    {
        startValue();
        m_isPlain = m_isPlain && take('{');
        m_isFirst = true;
        T::fields(shape, *this);
        m_isPlain = m_isPlain && take('}');
        m_isFirst = false;
    }

    std::string_view m_rest;
    std::size_t m_values = 4; ///< the frame, its version, id and type
    bool m_isPlain = true;
    bool m_isFirst = true; ///< no field of the open shape was read yet
};

/// The shape in the body of a plain frame. Absent when it is not in plain form.
template <class T>
[[nodiscard]] std::optional<T> plainBody(const PlainFrame& frame)
{
    std::optional<T> shape;
    if (frame.type != T::kType) {
        return shape;
    }
    shape.emplace();
    PlainReader reader(frame.body);
    if (!reader.readAll(*shape)) {
        shape.reset();
    }
    return shape;
}

} // namespace till::wire
