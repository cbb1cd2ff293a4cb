#include "core/crypto/aead.h"
#include "published_vectors.h"

#include <QtTest>

using namespace till;
using namespace till::test;
using crypto::AeadError;

namespace {

// draft-irtf-cfrg-xchacha-03, appendix A.3.1.
const Bytes kPlain =
    bytesOfText("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
                "future, sunscreen would be it.");
const Bytes kAssociated = bytesOfHex("50515253c0c1c2c3c4c5c6c7");
const Bytes kKey = bytesOfHex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
const Bytes kNonce = bytesOfHex("404142434445464748494a4b4c4d4e4f5051525354555657");
const Bytes kSealed =
    bytesOfHex("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a"
               "82f4eda7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc3"
               "69488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52e"
               "c0875924c1c7987947deafd8780acf49");

std::span<const std::uint8_t, crypto::kAeadNonceBytes> nonce()
{
    return std::span<const std::uint8_t, crypto::kAeadNonceBytes>(kNonce);
}

} // namespace

class TestAead : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void sealMatchesTheDraft() { QCOMPARE(crypto::seal(kPlain, kAssociated, nonce(), kKey), kSealed); }

    void openMatchesTheDraft()
    {
        const auto plain = crypto::open(kSealed, kAssociated, nonce(), kKey);
        QVERIFY(plain.has_value());
        QCOMPARE(Bytes(plain->readable().begin(), plain->readable().end()), kPlain);
    }

    void refusesEveryFlippedBit()
    {
        for (std::size_t bit = 0; bit < kSealed.size() * 8; ++bit) {
            Bytes changed = kSealed;
            changed[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            const auto plain = crypto::open(changed, kAssociated, nonce(), kKey);
            QVERIFY(!plain.has_value());
            QCOMPARE(plain.error(), AeadError::NotAuthentic);
        }
    }

    void refusesOtherAssociatedData()
    {
        Bytes other = kAssociated;
        other[0] ^= 1;
        QCOMPARE(crypto::open(kSealed, other, nonce(), kKey).error(), AeadError::NotAuthentic);
        QCOMPARE(crypto::open(kSealed, {}, nonce(), kKey).error(), AeadError::NotAuthentic);
    }

    void refusesAnotherKey()
    {
        Bytes other = kKey;
        other[31] ^= 0x80;
        QCOMPARE(crypto::open(kSealed, kAssociated, nonce(), other).error(), AeadError::NotAuthentic);
    }

    void refusesLessThanATag()
    {
        for (std::size_t size = 0; size < crypto::kAeadTagBytes; ++size) {
            QCOMPARE(crypto::open(std::span(kSealed).first(size), kAssociated, nonce(), kKey).error(),
                     AeadError::TooShort);
        }
    }

    void sealsNothing()
    {
        const Bytes sealed = crypto::seal({}, {}, nonce(), kKey);
        QCOMPARE(sealed.size(), crypto::kAeadTagBytes);
        QVERIFY(crypto::open(sealed, {}, nonce(), kKey).value().isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestAead)
#include "tst_aead.moc"
