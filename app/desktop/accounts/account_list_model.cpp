#include "app/desktop/accounts/account_list_model.h"

#include "app/desktop/text/display_text.h"
#include "core/money/registry.h"

#include <QCoreApplication>

namespace till::desktop {

AccountListModel::AccountListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &AccountListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &AccountListModel::countChanged);
}

QHash<int, QByteArray> AccountListModel::roleNames() const
{
    return {{LabelRole, "label"},
            {AddressRole, "address"},
            {FamilyRole, "family"},
            {KindRole, "kind"},
            {BalancesRole, "balances"}};
}

void AccountListModel::setAccounts(std::vector<wire::AccountShape> accounts)
{
    sync(std::move(accounts));
}

QString balanceLine(const wire::Reason& balance)
{
    const std::string caip2 = balance.code.substr(0, balance.code.find('/'));
    const money::Network* network = money::Registry::builtIn().networkByCaip2(caip2);
    const QString name = network != nullptr ? toText(network->displayName) : toText(caip2);
    const QString line = QStringLiteral("%1: %2").arg(name, toText(balance.text));
    const bool isPractice = network != nullptr && network->isPractice;
    return isPractice ? QCoreApplication::translate("Accounts", "%1 (practice money)").arg(line) : line;
}

QVariant AccountListModel::value(const wire::AccountShape& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return row.label.empty() ? tr("Account") : toText(row.label);
    case AddressRole:
        return toText(row.address);
    case FamilyRole:
        return row.family == "evm"   ? tr("Ethereum family")
               : row.family == "svm" ? tr("Solana")
                                     : toText(row.family);
    case KindRole:
        return row.kind == "imported" ? tr("Imported: the recovery words do not restore it")
                                      : tr("From the recovery words");
    case BalancesRole: {
        QStringList lines;
        for (const wire::Reason& each : row.balances) {
            lines += balanceLine(each);
        }
        return lines;
    }
    default:
        return {};
    }
}

} // namespace till::desktop
