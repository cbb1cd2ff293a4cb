#pragma once

#include "core/crypto/secret_bytes.h"

#include <QColor>
#include <QQuickPaintedItem>
#include <QTimer>
#include <QtQmlIntegration>

namespace till::desktop {

/// Where a person types a secret. Key events go straight into locked memory: there is no text field, no
/// QString of the whole, no clipboard, no undo and no input method. Shows dots and a caret, or the characters
/// while `revealed`. Typing is at the end only; Backspace takes one character, Ctrl+Backspace and Ctrl+U take
/// all.
class PassphraseItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int length READ length NOTIFY edited)
    Q_PROPERTY(bool revealed MEMBER m_revealed NOTIFY revealedChanged)
    Q_PROPERTY(bool capsLock READ capsLock NOTIFY capsLockChanged)
    Q_PROPERTY(int strength READ strength NOTIFY edited)
    Q_PROPERTY(QString strengthText READ strengthText NOTIFY edited)
    Q_PROPERTY(bool longEnough READ longEnough NOTIFY edited)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY lookChanged)
    Q_PROPERTY(QColor caretColor MEMBER m_caretColor NOTIFY lookChanged)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY lookChanged)
    Q_PROPERTY(int pixelSize MEMBER m_pixelSize NOTIFY lookChanged)
    Q_PROPERTY(QString placeholder MEMBER m_placeholder NOTIFY lookChanged)
    Q_PROPERTY(QColor placeholderColor MEMBER m_placeholderColor NOTIFY lookChanged)

public:
    explicit PassphraseItem(QQuickItem* parent = nullptr);

    /// In characters.
    [[nodiscard]] int length() const;
    [[nodiscard]] bool capsLock() const { return m_capsLock; }
    [[nodiscard]] int strength() const;
    [[nodiscard]] QString strengthText() const;
    [[nodiscard]] bool longEnough() const;
    Q_INVOKABLE void clear();
    Q_INVOKABLE [[nodiscard]] bool sameAs(const till::desktop::PassphraseItem* other) const;

    /// What was typed, in place: valid until the next key.
    [[nodiscard]] std::span<const std::uint8_t> secret() const;
    /// A copy in its own locked memory, and an empty field.
    [[nodiscard]] crypto::SecretBytes take();
    /// As if it had been typed.
    void fill(std::span<const std::uint8_t> utf8);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void edited();
    void accepted();
    void capsLockChanged();
    void revealedChanged();
    void lookChanged();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void append(const QString& typed);
    void removeLast();
    void noteCapsLock(const QKeyEvent& event);
    void showCaret();
    void paintCharacters(QPainter& painter, qreal& x) const;

    crypto::SecretBytes m_bytes;
    std::size_t m_used = 0;
    QTimer m_blink;
    bool m_caretOn = false;
    bool m_revealed = false;
    bool m_capsLock = false;
    QColor m_color;
    QColor m_caretColor;
    QColor m_placeholderColor;
    QString m_fontFamily;
    QString m_placeholder;
    int m_pixelSize = 14;
};

} // namespace till::desktop
