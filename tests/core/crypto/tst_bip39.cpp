#include "core/crypto/bip39.h"
#include "core/crypto/hash.h"
#include "published_vectors.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace till;
using namespace till::test;
using crypto::MnemonicError;
using crypto::WordCount;

namespace {

class FixedEntropy : public Entropy {
public:
    explicit FixedEntropy(Bytes bytes) : m_bytes(std::move(bytes)) {}
    void fill(std::span<std::uint8_t> out) override
    {
        m_wasEnough = m_wasEnough && out.size() == m_bytes.size();
        std::copy_n(m_bytes.begin(), std::min(out.size(), m_bytes.size()), out.begin());
    }
    [[nodiscard]] bool wasAskedForExactlyItsSize() const { return m_wasEnough; }

private:
    Bytes m_bytes;
    bool m_wasEnough = true;
};

std::string textOf(const crypto::SecretBytes& secret)
{
    return {secret.readable().begin(), secret.readable().end()};
}

const std::string kPhrase = "test test test test test test test test test test test junk";

} // namespace

class TestBip39 : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void listIsThePublishedEnglishList()
    {
        std::string file;
        for (unsigned i = 0; i < 2048; ++i) {
            file += std::string(crypto::bip39Word(i)) + "\n";
        }
        // SHA-256 of english.txt of the bitcoin/bips repository, as other wallets check it too.
        QCOMPARE(toHex(crypto::sha256(file)),
                 std::string("2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"));
    }

    void firstFourLettersTellWordsApart()
    {
        std::set<std::string> starts;
        for (unsigned i = 0; i < 2048; ++i) {
            starts.insert(std::string(crypto::bip39Word(i).substr(0, 4)));
        }
        QCOMPARE(starts.size(), std::size_t{2048});
    }

    void entropyGivesThePublishedPhrase()
    {
        int tried = 0;
        for (const auto& entry : publishedVectors("bip39-bip44.json", "cases")) {
            const Bytes bytes = bytesOfHex(entry.at("entropy").get<std::string>());
            if (bytes.size() != 16 && bytes.size() != 32) {
                continue; // 15, 18 and 21 words can be restored but are not made
            }
            FixedEntropy entropy(bytes);
            const auto words = bytes.size() == 16 ? WordCount::Twelve : WordCount::TwentyFour;
            QCOMPARE(textOf(crypto::newMnemonic(entropy, words)), entry.at("mnemonic").get<std::string>());
            QVERIFY(entropy.wasAskedForExactlyItsSize());
            ++tried;
        }
        QVERIFY(tried >= 4);
    }

    void phraseGivesThePublishedSeed()
    {
        for (const auto& entry : publishedVectors("bip39-bip44.json", "cases")) {
            const auto phrase =
                crypto::canonicalMnemonic(bytesOfText(entry.at("mnemonic").get<std::string>()));
            QVERIFY(phrase.has_value());
            // The header wants NFKD; the vectors give what a person typed.
            const QString passphrase = QString::fromStdString(entry.at("passphrase").get<std::string>());
            const QByteArray nfkd = passphrase.normalized(QString::NormalizationForm_KD).toUtf8();
            const auto seed = crypto::seedFromMnemonic(phrase->readable(), Bytes(nfkd.begin(), nfkd.end()));
            QCOMPARE(toHex0x(seed.readable()), entry.at("seed").get<std::string>());
        }
    }

    void everyNewPhraseIsAccepted()
    {
        Bytes bytes(32);
        for (std::size_t i = 0; i < 200; ++i) {
            bytes[i % 32] = static_cast<std::uint8_t>(bytes[i % 32] * 31 + i);
            FixedEntropy twelve(Bytes(bytes.begin(), bytes.begin() + 16));
            FixedEntropy twentyFour(bytes);
            const auto shorter = crypto::newMnemonic(twelve, WordCount::Twelve);
            const auto longer = crypto::newMnemonic(twentyFour, WordCount::TwentyFour);
            QCOMPARE(textOf(crypto::canonicalMnemonic(shorter.readable()).value()), textOf(shorter));
            QCOMPARE(textOf(crypto::canonicalMnemonic(longer.readable()).value()), textOf(longer));
        }
    }

    void readsAnyCaseAndBlanks_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("as it is") << QByteArray::fromStdString(kPhrase);
        QTest::newRow("upper") << QByteArray::fromStdString(kPhrase).toUpper();
        QTest::newRow("lines") << QByteArray::fromStdString(kPhrase).replace(' ', "\r\n");
        QTest::newRow("padded") << "  \t" + QByteArray::fromStdString(kPhrase).replace(' ', "   ") + "\n";
    }
    void readsAnyCaseAndBlanks()
    {
        QFETCH(QByteArray, typed);
        QCOMPARE(textOf(crypto::canonicalMnemonic(Bytes(typed.begin(), typed.end())).value()), kPhrase);
    }

    void refusesPublishedInvalidPhrases()
    {
        for (const auto& entry : publishedVectors("bip39-bip44.json", "invalidMnemonics")) {
            const std::string phrase = entry.get<std::string>();
            const bool isOnlyUpperCase = phrase.starts_with("ABANDON");
            // Other wallets refuse capitals; we read them, because paper backups are often written in
            // capitals.
            QCOMPARE(crypto::canonicalMnemonic(bytesOfText(phrase)).has_value(), isOnlyUpperCase);
        }
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<MnemonicError>("error");
        const QByteArray tests = QByteArray("test ").repeated(11);
        QTest::newRow("empty") << QByteArray() << MnemonicError::WrongWordCount;
        QTest::newRow("blanks") << QByteArray("  \n ") << MnemonicError::WrongWordCount;
        QTest::newRow("eleven") << tests << MnemonicError::WrongWordCount;
        QTest::newRow("thirteen") << tests + "junk junk" << MnemonicError::WrongWordCount;
        QTest::newRow("nine") << QByteArray("test ").repeated(9) << MnemonicError::WrongWordCount;
        QTest::newRow("twenty-seven") << QByteArray("test ").repeated(27) << MnemonicError::WrongWordCount;
        QTest::newRow("misspelt") << tests + "junc" << MnemonicError::UnknownWord;
        QTest::newRow("shortened") << QByteArray("abandon ").repeated(11) + "abou"
                                   << MnemonicError::UnknownWord;
        QTest::newRow("long word") << tests + "junkjunkjunk" << MnemonicError::UnknownWord;
        QTest::newRow("not ASCII") << tests + "j\xc3\xbcnk" << MnemonicError::UnknownWord;
        QTest::newRow("NUL") << tests + QByteArray("junk\0", 5) << MnemonicError::UnknownWord;
        QTest::newRow("last word wrong") << tests + "test" << MnemonicError::BadChecksum;
        QTest::newRow("endless") << tests + QByteArray(2000, ' ') + "junk" << MnemonicError::TooLong;
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, typed);
        QFETCH(MnemonicError, error);
        const auto phrase = crypto::canonicalMnemonic(Bytes(typed.begin(), typed.end()));
        QVERIFY(!phrase.has_value());
        QCOMPARE(phrase.error(), error);
    }

    // 12 words have 4 checksum bits, 24 have 8.
    void checksumCatchesMostWrongLastWords()
    {
        const std::string eleven = kPhrase.substr(0, kPhrase.size() - 4);
        int accepted = 0;
        for (unsigned i = 0; i < 2048; ++i) {
            const std::string phrase = eleven + std::string(crypto::bip39Word(i));
            accepted += crypto::canonicalMnemonic(bytesOfText(phrase)).has_value() ? 1 : 0;
        }
        QCOMPARE(accepted, 2048 / 16);
    }
};

QTEST_APPLESS_MAIN(TestBip39)
#include "tst_bip39.moc"
