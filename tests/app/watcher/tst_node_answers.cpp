#include "app/watcher/node_answers.h"
#include "app/watcher/node_limits.h"

#include <QTest>

#include "core/support/json.h"

using namespace till;
using namespace till::watcher;

namespace {

const std::string kHash = "0x" + std::string(64, 'a');
const std::string kToken = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";

nlohmann::json block()
{
    return {{"number", "0x10"}, {"timestamp", "0x65"}, {"hash", kHash}, {"miner", nullptr}};
}
nlohmann::json log()
{
    return {{"address", kToken},
            {"topics", {kHash}},
            {"data", "0x"},
            {"removed", false},
            {"transactionHash", kHash}};
}
nlohmann::json receipt()
{
    return {{"status", "0x1"},
            {"blockNumber", "0x10"},
            {"blockHash", kHash},
            {"logs", {log()}},
            {"gasUsed", "0x1"}};
}

/// `whole` with the value at `pointer` replaced; without it for a discarded value.
nlohmann::json with(nlohmann::json whole, const char* pointer, const nlohmann::json& value)
{
    whole[nlohmann::json::json_pointer(pointer)] = value;
    return whole;
}

} // namespace

class TestNodeAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsDocumented()
    {
        const auto read = readBlock(block());
        QVERIFY(read && read->number == 16 && read->timeSeconds == 101 && read->hash[0] == 0xaa);
        QCOMPARE(readNumber("0x2105").value(), std::uint64_t(8453));
        QCOMPARE(readAmount("0x" + std::string(62, '0') + "ff")->toAtomic(), std::string("255"));
        QCOMPARE(readFlag("0x" + std::string(63, '0') + "1").value(), true);
        QCOMPARE(readFlag("0x" + std::string(64, '0')).value(), false);
        const auto whole = readReceipt(receipt());
        QVERIFY(whole && *whole && (*whole)->succeeded && (*whole)->logs.size() == 1);
        QVERIFY(readReceipt(nlohmann::json()).has_value());
        QVERIFY(!readReceipt(nlohmann::json())->has_value());
        QCOMPARE(readLogTransactions({log(), log()})->size(), std::size_t(1));
    }

    void refusesOtherBlocks_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("pending") << QByteArray("/hash") << QByteArray("null");
        QTest::newRow("number as a number") << QByteArray("/number") << QByteArray("16");
        QTest::newRow("number in decimal") << QByteArray("/number") << QByteArray("\"16\"");
        QTest::newRow("leading zero") << QByteArray("/number") << QByteArray("\"0x010\"");
        QTest::newRow("64 bits and a sign") << QByteArray("/number") << QByteArray("\"0x8000000000000000\"");
        QTest::newRow("time beyond") << QByteArray("/timestamp") << QByteArray("\"0x10000000000000000\"");
        QTest::newRow("short hash") << QByteArray("/hash") << QByteArray("\"0xaa\"");
    }
    void refusesOtherBlocks()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QVERIFY(!readBlock(with(block(), pointer.constData(), nlohmann::json::parse(value.toStdString()))));
        QVERIFY(!readBlock(nlohmann::json()));
        QVERIFY(!readBlock("x"));
    }

    void refusesOtherReceipts_data()
    {
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("status of 2") << QByteArray("/status") << QByteArray("\"0x2\"");
        QTest::newRow("status as a boolean") << QByteArray("/status") << QByteArray("true");
        QTest::newRow("no block") << QByteArray("/blockNumber") << QByteArray("null");
        QTest::newRow("logs as an object") << QByteArray("/logs") << QByteArray("{}");
        QTest::newRow("a log that is text") << QByteArray("/logs/0") << QByteArray("\"x\"");
        QTest::newRow("a removed log") << QByteArray("/logs/0/removed") << QByteArray("true");
        QTest::newRow("a topic too short") << QByteArray("/logs/0/topics/0") << QByteArray("\"0x01\"");
        QTest::newRow("five topics") << QByteArray("/logs/0/topics") << QByteArray("[1,2,3,4,5]");
        QTest::newRow("an address too long")
            << QByteArray("/logs/0/address")
            << QByteArray("\"0x0000000000000000000000000000000000000000000000\"");
        QTest::newRow("odd data") << QByteArray("/logs/0/data") << QByteArray("\"0x1\"");
    }
    void refusesOtherReceipts()
    {
        QFETCH(QByteArray, pointer);
        QFETCH(QByteArray, value);
        QVERIFY(
            !readReceipt(with(receipt(), pointer.constData(), nlohmann::json::parse(value.toStdString()))));
    }

    void refusesOtherWords()
    {
        QVERIFY(!readFlag("0x" + std::string(63, '0') + "2"));
        QVERIFY(!readFlag("0x"));
        QVERIFY(!readFlag(true));
        QVERIFY(!readAmount("0x01"));
        QVERIFY(!readAmount("0x" + std::string(128, '0'))); // two words are an answer to something else
        QVERIFY(!readNumber(16));
    }

    void takesNoMoreLogsThanItsLimit()
    {
        nlohmann::json many = nlohmann::json::array();
        for (std::size_t i = 0; i <= kMaxLogs; ++i) {
            many.push_back(log());
        }
        QVERIFY(!readLogTransactions(many));
        QVERIFY(!readReceipt(with(receipt(), "/logs", many)));
    }
};

QTEST_GUILESS_MAIN(TestNodeAnswers)
#include "tst_node_answers.moc"
