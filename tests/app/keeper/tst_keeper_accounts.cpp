#include "keeper_process.h"

#include "core/vault/keystore_v3.h"
#include "core/vault/vault_check.h"
#include "core/wire/account_messages.h"
#include "tests/core/vectors.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

const std::string kTestPhrase = "test test test test test test test test test test test junk";
constexpr const char* kTestAddress0 = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
constexpr const char* kTestSolana0 = "oeYf6KAJkLYhBuR8CiGc6L4D4Xtfepr85fuDgA9kq96";

/// Enough to blind a curve in a test.
class FixedEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override { std::fill(out.begin(), out.end(), std::uint8_t{7}); }
};

KeyImport import(const std::string& form, const std::string& family, const std::string& material)
{
    KeyImport made;
    made.form = form;
    made.family = family;
    made.material = material;
    made.label = "imported";
    made.passphrase = kPassphrase;
    return made;
}

/// A keeper with the vault of the test phrase; the first account is kTestAddress0.
void restore(KeeperProcess& keeper, Line& owner)
{
    (void)keeper;
    VaultCreate create;
    create.passphrase = kPassphrase;
    create.kdfMemoryMiB = 64;
    create.phrase = kTestPhrase;
    owner.get<VaultCreated>(create);
}

} // namespace

class TestKeeperAccounts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void accountsOfBothFamiliesAreHeldAndOnlyEvmOnesPay()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        const auto solana =
            owner.get<AccountDetailsAnswer>(AccountDerive{"svm", "sol", kPassphrase}).accounts;
        QCOMPARE(solana.front().address, std::string(kTestSolana0));
        QCOMPARE(solana.front().path, std::string("m/44'/501'/0'/0'"));
        const auto watched = owner
                                 .get<AccountDetailsAnswer>(AccountWatch{
                                     "evm", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "w", kPassphrase})
                                 .accounts.front();
        QCOMPARE(watched.kind, std::string("watched"));
        AgentAdd add;
        add.name = "bot";
        add.preset = "everyday";
        add.passphrase = kPassphrase;
        add.account = solana.front().id;
        QCOMPARE(owner.codeOf(add), std::string("cannot_pay_yet"));
        add.account = watched.id;
        QCOMPARE(owner.codeOf(add), std::string("watch_only"));
        add.account = "default";
        QCOMPARE(owner.codeOf(add), std::string("no_such_account"));
        owner.get<Done>(AccountDefault{"evm", "acc_1", kPassphrase});
        QCOMPARE(owner.get<AgentAdded>(add).agent.address, std::string(kTestAddress0));
        const auto all = owner.get<AccountDetailsAnswer>(AccountDetailList{}).accounts;
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all.front().defaultFor, std::vector<std::string>{"evm"});
        QCOMPARE(owner.get<AccountsAnswer>(AccountList()).accounts.size(), std::size_t{3});
    }

    void aDryRunShowsAddressesAndSavesNothing()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        auto key = import("key", "evm", std::string(63, '0') + "1");
        key.dryRun = true;
        key.passphrase.reset();
        const auto shown = owner.get<AccountDetailsAnswer>(key).accounts.front(); // also without a vault
        QCOMPARE(shown.address, std::string("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf"));
        QVERIFY(shown.id.empty());
        restore(keeper, owner);
        auto words = import("phrase", "svm", kTestPhrase);
        words.dryRun = true;
        QCOMPARE(owner.get<AccountDetailsAnswer>(words).accounts.front().address, std::string(kTestSolana0));
        words.family = "evm";
        QCOMPARE(owner.get<AccountDetailsAnswer>(words).accounts.front().id, std::string("acc_1"));
        QCOMPARE(owner.get<AccountDetailsAnswer>(AccountDetailList{}).accounts.size(), std::size_t{1});
    }

    void everyFormIsImported()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        const auto keystore = readVectors("keystore-v3.json").at("cases").at(0);
        auto file = import("keystore", "evm", keystore.at("keystore").dump());
        file.filePassphrase = keystore.at("password").get<std::string>();
        QCOMPARE(owner.codeOf(file), std::string("account_exists")); // its key is the phrase's first
        file.filePassphrase = "wrong";
        QCOMPARE(owner.codeOf(file), std::string("wrong_file_passphrase"));
        file.material = "{}";
        QCOMPARE(owner.codeOf(file), std::string("bad_key_file"));
        const auto wallet = readVectors("open-wallet.json").at("cases").at(0);
        auto open = import("open-wallet", "evm", wallet.at("file").get<std::string>());
        open.filePassphrase = wallet.at("passphrase").get<std::string>();
        const auto got = owner.get<AccountDetailsAnswer>(open).accounts;
        QCOMPARE(got.back().address, wallet.at("solana").get<std::string>());
        auto words = import("phrase", "evm",
                            "abandon abandon abandon abandon abandon abandon abandon abandon "
                            "abandon abandon abandon about");
        words.extraWord = "TREZOR";
        QCOMPARE(owner.get<AccountDetailsAnswer>(words).accounts.front().address,
                 std::string("0x9c32F71D4DB8Fb9e1A58B0a80dF79935e7256FA6"));
        QCOMPARE(owner.codeOf(import("key", "svm", "short")), std::string("bad_key"));
        QCOMPARE(owner.codeOf(import("phrase", "evm", "no words")), std::string("bad_phrase"));
        QCOMPARE(owner.codeOf(import("paper", "evm", "x")), std::string("bad_request"));
        auto unproved = import("key", "evm", std::string(64, '2'));
        unproved.passphrase.reset();
        QCOMPARE(owner.codeOf(unproved), std::string("passphrase_needed"));
        unproved.passphrase = "wrong wrong";
        QCOMPARE(owner.codeOf(unproved), std::string("wrong_passphrase"));
    }

    void whatIsExportedOpensElsewhere()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        owner.get<AccountDetailsAnswer>(AccountDerive{"svm", "sol", kPassphrase});
        AccountExport request{"acc_1", "keystore", "a file passphrase", kPassphrase};
        const auto keystore = vault::parseKeystoreV3(owner.get<AccountExported>(request).document.view());
        QVERIFY(keystore.has_value());
        FixedEntropy entropy;
        const std::string password = "a file passphrase";
        const auto key = vault::openKeystoreV3(
            *keystore, {reinterpret_cast<const std::uint8_t*>(password.data()), password.size()},
            *vault::blindedCurve(entropy));
        QCOMPARE(toHex(key->readable()),
                 std::string("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"));
        AccountExport pair{"acc_2", "solana-keypair", {}, kPassphrase};
        const auto document = owner.get<AccountExported>(pair).document;
        QCOMPARE(QByteArray::fromStdString(document.plainCopy()).count(','), qsizetype{63});
        // The proof must be in this very frame, also on a connection that has proved.
        pair.passphrase = "wrong wrong";
        QCOMPARE(owner.codeOf(pair), std::string("wrong_passphrase"));
        request.form = "solana-keypair";
        QCOMPARE(owner.codeOf(request), std::string("bad_request"));
        request.form = "keystore";
        request.filePassphrase = "short";
        QCOMPARE(owner.codeOf(request), std::string("weak_passphrase"));
        request.account = "acc_9";
        QCOMPARE(owner.codeOf(request), std::string("no_such_account"));
    }

    void aRecoveryCodeOpensTheVaultInPlaceOfThePassphrase()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        QVERIFY(!owner.get<VaultShown>(VaultShow{}).recoveryCode);
        QCOMPARE(owner.codeOf(RecoveryCodeSet{"remove", kPassphrase}), std::string("no_recovery_code"));
        const auto code = owner.get<RecoveryCode>(RecoveryCodeSet{"new", kPassphrase}).code;
        QCOMPARE(code.size(), std::size_t{34});
        QVERIFY(owner.get<VaultShown>(VaultShow{}).recoveryCode);
        keeper.kill();
        keeper.start();
        Line again = keeper.admin();
        again.get<Done>(Unlock{code});
        again.get<Done>(PassphraseChange{code, "a new passphrase"});
        QCOMPARE(again.codeOf(Prove{kPassphrase}), std::string("wrong_passphrase"));
        again.get<Done>(Prove{"a new passphrase"});
        again.get<RecoveryCode>(RecoveryCodeSet{"remove", "a new passphrase"});
        QCOMPARE(again.codeOf(Prove{code}), std::string("wrong_passphrase"));
    }

    void archivingIsFreeAndTheRestIsNot()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        Line stranger = keeper.admin();
        stranger.get<Done>(AccountEdit{"acc_1", {}, "archived", {}});
        QCOMPARE(stranger.codeOf(AccountEdit{"acc_1", {}, "active", {}}), std::string("passphrase_needed"));
        QCOMPARE(stranger.codeOf(AccountEdit{"acc_1", "new name", {}, {}}), std::string("passphrase_needed"));
        stranger.get<Done>(AccountEdit{"acc_1", "new name", "active", kPassphrase});
        const auto account = stranger.get<AccountDetailsAnswer>(AccountDetailList{}).accounts.front();
        QCOMPARE(account.label, std::string("new name"));
        QCOMPARE(account.state, std::string("active"));
        QCOMPARE(stranger.codeOf(AccountEdit{"acc_7", {}, "archived", {}}), std::string("no_such_account"));
    }

    void onlySignInMessagesAreSignedAndOnlyAfterTheyWereShown()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        // The second message has no time of expiry.
        const auto each = readVectors("sign-in-with-x.json").at("cases").at(1);
        SignIn request{"acc_1", each.at("message").get<std::string>(), {}, {}};
        const auto shown = owner.get<SignInAnswer>(request);
        QVERIFY(shown.signature.empty());
        QCOMPARE(shown.domain, std::string("localhost:4021"));
        request.shownHash = shown.shownHash;
        QCOMPARE(keeper.admin().codeOf(request), std::string("passphrase_needed"));
        const auto expected =
            nlohmann::json::parse(each.at("payloadJson").get<std::string>()).at("signature");
        QCOMPARE(owner.get<SignInAnswer>(request).signature, expected.get<std::string>());
        request.shownHash = std::string(64, '0');
        QCOMPARE(owner.codeOf(request), std::string("shown_changed"));
        request.message = "Please sign this";
        QCOMPARE(owner.codeOf(request), std::string("not_a_sign_in"));
        // Long expired.
        request.message =
            readVectors("sign-in-with-x.json").at("cases").at(0).at("message").get<std::string>();
        QCOMPARE(owner.codeOf(request), std::string("not_a_sign_in"));
    }

    void theGatewayCanDoNoneOfThis_I18()
    {
        KeeperProcess keeper;
        Line owner = keeper.admin();
        restore(keeper, owner);
        QCOMPARE(
            keeper.gateway().codeOf(AccountExport{"acc_1", "keystore", "a file passphrase", kPassphrase}),
            std::string("not_allowed_here"));
        QCOMPARE(keeper.gateway().codeOf(RecoveryCodeSet{"new", kPassphrase}),
                 std::string("not_allowed_here"));
        QCOMPARE(keeper.watcher().codeOf(import("key", "evm", std::string(64, '1'))),
                 std::string("not_allowed_here"));
    }
};

QTEST_GUILESS_MAIN(TestKeeperAccounts)
#include "tst_keeper_accounts.moc"
