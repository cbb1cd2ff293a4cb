#include "app/desktop/icons/svg_path.h"

#include <QtMath>

#include <cmath>

namespace till::icons {
namespace {

/// Takes numbers, flags and commands off the front of the text.
class Scanner {
public:
    explicit Scanner(QStringView text) : m_rest(text) {}

    void skipSeparators()
    {
        while (!m_rest.isEmpty() && (m_rest.front().isSpace() || m_rest.front() == u','))
            m_rest = m_rest.mid(1);
    }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }
    [[nodiscard]] bool atCommand() const
    {
        return !m_rest.isEmpty() && QStringView(u"MmLlHhVvCcSsQqTtAaZz").contains(m_rest.front());
    }
    [[nodiscard]] char16_t takeCommand()
    {
        const char16_t command = m_rest.front().unicode();
        m_rest = m_rest.mid(1);
        return command;
    }
    [[nodiscard]] qreal number()
    {
        skipSeparators();
        const qsizetype length = numberLength();
        bool isNumber = false;
        const qreal value = m_rest.left(length).toDouble(&isNumber);
        m_failed = m_failed || !isNumber;
        m_rest = m_rest.mid(length);
        return value;
    }
    /// Flags of an arc may stand without a separator: "a1 1 0 012 2".
    [[nodiscard]] bool flag()
    {
        skipSeparators();
        const bool isFlag = !m_rest.isEmpty() && (m_rest.front() == u'0' || m_rest.front() == u'1');
        m_failed = m_failed || !isFlag;
        const bool value = isFlag && m_rest.front() == u'1';
        m_rest = m_rest.mid(isFlag ? 1 : 0);
        return value;
    }
    [[nodiscard]] QPointF point(QPointF base)
    {
        const qreal x = number();
        const qreal y = number();
        return base + QPointF(x, y);
    }
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    [[nodiscard]] qsizetype numberLength() const
    {
        qsizetype at = 0;
        bool seenPoint = false;
        for (; at < m_rest.size(); ++at) {
            const char16_t c = m_rest[at].unicode();
            const bool afterExponent = at > 0 && (m_rest[at - 1] == u'e' || m_rest[at - 1] == u'E');
            const bool isSign = (c == u'-' || c == u'+') && (at == 0 || afterExponent);
            const bool isPoint = c == u'.' && !seenPoint;
            const bool isExponent = (c == u'e' || c == u'E') && at > 0;
            if (!isSign && !isPoint && !isExponent && (c < u'0' || c > u'9'))
                break;
            seenPoint = seenPoint || isPoint;
        }
        return at;
    }

    QStringView m_rest;
    bool m_failed = false;
};

struct Arc {
    qreal rx;
    qreal ry;
    qreal rotation; // degrees
    bool large;
    bool sweep;
    QPointF to;
};

/// SVG 1.1, F.6.5: from end points to centre and angles, then in cubics of at most a quarter turn.
void addArc(QPainterPath& path, Arc arc)
{
    const QPointF from = path.currentPosition();
    if (from == arc.to)
        return;
    qreal rx = std::abs(arc.rx);
    qreal ry = std::abs(arc.ry);
    if (qFuzzyIsNull(rx) || qFuzzyIsNull(ry)) {
        path.lineTo(arc.to);
        return;
    }
    const qreal sinPhi = std::sin(qDegreesToRadians(arc.rotation));
    const qreal cosPhi = std::cos(qDegreesToRadians(arc.rotation));
    const QPointF half = (from - arc.to) / 2;
    const QPointF prime(cosPhi * half.x() + sinPhi * half.y(), -sinPhi * half.x() + cosPhi * half.y());
    const qreal lack = (prime.x() * prime.x()) / (rx * rx) + (prime.y() * prime.y()) / (ry * ry);
    if (lack > 1) {
        rx *= std::sqrt(lack);
        ry *= std::sqrt(lack);
    }
    const qreal below = rx * rx * prime.y() * prime.y() + ry * ry * prime.x() * prime.x();
    const qreal above = std::max(0.0, rx * rx * ry * ry - below);
    const qreal root = std::sqrt(above / below) * (arc.large == arc.sweep ? -1 : 1);
    const QPointF centrePrime(root * rx * prime.y() / ry, -root * ry * prime.x() / rx);
    const QPointF middle = (from + arc.to) / 2;
    const QPointF centre(cosPhi * centrePrime.x() - sinPhi * centrePrime.y() + middle.x(),
                         sinPhi * centrePrime.x() + cosPhi * centrePrime.y() + middle.y());
    const qreal start = std::atan2((prime.y() - centrePrime.y()) / ry, (prime.x() - centrePrime.x()) / rx);
    const qreal end = std::atan2((-prime.y() - centrePrime.y()) / ry, (-prime.x() - centrePrime.x()) / rx);
    qreal turn = end - start;
    if (arc.sweep && turn < 0)
        turn += 2 * M_PI;
    if (!arc.sweep && turn > 0)
        turn -= 2 * M_PI;

    const int pieces = std::max(1, qCeil(std::abs(turn) / M_PI_2 - 1e-9));
    const qreal step = turn / pieces;
    const qreal handle = 4.0 / 3.0 * std::tan(step / 4);
    const auto onEllipse = [&](qreal x, qreal y) {
        return QPointF(cosPhi * rx * x - sinPhi * ry * y + centre.x(),
                       sinPhi * rx * x + cosPhi * ry * y + centre.y());
    };
    for (int piece = 0; piece < pieces; ++piece) {
        const qreal a = start + piece * step;
        const qreal b = a + step;
        path.cubicTo(onEllipse(std::cos(a) - handle * std::sin(a), std::sin(a) + handle * std::cos(a)),
                     onEllipse(std::cos(b) + handle * std::sin(b), std::sin(b) - handle * std::cos(b)),
                     onEllipse(std::cos(b), std::sin(b)));
    }
}

/// One command with its arguments; `control` is the last control point, for S and T.
void addCommand(QPainterPath& path, Scanner& scanner, char16_t command, QPointF& control, char16_t before)
{
    const bool relative = command >= u'a';
    const QPointF here = path.currentPosition();
    const QPointF base = relative ? here : QPointF();
    const QPointF mirrored = 2 * here - control;
    switch (command) {
    case u'M':
    case u'm':
        path.moveTo(scanner.point(base));
        break;
    case u'L':
    case u'l':
        path.lineTo(scanner.point(base));
        break;
    case u'H':
    case u'h':
        path.lineTo(scanner.number() + base.x(), here.y());
        break;
    case u'V':
    case u'v':
        path.lineTo(here.x(), scanner.number() + base.y());
        break;
    case u'C':
    case u'c': {
        const QPointF first = scanner.point(base);
        control = scanner.point(base);
        path.cubicTo(first, control, scanner.point(base));
        break;
    }
    case u'S':
    case u's': {
        const bool follows = QStringView(u"CcSs").contains(QChar(before));
        const QPointF first = follows ? mirrored : here;
        control = scanner.point(base);
        path.cubicTo(first, control, scanner.point(base));
        break;
    }
    case u'Q':
    case u'q':
        control = scanner.point(base);
        path.quadTo(control, scanner.point(base));
        break;
    case u'T':
    case u't':
        control = QStringView(u"QqTt").contains(QChar(before)) ? mirrored : here;
        path.quadTo(control, scanner.point(base));
        break;
    case u'A':
    case u'a': {
        Arc arc{};
        arc.rx = scanner.number();
        arc.ry = scanner.number();
        arc.rotation = scanner.number();
        arc.large = scanner.flag();
        arc.sweep = scanner.flag();
        arc.to = scanner.point(base);
        if (!scanner.failed())
            addArc(path, arc);
        break;
    }
    default:
        path.closeSubpath();
    }
}

} // namespace

std::optional<QPainterPath> pathFromSvg(QStringView text)
{
    Scanner scanner(text);
    QPainterPath path;
    QPointF control;
    char16_t command = u' ';
    char16_t before = u' ';
    for (scanner.skipSeparators(); !scanner.atEnd(); scanner.skipSeparators()) {
        if (scanner.atCommand()) {
            command = scanner.takeCommand();
        } else if (command == u'M') {
            command = u'L'; // more points after a move are lines
        } else if (command == u'm') {
            command = u'l';
        } else if (command == u'Z' || command == u'z') {
            return std::nullopt;
        }
        const bool startsWithMove = before != u' ' || command == u'M' || command == u'm';
        if (!startsWithMove)
            return std::nullopt;
        addCommand(path, scanner, command, control, before);
        if (scanner.failed())
            return std::nullopt;
        before = command;
    }
    return path;
}

} // namespace till::icons
