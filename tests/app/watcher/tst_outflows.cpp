#include "app/evm/words.h"
#include "app/watcher/node_limits.h"
#include "app/watcher/outflows.h"

#include <QTest>

using namespace till;
using namespace till::watcher;

namespace {

chain::EvmAddress address(std::uint8_t fill)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.fill(fill);
    return chain::EvmAddress(bytes);
}

const chain::EvmAddress kToken = address(0xaa);
const chain::EvmAddress kOurs = address(1);
const chain::EvmAddress kShop = address(9);

Hash256 word(std::string_view hex0x)
{
    Hash256 hash{};
    [&] { QVERIFY(fromHex0xInto(hex0x, hash)); }();
    return hash;
}

NodeEvent event(std::uint64_t place, std::string_view topic, const chain::EvmAddress& from, Hash256 second,
                Bytes data)
{
    NodeEvent made;
    made.blockNumber = 7;
    made.index = place;
    made.transaction.fill(0x11);
    made.blockHash.fill(0x77);
    made.log = {kToken, {word(topic), word(evm::wordOf(from)), second}, std::move(data)};
    return made;
}

NodeEvent transfer(std::uint64_t place, std::uint64_t amount, const chain::EvmAddress& to = kShop,
                   const chain::EvmAddress& from = kOurs)
{
    const auto bytes = money::Amount::fromUint64(amount).toBigEndian();
    return event(place, evm::kTransferTopic, from, word(evm::wordOf(to)), {bytes.begin(), bytes.end()});
}

NodeEvent use(std::uint64_t place, std::uint8_t nonce, const chain::EvmAddress& from = kOurs)
{
    Hash256 second{};
    second.fill(nonce);
    return event(place, evm::kAuthorizationUsedTopic, from, second, {});
}

std::vector<wire::OutflowEvidence> found(const std::vector<NodeEvent>& events)
{
    return outflowsIn(events, {kToken}, {kOurs, address(2)});
}

} // namespace

class TestOutflows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTransferAndItsAuthorizationComeTogether()
    {
        const auto all = found({use(0, 5), transfer(1, 250)});
        QCOMPARE(all.size(), std::size_t(1));
        QCOMPARE(all.front().from, kOurs.toChecksummed());
        QCOMPARE(all.front().asset, kToken.toChecksummed());
        QCOMPARE(all.front().moves.front().to, kShop.toChecksummed());
        QCOMPARE(all.front().moves.front().amount, std::string("250"));
        QCOMPARE(all.front().nonces.size(), std::size_t(1));
        QCOMPARE(all.front().block.number, std::int64_t(7));
    }

    void whatIsNoOutflowIsNone_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("a transfer of nothing, which anybody can have logged") << 0;
        QTest::newRow("to itself") << 1;
        QTest::newRow("of a stranger") << 2;
        QTest::newRow("of another token") << 3;
        QTest::newRow("of an NFT: four topics") << 4;
        QTest::newRow("without an amount") << 5;
        QTest::newRow("an authorization without a transfer") << 6;
        QTest::newRow("an account with bytes above its address") << 7;
    }
    void whatIsNoOutflowIsNone()
    {
        QFETCH(int, which);
        NodeEvent odd = transfer(0, 5);
        if (which == 0) {
            odd = transfer(0, 0);
        } else if (which == 1) {
            odd = transfer(0, 5, kOurs);
        } else if (which == 2) {
            odd = transfer(0, 5, kShop, address(3));
        } else if (which == 3) {
            odd.log.address = address(0xbb);
        } else if (which == 4) {
            odd.log.topics.push_back({});
        } else if (which == 5) {
            odd.log.data.clear();
        } else if (which == 6) {
            odd = use(0, 5);
        } else {
            odd.log.topics[1][0] = 1;
        }
        QVERIFY(found({odd}).empty());
    }

    void eachTransactionAndAccountIsApart()
    {
        NodeEvent later = transfer(0, 7);
        later.transaction.fill(0x22);
        QCOMPARE(found({transfer(0, 5), transfer(1, 6), later, transfer(2, 8, kShop, address(2))}).size(),
                 std::size_t(3));
    }

    void aFloodOfMovesIsBounded()
    {
        std::vector<NodeEvent> events;
        for (std::uint64_t each = 0; each < 2'000; ++each) {
            events.push_back(transfer(each, 1 + each));
            events.push_back(use(each, static_cast<std::uint8_t>(each)));
        }
        const auto all = found(events);
        QCOMPARE(all.size(), std::size_t(1));
        // One move more than authorizations: it cannot be explained away.
        QCOMPARE(all.front().moves.size(), kMaxMoves + 1);
        QCOMPARE(all.front().nonces.size(), kMaxMoves);
    }
};

QTEST_APPLESS_MAIN(TestOutflows)
#include "tst_outflows.moc"
