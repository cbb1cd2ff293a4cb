#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

#include <memory>

namespace till::desktop {

/// What the app speaks: English as it is written in the code, German, and two that are there to test it with
/// (longer texts; the same from right to left). `apply` changes the running app; who shows text then asks for
/// it anew (QQmlEngine::retranslate).
class Languages : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    ~Languages() override;

    /// system, en, de, pseudo, pseudo-rtl; the first is whatever the machine is set to.
    [[nodiscard]] static QStringList codes();
    /// Each in its own words, in the order of `codes`.
    [[nodiscard]] static QStringList names();

    /// False for a code that is not among them; then nothing changes.
    bool apply(const QString& code);

private:
    void remove();

    std::unique_ptr<QTranslator> m_installed;
};

} // namespace till::desktop
