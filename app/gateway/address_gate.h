#pragma once

#include <optional>
#include <string>
#include <string_view>

struct sockaddr;

namespace till::gateway {

/// Where a network address belongs. Everything but Public is refused to agents that may not fetch from there.
enum class AddressKind {
    Public,
    Unspecified, ///< 0.0.0.0/8, ::
    Loopback,
    LinkLocal, ///< 169.254.0.0/16 with the metadata services of clouds, fe80::/10
    Private,   ///< RFC 1918, carrier NAT, fc00::/7
    Multicast, ///< and broadcast
    Mapped,    ///< IPv4 inside IPv6: ::ffff:0:0/96, 6to4, Teredo
    Reserved,  ///< documentation, benchmarks, and whatever is not given out
};

/// The kind of the very address that is about to be dialled.
[[nodiscard]] AddressKind kindOf(const ::sockaddr& address);
/// The same of its text, for tests and messages; absent when it is no address.
[[nodiscard]] std::optional<AddressKind> kindOf(std::string_view text);
/// True for the kinds that not even a listed private host may have.
[[nodiscard]] bool isNeverDialled(AddressKind kind);

} // namespace till::gateway
