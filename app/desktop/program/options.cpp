#include "app/desktop/program/options.h"

#include "app/desktop/languages/languages.h"

#include <QCommandLineParser>

#include <cstdio>
#include <cstdlib>

namespace till::desktop {

namespace {

constexpr int kBadUsage = 2;
constexpr int kLeastSide = 400;

[[noreturn]] void refuse(const QString& why)
{
    std::fprintf(stderr, "tillkeeper: %s\n", qUtf8Printable(why));
    std::exit(kBadUsage);
}

} // namespace

Options readOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "Options", "A wallet and spend monitor for agents that pay over HTTP 402."));
    parser.addHelpOption();
    parser.addVersionOption();
    const auto words = [](const char* text) { return QCoreApplication::translate("Options", text); };
    const QCommandLineOption dataDir(QStringLiteral("data-dir"), words("Where vault and ledger are."),
                                     QStringLiteral("DIR"));
    const QCommandLineOption practice(QStringLiteral("practice"), words("Open the practice shop, too."));
    const QCommandLineOption theme(QStringLiteral("theme"), words("light, dark or contrast."),
                                   QStringLiteral("NAME"));
    const QCommandLineOption language(QStringLiteral("language"),
                                      words("system, en, de, pseudo or pseudo-rtl."), QStringLiteral("CODE"));
    const QCommandLineOption screenshots(QStringLiteral("screenshots"),
                                         words("Make pictures of every screen in DIR, then end."),
                                         QStringLiteral("DIR"));
    const QCommandLineOption page(
        QStringLiteral("page"),
        words("First screen: overview, approvals, ledger, agents, accounts, networks or "
              "settings."),
        QStringLiteral("NAME"));
    const QCommandLineOption size(QStringLiteral("size"), words("Size of the window, such as 1280x720."),
                                  QStringLiteral("WxH"));
    const QCommandLineOption noTray(QStringLiteral("no-tray"), words("No icon in the tray."));
    parser.addOptions({dataDir, practice, theme, language, screenshots, size, page, noTray});
    parser.process(arguments);
    if (!parser.positionalArguments().isEmpty()) {
        refuse(words("unexpected argument: %1").arg(parser.positionalArguments().first()));
    }
    Options options;
    if (parser.isSet(dataDir)) {
        options.dataDir = parser.value(dataDir);
    }
    options.practice = parser.isSet(practice);
    options.theme = parser.value(theme);
    options.language = parser.value(language);
    options.screenshotsDir = parser.value(screenshots);
    options.page = parser.value(page);
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(QLatin1Char('x'));
        options.size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
        if (options.size.width() < kLeastSide || options.size.height() < kLeastSide) {
            refuse(words("--size takes width and height in pixels, such as 1280x720"));
        }
    }
    options.tray = !parser.isSet(noTray);
    if (!options.theme.isEmpty() && options.theme != QLatin1String("light") &&
        options.theme != QLatin1String("dark") && options.theme != QLatin1String("contrast")) {
        refuse(words("--theme is light, dark or contrast"));
    }
    if (!options.language.isEmpty() && !Languages::codes().contains(options.language)) {
        refuse(words("--language is system, en, de, pseudo or pseudo-rtl"));
    }
    return options;
}

} // namespace till::desktop
