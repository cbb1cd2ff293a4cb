#include "core/support/base58.h"
#include "core/vault/kdf_calibration.h"
#include "core/vault/key_import.h"
#include "core/vault/open_wallet.h"
#include "core/vault/solana_keypair.h"
#include "tests/core/vectors.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using money::Family;
using vault::ImportForm;
using vault::ImportTask;
using vault::KeyFileError;

namespace {

constexpr const char* kTestSolanaSeed0 = "a01c67efb5cb8f62f15907a9fcf124c73d2695c8a9a31f21c05742a31ca1dc72";
// tests/vectors/slip10-solana.json
constexpr const char* kTestPair0 =
    "4Cfc4TJ6dsWwLcw8aJ5uhx7UJKPR5VGXTu2iJr5bVRoTDsxzb6qfJrzR5HNhBcwGwsXqGeHzDR3eUWLr7MRnska8";

/// The numbers of a published pair, as solana-keygen writes them.
std::string pairText(const std::string& base58)
{
    std::string text = "[";
    const auto bytes = fromBase58(base58).value();
    for (const std::uint8_t byte : bytes) {
        text += (text.size() > 1 ? "," : "") + std::to_string(byte);
    }
    return text + "]";
}

ImportTask task(ImportForm form, Family family, std::string_view material, std::string_view passphrase = {})
{
    ImportTask made;
    made.form = form;
    made.family = family;
    made.material = secretOf(bytesOf(material));
    made.filePassphrase = secretOf(bytesOf(passphrase));
    return made;
}

} // namespace

class TestKeyImport : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

    std::string addressOf(const ImportTask& import)
    {
        const auto found = import.run(m_entropy);
        return found ? found->front().address.toText() : "error " + std::to_string(int(found.error()));
    }
    KeyFileError errorOf(const ImportTask& import) { return import.run(m_entropy).error(); }

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void keysOfBothFamiliesAreRead()
    {
        const std::string evm(kTestKey0);
        for (const std::string& text :
             {evm, "0x" + evm, QByteArray::fromStdString(evm).toUpper().toStdString()}) {
            QCOMPARE(addressOf(task(ImportForm::Key, Family::Evm, text)), std::string(kTestAddress0));
        }
        QCOMPARE(addressOf(task(ImportForm::Key, Family::Svm, kTestSolanaSeed0)),
                 std::string(kTestSolanaAddress0));
        QCOMPARE(addressOf(task(ImportForm::Key, Family::Svm, kTestPair0)), std::string(kTestSolanaAddress0));
        for (const std::string& bad :
             {std::string(), std::string("0x"), evm.substr(1), evm + "0", evm + "\n", std::string(64, '0'),
              std::string(64, 'f'), "0X" + evm, std::string(63, 'a') + "g"}) {
            QVERIFY2(errorOf(task(ImportForm::Key, Family::Evm, bad)) == KeyFileError::InvalidKey,
                     bad.c_str());
        }
        for (const std::string& bad : {std::string(kTestPair0) + "1", "1" + std::string(kTestPair0),
                                       std::string(88, 'z'), std::string(200, '1'), std::string(88, '0')}) {
            QVERIFY2(!task(ImportForm::Key, Family::Svm, bad).run(m_entropy), bad.c_str());
        }
    }

    void theKeypairFileOfSolanaIsReadAndWritten()
    {
        for (const auto& each : tests::readVectors("slip10-solana.json").at("cases")) {
            for (const auto& account : each.at("accounts")) {
                const std::string text = pairText(account.at("solanaKeypair64Base58").get<std::string>());
                QCOMPARE(addressOf(task(ImportForm::SolanaKeypair, Family::Evm, text)),
                         account.at("address").get<std::string>());
                const auto seed = vault::readSolanaKeypair(bytesOf(text));
                QCOMPARE(textOf(vault::writeSolanaKeypair(seed->readable())), text);
            }
        }
        const std::string good = pairText(kTestPair0);
        QVERIFY(vault::readSolanaKeypair(bytesOf(" [ " + good.substr(1) + "\n")).has_value());
    }

    void badKeypairFilesAreRefused()
    {
        const std::string good = pairText(kTestPair0);
        for (std::size_t size = 0; size < good.size(); ++size) {
            QVERIFY(vault::readSolanaKeypair(bytesOf(good.substr(0, size))).error() ==
                    KeyFileError::NotASolanaKeypair);
        }
        const auto first = good.find(',');
        for (const std::string& bad :
             {good + ",", good + "]", good + "x", "{" + good + "}", "[256" + good.substr(first),
              "[-1" + good.substr(first), "[1.0" + good.substr(first), "[01" + good.substr(first),
              "[1e1" + good.substr(first), "[\"1\"" + good.substr(first), "[" + good.substr(first),
              good.substr(0, good.size() - 1) + ",1]", "[9999999999999" + good.substr(first)}) {
            QVERIFY2(vault::readSolanaKeypair(bytesOf(bad)).error() == KeyFileError::NotASolanaKeypair,
                     bad.c_str());
        }
        // Well written, but the second half is not the first half's public key.
        QVERIFY(vault::readSolanaKeypair(bytesOf("[7" + good.substr(first))).error() ==
                KeyFileError::AddressMismatch);
        QVERIFY(vault::readSolanaKeypair(Bytes(2000, ' ')).error() == KeyFileError::TooLarge);
    }

    void theOpenWalletStandardsFilesAreRead()
    {
        for (const auto& each : tests::readVectors("open-wallet.json").at("cases")) {
            const auto file = each.at("file").get<std::string>();
            const auto import =
                task(ImportForm::OpenWallet, Family::Evm, file, each.at("passphrase").get<std::string>());
            const auto found = import.run(m_entropy);
            QVERIFY2(found.has_value(), each.at("name").get<std::string>().c_str());
            QCOMPARE(found->size(), std::size_t{2});
            QCOMPARE((*found)[0].address.toText(), each.at("evm").get<std::string>());
            QCOMPARE((*found)[1].address.toText(), each.at("solana").get<std::string>());
            if (each.contains("phrase")) {
                QCOMPARE(textOf((*found)[0].seed->phrase), each.at("phrase").get<std::string>());
            } else {
                QCOMPARE(toHex((*found)[0].key.readable()), each.at("secp256k1").get<std::string>());
                QCOMPARE(toHex((*found)[1].key.readable()), each.at("ed25519").get<std::string>());
            }
            QVERIFY(errorOf(task(ImportForm::OpenWallet, Family::Evm, file, "wrong")) ==
                    KeyFileError::WrongPassphrase);
        }
    }

    void badOpenWalletsAreRefused()
    {
        const auto file = nlohmann::json::parse(
            tests::readVectors("open-wallet.json").at("cases").at(0).at("file").get<std::string>());
        const auto errorWith = [&](auto change) {
            auto changed = file;
            change(changed);
            return vault::parseOpenWallet(changed.dump()).error();
        };
        using Json = nlohmann::json;
        QVERIFY(errorWith([](Json& f) { f["ows_version"] = 3; }) == KeyFileError::UnknownVersion);
        QVERIFY(errorWith([](Json& f) { f.erase("ows_version"); }) == KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["key_type"] = "seed"; }) == KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["accounts"] = 1; }) == KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["accounts"][0]["address"] = "0x1"; }) ==
                KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["accounts"].push_back(f["accounts"][0]); }) ==
                KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["crypto"]["cipher"] = "aes-128-gcm"; }) ==
                KeyFileError::UnknownCipher);
        QVERIFY(errorWith([](Json& f) { f["crypto"]["auth_tag"] = "00"; }) == KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["crypto"]["cipherparams"]["iv"] = "00"; }) ==
                KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["crypto"]["ciphertext"] = ""; }) == KeyFileError::NotAnOpenWallet);
        QVERIFY(errorWith([](Json& f) { f["crypto"]["kdfparams"]["n"] = 1ULL << 31U; }) ==
                KeyFileError::CostOutOfBounds);
        const std::string text = file.dump();
        for (std::size_t size = 0; size < text.size(); size += 7) {
            QVERIFY(vault::parseOpenWallet(text.substr(0, size)).error() == KeyFileError::NotJson);
        }
    }

    void anAddressThatTheKeyDoesNotGiveIsFound()
    {
        for (const auto& each : tests::readVectors("open-wallet.json").at("cases")) {
            auto file = nlohmann::json::parse(each.at("file").get<std::string>());
            file["accounts"][0]["address"] = kTestAddress1;
            QVERIFY(errorOf(task(ImportForm::OpenWallet, Family::Evm, file.dump(), "correct horse")) ==
                    KeyFileError::AddressMismatch);
            file["accounts"] = nlohmann::json::array({file["accounts"][2]}); // Bitcoin alone
            QVERIFY(errorOf(task(ImportForm::OpenWallet, Family::Evm, file.dump(), "correct horse")) ==
                    KeyFileError::NothingToImport);
        }
    }

    void otherWordsGiveTheAccountThatIsAskedFor()
    {
        ImportTask import = task(ImportForm::Phrase, Family::Evm, kTestPhrase);
        QCOMPARE(addressOf(import), std::string(kTestAddress0));
        import.index = 1;
        QCOMPARE(addressOf(import), std::string(kTestAddress1));
        import.family = Family::Svm;
        QCOMPARE(addressOf(import), std::string("AqynRZwvVqUPRwRJXvm6odUb3t93fDjnWe3p6BeuUFxD"));
        QVERIFY(errorOf(task(ImportForm::Phrase, Family::Evm, "test test")) == KeyFileError::InvalidPhrase);
    }

    void calibrationStaysWithinItsBounds()
    {
        constexpr std::int64_t kSecond = 1'000'000;
        // 128 MiB·passes in the trial; 768 in the usual cost: a sixth of a second is the usual machine.
        QCOMPARE(vault::calibratedCost(kSecond / 6).memoryMiB, 256U);
        QCOMPARE(vault::calibratedCost(kSecond / 6).passes, 3U);
        QCOMPARE(vault::calibratedCost(kSecond / 20).memoryMiB, 256U);
        QVERIFY(vault::calibratedCost(kSecond / 20).passes > 5U);
        QCOMPARE(vault::calibratedCost(kSecond / 2).memoryMiB, 128U);
        QCOMPARE(vault::calibratedCost(10 * kSecond).memoryMiB, 64U);
        for (const std::int64_t trial :
             {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, kSecond, INT64_MAX}) {
            QVERIFY(crypto::isAllowed(vault::calibratedCost(trial)));
            QVERIFY(vault::calibratedCost(trial).passes >= 3U);
        }
    }
};

QTEST_APPLESS_MAIN(TestKeyImport)
#include "tst_key_import.moc"
