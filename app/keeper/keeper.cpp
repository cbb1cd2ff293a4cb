#include "app/keeper/keeper.h"

#include "app/keeper/backup_desk.h"
#include "app/keeper/reply.h"
#include "core/crypto/hash.h"
#include "core/crypto/wipe_stack.h"
#include "core/support/ensure.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <iterator>

namespace till::keeper {

namespace {

constexpr std::int64_t kTickMs = 1000;
constexpr std::int64_t kAnchorEveryMs = 5000;
constexpr const char* kProgram = "till-keeper 0.1.0";

/// The admin socket: only its owner can connect, and only as the same user.
int listenAt(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path)) {
        return -1;
    }
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ::unlink(path.c_str());
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const mode_t before = ::umask(0177);
    const bool isBound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::umask(before);
    if (!isBound || ::listen(socket, 16) != 0) {
        ::close(socket);
        return -1;
    }
    return socket;
}

bool isSameUser(int socket)
{
    ucred peer{};
    socklen_t size = sizeof(peer);
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == ::getuid();
}

/// A failed write or commit says nothing about what is on the disk.
std::string lostText(ledger::DatabaseError error)
{
    return "Nothing was signed. " + std::string(ledger::describe(error)) +
           " Whether this was recorded is not known; ask for it again to see. A purchase is never paid "
           "twice.";
}

int signalsOf()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return ::signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
}

} // namespace

Keeper::Keeper(KeeperOptions options, ledger::Ledger ledger, ledger::LedgerReader reader)
    : m_options(std::move(options)), m_ledger(std::move(ledger)), m_reader(std::move(reader)),
      m_till(m_ledger, money::Registry::builtIn(), m_clock), m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      m_signals(signalsOf()), m_anchorFile(m_options.dataDir + "/ledger.anchor"),
      m_backups(std::make_unique<BackupDesk>(m_options.dataDir)),
      m_signWorker(std::max(1U, std::thread::hardware_concurrency())), m_readWorker(1), m_keyWorker(1),
      m_checkWorker(1), m_anchorWorker(1), m_backupWorker(1)
{
    std::array<std::uint8_t, 8> random{};
    m_entropy.fill(random);
    m_bootId = toHex(random);
}

Keeper::~Keeper()
{
    ::close(m_listener);
    ::close(m_wake);
    ::close(m_signals);
    ::unlink(m_options.adminSocketPath.c_str());
}

bool Keeper::listen()
{
    m_listener = listenAt(m_options.adminSocketPath);
    if (m_listener < 0) {
        std::fprintf(stderr, "till-keeper: cannot listen at %s\n", m_options.adminSocketPath.c_str());
    }
    return m_listener >= 0;
}

void Keeper::loadVault()
{
    vault::VaultStore store(m_options.dataDir);
    if (!store.exists()) {
        return;
    }
    m_vaultFault.reset();
    auto loaded = vault::Vault::load(std::move(store), m_entropy);
    if (loaded) {
        m_vault = std::move(*loaded);
    } else {
        m_vaultFault = loaded.error();
    }
}

bool Keeper::hasVault(const Link& link, std::int64_t id)
{
    if (!m_vault && m_vaultFault) {
        loadVault(); // a disk that failed once may read it now
    }
    if (!m_vault && m_vaultFault) {
        replyVaultError(link, id, *m_vaultFault);
    } else if (!m_vault) {
        replyError(link, id, "no_vault");
    }
    return m_vault.has_value();
}

bool Keeper::start(std::span<const std::uint8_t> passphrase)
{
    if (auto done = m_till.rebuild(); !done) {
        std::fprintf(stderr, "till-keeper: %s\n", std::string(ledger::describe(done.error())).c_str());
        return false;
    }
    checkAnchor();
    checkOwnerAnchor();
    loadVault();
    startTryDelay();
    if (!passphrase.empty() && m_vault && !openAtStart(passphrase)) {
        return false;
    }
    const std::pair<int, Role> inherited[] = {{m_options.gatewaySocket, Role::Gateway},
                                              {m_options.watcherSocket, Role::Watcher},
                                              {m_options.supervisorSocket, Role::Supervisor}};
    for (const auto& [socket, role] : inherited) {
        if (socket >= 0) {
            m_links.push_back(std::make_shared<Connection>(socket, role, m_nextLinkId++));
            // Tells the other end that this is a new keeper, which knows nothing of what was asked and not
            // answered.
            m_links.back()->send(wire::encode(0, wire::Hello{wire::kProtocolVersion, kProgram, m_bootId}));
        }
    }
    return true;
}

void Keeper::run()
{
    std::vector<pollfd> fds;
    for (;;) {
        fds.assign({{m_signals, POLLIN, 0}, {m_wake, POLLIN, 0}, {m_listener, POLLIN, 0}});
        const std::vector<Link> links = m_links;
        for (const Link& link : links) {
            const bool isQueued = link->hasQueued();
            // Who does not read its answers asks nothing more until it does.
            const bool isRead = link->role() == Role::Admin || !link->isOverfull();
            fds.push_back(
                {link->socket(), static_cast<short>((isRead ? POLLIN : 0) | (isQueued ? POLLOUT : 0)), 0});
        }
        const std::int64_t now = m_clock.now().unixMs;
        std::int64_t wakeAt = m_nextTickMs;
        if (!m_changed.empty()) {
            wakeAt = std::min(wakeAt, m_nextEventsMs);
        }
        const int timeout = static_cast<int>(std::clamp<std::int64_t>(wakeAt - now, 0, kTickMs));
        if (::poll(fds.data(), fds.size(), timeout) < 0 && errno != EINTR) {
            return;
        }
        if ((fds[0].revents & POLLIN) != 0) {
            keepAnchor(0);
            leaveOwnerAnchor();
            return;
        }
        runCompletions();
        if ((fds[2].revents & POLLIN) != 0) {
            const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (socket >= 0) {
                if (isSameUser(socket) && m_links.size() < kMaxAdminConnections) {
                    m_links.push_back(std::make_shared<Connection>(socket, Role::Admin, m_nextLinkId++));
                } else {
                    ::close(socket);
                }
            }
        }
        for (std::size_t each = 0; each < links.size(); ++each) {
            const short events = fds[each + 3].revents;
            if ((events & POLLOUT) != 0) {
                links[each]->flush();
            }
            if ((events & (POLLIN | POLLHUP | POLLERR)) != 0) {
                gather(links[each]);
            }
        }
        if (m_clock.now().unixMs >= m_nextTickMs) {
            tick();
        }
        finishBatch();
        if (m_mustEnd) {
            return;
        }
        keepAnchor(kAnchorEveryMs);
        keepOwnerAnchor();
        pushEvents();
        crypto::wipeStack(); // frames with a passphrase were taken apart, payments were signed
    }
}

void Keeper::gather(const Link& link)
{
    const int most = link->role() == Role::Admin ? kAdminFramesAtOnce : kFramesAtOnce;
    std::string frame;
    for (int each = 0; each < most; ++each) {
        switch (link->readFrame(frame)) {
        case Connection::Read::Frame:
            handle(link, frame);
            crypto::wipe(
                {reinterpret_cast<std::uint8_t*>(frame.data()), frame.size()}); // may hold a passphrase
            break;
        case Connection::Read::Nothing:
            return;
        case Connection::Read::TooLarge:
        case Connection::Read::Closed:
            std::erase(m_links, link);
            for (auto& [payment, waiting] : m_awaits) {
                std::erase_if(waiting, [&](const Await& await) { return await.to == link; });
            }
            std::erase_if(m_lockedAwaits, [&](const LockedAwait& await) { return await.to == link; });
            return;
        }
    }
}

void Keeper::handle(const Link& link, const std::string& frame)
{
    if (link->role() == Role::Gateway && link->hasSaidHello && handlePlainPay(link, frame)) {
        return;
    }
    auto envelope = wire::parseFrame(frame);
    if (!envelope) {
        return replyError(link, 0, "bad_frame", std::string(wire::describe(envelope.error())));
    }
    handle(link, *envelope);
    if (link->role() == Role::Admin) {
        wire::wipeTexts(envelope->body); // may have held a passphrase
    }
}

void Keeper::handle(const Link& link, const wire::Envelope& envelope)
{
    if (envelope.type == wire::Hello::kType) {
        const auto hello = wire::fromBody<wire::Hello>(envelope.body);
        if (!hello || hello->protocol != wire::kProtocolVersion) {
            return replyError(link, envelope.id, "bad_frame",
                              std::string(wire::describe(wire::WireError::WrongVersion)));
        }
        link->hasSaidHello = true;
        return reply(link, envelope.id, wire::Hello{wire::kProtocolVersion, kProgram, m_bootId});
    }
    if (!link->hasSaidHello && link->role() != Role::Admin) {
        // Asked of the keeper before this one: the socket outlives it. The other end asks again after our
        // hello, and an error here would be taken for the answer to that.
        return;
    }
    if (!link->hasSaidHello) {
        return replyError(link, envelope.id, "bad_frame", "The first frame must be hello.");
    }
    switch (link->role()) {
    case Role::Gateway:
        return handleGateway(link, envelope);
    case Role::Watcher:
        return handleWatcher(link, envelope);
    case Role::Supervisor:
        return handleSupervisor(link, envelope);
    case Role::Admin:
        return handleAdmin(link, envelope);
    }
}

void Keeper::replyError(const Link& link, std::int64_t id, std::string_view code, std::string message)
{
    wire::ErrorBody body = errorBody(code, std::move(message));
    if (code == "ledger_failed" && link->role() != Role::Gateway) {
        body.moneyMoved = "no"; // only agents ask for signatures
    }
    queue(link, id, wire::encodeError(id, body));
}

void Keeper::queue(const Link& link, std::int64_t id, std::string frame)
{
    Pending pending;
    pending.to = link;
    pending.id = id;
    pending.frame = std::move(frame);
    m_pending.push_back(std::move(pending));
}

void Keeper::replyOutcome(const Link& link, std::int64_t id, payment::Outcome outcome)
{
    if (outcome.reservation && !ledgerFault().empty()) {
        return replyError(link, id, ledgerFault());
    }
    Pending pending;
    pending.to = link;
    pending.id = id;
    pending.answer = answerOf(outcome);
    pending.isOfPayment = true;
    if (outcome.reservation && outcome.seen) {
        pending.reservation = outcome.reservation;
        pending.echo = payment::Till::echoOf(*outcome.seen);
        pending.agent = outcome.row.agent;
    } else {
        pending.frame = fitting(id, wire::encode(id, pending.answer));
    }
    m_pending.push_back(std::move(pending));
}

bool Keeper::finishBatch()
{
    std::vector<Pending> pending = std::exchange(m_pending, {});
    std::vector<ledger::Reservation> reservations;
    // While the ledger is down nothing was written, so what is answered here needs no commit.
    if (!m_isBatchLost && !(m_isLedgerDown && m_ledger.isLost())) {
        auto committed = m_ledger.commit();
        if (committed) {
            reservations = std::move(*committed);
        } else {
            m_isBatchLost = true;
            m_batchError = committed.error();
        }
    }
    if (m_isBatchLost) {
        // Nobody can say what of this batch is on disk, so nothing of it is signed, and memory is read anew.
        const std::string message = lostText(m_batchError.value_or(ledger::DatabaseError::Other));
        if (std::exchange(m_hasWrongInBatch, false)) {
            startLongestTryDelay();
        }
        recoverLedger();
        for (const Pending& each : pending) {
            wire::ErrorBody body = errorBody("ledger_failed", message);
            body.moneyMoved = moneyMovedBefore(each);
            each.to->send(wire::encodeError(each.id, body));
        }
        return false;
    }
    m_hasWrongInBatch = false;
    std::vector<Pending> signedOnes;
    for (Pending& each : pending) {
        if (each.reservation) {
            signedOnes.push_back(std::move(each));
        } else {
            each.to->send(std::move(each.frame));
        }
    }
    if (!signedOnes.empty()) {
        answerSigned(std::move(signedOnes), std::move(reservations));
    }
    return true;
}

void Keeper::answerSigned(std::vector<Pending> signedOnes, std::vector<ledger::Reservation> reservations)
{
    struct Job {
        Pending pending;
        ledger::Reservation reservation;
    };
    const vault::Signer& signer = m_vault->signer();
    const auto signOne = [&signer](Job& job) {
        const ledger::Terms terms = job.reservation.terms();
        const auto signature = signer.sign(std::move(job.reservation));
        if (!signature) {
            const auto code = signature.error() == vault::SignError::Locked ? "locked" : "internal_error";
            job.pending.to->send(wire::encodeError(
                job.pending.id,
                errorBody(code, "Nothing was signed. " + std::string(describe(signature.error())))));
            return;
        }
        wire::PaymentAnswer& answer = job.pending.answer;
        answer.authorization = toWire(terms);
        if (job.pending.echo.x402Version == challenge::kSignatureAlone) {
            answer.signature = signature->toHex0x();
        } else {
            answer.headers = {
                {std::string(challenge::paymentHeaderName(job.pending.echo.x402Version)),
                 challenge::paymentHeaderValue(job.pending.echo, terms.authorization, *signature)}};
        }
        job.pending.to->sendSigned(fitting(job.pending.id, wire::encode(job.pending.id, answer)),
                                   job.pending.id, std::move(job.pending.agent));
    };
    std::vector<Job> jobs;
    jobs.reserve(signedOnes.size());
    for (Pending& each : signedOnes) {
        ledger::Reservation& reservation = reservations.at(*each.reservation);
        jobs.push_back({std::move(each), std::move(reservation)});
    }
    // A share for each core; one payment alone is signed at once, without waking a thread.
    if (jobs.size() == 1) {
        signOne(jobs.front());
        return;
    }
    const std::size_t shares = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t size = (jobs.size() + shares - 1) / shares;
    std::vector<std::function<void()>> work;
    for (std::size_t from = 0; from < jobs.size(); from += size) {
        const std::size_t until = std::min(jobs.size(), from + size);
        auto share = std::make_shared<std::vector<Job>>(
            std::make_move_iterator(jobs.begin() + static_cast<long>(from)),
            std::make_move_iterator(jobs.begin() + static_cast<long>(until)));
        work.emplace_back([share, signOne] {
            for (Job& job : *share) {
                signOne(job);
            }
        });
    }
    m_signWorker.postAll(std::move(work));
}

void Keeper::stopSignatures(std::string_view agent, std::string_view code)
{
    m_signWorker.drain();
    for (const Link& link : m_links) {
        link->withdrawSigned(agent,
                             [code](std::int64_t id) { return wire::encodeError(id, errorBody(code)); });
    }
}

void Keeper::complete(std::function<void()> onLoop)
{
    {
        const std::lock_guard lock(m_completionsMutex);
        m_completions.push_back(std::move(onLoop));
    }
    const std::uint64_t one = 1;
    // A full eventfd is awake anyway.
    static_cast<void>(!::write(m_wake, &one, sizeof(one)));
}

void Keeper::runCompletions()
{
    std::uint64_t count = 0;
    static_cast<void>(!::read(m_wake, &count, sizeof(count)));
    std::vector<std::function<void()>> ready;
    {
        const std::lock_guard lock(m_completionsMutex);
        ready.swap(m_completions);
    }
    for (auto& each : ready) {
        each();
    }
}

void Keeper::tick()
{
    m_nextTickMs = m_clock.now().unixMs + kTickMs;
    if (m_isLedgerDown) {
        recoverLedger();
        return;
    }
    checkIdle();
    const auto ids = m_till.tick();
    if (!ids) {
        m_isBatchLost = true;
        m_batchError = ids.error();
        return;
    }
    for (const ledger::PaymentId id : *ids) {
        if (const auto row = m_ledger.payment(id); row && *row) {
            changed(**row);
            if ((*row)->status == ledger::Status::Lapsed) {
                pushApprovalGone(**row);
                resolveAwaits(id);
            }
        }
    }
    endAwaits();
    std::erase_if(m_links,
                  [](const Link& link) { return link->role() == Role::Admin && link->isOverfull(); });
}

} // namespace till::keeper
