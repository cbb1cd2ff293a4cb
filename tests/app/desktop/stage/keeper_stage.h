#pragma once

#include "app/client/keeper_connection.h"
#include "app/desktop/keeper/keeper.h"
#include "core/wire/codec.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTemporaryDir>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

/// The keeper's end of a real admin.sock, in the test's own event loop: answers what the test says, pushes
/// events when the test says so, and remembers every request.
class KeeperStage : public QObject {
    Q_OBJECT

public:
    KeeperStage();
    ~KeeperStage() override;

    /// Connects `keeper()` and waits for the hello.
    [[nodiscard]] bool open();
    [[nodiscard]] till::desktop::Keeper& keeper() { return m_keeper; }

    /// From now on every `Request` gets what `reply` makes of it.
    template <class Request, class Reply>
    void answer(Reply reply)
    {
        m_replies[Request::kType] = [reply](const till::wire::Envelope& envelope) {
            return till::wire::encode(envelope.id, reply(*till::wire::fromBody<Request>(envelope.body)));
        };
    }
    template <class Request>
    void refuse(const till::wire::ErrorBody& error)
    {
        m_replies[Request::kType] = [error](const till::wire::Envelope& envelope) {
            return till::wire::encodeError(envelope.id, error);
        };
    }
    /// Requests of this kind stay unanswered until `answer` and `flush`.
    template <class Request>
    void hold()
    {
        m_replies.erase(Request::kType);
    }
    /// Answers what was held, oldest first.
    void flush();
    template <class Event>
    void push(const Event& event)
    {
        write(till::wire::encode(0, event));
    }
    void hangUp();

    /// All requests of one kind, oldest first.
    template <class Request>
    [[nodiscard]] std::vector<Request> requests() const
    {
        std::vector<Request> found;
        for (const till::wire::Envelope& each : m_requests) {
            if (each.type == Request::kType) {
                found.push_back(*till::wire::fromBody<Request>(each.body));
            }
        }
        return found;
    }

private:
    void accept();
    void read();
    void write(const std::string& frame);

    QTemporaryDir m_directory;
    int m_listener = -1;
    int m_client = -1;
    std::unique_ptr<QSocketNotifier> m_incoming;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::map<std::string, std::function<std::string(const till::wire::Envelope&)>> m_replies;
    std::vector<till::wire::Envelope> m_requests;
    std::vector<till::wire::Envelope> m_held;
    till::client::KeeperConnection m_connection;
    till::desktop::Keeper m_keeper;
};
