#include "app/practice/goods.h"

#include <QTest>
#include <QXmlStreamReader>

#include <set>

using namespace till;
using namespace till::practice;

namespace {

Hash256 seedOf(int number)
{
    Hash256 seed{};
    for (std::size_t i = 0; i < seed.size(); ++i) {
        seed[i] = static_cast<std::uint8_t>(number * 31 + static_cast<int>(i) * 7);
    }
    return seed;
}

} // namespace

class TestPracticeGoods : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void threeAreForSaleAndTheLastIsAskedAbout()
    {
        QCOMPARE(goods().size(), std::size_t(3));
        QCOMPARE(goods()[0].priceAtomic, std::uint64_t(10'000));
        QVERIFY(goods()[1].priceAtomic <= 500'000);
        QVERIFY(goods()[2].priceAtomic > 500'000);
        QVERIFY(goodAt("/fortune") == &goods()[0]);
        QVERIFY(goodAt("/fortune/") == nullptr);
    }

    void aDozenFortunesComeOut()
    {
        std::set<std::string> seen;
        for (int i = 0; i < 256; ++i) {
            Hash256 seed{};
            seed[0] = static_cast<std::uint8_t>(i);
            seen.insert(goods()[0].make(seed).body);
        }
        QCOMPARE(seen.size(), std::size_t(12));
    }

    void theSamePurchaseBringsTheSame()
    {
        for (const Good& good : goods()) {
            QCOMPARE(good.make(seedOf(1)).body, good.make(seedOf(1)).body);
            QVERIFY(good.make(seedOf(1)).body != good.make(seedOf(2)).body);
            QCOMPARE(good.make(seedOf(1)).mimeType, good.mimeType);
        }
    }

    void everyMapIsWellFormedAndInert()
    {
        for (int i = 0; i < 50; ++i) {
            const auto map = QByteArray::fromStdString(goods()[1].make(seedOf(i)).body);
            QXmlStreamReader reader(map);
            while (!reader.atEnd()) {
                reader.readNext();
            }
            QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
            QVERIFY(!map.contains("script") && !map.contains("href"));
        }
    }
};

QTEST_GUILESS_MAIN(TestPracticeGoods)
#include "tst_practice_goods.moc"
