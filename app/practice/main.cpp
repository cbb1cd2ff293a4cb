#include "app/http/http_server.h"
#include "app/practice/chain_rpc.h"
#include "app/practice/shop.h"
#include "core/crypto/secret_bytes.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QHostAddress>

#include <array>
#include <chrono>
#include <cstdio>
#include <sodium.h>

namespace {

/// The machine's clock.
class SystemClock : public till::Clock {
public:
    till::Instant now() const override
    {
        return {std::chrono::duration_cast<std::chrono::milliseconds>(
                    std::chrono::system_clock::now().time_since_epoch())
                    .count()};
    }
};

struct Address {
    QHostAddress host;
    quint16 port = 0;
};

std::optional<Address> readAddress(const QString& text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    bool isPort = false;
    const quint16 port = text.mid(colon + 1).toUShort(&isPort);
    QString host = text.left(colon);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']'))) {
        host = host.mid(1, host.size() - 2);
    }
    const QHostAddress address(host);
    return colon > 0 && isPort && !address.isNull() ? std::optional(Address{address, port}) : std::nullopt;
}

int refuse(const QString& sentence)
{
    std::fprintf(stderr, "till-practice: %s\n", qUtf8Printable(sentence));
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    till::crypto::initialise();
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Tillkeeper's practice shop: sells for practice money over x402."));
    parser.addHelpOption();
    const QCommandLineOption listen(QStringLiteral("listen"),
                                    QStringLiteral("Where to serve; port 0 takes a free one."),
                                    QStringLiteral("address:port"), QStringLiteral("127.0.0.1:0"));
    const QCommandLineOption state(QStringLiteral("state"), QStringLiteral("The file of the practice chain."),
                                   QStringLiteral("file"));
    parser.addOptions({listen, state});
    parser.process(application);
    const auto address = readAddress(parser.value(listen));
    if (!address || !parser.isSet(state)) {
        return refuse(QStringLiteral("needs --state FILE, and --listen ADDRESS:PORT if not 127.0.0.1:0."));
    }

    const SystemClock clock;
    std::array<std::uint8_t, 32> blind{};
    randombytes_buf(blind.data(), blind.size());
    const till::crypto::Secp256k1 curve(blind);
    const std::string file = parser.value(state).toStdString();
    const auto payTo = till::practice::ShopTerms::practice({}).payTo;
    auto chain = till::practice::PracticeChain::open(file, clock, payTo);
    if (!chain) {
        return refuse(QString::fromStdString(till::practice::describe(chain.error(), file)));
    }

    std::unique_ptr<till::practice::Shop> shop;
    till::http::HttpServer::Hooks hooks;
    hooks.onRequest = [&shop](till::http::HttpRequest&& request, till::http::Responder&& responder) {
        responder.send(shop->answer(request));
    };
    till::http::HttpLimits limits;
    limits.maxBodyBytes = till::practice::kMaxRpcBytes;
    till::http::HttpServer server(limits, std::move(hooks));
    const auto port = server.listenTcp(address->host, address->port);
    if (!port) {
        return refuse(till::http::describe(port.error()));
    }
    const bool isSix = address->host.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host =
        isSix ? QStringLiteral("[%1]").arg(address->host.toString()) : address->host.toString();
    const std::string origin = QStringLiteral("http://%1:%2").arg(host).arg(*port).toStdString();
    shop = std::make_unique<till::practice::Shop>(till::practice::ShopTerms::practice(origin), *chain, curve,
                                                  clock);

    std::printf("{\"listening\":\"%s\"}\n", origin.c_str());
    std::fflush(stdout);
    return application.exec();
}
