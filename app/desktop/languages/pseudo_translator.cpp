#include "app/desktop/languages/pseudo_translator.h"

#include <array>

namespace till::desktop {

namespace {

struct Accented {
    char16_t plain;
    char16_t accented;
};
constexpr std::array<Accented, 20> kAccents{
    {{u'a', u'á'}, {u'c', u'ç'}, {u'e', u'é'}, {u'g', u'ğ'}, {u'i', u'í'}, {u'k', u'ķ'}, {u'l', u'ļ'},
     {u'n', u'ñ'}, {u'o', u'ö'}, {u'r', u'ŕ'}, {u's', u'š'}, {u't', u'ţ'}, {u'u', u'ù'}, {u'y', u'ý'},
     {u'z', u'ž'}, {u'A', u'Å'}, {u'E', u'É'}, {u'O', u'Ö'}, {u'S', u'Š'}, {u'U', u'Û'}}};

QChar accented(QChar plain)
{
    for (const Accented& each : kAccents) {
        if (plain.unicode() == each.plain) {
            return QChar(each.accented);
        }
    }
    return plain;
}

} // namespace

QString pseudoText(const QString& text)
{
    QString out = QStringLiteral("[");
    for (qsizetype at = 0; at < text.size(); ++at) {
        out += accented(text.at(at));
        if (text.at(at) == QLatin1Char('%') && at + 1 < text.size()) {
            out += text.at(++at); // the place's number, or its first letter
            if (text.at(at) == QLatin1Char('L') && at + 1 < text.size()) {
                out += text.at(++at);
            }
        }
    }
    return out + QLatin1Char(' ') + QStringLiteral("·").repeated(text.size() / 3) + QLatin1Char(']');
}

QString PseudoTranslator::translate(const char* context, const char* sourceText, const char* disambiguation,
                                    int n) const
{
    Q_UNUSED(context)
    Q_UNUSED(disambiguation)
    Q_UNUSED(n)
    const QString text = QString::fromUtf8(sourceText);
    // Direction of the whole app, which Qt looks up as a "translation".
    return text == QLatin1String("QT_LAYOUT_DIRECTION") ? QString() : pseudoText(text);
}

} // namespace till::desktop
