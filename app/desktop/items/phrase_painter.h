#pragma once

#include "app/desktop/secrets/secret_words.h"

#include <QColor>
#include <QPointer>
#include <QQuickPaintedItem>
#include <QtQmlIntegration>

namespace till::desktop {

/// Shows secret words, numbered, in columns. Painted and not a text item: nothing can select, copy or read
/// the words out of the scene, and they live in locked memory until the moment of painting.
class PhrasePainter : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(till::desktop::SecretWords* words READ words WRITE setWords NOTIFY wordsChanged REQUIRED)
    Q_PROPERTY(int columns MEMBER m_columns NOTIFY lookChanged)
    Q_PROPERTY(bool flowing MEMBER m_flowing NOTIFY lookChanged)
    Q_PROPERTY(bool numbered MEMBER m_numbered NOTIFY lookChanged)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY lookChanged)
    Q_PROPERTY(QColor numberColor MEMBER m_numberColor NOTIFY lookChanged)
    Q_PROPERTY(QString fontFamily MEMBER m_fontFamily NOTIFY lookChanged)
    Q_PROPERTY(int pixelSize MEMBER m_pixelSize NOTIFY lookChanged)
    Q_PROPERTY(qreal lineHeight MEMBER m_lineHeight NOTIFY lookChanged)

public:
    explicit PhrasePainter(QQuickItem* parent = nullptr);

    [[nodiscard]] SecretWords* words() const { return m_words; }
    void setWords(SecretWords* words);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void wordsChanged();
    void lookChanged();

private:
    void resize();
    void paintLine(QPainter& painter) const;

    QPointer<SecretWords> m_words;
    int m_columns = 3;
    bool m_numbered = true;
    bool m_flowing = false; ///< one line, each word as wide as it is
    QColor m_color;
    QColor m_numberColor;
    QString m_fontFamily;
    int m_pixelSize = 14;
    qreal m_lineHeight = 2.2; ///< of the type size
};

} // namespace till::desktop
