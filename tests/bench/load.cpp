// Drives the endpoint as N agents would: each on its own keep-alive connection asks for a payment, waits for
// the signed header, and asks again. Prints one line of JSON.
//
//   till-load HOST PORT CONNECTIONS SECONDS < tokens     (one token a line; connection i uses token i modulo)

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// PAYMENT-REQUIRED of a merchant who wants 0.01 USDC on Base Sepolia (x402 version 2), as official middleware
// sends it.
constexpr const char* kChallenge =
    "eyJ4NDAyVmVyc2lvbiI6MiwiZXJyb3IiOiJQYXltZW50IHJlcXVpcmVkIiwicmVzb3VyY2UiOnsidXJsIjoiaHR0cHM6Ly9hcGkuZXhh"
    "bXBsZS5jb20v"
    "cHJlbWl1bS1kYXRhIiwiZGVzY3JpcHRpb24iOiJBY2Nlc3MgdG8gcHJlbWl1bSBtYXJrZXQgZGF0YSIsIm1pbWVUeXBlIjoiYXBwbGlj"
    "YXRpb24vanNv"
    "biJ9LCJhY2NlcHRzIjpbeyJzY2hlbWUiOiJleGFjdCIsIm5ldHdvcmsiOiJlaXAxNTU6ODQ1MzIiLCJhbW91bnQiOiIxMDAwMCIsImFz"
    "c2V0IjoiMHgw"
    "MzZDYkQ1Mzg0MmM1NDI2NjM0ZTc5Mjk1NDFlQzIzMThmM2RDRjdlIiwicGF5VG8iOiIweDIwOTY5M0JjNmFmYzBDNTMyOGJBMzZGYUYw"
    "M0M1MTRFRjMx"
    "MjI4N0MiLCJtYXhUaW1lb3V0U2Vjb25kcyI6NjAsImV4dHJhIjp7Im5hbWUiOiJVU0RDIiwidmVyc2lvbiI6IjIifX1dfQ==";

struct Agent {
    int socket = -1;
    std::string token;
    std::string incoming;
    Clock::time_point asked;
};

std::string requestFor(const Agent& agent, const std::string& host, const std::string& key)
{
    const std::string body =
        std::string(R"({"challenge":{"status":402,"headers":{"PAYMENT-REQUIRED":")") + kChallenge +
        R"("},"body":"{}"},"request":{"method":"GET","url":"https://api.example.com/premium-data"},)"
        R"("idempotencyKey":")" +
        key + R"("})";
    return "POST /v1/payments HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + agent.token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + body;
}

void sendAll(const Agent& agent, const std::string& text)
{
    std::size_t sent = 0;
    while (sent < text.size()) {
        const ssize_t each = ::send(agent.socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (each <= 0) {
            std::perror("send");
            std::exit(1);
        }
        sent += static_cast<std::size_t>(each);
    }
}

/// Length of the first whole answer in `text`, 0 while it is not there.
std::size_t answerSize(const std::string& text)
{
    const auto end = text.find("\r\n\r\n");
    if (end == std::string::npos) {
        return 0;
    }
    const std::string head = text.substr(0, end);
    for (const char* name : {"Content-Length: ", "content-length: "}) {
        if (const auto at = head.find(name); at != std::string::npos) {
            const std::size_t size = end + 4 + std::strtoul(head.c_str() + at + 16, nullptr, 10);
            return text.size() >= size ? size : 0;
        }
    }
    return 0;
}

double percentile(std::vector<double>& values, double share)
{
    if (values.empty()) {
        return 0;
    }
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + static_cast<long>(at), values.end());
    return values[at];
}

int connectTo(const char* host, const char* port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(port)));
    ::inet_pton(AF_INET, host, &address.sin_addr);
    const int one = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) {
        std::perror("connect");
        std::exit(1);
    }
    return socket;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 5) {
        std::fprintf(stderr, "till-load HOST PORT CONNECTIONS SECONDS < tokens\n");
        return 2;
    }
    std::vector<std::string> tokens;
    for (std::string line; std::getline(std::cin, line);) {
        tokens.push_back(line);
    }
    const auto connections = static_cast<std::size_t>(std::atoi(argv[3]));
    const std::string host = std::string(argv[1]) + ":" + argv[2];
    const std::string run = std::to_string(std::random_device{}());
    std::vector<Agent> agents(connections);
    const int poller = ::epoll_create1(EPOLL_CLOEXEC);
    for (std::size_t each = 0; each < connections; ++each) {
        agents[each].socket = connectTo(argv[1], argv[2]);
        agents[each].token = tokens[each % tokens.size()];
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = each;
        ::epoll_ctl(poller, EPOLL_CTL_ADD, agents[each].socket, &event);
    }
    std::size_t asked = 0;
    std::size_t signedCount = 0;
    std::size_t others = 0;
    std::vector<double> latenciesUs;
    const auto ask = [&](Agent& agent) {
        agent.asked = Clock::now();
        sendAll(agent, requestFor(agent, host, run + "-" + std::to_string(asked++)));
    };
    const auto start = Clock::now();
    const auto end = start + std::chrono::milliseconds(static_cast<long>(std::atof(argv[4]) * 1000));
    for (Agent& agent : agents) {
        ask(agent);
    }
    std::string buffer(65536, '\0');
    std::vector<epoll_event> events(connections);
    std::size_t open = connections;
    while (open > 0) {
        const int count = ::epoll_wait(poller, events.data(), static_cast<int>(events.size()), 5000);
        if (count <= 0) {
            std::fprintf(stderr, "no answer within 5 s\n");
            return 1;
        }
        for (int each = 0; each < count; ++each) {
            Agent& agent = agents[events[static_cast<std::size_t>(each)].data.u64];
            const ssize_t got = ::recv(agent.socket, buffer.data(), buffer.size(), 0);
            if (got <= 0) {
                std::fprintf(stderr, "the endpoint closed a connection\n");
                return 1;
            }
            agent.incoming.append(buffer.data(), static_cast<std::size_t>(got));
            const std::size_t size = answerSize(agent.incoming);
            if (size == 0) {
                continue;
            }
            const auto now = Clock::now();
            const bool isSigned = agent.incoming.starts_with("HTTP/1.1 200") &&
                                  agent.incoming.find("PAYMENT-SIGNATURE") != std::string::npos;
            (isSigned ? signedCount : others) += 1;
            if (!isSigned && others == 1) {
                std::fprintf(stderr, "unexpected answer: %s\n", agent.incoming.substr(0, 600).c_str());
            }
            latenciesUs.push_back(std::chrono::duration<double, std::micro>(now - agent.asked).count());
            agent.incoming.erase(0, size);
            if (now >= end) {
                --open;
            } else {
                ask(agent);
            }
        }
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    std::printf("{\"connections\":%zu,\"signed\":%zu,\"others\":%zu,\"seconds\":%.3f,\"perSecond\":%.0f,"
                "\"p50us\":%.0f,"
                "\"p99us\":%.0f}\n",
                connections, signedCount, others, seconds, static_cast<double>(signedCount) / seconds,
                percentile(latenciesUs, 0.5), percentile(latenciesUs, 0.99));
    return others == 0 ? 0 : 1;
}
