#include "app/desktop/rules/version_list_model.h"

#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

VersionListModel::VersionListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &VersionListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &VersionListModel::countChanged);
}

QHash<int, QByteArray> VersionListModel::roleNames() const
{
    return {{VersionRole, "version"},   {TimeTextRole, "timeText"},     {LongTimeTextRole, "longTimeText"},
            {EffectRole, "effect"},     {EffectTextRole, "effectText"}, {PresetTextRole, "presetText"},
            {AuthorRole, "author"},     {ReasonRole, "reason"},         {HashRole, "hash"},
            {FullHashRole, "fullHash"}, {CurrentRole, "current"}};
}

void VersionListModel::setVersions(std::vector<wire::PolicyVersionShape> versions, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<VersionRow> fresh;
    fresh.reserve(versions.size());
    for (wire::PolicyVersionShape& each : versions) {
        fresh.push_back({each.version, std::move(each)});
    }
    sync(std::move(fresh));
}

QVariant VersionListModel::value(const VersionRow& row, int role) const
{
    const wire::PolicyVersionShape& version = row.version;
    switch (role) {
    case Qt::DisplayRole:
    case VersionRole:
        return row.id;
    case TimeTextRole:
        return shortTime(version.atMs, m_nowMs, QTimeZone::systemTimeZone());
    case LongTimeTextRole:
        return longTime(version.atMs, QTimeZone::systemTimeZone());
    case EffectRole:
        return toText(version.effect);
    case EffectTextRole:
        return effectText(version.effect);
    case PresetTextRole:
        return presetName(version.preset);
    case AuthorRole:
        return authorText(version.by);
    case ReasonRole:
        return version.restores ? tr("Restores version %1. %2")
                                      .arg(*version.restores)
                                      .arg(shownFinding(version.reason))
                                      .trimmed()
                                : shownFinding(version.reason);
    case HashRole:
        return shortHex(toText(version.newHash));
    case FullHashRole:
        return toText(version.newHash);
    case CurrentRole:
        return !rows().empty() && rows().front().id == row.id;
    default:
        return {};
    }
}

QString effectText(const std::string& effect)
{
    if (effect == "tightens") {
        return RuleWords::tr("Tightens");
    }
    if (effect == "loosens") {
        return RuleWords::tr("Loosens");
    }
    return effect == "mixed" ? RuleWords::tr("Tightens some, loosens some") : RuleWords::tr("Same payments");
}

QString authorText(const std::string& by)
{
    if (by == "app") {
        return RuleWords::tr("In this app");
    }
    if (by == "owner") {
        return RuleWords::tr("By the owner");
    }
    return by == "cli" ? RuleWords::tr("In a terminal") : shownInSentence(by);
}

} // namespace till::desktop
