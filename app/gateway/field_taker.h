#pragma once

#include "app/gateway/bad_request.h"

#include "core/support/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::gateway {

/// Takes members out of one JSON object of a request and remembers the first that is wrong, so that a reader
/// is a plain list of its members. Ask `fault` at the end: members that nobody took are unknown, which is a
/// fault too. For .cpp files: it is heavy.
class FieldTaker {
public:
    /// `where` names the object in sentences: "request", or empty for the body itself.
    FieldTaker(const nlohmann::json& object, std::string where);

    [[nodiscard]] bool has(const char* name) const;
    /// Text of at most so many bytes; absent is empty.
    [[nodiscard]] std::optional<std::string> text(const char* name, std::size_t maxBytes);
    [[nodiscard]] std::string requiredText(const char* name, std::size_t maxBytes);
    /// The same without control characters, and not empty when it is there.
    [[nodiscard]] std::optional<std::string> line(const char* name, std::size_t maxBytes);
    /// A whole number, never a fraction.
    [[nodiscard]] std::optional<std::int64_t> whole(const char* name, std::int64_t least, std::int64_t most);
    [[nodiscard]] std::optional<bool> flag(const char* name);
    [[nodiscard]] const nlohmann::json* object(const char* name);
    /// Whatever is there; nullptr when absent.
    [[nodiscard]] const nlohmann::json* any(const char* name) { return take(name); }
    [[nodiscard]] const nlohmann::json* requiredObject(const char* name);

    /// Notes a fault that the reader itself found; the first one stays.
    void note(std::string_view code, std::string detail);
    void note(BadRequest fault);
    /// The first fault, unknown members last.
    [[nodiscard]] std::optional<BadRequest> fault();

private:
    [[nodiscard]] const nlohmann::json* take(const char* name);
    void wrong(const char* name, std::string_view whatItMustBe);
    [[nodiscard]] std::string place(std::string_view name) const;

    const nlohmann::json& m_object;
    std::string m_where;
    std::size_t m_taken = 0;
    std::vector<std::string_view> m_known;
    std::optional<BadRequest> m_fault;
};

} // namespace till::gateway
