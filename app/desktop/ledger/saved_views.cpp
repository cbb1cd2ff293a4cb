#include "app/desktop/ledger/saved_views.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace till::desktop {

namespace {

constexpr const char* kKey = "ledger/views";
constexpr qsizetype kMostBytes = 64 * 1024;

QString words(const char* text)
{
    return QCoreApplication::translate("SavedViews", text);
}

LedgerFilter ofStates(const QStringList& states, LedgerRange range)
{
    LedgerFilter filter;
    filter.states = states;
    filter.range = range;
    return filter;
}

} // namespace

SavedViews::SavedViews(const QString& file) : m_store(file, QSettings::IniFormat)
{
    m_views = {{words(QT_TRANSLATE_NOOP("SavedViews", "Everything")), LedgerFilter()},
               {words(QT_TRANSLATE_NOOP("SavedViews", "Today")), ofStates({}, LedgerRange::Today)},
               {words(QT_TRANSLATE_NOOP("SavedViews", "Outcome unknown")),
                ofStates({QStringLiteral("unknown"), QStringLiteral("expired")}, LedgerRange::Always)},
               {words(QT_TRANSLATE_NOOP("SavedViews", "Refused this week")),
                ofStates({QStringLiteral("denied"), QStringLiteral("rejected")}, LedgerRange::Week)}};
    m_given = count();
    load();
}

void SavedViews::load()
{
    const QByteArray text = m_store.value(QLatin1String(kKey)).toString().toUtf8();
    if (text.size() > kMostBytes) {
        return;
    }
    const QJsonArray views = QJsonDocument::fromJson(text).array();
    for (const auto& each : views) {
        const QJsonObject view = each.toObject();
        const QString name = view.value(QLatin1String("name")).toString().left(kMostNameLength).trimmed();
        if (!name.isEmpty() && count() - m_given < kMostOwn) {
            m_views.push_back({name, LedgerFilter::fromJson(view.value(QLatin1String("filter")).toObject())});
        }
    }
}

void SavedViews::store()
{
    QJsonArray views;
    for (int at = m_given; at < count(); ++at) {
        const View& view = m_views[static_cast<std::size_t>(at)];
        views.append(QJsonObject{{QStringLiteral("name"), view.name},
                                 {QStringLiteral("filter"), view.filter.toJson()}});
    }
    m_store.setValue(QLatin1String(kKey),
                     QString::fromUtf8(QJsonDocument(views).toJson(QJsonDocument::Compact)));
}

QStringList SavedViews::names() const
{
    QStringList names;
    for (const View& each : m_views) {
        names += each.name;
    }
    return names;
}

std::optional<int> SavedViews::indexOf(const LedgerFilter& filter) const
{
    const auto found =
        std::find_if(m_views.begin(), m_views.end(), [&](const View& each) { return each.filter == filter; });
    return found == m_views.end() ? std::optional<int>() : static_cast<int>(found - m_views.begin());
}

bool SavedViews::save(const QString& name, const LedgerFilter& filter)
{
    const QString clean = name.trimmed().left(kMostNameLength);
    const auto found =
        std::find_if(m_views.begin(), m_views.end(), [&](const View& each) { return each.name == clean; });
    const bool isNew = found == m_views.end();
    if (clean.isEmpty() || (!isNew && !isOwn(static_cast<int>(found - m_views.begin()))) ||
        (isNew && count() - m_given >= kMostOwn)) {
        return false;
    }
    if (isNew) {
        m_views.push_back({clean, filter});
    } else {
        found->filter = filter;
    }
    store();
    return true;
}

void SavedViews::remove(int at)
{
    if (isOwn(at) && at < count()) {
        m_views.erase(m_views.begin() + at);
        store();
    }
}

} // namespace till::desktop
