#include "app/gateway/gateway.h"
#include "app/gateway/limits.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace till;

constexpr int kBadUsage = 2;
constexpr int kCannotListen = 3;
constexpr int kKeeperGone = 4;

int complain(int code, const QString& text)
{
    std::fprintf(stderr, "till-gateway: %s\n", qPrintable(text));
    return code;
}

} // namespace

/// The gateway is started by tillkeeperd, which hands it a socket to the keeper. It ends when that socket
/// ends.
int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(TILL_VERSION));
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Serves agents on loopback. Started by tillkeeperd."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {QStringLiteral("keeper-fd"), QStringLiteral("Socket to the keeper."), QStringLiteral("N")});
    parser.addOption({QStringLiteral("listen"), QStringLiteral("Address to listen on."),
                      QStringLiteral("ADDRESS:PORT"), QStringLiteral("127.0.0.1:4402")});
    parser.addOption(
        {QStringLiteral("agent-socket"), QStringLiteral("Unix socket for agents."), QStringLiteral("PATH")});
    parser.addOption({QStringLiteral("practice-origin"), QStringLiteral("URL of the practice shop."),
                      QStringLiteral("URL")});
    parser.addOption({QStringLiteral("agent-rate"),
                      QStringLiteral("Requests a second that one agent may send."), QStringLiteral("N"),
                      QString::number(gateway::kAgentRequestsPerSecond)});
    parser.process(app);

    bool isNumber = false;
    const int fd = parser.value(QStringLiteral("keeper-fd")).toInt(&isNumber);
    client::KeeperConnection keeper("till-gateway " TILL_VERSION);
    if (!isNumber || !keeper.adopt(fd)) {
        return complain(kBadUsage, QStringLiteral("--keeper-fd must name the socket that tillkeeperd made."));
    }
    const double rate = parser.value(QStringLiteral("agent-rate")).toDouble(&isNumber);
    if (!isNumber || rate < 1) {
        return complain(kBadUsage, QStringLiteral("--agent-rate must be a number of at least 1."));
    }
    QObject::connect(&keeper, &client::KeeperConnection::lost, &app,
                     [] { QCoreApplication::exit(kKeeperGone); });
    QObject::connect(&keeper, &client::KeeperConnection::incompatible, &app, [] {
        complain(kKeeperGone, QStringLiteral("The keeper is of another version. Restart Tillkeeper."));
    });

    gateway::Gateway gateway(
        keeper, {parser.value(QStringLiteral("practice-origin")).toStdString(), rate, TILL_VERSION});
    const auto endpoint = gateway.listen(parser.value(QStringLiteral("listen")));
    if (!endpoint) {
        return complain(kCannotListen, endpoint.error());
    }
    if (parser.isSet(QStringLiteral("agent-socket"))) {
        if (const auto local = gateway.listenLocal(parser.value(QStringLiteral("agent-socket"))); !local) {
            return complain(kCannotListen, http::describe(local.error()));
        }
    }
    std::printf("{\"listening\":\"%s\"}\n", endpoint->c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
