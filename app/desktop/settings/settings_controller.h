#pragma once

#include <QObject>
#include <QSettings>
#include <QString>
#include <QtQmlIntegration>

namespace till::desktop {

/// What the person set for this app alone; nothing here touches money. Kept in an INI file beside the data.
class SettingsController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(AppSettings)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(QString appearance READ appearance NOTIFY changed)
    Q_PROPERTY(QString themeMode READ themeMode NOTIFY changed)
    Q_PROPERTY(int textSize READ textSize NOTIFY changed)
    Q_PROPERTY(qreal textScale READ textScale NOTIFY changed)
    Q_PROPERTY(QStringList languageNames READ languageNames NOTIFY languageChanged)
    Q_PROPERTY(int languageIndex READ languageIndex NOTIFY languageChanged)
    Q_PROPERTY(bool reduceMotion READ reduceMotion NOTIFY changed)
    Q_PROPERTY(bool keepRunning READ keepRunning NOTIFY changed)
    Q_PROPERTY(bool wordsUnconfirmed READ wordsUnconfirmed NOTIFY changed)
    Q_PROPERTY(QString dataDir READ dataDir CONSTANT)

public:
    /// `fixedTheme`: from the command line; wins over what is stored and is not stored. May be empty.
    SettingsController(const QString& dataDir, const QString& fixedTheme, QObject* parent = nullptr);

    /// system, light, dark or contrast.
    [[nodiscard]] QString appearance() const;
    /// What Theme.mode gets: light, dark or contrast.
    [[nodiscard]] QString themeMode() const;
    /// 0: 100 %, 1: 125 %, 2: 150 %, 3: 200 %.
    [[nodiscard]] int textSize() const;
    [[nodiscard]] qreal textScale() const;
    [[nodiscard]] bool reduceMotion() const;
    /// One of Languages::codes().
    [[nodiscard]] QString language() const;
    [[nodiscard]] QStringList languageNames() const;
    [[nodiscard]] int languageIndex() const;
    /// The programs keep running when the window is closed.
    [[nodiscard]] bool keepRunning() const;
    /// The recovery words were shown and not asked back.
    [[nodiscard]] bool wordsUnconfirmed() const;
    [[nodiscard]] QString dataDir() const { return m_dataDir; }

    Q_INVOKABLE void setAppearance(const QString& appearance);
    Q_INVOKABLE void setTextSize(int step);
    /// By its place in `languageNames`.
    Q_INVOKABLE void setLanguage(int index);
    Q_INVOKABLE void setReduceMotion(bool reduce);
    Q_INVOKABLE void setKeepRunning(bool keep);
    Q_INVOKABLE void setWordsUnconfirmed(bool unconfirmed);
    /// From the command line, and for a tour: nothing is stored.
    void overrideLanguage(const QString& code);
    /// For a tour through all looks; nothing is stored.
    void overrideTheme(const QString& mode);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void changed();
    void languageChanged();

private:
    void store(const char* key, const QVariant& value);

    QString m_dataDir;
    QString m_fixedTheme;
    QString m_fixedLanguage;
    QSettings m_store;
};

} // namespace till::desktop
