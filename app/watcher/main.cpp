#include "app/watcher/watcher.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace {

constexpr int kBadUsage = 2;
constexpr int kKeeperGone = 4;

int complain(int code, const char* text)
{
    std::fprintf(stderr, "till-watcher: %s\n", text);
    return code;
}

} // namespace

/// The watcher is started by tillkeeperd, which hands it a socket to the keeper. It ends when that socket
/// ends.
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Asks chain nodes for balances and proofs. Started by tillkeeperd."));
    parser.addHelpOption();
    parser.addOption(
        {QStringLiteral("keeper-fd"), QStringLiteral("Socket to the keeper."), QStringLiteral("N")});
    parser.process(app);

    bool isNumber = false;
    const int fd = parser.value(QStringLiteral("keeper-fd")).toInt(&isNumber);
    till::client::KeeperConnection keeper("till-watcher " TILL_VERSION);
    if (!isNumber || !keeper.adopt(fd)) {
        return complain(kBadUsage, "--keeper-fd must name the socket that tillkeeperd made.");
    }
    QObject::connect(&keeper, &till::client::KeeperConnection::lost, &app,
                     [] { QCoreApplication::exit(kKeeperGone); });
    QObject::connect(&keeper, &till::client::KeeperConnection::incompatible, &app, [] {
        QCoreApplication::exit(
            complain(kKeeperGone, "The keeper is of another version. Restart Tillkeeper."));
    });
    const till::watcher::Watcher watcher(keeper);
    return QCoreApplication::exec();
}
