#include "app/supervisor/supervisor.h"

#include "app/posix/frame_io.h"
#include "app/supervisor/announcement.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace till::supervisor {

namespace {

constexpr std::int64_t kStopMs = 5'000; ///< what a program gets to end by itself
constexpr int kKeeperSendMs = 1'000;
constexpr int kFramesAtOnce = 64;

std::int64_t nowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

void log(const std::string& sentence)
{
    std::fprintf(stderr, "tillkeeperd: %s\n", sentence.c_str());
}

posix::UniqueFd watchedSignals()
{
    sigset_t watched;
    sigemptyset(&watched);
    for (const int number : {SIGCHLD, SIGTERM, SIGINT}) {
        sigaddset(&watched, number);
    }
    ::sigprocmask(SIG_BLOCK, &watched, nullptr);
    return posix::UniqueFd(::signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK));
}

std::string describeEnd(int status)
{
    if (WIFSIGNALED(status)) {
        return "was ended by signal " + std::to_string(WTERMSIG(status));
    }
    return "ended with status " + std::to_string(WEXITSTATUS(status));
}

} // namespace

Supervisor::Supervisor(Options options, paths::Places places, std::filesystem::path programs, Wiring wiring,
                       crypto::SecretBytes passphrase, KeeperTalk talk)
    : m_options(std::move(options)), m_places(std::move(places)), m_programs(std::move(programs)),
      m_wiring(std::move(wiring)), m_passphrase(std::move(passphrase)), m_talk(std::move(talk)),
      m_signals(watchedSignals())
{
    constexpr std::array names{"till-keeper", "till-gateway", "till-watcher", "till-practice"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        m_children[i].kind = static_cast<Kind>(i);
        m_children[i].name = names[i];
    }
}

int Supervisor::run()
{
    while (m_stage != Stage::Stopped) {
        startDue();
        announceWhenUp();
        waitForEvents();
        goOnStopping();
    }
    ::unlink(m_places.endpointFile().c_str());
    ::unlink(m_places.agentSocket().c_str());
    return m_exitStatus;
}

bool Supervisor::isWanted(const Child& child) const
{
    return child.kind != Kind::Practice || m_options.withPractice;
}

bool Supervisor::mayStart(const Child& child) const
{
    // The gateway is told the shop's origin, so the shop comes first.
    return child.kind != Kind::Gateway || !m_options.withPractice || m_practiceUrl;
}

void Supervisor::startDue()
{
    for (Child& each : m_children) {
        if (m_stage == Stage::Running && each.pid == 0 && isWanted(each) && mayStart(each) &&
            nowMs() >= each.startAtMs) {
            start(each);
        }
    }
}

posix::UniqueFd Supervisor::passphrasePipe() const
{
    if (m_passphrase.isEmpty()) {
        return {};
    }
    auto pipe = makePipe();
    // Fits the pipe's buffer (posix::kMaxSecretBytes), so this does not wait for the reader. The kernel never
    // writes a pipe to swap.
    const auto secret = m_passphrase.readable();
    if (!pipe ||
        ::write(pipe->writer.get(), secret.data(), secret.size()) != static_cast<ssize_t>(secret.size())) {
        return {};
    }
    return std::move(pipe->reader);
}

std::optional<Spawn> Supervisor::planFor(const Child& child, posix::UniqueFd& passphrase) const
{
    Spawn plan;
    plan.program = m_programs / child.name;
    switch (child.kind) {
    case Kind::Keeper:
        plan.arguments = {"--data-dir",      m_places.dataDir().string(),
                          "--admin-socket",  m_places.adminSocket().string(),
                          "--gateway-fd",    "3",
                          "--watcher-fd",    "4",
                          "--supervisor-fd", "5"};
        plan.passed = {{m_wiring.gateway.keeper.get(), 3},
                       {m_wiring.watcher.keeper.get(), 4},
                       {m_wiring.supervisor.keeper.get(), 5}};
        if (!m_passphrase.isEmpty()) {
            passphrase = passphrasePipe();
            if (!passphrase.isOpen()) {
                return std::nullopt;
            }
            plan.arguments.insert(plan.arguments.end(), {"--passphrase-fd", "6"});
            plan.passed.emplace_back(passphrase.get(), 6);
        }
        return plan;
    case Kind::Gateway:
        plan.arguments = {"--keeper-fd",
                          "3",
                          "--listen",
                          m_endpoint ? addressOf(*m_endpoint).value_or(m_options.listen) : m_options.listen,
                          "--agent-socket",
                          m_places.agentSocket().string()};
        if (m_practiceUrl) {
            plan.arguments.insert(plan.arguments.end(), {"--practice-origin", *m_practiceUrl});
        }
        plan.passed = {{m_wiring.gateway.other.get(), 3}};
        return plan;
    case Kind::Watcher:
        plan.arguments = {"--keeper-fd", "3"};
        plan.passed = {{m_wiring.watcher.other.get(), 3}};
        return plan;
    case Kind::Practice:
        plan.arguments = {"--listen",
                          m_practiceUrl ? addressOf(*m_practiceUrl).value_or("127.0.0.1:0") : "127.0.0.1:0",
                          "--state", m_places.practiceState().string()};
        return plan;
    }
    return std::nullopt;
}

void Supervisor::start(Child& child)
{
    posix::UniqueFd passphrase;
    auto output = makePipe();
    auto plan = planFor(child, passphrase);
    std::optional<pid_t> pid;
    if (output && plan) {
        plan->standardOutput = output->writer.get();
        pid = spawn(*plan);
    }
    child.startedMs = nowMs();
    if (!pid) {
        child.startAtMs = child.startedMs + child.backoff.afterLifeOf(0);
        log(std::string(child.name) +
            " could not be started: the system is out of processes or descriptors.");
        return;
    }
    child.pid = *pid;
    child.output = std::move(output->reader);
    child.firstLine = {};
    child.isUp = child.kind == Kind::Watcher; // it says no line
    ::fcntl(child.output.get(), F_SETFL, O_NONBLOCK);
}

int Supervisor::untilNextMs() const
{
    std::int64_t next = m_stage == Stage::Running ? INT64_MAX : m_killAtMs;
    for (const Child& each : m_children) {
        if (m_stage == Stage::Running && each.pid == 0 && isWanted(each) && mayStart(each)) {
            next = std::min(next, each.startAtMs);
        }
    }
    if (next == INT64_MAX) {
        return -1;
    }
    return static_cast<int>(std::clamp<std::int64_t>(next - nowMs(), 0, kStopMs));
}

void Supervisor::waitForEvents()
{
    std::vector<pollfd> waiting{{m_signals.get(), POLLIN, 0}, {m_wiring.supervisor.other.get(), POLLIN, 0}};
    for (const Child& each : m_children) {
        waiting.push_back({each.output.get(), POLLIN, 0}); // -1 is passed over
    }
    if (::poll(waiting.data(), waiting.size(), untilNextMs()) < 0 && errno != EINTR) {
        return beginStop(1);
    }
    if (waiting[1].revents != 0) {
        takeKeeperFrames();
    }
    for (std::size_t i = 0; i < m_children.size(); ++i) {
        if (waiting[i + 2].revents != 0) {
            takeOutput(m_children[i]);
        }
    }
    if (waiting[0].revents != 0) {
        takeSignals();
    }
}

void Supervisor::takeSignals()
{
    signalfd_siginfo signal = {};
    while (::read(m_signals.get(), &signal, sizeof signal) == sizeof signal) {
        if (signal.ssi_signo == SIGTERM || signal.ssi_signo == SIGINT) {
            beginStop(0);
        }
    }
    reap();
}

void Supervisor::reap()
{
    for (Child& each : m_children) {
        int status = 0;
        if (each.pid > 0 && ::waitpid(each.pid, &status, WNOHANG) == each.pid) {
            takeOutput(each);
            ended(each, status);
        }
    }
}

void Supervisor::ended(Child& child, int status)
{
    child.pid = 0;
    child.output.close();
    if (m_stage != Stage::Running) {
        return;
    }
    const std::string what = std::string(child.name) + " " + describeEnd(status);
    const bool hasServed = child.wasUp || (child.kind == Kind::Watcher && m_isAnnounced);
    if (!hasServed && WIFEXITED(status)) {
        // It said why; it would say so again.
        log(what + " before it was up. Stopping.");
        return beginStop(1);
    }
    const std::int64_t lived = nowMs() - child.startedMs;
    const std::int64_t wait =
        child.isUp ? child.backoff.afterServiceOf(lived) : child.backoff.afterLifeOf(lived);
    child.startAtMs = nowMs() + wait;
    log(what + "; starting it again in " + std::to_string(wait) + " ms.");
}

void Supervisor::takeOutput(Child& child)
{
    std::array<char, 4096> bytes{};
    for (;;) {
        const ssize_t count = ::read(child.output.get(), bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count == 0) {
            child.output.close();
        }
        if (count <= 0) {
            return;
        }
        const auto line = child.firstLine.feed({bytes.data(), static_cast<std::size_t>(count)});
        if (!line) {
            continue;
        }
        auto url = readReadyLine(*line);
        if (url && (child.kind == Kind::Gateway || child.kind == Kind::Practice)) {
            (child.kind == Kind::Gateway ? m_endpoint : m_practiceUrl) = std::move(url);
            child.wasUp = true;
            child.isUp = true;
        }
    }
}

void Supervisor::takeKeeperFrames()
{
    std::vector<std::uint8_t> buffer(posix::frameBufferBytes());
    for (int i = 0; i < kFramesAtOnce; ++i) {
        const auto size = posix::receiveFrame(m_wiring.supervisor.other.get(), buffer, 0);
        if (!size) {
            break;
        }
        sendToKeeper(m_talk.receive({reinterpret_cast<const char*>(buffer.data()), *size}));
    }
    Child& keeper = child(Kind::Keeper);
    keeper.wasUp = m_talk.isUp();
    keeper.isUp = m_talk.isUp();
    if (m_talk.isForeign()) {
        log("till-keeper is of another version. Install all programs of one version.");
        beginStop(1);
    }
}

void Supervisor::sendToKeeper(const std::vector<std::string>& frames)
{
    for (const std::string& frame : frames) {
        if (!posix::sendFrame(m_wiring.supervisor.other.get(), frame, kKeeperSendMs)) {
            log("till-keeper does not take what it is told.");
        }
    }
}

void Supervisor::announceWhenUp()
{
    if (m_isAnnounced || m_stage != Stage::Running || !m_endpoint || !m_talk.isUp() ||
        child(Kind::Watcher).pid == 0) {
        return;
    }
    m_isAnnounced = true;
    sendToKeeper(m_talk.endpointUp(*m_endpoint, m_practiceUrl.value_or("")));
    const Announcement announcement{*m_endpoint, m_practiceUrl, m_places, static_cast<int>(::getpid())};
    if (!writeEndpointFile(announcement)) {
        log("endpoint.json could not be written; programs that look for it will not find the endpoint.");
    }
    const std::string line = announcementLine(announcement);
    if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        log("the line for the standard output could not be written.");
    }
}

bool Supervisor::isRunning(Kind kind) const
{
    return m_children[static_cast<std::size_t>(kind)].pid > 0;
}

void Supervisor::signalChild(Kind kind, int number)
{
    if (isRunning(kind)) {
        ::kill(child(kind).pid, number);
    }
}

void Supervisor::beginStop(int exitStatus)
{
    if (m_stage != Stage::Running) {
        return;
    }
    m_exitStatus = exitStatus;
    m_stage = Stage::StoppingOthers;
    m_killAtMs = nowMs() + kStopMs;
    for (const Kind kind : {Kind::Gateway, Kind::Watcher, Kind::Practice}) {
        signalChild(kind, SIGTERM);
    }
}

void Supervisor::goOnStopping()
{
    const bool isLate = nowMs() >= m_killAtMs;
    if (m_stage == Stage::StoppingOthers) {
        const bool anyLeft =
            isRunning(Kind::Gateway) || isRunning(Kind::Watcher) || isRunning(Kind::Practice);
        if (anyLeft && isLate) {
            for (const Kind kind : {Kind::Gateway, Kind::Watcher, Kind::Practice}) {
                signalChild(kind, SIGKILL);
            }
            m_killAtMs = nowMs() + kStopMs;
        }
        if (!anyLeft) {
            // Last, so that whatever the others still asked is answered and recorded.
            m_stage = Stage::StoppingKeeper;
            m_killAtMs = nowMs() + kStopMs;
            signalChild(Kind::Keeper, SIGTERM);
        }
    } else if (m_stage == Stage::StoppingKeeper && isRunning(Kind::Keeper) && isLate) {
        signalChild(Kind::Keeper, SIGKILL);
        m_killAtMs = nowMs() + kStopMs;
    }
    if (m_stage == Stage::StoppingKeeper && !isRunning(Kind::Keeper)) {
        m_stage = Stage::Stopped;
    }
}

} // namespace till::supervisor
