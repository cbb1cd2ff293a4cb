// Reads requests with the endpoint's own reader and says what it saw, for comparison with another reader
// (tests/interop/tests/parser.test.mjs). Standard input: for each case four bytes of length, big-endian, then
// the bytes of one connection. Standard output: a line of JSON for each, bytes as hexadecimal digits.

#include "app/http/request_reader.h"
#include "core/support/hex.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

using namespace till::http;

constexpr std::size_t kMaxBody = 64 * 1024;
constexpr std::size_t kMaxCase = 1024 * 1024;

std::string hexOf(const std::string& text)
{
    return "\"" + till::toHex({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}) + "\"";
}

std::string jsonOf(const HttpRequest& request)
{
    std::string target = request.path;
    if (!request.query.empty()) {
        target += "?" + request.query;
    }
    std::string out =
        "{\"method\":" + hexOf(request.method) + ",\"target\":" + hexOf(target) + ",\"headers\":[";
    for (std::size_t each = 0; each < request.headers.size(); ++each) {
        out += each == 0 ? "" : ",";
        out += "[" + hexOf(request.headers[each].name) + "," + hexOf(request.headers[each].value) + "]";
    }
    return out + "],\"body\":" + hexOf(request.body) +
           ",\"close\":" + (request.wantsClose ? "true" : "false") + "}";
}

std::string read(const std::string& bytes)
{
    RequestReader reader{HttpLimits()};
    reader.feed(bytes);
    std::string requests;
    for (;;) {
        switch (reader.advance()) {
        case RequestReader::State::Head:
            reader.takeBody(kMaxBody);
            continue;
        case RequestReader::State::Complete:
            requests += (requests.empty() ? "" : ",") + jsonOf(reader.take());
            continue;
        case RequestReader::State::NeedMore:
            return "{\"fault\":0,\"requests\":[" + requests + "]}";
        case RequestReader::State::Faulty:
            return "{\"fault\":" + std::to_string(statusOf(reader.fault())) + ",\"requests\":[" + requests +
                   "]}";
        }
    }
}

} // namespace

int main()
{
    std::array<unsigned char, 4> length{};
    while (std::fread(length.data(), 1, length.size(), stdin) == length.size()) {
        std::size_t size = 0;
        for (const unsigned char byte : length) {
            size = (size << 8U) | byte;
        }
        if (size > kMaxCase) {
            return 1;
        }
        std::string bytes(size, '\0');
        if (std::fread(bytes.data(), 1, size, stdin) != size) {
            return 1;
        }
        std::puts(read(bytes).c_str());
    }
    return 0;
}
