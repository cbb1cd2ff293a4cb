#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/more_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct GrantRow {
    qint64 id = 0;
    wire::GrantShape grant;
};

/// What was remembered with approvals and is alive.
class GrantListModel : public RowListModel<GrantRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        GrantIdRole = Qt::UserRole + 1,
        AgentNameRole,
        HostRole,
        PayeeRole,
        EachTextRole,
        UsedTextRole,
        UsedFractionRole,
        EndsTextRole,
        SinceTextRole,
        OriginRole
    };

    explicit GrantListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setGrants(std::vector<wire::GrantShape> grants, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const GrantRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

struct MoreRow {
    qint64 id = 0;
    wire::MoreShape request;
};

/// Agents' requests for more: those that wait for an answer, and those that were granted and are not used up.
class MoreListModel : public RowListModel<MoreRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        RequestIdRole = Qt::UserRole + 1,
        AgentNameRole,
        OpenRole,
        AmountTextRole,
        AmountRole,
        HostRole,
        ReasonRole,
        AskedTextRole,
        UntilTextRole,
        UntilRole,
        UsedTextRole,
        UsedFractionRole
    };

    explicit MoreListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setRequests(std::vector<wire::MoreShape> requests, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const MoreRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

} // namespace till::desktop
