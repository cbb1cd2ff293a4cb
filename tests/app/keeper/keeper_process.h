#pragma once

#include "clock_file.h"

#include "app/posix/unique_fd.h"
#include "core/wire/admin_messages.h"
#include "core/wire/agent_messages.h"
#include "core/wire/codec.h"
#include "core/wire/watcher_messages.h"

#include "core/support/json.h"

#include <QTemporaryDir>

#include <optional>
#include <stdexcept>
#include <string>
#include <sys/types.h>
#include <vector>

/// The real till-keeper, spoken to in frames as the gateway, the watcher and the owner's programs do.
namespace till::tests {

inline constexpr const char* kPassphrase = "correct horse battery staple";
inline constexpr int kAnswerMs = 30'000;

/// One end of a connection with the keeper.
class Line {
public:
    explicit Line(int socket) : m_socket(socket) {}

    void send(const std::string& frame);
    /// The next frame, whatever it is; absent when none came in time or the other end is gone.
    std::optional<std::string> receive(int timeoutMs = kAnswerMs);
    [[nodiscard]] bool isClosed(int timeoutMs = kAnswerMs);
    /// Says hello; gives the keeper's boot id.
    std::string hello();

    /// Sends one request and gives its answer; other frames (events) are kept for `event`.
    wire::Envelope ask(std::int64_t id, const std::string& frame);
    template <class T>
    wire::Envelope ask(const T& shape)
    {
        const std::int64_t id = ++m_lastId;
        return ask(id, wire::encode(id, shape));
    }
    /// The answer's body, or a failed test that names the error.
    template <class Answer, class T>
    Answer get(const T& shape)
    {
        return answerIn<Answer>(ask(shape));
    }
    template <class Answer>
    static Answer answerIn(const wire::Envelope& envelope)
    {
        auto body = wire::fromBody<Answer>(envelope.body);
        if (envelope.type != Answer::kType || !body) {
            throw std::runtime_error("answered " + envelope.type + " " + envelope.body.dump());
        }
        return *body;
    }
    /// The code of a refusal; empty when it was none.
    template <class T>
    std::string codeOf(const T& shape)
    {
        return errorIn(ask(shape));
    }
    static std::string errorIn(const wire::Envelope& envelope);

    /// Waits for an event of this type.
    template <class T>
    T event(int timeoutMs = kAnswerMs)
    {
        return *wire::fromBody<T>(eventOf(T::kType, timeoutMs).body);
    }
    wire::Envelope eventOf(const std::string& type, int timeoutMs);
    std::int64_t nextId() { return ++m_lastId; }
    [[nodiscard]] int fd() const { return m_socket.get(); }

private:
    posix::UniqueFd m_socket;
    std::int64_t m_lastId = 0;
    std::vector<wire::Envelope> m_events;
};

/// Which program, as which user; empty and 0 for till-keeper as whoever runs the test. Not inside of the
/// class, where GCC does not take its defaults for those of an argument.
struct KeeperLaunch {
    std::string program = {};
    uid_t user = 0;
};

/// One keeper in a folder of its own, which stays when it is killed and started again.
class KeeperProcess {
public:
    /// `Turned`: its wall clock goes as `clock` says, from one moment to the next.
    enum class WallClock { Real, Turned };
    using Launch = KeeperLaunch;
    explicit KeeperProcess(WallClock clock = WallClock::Real, Launch launch = {});
    ~KeeperProcess();
    KeeperProcess(const KeeperProcess&) = delete;
    KeeperProcess& operator=(const KeeperProcess&) = delete;

    void start();
    /// The same, but nothing is said on the inherited connections yet.
    void startWithoutHello();
    /// kill -9
    void kill();
    /// SIGTERM; gives its exit status.
    int stop();
    /// Waits until it has ended by itself; gives its wait status.
    int waitForEnd();
    [[nodiscard]] bool isRunning();
    [[nodiscard]] pid_t pid() const { return m_pid; }
    [[nodiscard]] ClockFile& clock() { return *m_clock; }

    [[nodiscard]] Line& gateway() { return *m_gateway; }
    [[nodiscard]] Line& watcher() { return *m_watcher; }
    [[nodiscard]] Line& supervisor() { return *m_supervisor; }
    /// A new connection of the owner's, after its hello.
    [[nodiscard]] Line admin();
    /// One without its hello.
    [[nodiscard]] Line silentAdmin();

    [[nodiscard]] std::string folder() const { return m_directory.path().toStdString(); }
    [[nodiscard]] std::string ledgerPath() const { return folder() + "/ledger.db"; }
    [[nodiscard]] std::string socketPath() const { return folder() + "/admin.sock"; }

    /// A vault of the least costs and one agent "bot"; gives the agent's token. The connection, which has
    /// proved the passphrase, is kept as `owner`. The vault is made once a program; every further keeper gets
    /// a copy.
    std::string withAgent(const std::string& preset = "autopilot");
    std::string withPolicy(const std::string& document);
    std::string addAgent(const std::string& name, const std::string& preset);
    std::string addAgentWith(const std::string& name, const std::string& policy);
    [[nodiscard]] Line& owner() { return *m_owner; }
    /// After a restart: connects the owner again and unlocks.
    void unlock();

private:
    void giveToUser();
    std::string withPrepared(const wire::AgentAdd& add);
    QTemporaryDir m_directory;
    QTemporaryDir m_besides; ///< not the keeper's: the clock
    std::optional<ClockFile> m_clock;
    Launch m_launch;
    pid_t m_pid = -1;
    std::optional<Line> m_gateway;
    std::optional<Line> m_watcher;
    std::optional<Line> m_supervisor;
    std::optional<Line> m_owner;
};

/// "Pay this": a price in USDC on Base, as the gateway passes it on.
wire::Pay payFor(const std::string& token, const std::string& atomic, const std::string& path = "/v1/search");
wire::Pay payWithKey(const std::string& token, const std::string& atomic, const std::string& key);

/// Who signed the payment header, recovered from the signature and the message in it; throws when the header
/// does not hold what it must.
std::string signerOf(const wire::PaymentAnswer& answer);
/// The JSON in the payment header.
nlohmann::json paymentIn(const wire::PaymentAnswer& answer);

} // namespace till::tests
