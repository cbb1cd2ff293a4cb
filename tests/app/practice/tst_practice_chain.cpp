#include "hand_clock.h"

#include "app/practice/practice_chain.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace till;
using namespace till::practice;

namespace {

chain::EvmAddress addressOf(std::uint8_t last)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes[19] = last;
    return chain::EvmAddress(bytes);
}
const chain::EvmAddress kShop = addressOf(1);
const chain::EvmAddress kBuyer = addressOf(2);

chain::TransferAuthorization pays(std::uint64_t value, std::uint8_t nonce, const HandClock& clock)
{
    chain::TransferAuthorization authorization;
    authorization.from = kBuyer;
    authorization.to = kShop;
    authorization.value = money::Amount::fromUint64(value);
    authorization.validBefore = static_cast<std::uint64_t>(clock.seconds) + 60;
    authorization.nonce.fill(nonce);
    return authorization;
}

} // namespace

class TestPracticeChain : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    HandClock m_clock;
    std::string m_path;

    PracticeChain open() { return std::move(PracticeChain::open(m_path, m_clock, kShop).value()); }
    QByteArray contents() const
    {
        QFile file(QString::fromStdString(m_path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setContents(const QByteArray& bytes) const
    {
        QFile file(QString::fromStdString(m_path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

private Q_SLOTS:
    void init()
    {
        m_clock = HandClock();
        static int number = 0;
        m_path = m_directory.path().toStdString() + "/chain" + std::to_string(++number);
    }

    void everyoneBeginsWithTheGrantButTheShop()
    {
        const auto chain = open();
        QCOMPARE(chain.balanceAt(kBuyer, 0).toDecimal(6), std::string("100.00"));
        QVERIFY(chain.balanceAt(kShop, 0).isZero());
    }

    void aTransferMovesExactlyItsValue()
    {
        auto chain = open();
        const auto settled = chain.settle(pays(750'000, 1, m_clock));
        QVERIFY(settled.has_value());
        QCOMPARE(chain.balanceAt(kBuyer, settled->block).toAtomic(), std::string("99250000"));
        QCOMPARE(chain.balanceAt(kShop, settled->block).toAtomic(), std::string("750000"));
        // And at the block before nothing had moved.
        QCOMPARE(chain.balanceAt(kBuyer, settled->block - 1).toAtomic(), std::string("100000000"));
        QVERIFY(!chain.isUsedAt(kBuyer, pays(1, 1, m_clock).nonce, settled->block - 1));
        QVERIFY(chain.isUsedAt(kBuyer, pays(1, 1, m_clock).nonce, settled->block));
        QVERIFY(chain.transferOf(settled->transaction) != nullptr);
    }

    void aNonceWorksOnce()
    {
        auto chain = open();
        QVERIFY(chain.settle(pays(1, 1, m_clock)).has_value());
        QVERIFY(chain.settle(pays(2, 1, m_clock)).error() == SettleError::NonceUsed);
        QVERIFY(chain.settle(pays(1, 2, m_clock)).has_value());
        auto another = pays(1, 1, m_clock);
        another.from = addressOf(9);
        QVERIFY(chain.settle(another).has_value()); // nonces belong to their account
    }

    void nothingIsPaidThatIsNotThere()
    {
        auto chain = open();
        QVERIFY(chain.settle(pays(kGrantAtomic + 1, 1, m_clock)).error() == SettleError::InsufficientBalance);
        QVERIFY(chain.settle(pays(kGrantAtomic, 1, m_clock)).has_value());
        QVERIFY(chain.settle(pays(1, 2, m_clock)).error() == SettleError::InsufficientBalance);
    }

    void bothEndsOfTheValidityAreExclusive()
    {
        auto chain = open();
        auto authorization = pays(1, 1, m_clock);
        authorization.validAfter = static_cast<std::uint64_t>(m_clock.seconds);
        QVERIFY(chain.settle(authorization).error() == SettleError::NotYetValid);
        authorization.validAfter -= 1;
        authorization.validBefore = static_cast<std::uint64_t>(m_clock.seconds);
        QVERIFY(chain.settle(authorization).error() == SettleError::Expired);
        authorization.validBefore += 1;
        QVERIFY(chain.settle(authorization).has_value());
    }

    void eachSettlementHasABlockAndTimePassesWithoutOne()
    {
        auto chain = open();
        QCOMPARE(chain.head().number, std::uint64_t(0));
        m_clock.seconds += 5;
        QCOMPARE(chain.head().number, std::uint64_t(2));
        QCOMPARE(chain.settle(pays(1, 1, m_clock))->block, std::uint64_t(3));
        QCOMPARE(chain.settle(pays(1, 2, m_clock))->block, std::uint64_t(4));
        QCOMPARE(chain.head().number, std::uint64_t(4));
        m_clock.seconds += 2;
        const Block head = chain.head();
        QCOMPARE(head.number, std::uint64_t(5));
        QCOMPARE(head.timeSeconds, m_clock.seconds);
        QVERIFY(!chain.blockAt(6));
        std::int64_t last = 0;
        for (std::uint64_t number = 0; number <= head.number; ++number) {
            const auto block = chain.blockAt(number);
            QVERIFY(block && block->timeSeconds >= last);
            QVERIFY(number == 0 || block->parentHash == chain.blockAt(number - 1)->hash);
            last = block->timeSeconds;
        }
        QVERIFY(!chain.blockAt(UINT64_MAX));
    }

    void timeNeverRunsBackwards()
    {
        auto chain = open();
        m_clock.seconds += 100;
        const Block before = chain.head();
        m_clock.seconds -= 1000;
        QCOMPARE(chain.head().number, before.number);
        const auto settled = chain.settle(pays(1, 1, m_clock));
        QVERIFY(!settled.has_value()); // its validity is long past on this chain
    }

    void afterARestartAllIsAsItWas()
    {
        std::vector<Block> before;
        {
            auto chain = open();
            m_clock.seconds += 7;
            QVERIFY(chain.settle(pays(10, 1, m_clock)).has_value());
            m_clock.seconds += 9;
            QVERIFY(chain.settle(pays(20, 2, m_clock)).has_value());
            m_clock.seconds += 4;
            for (std::uint64_t number = 0; number <= chain.head().number; ++number) {
                before.push_back(*chain.blockAt(number));
            }
        }
        auto chain = open();
        QCOMPARE(chain.transfers().size(), std::size_t(2));
        QCOMPARE(chain.balanceAt(kShop, UINT64_MAX).toAtomic(), std::string("30"));
        QVERIFY(chain.settle(pays(10, 1, m_clock)).error() == SettleError::NonceUsed);
        for (const Block& block : before) {
            const auto after = chain.blockAt(block.number);
            QVERIFY(after && after->hash == block.hash && after->timeSeconds == block.timeSeconds &&
                    after->transfer == block.transfer);
        }
    }

    void aLineCutOffInWritingIsDropped()
    {
        {
            auto chain = open();
            QVERIFY(chain.settle(pays(10, 1, m_clock)).has_value());
            QVERIFY(chain.settle(pays(20, 2, m_clock)).has_value());
        }
        const QByteArray whole = contents();
        const qsizetype lastLine = whole.lastIndexOf('\n', whole.size() - 2) + 1;
        for (qsizetype size = lastLine; size < whole.size(); ++size) {
            setContents(whole.left(size));
            auto chain = open();
            QCOMPARE(chain.transfers().size(), std::size_t(1));
            QVERIFY(chain.settle(pays(20, 2, m_clock)).has_value());
        }
        QCOMPARE(contents(), whole);
    }

    void aDamagedFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("find");
        QTest::addColumn<QByteArray>("put");
        QTest::newRow("format") << QByteArray("practice-1") << QByteArray("practice-2");
        QTest::newRow("network") << QByteArray("402402") << QByteArray("402403");
        QTest::newRow("value as a number") << QByteArray(R"("value":"10")") << QByteArray(R"("value":10)");
        QTest::newRow("more than is there")
            << QByteArray(R"("value":"10")") << QByteArray(R"("value":"100000001")");
        QTest::newRow("block goes back") << QByteArray(R"("block":2)") << QByteArray(R"("block":1)");
        QTest::newRow("not JSON") << QByteArray(R"({"block":2)") << QByteArray(R"({block:2)");
        QTest::newRow("nonce twice") << QByteArray("02020202") << QByteArray("01010101");
    }
    void aDamagedFileIsRefused()
    {
        QFETCH(QByteArray, find);
        QFETCH(QByteArray, put);
        {
            auto chain = open();
            QVERIFY(chain.settle(pays(10, 1, m_clock)).has_value());
            QVERIFY(chain.settle(pays(20, 2, m_clock)).has_value());
        }
        QByteArray bytes = contents();
        QVERIFY(bytes.contains(find));
        setContents(bytes.replace(find, put));
        const auto opened = PracticeChain::open(m_path, m_clock, kShop);
        QVERIFY(!opened.has_value());
        QVERIFY(opened.error() == OpenError::Damaged);
    }

    void aPlaceThatCannotBeWrittenIsSaidSo()
    {
        QVERIFY(PracticeChain::open("/proc/none/chain", m_clock, kShop).error() == OpenError::CannotOpen);
    }
};

QTEST_GUILESS_MAIN(TestPracticeChain)
#include "tst_practice_chain.moc"
