#include "core/vault/recovery_code.h"
#include "vault_fixture.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::SecretBytes;
using vault::VaultError;

class TestRecoveryCode : public QObject {
    Q_OBJECT
private:
    RepeatableEntropy m_entropy;

    [[nodiscard]] static bool isRead(const std::string& text, const SecretBytes& code)
    {
        const auto read = vault::recoveryCodeFrom(bytesOf(text));
        return read && crypto::equalConstantTime(read->readable(), code.readable());
    }

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    // Crockford's base 32 of 16 zero bytes and the first 12 bits of their SHA-256 (374708fff771…).
    void itsFormIsTheDocumentedOne()
    {
        QCOMPARE(textOf(vault::recoveryCodeText(SecretBytes(16))),
                 std::string("0000-0000-0000-0000-0000-0000-00VM"));
        const SecretBytes ones = secretOf(Bytes(16, 0xff)); // SHA-256 5ac6a5945f16…
        QCOMPARE(textOf(vault::recoveryCodeText(ones)), std::string("ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZXDC"));
    }

    void everyCodeIsReadAsItWasShownOrSpoken()
    {
        for (int each = 0; each < 200; ++each) {
            const SecretBytes code = vault::newRecoveryCode(m_entropy);
            const std::string text = textOf(vault::recoveryCodeText(code));
            QCOMPARE(text.size(), std::size_t{34});
            QVERIFY(isRead(text, code));
            std::string spoken;
            for (const char letter : text) {
                spoken += letter == '-' ? ' ' : letter == '0' ? 'o' : letter == '1' ? 'l' : letter;
            }
            QVERIFY(isRead(spoken, code));
            std::transform(spoken.begin(), spoken.end(), spoken.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
            QVERIFY(isRead("  " + spoken + " ", code));
        }
    }

    // A wrong letter or two letters changed places are found before any slot is tried: 4095 times in 4096,
    // and for this code always.
    void mistakesAreFound()
    {
        const SecretBytes code = secretOf(Bytes(16, 0x5a));
        const std::string text = textOf(vault::recoveryCodeText(code));
        int taken = 0;
        int tried = 0;
        for (std::size_t at = 0; at < text.size(); ++at) {
            for (const char letter : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
                if (text[at] != '-' && text[at] != letter) {
                    std::string wrong = text;
                    wrong[at] = letter;
                    ++tried;
                    taken += vault::recoveryCodeFrom(bytesOf(wrong)) ? 1 : 0;
                }
            }
        }
        QCOMPARE(tried, 28 * 31);
        QVERIFY2(taken <= 3, std::to_string(taken).c_str());
    }

    void whatIsNoCodeIsNotRead()
    {
        const std::string good = textOf(vault::recoveryCodeText(secretOf(Bytes(16, 0x5a))));
        for (const std::string& text :
             {std::string(), good.substr(1), good + "0", good + "-0000", std::string("U") + good.substr(1),
              std::string("*") + good.substr(1), good + "\n", std::string(kPassphrase),
              std::string(200, ' ') + good}) {
            QVERIFY2(!vault::recoveryCodeFrom(bytesOf(text)), text.c_str());
        }
    }

    // RFC 5869, section 2.2: PRK = HMAC-SHA-256(salt, IKM). The value is Python's hmac.new.
    void theSlotKeyIsTheExtractStep()
    {
        const SecretBytes code = secretOf(Bytes(16, 0x0b));
        std::array<std::uint8_t, crypto::kKdfSaltBytes> salt{};
        const auto key = vault::recoverySlotKey(code, salt);
        QCOMPARE(toHex(key.readable()),
                 std::string("18b3f2f33c77c2694aac100fb06209d0cf8796010222f1e97fc32d45a333d480"));
        salt[0] = 1;
        QVERIFY(!crypto::equalConstantTime(key.readable(), vault::recoverySlotKey(code, salt).readable()));
    }

    void itOpensTheVaultUntilItIsReplacedOrRemoved()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QVERIFY(!vault.hasRecoveryCode());
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        QCOMPARE(vault.removeRecoveryCode(proof).error(), VaultError::NoRecoveryCode);
        const std::string first = textOf(vault.makeRecoveryCode(proof).value());
        QVERIFY(vault.hasRecoveryCode());
        const std::string second = textOf(vault.makeRecoveryCode(proof).value());
        QVERIFY(first != second);
        for (const char* const name : {"vault", "vault.previous"}) {
            const auto contents = vault::parseVaultFile(folder.read(name))->contents;
            QCOMPARE(contents.slots.size(), std::size_t{2});
            const vault::UnlockTask task{contents.id, contents.slots};
            QVERIFY(task.run(bytesOf(second)).has_value());
            QCOMPARE(task.run(bytesOf(first)).error(), VaultError::WrongPassphrase);
        }
        auto loaded = vault::Vault::load(folder.store(), m_entropy).value();
        QVERIFY(loaded.unlock(bytesOf(second)).has_value());
        QVERIFY(loaded.newAccount("by the code").has_value());
        // A forgotten passphrase is replaced by the code's proof; the code stays.
        const auto byCode = loaded.unlockTask().run(bytesOf(second)).value();
        QVERIFY(loaded.changePassphrase(byCode, slotKeyOf("a new passphrase", m_entropy)).has_value());
        QVERIFY(loaded.unlockTask().run(bytesOf("a new passphrase")).has_value());
        QVERIFY(loaded.unlockTask().run(bytesOf(second)).has_value());
        QVERIFY(loaded.removeRecoveryCode(byCode).has_value());
        QVERIFY(!loaded.hasRecoveryCode());
        QCOMPARE(loaded.unlockTask().run(bytesOf(second)).error(), VaultError::WrongPassphrase);
        QVERIFY(loaded.unlockTask().run(bytesOf("a new passphrase")).has_value());
    }

    void makingOneNeedsProofAndAnOpenVault()
    {
        const VaultFolder folder;
        auto vault = restoredVault(folder, m_entropy);
        QCOMPARE(vault.makeRecoveryCode(SecretBytes(32)).error(), VaultError::Tampered);
        QCOMPARE(vault.removeRecoveryCode(SecretBytes(32)).error(), VaultError::Tampered);
        const auto proof = vault.unlockTask().run(bytesOf(kPassphrase)).value();
        vault.lock();
        QCOMPARE(vault.makeRecoveryCode(proof).error(), VaultError::Locked);
        QCOMPARE(vault.removeRecoveryCode(proof).error(), VaultError::Locked);
    }
};

QTEST_APPLESS_MAIN(TestRecoveryCode)
#include "tst_recovery_code.moc"
