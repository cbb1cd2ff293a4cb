#include "app/desktop/models/timeline_model.h"

#include "app/desktop/text/display_text.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <string_view>

namespace till::desktop {

namespace {

struct Look {
    std::string_view kind;
    const char* title;
    const char* iconName;
    TimelineModel::Tone tone;
};

constexpr Look kLooks[] = {
    {"seen", QT_TRANSLATE_NOOP("Timeline", "Seen"), "eye", TimelineModel::Neutral},
    {"denied", QT_TRANSLATE_NOOP("Timeline", "Denied"), "ban", TimelineModel::Bad},
    {"waiting", QT_TRANSLATE_NOOP("Timeline", "Asked you"), "hourglass", TimelineModel::Attention},
    {"approved", QT_TRANSLATE_NOOP("Timeline", "Allowed"), "user", TimelineModel::Good},
    {"rejected", QT_TRANSLATE_NOOP("Timeline", "Refused"), "user-x", TimelineModel::Bad},
    {"lapsed", QT_TRANSLATE_NOOP("Timeline", "Nobody decided"), "timer-off", TimelineModel::Attention},
    {"given_up", QT_TRANSLATE_NOOP("Timeline", "Given up by the agent"), "undo-2", TimelineModel::Neutral},
    {"authorized", QT_TRANSLATE_NOOP("Timeline", "Signed"), "signature", TimelineModel::Neutral},
    {"reported", QT_TRANSLATE_NOOP("Timeline", "Merchant answered"), "store", TimelineModel::Neutral},
    {"settled", QT_TRANSLATE_NOOP("Timeline", "Settled"), "check", TimelineModel::Good},
    {"proven", QT_TRANSLATE_NOOP("Timeline", "Proven on the chain"), "check-check", TimelineModel::Good},
    {"unknown", QT_TRANSLATE_NOOP("Timeline", "Outcome unknown"), "circle-question-mark",
     TimelineModel::Attention},
    {"void", QT_TRANSLATE_NOOP("Timeline", "Ended unused"), "circle-slash", TimelineModel::Neutral},
    {"expired", QT_TRANSLATE_NOOP("Timeline", "Expired, unproven"), "timer-off", TimelineModel::Attention},
};

const Look* lookOf(const std::string& kind)
{
    for (const Look& each : kLooks) {
        if (each.kind == kind) {
            return &each;
        }
    }
    return nullptr;
}

} // namespace

TimelineModel::TimelineModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &TimelineModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &TimelineModel::countChanged);
}

QHash<int, QByteArray> TimelineModel::roleNames() const
{
    return {{TitleRole, "title"},       {TimeTextRole, "timeText"}, {DetailRole, "detail"},
            {IconNameRole, "iconName"}, {ToneRole, "tone"},         {FirstRole, "first"},
            {LastRole, "last"}};
}

void TimelineModel::setTimeline(const std::vector<wire::TimelineEntry>& timeline, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<TimelineRow> fresh;
    fresh.reserve(timeline.size());
    for (const wire::TimelineEntry& each : timeline) {
        fresh.push_back({static_cast<int>(fresh.size()), each, fresh.size() + 1 == timeline.size()});
    }
    sync(std::move(fresh));
}

QVariant TimelineModel::value(const TimelineRow& row, int role) const
{
    const Look* look = lookOf(row.entry.kind);
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return look ? QCoreApplication::translate("Timeline", look->title) : toText(row.entry.kind);
    case TimeTextRole:
        return shortTime(row.entry.atMs, m_nowMs, QTimeZone::systemTimeZone());
    case DetailRole:
        return toText(row.entry.text);
    case IconNameRole:
        return QString::fromLatin1(look ? look->iconName : "circle-dot");
    case ToneRole:
        return static_cast<int>(look ? look->tone : Neutral);
    case FirstRole:
        return row.id == 0;
    case LastRole:
        return row.isLast;
    default:
        return {};
    }
}

} // namespace till::desktop
