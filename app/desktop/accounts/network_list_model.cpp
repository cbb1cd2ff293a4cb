#include "app/desktop/accounts/network_list_model.h"

#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>

namespace till::desktop {

namespace {
int rankOf(const wire::NetworkShape& network)
{
    return network.isPractice ? 0 : network.isTestnet ? 2 : 1;
}
} // namespace

NetworkListModel::NetworkListModel(Keeper& keeper, QObject* parent) : RowListModel(parent), m_keeper(keeper)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &NetworkListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &NetworkListModel::countChanged);
}

QHash<int, QByteArray> NetworkListModel::roleNames() const
{
    return {{NameRole, "name"},
            {Caip2Role, "caip2"},
            {KindTextRole, "kindText"},
            {PracticeRole, "practice"},
            {ActiveRole, "isEnabled"},
            {NodesRole, "nodes"},
            {ReachabilityRole, "reachability"}};
}

void NetworkListModel::reload()
{
    if (!m_keeper.isUp()) {
        return;
    }
    ask<wire::NetworksAnswer>(
        m_keeper, wire::NetworkList{}, this, [this](Result<wire::NetworksAnswer, wire::ErrorBody> answer) {
            if (!answer) {
                m_errorText = describe(answer.error());
                Q_EMIT errorChanged();
                return;
            }
            std::vector<NetworkRow> fresh;
            for (wire::NetworkShape& each : answer->networks) {
                fresh.push_back({each.network, std::move(each)});
            }
            std::stable_sort(fresh.begin(), fresh.end(), [](const NetworkRow& a, const NetworkRow& b) {
                return rankOf(a.shape) < rankOf(b.shape);
            });
            m_loaded = true;
            m_errorText.clear();
            sync(std::move(fresh));
            Q_EMIT countChanged();
            Q_EMIT errorChanged();
        });
}

QVariant NetworkListModel::value(const NetworkRow& row, int role) const
{
    const wire::NetworkShape& network = row.shape;
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return toText(network.name);
    case Caip2Role:
        return toText(network.network);
    case KindTextRole:
        return network.isPractice  ? tr("Practice")
               : network.isTestnet ? tr("Test network")
                                   : tr("Real money");
    case PracticeRole:
        return network.isPractice;
    case ActiveRole:
        return network.enabled;
    case NodesRole: {
        QStringList nodes;
        for (const std::string& each : network.rpc) {
            nodes += toText(each);
        }
        return nodes.join(QStringLiteral("\n"));
    }
    case ReachabilityRole:
        return toText(network.reachability);
    default:
        return {};
    }
}

} // namespace till::desktop
