#include "core/leaks/own_accounts.h"

#include "tests/core/vault/vault_fixture.h"

#include <QTest>

using namespace till;
using namespace till::leaks;
using namespace till::test;

namespace {

// tests/vectors/bip39-bip44.json and slip10-solana.json: accounts of "test … junk".
constexpr const char* kSolana0 = "oeYf6KAJkLYhBuR8CiGc6L4D4Xtfepr85fuDgA9kq96";
constexpr const char* kSolana1 = "AqynRZwvVqUPRwRJXvm6odUb3t93fDjnWe3p6BeuUFxD";
constexpr const char* kPair0 =
    "4Cfc4TJ6dsWwLcw8aJ5uhx7UJKPR5VGXTu2iJr5bVRoTDsxzb6qfJrzR5HNhBcwGwsXqGeHzDR3eUWLr7MRnska8";
constexpr const char* kSeed0 = "a01c67efb5cb8f62f15907a9fcf124c73d2695c8a9a31f21c05742a31ca1dc72";

struct Owner {
    RepeatableEntropy entropy;
    OwnAccounts own{entropy};
    explicit Owner(std::initializer_list<std::string_view> addresses)
    {
        for (const auto address : addresses) {
            if (!own.add(std::string(address))) {
                throw std::runtime_error("not an address");
            }
        }
    }
    std::vector<std::string> opened(std::string_view text) const
    {
        std::vector<std::string> all;
        for (const Leak& leak : findLeaks(text)) {
            for (std::string& each : own.openedBy(leak)) {
                all.push_back(std::move(each));
            }
        }
        return all;
    }
};

using Texts = std::vector<std::string>;

} // namespace

class TestOwnAccounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void aKeyOfOursIsKnownByItsAddress();
    void aKeyOfOthersIsNot();
    void aPhraseOpensAccountsOfBothFamilies();
    void aSolanaKeypairAndItsSeedAreKnown();
    void aKeystoreIsKnownByTheAddressItNames();
    void whatIsNoKeyOpensNothing();
    void onlyAddressesAreTaken();
};

void TestOwnAccounts::aKeyOfOursIsKnownByItsAddress()
{
    const Owner owner{kTestAddress0};
    QVERIFY(owner.opened("KEY=0x" + std::string(kTestKey0)) == Texts{std::string(kTestAddress0)});
    // However the address was written.
    const Owner lower{"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"};
    QVERIFY(lower.opened(kTestKey0) == Texts{std::string(kTestAddress0)});
}

void TestOwnAccounts::aKeyOfOthersIsNot()
{
    const Owner owner{kTestAddress1};
    QVERIFY(owner.opened("PRIVATE_KEY=" + std::string(kTestKey0)).empty());
    QVERIFY(owner
                .opened("abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
                        "abandon about")
                .empty());
}

void TestOwnAccounts::aPhraseOpensAccountsOfBothFamilies()
{
    const Owner owner{kTestAddress1, kSolana1, kTestAddress0};
    QVERIFY(owner.opened(kTestPhrase) ==
            (Texts{std::string(kTestAddress0), std::string(kTestAddress1), std::string(kSolana1)}));
}

void TestOwnAccounts::aSolanaKeypairAndItsSeedAreKnown()
{
    const Owner owner{kSolana0};
    QVERIFY(owner.opened(kPair0) == Texts{kSolana0});
    QVERIFY(owner.opened(kSeed0) == Texts{kSolana0}); // 32 bytes in hex, as some tools keep it
}

void TestOwnAccounts::aKeystoreIsKnownByTheAddressItNames()
{
    const Owner owner{kTestAddress0};
    const std::string keystore =
        R"({"address":"f39fd6e51aad88f6f4ce6ab8827279cfffb92266","crypto":{"ciphertext":"00"},"version":3})";
    QVERIFY(owner.opened(keystore) == Texts{std::string(kTestAddress0)});
    QVERIFY(owner.opened(R"({"crypto":{"ciphertext":"00"},"version":3})").empty());
}

void TestOwnAccounts::whatIsNoKeyOpensNothing()
{
    const Owner owner{kTestAddress0};
    QVERIFY(owner.opened(std::string(64, '0')).empty()); // below the curve's order
    QVERIFY(owner.opened(std::string(64, 'f')).empty()); // above it
}

void TestOwnAccounts::onlyAddressesAreTaken()
{
    RepeatableEntropy entropy;
    OwnAccounts own(entropy);
    for (const char* bad :
         {"", "0x", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb9226", "me", "0OIl",
          "4Cfc4TJ6dsWwLcw8aJ5uhx7UJKPR5VGXTu2iJr5bVRoTDsxzb6qfJrzR5HNhBcwGwsXqGeHzDR3eUWLr7MRnska8"}) {
        QVERIFY2(!own.add(bad), bad);
    }
}

QTEST_APPLESS_MAIN(TestOwnAccounts)
#include "tst_own_accounts.moc"
