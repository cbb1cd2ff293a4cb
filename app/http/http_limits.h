#pragma once

#include <chrono>
#include <cstddef>

namespace till::http {

/// What one HttpServer takes, all in one place. The defaults are those of the agents' endpoint.
struct HttpLimits {
    std::size_t maxHeaderBytes = 16 * 1024; ///< request line and all header lines
    std::size_t maxHeaderLines = 64;
    std::size_t maxBodyBytes = 1024 * 1024; ///< of a request whose onHead names no limit of its own
    std::size_t maxBufferedBodies = 128 * 1024 * 1024; ///< all announced bodies of all connections together
    std::size_t maxConnections = 256;
    std::size_t maxQueuedBytes = 1024 * 1024; ///< of a streamed answer that its client does not take
    std::size_t maxAheadBytes = 64 * 1024;    ///< pipelined bytes kept while an earlier request is answered
    std::size_t maxChunkLineBytes = 1024;     ///< one chunk-size line with its extensions
    std::chrono::milliseconds headerTime{10'000}; ///< from a request's first byte to its empty line
    std::chrono::milliseconds bodyTime{60'000};   ///< from there to its last byte
    std::chrono::milliseconds idleTime{75'000};   ///< between two requests
    std::chrono::milliseconds writeTime{60'000};  ///< without the client taking a byte of an answer
};

} // namespace till::http
