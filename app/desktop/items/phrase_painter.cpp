#include "app/desktop/items/phrase_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace till::desktop {

namespace {
constexpr qreal kNumberGap = 0.8; ///< between a number and its word, of the type size
} // namespace

PhrasePainter::PhrasePainter(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    const auto refresh = [this] {
        resize();
        update();
    };
    connect(this, &PhrasePainter::lookChanged, this, refresh);
    connect(this, &PhrasePainter::wordsChanged, this, refresh);
}

void PhrasePainter::setWords(SecretWords* words)
{
    if (m_words == words) {
        return;
    }
    if (m_words) {
        m_words->disconnect(this);
    }
    m_words = words;
    if (words != nullptr) {
        connect(words, &SecretWords::changed, this, [this] {
            resize();
            update();
        });
    }
    Q_EMIT wordsChanged();
}

void PhrasePainter::resize()
{
    const int count = m_words ? m_words->count() : 0;
    const int columns = std::max(m_columns, 1);
    const int lines = (count + columns - 1) / columns;
    setImplicitHeight(lines * m_pixelSize * m_lineHeight);
}

void PhrasePainter::paintLine(QPainter& painter) const
{
    const QFontMetricsF metrics(painter.font());
    const qreal baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    qreal x = 0;
    painter.setPen(m_color);
    for (int i = 0; i < m_words->count(); ++i) {
        const std::string_view word = m_words->word(i);
        const QString text = QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
        painter.drawText(QPointF(x, baseline), text);
        x += metrics.horizontalAdvance(text) + metrics.horizontalAdvance(QLatin1Char(' '));
    }
}

void PhrasePainter::paint(QPainter* painter)
{
    const int count = m_words ? m_words->count() : 0;
    if (count == 0) {
        return;
    }
    painter->setRenderHint(QPainter::TextAntialiasing);
    QFont font(m_fontFamily);
    font.setPixelSize(m_pixelSize);
    painter->setFont(font);
    const QFontMetricsF metrics(font);
    const int columns = std::max(m_columns, 1);
    const int lines = (count + columns - 1) / columns;
    const qreal columnWidth = width() / columns;
    const qreal line = m_pixelSize * m_lineHeight;
    if (m_flowing) {
        paintLine(*painter);
        return;
    }
    const qreal numberWidth = m_numbered ? metrics.horizontalAdvance(QStringLiteral("00")) : 0.0;
    for (int i = 0; i < count; ++i) {
        // Down the columns, as people write lists.
        const qreal x = (i / lines) * columnWidth;
        const qreal baseline = (i % lines) * line + (line + metrics.ascent() - metrics.descent()) / 2;
        if (m_numbered) {
            const QString number = QString::number(i + 1);
            painter->setPen(m_numberColor);
            painter->drawText(QPointF(x + numberWidth - metrics.horizontalAdvance(number), baseline), number);
        }
        const std::string_view word = m_words->word(i);
        painter->setPen(m_color);
        painter->drawText(QPointF(x + (m_numbered ? numberWidth + m_pixelSize * kNumberGap : 0.0), baseline),
                          QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size())));
    }
}

} // namespace till::desktop
