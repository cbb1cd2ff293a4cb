#pragma once

#include "app/posix/unique_fd.h"
#include "core/wire/codec.h"

#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// The far end of admin.sock, for what no honest keeper sends and for looking at the very bytes that `till`
/// sends. Serves one connection after the other on a thread of its own until it is destroyed.
class ScriptedKeeper {
public:
    /// Answers one request with any number of raw messages. Nothing means: close the connection.
    using Script = std::function<std::vector<std::string>(const till::wire::Envelope& request)>;

    /// `hello` is sent when a client connects; empty sends none.
    ScriptedKeeper(const std::string& socketPath, std::string hello, Script script);
    ~ScriptedKeeper();
    ScriptedKeeper(const ScriptedKeeper&) = delete;
    ScriptedKeeper& operator=(const ScriptedKeeper&) = delete;

    [[nodiscard]] static std::string honestHello();
    /// All requests so far, in order, hellos left out.
    [[nodiscard]] std::vector<till::wire::Envelope> requests();

private:
    void serve();
    void serveOne(int fd);

    till::posix::UniqueFd m_listener;
    till::posix::UniqueFd m_stopReader;
    till::posix::UniqueFd m_stopWriter;
    std::string m_hello;
    Script m_script;
    std::mutex m_mutex;
    std::vector<till::wire::Envelope> m_requests;
    std::thread m_thread;
};
