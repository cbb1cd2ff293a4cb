#include "core/crypto/hash.h"
#include "core/crypto/keccak.h"
#include "published_vectors.h"

#include <openssl/evp.h>

#include <QtTest>

#include <random>

using namespace till;
using namespace till::test;

class TestKeccak : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matchesPublishedVectors_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QByteArray>("expected");
        for (const auto& entry : publishedVectors("keccak256.json", "cases")) {
            Bytes input;
            if (entry.contains("inputHex")) {
                input = bytesOfHex(entry.at("inputHex").get<std::string>());
            } else {
                input.assign(entry.at("length").get<std::size_t>(),
                             bytesOfHex(entry.at("fillByte").get<std::string>()).at(0));
            }
            QTest::newRow(entry.at("name").get<std::string>().c_str())
                << QByteArray(reinterpret_cast<const char*>(input.data()),
                              static_cast<qsizetype>(input.size()))
                << QByteArray::fromStdString(entry.at("keccak256").get<std::string>());
        }
    }
    void matchesPublishedVectors()
    {
        QFETCH(QByteArray, input);
        QFETCH(QByteArray, expected);
        const Hash256 digest =
            crypto::keccak256(std::string_view(input.constData(), std::size_t(input.size())));
        QCOMPARE(QByteArray::fromStdString(toHex0x(digest)), expected);
    }

    void matchesFunctionSelectors()
    {
        for (const auto& entry : publishedVectors("keccak256.json", "selectors")) {
            const Hash256 digest = crypto::keccak256(entry.at("signature").get<std::string>());
            QCOMPARE(toHex0x(std::span(digest).first(4)), entry.at("selector").get<std::string>());
        }
    }

    void matchesTypeHashes()
    {
        for (const auto& entry : publishedVectors("keccak256.json", "typeHashes")) {
            QCOMPARE(toHex0x(crypto::keccak256(entry.at("type").get<std::string>())),
                     entry.at("typeHash").get<std::string>());
        }
    }

    // OpenSSL 3.0 has SHA3-256 but no Keccak-256; the two differ in the padding byte alone.
    void permutationAgreesWithOpenSslOnRandomInputs()
    {
        constexpr int kInputs = 20'000;
        std::mt19937_64 random(402);
        std::uniform_int_distribution<std::size_t> length(0, 700);
        EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA3-256", nullptr);
        EVP_MD_CTX* const context = EVP_MD_CTX_new();
        int differing = 0;
        for (int i = 0; i < kInputs; ++i) {
            Bytes input(length(random));
            for (std::uint8_t& byte : input) {
                byte = static_cast<std::uint8_t>(random());
            }
            Hash256 theirs{};
            QCOMPARE(EVP_DigestInit_ex2(context, method, nullptr), 1);
            QCOMPARE(EVP_DigestUpdate(context, input.data(), input.size()), 1);
            QCOMPARE(EVP_DigestFinal_ex(context, theirs.data(), nullptr), 1);
            differing += crypto::keccakSponge256(input, crypto::KeccakPad::Sha3) == theirs ? 0 : 1;
        }
        EVP_MD_CTX_free(context);
        EVP_MD_free(method);
        QCOMPARE(differing, 0);
    }
};

QTEST_APPLESS_MAIN(TestKeccak)
#include "tst_keccak.moc"
