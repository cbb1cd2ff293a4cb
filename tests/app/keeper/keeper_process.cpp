#include "keeper_process.h"
#include "tests/places.h"

#include "core/chain/eip3009.h"
#include "core/challenge/challenge.h"
#include "core/crypto/secp256k1.h"
#include "core/support/base64.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <grp.h>
#include <map>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace till::tests {

namespace {

using Clock = std::chrono::steady_clock;

int leftOf(Clock::time_point end)
{
    return static_cast<int>(std::max<std::int64_t>(
        0, std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count()));
}

Clock::time_point inMs(int ms)
{
    return Clock::now() + std::chrono::milliseconds(ms);
}

[[noreturn]] void runKeeper(const std::string& folder, const std::string& socket, const std::string& clock,
                            const std::array<int, 3>& ends, const KeeperProcess::Launch& launch)
{
    if (launch.user != 0 &&
        (::setgroups(0, nullptr) != 0 || ::setgid(launch.user) != 0 || ::setuid(launch.user) != 0)) {
        ::_exit(126);
    }
    if (!clock.empty()) {
        ::setenv("LD_PRELOAD", TILL_CLOCK_AHEAD, 1);
        ::setenv("TILL_TEST_CLOCK", clock.c_str(), 1);
        ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1); // it is loaded before the sanitizer is
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL); // a test that fails leaves no keeper behind
    // A full disk shall be an error of write, as it is without a limit (tst_keeper_disk).
    std::signal(SIGXFSZ, SIG_IGN);
    for (int each = 0; each < 3; ++each) {
        ::dup2(ends[static_cast<std::size_t>(each)], 100 + each); // out of each other's way first
    }
    for (int each = 0; each < 3; ++each) {
        ::dup2(100 + each, 3 + each);
    }
    ::close_range(6, ~0U, 0);
    const std::string program = launch.program.empty() ? TILL_BINARY_DIR "/bin/till-keeper" : launch.program;
    ::execl(program.c_str(), "till-keeper", "--data-dir", folder.c_str(), "--admin-socket", socket.c_str(),
            "--gateway-fd", "3", "--watcher-fd", "4", "--supervisor-fd", "5", static_cast<char*>(nullptr));
    ::_exit(127);
}

} // namespace

void Line::send(const std::string& frame)
{
    pollfd ready{fd(), POLLOUT, 0};
    ::poll(&ready, 1, kAnswerMs);
    if (::send(fd(), frame.data(), frame.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(frame.size())) {
        throw std::runtime_error(std::string("the keeper takes no frame: ") + std::strerror(errno));
    }
}

std::optional<std::string> Line::receive(int timeoutMs)
{
    pollfd ready{fd(), POLLIN, 0};
    if (::poll(&ready, 1, timeoutMs) <= 0) {
        return std::nullopt;
    }
    std::string frame(128 * 1024, '\0');
    const ssize_t size = ::recv(fd(), frame.data(), frame.size(), MSG_DONTWAIT);
    if (size <= 0) {
        return std::nullopt;
    }
    frame.resize(static_cast<std::size_t>(size));
    return frame;
}

bool Line::isClosed(int timeoutMs)
{
    const auto end = inMs(timeoutMs);
    for (;;) {
        pollfd ready{fd(), POLLIN, 0};
        if (::poll(&ready, 1, leftOf(end)) <= 0) {
            return false;
        }
        std::array<char, 256> some{};
        if (::recv(fd(), some.data(), some.size(), MSG_DONTWAIT) <= 0) {
            return errno != EAGAIN || (ready.revents & POLLHUP) != 0;
        }
    }
}

std::string Line::hello()
{
    return get<wire::Hello>(wire::Hello{wire::kProtocolVersion, "test", "00"}).bootId;
}

wire::Envelope Line::ask(std::int64_t id, const std::string& frame)
{
    send(frame);
    const auto end = inMs(kAnswerMs);
    while (leftOf(end) > 0) {
        const auto answer = receive(leftOf(end));
        if (!answer) {
            break;
        }
        auto envelope = wire::parseFrame(*answer);
        if (!envelope) {
            throw std::runtime_error("the keeper sent what is no frame");
        }
        if (envelope->id == id) {
            return std::move(*envelope);
        }
        m_events.push_back(std::move(*envelope));
    }
    throw std::runtime_error("no answer to " + frame.substr(0, 120));
}

std::string Line::errorIn(const wire::Envelope& envelope)
{
    if (envelope.type != wire::kErrorType) {
        return {};
    }
    const auto body = wire::fromBody<wire::ErrorBody>(envelope.body);
    if (!body) {
        throw std::runtime_error("an error without its fields: " + envelope.body.dump());
    }
    return body->code;
}

wire::Envelope Line::eventOf(const std::string& type, int timeoutMs)
{
    const auto end = inMs(timeoutMs);
    for (;;) {
        for (auto each = m_events.begin(); each != m_events.end(); ++each) {
            if (each->type == type) {
                wire::Envelope found = std::move(*each);
                m_events.erase(each);
                return found;
            }
        }
        const auto frame = receive(leftOf(end));
        if (!frame) {
            throw std::runtime_error("no event " + type);
        }
        m_events.push_back(std::move(*wire::parseFrame(*frame)));
    }
}

KeeperProcess::KeeperProcess(WallClock clock, Launch launch) : m_launch(std::move(launch))
{
    giveToUser();
    if (clock == WallClock::Turned) {
        m_clock.emplace(m_besides.filePath(QStringLiteral("clock")).toStdString());
    }
    start();
}

KeeperProcess::~KeeperProcess()
{
    kill();
}

void KeeperProcess::giveToUser()
{
    if (m_launch.user == 0) {
        return;
    }
    std::vector<std::string> paths{folder()};
    for (const auto& each : std::filesystem::recursive_directory_iterator(folder())) {
        paths.push_back(each.path());
    }
    for (const std::string& path : paths) {
        if (::chown(path.c_str(), m_launch.user, m_launch.user) != 0) {
            throw std::runtime_error(path + " cannot be given to the user");
        }
    }
}

void KeeperProcess::start()
{
    startWithoutHello();
    for (auto* line : {&m_gateway, &m_watcher, &m_supervisor}) {
        (*line)->hello();
    }
}

void KeeperProcess::startWithoutHello()
{
    std::array<int, 3> ends{};
    std::array<std::optional<Line>*, 3> ours{&m_gateway, &m_watcher, &m_supervisor};
    for (std::size_t each = 0; each < 3; ++each) {
        std::array<int, 2> pair{};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0) {
            throw std::runtime_error("no socket pair");
        }
        *ours[each] = Line(pair[0]);
        ends[each] = pair[1];
    }
    m_pid = ::fork();
    if (m_pid == 0) {
        runKeeper(folder(), socketPath(), m_clock ? m_clock->path() : std::string(), ends, m_launch);
    }
    for (const int end : ends) {
        ::close(end);
    }
    // It greets first: it is up once its hello is there.
    for (auto* line : ours) {
        if (!(*line)->receive()) {
            throw std::runtime_error("the keeper did not start");
        }
    }
}

void KeeperProcess::kill()
{
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
        m_pid = -1;
    }
    m_owner.reset();
}

int KeeperProcess::stop()
{
    ::kill(m_pid, SIGTERM);
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    m_owner.reset();
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int KeeperProcess::waitForEnd()
{
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    m_owner.reset();
    return status;
}

bool KeeperProcess::isRunning()
{
    return m_pid > 0 && ::waitpid(m_pid, nullptr, WNOHANG) == 0;
}

Line KeeperProcess::silentAdmin()
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = socketPath();
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    // The keeper asks the kernel who connects, and hears only its own user.
    const bool isOther = m_launch.user != 0 && ::seteuid(m_launch.user) == 0;
    const int connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address));
    if (isOther && ::seteuid(0) != 0) {
        throw std::runtime_error("this test is not root any more");
    }
    if (connected != 0) {
        ::close(socket);
        throw std::runtime_error("the admin socket is not there");
    }
    return Line(socket);
}

Line KeeperProcess::admin()
{
    Line line = silentAdmin();
    line.hello();
    return line;
}

std::string KeeperProcess::withAgent(const std::string& preset)
{
    wire::AgentAdd add;
    add.preset = preset;
    return withPrepared(add);
}

std::string KeeperProcess::withPolicy(const std::string& document)
{
    wire::AgentAdd add;
    add.policy = document;
    return withPrepared(add);
}

std::string KeeperProcess::withPrepared(const wire::AgentAdd& add)
{
    struct Prepared {
        QTemporaryDir folder;
        std::string token;
    };
    static std::map<std::string, Prepared> all;
    const std::string key = add.preset.value_or(add.policy.value_or(std::string()));
    const auto found = all.find(key);
    if (found != all.end()) {
        kill();
        std::filesystem::remove_all(folder());
        std::filesystem::copy(found->second.folder.path().toStdString(), folder());
        std::filesystem::permissions(folder(), std::filesystem::perms::owner_all);
        giveToUser();
        start();
        unlock();
        return found->second.token;
    }
    m_owner = admin();
    wire::VaultCreate create;
    create.passphrase = kPassphrase;
    create.kdfMemoryMiB = 64;
    owner().get<wire::VaultCreated>(create);
    wire::AgentAdd bot = add;
    bot.name = "bot";
    bot.passphrase = kPassphrase;
    const std::string token = owner().get<wire::AgentAdded>(bot).token;
    // Stopped and not killed, so that nothing is left in a file beside the ledger's.
    stop();
    Prepared& prepared = all[key];
    prepared.token = token;
    std::filesystem::copy(folder(), prepared.folder.path().toStdString(),
                          std::filesystem::copy_options::recursive);
    start();
    unlock();
    return token;
}

std::string KeeperProcess::addAgent(const std::string& name, const std::string& preset)
{
    wire::AgentAdd add;
    add.name = name;
    add.preset = preset;
    add.passphrase = kPassphrase;
    return owner().get<wire::AgentAdded>(add).token;
}

std::string KeeperProcess::addAgentWith(const std::string& name, const std::string& policy)
{
    wire::AgentAdd add;
    add.name = name;
    add.policy = policy;
    add.passphrase = kPassphrase;
    return owner().get<wire::AgentAdded>(add).token;
}

void KeeperProcess::unlock()
{
    m_owner = admin();
    owner().get<wire::Done>(wire::Unlock{kPassphrase});
}

wire::Pay payFor(const std::string& token, const std::string& atomic, const std::string& path)
{
    const nlohmann::json option{{"scheme", "exact"},
                                {"network", "eip155:8453"},
                                {"amount", atomic},
                                {"asset", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"},
                                {"payTo", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"},
                                {"maxTimeoutSeconds", 60},
                                {"extra", {{"name", "USD Coin"}, {"version", "2"}}}};
    wire::Pay pay;
    pay.token = token;
    pay.interface = "rest";
    pay.request = {"GET", "https://api.shop.test" + path, "api.shop.test", path, ""};
    wire::ChallengeShape challenge;
    challenge.x402Version = 2;
    challenge.resourceUrl = pay.request.url;
    challenge.resourceRaw = nlohmann::json{{"url", pay.request.url}}.dump();
    wire::OptionShape shape;
    shape.scheme = "exact";
    shape.network = shape.caip2 = "eip155:8453";
    shape.amount = atomic;
    shape.asset = option["asset"].get<std::string>();
    shape.payTo = option["payTo"].get<std::string>();
    shape.maxTimeoutSeconds = 60;
    shape.eip712Name = "USD Coin";
    shape.eip712Version = "2";
    shape.raw = option.dump();
    challenge.options = {shape};
    pay.challenge = challenge;
    return pay;
}

wire::Pay payWithKey(const std::string& token, const std::string& atomic, const std::string& key)
{
    wire::Pay pay = payFor(token, atomic);
    pay.idempotencyKey = key;
    return pay;
}

nlohmann::json paymentIn(const wire::PaymentAnswer& answer)
{
    if (answer.headers.size() != 1 || answer.headers.front().name != "PAYMENT-SIGNATURE") {
        throw std::runtime_error("there is no payment header: " + wire::toBody(answer).dump());
    }
    const auto text = fromBase64(answer.headers.front().value, 256 * 1024);
    return nlohmann::json::parse(text.value());
}

std::string signerOf(const wire::PaymentAnswer& answer)
{
    const nlohmann::json payment = paymentIn(answer);
    const nlohmann::json& said = payment.at("payload").at("authorization");
    const nlohmann::json& accepted = payment.at("accepted");
    chain::TransferAuthorization message;
    message.from = chain::EvmAddress::fromText(said.at("from").get<std::string>()).value();
    message.to = chain::EvmAddress::fromText(said.at("to").get<std::string>()).value();
    message.value = money::Amount::fromAtomic(said.at("value").get<std::string>()).value();
    message.validAfter = std::stoull(said.at("validAfter").get<std::string>());
    message.validBefore = std::stoull(said.at("validBefore").get<std::string>());
    if (!fromHex0xInto(said.at("nonce").get<std::string>(), message.nonce)) {
        throw std::runtime_error("the nonce is none");
    }
    // The domain of the token as a merchant knows it, not as the keeper says.
    const chain::TokenDomain domain{
        accepted.at("extra").at("name").get<std::string>(),
        accepted.at("extra").at("version").get<std::string>(), 8453,
        chain::EvmAddress::fromText(accepted.at("asset").get<std::string>()).value()};
    const auto signature = fromHex0x(payment.at("payload").at("signature").get<std::string>()).value();
    const std::array<std::uint8_t, 32> blind{1};
    const crypto::Secp256k1 curve(blind);
    const auto key = curve.recover(chain::signingDigest(domain, message), signature);
    if (!key) {
        throw std::runtime_error("the signature is none");
    }
    if (chain::EvmAddress::fromPublicKey(*key) != message.from) {
        throw std::runtime_error("somebody else signed");
    }
    return message.from.toChecksummed();
}

} // namespace till::tests
