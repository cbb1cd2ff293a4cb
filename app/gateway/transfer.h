#pragma once

#include "app/gateway/address_gate.h"
#include "app/gateway/url.h"
#include "app/http/http_message.h"

#include <curl/curl.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace till::gateway {

/// Which addresses a transfer may dial.
enum class Reach {
    Public, ///< only what is routed in the open network
    Listed, ///< the agent's owner listed this host as private, or it is the practice shop
};

/// One request to a merchant.
struct TransferRequest {
    Url url;
    std::string method;
    std::vector<http::Header> headers;
    std::shared_ptr<const std::string>
        body; ///< shared with the paid repetition of the same request; may be null
    Reach reach = Reach::Public;
    std::vector<std::uint16_t> ownPorts; ///< the endpoint itself is never a merchant
};

/// The head of the merchant's answer.
struct TransferHead {
    int status = 0;
    std::vector<http::Header> headers;
    std::optional<std::uint64_t> contentLength;

    [[nodiscard]] const std::string* header(std::string_view name) const;
};

enum class TransferError {
    AddressRefused,
    NotResolved,
    NotConnected,
    Insecure, ///< TLS: certificate, name, or version
    TooLarge,
    Silent, ///< a time limit was reached
    Broken, ///< the connection ended before the answer did
};

/// What to do with a piece of the body.
enum class BodyVerdict {
    Taken,
    Wait, ///< the same piece comes again after `resume`
    Stop, ///< nothing more is wanted
};

/// One HTTP exchange with a merchant over libcurl. Nothing of the environment takes part: no proxy, no
/// .netrc, no cookies, no redirects, no decompression, no cache.
class Transfer {
public:
    struct Hooks {
        /// Once, when the head is whole. Interim answers (1xx) do not count.
        std::function<void(const TransferHead&)> onHead;
        std::function<BodyVerdict(std::string_view)> onBody;
        /// Once, at the end, never from within `start`. Stopping by a verdict is no error.
        std::function<void(std::optional<TransferError>, std::uint64_t bodyBytes)> onDone;
    };

    Transfer(TransferRequest request, Hooks hooks);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    [[nodiscard]] CURL* handle() const { return m_curl.get(); }
    [[nodiscard]] const TransferRequest& request() const { return m_request; }
    /// For CurlLoop: the end of the transfer.
    void finish(CURLcode result);

private:
    struct Cleanup {
        void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    void setUp();
    void setBody();
    void setHeaders();
    void onHeaderLine(std::string_view line);
    void completeHead();
    std::size_t onBodyBytes(std::string_view bytes);
    curl_socket_t openSocket(const curl_sockaddr& address);
    [[nodiscard]] bool mayDial(const curl_sockaddr& address) const;
    [[nodiscard]] TransferError errorOf(CURLcode result) const;

    TransferRequest m_request;
    Hooks m_hooks;
    std::unique_ptr<CURL, Cleanup> m_curl;
    std::unique_ptr<curl_slist, Cleanup> m_headers;
    TransferHead m_head;
    std::size_t m_headBytes = 0;
    std::uint64_t m_bodyBytes = 0;
    bool m_isHeadWhole = false;
    bool m_isStopped = false;
    bool m_isTooLarge = false;
    bool m_wasRefused = false;
};

} // namespace till::gateway
