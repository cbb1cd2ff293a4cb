#include "app/desktop/items/passphrase_item.h"

#include "app/desktop/secrets/passphrase_strength.h"

#include <QCursor>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cstring>

namespace till::desktop {

namespace {

/// 24 recovery words of at most 8 letters fit well; nobody types more.
constexpr std::size_t kMaxSecretBytes = 512;
constexpr int kBlinkMs = 530;
constexpr qreal kDotShare = 0.42; ///< diameter of a dot, of the type size
constexpr qreal kDotStep = 0.72;  ///< from dot to dot
constexpr qreal kCaretWidth = 1.5;

bool isTypable(const QKeyEvent& event)
{
    const QString text = event.text();
    const bool command =
        (event.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) != 0 &&
        (event.modifiers() & Qt::GroupSwitchModifier) == 0;
    return !text.isEmpty() && QChar::isPrint(text.toUcs4().front()) && !command;
}

/// Bytes of the UTF-8 character that starts with `lead`.
std::size_t characterSize(std::uint8_t lead)
{
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

} // namespace

PassphraseItem::PassphraseItem(QQuickItem* parent) : QQuickPaintedItem(parent), m_bytes(kMaxSecretBytes)
{
    setFlag(ItemIsFocusScope, false);
    setFlag(ItemAcceptsInputMethod, false);
    setAcceptedMouseButtons(Qt::LeftButton);
    setActiveFocusOnTab(true);
    setCursor(Qt::IBeamCursor);
    m_blink.setInterval(kBlinkMs);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_caretOn = !m_caretOn;
        update();
    });
    const auto repaint = [this] { update(); };
    connect(this, &PassphraseItem::edited, this, repaint);
    connect(this, &PassphraseItem::revealedChanged, this, repaint);
    connect(this, &PassphraseItem::lookChanged, this, repaint);
}

int PassphraseItem::length() const
{
    int count = 0;
    for (const std::uint8_t byte : secret()) {
        count += (byte & 0xc0U) != 0x80U ? 1 : 0;
    }
    return count;
}

int PassphraseItem::strength() const
{
    return m_used == 0 ? -1 : strengthOf(secret()).score;
}

QString PassphraseItem::strengthText() const
{
    if (m_used == 0) {
        return {};
    }
    if (!longEnough()) {
        return tr("Too short: at least %1 characters").arg(kMinPassphraseBytes);
    }
    static const std::array kWords{QT_TR_NOOP("Easy to guess"), QT_TR_NOOP("Weak: guessed in days"),
                                   QT_TR_NOOP("Fair"), QT_TR_NOOP("Good"), QT_TR_NOOP("Strong")};
    return tr(kWords.at(static_cast<std::size_t>(strength())));
}

bool PassphraseItem::longEnough() const
{
    return m_used >= kMinPassphraseBytes;
}

std::span<const std::uint8_t> PassphraseItem::secret() const
{
    return m_bytes.readable().first(m_used);
}

crypto::SecretBytes PassphraseItem::take()
{
    crypto::SecretBytes copy(m_used);
    std::copy(secret().begin(), secret().end(), copy.writable().begin());
    clear();
    return copy;
}

void PassphraseItem::fill(std::span<const std::uint8_t> utf8)
{
    crypto::wipe(m_bytes.writable());
    m_used = std::min(utf8.size(), kMaxSecretBytes);
    std::copy_n(utf8.begin(), m_used, m_bytes.writable().begin());
    Q_EMIT edited();
}

void PassphraseItem::clear()
{
    crypto::wipe(m_bytes.writable());
    m_used = 0;
    Q_EMIT edited();
}

bool PassphraseItem::sameAs(const PassphraseItem* other) const
{
    return other != nullptr &&
           std::equal(secret().begin(), secret().end(), other->secret().begin(), other->secret().end());
}

void PassphraseItem::append(const QString& typed)
{
    QByteArray utf8 = typed.toUtf8(); // one character: Qt hands each key over like this
    const auto size = static_cast<std::size_t>(utf8.size());
    if (m_used + size <= kMaxSecretBytes) {
        std::memcpy(m_bytes.writable().data() + m_used, utf8.constData(), size);
        m_used += size;
        Q_EMIT edited();
    }
    crypto::wipe({reinterpret_cast<std::uint8_t*>(utf8.data()), size});
}

void PassphraseItem::removeLast()
{
    while (m_used > 0) {
        --m_used;
        std::uint8_t& byte = m_bytes.writable()[m_used];
        const bool wasLead = (byte & 0xc0U) != 0x80U;
        byte = 0;
        if (wasLead) {
            break;
        }
    }
    Q_EMIT edited();
}

bool PassphraseItem::event(QEvent* event)
{
    // Plain letters are for the secret, never for a shortcut of the window.
    if (event->type() == QEvent::ShortcutOverride && isTypable(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QQuickPaintedItem::event(event);
}

void PassphraseItem::keyPressEvent(QKeyEvent* event)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    noteCapsLock(*event);
    showCaret();
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!event->isAutoRepeat()) {
            Q_EMIT accepted();
        }
        return;
    case Qt::Key_Backspace:
        control ? clear() : removeLast();
        return;
    case Qt::Key_U:
        if (control) {
            clear();
            return;
        }
        break;
    default:
        break;
    }
    if (isTypable(*event)) {
        append(event->text());
    } else {
        event->ignore();
    }
}

void PassphraseItem::noteCapsLock(const QKeyEvent& event)
{
    bool now = m_capsLock;
    const QString text = event.text();
    if (event.key() == Qt::Key_CapsLock) {
        now = !m_capsLock;
    } else if (!text.isEmpty() && text.front().isLetter() && text.toUpper() != text.toLower()) {
        const bool isUpper = text == text.toUpper();
        now = isUpper != event.modifiers().testFlag(Qt::ShiftModifier);
    }
    if (now != m_capsLock) {
        m_capsLock = now;
        Q_EMIT capsLockChanged();
    }
}

void PassphraseItem::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    event->accept();
}

void PassphraseItem::focusInEvent(QFocusEvent* event)
{
    QQuickPaintedItem::focusInEvent(event);
    showCaret();
}

void PassphraseItem::focusOutEvent(QFocusEvent* event)
{
    QQuickPaintedItem::focusOutEvent(event);
    m_blink.stop();
    m_caretOn = false;
    update();
}

void PassphraseItem::showCaret()
{
    m_caretOn = true;
    m_blink.start();
    update();
}

void PassphraseItem::paintCharacters(QPainter& painter, qreal& x) const
{
    const QFontMetricsF metrics(painter.font());
    const qreal baseline = (height() + metrics.ascent() - metrics.descent()) / 2;
    const auto bytes = secret();
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t size = std::min(characterSize(bytes[at]), bytes.size() - at);
        const QString one =
            QString::fromUtf8(reinterpret_cast<const char*>(bytes.data() + at), static_cast<qsizetype>(size));
        painter.drawText(QPointF(x, baseline), one);
        x += metrics.horizontalAdvance(one);
        at += size;
    }
}

void PassphraseItem::paint(QPainter* painter)
{
    painter->setRenderHint(QPainter::Antialiasing);
    QFont font(m_fontFamily);
    font.setPixelSize(m_pixelSize);
    painter->setFont(font);
    const QFontMetricsF metrics(font);
    const int count = length();
    qreal wanted = count * m_pixelSize * kDotStep;
    if (m_revealed) {
        wanted = 0;
        const auto bytes = secret();
        for (std::size_t at = 0; at < bytes.size(); at += characterSize(bytes[at])) {
            wanted += metrics.horizontalAdvance(QString::fromUtf8(
                reinterpret_cast<const char*>(&bytes[at]), static_cast<qsizetype>(characterSize(bytes[at]))));
        }
    }
    // The end stays in view: that is where typing happens.
    qreal x = std::min(0.0, width() - wanted - 2 * kCaretWidth);
    if (count == 0 && !m_placeholder.isEmpty()) {
        painter->setPen(m_placeholderColor);
        painter->drawText(boundingRect(), Qt::AlignVCenter | Qt::AlignLeft, m_placeholder);
    }
    painter->setPen(m_color);
    if (m_revealed) {
        paintCharacters(*painter, x);
    } else {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_color);
        const qreal radius = m_pixelSize * kDotShare / 2;
        for (int i = 0; i < count; ++i) {
            painter->drawEllipse(QPointF(x + radius + 1, height() / 2), radius, radius);
            x += m_pixelSize * kDotStep;
        }
    }
    if (m_caretOn && hasActiveFocus()) {
        painter->fillRect(QRectF(x + 1, height() / 2 - m_pixelSize * 0.65, kCaretWidth, m_pixelSize * 1.3),
                          m_caretColor);
    }
}

} // namespace till::desktop
