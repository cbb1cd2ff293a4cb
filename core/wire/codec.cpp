#include "core/wire/codec.h"

#include "core/support/strict_json.h"

namespace till::wire {

Result<Envelope, WireError> parseFrame(std::string_view bytes)
{
    if (bytes.size() > kMaxFrameBytes) {
        return fail(WireError::TooLarge);
    }
    auto parsed = parseStrictJson(
        bytes, {.maxBytes = kMaxFrameBytes, .maxDepth = kMaxFrameDepth, .maxValues = kMaxFrameValues});
    if (!parsed) {
        return fail(WireError::NotJson);
    }
    nlohmann::json& frame = *parsed;
    if (!frame.is_object() || frame.size() != 4) {
        return fail(WireError::BadEnvelope);
    }
    const auto version = frame.find("v");
    const auto id = frame.find("id");
    const auto type = frame.find("type");
    const auto body = frame.find("body");
    const auto end = frame.end();
    if (version == end || id == end || type == end || body == end || !version->is_number_integer() ||
        !id->is_number_integer() || !type->is_string() || !body->is_object()) {
        return fail(WireError::BadEnvelope);
    }
    if (*version != kProtocolVersion) {
        return fail(WireError::WrongVersion);
    }
    if (id->is_number_unsigned() && id->get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)) {
        return fail(WireError::BadEnvelope);
    }
    Envelope envelope{id->get<std::int64_t>(), type->get<std::string>(), std::move(*body)};
    if (envelope.id < 0) {
        return fail(WireError::BadEnvelope);
    }
    return envelope;
}

std::string makeFrame(std::int64_t id, std::string_view type, nlohmann::json&& body)
{
    nlohmann::json frame = nlohmann::json::object();
    frame.emplace("v", kProtocolVersion);
    frame.emplace("id", id);
    frame.emplace("type", type);
    frame.emplace("body", std::move(body));
    // Text of strangers is validated where it enters; should invalid UTF-8 get here, it is replaced, not
    // thrown.
    return frame.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void wipeTexts(nlohmann::json& value)
{
    if (value.is_string()) {
        auto& text = value.get_ref<std::string&>();
        crypto::wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    }
    if (value.is_structured()) {
        for (auto& child : value) {
            wipeTexts(child);
        }
    }
}

std::string encodeError(std::int64_t id, const ErrorBody& error)
{
    return makeFrame(id, kErrorType, toBody(error));
}

std::string_view describe(WireError error)
{
    switch (error) {
    case WireError::TooLarge:
        return "The frame is larger than 64 KiB.";
    case WireError::NotJson:
        return "The frame is not JSON within the limits.";
    case WireError::WrongVersion:
        return "The other program speaks another version of the frames; restart Tillkeeper.";
    case WireError::BadEnvelope:
        return "The frame does not have the members v, id, type and body.";
    case WireError::MissingField:
        return "The frame lacks a field.";
    case WireError::UnknownField:
        return "The frame has a field that this type of frame does not have.";
    case WireError::WrongType:
        return "A field of the frame has the wrong type.";
    }
    return "The frame cannot be read.";
}

} // namespace till::wire
