#include "app/posix/secret_frame.h"

#include "core/support/ensure.h"
#include "core/support/hex.h"

#include <algorithm>
#include <array>
#include <sodium.h>
#include <vector>

namespace till::posix {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::uint8_t kFirstPrintable = 0x20;

/// One byte of a JSON string as it is written: itself, or an escape.
struct Escaped {
    std::array<std::uint8_t, 6> text{};
    std::size_t size = 1;
};

Escaped escape(std::uint8_t byte)
{
    if (byte == '"' || byte == '\\') {
        return {{'\\', byte}, 2};
    }
    if (byte < kFirstPrintable) {
        const auto digit = [](unsigned nibble) { return static_cast<std::uint8_t>(kHexDigits[nibble]); };
        return {{'\\', 'u', '0', '0', digit(byte / 16U), digit(byte % 16U)}, 6};
    }
    return {{byte}, 1};
}

std::size_t escapedSize(std::span<const std::uint8_t> secret)
{
    std::size_t size = 0;
    for (const std::uint8_t byte : secret) {
        size += escape(byte).size;
    }
    return size;
}

struct Place {
    std::size_t at = 0;
    const SecretField* field = nullptr;
};

} // namespace

std::string newMarker()
{
    std::array<std::uint8_t, 16> random{};
    randombytes_buf(random.data(), random.size());
    return "marker-" + toHex(random);
}

crypto::SecretBytes withSecrets(std::string_view frame, std::span<const SecretField> fields)
{
    std::vector<Place> places;
    std::size_t size = frame.size();
    for (const SecretField& field : fields) {
        const std::size_t at = frame.find(field.marker);
        ensure(at != std::string_view::npos && frame.find(field.marker, at + 1) == std::string_view::npos,
               "a secret has exactly one place in its frame");
        places.push_back({at, &field});
        size = size - field.marker.size() + escapedSize(field.secret);
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.at < b.at; });

    crypto::SecretBytes out(size);
    auto write = out.writable().begin();
    std::size_t read = 0;
    for (const Place& place : places) {
        const std::string_view before = frame.substr(read, place.at - read);
        write = std::copy(before.begin(), before.end(), write);
        for (const std::uint8_t byte : place.field->secret) {
            Escaped escaped = escape(byte);
            write = std::copy_n(escaped.text.begin(), escaped.size, write);
            crypto::wipe(escaped.text);
        }
        read = place.at + place.field->marker.size();
    }
    const std::string_view rest = frame.substr(read);
    std::copy(rest.begin(), rest.end(), write);
    return out;
}

} // namespace till::posix
