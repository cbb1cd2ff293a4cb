#include "core/vault/signer.h"
#include "core/vault/vault_error.h"

#include <QtTest>

#include <set>
#include <string>

using till::vault::SignError;
using till::vault::VaultError;

class TestVaultError : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // TooManyAccounts is the last of the list.
    void everyErrorHasItsOwnWords()
    {
        std::set<std::string_view> texts;
        const int count = static_cast<int>(VaultError::TooManyAccounts) + 1;
        for (int i = 0; i < count; ++i) {
            const std::string_view text = till::vault::describe(static_cast<VaultError>(i));
            QVERIFY2(!text.empty(), std::to_string(i).c_str());
            QVERIFY2(texts.insert(text).second, std::string(text).c_str());
        }
    }

    void everyTextSaysThatNoMoneyMoved()
    {
        for (int i = 0; i <= static_cast<int>(VaultError::TooManyAccounts); ++i) {
            const std::string text(till::vault::describe(static_cast<VaultError>(i)));
            QVERIFY2(text.find("o money moved") != std::string::npos, text.c_str());
        }
        for (int i = 0; i <= static_cast<int>(SignError::CurveFailed); ++i) {
            const std::string text(till::vault::describe(static_cast<SignError>(i)));
            QVERIFY2(text.find("No money moved") != std::string::npos, text.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestVaultError)
#include "tst_vault_error.moc"
