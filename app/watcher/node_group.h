#pragma once

#include "app/watcher/node_client.h"

#include <memory>
#include <string>
#include <vector>

namespace till::watcher {

/// Why a network's nodes gave no answer that can be used.
struct Trouble {
    enum class Kind {
        NoAnswer,  ///< a node failed
        Refused,   ///< a node says that it cannot answer this very question
        TooMuch,   ///< a node answers with more than we read
        BadAnswer, ///< a node's answer is not of the documented form
        Disagree   ///< two nodes say different things
    };
    Kind kind = Kind::NoAnswer;
    std::string text; ///< one sentence for a person
};

/// The one or two nodes of a network. A question goes to all of them, and only what all of them say counts.
class NodeGroup {
public:
    explicit NodeGroup(const std::vector<std::string>& urls);

    /// "node.example, 127.0.0.1:8545", for the record.
    [[nodiscard]] std::string names() const;
    [[nodiscard]] bool isLocal() const;

    /// Asks all, reads each answer with `read` (which gives an optional<T>), and hands `done` what each said,
    /// in the order of the nodes.
    template <class Read, class Done>
    void askEach(const std::string& method, const nlohmann::json& params, Read read, Done done);
    /// The same, and hands `done` the one answer that all gave.
    template <class Read, class Done>
    void ask(const std::string& method, const nlohmann::json& params, Read read, Done done);

    [[nodiscard]] Trouble failed(std::size_t node, NodeError error) const;
    [[nodiscard]] Trouble unreadable(std::size_t node, const std::string& method) const;
    [[nodiscard]] Trouble disagreement(const std::string& method) const;

private:
    std::vector<std::unique_ptr<NodeClient>> m_nodes;
};

template <class Read, class Done>
void NodeGroup::askEach(const std::string& method, const nlohmann::json& params, Read read, Done done)
{
    using Value = typename std::invoke_result_t<Read, const nlohmann::json&>::value_type;
    struct Round {
        std::vector<std::optional<Value>> values;
        std::optional<Trouble> trouble;
        std::size_t missing = 0;
    };
    // Shared by the callbacks of one question; ends with the last of them.
    auto round = std::make_shared<Round>();
    round->values.resize(m_nodes.size());
    round->missing = m_nodes.size();
    for (std::size_t i = 0; i < m_nodes.size(); ++i) {
        m_nodes[i]->ask(method, params, [this, i, round, method, read, done](const auto& answer) {
            if (!answer) {
                round->trouble = failed(i, answer.error());
            } else if (auto value = read(*answer)) {
                round->values[i] = std::move(*value);
            } else {
                round->trouble = unreadable(i, method);
            }
            if (--round->missing > 0) {
                return;
            }
            if (round->trouble) {
                done(Result<std::vector<Value>, Trouble>(tl::unexpect, *round->trouble));
                return;
            }
            std::vector<Value> all;
            for (auto& value : round->values) {
                all.push_back(std::move(*value));
            }
            done(Result<std::vector<Value>, Trouble>(std::move(all)));
        });
    }
}

template <class Read, class Done>
void NodeGroup::ask(const std::string& method, const nlohmann::json& params, Read read, Done done)
{
    using Value = typename std::invoke_result_t<Read, const nlohmann::json&>::value_type;
    askEach(method, params, read, [this, method, done](Result<std::vector<Value>, Trouble> answers) {
        if (!answers) {
            done(Result<Value, Trouble>(tl::unexpect, answers.error()));
            return;
        }
        for (const Value& each : *answers) {
            if (!(each == answers->front())) {
                done(Result<Value, Trouble>(tl::unexpect, disagreement(method)));
                return;
            }
        }
        done(Result<Value, Trouble>(std::move(answers->front())));
    });
}

} // namespace till::watcher
