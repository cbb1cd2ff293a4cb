#pragma once

#include "app/gateway/exchange.h"
#include "app/gateway/problem.h"
#include "app/http/http_message.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace till::gateway {

/// Where the answer of a fetch goes: to an HTTP client as it comes, or into the result of a tool. Exactly one
/// of `begin`, `priced`, `stillWaiting` and `fail` is called, once.
class FetchReceiver {
public:
    FetchReceiver() = default;
    virtual ~FetchReceiver() = default;
    FetchReceiver(const FetchReceiver&) = delete;
    FetchReceiver& operator=(const FetchReceiver&) = delete;

    /// False once nobody takes the answer any more.
    [[nodiscard]] virtual bool isOpen() const = 0;
    /// Called when the one who asked has left; the last call replaces the ones before.
    virtual void onLeft(std::function<void()> left) = 0;

    /// The merchant's answer begins; without `length` nobody knows how long it is.
    virtual void begin(int status, const std::vector<http::Header>& headers,
                       std::optional<std::uint64_t> length) = 0;
    /// True while a begun answer takes bytes.
    [[nodiscard]] virtual bool isTaking() const = 0;
    virtual void write(std::string_view bytes) = 0;
    [[nodiscard]] virtual std::size_t queuedBytes() const = 0;
    virtual void onDrained(std::function<void()> drained) = 0;
    virtual void end() = 0;
    /// The answer cannot be completed, and whoever takes it must be able to tell.
    virtual void abort() = 0;

    /// A person is asked; it may take minutes.
    virtual void waitBegins() {}
    /// What it would cost, for FetchPurpose::Price.
    virtual void priced(const wire::PaymentAnswer& quote) = 0;
    /// The time to wait for a person is over and none has decided.
    virtual void stillWaiting(const wire::PaymentAnswer& payment) = 0;
    virtual void fail(const Problem& problem) = 0;
};

/// What an HTTP client gets when its patience ends before a person has decided.
enum class WhenWaiting {
    Accepted, ///< 202 and where to poll
    Problem,  ///< 503: a client that knows nothing of us would take 202 for the merchant's answer
};

/// Streams to the client of one HTTP exchange.
class HttpReceiver final : public FetchReceiver {
public:
    HttpReceiver(ExchangePtr exchange, WhenWaiting whenWaiting);

    [[nodiscard]] bool isOpen() const override;
    void onLeft(std::function<void()> left) override;
    void begin(int status, const std::vector<http::Header>& headers,
               std::optional<std::uint64_t> length) override;
    [[nodiscard]] bool isTaking() const override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t queuedBytes() const override;
    void onDrained(std::function<void()> drained) override;
    void end() override;
    void abort() override;
    void priced(const wire::PaymentAnswer& quote) override;
    void stillWaiting(const wire::PaymentAnswer& payment) override;
    void fail(const Problem& problem) override;

private:
    ExchangePtr m_exchange;
    WhenWaiting m_whenWaiting;
    http::ResponseStream m_stream;
};

} // namespace till::gateway
