#pragma once

#include "core/support/json_text.h"
#include "core/support/result.h"
#include "core/wire/limits.h"
#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

#include "core/support/json.h"

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

/// Turns the shapes into frames and back. Include this in .cpp files only: it is heavy.
///
/// A frame is `{"v":1,"id":N,"type":"…","body":{…}}`. A request has a fresh id above 0; the answer carries
/// the same id, with type `error` (ErrorBody) when it failed. Events have id 0.
namespace till::wire {

enum class WireError { TooLarge, NotJson, WrongVersion, BadEnvelope, MissingField, UnknownField, WrongType };

/// A frame taken apart, its body not yet read.
struct Envelope {
    std::int64_t id = 0;
    std::string type;
    nlohmann::json body;
};

/// Reads a frame under the limits of limits.h: strict JSON, exactly the four members.
[[nodiscard]] Result<Envelope, WireError> parseFrame(std::string_view bytes);
/// Puts a frame around a body.
[[nodiscard]] std::string makeFrame(std::int64_t id, std::string_view type, nlohmann::json&& body);
/// Overwrites every text in a body, once its shape was read: it may have held a passphrase or recovery words.
void wipeTexts(nlohmann::json& value);
/// One plain sentence about what was wrong with a frame, for logs and error answers.
[[nodiscard]] std::string_view describe(WireError error);

namespace detail {

struct Writer {
    nlohmann::json out = nlohmann::json::object();

    template <class T>
    void operator()(const char* name, const T& value)
    {
        out.emplace(name, toJson(value));
    }
    template <class T>
    void operator()(const char* name, const std::optional<T>& value)
    {
        if (value) {
            out.emplace(name, toJson(*value));
        }
    }

private:
    static nlohmann::json toJson(const std::string& text) { return text; }
    static nlohmann::json toJson(const SecretText& text) { return text.view(); }
    static nlohmann::json toJson(bool flag) { return flag; }
    static nlohmann::json toJson(std::int64_t number) { return number; }
    template <class T>
    static nlohmann::json toJson(const std::vector<T>& list)
    {
        nlohmann::json array = nlohmann::json::array();
        array.get_ref<nlohmann::json::array_t&>().reserve(list.size());
        for (const T& each : list) {
            array.push_back(toJson(each));
        }
        return array;
    }
    template <class T>
    requires std::is_class_v<T>
    static nlohmann::json toJson(const T& shape)
    {
        Writer inner;
        T::fields(shape, inner);
        return std::move(inner.out);
    }
};

/// Writes the fields of a shape straight into text.
struct TextWriter {
    JsonText& out;

    template <class T>
    void operator()(const char* name, const T& value)
    {
        out.key(name);
        write(value);
    }
    template <class T>
    void operator()(const char* name, const std::optional<T>& value)
    {
        if (value) {
            (*this)(name, *value);
        }
    }

private:
    void write(const std::string& text) { out.text(text); }
    void write(const SecretText& text) { out.text(text.view()); }
    void write(bool flag) { out.flag(flag); }
    void write(std::int64_t number) { out.number(number); }
    template <class T>
    void write(const std::vector<T>& list)
    {
        out.beginArray();
        for (const T& each : list) {
            write(each);
        }
        out.endArray();
    }
    template <class T>
    requires std::is_class_v<T>
    void write(const T& shape)
    {
        out.beginObject();
        T::fields(shape, *this);
        out.endObject();
    }
};

struct Reader {
    explicit Reader(const nlohmann::json& source) : in(source) {}
    const nlohmann::json& in;
    std::size_t taken = 0;
    std::optional<WireError> error;

    template <class T>
    void operator()(const char* name, T& value)
    {
        const auto found = in.find(name);
        if (found == in.end()) {
            note(WireError::MissingField);
            return;
        }
        ++taken;
        read(*found, value);
    }
    template <class T>
    void operator()(const char* name, std::optional<T>& value)
    {
        const auto found = in.find(name);
        if (found == in.end()) {
            value.reset();
            return;
        }
        ++taken;
        read(*found, value.emplace());
    }

private:
    void note(WireError what)
    {
        if (!error) {
            error = what;
        }
    }
    void read(const nlohmann::json& from, std::string& text)
    {
        if (!from.is_string()) {
            return note(WireError::WrongType);
        }
        text = from.get_ref<const std::string&>();
    }
    void read(const nlohmann::json& from, SecretText& text)
    {
        if (!from.is_string()) {
            return note(WireError::WrongType);
        }
        text = SecretText(from.get_ref<const std::string&>());
    }
    void read(const nlohmann::json& from, bool& flag)
    {
        if (!from.is_boolean()) {
            return note(WireError::WrongType);
        }
        flag = from.get<bool>();
    }
    void read(const nlohmann::json& from, std::int64_t& number)
    {
        if (!from.is_number_integer() ||
            (from.is_number_unsigned() &&
             from.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))) {
            return note(WireError::WrongType);
        }
        number = from.get<std::int64_t>();
    }
    template <class T>
    void read(const nlohmann::json& from, std::vector<T>& list)
    {
        if (!from.is_array()) {
            return note(WireError::WrongType);
        }
        list.clear();
        list.reserve(from.size());
        for (const auto& each : from) {
            read(each, list.emplace_back());
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void read(const nlohmann::json& from, T& shape)
    {
        if (!from.is_object()) {
            return note(WireError::WrongType);
        }
        Reader inner(from);
        T::fields(shape, inner);
        if (inner.error) {
            return note(*inner.error);
        }
        if (inner.taken != from.size()) {
            note(WireError::UnknownField);
        }
    }
    template <class T>
    friend Result<T, WireError> readShape(const nlohmann::json& body);
};

template <class T>
Result<T, WireError> readShape(const nlohmann::json& body)
{
    T shape;
    nlohmann::json holder;
    Reader reader(holder);
    reader.read(body, shape);
    if (reader.error) {
        return fail(*reader.error);
    }
    return shape;
}

} // namespace detail

/// The body of a shape as JSON.
template <class T>
[[nodiscard]] nlohmann::json toBody(const T& shape)
{
    detail::Writer writer;
    T::fields(shape, writer);
    return std::move(writer.out);
}

/// A shape out of a body: every field there and of its type, none unknown.
template <class T>
[[nodiscard]] Result<T, WireError> fromBody(const nlohmann::json& body)
{
    return detail::readShape<T>(body);
}

/// A whole frame: `encode(7, Pay{…})`, `encode(7, PaymentAnswer{…})`, `encode(0, StateEvent{…})`.
template <class T>
[[nodiscard]] std::string encode(std::int64_t id, const T& shape)
{
    JsonText out;
    out.beginObject();
    out.key("v");
    out.number(kProtocolVersion);
    out.key("id");
    out.number(id);
    out.key("type");
    out.text(T::kType);
    out.key("body");
    out.beginObject();
    detail::TextWriter writer{out};
    T::fields(shape, writer);
    out.endObject();
    out.endObject();
    return out.take();
}

/// The failing answer to frame `id`.
[[nodiscard]] std::string encodeError(std::int64_t id, const ErrorBody& error);
inline constexpr std::string_view kErrorType = "error";

} // namespace till::wire
