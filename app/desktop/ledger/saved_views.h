#pragma once

#include "app/desktop/ledger/ledger_filter.h"

#include <QSettings>
#include <QStringList>

#include <optional>
#include <vector>

namespace till::desktop {

/// Filters that the person gave a name, kept in the app's settings file. A few come with the app, stand first
/// and cannot be removed.
class SavedViews {
public:
    static constexpr int kMostOwn = 20;
    static constexpr int kMostNameLength = 40;

    /// `file` is an INI file; it may be missing.
    explicit SavedViews(const QString& file);

    [[nodiscard]] QStringList names() const;
    [[nodiscard]] int count() const { return static_cast<int>(m_views.size()); }
    [[nodiscard]] const LedgerFilter& filter(int at) const
    {
        return m_views.at(static_cast<std::size_t>(at)).filter;
    }
    /// Which view shows exactly this; absent when none does.
    [[nodiscard]] std::optional<int> indexOf(const LedgerFilter& filter) const;
    [[nodiscard]] bool isOwn(int at) const { return at >= m_given; }
    /// Takes the place of an own view of that name. False when the name is empty, taken by one that comes
    /// with the app, or there are too many.
    [[nodiscard]] bool save(const QString& name, const LedgerFilter& filter);
    void remove(int at);

private:
    struct View {
        QString name;
        LedgerFilter filter;
    };
    void load();
    void store();

    QSettings m_store;
    std::vector<View> m_views;
    int m_given = 0;
};

} // namespace till::desktop
