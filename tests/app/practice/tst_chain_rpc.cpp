#include "buyer.h"
#include "hand_clock.h"

#include "app/evm/words.h"
#include "app/practice/chain_rpc.h"

#include <QTemporaryDir>
#include <QTest>

using namespace till;
using namespace till::practice;
using evm::quantity;
using evm::wordOf;

namespace {

std::string bare(const std::string& hex0x)
{
    return hex0x.substr(2);
}

} // namespace

class TestChainRpc : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    HandClock m_clock;
    ShopTerms m_terms = ShopTerms::practice("http://127.0.0.1:1");
    std::unique_ptr<Buyer> m_buyer;
    std::unique_ptr<PracticeChain> m_chain;
    Transfer m_transfer;

    nlohmann::json ask(const std::string& body)
    {
        return nlohmann::json::parse(answerRpc(*m_chain, m_terms, body));
    }
    nlohmann::json call(const char* method, nlohmann::json params)
    {
        return ask(
            nlohmann::json{{"jsonrpc", "2.0"}, {"id", 7}, {"method", method}, {"params", std::move(params)}}
                .dump());
    }
    nlohmann::json contract(const std::string& data, const nlohmann::json& block)
    {
        return call("eth_call", {{{"to", m_terms.asset.address}, {"data", data}}, block})["result"];
    }

private Q_SLOTS:
    void initTestCase()
    {
        crypto::initialise();
        m_buyer = std::make_unique<Buyer>();
        m_chain = std::make_unique<PracticeChain>(
            std::move(PracticeChain::open(m_directory.path().toStdString() + "/chain", m_clock, m_terms.payTo)
                          .value()));
        m_clock.seconds += 10;
        m_transfer = m_chain->settle(m_buyer->authorization(m_terms, goods()[1], m_clock.seconds, 3)).value();
        m_clock.seconds += 10;
    }

    void saysWhichChainItIs()
    {
        QCOMPARE(call("eth_chainId", nlohmann::json::array())["result"].get<std::string>(),
                 std::string("0x623e2"));
        QCOMPARE(call("eth_blockNumber", nlohmann::json::array())["result"].get<std::string>(),
                 std::string("0xb"));
    }

    void everyBlockIsFinal()
    {
        const auto latest = call("eth_getBlockByNumber", {"latest", false})["result"];
        QVERIFY(latest == call("eth_getBlockByNumber", {"finalized", false})["result"]);
        QVERIFY(latest == call("eth_getBlockByNumber", {"0xb", false})["result"]);
        QCOMPARE(latest["timestamp"].get<std::string>(), quantity(std::uint64_t(m_clock.seconds)));
        QVERIFY(call("eth_getBlockByNumber", {"0xc", false})["result"].is_null());
        const auto paid = call("eth_getBlockByNumber", {quantity(m_transfer.block), false})["result"];
        QCOMPARE(paid["transactions"][0].get<std::string>(), toHex0x(m_transfer.transaction));
    }

    void theContractTellsBalancesAtAnyBlock()
    {
        const std::string data = "0x70a08231" + bare(wordOf(m_buyer->address()));
        const auto amount = [&](const nlohmann::json& block) {
            Hash256 word{};
            return fromHex0xInto(contract(data, block).get<std::string>(), word)
                       ? money::Amount::fromBigEndian(word).toAtomic()
                       : "?";
        };
        QCOMPARE(amount("latest"), std::string("99750000"));
        QCOMPARE(amount(quantity(m_transfer.block)), std::string("99750000"));
        QCOMPARE(amount(quantity(m_transfer.block - 1)), std::string("100000000"));
    }

    void theContractTellsUsedNonces()
    {
        const std::string data = "0xe94a0102" + bare(wordOf(m_buyer->address()));
        const std::string used = data + toHex(m_transfer.authorization.nonce);
        const std::string one = "0x" + std::string(63, '0') + "1";
        const std::string zero = "0x" + std::string(64, '0');
        QCOMPARE(contract(used, "finalized").get<std::string>(), one);
        QCOMPARE(contract(used, quantity(m_transfer.block - 1)).get<std::string>(), zero);
        QCOMPARE(contract(data + std::string(64, 'f'), "latest").get<std::string>(), zero);
    }

    void theReceiptHasBothLogs()
    {
        const auto receipt = call("eth_getTransactionReceipt", {toHex0x(m_transfer.transaction)})["result"];
        QCOMPARE(receipt["status"].get<std::string>(), std::string("0x1"));
        QCOMPARE(receipt["blockNumber"].get<std::string>(), quantity(m_transfer.block));
        QCOMPARE(receipt["logs"].size(), std::size_t(2));
        const auto& used = receipt["logs"][0];
        QCOMPARE(used["topics"][0].get<std::string>(), std::string(evm::kAuthorizationUsedTopic));
        QCOMPARE(used["topics"][2].get<std::string>(), toHex0x(m_transfer.authorization.nonce));
        const auto& moved = receipt["logs"][1];
        QCOMPARE(moved["topics"][0].get<std::string>(), std::string(evm::kTransferTopic));
        QCOMPARE(moved["topics"][1].get<std::string>(), wordOf(m_buyer->address()));
        QCOMPARE(moved["topics"][2].get<std::string>(), wordOf(m_terms.payTo));
        QCOMPARE(moved["data"].get<std::string>(), "0x" + std::string(59, '0') + "3d090");
        QVERIFY(call("eth_getTransactionReceipt", {"0x" + std::string(64, '0')})["result"].is_null());
    }

    void logsAreFoundByTheirTopics()
    {
        const auto found = [&](nlohmann::json topics, const std::string& from, const std::string& to) {
            return call("eth_getLogs", {{{"address", m_terms.asset.address},
                                         {"topics", std::move(topics)},
                                         {"fromBlock", from},
                                         {"toBlock", to}}})["result"]
                .size();
        };
        const std::string nonce = toHex0x(m_transfer.authorization.nonce);
        const std::string from = wordOf(m_buyer->address());
        QCOMPARE(found({evm::kAuthorizationUsedTopic, from, nonce}, "0x0", "latest"), std::size_t(1));
        QCOMPARE(found({evm::kAuthorizationUsedTopic, nullptr, nonce}, "0x0", "latest"), std::size_t(1));
        QCOMPARE(found({evm::kAuthorizationUsedTopic, from, from}, "0x0", "latest"), std::size_t(0));
        QCOMPARE(found(nlohmann::json::array(), "0x0", "latest"), std::size_t(2));
        QCOMPARE(found(nlohmann::json::array({{evm::kTransferTopic, evm::kAuthorizationUsedTopic}}), "0x0",
                       "latest"),
                 std::size_t(2));
        QCOMPARE(found(nlohmann::json::array(), quantity(m_transfer.block + 1), "latest"), std::size_t(0));
    }

    void refusesWhatIsNoCall_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::newRow("not JSON") << QByteArray("x") << -32700;
        QTest::newRow("a key twice") << QByteArray(
                                            R"({"jsonrpc":"2.0","id":1,"id":1,"method":"eth_chainId"})")
                                     << -32700;
        QTest::newRow("a batch") << QByteArray(R"([{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}])")
                                 << -32600;
        QTest::newRow("no version") << QByteArray(R"({"id":1,"method":"eth_chainId"})") << -32600;
        QTest::newRow("unknown method")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"eth_sendTransaction"})") << -32601;
        QTest::newRow("no parameters")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"eth_call"})") << -32602;
        QTest::newRow("params is text")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"eth_getTransactionReceipt","params":"x"})")
            << -32602;
        QTest::newRow("unknown function")
            << QByteArray(
                   R"({"jsonrpc":"2.0","id":1,"method":"eth_call","params":[)"
                   R"({"to":"0x402402402402402402402402402402402402402A","data":"0x12345678"},"latest"]})")
            << 3;
        QTest::newRow("logs from no filter")
            << QByteArray(R"({"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[5]})") << -32602;
    }
    void refusesWhatIsNoCall()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QCOMPARE(ask(body.toStdString())["error"]["code"].get<int>(), code);
    }
};

QTEST_GUILESS_MAIN(TestChainRpc)
#include "tst_chain_rpc.moc"
