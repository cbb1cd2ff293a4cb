#include "app/desktop/settings/settings_controller.h"

#include "app/desktop/languages/languages.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr const char* kAppearance = "appearance/theme";
constexpr const char* kTextSize = "appearance/textSize";
constexpr const char* kLanguage = "appearance/language";
constexpr const char* kReduceMotion = "appearance/reduceMotion";
constexpr const char* kKeepRunning = "background/keepRunning";
constexpr const char* kUnconfirmed = "backup/wordsUnconfirmed";
constexpr std::array<qreal, 4> kTextScales{1.0, 1.25, 1.5, 2.0};
constexpr int kHalfLight = 128;

/// Qt 6.4 has no question for it; the platform's palette tells.
bool systemIsDark()
{
    return QGuiApplication::palette().color(QPalette::Window).lightness() < kHalfLight;
}

} // namespace

SettingsController::SettingsController(const QString& dataDir, const QString& fixedTheme, QObject* parent)
    : QObject(parent), m_dataDir(dataDir), m_fixedTheme(fixedTheme),
      m_store(dataDir + QStringLiteral("/desktop.ini"), QSettings::IniFormat)
{
    if (qGuiApp != nullptr) {
        qGuiApp->installEventFilter(this);
    }
}

bool SettingsController::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ApplicationPaletteChange) {
        Q_EMIT changed();
    }
    return QObject::eventFilter(watched, event);
}

void SettingsController::store(const char* key, const QVariant& value)
{
    m_store.setValue(QLatin1String(key), value);
    Q_EMIT changed();
}

QString SettingsController::appearance() const
{
    return m_fixedTheme.isEmpty()
               ? m_store.value(QLatin1String(kAppearance), QStringLiteral("system")).toString()
               : m_fixedTheme;
}

QString SettingsController::themeMode() const
{
    const QString wanted = appearance();
    if (wanted == QLatin1String("light") || wanted == QLatin1String("dark") ||
        wanted == QLatin1String("contrast")) {
        return wanted;
    }
    return systemIsDark() ? QStringLiteral("dark") : QStringLiteral("light");
}

int SettingsController::textSize() const
{
    return std::clamp(m_store.value(QLatin1String(kTextSize), 0).toInt(), 0,
                      static_cast<int>(kTextScales.size()) - 1);
}

qreal SettingsController::textScale() const
{
    return kTextScales.at(static_cast<std::size_t>(textSize()));
}

bool SettingsController::reduceMotion() const
{
    return m_store.value(QLatin1String(kReduceMotion), false).toBool();
}

bool SettingsController::keepRunning() const
{
    return m_store.value(QLatin1String(kKeepRunning), false).toBool();
}

bool SettingsController::wordsUnconfirmed() const
{
    return m_store.value(QLatin1String(kUnconfirmed), false).toBool();
}

void SettingsController::setAppearance(const QString& appearance)
{
    m_fixedTheme.clear();
    store(kAppearance, appearance);
}

void SettingsController::setTextSize(int step)
{
    store(kTextSize, step);
}

QString SettingsController::language() const
{
    const QString stored =
        m_fixedLanguage.isEmpty()
            ? m_store.value(QLatin1String(kLanguage), Languages::codes().first()).toString()
            : m_fixedLanguage;
    return Languages::codes().contains(stored) ? stored : Languages::codes().first();
}

QStringList SettingsController::languageNames() const
{
    return Languages::names();
}

int SettingsController::languageIndex() const
{
    return static_cast<int>(Languages::codes().indexOf(language()));
}

void SettingsController::setLanguage(int index)
{
    const QStringList codes = Languages::codes();
    if (index >= 0 && index < codes.size()) {
        m_fixedLanguage.clear();
        store(kLanguage, codes.at(index));
        Q_EMIT languageChanged();
    }
}

void SettingsController::overrideLanguage(const QString& code)
{
    m_fixedLanguage = code;
    Q_EMIT languageChanged();
}

void SettingsController::setReduceMotion(bool reduce)
{
    store(kReduceMotion, reduce);
}

void SettingsController::setKeepRunning(bool keep)
{
    store(kKeepRunning, keep);
}

void SettingsController::setWordsUnconfirmed(bool unconfirmed)
{
    store(kUnconfirmed, unconfirmed);
}

void SettingsController::overrideTheme(const QString& mode)
{
    m_fixedTheme = mode;
    Q_EMIT changed();
}

} // namespace till::desktop
