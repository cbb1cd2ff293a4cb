#include "app/cli/agent_http.h"

#include <algorithm>
#include <curl/curl.h>
#include <memory>

namespace till::cli {

namespace {

constexpr std::size_t kMaxHeaders = 200;
constexpr std::size_t kMaxHeaderBytes = 64 * 1024;

struct EasyCleanup {
    void operator()(CURL* curl) const { curl_easy_cleanup(curl); }
};
struct ListCleanup {
    /// The list holds the token: libcurl would free it as it is.
    void operator()(curl_slist* list) const
    {
        for (curl_slist* each = list; each != nullptr; each = each->next) {
            const std::size_t size = std::char_traits<char>::length(each->data);
            crypto::wipe({reinterpret_cast<std::uint8_t*>(each->data), size});
        }
        curl_slist_free_all(list);
    }
};
using HeaderList = std::unique_ptr<curl_slist, ListCleanup>;

void append(HeaderList& list, const char* line)
{
    curl_slist* grown = curl_slist_append(list.get(), line);
    if (grown != nullptr) {
        static_cast<void>(list.release());
        list.reset(grown);
    }
}

HeaderList requestHeaders(const crypto::SecretBytes& token)
{
    HeaderList list;
    append(list, "Content-Type: application/json");
    append(list, "Expect:");
    append(list, "Accept: application/json, text/event-stream");
    constexpr std::string_view prefix = "Authorization: Bearer ";
    crypto::SecretBytes line(prefix.size() + token.size() + 1); // closed by a zero
    const auto rest = std::copy(prefix.begin(), prefix.end(), line.writable().begin());
    std::copy(token.readable().begin(), token.readable().end(), rest);
    append(list, reinterpret_cast<const char*>(line.readable().data()));
    return list;
}

struct Transfer {
    AnswerHead head;
    const BodySink* sink = nullptr;
    bool isTooLarge = false;
};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view{}
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::size_t takeHeader(char* data, std::size_t size, std::size_t count, void* user)
{
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) {
        transfer.head.headers.clear(); // a 100 Continue came before
        return size * count;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        return size * count;
    }
    if (transfer.head.headers.size() >= kMaxHeaders || line.size() > kMaxHeaderBytes) {
        transfer.isTooLarge = true;
        return 0;
    }
    std::string name(trimmed(line.substr(0, colon)));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    transfer.head.headers[name] = std::string(trimmed(line.substr(colon + 1)));
    return size * count;
}

struct BodyContext {
    Transfer* transfer;
    CURL* curl;
};

std::size_t takeBody(char* data, std::size_t size, std::size_t count, void* user)
{
    auto& context = *static_cast<BodyContext*>(user);
    curl_easy_getinfo(context.curl, CURLINFO_RESPONSE_CODE, &context.transfer->head.status);
    if (!(*context.transfer->sink)(context.transfer->head, {data, size * count})) {
        context.transfer->isTooLarge = true;
        return 0;
    }
    return size * count;
}

} // namespace

std::string AnswerHead::header(std::string_view name) const
{
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

Result<AnswerHead, AgentHttpError> postToAgentSocket(const std::string& socketPath, std::string_view path,
                                                     const std::string& body,
                                                     const crypto::SecretBytes& token,
                                                     std::int64_t timeoutSeconds, const BodySink& sink)
{
    const std::unique_ptr<CURL, EasyCleanup> curl(curl_easy_init());
    if (!curl) {
        return fail(AgentHttpError::Failed);
    }
    Transfer transfer;
    transfer.sink = &sink;
    BodyContext context{&transfer, curl.get()};
    const HeaderList headers = requestHeaders(token);
    const std::string url = "http://localhost" + std::string(path);
    curl_easy_setopt(curl.get(), CURLOPT_UNIX_SOCKET_PATH, socketPath.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, body.data());
    curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &context);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, static_cast<long>(timeoutSeconds));
    const CURLcode code = curl_easy_perform(curl.get());
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &transfer.head.status);
    switch (code) {
    case CURLE_OK:
        return std::move(transfer.head);
    case CURLE_COULDNT_CONNECT:
        return fail(AgentHttpError::NotRunning);
    case CURLE_OPERATION_TIMEDOUT:
        return fail(AgentHttpError::TimedOut);
    default:
        return fail(transfer.isTooLarge ? AgentHttpError::TooLarge : AgentHttpError::Failed);
    }
}

std::optional<long> getHealth(const std::string& endpoint)
{
    constexpr long kPatienceSeconds = 5;
    const std::unique_ptr<CURL, EasyCleanup> curl(curl_easy_init());
    if (!curl) {
        return std::nullopt;
    }
    const auto forget = +[](char*, std::size_t, std::size_t count, void*) { return count; };
    curl_easy_setopt(curl.get(), CURLOPT_URL, (endpoint + "/healthz").c_str());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, "http");
    curl_easy_setopt(curl.get(), CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, kPatienceSeconds);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, forget);
    long status = 0;
    if (curl_easy_perform(curl.get()) != CURLE_OK ||
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status) != CURLE_OK) {
        return std::nullopt;
    }
    return status;
}

} // namespace till::cli
