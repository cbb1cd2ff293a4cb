#include "core/chain/evm_address.h"
#include "core/money/registry.h"

#include <QTest>

using namespace till;

/// The registry stands below the hash that EIP-55 needs, so what it holds is checked here.
class TestRegistryAddresses : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTokenAddressIsChecksummed()
    {
        int checked = 0;
        for (const money::Asset& asset : money::Registry::builtIn().assets()) {
            if (asset.method == money::TransferMethod::SplToken)
                continue;
            const auto address = chain::EvmAddress::fromText(asset.address);
            QVERIFY2(address.has_value(), asset.address.c_str());
            QCOMPARE(address->toChecksummed(), asset.address);
            ++checked;
        }
        QVERIFY(checked > 30);
    }
};

QTEST_APPLESS_MAIN(TestRegistryAddresses)
#include "tst_registry_addresses.moc"
