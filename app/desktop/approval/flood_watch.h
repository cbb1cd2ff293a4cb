#pragma once

#include "core/wire/admin_messages.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QtQmlIntegration>

namespace till::desktop {

class DeskClock;
class Keeper;

/// So many new requests of one agent within this time are no questions any more.
inline constexpr int kFloodRequests = 25;
inline constexpr qint64 kFloodWindowMs = 60'000;

/// Notices an agent that asks faster than anybody can read, and pauses it: pausing needs no passphrase and
/// loses nothing. One banner, however many requests came.
class FloodWatch : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Flood)
    QML_UNCREATABLE("comes with the approvals")
    Q_PROPERTY(bool present READ present NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString agentId READ agentId NOTIFY changed)

public:
    FloodWatch(Keeper& keeper, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] bool present() const { return !m_agentId.isEmpty(); }
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString agentId() const { return m_agentId; }
    /// A request that was not there before.
    void note(const wire::PaymentRow& payment);
    Q_INVOKABLE void dismiss();

Q_SIGNALS:
    void changed();

private:
    void pause(const wire::PaymentRow& payment);

    Keeper& m_keeper;
    DeskClock& m_clock;
    QHash<QString, QList<qint64>> m_arrivals; ///< by agent; those of the last minute
    QString m_agentId;
    QString m_text;
};

} // namespace till::desktop
