#include "core/vault/keystore_v3.h"
#include "core/vault/vault_check.h"
#include "tests/core/vectors.h"
#include "vault_fixture.h"

#include <QtTest>

#include <functional>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using nlohmann::json;
using vault::KeyFileError;

namespace {

using Change = std::function<void(json&)>;

json goodFile()
{
    return tests::readVectors("keystore-v3.json").at("cases").at(0).at("keystore");
}

} // namespace
Q_DECLARE_METATYPE(Change)

class TestKeystoreV3 : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;
    std::unique_ptr<crypto::Secp256k1> m_curve;

    [[nodiscard]] Result<SecretBytes, KeyFileError> open(const std::string& text,
                                                         std::string_view password) const
    {
        const auto keystore = vault::parseKeystoreV3(text);
        if (!keystore) {
            return fail(keystore.error());
        }
        return vault::openKeystoreV3(*keystore, bytesOf(password), *m_curve);
    }

private Q_SLOTS:
    void initTestCase()
    {
        crypto::initialise();
        m_curve = vault::blindedCurve(m_entropy);
    }

    void opensThePublishedFiles()
    {
        int opened = 0;
        for (const auto& each : tests::readVectors("keystore-v3.json").at("cases")) {
            const auto key = open(each.at("keystore").dump(), each.at("password").get<std::string>());
            QVERIFY2(key.has_value(), each.at("name").get<std::string>().c_str());
            QCOMPARE(toHex0x(key->readable()), each.at("privateKey").get<std::string>());
            const auto wrong =
                open(each.at("keystore").dump(), "wrong " + each.at("password").get<std::string>());
            QVERIFY(wrong.error() == KeyFileError::WrongPassphrase);
            ++opened;
        }
        QCOMPARE(opened, 4);
    }

    void opensWhatItMade()
    {
        const Bytes key = fromHex(kTestKey0).value();
        const auto text =
            vault::makeKeystoreV3(key, bytesOf("a passphrase"), {1024, 8, 1}, *m_curve, m_entropy);
        QVERIFY(text.has_value());
        QCOMPARE(toHex(open(*text, "a passphrase")->readable()), std::string(kTestKey0));
        QVERIFY(open(*text, "another").error() == KeyFileError::WrongPassphrase);
        QVERIFY(text->find(kTestKey0) == std::string::npos);
        const auto again =
            vault::makeKeystoreV3(key, bytesOf("a passphrase"), {1024, 8, 1}, *m_curve, m_entropy);
        QVERIFY(*again != *text);
        QVERIFY(!vault::makeKeystoreV3(Bytes(32, 0), bytesOf("p"), {1024, 8, 1}, *m_curve, m_entropy));
        QVERIFY(vault::makeKeystoreV3(key, bytesOf("p"), {1000, 8, 1}, *m_curve, m_entropy).error() ==
                KeyFileError::CostOutOfBounds);
    }

    void anAddressOfSomebodyElseIsFound()
    {
        json file = goodFile();
        file["address"] = std::string(40, '1');
        QVERIFY(open(file.dump(), "testpassword").error() == KeyFileError::AddressMismatch);
        file.erase("address");
        QVERIFY(open(file.dump(), "testpassword").has_value());
        file["Crypto"] = file["crypto"]; // early geth
        file.erase("crypto");
        QVERIFY(open(file.dump(), "testpassword").has_value());
    }

    void everyFlippedBitOfWhatIsSealedIsRefused()
    {
        const json file = goodFile();
        for (const char* const name : {"ciphertext", "mac"}) {
            Bytes bytes = fromHex(file["crypto"][name].get<std::string>()).value();
            for (std::size_t byte = 0; byte < bytes.size(); byte += 5) {
                json changed = file;
                bytes[byte] ^= 4;
                changed["crypto"][name] = toHex(bytes);
                bytes[byte] ^= 4;
                QVERIFY(open(changed.dump(), "testpassword").error() == KeyFileError::WrongPassphrase);
            }
        }
        // The MAC does not cover the counter; the address does.
        json changed = file;
        changed["crypto"]["cipherparams"]["iv"] = std::string(32, '0');
        QVERIFY(!open(changed.dump(), "testpassword").has_value());
    }

    void everyTruncationIsRefused()
    {
        const std::string text = goodFile().dump();
        for (std::size_t size = 0; size < text.size(); ++size) {
            QVERIFY(vault::parseKeystoreV3(text.substr(0, size)).error() == KeyFileError::NotJson);
        }
    }

    void badFilesAreRefusedBeforeAnyWork_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<int>("error");
        const auto row = [](const char* tag, KeyFileError error, Change change) {
            QTest::newRow(tag) << change << static_cast<int>(error);
        };
        const auto costs = [](const char* name, const json& value) -> Change {
            return [=](json& f) { f["crypto"]["kdfparams"][name] = value; };
        };
        row("version 1", KeyFileError::UnknownVersion, [](json& f) { f["version"] = 1; });
        row("version 4", KeyFileError::UnknownVersion, [](json& f) { f["version"] = 4; });
        row("version text", KeyFileError::UnknownVersion, [](json& f) { f["version"] = "3"; });
        row("no version", KeyFileError::NotAKeystore, [](json& f) { f.erase("version"); });
        row("a list", KeyFileError::NotAKeystore, [](json& f) { f = json::array({1}); });
        row("no crypto", KeyFileError::NotAKeystore, [](json& f) { f.erase("crypto"); });
        row("crypto no object", KeyFileError::NotAKeystore, [](json& f) { f["crypto"] = "x"; });
        row("cipher cbc", KeyFileError::UnknownCipher,
            [](json& f) { f["crypto"]["cipher"] = "aes-128-cbc"; });
        row("no cipher", KeyFileError::UnknownCipher, [](json& f) { f["crypto"].erase("cipher"); });
        row("kdf argon2", KeyFileError::UnknownCipher, [](json& f) { f["crypto"]["kdf"] = "argon2id"; });
        row("kdf number", KeyFileError::NotAKeystore, [](json& f) { f["crypto"]["kdf"] = 1; });
        row("prf sha512", KeyFileError::UnknownCipher, [](json& f) {
            f["crypto"]["kdf"] = "pbkdf2";
            f["crypto"]["kdfparams"]["prf"] = "hmac-sha512";
        });
        row("pbkdf2 endless", KeyFileError::CostOutOfBounds, [](json& f) {
            f["crypto"]["kdf"] = "pbkdf2";
            f["crypto"]["kdfparams"]["prf"] = "hmac-sha256";
            f["crypto"]["kdfparams"]["c"] = 10'000'001;
        });
        row("pbkdf2 weak", KeyFileError::CostOutOfBounds, [](json& f) {
            f["crypto"]["kdf"] = "pbkdf2";
            f["crypto"]["kdfparams"]["prf"] = "hmac-sha256";
            f["crypto"]["kdfparams"]["c"] = 999;
        });
        row("n weak", KeyFileError::CostOutOfBounds, costs("n", 512));
        row("n odd", KeyFileError::CostOutOfBounds, costs("n", 8191));
        row("n huge", KeyFileError::CostOutOfBounds, costs("n", 1ULL << 40U));
        row("n negative", KeyFileError::CostOutOfBounds, costs("n", -8192));
        row("n fraction", KeyFileError::CostOutOfBounds, costs("n", 8192.5));
        row("n text", KeyFileError::CostOutOfBounds, costs("n", "8192"));
        row("r huge", KeyFileError::CostOutOfBounds, costs("r", 1 << 30));
        row("p none", KeyFileError::CostOutOfBounds, costs("p", 0));
        row("dklen 64", KeyFileError::NotAKeystore, costs("dklen", 64));
        row("salt empty", KeyFileError::NotAKeystore, costs("salt", ""));
        row("salt long", KeyFileError::NotAKeystore, costs("salt", std::string(130, 'a')));
        row("salt no hex", KeyFileError::NotAKeystore, costs("salt", "zz"));
        row("iv short", KeyFileError::NotAKeystore,
            [](json& f) { f["crypto"]["cipherparams"]["iv"] = std::string(30, 'a'); });
        row("no iv", KeyFileError::NotAKeystore, [](json& f) { f["crypto"].erase("cipherparams"); });
        row("key too long", KeyFileError::NotAKeystore,
            [](json& f) { f["crypto"]["ciphertext"] = std::string(66, 'a'); });
        row("no mac", KeyFileError::NotAKeystore, [](json& f) { f["crypto"].erase("mac"); });
        row("address short", KeyFileError::NotAKeystore, [](json& f) { f["address"] = "f39f"; });
        row("address number", KeyFileError::NotAKeystore, [](json& f) { f["address"] = 1; });
        row("large", KeyFileError::TooLarge, [](json& f) { f["note"] = std::string(20'000, 'a'); });
    }
    void badFilesAreRefusedBeforeAnyWork()
    {
        QFETCH(Change, change);
        QFETCH(int, error);
        json file = goodFile();
        change(file);
        const auto keystore = vault::parseKeystoreV3(file.dump());
        QVERIFY(!keystore.has_value());
        QCOMPARE(static_cast<int>(keystore.error()), error);
        QVERIFY(!vault::describe(keystore.error()).empty());
    }

    void aDoubledMemberIsRefused()
    {
        std::string text = goodFile().dump();
        text.insert(1, "\"version\":3,");
        QVERIFY(vault::parseKeystoreV3(text).error() == KeyFileError::NotJson);
    }
};

QTEST_APPLESS_MAIN(TestKeystoreV3)
#include "tst_keystore_v3.moc"
