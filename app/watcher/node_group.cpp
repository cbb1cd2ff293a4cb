#include "app/watcher/node_group.h"

#include "app/watcher/node_limits.h"

#include <algorithm>

namespace till::watcher {

NodeGroup::NodeGroup(const std::vector<std::string>& urls)
{
    for (const std::string& url : urls) {
        if (m_nodes.size() < kMaxNodes) {
            m_nodes.push_back(std::make_unique<NodeClient>(
                QUrl(QString::fromStdString(url), QUrl::StrictMode), kAnswerTime));
        }
    }
}

std::string NodeGroup::names() const
{
    std::string all;
    for (const auto& node : m_nodes) {
        all += (all.empty() ? "" : ", ") + node->name();
    }
    return all;
}

bool NodeGroup::isLocal() const
{
    return std::all_of(m_nodes.begin(), m_nodes.end(), [](const auto& node) { return node->isLocal(); });
}

Trouble NodeGroup::failed(std::size_t node, NodeError error) const
{
    const auto kind = error == NodeError::Refused    ? Trouble::Kind::Refused
                      : error == NodeError::TooLarge ? Trouble::Kind::TooMuch
                                                     : Trouble::Kind::NoAnswer;
    return {kind, "The node " + m_nodes[node]->name() + " " + std::string(describe(error)) + "."};
}

Trouble NodeGroup::unreadable(std::size_t node, const std::string& method) const
{
    return {Trouble::Kind::BadAnswer, "The node " + m_nodes[node]->name() + " answers " + method +
                                          " in a form that is not documented."};
}

Trouble NodeGroup::disagreement(const std::string& method) const
{
    return {Trouble::Kind::Disagree,
            "The two nodes disagree (" + method +
                "): nothing is proven until they agree. Check their URLs: " + names() + "."};
}

} // namespace till::watcher
