#pragma once

#include "app/http/http_server.h"

#include <QTest>

#include <deque>
#include <optional>

namespace till::test {

using namespace till::http;
using namespace std::chrono_literals;

/// Keeps what it gets, so that a test answers when it wants to.
struct Inbox {
    std::deque<HttpRequest> requests;
    std::deque<Responder> responders;

    HttpServer::Hooks hooks()
    {
        HttpServer::Hooks hooks;
        hooks.onRequest = [this](HttpRequest&& request, Responder&& responder) {
            requests.push_back(std::move(request));
            responders.push_back(std::move(responder));
        };
        return hooks;
    }
    bool waitFor(std::size_t count)
    {
        return QTest::qWaitFor([&] { return requests.size() >= count; }, 5'000);
    }
};

inline HttpServer::Hooks echo()
{
    HttpServer::Hooks hooks;
    hooks.onRequest = [](HttpRequest&& request, Responder&& responder) {
        responder.send({200, {}, request.method + " " + request.path + " " + request.body});
    };
    return hooks;
}

inline std::uint16_t listen(HttpServer& server)
{
    return server.listenTcp(QHostAddress::LocalHost, 0).value();
}

const QByteArray kGet = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";
const QByteArray kGetAndClose = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

} // namespace till::test
