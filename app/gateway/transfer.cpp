#include "app/gateway/transfer.h"

#include "app/gateway/limits.h"
#include "app/http/line_rules.h"

#include <algorithm>
#include <charconv>

#include <netinet/in.h>
#include <sys/socket.h>

namespace till::gateway {

namespace {

constexpr std::string_view kUserAgent = "Tillkeeper/0.1";
constexpr int kFirstFinalStatus = 200;

std::uint16_t portOf(const ::sockaddr& address)
{
    if (address.sa_family == AF_INET) {
        return ntohs(reinterpret_cast<const ::sockaddr_in&>(address).sin_port);
    }
    if (address.sa_family == AF_INET6) {
        return ntohs(reinterpret_cast<const ::sockaddr_in6&>(address).sin6_port);
    }
    return 0;
}

bool hasHeader(const std::vector<http::Header>& headers, std::string_view name)
{
    return std::any_of(headers.begin(), headers.end(),
                       [name](const http::Header& each) { return http::isName(each.name, name); });
}

} // namespace

const std::string* TransferHead::header(std::string_view name) const
{
    const auto found = std::find_if(headers.begin(), headers.end(), [name](const http::Header& each) {
        return http::isName(each.name, name);
    });
    return found == headers.end() ? nullptr : &found->value;
}

Transfer::Transfer(TransferRequest request, Hooks hooks)
    : m_request(std::move(request)), m_hooks(std::move(hooks)), m_curl(curl_easy_init())
{
    setUp();
    setBody();
    setHeaders();
}

Transfer::~Transfer() = default;

void Transfer::setUp()
{
    CURL* const curl = m_curl.get();
    curl_easy_setopt(curl, CURLOPT_PRIVATE, this);
    curl_easy_setopt(curl, CURLOPT_URL, m_request.url.text().c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L); // what was decided about is what is asked for
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(kConnectTime.count()));
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, static_cast<long>(kSilenceTime.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(kFetchTime.count()));
    curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);

    using WriteCallback = std::size_t (*)(char*, std::size_t, std::size_t, void*);
    const WriteCallback onHeader = [](char* data, std::size_t size, std::size_t count, void* self) {
        auto* const transfer = static_cast<Transfer*>(self);
        transfer->onHeaderLine({data, size * count});
        return transfer->m_isTooLarge || transfer->m_isStopped ? std::size_t{0} : size * count;
    };
    const WriteCallback onBody = [](char* data, std::size_t size, std::size_t count, void* self) {
        return static_cast<Transfer*>(self)->onBodyBytes({data, size * count});
    };
    using OpenCallback = curl_socket_t (*)(void*, curlsocktype, curl_sockaddr*);
    const OpenCallback onOpen = [](void* self, curlsocktype, curl_sockaddr* address) {
        return static_cast<Transfer*>(self)->openSocket(*address);
    };
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, onOpen);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
}

void Transfer::setBody()
{
    CURL* const curl = m_curl.get();
    if (m_request.method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
        return;
    }
    const bool mayHaveBody = m_request.method != "GET";
    if (m_request.body && (mayHaveBody || !m_request.body->empty())) {
        // The bytes are ours until the transfer ends.
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body->size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, m_request.body->data());
    }
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
}

void Transfer::setHeaders()
{
    curl_slist* list = curl_slist_append(nullptr, "Expect:"); // no waiting for 100 Continue
    if (!hasHeader(m_request.headers, "Content-Type")) {
        list = curl_slist_append(list, "Content-Type:"); // not curl's default for forms
    }
    if (!hasHeader(m_request.headers, "User-Agent")) {
        list = curl_slist_append(list, ("User-Agent: " + std::string(kUserAgent)).c_str());
    }
    for (const http::Header& each : m_request.headers) {
        // In libcurl "Name:" removes a header and "Name;" sends an empty one.
        const std::string line = each.value.empty() ? each.name + ";" : each.name + ": " + each.value;
        list = curl_slist_append(list, line.c_str());
    }
    m_headers.reset(list);
    curl_easy_setopt(m_curl.get(), CURLOPT_HTTPHEADER, list);
}

void Transfer::onHeaderLine(std::string_view line)
{
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
        line.remove_suffix(1);
    }
    if (m_isHeadWhole) {
        return; // a trailer
    }
    if (line.starts_with("HTTP/") && line.find(':') == std::string_view::npos) {
        m_head = {};
        return;
    }
    m_headBytes += line.size();
    if (m_headBytes > kMaxMerchantHeaderBytes || m_head.headers.size() > kMaxMerchantHeaders) {
        m_isTooLarge = true;
        return;
    }
    if (line.empty()) {
        completeHead();
        return;
    }
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && http::isToken(line.substr(0, colon))) {
        m_head.headers.push_back(
            {std::string(line.substr(0, colon)), std::string(http::trimmed(line.substr(colon + 1)))});
    }
}

void Transfer::completeHead()
{
    long status = 0;
    curl_easy_getinfo(m_curl.get(), CURLINFO_RESPONSE_CODE, &status);
    if (status < kFirstFinalStatus) {
        return; // 100 Continue, 103 Early Hints
    }
    m_head.status = static_cast<int>(status);
    // Beside a transfer coding a length counts for nothing (RFC 9112 section 6.3).
    const std::string* const length = m_head.header("Content-Length");
    if (length != nullptr && m_head.header("Transfer-Encoding") == nullptr) {
        std::uint64_t bytes = 0;
        const auto [stop, error] = std::from_chars(length->data(), length->data() + length->size(), bytes);
        if (error == std::errc{} && stop == length->data() + length->size()) {
            m_head.contentLength = bytes;
        }
    }
    if (m_head.contentLength.value_or(0) > kMaxMerchantBodyBytes && m_request.method != "HEAD") {
        m_isTooLarge = true;
        return;
    }
    m_isHeadWhole = true;
    m_hooks.onHead(m_head);
}

std::size_t Transfer::onBodyBytes(std::string_view bytes)
{
    if (m_bodyBytes + bytes.size() > kMaxMerchantBodyBytes) {
        m_isTooLarge = true;
        return 0;
    }
    switch (m_hooks.onBody(bytes)) {
    case BodyVerdict::Taken:
        m_bodyBytes += bytes.size();
        return bytes.size();
    case BodyVerdict::Wait:
        return CURL_WRITEFUNC_PAUSE;
    case BodyVerdict::Stop:
        break;
    }
    m_isStopped = true;
    return 0;
}

bool Transfer::mayDial(const curl_sockaddr& address) const
{
    const AddressKind kind = kindOf(address.addr);
    if (kind == AddressKind::Loopback && std::find(m_request.ownPorts.begin(), m_request.ownPorts.end(),
                                                   portOf(address.addr)) != m_request.ownPorts.end()) {
        return false;
    }
    return kind == AddressKind::Public || (m_request.reach == Reach::Listed && !isNeverDialled(kind));
}

curl_socket_t Transfer::openSocket(const curl_sockaddr& address)
{
    if (!mayDial(address)) {
        m_wasRefused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address.family, address.socktype | SOCK_CLOEXEC, address.protocol);
}

TransferError Transfer::errorOf(CURLcode result) const
{
    if (m_isTooLarge) {
        return TransferError::TooLarge;
    }
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return TransferError::NotResolved;
    case CURLE_COULDNT_CONNECT:
        return m_wasRefused ? TransferError::AddressRefused : TransferError::NotConnected;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_USE_SSL_FAILED:
        return TransferError::Insecure;
    case CURLE_OPERATION_TIMEDOUT:
        return TransferError::Silent;
    default:
        return TransferError::Broken;
    }
}

void Transfer::finish(CURLcode result)
{
    const bool isFine = m_isStopped || (result == CURLE_OK && m_isHeadWhole);
    const auto onDone = std::move(m_hooks.onDone); // it may end our life
    onDone(isFine ? std::nullopt : std::optional(errorOf(result)), m_bodyBytes);
}

} // namespace till::gateway
