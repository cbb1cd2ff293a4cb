#include "app/desktop/secrets/passphrase_strength.h"

#include <QTest>

using namespace till::desktop;

namespace {
PassphraseStrength strength(const QByteArray& text)
{
    return strengthOf(
        {reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())});
}
} // namespace

class PassphraseStrengthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoreFollowsWhatAGuesserHasToTry_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("empty") << QByteArray() << 0 << 0;
        QTest::newRow("too short") << QByteArray("x9!Qz7&") << 0 << 0;
        QTest::newRow("one letter") << QByteArray("aaaaaaaaaaaaaaaaaaaa") << 0 << 0;
        QTest::newRow("a run") << QByteArray("abcdefghijklmnop") << 0 << 0;
        QTest::newRow("digits in order") << QByteArray("1234567890123456") << 0 << 1;
        QTest::newRow("one word twice") << QByteArray("abandon abandon abandon abandon") << 0 << 0;
        QTest::newRow("five listed words") << QByteArray("measure build teach rent model") << 3 << 3;
        QTest::newRow("seven listed words")
            << QByteArray("measure build teach rent model hockey naive") << 4 << 4;
        QTest::newRow("random characters") << QByteArray("kR7#vq!zT2pW9xLd") << 3 << 4;
    }
    void scoreFollowsWhatAGuesserHasToTry()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, least);
        QFETCH(int, most);
        const int score = strength(text).score;
        QVERIFY2(score >= least && score <= most, qPrintable(QString::number(score)));
    }

    void aListedWordNeverCountsMoreThanItsPlaceInTheList()
    {
        QVERIFY(strength("measure build teach rent model").bits <= 5 * 11.0);
    }

    void moreWordsAreNeverWeaker()
    {
        double before = 0;
        QByteArray text;
        for (const char* word : {"measure", "build", "teach", "rent", "model", "hockey"}) {
            text += (text.isEmpty() ? "" : " ") + QByteArray(word);
            const double now = strength(text).bits;
            QVERIFY(now > before);
            before = now;
        }
    }
};

QTEST_GUILESS_MAIN(PassphraseStrengthTest)
#include "tst_passphrase_strength.moc"
