#include "memory_scan.h"

#include "core/support/base64.h"
#include "core/support/hex.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>
#include <unistd.h>
#include <unordered_map>

namespace till::tests {

namespace {

constexpr std::size_t kPieceBytes = 16;
/// A piece of a text is of so many characters in every encoding. Eight are often a single recovery word, and
/// the programs have such words ("resource") as texts of their own.
constexpr std::size_t kPieceCharacters = 16;
constexpr std::size_t kIndexBytes = 8;

struct Map {
    std::uint64_t from = 0;
    std::uint64_t until = 0;
    std::string name;
    bool isReadable = false;
    bool isLocked = false;
};

std::vector<Map> mapsOf(pid_t program)
{
    std::ifstream file("/proc/" + std::to_string(program) + "/smaps");
    std::vector<Map> maps;
    for (std::string line; std::getline(file, line);) {
        unsigned long long from = 0;
        unsigned long long until = 0;
        std::array<char, 8> rights{};
        int nameAt = 0;
        if (std::sscanf(line.c_str(), "%llx-%llx %4s %*s %*s %*s %n", &from, &until, rights.data(),
                        &nameAt) >= 3) {
            const auto at = static_cast<std::size_t>(nameAt);
            maps.push_back({from, until, nameAt > 0 && at < line.size() ? line.substr(at) : "anonymous",
                            rights[0] == 'r', false});
        } else if (line.starts_with("VmFlags:") && !maps.empty()) {
            maps.back().isLocked = line.find(" lo") != std::string::npos;
        }
    }
    if (maps.empty()) {
        throw std::runtime_error("the maps of program " + std::to_string(program) +
                                 " cannot be read: run as root");
    }
    return maps;
}

std::string utf16(std::string_view ascii, bool isBigEndian)
{
    std::string wide;
    for (const char each : ascii) {
        wide += isBigEndian ? std::string{'\0', each} : std::string{each, '\0'};
    }
    return wide;
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(), [](char each) {
        return each >= 'a' && each <= 'f' ? static_cast<char>(each - 'a' + 'A') : each;
    });
    return text;
}

std::uint64_t headOf(const char* bytes)
{
    std::uint64_t head = 0;
    std::memcpy(&head, bytes, kIndexBytes);
    return head;
}

/// All pieces by their first bytes, with a filter in front: memory is large, finds are none.
class Index {
public:
    explicit Index(const Needles& needles)
    {
        for (const Needles::Piece& piece : needles.pieces()) {
            const std::uint64_t head = headOf(piece.bytes.data());
            m_starts.set(head & 0xffff);
            m_byHead[head].push_back(&piece);
        }
    }
    void scan(const std::string& memory, const std::string& map, std::set<std::string>& found) const
    {
        if (memory.size() < kPieceBytes) {
            return;
        }
        for (std::size_t at = 0; at + kPieceBytes <= memory.size(); ++at) {
            const std::uint64_t head = headOf(memory.data() + at);
            if (!m_starts.test(head & 0xffff)) {
                continue;
            }
            const auto candidates = m_byHead.find(head);
            if (candidates == m_byHead.end()) {
                continue;
            }
            for (const Needles::Piece* piece : candidates->second) {
                if (memory.compare(at, piece->bytes.size(), piece->bytes) == 0) {
                    found.insert(piece->name + " in " + map);
                }
            }
        }
    }

private:
    std::bitset<65536> m_starts;
    std::unordered_map<std::uint64_t, std::vector<const Needles::Piece*>> m_byHead;
};

std::string readMap(int memory, const Map& map)
{
    std::string bytes(map.until - map.from, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t got = ::pread64(memory, bytes.data() + size, bytes.size() - size,
                                      static_cast<off64_t>(map.from + size));
        if (got <= 0) {
            break;
        }
        size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    return bytes;
}

} // namespace

void Needles::add(const std::string& name, std::string_view form, std::size_t pieceBytes)
{
    if (form.size() < pieceBytes) {
        throw std::runtime_error(name + " is too short to look for");
    }
    // Half-way, and at the same byte of a character as the start.
    const std::size_t middle = (form.size() - pieceBytes) / 4 * 2;
    for (const std::size_t at : {std::size_t{0}, middle, form.size() - pieceBytes}) {
        m_pieces.push_back({name, std::string(form.substr(at, pieceBytes))});
    }
}

void Needles::addText(const std::string& name, std::string_view text)
{
    add(name, text, kPieceCharacters);
    add(name + " (UTF-16LE)", utf16(text, false), 2 * kPieceCharacters);
    add(name + " (UTF-16BE)", utf16(text, true), 2 * kPieceCharacters);
    add(name + " (hex)", toHex(bytesOf(text)), 2 * kPieceCharacters);
    add(name + " (HEX)", upper(toHex(bytesOf(text))), 2 * kPieceCharacters);
    add(name + " (base64)", toBase64(std::string(text)), kPieceCharacters * 4 / 3);
}

void Needles::addBytes(const std::string& name, std::span<const std::uint8_t> bytes)
{
    const std::string plain(bytes.begin(), bytes.end());
    const std::string reversed(plain.rbegin(), plain.rend());
    add(name, plain, kPieceBytes);
    add(name + " (reversed)", reversed, kPieceBytes);
    for (const std::string& form : {plain, reversed}) {
        add(name + " (hex)", toHex(bytesOf(form)), kPieceBytes);
        add(name + " (HEX)", upper(toHex(bytesOf(form))), kPieceBytes);
        add(name + " (base64)", toBase64(form), kPieceBytes);
    }
}

std::vector<std::string> findIn(pid_t program, const Needles& needles, Maps which)
{
    const Index index(needles);
    const std::string path = "/proc/" + std::to_string(program) + "/mem";
    const int memory = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0) {
        throw std::runtime_error(path + " cannot be read (" + std::strerror(errno) + "): run as root");
    }
    std::set<std::string> found;
    std::size_t total = 0;
    for (const Map& map : mapsOf(program)) {
        if (map.isReadable && (which == Maps::All || !map.isLocked)) {
            const std::string bytes = readMap(memory, map);
            total += bytes.size();
            index.scan(bytes, map.name, found);
        }
    }
    ::close(memory);
    if (total < std::size_t{1024} * 1024) {
        throw std::runtime_error("hardly any memory of program " + std::to_string(program) +
                                 " could be read");
    }
    return {found.begin(), found.end()};
}

} // namespace till::tests
