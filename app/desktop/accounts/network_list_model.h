#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/admin_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

class Keeper;

/// One network; `id` is its CAIP-2 name.
struct NetworkRow {
    std::string id;
    wire::NetworkShape shape;
};

/// The networks that are known, practice first, then real ones, then test networks.
class NetworkListModel : public RowListModel<NetworkRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY countChanged)
    Q_PROPERTY(QString errorText READ errorText NOTIFY errorChanged)

public:
    enum Role {
        NameRole = Qt::UserRole + 1,
        Caip2Role,
        KindTextRole,
        PracticeRole,
        ActiveRole,
        NodesRole,
        ReachabilityRole
    };

    explicit NetworkListModel(Keeper& keeper, QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// The screen asks when it is shown: reachability is as old as the last look.
    Q_INVOKABLE void reload();

Q_SIGNALS:
    void countChanged();
    void errorChanged();

protected:
    [[nodiscard]] QVariant value(const NetworkRow& row, int role) const override;

private:
    Keeper& m_keeper;
    QString m_errorText;
    bool m_loaded = false;
};

} // namespace till::desktop
