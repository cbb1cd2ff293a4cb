#include "app/desktop/secrets/secret_words.h"

#include "core/crypto/bip39.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::desktop;

namespace {

crypto::SecretBytes secret(std::string text)
{
    return crypto::SecretBytes::takeFrom({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
}

bool isListed(std::string_view word)
{
    for (unsigned i = 0; i < 2048; ++i) {
        if (crypto::bip39Word(i) == word) {
            return true;
        }
    }
    return false;
}

} // namespace

class SecretWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void findsEachWordByItsPlace()
    {
        SecretWords words;
        words.set(secret("alpha beta gamma"));
        QCOMPARE(words.count(), 3);
        QCOMPARE(words.word(0), std::string_view("alpha"));
        QCOMPARE(words.word(2), std::string_view("gamma"));
        QVERIFY(words.word(3).empty());
    }

    void nothingIsLeftAfterClear()
    {
        SecretWords words;
        words.set(secret("alpha beta"));
        const QSignalSpy changes(&words, &SecretWords::changed);
        words.clear();
        QCOMPARE(words.count(), 0);
        QVERIFY(words.phrase().empty());
        QCOMPARE(changes.count(), 1);
    }

    void offersListedWordsThatDiffer()
    {
        QSet<QByteArray> offers;
        for (int round = 0; round < 50; ++round) {
            SecretWords words;
            words.set(newWordPassphrase(kOfferedWords));
            QCOMPARE(words.count(), kOfferedWords);
            for (int i = 0; i < kOfferedWords; ++i) {
                QVERIFY(isListed(words.word(i)));
            }
            offers.insert(QByteArray(reinterpret_cast<const char*>(words.phrase().data()),
                                     static_cast<qsizetype>(words.phrase().size())));
        }
        QCOMPARE(offers.size(), 50);
    }
};

QTEST_GUILESS_MAIN(SecretWordsTest)
#include "tst_secret_words.moc"
