#include "app/gateway/address_gate.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace till::gateway {

namespace {

struct Block4 {
    std::uint32_t network;
    unsigned bits;
    AddressKind kind;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c)
{
    return (a << 24) | (b << 16) | (c << 8);
}

// IANA IPv4 Special-Purpose Address Registry (RFC 6890 and its updates).
constexpr std::array kBlocks4{
    Block4{ip(0, 0, 0), 8, AddressKind::Unspecified},    Block4{ip(10, 0, 0), 8, AddressKind::Private},
    Block4{ip(100, 64, 0), 10, AddressKind::Private},    Block4{ip(127, 0, 0), 8, AddressKind::Loopback},
    Block4{ip(169, 254, 0), 16, AddressKind::LinkLocal}, Block4{ip(172, 16, 0), 12, AddressKind::Private},
    Block4{ip(192, 0, 0), 24, AddressKind::Reserved},    Block4{ip(192, 0, 2), 24, AddressKind::Reserved},
    Block4{ip(192, 88, 99), 24, AddressKind::Reserved},  Block4{ip(192, 168, 0), 16, AddressKind::Private},
    Block4{ip(198, 18, 0), 15, AddressKind::Reserved},   Block4{ip(198, 51, 100), 24, AddressKind::Reserved},
    Block4{ip(203, 0, 113), 24, AddressKind::Reserved},  Block4{ip(224, 0, 0), 4, AddressKind::Multicast},
    Block4{ip(240, 0, 0), 4, AddressKind::Reserved},
};

constexpr std::uint32_t kBroadcast = 0xffffffff;

AddressKind kind4(std::uint32_t address)
{
    if (address == kBroadcast) {
        return AddressKind::Multicast;
    }
    const auto found = std::find_if(kBlocks4.begin(), kBlocks4.end(), [address](const Block4& each) {
        return (address ^ each.network) >> (32 - each.bits) == 0;
    });
    return found == kBlocks4.end() ? AddressKind::Public : found->kind;
}

using Bytes16 = std::array<std::uint8_t, 16>;

struct Block6 {
    Bytes16 network;
    unsigned bits;
    AddressKind kind;
};

constexpr std::array kBlocks6{
    Block6{{0xfe, 0x80}, 10, AddressKind::LinkLocal},
    Block6{{0xfc}, 7, AddressKind::Private},
    Block6{{0xff}, 8, AddressKind::Multicast},
    Block6{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, AddressKind::Mapped},
    Block6{{0x20, 0x01}, 32, AddressKind::Mapped},               // Teredo
    Block6{{0x20, 0x02}, 16, AddressKind::Mapped},               // 6to4
    Block6{{0x20, 0x01}, 23, AddressKind::Reserved},             // IETF protocols
    Block6{{0x20, 0x01, 0x0d, 0xb8}, 32, AddressKind::Reserved}, // documentation
    Block6{{0x3f, 0xff}, 20, AddressKind::Reserved},             // documentation
    Block6{{0x20}, 3, AddressKind::Public},                      // all that is given out as global
};

bool isIn(const Bytes16& address, const Block6& block)
{
    for (unsigned bit = 0; bit < block.bits; ++bit) {
        const unsigned mask = 0x80u >> (bit % 8);
        if (((address.at(bit / 8) ^ block.network.at(bit / 8)) & mask) != 0) {
            return false;
        }
    }
    return true;
}

AddressKind kind6(const Bytes16& address)
{
    constexpr Bytes16 kLoopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    if (address == Bytes16{}) {
        return AddressKind::Unspecified;
    }
    if (address == kLoopback) {
        return AddressKind::Loopback;
    }
    const auto found = std::find_if(kBlocks6.begin(), kBlocks6.end(),
                                    [&address](const Block6& each) { return isIn(address, each); });
    return found == kBlocks6.end() ? AddressKind::Reserved : found->kind;
}

} // namespace

AddressKind kindOf(const ::sockaddr& address)
{
    if (address.sa_family == AF_INET) {
        ::sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return kind4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        ::sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        Bytes16 bytes{};
        std::memcpy(bytes.data(), &v6.sin6_addr, bytes.size());
        return kind6(bytes);
    }
    return AddressKind::Reserved;
}

std::optional<AddressKind> kindOf(std::string_view text)
{
    const std::string name(text);
    ::in_addr v4{};
    if (::inet_pton(AF_INET, name.c_str(), &v4) == 1) {
        return kind4(ntohl(v4.s_addr));
    }
    Bytes16 v6{};
    if (::inet_pton(AF_INET6, name.c_str(), v6.data()) == 1) {
        return kind6(v6);
    }
    return std::nullopt;
}

bool isNeverDialled(AddressKind kind)
{
    switch (kind) {
    case AddressKind::Unspecified:
    case AddressKind::Multicast:
    case AddressKind::Mapped:
        return true;
    case AddressKind::Public:
    case AddressKind::Loopback:
    case AddressKind::LinkLocal:
    case AddressKind::Private:
    case AddressKind::Reserved:
        return false;
    }
    return true;
}

} // namespace till::gateway
