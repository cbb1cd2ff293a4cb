#include "core/money/registry.h"
#include "tests/places.h"

#include "core/support/json.h"
#include <QTest>

#include <fstream>
#include <functional>
#include <set>

using namespace till::money;
using nlohmann::json;

namespace {

constexpr const char* kBaseUsdc = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
constexpr const char* kSolana = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";
constexpr const char* kSolanaUsdc = "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";

json networksFile()
{
    std::ifstream file(std::string(TILL_SOURCE_DIR) + "/resources/networks.json");
    return json::parse(file);
}

/// One network and one asset of each family, all well-formed.
json smallFile()
{
    json file = networksFile();
    const auto keep = [](json& list, const char* member, const std::set<std::string>& wanted) {
        json kept = json::array();
        for (const json& entry : list) {
            if (wanted.contains(entry[member].get<std::string>()))
                kept.push_back(entry);
        }
        list = kept;
    };
    keep(file["networks"], "caip2", {"eip155:8453", kSolana});
    keep(file["assets"], "address", {kBaseUsdc, kSolanaUsdc});
    return file;
}

using Change = std::function<void(json&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestRegistry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsBase()
    {
        const Network* base = Registry::builtIn().networkByCaip2("eip155:8453");
        QVERIFY(base != nullptr);
        QCOMPARE(base->displayName, std::string("Base"));
        QCOMPARE(base->v1Name.value(), std::string("base"));
        QCOMPARE(base->chainId, std::uint64_t(8453));
        QCOMPARE(base->family, Family::Evm);
        QVERIFY(!base->isTestnet && !base->isPractice);
        QCOMPARE(base->explorer, std::string("https://basescan.org"));
        QCOMPARE(Registry::builtIn().networkByV1Name("base"), base);
    }

    void knowsWhatTheChallengeMayLieAbout()
    {
        const Asset* usdc = Registry::builtIn().asset("eip155:8453", kBaseUsdc);
        QVERIFY(usdc != nullptr);
        QCOMPARE(usdc->symbol, std::string("USDC"));
        QCOMPARE(usdc->decimals, 6U);
        QCOMPARE(usdc->eip712Name, std::string("USD Coin"));
        QCOMPARE(usdc->eip712Version, std::string("2"));
        QCOMPARE(usdc->method, TransferMethod::Eip3009);
        QVERIFY(usdc->isDollarPegged);
    }

    void findsEvmAddressesInAnyCase_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("isKnown");
        const QByteArray address(kBaseUsdc);
        QTest::newRow("checksummed") << address << true;
        QTest::newRow("lower") << address.toLower() << true;
        QTest::newRow("upper digits") << "0x" + address.mid(2).toUpper() << true;
        QTest::newRow("upper prefix") << address.toUpper() << false;
        QTest::newRow("no prefix") << address.mid(2) << false;
        QTest::newRow("one digit short") << address.chopped(1) << false;
        QTest::newRow("one digit long") << address + "0" << false;
        QTest::newRow("blank after") << address + " " << false;
        QTest::newRow("other token") << QByteArray("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02914") << false;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void findsEvmAddressesInAnyCase()
    {
        QFETCH(QByteArray, address);
        QFETCH(bool, isKnown);
        QCOMPARE(Registry::builtIn().asset("eip155:8453", address.toStdString()) != nullptr, isKnown);
        QVERIFY(Registry::builtIn().asset("eip155:1", address.toStdString()) == nullptr);
    }

    void findsSolanaMintsExactly()
    {
        const Asset* usdc = Registry::builtIn().asset(kSolana, kSolanaUsdc);
        QVERIFY(usdc != nullptr);
        QCOMPARE(usdc->method, TransferMethod::SplToken);
        QVERIFY(usdc->eip712Name.empty() && usdc->eip712Version.empty());
        QVERIFY(Registry::builtIn().asset(kSolana, QByteArray(kSolanaUsdc).toLower().toStdString()) ==
                nullptr);
        QCOMPARE(Registry::builtIn().networkByCaip2(kSolana)->chainId, std::uint64_t(0));
        QCOMPARE(Registry::builtIn().networkByCaip2(kSolana)->family, Family::Svm);
    }

    void knowsNothingElse()
    {
        const Registry& registry = Registry::builtIn();
        QVERIFY(registry.networkByCaip2("") == nullptr);
        QVERIFY(registry.networkByCaip2("eip155:") == nullptr);
        QVERIFY(registry.networkByCaip2("eip155:84530") == nullptr);
        QVERIFY(registry.networkByCaip2("EIP155:8453") == nullptr);
        QVERIFY(registry.networkByCaip2("base") == nullptr);
        QVERIFY(registry.networkByV1Name("Base") == nullptr);
        QVERIFY(registry.networkByV1Name("") == nullptr);
        QVERIFY(registry.networkByV1Name("eip155:8453") == nullptr);
        QVERIFY(registry.asset("eip155:999999", kBaseUsdc) == nullptr);
        QVERIFY(registry.asset("", "") == nullptr);
    }

    void marksPracticeAsPractice()
    {
        const Network* practice = Registry::builtIn().networkByCaip2(kPracticeNetwork);
        QVERIFY(practice != nullptr);
        QVERIFY(practice->isPractice && practice->isTestnet);
        QCOMPARE(practice->displayName, std::string("Practice"));
        QCOMPARE(practice->chainId, std::uint64_t(402402));
        QCOMPARE(Registry::builtIn().networkByV1Name("till-practice"), practice);
        const Asset* dollar =
            Registry::builtIn().asset(kPracticeNetwork, "0x402402402402402402402402402402402402402a");
        QVERIFY(dollar != nullptr);
        QCOMPARE(dollar->address, std::string("0x402402402402402402402402402402402402402A"));
        QCOMPARE(dollar->symbol, std::string("pUSD"));
        QCOMPARE(dollar->eip712Name, std::string("Practice Dollar"));
        QCOMPARE(dollar->eip712Version, std::string("1"));
        QCOMPARE(dollar->decimals, 6U);
        QCOMPARE(dollar->method, TransferMethod::Eip3009);
        QVERIFY(dollar->isDollarPegged);
    }

    void onlyPracticeIsPractice()
    {
        for (const Network& network : Registry::builtIn().networks())
            QCOMPARE(network.isPractice, network.caip2 == kPracticeNetwork);
    }

    void holdsEveryEntryOfTheFile()
    {
        const json file = networksFile();
        const Registry& registry = Registry::builtIn();
        QCOMPARE(registry.networks().size(), file["networks"].size() + 1);
        QCOMPARE(registry.assets().size(), file["assets"].size() + 1);
        for (const json& entry : file["networks"]) {
            const Network* network = registry.networkByCaip2(entry["caip2"].get<std::string>());
            QVERIFY(network != nullptr);
            QCOMPARE(network->displayName, entry["displayName"].get<std::string>());
            QCOMPARE(network->isTestnet, entry["testnet"].get<bool>());
            QCOMPARE(network->chainId,
                     entry["chainId"].is_null() ? 0 : entry["chainId"].get<std::uint64_t>());
            if (!entry["v1Name"].is_null())
                QCOMPARE(registry.networkByV1Name(entry["v1Name"].get<std::string>()), network);
        }
        for (const json& entry : file["assets"]) {
            const Asset* asset =
                registry.asset(entry["network"].get<std::string>(), entry["address"].get<std::string>());
            QVERIFY(asset != nullptr);
            QCOMPARE(asset->symbol, entry["symbol"].get<std::string>());
            QCOMPARE(asset->decimals, entry["decimals"].get<unsigned>());
            QCOMPARE(asset->address, entry["address"].get<std::string>());
        }
    }

    void countsOnlyDollarsAtPar_data()
    {
        QTest::addColumn<QByteArray>("symbol");
        QTest::addColumn<bool>("isPegged");
        for (const char* symbol : {"USDC", "USDC.e", "USDT", "USDT0", "USAT", "USDG", "PYUSD", "mUSD",
                                   "MegaUSD", "SBC", "CASH", "pUSD"})
            QTest::newRow(symbol) << QByteArray(symbol) << true;
        for (const char* symbol : {"EURC", "EURe", "usdc", "USDC ", "WETH", "USD", "XUSDC"})
            QTest::newRow(symbol) << QByteArray(symbol) << false;
    }
    void countsOnlyDollarsAtPar()
    {
        QFETCH(QByteArray, symbol);
        QFETCH(bool, isPegged);
        json file = smallFile();
        for (json& asset : file["assets"])
            asset["symbol"] = symbol.toStdString();
        const auto registry = Registry::fromJson(file.dump());
        QVERIFY(registry.has_value());
        QCOMPARE(registry->asset("eip155:8453", kBaseUsdc)->isDollarPegged, isPegged);
    }

    void survivesBeingMoved()
    {
        auto original = Registry::fromJson(smallFile().dump()).value();
        const Registry moved = std::move(original);
        QCOMPARE(moved.networkByV1Name("base")->caip2, std::string("eip155:8453"));
        QCOMPARE(moved.asset(kSolana, kSolanaUsdc)->symbol, std::string("USDC"));
    }

    void refusesWhatIsNoJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << QByteArray("{\"networks\":[");
        QTest::newRow("repeated member") << QByteArray("{\"networks\":[],\"networks\":[],\"assets\":[]}");
    }
    void refusesWhatIsNoJson()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(Registry::fromJson(text.toStdString()).error(), RegistryError::Unreadable);
    }

    void knowsWhenABlockIsFinal()
    {
        const Network* ethereum = Registry::builtIn().networkByCaip2("eip155:1");
        QCOMPARE(ethereum->finalTag, std::string("finalized"));
        QCOMPARE(ethereum->confirmations, std::uint64_t{64}); // two epochs
        const Network* base = Registry::builtIn().networkByCaip2("eip155:8453");
        QCOMPARE(base->confirmations, std::uint64_t{900}); // half an hour of blocks
        for (const Network& each : Registry::builtIn().networks()) {
            QVERIFY2(each.finalTag == "finalized" && each.confirmations > 0, each.caip2.c_str());
        }
    }

    void refusesMalformedEntries_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* tag, Change change) { QTest::newRow(tag) << change; };
        const auto network = [row](const char* tag, const char* member, const json& value) {
            row(tag, [member, value](json& file) { file["networks"][0][member] = value; });
        };
        const auto asset = [row](const char* tag, const char* member, const json& value) {
            row(tag, [member, value](json& file) { file["assets"][0][member] = value; });
        };
        row("a list", [](json& file) { file = json::array(); });
        row("no networks", [](json& file) { file.erase("networks"); });
        row("no assets", [](json& file) { file.erase("assets"); });
        row("networks no list", [](json& file) { file["networks"] = json::object(); });
        row("network no object", [](json& file) { file["networks"].push_back(1); });
        row("asset no object", [](json& file) { file["assets"].push_back(nullptr); });
        row("network twice", [](json& file) { file["networks"].push_back(json(file["networks"][0])); });
        row("asset twice", [](json& file) { file["assets"].push_back(json(file["assets"][0])); });
        row("asset twice in other case", [](json& file) {
            json again = file["assets"][0];
            again["address"] = QByteArray(kBaseUsdc).toLower().toStdString();
            file["assets"].push_back(again);
        });
        row("v1 name twice",
            [](json& file) { file["networks"][1]["v1Name"] = file["networks"][0]["v1Name"]; });
        row("no display name", [](json& file) { file["networks"][0].erase("displayName"); });
        row("no testnet mark", [](json& file) { file["networks"][0].erase("testnet"); });
        row("no chain id", [](json& file) { file["networks"][0].erase("chainId"); });
        row("token without a domain", [](json& file) { file["assets"][0].erase("eip712"); });
        network("display name with a line end", "displayName", "Ba\nse");
        network("testnet as text", "testnet", "false");
        network("chain id of another", "chainId", 1);
        network("chain id as text", "chainId", "8453");
        network("negative chain id", "chainId", -8453);
        network("fraction", "chainId", 8453.0);
        network("other family", "family", "avm");
        network("family of the other kind", "family", "svm");
        network("name of another kind", "caip2", "solana:8453");
        network("empty v1 name", "v1Name", "");
        network("v1 name no text", "v1Name", 1);
        network("finality no object", "finality", "finalized");
        network("finality empty", "finality", json::object());
        network("finality with another tag", "finality", {{"tag", "latest"}, {"confirmations", 5}});
        network("finality without a depth", "finality", {{"tag", "finalized"}});
        network("finality of nothing", "finality", {{"tag", "finalized"}, {"confirmations", 0}});
        network("finality of ever", "finality", {{"tag", "finalized"}, {"confirmations", 100001}});
        network("finality below nothing", "finality", {{"tag", "finalized"}, {"confirmations", -1}});
        network("explorer without TLS", "explorer", "http://basescan.org");
        network("explorer that runs", "explorer", "javascript:alert(1)");
        asset("unknown network", "network", "eip155:77");
        asset("network of the other family", "network", kSolana);
        asset("short address", "address", "0x833589");
        asset("no hex", "address", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA0291g");
        asset("empty symbol", "symbol", "");
        asset("decimals as text", "decimals", "6");
        asset("negative decimals", "decimals", -6);
        asset("78 decimals", "decimals", 78);
        asset("2^32 + 6 decimals", "decimals", 4294967302U);
        asset("unknown method", "transferMethod", "approve");
        asset("method of the other family", "transferMethod", "spl-transfer-checked");
        asset("domain without a version", "eip712", json{{"name", "USD Coin"}});
        asset("domain no object", "eip712", "USD Coin");
        row("mint with a zero", [](json& file) {
            file["assets"][1]["address"] = "0PjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v";
        });
    }
    void refusesMalformedEntries()
    {
        QFETCH(Change, change);
        json file = smallFile();
        QVERIFY(Registry::fromJson(file.dump()).has_value());
        change(file);
        const auto registry = Registry::fromJson(file.dump());
        QVERIFY(!registry);
        QCOMPARE(registry.error(), RegistryError::Malformed);
    }
};

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
