#include "core/crypto/keccak.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace till::crypto {

static_assert(std::endian::native == std::endian::little, "lanes are read as little-endian words");

namespace {

constexpr std::size_t kLanes = 25;
constexpr std::size_t kRateLanes = 17; // 1600 - 2 * 256 bits
constexpr std::size_t kRateBytes = kRateLanes * 8;
using State = std::array<std::uint64_t, kLanes>; // lane (x, y) of FIPS 202 is at x + 5 y
using Columns = std::array<std::uint64_t, 5>;

// FIPS 202, section 3.2.5.
constexpr std::array<std::uint64_t, 24> kRoundConstants = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b,
    0x0000000080000001, 0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088,
    0x0000000080008009, 0x000000008000000a, 0x000000008000808b, 0x800000000000008b, 0x8000000000008089,
    0x8000000000008003, 0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

// FIPS 202, table 2, modulo 64.
constexpr std::array<int, kLanes> kRotations = {0,  1,  62, 28, 27, 36, 44, 6,  55, 20, 3,  10, 43,
                                                25, 39, 41, 45, 15, 21, 8,  18, 2,  61, 56, 14};

// Lane that theta, rho and pi bring to column X of row Y.
template <std::size_t X, std::size_t Y>
inline std::uint64_t moved(const State& in, const Columns& theta)
{
    constexpr std::size_t kFromX = (X + 3 * Y) % 5;
    constexpr std::size_t kFrom = kFromX + 5 * X;
    return std::rotl(in[kFrom] ^ theta[kFromX], kRotations[kFrom]);
}

template <std::size_t Y>
inline void row(const State& in, const Columns& theta, State& out)
{
    const std::uint64_t b0 = moved<0, Y>(in, theta);
    const std::uint64_t b1 = moved<1, Y>(in, theta);
    const std::uint64_t b2 = moved<2, Y>(in, theta);
    const std::uint64_t b3 = moved<3, Y>(in, theta);
    const std::uint64_t b4 = moved<4, Y>(in, theta);
    out[5 * Y] = b0 ^ (~b1 & b2);
    out[5 * Y + 1] = b1 ^ (~b2 & b3);
    out[5 * Y + 2] = b2 ^ (~b3 & b4);
    out[5 * Y + 3] = b3 ^ (~b4 & b0);
    out[5 * Y + 4] = b4 ^ (~b0 & b1);
}

inline void round(const State& in, State& out, std::uint64_t constant)
{
    const Columns c = {
        in[0] ^ in[5] ^ in[10] ^ in[15] ^ in[20], in[1] ^ in[6] ^ in[11] ^ in[16] ^ in[21],
        in[2] ^ in[7] ^ in[12] ^ in[17] ^ in[22], in[3] ^ in[8] ^ in[13] ^ in[18] ^ in[23],
        in[4] ^ in[9] ^ in[14] ^ in[19] ^ in[24],
    };
    const Columns theta = {
        c[4] ^ std::rotl(c[1], 1), c[0] ^ std::rotl(c[2], 1), c[1] ^ std::rotl(c[3], 1),
        c[2] ^ std::rotl(c[4], 1), c[3] ^ std::rotl(c[0], 1),
    };
    row<0>(in, theta, out);
    row<1>(in, theta, out);
    row<2>(in, theta, out);
    row<3>(in, theta, out);
    row<4>(in, theta, out);
    out[0] ^= constant;
}

void permute(State& state)
{
    State other;
    for (std::size_t i = 0; i < kRoundConstants.size(); i += 2) {
        round(state, other, kRoundConstants[i]);
        round(other, state, kRoundConstants[i + 1]);
    }
}

void absorb(State& state, const std::uint8_t* block)
{
    std::array<std::uint64_t, kRateLanes> lanes;
    std::memcpy(lanes.data(), block, kRateBytes);
    for (std::size_t i = 0; i < kRateLanes; ++i) {
        state[i] ^= lanes[i];
    }
    permute(state);
}

} // namespace

Hash256 keccakSponge256(std::span<const std::uint8_t> bytes, KeccakPad pad)
{
    State state{};
    while (bytes.size() >= kRateBytes) {
        absorb(state, bytes.data());
        bytes = bytes.subspan(kRateBytes);
    }
    std::array<std::uint8_t, kRateBytes> last{};
    std::copy(bytes.begin(), bytes.end(), last.begin());
    last[bytes.size()] = static_cast<std::uint8_t>(pad);
    last[kRateBytes - 1] ^= 0x80; // pad10*1; the same byte as `pad` when 135 bytes remain
    absorb(state, last.data());
    Hash256 digest;
    std::memcpy(digest.data(), state.data(), digest.size());
    return digest;
}

} // namespace till::crypto
