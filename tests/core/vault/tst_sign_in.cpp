#include "core/chain/sign_in_message.h"
#include "tests/core/vectors.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using chain::SignInMessage;
using money::Family;
using vault::SignError;

namespace {

nlohmann::json published()
{
    return tests::readVectors("sign-in-with-x.json");
}

SignInMessage messageAt(std::size_t index)
{
    return SignInMessage::fromText(published().at("cases").at(index).at("message").get<std::string>())
        .value();
}

} // namespace

class TestSignIn : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void signsAsThePackagesDo()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto keys = published();
        const auto evm = vault.importKey(
            Family::Evm, secretOf(fromHex0x(keys.at("evmPrivateKey").get<std::string>()).value()), "e");
        const auto solana = vault.importKey(
            Family::Svm, secretOf(fromHex0x(keys.at("solanaPrivateSeed").get<std::string>()).value()), "s");
        int signedOnes = 0;
        for (const auto& each : keys.at("cases")) {
            const auto message = SignInMessage::fromText(each.at("message").get<std::string>()).value();
            const auto expected = nlohmann::json::parse(each.at("payloadJson").get<std::string>())
                                      .at("signature")
                                      .get<std::string>();
            const auto& account = each.at("type") == "eip191" ? evm : solana;
            QCOMPARE(vault.signer().signIn(account->id(), message).value(), expected);
            ++signedOnes;
        }
        QCOMPARE(signedOnes, 6);
        QCOMPARE(vault.signer().signIn(solana->id(), messageAt(0)).error(), SignError::WrongAccount);
    }

    void onlyTheAccountThatIsNamedSigns()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(vault.newAccount("right").has_value()); // kTestAddress0, whom the messages name
        QVERIFY(vault.newAccount("wrong").has_value());
        const auto message = messageAt(0);
        QVERIFY(vault.signer().signIn("acc_1", message).has_value());
        QCOMPARE(vault.signer().signIn("acc_2", message).error(), SignError::WrongAccount);
        QCOMPARE(vault.signer().signIn("acc_9", message).error(), SignError::UnknownAccount);
        QVERIFY(vault.setState("acc_1", vault::AccountState::Archived).has_value());
        QCOMPARE(vault.signer().signIn("acc_1", message).error(), SignError::Archived);
        vault.lock();
        QCOMPARE(vault.signer().signIn("acc_1", message).error(), SignError::Locked);
    }

    void aWatchedAccountNeverSigns()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        const auto address = chain::EvmAddress::fromText(kTestAddress0).value();
        const auto watched = vault.watch(address, "watched").value();
        QCOMPARE(vault.signer().signIn(watched.id(), messageAt(0)).error(), SignError::WatchOnly);
        vault.lock();
        QVERIFY(vault.unlock(bytesOf(kPassphrase)).has_value());
        QCOMPARE(vault.signer().signIn(watched.id(), messageAt(0)).error(), SignError::WatchOnly);
    }
};

QTEST_APPLESS_MAIN(TestSignIn)
#include "tst_sign_in.moc"
