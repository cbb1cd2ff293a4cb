#include "app/desktop/languages/languages.h"

#include "app/desktop/languages/pseudo_translator.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>

namespace till::desktop {

namespace {

const QString kSystem = QStringLiteral("system");
const QString kGerman = QStringLiteral("de");
const QString kPseudo = QStringLiteral("pseudo");
const QString kPseudoFromTheRight = QStringLiteral("pseudo-rtl");
const QString kTranslations = QStringLiteral(":/i18n/tillkeeper_%1.qm");

QString ofTheMachine()
{
    return QLocale::system().language() == QLocale::German ? kGerman : QStringLiteral("en");
}

void setDirection(Qt::LayoutDirection direction)
{
    if (qGuiApp != nullptr) {
        QGuiApplication::setLayoutDirection(direction);
    }
}

} // namespace

Languages::~Languages()
{
    remove();
}

QStringList Languages::codes()
{
    return {kSystem, QStringLiteral("en"), kGerman, kPseudo, kPseudoFromTheRight};
}

QStringList Languages::names()
{
    return {tr("As the system"), QStringLiteral("English"), QStringLiteral("Deutsch"),
            QStringLiteral("[Þšéùðö ···]"), QStringLiteral("[Þšéùðö ←···]")};
}

bool Languages::apply(const QString& code)
{
    if (!codes().contains(code)) {
        return false;
    }
    const QString wanted = code == kSystem ? ofTheMachine() : code;
    remove();
    if (wanted.startsWith(kPseudo)) {
        m_installed = std::make_unique<PseudoTranslator>();
    } else if (wanted == kGerman) {
        m_installed = std::make_unique<QTranslator>();
        if (!m_installed->load(kTranslations.arg(wanted))) {
            m_installed.reset();
        }
    }
    if (m_installed) {
        QCoreApplication::installTranslator(m_installed.get());
    }
    setDirection(wanted == kPseudoFromTheRight ? Qt::RightToLeft : Qt::LeftToRight);
    return true;
}

void Languages::remove()
{
    if (m_installed) {
        QCoreApplication::removeTranslator(m_installed.get());
        m_installed.reset();
    }
}

} // namespace till::desktop
