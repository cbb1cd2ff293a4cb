#include "app/cli/keeper_link.h"

#include "core/crypto/secret_bytes.h"
#include "core/support/hex.h"

#include <array>
#include <chrono>
#include <sodium.h>

namespace till::cli {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Events that may lie before the answer. A keeper that sends more is broken.
constexpr int kMaxSkippedFrames = 10'000;

int leftMs(SteadyClock::time_point deadline)
{
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
    return left > 0 ? static_cast<int>(left) : 0;
}

std::string newBootId()
{
    std::array<std::uint8_t, 16> random{};
    randombytes_buf(random.data(), random.size());
    return toHex(random);
}

} // namespace

KeeperLink::KeeperLink(posix::UniqueFd fd) : m_fd(std::move(fd)), m_buffer(posix::frameBufferBytes()) {}

Result<KeeperLink, Failure> KeeperLink::open(const std::string& adminSocket)
{
    auto fd = posix::connectFrames(adminSocket);
    if (!fd) {
        return fail(linkFailure(fd.error(), Asked::No));
    }
    KeeperLink link(std::move(*fd));
    if (auto greeted = link.greet(); !greeted) {
        greeted.error().body.moneyMoved = "no";
        return fail(std::move(greeted.error()));
    }
    return link;
}

Result<void, Failure> KeeperLink::greet()
{
    const std::string hello =
        wire::encode(0, wire::Hello{wire::kProtocolVersion, "till " TILL_VERSION, newBootId()});
    if (const auto sent = posix::sendFrame(m_fd.get(), hello, kConnectMs); !sent) {
        return fail(linkFailure(sent.error(), Asked::No));
    }
    auto answer = receive(kConnectMs);
    if (!answer) {
        return fail(std::move(answer.error()));
    }
    const auto theirs = wire::fromBody<wire::Hello>(answer->body);
    if (answer->type != wire::Hello::kType || !theirs || theirs->protocol != wire::kProtocolVersion) {
        return fail(badAnswerFailure());
    }
    return {};
}

Result<wire::Envelope, Failure> KeeperLink::receive(int timeoutMs)
{
    const auto size = posix::receiveFrame(m_fd.get(), m_buffer, timeoutMs);
    if (!size) {
        return fail(linkFailure(size.error(), Asked::Maybe));
    }
    auto envelope = wire::parseFrame({reinterpret_cast<const char*>(m_buffer.data()), *size});
    crypto::wipe(std::span(m_buffer).first(*size));
    if (!envelope) {
        return fail(badAnswerFailure());
    }
    return std::move(*envelope);
}

Result<wire::Envelope, Failure> KeeperLink::exchange(std::int64_t id, std::span<const std::uint8_t> frame,
                                                     int timeoutMs)
{
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeoutMs);
    if (const auto sent = posix::sendFrame(m_fd.get(), frame, timeoutMs); !sent) {
        return fail(linkFailure(sent.error(), Asked::No));
    }
    for (int skipped = 0; skipped < kMaxSkippedFrames; ++skipped) {
        auto answer = receive(leftMs(deadline));
        if (!answer) {
            return answer;
        }
        if (answer->id == 0 && answer->type != wire::kErrorType) {
            continue; // an event
        }
        if (answer->type == wire::kErrorType) {
            auto error = wire::fromBody<wire::ErrorBody>(answer->body);
            return error ? fail(keeperFailure(std::move(*error))) : fail(badAnswerFailure());
        }
        if (answer->id != id) {
            return fail(badAnswerFailure());
        }
        return answer;
    }
    return fail(badAnswerFailure());
}

} // namespace till::cli
