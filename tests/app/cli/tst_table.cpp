#include "app/cli/table.h"

#include <QTest>

using namespace till::cli;

class TestTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void alignsColumnsByCharacters()
    {
        Table table({{"ID"}, {"PRICE", Align::Right}, {"HOST"}});
        table.add({"p1", "0.25", "ä.example"});
        table.add({"payment2", "12.00", "b.example"});
        QCOMPARE(QByteArray::fromStdString(table.text()), QByteArray("ID        PRICE  HOST\n"
                                                                     "p1         0.25  ä.example\n"
                                                                     "payment2  12.00  b.example\n"));
    }

    void noStrangerReachesTheTerminal()
    {
        Table table({{"HOST"}});
        table.add({"\x1b[2J\nevil\xe2\x80\xae"});
        const auto text = QByteArray::fromStdString(table.text());
        QVERIFY(!text.contains('\x1b'));
        QCOMPARE(text.count('\n'), 2);
        QVERIFY(!text.contains("\xe2\x80\xae"));
        table.add({std::string(10'000, 'x')});
        QVERIFY(table.text().size() < 1000);
    }

    void factsLeaveEmptyValuesOut()
    {
        QCOMPARE(
            QByteArray::fromStdString(facts({{"Wallet", "open"}, {"Practice shop", ""}, {"On", "\x07yes"}})),
            QByteArray("Wallet: open\nOn:     ␇yes\n"));
    }
};

QTEST_GUILESS_MAIN(TestTable)
#include "tst_table.moc"
