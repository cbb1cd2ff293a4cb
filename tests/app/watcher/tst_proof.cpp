#include "app/evm/words.h"
#include "app/watcher/proof.h"

#include <QTest>

#include <functional>

using namespace till;
using namespace till::watcher;
using Change = std::function<void(NodeReceipt&)>;

Q_DECLARE_METATYPE(Change)

namespace {

wire::WatchedPayment payment()
{
    return {"pay_1",
            "eip155:84532",
            "0x036CbD53842c5426634e7929541eC2318f3dCF7e",
            "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
            "0x209693Bc6afc0C5328bA36FaF03C514EF312287C",
            "10000",
            "0x" + std::string(64, 'b'),
            "0x" + std::string(64, 'c'),
            1767225660};
}

Hash256 word(std::string_view hex0x)
{
    Hash256 read{};
    return fromHex0xInto(hex0x, read) ? read : Hash256{};
}

/// What an honest token logs for the payment.
NodeReceipt receipt()
{
    const Claim claim = Claim::read(payment()).value();
    const auto value = claim.amount.toBigEndian();
    return {
        true,
        100,
        {},
        {{claim.token, {word(evm::kAuthorizationUsedTopic), word(evm::wordOf(claim.from)), claim.nonce}, {}},
         {claim.token,
          {word(evm::kTransferTopic), word(evm::wordOf(claim.from)), word(evm::wordOf(claim.to))},
          {value.begin(), value.end()}}}};
}

} // namespace

class TestProof : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothLogsOfTheTokenProve()
    {
        const Claim claim = Claim::read(payment()).value();
        QVERIFY(showsSettlement(receipt(), claim));
        auto amongOthers = receipt();
        amongOthers.logs.insert(amongOthers.logs.begin(), NodeLog{});
        std::swap(amongOthers.logs[1], amongOthers.logs[2]);
        QVERIFY(showsSettlement(amongOthers, claim));
    }

    void anythingLessProvesNothing_data()
    {
        QTest::addColumn<Change>("change");
        const auto row = [](const char* tag, Change change) { QTest::newRow(tag) << std::move(change); };
        row("failed", [](NodeReceipt& r) { r.succeeded = false; });
        row("no use", [](NodeReceipt& r) { r.logs.erase(r.logs.begin()); });
        row("no transfer", [](NodeReceipt& r) { r.logs.pop_back(); });
        row("use logged by another contract", [](NodeReceipt& r) { r.logs[0].address = {}; });
        row("transfer logged by another contract", [](NodeReceipt& r) { r.logs[1].address = {}; });
        row("another nonce", [](NodeReceipt& r) { r.logs[0].topics[2][31] ^= 1; });
        row("used by another", [](NodeReceipt& r) { r.logs[0].topics[1][31] ^= 1; });
        row("moved from another", [](NodeReceipt& r) { r.logs[1].topics[1][31] ^= 1; });
        row("moved to another", [](NodeReceipt& r) { r.logs[1].topics[2][31] ^= 1; });
        row("another amount", [](NodeReceipt& r) { r.logs[1].data[31] ^= 1; });
        row("amount cut short", [](NodeReceipt& r) { r.logs[1].data.pop_back(); });
        row("amount with more behind", [](NodeReceipt& r) { r.logs[1].data.push_back(0); });
        row("another event", [](NodeReceipt& r) { r.logs[0].topics[0][0] ^= 1; });
        row("a topic more", [](NodeReceipt& r) { r.logs[0].topics.emplace_back(); });
        row("nothing", [](NodeReceipt& r) { r.logs.clear(); });
    }
    void anythingLessProvesNothing()
    {
        QFETCH(Change, change);
        NodeReceipt changed = receipt();
        change(changed);
        QVERIFY(!showsSettlement(changed, Claim::read(payment()).value()));
    }

    void onlyAnUnusedNonceInALaterBlockIsVoid()
    {
        const Claim claim = Claim::read(payment()).value();
        const auto at = [](std::int64_t time) { return NodeBlock{1, time, {}}; };
        QVERIFY(showsUnused(at(claim.validBeforeSeconds + 1), false, claim));
        QVERIFY(!showsUnused(at(claim.validBeforeSeconds), false, claim));
        QVERIFY(!showsUnused(at(claim.validBeforeSeconds + 1), true, claim));
    }

    void readsOnlyWholeRows()
    {
        QVERIFY(Claim::read(payment()).has_value());
        auto odd = payment();
        odd.transaction = "settled, trust me";
        QVERIFY(Claim::read(odd).has_value() && !Claim::read(odd)->transaction);
        for (const auto& spoil : std::vector<std::function<void(wire::WatchedPayment&)>>{
                 [](auto& p) { p.asset = "USDC"; }, [](auto& p) { p.from.clear(); },
                 [](auto& p) { p.to = "0x1"; }, [](auto& p) { p.amount = "1e4"; },
                 [](auto& p) { p.nonce = "0x01"; }}) {
            auto spoiled = payment();
            spoil(spoiled);
            QVERIFY(!Claim::read(spoiled).has_value());
        }
    }
};

QTEST_GUILESS_MAIN(TestProof)
#include "tst_proof.moc"
