#include "app/evm/words.h"
#include "core/crypto/hash.h"

#include <QTest>

using namespace till;
using namespace till::evm;

class TestWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantitiesAreCanonical()
    {
        QCOMPARE(readQuantity("0x0").value(), std::uint64_t(0));
        QCOMPARE(readQuantity("0x1F").value(), std::uint64_t(31));
        QCOMPARE(readQuantity("0xffffffffffffffff").value(), UINT64_MAX);
        QCOMPARE(quantity(0), std::string("0x0"));
        QCOMPARE(quantity(UINT64_MAX), std::string("0xffffffffffffffff"));
        for (const char* text :
             {"", "0x", "0x00", "0x01", "1", "0x1g", "0x10000000000000000", "-0x1", "0x-1", "0x 1"}) {
            QVERIFY2(!readQuantity(text).has_value(), text);
        }
    }

    void addressesFillAWord()
    {
        const auto address =
            chain::EvmAddress::fromText("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").value();
        QCOMPARE(wordOf(address),
                 std::string("0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
        Hash256 word{};
        QVERIFY(fromHex0xInto(wordOf(address), word).has_value());
        QVERIFY(readAddressWord(word) == address);
        word[11] = 1;
        QVERIFY(!readAddressWord(word));
    }

    /// The selectors and topics are the first bytes, or all, of the hash of what they stand for.
    void selectorsAndTopicsAreHashes_data()
    {
        QTest::addColumn<QByteArray>("signature");
        QTest::addColumn<QByteArray>("hex");
        const auto row = [](const char* signature, std::string_view hex) {
            QTest::newRow(signature) << QByteArray(signature)
                                     << QByteArray(hex.data(), qsizetype(hex.size()));
        };
        row("Transfer(address,address,uint256)", kTransferTopic);
        row("AuthorizationUsed(address,bytes32)", kAuthorizationUsedTopic);
        row("balanceOf(address)", kBalanceOfSelector);
        row("authorizationState(address,bytes32)", kAuthorizationStateSelector);
    }
    void selectorsAndTopicsAreHashes()
    {
        QFETCH(QByteArray, signature);
        QFETCH(QByteArray, hex);
        const auto hash = QByteArray::fromStdString(toHex0x(crypto::keccak256(signature.toStdString())));
        QCOMPARE(hash.left(hex.size()), hex);
    }

    void callDataIsSelectorAndWords()
    {
        const auto address =
            chain::EvmAddress::fromText("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266").value();
        Hash256 nonce{};
        nonce.fill(0xab);
        QCOMPARE(balanceOfCall(address),
                 std::string("0x70a08231000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
        QCOMPARE(authorizationStateCall(address, nonce).size(), std::size_t(2 + 8 + 64 + 64));
        QVERIFY(authorizationStateCall(address, nonce).ends_with("abababab"));
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
