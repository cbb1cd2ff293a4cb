#include "app/desktop/keeper/secret_frame.h"

#include "core/support/ensure.h"

#include <QByteArray>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::uint8_t kFirstPrintable = 0x20;

/// Writes one byte of a JSON string; counts only when `out` is null.
std::size_t writeEscaped(std::uint8_t byte, std::uint8_t* out)
{
    std::array<std::uint8_t, 6> text{byte};
    std::size_t size = 1;
    if (byte == '"' || byte == '\\') {
        text = {'\\', byte};
        size = 2;
    } else if (byte < kFirstPrintable) {
        text = {'\\',
                'u',
                '0',
                '0',
                static_cast<std::uint8_t>(kHexDigits[byte >> 4U]),
                static_cast<std::uint8_t>(kHexDigits[byte & 0x0fU])};
        size = 6;
    }
    if (out != nullptr) {
        std::copy_n(text.begin(), size, out);
    }
    return size;
}

std::size_t escapedSize(std::span<const std::uint8_t> secret)
{
    std::size_t size = 0;
    for (const std::uint8_t byte : secret) {
        size += writeEscaped(byte, nullptr);
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
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char*>(random.data()), sizeof random);
    return "marker-" + bytes.toHex().toStdString();
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
        size += escapedSize(field.secret) - field.marker.size();
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.at < b.at; });

    crypto::SecretBytes out(size);
    std::uint8_t* write = out.writable().data();
    std::size_t read = 0;
    for (const Place& place : places) {
        const std::string_view before = frame.substr(read, place.at - read);
        write = std::copy(before.begin(), before.end(), write);
        for (const std::uint8_t byte : place.field->secret) {
            write += writeEscaped(byte, write);
        }
        read = place.at + place.field->marker.size();
    }
    const std::string_view rest = frame.substr(read);
    std::copy(rest.begin(), rest.end(), write);
    return out;
}

} // namespace till::desktop
