#include "core/chain/account_address.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace till;
using chain::AccountAddress;
using chain::SolanaAddress;
using chain::SolanaAddressError;
using money::Family;

namespace {

constexpr const char* kEvm = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
constexpr const char* kSolana = "oeYf6KAJkLYhBuR8CiGc6L4D4Xtfepr85fuDgA9kq96";

} // namespace

class TestAccountAddress : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void solanaAddressesComeBack()
    {
        int read = 0;
        const auto vectors = tests::readVectors("slip10-solana.json");
        for (const auto& each : vectors.at("ed25519")) {
            const auto address = SolanaAddress::fromText(each.at("address").get<std::string>());
            QVERIFY(address.has_value());
            QCOMPARE(address->toText(), each.at("address").get<std::string>());
            QCOMPARE(toHex0x(address->bytes()), each.at("publicKey").get<std::string>());
            ++read;
        }
        QVERIFY(read > 0);
        // The system program: 32 zero bytes.
        QCOMPARE(SolanaAddress().toText(), std::string(32, '1'));
    }

    void badSolanaAddressesAreRefused()
    {
        QVERIFY(SolanaAddress::fromText("").error() == SolanaAddressError::WrongLength);
        QVERIFY(SolanaAddress::fromText(std::string(31, '1')).error() == SolanaAddressError::WrongLength);
        QVERIFY(SolanaAddress::fromText(std::string(33, '1')).error() == SolanaAddressError::WrongLength);
        QVERIFY(SolanaAddress::fromText(std::string(kSolana) + "1").error() ==
                SolanaAddressError::WrongLength);
        QVERIFY(SolanaAddress::fromText(std::string(1000, '2')).error() == SolanaAddressError::WrongLength);
        QVERIFY(SolanaAddress::fromText("0" + std::string(kSolana).substr(1)).error() ==
                SolanaAddressError::NotBase58);
        QVERIFY(SolanaAddress::fromText(" " + std::string(kSolana)).error() == SolanaAddressError::NotBase58);
    }

    void anAddressIsOfItsFamilyOnly()
    {
        const auto evm = AccountAddress::fromText(Family::Evm, kEvm);
        const auto solana = AccountAddress::fromText(Family::Svm, kSolana);
        QVERIFY(evm && solana);
        QVERIFY(evm->family() == Family::Evm && solana->family() == Family::Svm);
        QVERIFY(evm->evm() != nullptr && evm->solana() == nullptr);
        QVERIFY(solana->evm() == nullptr && solana->solana() != nullptr);
        QCOMPARE(evm->toText(), std::string(kEvm));
        QCOMPARE(solana->toText(), std::string(kSolana));
        QCOMPARE(evm->bytes().size(), std::size_t{20});
        QCOMPARE(solana->bytes().size(), std::size_t{32});
        QVERIFY(*evm != *solana);
        QVERIFY(!AccountAddress::fromText(Family::Svm, kEvm));
        QVERIFY(!AccountAddress::fromText(Family::Evm, kSolana));
    }

    void familiesHaveTheirNames()
    {
        for (const Family family : {Family::Evm, Family::Svm}) {
            QVERIFY(chain::familyFromName(chain::familyName(family)) == family);
        }
        for (const char* const name : {"", "EVM", "solana", "evm "}) {
            QVERIFY(!chain::familyFromName(name));
        }
    }
};

QTEST_APPLESS_MAIN(TestAccountAddress)
#include "tst_account_address.moc"
