#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/admin_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// The accounts: label, address, and what the chains last said is on them.
class AccountListModel : public RowListModel<wire::AccountShape> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the accounts")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { LabelRole = Qt::UserRole + 1, AddressRole, FamilyRole, KindRole, BalancesRole };

    explicit AccountListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setAccounts(std::vector<wire::AccountShape> accounts);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const wire::AccountShape& row, int role) const override;
};

/// "Base: 12.50 USDC, 3 s ago"; practice money says so.
[[nodiscard]] QString balanceLine(const wire::Reason& balance);

} // namespace till::desktop
