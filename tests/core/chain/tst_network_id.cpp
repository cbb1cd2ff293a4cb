#include "core/chain/network_id.h"

#include "core/money/registry.h"

#include <QTest>

using namespace till::chain;

class TestNetworkId : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryFamilyOnTheWire_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("space");
        QTest::addColumn<quint64>("chainId");
        const auto row = [](const char* text, const char* space, quint64 chainId) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(space) << chainId;
        };
        row("eip155:1", "eip155", 1);
        row("eip155:8453", "eip155", 8453);
        row("eip155:402402", "eip155", 402402);
        row("eip155:9007199254740991", "eip155", 9007199254740991); // 2^53 - 1
        row("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "solana", 0);
        row("algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8=", "algorand", 0);
        row("algorand:SGO1GKSzyE7IEPItTxCByw9x8FmnrCDexi9/cOUJOiI=", "algorand", 0);
        row("stellar:pubnet", "stellar", 0);
        row("aptos:1", "aptos", 0);
        row("hedera:mainnet", "hedera", 0);
        row("cloudflare:402", "cloudflare", 0);
        row("bip122:000000000019d6689c085ae165831e93", "bip122", 0);
    }
    void readsEveryFamilyOnTheWire()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, space);
        QFETCH(quint64, chainId);
        const auto id = NetworkId::fromText(text.toStdString());
        QVERIFY(id.has_value());
        QCOMPARE(id->space, space.toStdString());
        QCOMPARE(id->toText(), text.toStdString());
        QCOMPARE(quint64(id->evmChainId()), chainId);
    }

    void readsEveryNetworkOfTheRegistry()
    {
        for (const auto& network : till::money::Registry::builtIn().networks()) {
            const auto id = NetworkId::fromText(network.caip2);
            QVERIFY2(id.has_value(), network.caip2.c_str());
            QCOMPARE(id->evmChainId(), network.chainId);
        }
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<NetworkIdError>("error");
        const auto row = [](const char* tag, const QByteArray& text, NetworkIdError error) {
            QTest::newRow(tag) << text << error;
        };
        row("empty", "", NetworkIdError::Malformed);
        row("v1 name", "base", NetworkIdError::Malformed);
        row("colon alone", ":", NetworkIdError::Malformed);
        row("no namespace", ":1", NetworkIdError::Malformed);
        row("no reference", "eip155:", NetworkIdError::Malformed);
        row("upper-case namespace", "EIP155:1", NetworkIdError::Malformed);
        row("hex", "eip155:0x2105", NetworkIdError::Malformed);
        row("third part", "eip155:8453:x", NetworkIdError::Malformed);
        row("third part of another family", "stellar:pubnet:x", NetworkIdError::Malformed);
        row("leading zero", "eip155:08453", NetworkIdError::Malformed);
        row("plus", "eip155:+1", NetworkIdError::Malformed);
        row("minus", "eip155:-1", NetworkIdError::Malformed);
        row("fraction", "eip155:1.0", NetworkIdError::Malformed);
        row("exponent", "eip155:1e3", NetworkIdError::Malformed);
        row("blank before", " eip155:1", NetworkIdError::Malformed);
        row("blank after", "eip155:1 ", NetworkIdError::Malformed);
        row("line end", "solana:abc\n", NetworkIdError::Malformed);
        row("NUL", QByteArray("eip155:1\0", 9), NetworkIdError::Malformed);
        row("other alphabet", "eip155:\u0661", NetworkIdError::Malformed);
        row("65 characters", "near:" + QByteArray(65, 'a'), NetworkIdError::Malformed);
        row("namespace of 33 characters", QByteArray(33, 'a') + ":1", NetworkIdError::Malformed);
        row("zero", "eip155:0", NetworkIdError::ChainIdOutOfRange);
        row("2^53", "eip155:9007199254740992", NetworkIdError::ChainIdOutOfRange);
        row("2^64", "eip155:18446744073709551616", NetworkIdError::ChainIdOutOfRange);
        row("64 digits", "eip155:" + QByteArray(64, '9'), NetworkIdError::ChainIdOutOfRange);
    }
    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(NetworkIdError, error);
        const auto id = NetworkId::fromText(text.toStdString());
        QVERIFY(!id);
        QCOMPARE(id.error(), error);
    }

    void hasNoChainIdWhenMadeByHandWithNonsense()
    {
        QCOMPARE(NetworkId({"eip155", ""}).evmChainId(), std::uint64_t(0));
        QCOMPARE(NetworkId({"eip155", "x"}).evmChainId(), std::uint64_t(0));
        QCOMPARE(NetworkId({"solana", "1"}).evmChainId(), std::uint64_t(0));
    }
};

QTEST_APPLESS_MAIN(TestNetworkId)
#include "tst_network_id.moc"
