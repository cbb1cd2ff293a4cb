#pragma once

#include "core/support/result.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace till::watcher {

enum class NodeError {
    Unreachable, ///< no connection, or it ended before the answer was whole
    TimedOut,
    TooLarge,
    BadStatus, ///< not 200: a limit of the node, a redirect (never followed), a proxy
    NotJson,   ///< not a JSON-RPC answer to this question
    Refused    ///< a JSON-RPC error: the node does not have the method, the block or the tag
};

/// One chain node over HTTP(S): one JSON-RPC question, one answer within the limits of node_limits.h.
class NodeClient : public QObject {
    Q_OBJECT

public:
    using OnAnswer = std::function<void(const Result<nlohmann::json, NodeError>& answer)>;

    /// `answerTime` is from the question to the answer's last byte.
    NodeClient(QUrl url, std::chrono::milliseconds answerTime);
    ~NodeClient() override;

    /// `onAnswer` is called exactly once, later, unless this object dies first.
    void ask(const std::string& method, nlohmann::json params, OnAnswer onAnswer);

    /// Host and port, for records and messages: paths of node URLs can hold secrets.
    [[nodiscard]] std::string name() const;
    [[nodiscard]] bool isLocal() const;

private:
    QUrl m_url;
    std::chrono::milliseconds m_answerTime;
    QNetworkAccessManager m_network;
    std::int64_t m_lastId = 0;
};

/// A few words for a person, to follow the node's name.
[[nodiscard]] std::string_view describe(NodeError error);

} // namespace till::watcher
