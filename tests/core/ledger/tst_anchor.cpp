#include "core/ledger/anchor.h"

#include "ledger_fixture.h"

#include <QTest>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

Q_DECLARE_METATYPE(till::ledger::AnchorVerdict)

/// An anchor finds a ledger that is not the one that it was made of, or not as far (invariants I12 and I14).
class TestAnchor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadBack()
    {
        for (const std::int64_t events : {std::int64_t{0}, std::int64_t{1}, std::int64_t{9'000'000'000}}) {
            const Anchor anchor{events, crypto::sha256("head")};
            const auto back = anchorFromText(toText(anchor));
            QVERIFY(back.has_value());
            QVERIFY(*back == anchor);
        }
    }

    void anyOtherTextIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray good = QByteArray::fromStdString(toText({7, crypto::sha256("head")}));
        const auto with = [&good](const char* before, const char* after) {
            return QByteArray(good).replace(before, after);
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut") << good.chopped(1);
        QTest::newRow("more") << good + "x";
        QTest::newRow("another version") << with("anchor 1", "anchor 2");
        QTest::newRow("negative") << with(" 7 ", " -7 ");
        QTest::newRow("leading zero") << with(" 7 ", " 07 ");
        QTest::newRow("no number") << with(" 7 ", " x ");
        QTest::newRow("too large") << with(" 7 ", " 99999999999999999999 ");
        QTest::newRow("short hash") << good.left(good.size() - 3) + "\n";
        QTest::newRow("capitals") << good.toUpper();
    }
    void anyOtherTextIsRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!anchorFromText(text.toStdString()).has_value());
    }

    void aLedgerIsHeldAgainstIt_I14_data()
    {
        QTest::addColumn<qint64>("events");
        QTest::addColumn<bool>("isOurHash");
        QTest::addColumn<AnchorVerdict>("verdict");
        QTest::newRow("nothing yet") << qint64(0) << false << AnchorVerdict::Holds;
        QTest::newRow("at the head") << qint64(3) << true << AnchorVerdict::Holds;
        QTest::newRow("before the head") << qint64(2) << true << AnchorVerdict::Holds;
        QTest::newRow("beyond the head") << qint64(4) << true << AnchorVerdict::RolledBack;
        QTest::newRow("another history") << qint64(3) << false << AnchorVerdict::Different;
    }
    void aLedgerIsHeldAgainstIt_I14()
    {
        QFETCH(qint64, events);
        QFETCH(bool, isOurHash);
        QFETCH(AnchorVerdict, verdict);
        const LedgerFile file;
        Ledger ledger = file.open();
        std::vector<Hash256> heads{Hash256{}};
        for (int each = 0; each < 3; ++each) {
            must(ledger.note({kStart, "paused", std::nullopt, "", "{}"}));
            must(ledger.commit());
            heads.push_back(ledger.head());
        }
        LedgerReader reader = file.reader();
        const auto at = static_cast<std::size_t>(std::min<qint64>(events, 3));
        const Anchor anchor{events, isOurHash ? heads[at] : crypto::sha256("other")};
        QVERIFY(must(judgeAnchor(reader, anchor)) == verdict);
    }
};

QTEST_GUILESS_MAIN(TestAnchor)
#include "tst_anchor.moc"
