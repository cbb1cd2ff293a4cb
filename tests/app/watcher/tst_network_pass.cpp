#include "app/http/http_server.h"
#include "app/practice/chain_rpc.h"
#include "app/watcher/network_pass.h"
#include "hostile_answers.h"

#include <QTemporaryDir>
#include <QTest>

#include "core/support/json.h"

using namespace till;
using namespace till::watcher;

namespace {

/// Time that a test moves by hand.
class HandClock : public Clock {
public:
    [[nodiscard]] Instant now() const override { return Instant::fromSeconds(seconds); }
    std::int64_t seconds = 1767225600;
};

/// Serves the practice chain's real JSON-RPC; `tamper` may change an answer on its way out.
class ChainNode {
public:
    using Tamper = std::function<void(const std::string& method, nlohmann::json& answer)>;

    ChainNode(practice::PracticeChain& chain, const practice::ShopTerms& terms)
        : m_server({}, {[this, &chain, &terms](http::HttpRequest&& request, http::Responder&& responder) {
                            auto answer =
                                nlohmann::json::parse(practice::answerRpc(chain, terms, request.body));
                            const std::string method = nlohmann::json::parse(request.body)["method"];
                            asked.push_back(method);
                            if (tamper) {
                                tamper(method, answer);
                            }
                            responder.send(http::jsonResponse(200, answer.dump()));
                        },
                        {},
                        {}})
    {
        m_port = m_server.listenTcp(QHostAddress(QHostAddress::LocalHost), 0).value();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/rpc"; }

    Tamper tamper;
    std::vector<std::string> asked;

private:
    http::HttpServer m_server;
    std::uint16_t m_port = 0;
};

/// Keeps what a pass reports.
class Notes : public EvidenceSink {
public:
    void settled(const wire::SettledEvidence& evidence) override { settlements.push_back(evidence); }
    void unused(const wire::UnusedEvidence& evidence) override { voids.push_back(evidence); }
    void balance(const wire::BalanceEvidence& evidence) override { balances.push_back(evidence); }
    void health(const wire::NetworkHealth& health) override { lastHealth = health; }
    void outflow(const wire::OutflowEvidence& evidence) override { outflows.push_back(evidence); }
    void scanned(const wire::ScannedEvidence& evidence) override { marks.push_back(evidence.block); }
    void reorganised(const wire::ReorganisedEvidence& evidence) override { vanished.push_back(evidence); }
    void doubt(const wire::DoubtEvidence& evidence) override { doubts.push_back(evidence); }

    std::vector<wire::SettledEvidence> settlements;
    std::vector<wire::UnusedEvidence> voids;
    std::vector<wire::BalanceEvidence> balances;
    wire::NetworkHealth lastHealth;
    std::vector<wire::OutflowEvidence> outflows;
    std::vector<wire::BlockShape> marks;
    std::vector<wire::ReorganisedEvidence> vanished;
    std::vector<wire::DoubtEvidence> doubts;
};

const chain::EvmAddress kBuyer =
    chain::EvmAddress::fromText("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").value();

} // namespace

/// Against the practice shop's own node, over real HTTP.
class TestNetworkPass : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    HandClock m_clock;
    practice::ShopTerms m_terms = practice::ShopTerms::practice("http://127.0.0.1:1");
    std::unique_ptr<practice::PracticeChain> m_chain;
    std::unique_ptr<ChainNode> m_node;
    std::unique_ptr<ChainNode> m_second;
    Notes m_notes;
    practice::Transfer m_paid;
    std::optional<wire::BlockShape> m_mark; ///< of the pass to come; with it outflows are looked for
    std::uint64_t m_confirmations = 64;

    chain::TransferAuthorization authorization(std::uint8_t nonce) const
    {
        chain::TransferAuthorization made;
        made.from = kBuyer;
        made.to = m_terms.payTo;
        made.value = money::Amount::fromUint64(250'000);
        made.validBefore = static_cast<std::uint64_t>(m_clock.seconds) + 60;
        made.nonce.fill(nonce);
        return made;
    }
    wire::WatchedPayment watched(const chain::TransferAuthorization& made, std::string transaction) const
    {
        return {"pay_" + std::to_string(made.nonce[0]),
                m_terms.network.caip2,
                m_terms.asset.address,
                made.from.toChecksummed(),
                made.to.toChecksummed(),
                made.value.toAtomic(),
                toHex0x(made.nonce),
                std::move(transaction),
                static_cast<std::int64_t>(made.validBefore)};
    }
    NetworkPass::End run(std::vector<wire::WatchedPayment> payments,
                         std::vector<wire::WatchedBalance> balances = {})
    {
        m_notes = {};
        std::vector<std::string> urls{m_node->url()};
        if (m_second) {
            urls.push_back(m_second->url());
        }
        NodeGroup nodes(urls);
        std::optional<NetworkPass::End> end;
        PassPlan plan{m_terms.network.caip2, m_terms.network.chainId, std::move(balances),
                      std::move(payments)};
        plan.confirmations = m_confirmations;
        if (m_mark) {
            plan.mark = m_mark;
            plan.tokens = {m_terms.asset.address};
            plan.accounts = {kBuyer.toChecksummed()};
        }
        NetworkPass pass(nodes, m_notes, std::move(plan), [&end](NetworkPass::End how) { end = how; });
        pass.start();
        [&end] { QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 20'000); }();
        return end.value_or(NetworkPass::End::Failed);
    }

private Q_SLOTS:
    void init()
    {
        static int number = 0;
        m_clock = HandClock();
        m_mark.reset();
        m_confirmations = 64;
        m_chain = std::make_unique<practice::PracticeChain>(
            std::move(practice::PracticeChain::open(m_directory.path().toStdString() + "/chain" +
                                                        std::to_string(++number),
                                                    m_clock, m_terms.payTo)
                          .value()));
        m_second.reset();
        m_node = std::make_unique<ChainNode>(*m_chain, m_terms);
        m_clock.seconds += 10;
        m_paid = m_chain->settle(authorization(1)).value();
        m_clock.seconds += 4;
    }

    void provesAClaimedSettlement()
    {
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction))}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
        const auto& proof = m_notes.settlements.front();
        QCOMPARE(proof.paymentId, std::string("pay_1"));
        QCOMPARE(proof.transaction, toHex0x(m_paid.transaction));
        QCOMPARE(proof.block.number, std::int64_t(m_paid.block));
        QCOMPARE(proof.block.timeSeconds, m_paid.timeSeconds);
        QVERIFY(m_notes.voids.empty());
        QVERIFY(m_notes.lastHealth.reachable);
        QCOMPARE(m_notes.lastHealth.head->timeSeconds, m_clock.seconds);
    }

    void findsASettlementThatNobodyClaimed()
    {
        QVERIFY(run({watched(m_paid.authorization, "")}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
        QCOMPARE(m_notes.settlements.front().transaction, toHex0x(m_paid.transaction));
    }

    void findsItAlsoBehindAFalseClaim()
    {
        const auto other = m_chain->settle(authorization(2)).value();
        QVERIFY(run({watched(m_paid.authorization, toHex0x(other.transaction))}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
        QCOMPARE(m_notes.settlements.front().transaction, toHex0x(m_paid.transaction));
        QVERIFY(run({watched(m_paid.authorization, "0x" + std::string(64, '9'))}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
    }

    void otherTermsUnderTheNonceProveNothing()
    {
        auto otherAmount = m_paid.authorization;
        otherAmount.value = money::Amount::fromUint64(1);
        auto otherPayee = m_paid.authorization;
        otherPayee.to = kBuyer;
        QVERIFY(run({watched(otherAmount, toHex0x(m_paid.transaction)), watched(otherPayee, "")}) ==
                NetworkPass::End::Done);
        QVERIFY(m_notes.settlements.empty());
        QVERIFY(m_notes.voids.empty());
    }

    void provesAnUnusedOneOnlyAfterItsEnd()
    {
        const auto unused = authorization(9);
        QVERIFY(run({watched(unused, "")}) == NetworkPass::End::Done);
        QVERIFY(m_notes.voids.empty()); // still alive
        m_clock.seconds = static_cast<std::int64_t>(unused.validBefore);
        QVERIFY(run({watched(unused, "")}) == NetworkPass::End::Done);
        QVERIFY(m_notes.voids.empty()); // the last moment
        m_clock.seconds += 2;
        QVERIFY(run({watched(unused, "")}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.voids.size(), std::size_t(1));
        QVERIFY(m_notes.voids.front().block.timeSeconds > static_cast<std::int64_t>(unused.validBefore));
        QVERIFY(m_notes.settlements.empty());
    }

    void tellsBalances()
    {
        const wire::WatchedBalance mine{m_terms.network.caip2, kBuyer.toChecksummed(), m_terms.asset.address};
        // No contract there: says nothing, and stops nothing.
        const wire::WatchedBalance none{m_terms.network.caip2, kBuyer.toChecksummed(),
                                        kBuyer.toChecksummed()};
        QVERIFY(run({}, {none, mine}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.balances.size(), std::size_t(1));
        QCOMPARE(m_notes.balances.front().amount, std::string("99750000"));
    }

    void refusesANodeOfAnotherChain()
    {
        m_node->tamper = [](const std::string& method, nlohmann::json& answer) {
            if (method == "eth_chainId") {
                answer["result"] = "0x1";
            }
        };
        QVERIFY(run({watched(m_paid.authorization, "")}) == NetworkPass::End::Failed);
        QVERIFY(!m_notes.lastHealth.reachable);
        QVERIFY(m_notes.settlements.empty());
        QCOMPARE(m_node->asked.size(), std::size_t(1));
    }

    void withoutTheTagItKeepsItsDistance()
    {
        m_node->tamper = [](const std::string& method, nlohmann::json& answer) {
            const bool isTag = method == "eth_getBlockByNumber" && answer["result"]["number"] == "0x8";
            if (isTag) { // the head, which only the tag asks for here
                answer.erase("result");
                answer["error"] = {{"code", -32602}, {"message", "unknown tag"}};
            }
        };
        QCOMPARE(m_chain->head().number, std::uint64_t(8));
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction))}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.lastHealth.head->number, std::int64_t(0)); // 8 - 64
        QVERIFY(m_notes.settlements.empty());                       // its block is not final by that measure
        m_clock.seconds += 140;
        m_node->tamper = [](const std::string& method, nlohmann::json& answer) {
            if (method == "eth_getBlockByNumber" && answer["result"].is_object() &&
                answer["result"]["number"] == "0x4e") {
                answer["result"] = nullptr; // another way not to know the tag
            }
        };
        QCOMPARE(m_chain->head().number, std::uint64_t(0x4e));
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction))}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
    }

    void twoNodesThatAgreeProve()
    {
        m_second = std::make_unique<ChainNode>(*m_chain, m_terms);
        QVERIFY(run({watched(m_paid.authorization, "")}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
        QVERIFY(m_notes.settlements.front().nodes.find(", ") != std::string::npos);
        QVERIFY(!m_second->asked.empty());
    }

    void twoNodesThatDisagreeProveNothing_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        const QByteArray zero = "\"0x" + QByteArray(64, '0') + "\"";
        QTest::newRow("another chain")
            << QByteArray("eth_chainId") << QByteArray("/result") << QByteArray("\"0x1\"");
        QTest::newRow("another block")
            << QByteArray("eth_getBlockByNumber") << QByteArray("/result/hash") << zero;
        QTest::newRow("another time") << QByteArray("eth_getBlockByNumber") << QByteArray("/result/timestamp")
                                      << QByteArray("\"0x7fffffff\"");
        QTest::newRow("unused there") << QByteArray("eth_call") << QByteArray("/result") << zero;
        QTest::newRow("failed there") << QByteArray("eth_getTransactionReceipt")
                                      << QByteArray("/result/status") << QByteArray("\"0x0\"");
        QTest::newRow("unknown there")
            << QByteArray("eth_getTransactionReceipt") << QByteArray("/result") << QByteArray("null");
        QTest::newRow("another log there") << QByteArray("eth_getTransactionReceipt")
                                           << QByteArray("/result/logs/1/data") << QByteArray("\"0x\"");
    }
    void twoNodesThatDisagreeProveNothing()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        m_second = std::make_unique<ChainNode>(*m_chain, m_terms);
        m_second->tamper = [&](const std::string& asked, nlohmann::json& answer) {
            if (asked == method.toStdString()) {
                answer[nlohmann::json::json_pointer(pointer.toStdString())] =
                    nlohmann::json::parse(value.toStdString());
            }
        };
        auto expired = authorization(7);
        expired.validBefore = static_cast<std::uint64_t>(m_clock.seconds) - 1;
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction)), watched(expired, "")}) ==
                NetworkPass::End::Failed);
        QVERIFY(m_notes.settlements.empty());
        QVERIFY(m_notes.voids.empty());
        QVERIFY(!m_notes.lastHealth.reachable);
        QVERIFY(m_notes.lastHealth.text.find("disagree") != std::string::npos);
    }

    void aSecondNodeThatIsSilentProvesNothing()
    {
        m_second = std::make_unique<ChainNode>(*m_chain, m_terms);
        m_second->tamper = [](const std::string&, nlohmann::json& answer) { answer = "?"; };
        QVERIFY(run({watched(m_paid.authorization, "")}) == NetworkPass::End::Failed);
        QVERIFY(m_notes.settlements.empty());
    }

    void aReceiptThatIsNotOfTheChainProvesNothing()
    {
        m_node->tamper = [](const std::string& method, nlohmann::json& answer) {
            if (method == "eth_getTransactionReceipt") {
                answer["result"]["blockHash"] = "0x" + std::string(64, '7');
            }
        };
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction))}) ==
                NetworkPass::End::Failed);
        QVERIFY(m_notes.settlements.empty());
    }

    /// The block of this number as the watcher knows it.
    wire::BlockShape block(std::uint64_t number) const
    {
        const auto found = m_chain->blockAt(number).value();
        return {static_cast<std::int64_t>(found.number), found.timeSeconds, toHex0x(found.hash)};
    }

    void tellsWhatLeftTheAccountsSinceTheMark()
    {
        m_mark = block(0);
        QVERIFY(run({}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.outflows.size(), std::size_t(1));
        const auto& seen = m_notes.outflows.front();
        QCOMPARE(seen.network, m_terms.network.caip2);
        QCOMPARE(seen.from, kBuyer.toChecksummed());
        QCOMPARE(seen.transaction, toHex0x(m_paid.transaction));
        QCOMPARE(seen.moves.size(), std::size_t(1));
        QCOMPARE(seen.moves.front().to, m_terms.payTo.toChecksummed());
        QCOMPARE(seen.moves.front().amount, std::string("250000"));
        QCOMPARE(seen.nonces, std::vector<std::string>{toHex0x(m_paid.authorization.nonce)});
        QCOMPARE(m_notes.marks.size(), std::size_t(1));
        QCOMPARE(m_notes.marks.front().number, std::int64_t(m_chain->head().number));
        m_mark = m_notes.marks.front();
        QVERIFY(run({}) == NetworkPass::End::Done); // told once
        QVERIFY(m_notes.outflows.empty() && m_notes.vanished.empty());
    }

    void aMarkThatIsGoneIsToldAndNothingElse()
    {
        m_mark = block(3);
        m_mark->hash.back() = m_mark->hash.back() == '0' ? '1' : '0';
        QVERIFY(run({}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.vanished.size(), std::size_t(1));
        const auto& told = m_notes.vanished.front();
        QCOMPARE(told.gone.hash, m_mark->hash);
        QCOMPARE(told.now.hash, block(3).hash);
        QCOMPARE(told.from.number, std::int64_t(0));
        QVERIFY(m_notes.outflows.empty() && m_notes.marks.empty());
    }

    void aNodeThatIsBehindItsMarkIsNoReorganisation()
    {
        m_mark = block(3);
        m_mark->number = 5000;
        QVERIFY(run({}) == NetworkPass::End::Done);
        QVERIFY(m_notes.vanished.empty() && m_notes.outflows.empty() && m_notes.marks.empty());
    }

    void aStretchThatANodeRefusesIsHalved()
    {
        m_mark = block(0);
        m_node->tamper = [this](const std::string& method, nlohmann::json& answer) {
            if (method == "eth_getLogs" && m_node->asked.size() < 9) {
                answer.erase("result");
                answer["error"] = {{"code", -32005}, {"message", "query returned more than 10000 results"}};
            }
        };
        QVERIFY(run({}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.marks.size(), std::size_t(1));
        QVERIFY(m_notes.marks.front().number < std::int64_t(m_chain->head().number));
        QVERIFY(m_notes.marks.front().number > 0);
    }

    void aNodeWithoutLogsIsSaidSoAndStillProves()
    {
        m_mark = block(0);
        m_node->tamper = [](const std::string& method, nlohmann::json& answer) {
            if (method == "eth_getLogs") {
                answer["result"] = "none";
            }
        };
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction))}) == NetworkPass::End::Done);
        QVERIFY(m_notes.marks.empty()); // that stretch is asked about again
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
        QVERIFY2(m_notes.lastHealth.text.find("what left the accounts is not known") != std::string::npos,
                 m_notes.lastHealth.text.c_str());
    }

    void whatIsInDoubtAndNotSoIsTold()
    {
        auto doubted = watched(authorization(9), toHex0x(m_paid.transaction)); // never used on this chain
        doubted.inDoubt = true;
        QVERIFY(run({doubted}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.doubts.size(), std::size_t(1));
        QCOMPARE(m_notes.doubts.front().paymentId, std::string("pay_9"));
        auto holds = watched(m_paid.authorization, toHex0x(m_paid.transaction));
        holds.inDoubt = true;
        QVERIFY(run({holds}) == NetworkPass::End::Done);
        QVERIFY(m_notes.doubts.empty());
        QCOMPARE(m_notes.settlements.size(), std::size_t(1));
    }

    void tellsTheTimeOfTheNewestBlock()
    {
        QVERIFY(run({}) == NetworkPass::End::Done);
        QCOMPARE(m_notes.lastHealth.newestSeconds, m_chain->head().timeSeconds);
        QVERIFY(!m_notes.lastHealth.disagree);
    }

    /// Whatever one method answers, the pass ends, and nothing is reported that the chain does not show.
    void whateverOneMethodAnswersNothingFalseIsProven_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("answer");
        for (const char* method : {"eth_chainId", "eth_getBlockByNumber", "eth_call",
                                   "eth_getTransactionReceipt", "eth_getLogs"}) {
            for (const auto& [tag, answer] : tests::hostileAnswers()) {
                QTest::newRow((std::string(method) + ": " + tag).c_str())
                    << QByteArray(method) << QByteArray::fromStdString(answer);
            }
        }
    }
    void whateverOneMethodAnswersNothingFalseIsProven()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, answer);
        m_mark = block(0);
        m_node->tamper = [&](const std::string& asked, nlohmann::json& said) {
            if (asked == method.toStdString()) {
                said["result"] = nlohmann::json::parse(answer.toStdString());
            }
        };
        const auto unused = authorization(9); // alive
        auto otherAmount = m_paid.authorization;
        otherAmount.value = money::Amount::fromUint64(1);
        auto doubted = watched(m_paid.authorization, toHex0x(m_paid.transaction));
        run({watched(unused, ""), watched(otherAmount, toHex0x(m_paid.transaction)), doubted});
        for (const auto& each : m_notes.settlements) {
            QCOMPARE(each.paymentId, std::string("pay_1"));
            QCOMPARE(each.transaction, toHex0x(m_paid.transaction));
        }
        QVERIFY(m_notes.outflows.size() <= 1);
        for (const auto& each : m_notes.outflows) {
            QCOMPARE(each.transaction, toHex0x(m_paid.transaction));
        }
        // A single node that lies about a block's time or an authorization is believed where it is the only
        // one; what it says must then at least be a whole answer.
        const bool isWholeLie = method == "eth_getBlockByNumber" || method == "eth_call";
        QVERIFY(m_notes.voids.empty() || isWholeLie);
    }

    void aBlockThatIsNotFinalYetProvesNothing()
    {
        m_node->tamper = [](const std::string& method, nlohmann::json& answer) {
            if (method == "eth_getTransactionReceipt") {
                answer["result"]["blockNumber"] = "0xffff";
            }
        };
        QVERIFY(run({watched(m_paid.authorization, toHex0x(m_paid.transaction))}) == NetworkPass::End::Done);
        QVERIFY(m_notes.settlements.empty());
    }
};

QTEST_GUILESS_MAIN(TestNetworkPass)
#include "tst_network_pass.moc"
