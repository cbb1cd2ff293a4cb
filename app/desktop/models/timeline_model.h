#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/admin_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct TimelineRow {
    int id = 0;
    wire::TimelineEntry entry;
    bool isLast = false;
};

/// What happened to one payment, oldest first.
class TimelineModel : public RowListModel<TimelineRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        TitleRole = Qt::UserRole + 1,
        TimeTextRole,
        DetailRole,
        IconNameRole,
        ToneRole,
        FirstRole,
        LastRole
    };
    /// In the order of the component's own tones.
    enum Tone { Neutral, Good, Attention, Bad };
    Q_ENUM(Tone)

    explicit TimelineModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setTimeline(const std::vector<wire::TimelineEntry>& timeline, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const TimelineRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

} // namespace till::desktop
