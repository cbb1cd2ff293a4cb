#include "app/http/request_reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

/// The request reader must never crash, never hold more than its limits, and must find the same requests
/// however the bytes are cut up: a reader that sees something else in another cut can be smuggled past.
namespace {

using namespace till::http;

constexpr std::size_t kMaxBody = 512;

struct Seen {
    std::vector<std::string> requests;
    int fault = 0;
};

void require(bool holds)
{
    if (!holds) {
        std::abort();
    }
}

std::string textOf(const HttpRequest& request)
{
    std::string text = request.method + " " + request.path + "?" + request.query + "\n";
    for (const Header& each : request.headers) {
        text += each.name + ": " + each.value + "\n";
    }
    return text + "\n" + request.body;
}

void checkRequest(const HttpRequest& request)
{
    require(request.body.size() <= kMaxBody);
    require(request.path.starts_with('/'));
    require(request.count("Host") == 1);
    require(request.count("Content-Length") + request.count("Transfer-Encoding") <= 1);
    for (const Header& each : request.headers) {
        require(each.name.find_first_of(std::string_view("\r\n\0 :", 5)) == std::string::npos);
        require(each.value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
    }
}

Seen readIn(std::string_view bytes, std::size_t step, const HttpLimits& limits)
{
    RequestReader reader(limits);
    Seen seen;
    while (!bytes.empty()) {
        reader.feed(bytes.substr(0, step));
        bytes.remove_prefix(std::min(step, bytes.size()));
        for (bool more = true; more;) {
            switch (reader.advance()) {
            case RequestReader::State::NeedMore:
                more = false;
                break;
            case RequestReader::State::Head:
                reader.takeBody(kMaxBody);
                break;
            case RequestReader::State::Complete: {
                const HttpRequest request = reader.take();
                checkRequest(request);
                seen.requests.push_back(textOf(request));
                break;
            }
            case RequestReader::State::Faulty:
                seen.fault = statusOf(reader.fault());
                return seen;
            }
        }
        require(reader.bodyBytes() <= kMaxBody);
    }
    return seen;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    HttpLimits limits;
    limits.maxHeaderBytes = 1024;
    limits.maxHeaderLines = 16;
    limits.maxChunkLineBytes = 64;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Seen whole = readIn(bytes, std::max<std::size_t>(size, 1), limits);
    const Seen single = readIn(bytes, 1, limits);
    const Seen pieces = readIn(bytes, 7, limits);
    require(whole.requests == single.requests && whole.requests == pieces.requests);
    // Which of two faults is seen first may depend on the cut; that there is one may not.
    require((whole.fault != 0) == (single.fault != 0) && (whole.fault != 0) == (pieces.fault != 0));
    return 0;
}
