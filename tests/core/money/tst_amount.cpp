#include "core/money/amount.h"

#include <QTest>

#include <algorithm>
#include <limits>
#include <type_traits>

using namespace till::money;

// Money is never made from a number that somebody might have computed in floating point.
static_assert(!std::is_convertible_v<double, Amount> && !std::is_constructible_v<Amount, double>);
static_assert(!std::is_convertible_v<std::uint64_t, Amount> &&
              !std::is_constructible_v<Amount, std::uint64_t>);

namespace {

const QByteArray kMax = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
const QByteArray kMaxPlusOne =
    "115792089237316195423570985008687907853269984665640564039457584007913129639936";

Amount atomic(const QByteArray& digits)
{
    return Amount::fromAtomic(digits.toStdString()).value();
}

QByteArray text(const Amount& amount)
{
    return QByteArray::fromStdString(amount.toAtomic());
}

} // namespace

class TestAmount : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsCanonicalDigits_data()
    {
        QTest::addColumn<QByteArray>("digits");
        for (const QByteArray& digits :
             {QByteArray("0"), QByteArray("1"), QByteArray("10000"), QByteArray("18446744073709551615"),
              QByteArray("18446744073709551616"), QByteArray("340282366920938463463374607431768211456"),
              QByteArray("1000000000000000000000000000000000000000001"), kMax})
            QTest::newRow(digits.constData()) << digits;
    }
    void readsCanonicalDigits()
    {
        QFETCH(QByteArray, digits);
        QCOMPARE(text(atomic(digits)), digits);
    }

    void refusesBadAtomicText_data()
    {
        QTest::addColumn<QByteArray>("digits");
        QTest::addColumn<AmountError>("error");
        QTest::newRow("empty") << QByteArray("") << AmountError::Empty;
        QTest::newRow("octal-looking") << QByteArray("010") << AmountError::LeadingZero;
        QTest::newRow("two zeros") << QByteArray("00") << AmountError::LeadingZero;
        QTest::newRow("hex") << QByteArray("0x1f") << AmountError::NotADigit;
        QTest::newRow("exponent") << QByteArray("1e6") << AmountError::NotADigit;
        QTest::newRow("minus") << QByteArray("-1") << AmountError::NotADigit;
        QTest::newRow("plus") << QByteArray("+1") << AmountError::NotADigit;
        QTest::newRow("fraction") << QByteArray("1.5") << AmountError::NotADigit;
        QTest::newRow("thousands") << QByteArray("1,000") << AmountError::NotADigit;
        QTest::newRow("separator of C++") << QByteArray("1'000") << AmountError::NotADigit;
        QTest::newRow("blank before") << QByteArray(" 1") << AmountError::NotADigit;
        QTest::newRow("line end after") << QByteArray("1\n") << AmountError::NotADigit;
        QTest::newRow("NUL after") << QByteArray("1\0", 2) << AmountError::NotADigit;
        QTest::newRow("Arabic digits") << QByteArray("\u0661\u0662") << AmountError::NotADigit;
        QTest::newRow("full-width digits") << QByteArray("\uff11") << AmountError::NotADigit;
        QTest::newRow("2^256") << kMaxPlusOne << AmountError::OutOfRange;
        QTest::newRow("largest of 78 digits") << QByteArray(78, '9') << AmountError::OutOfRange;
        QTest::newRow("79 digits") << QByteArray("1") + QByteArray(78, '0') << AmountError::TooManyDigits;
        QTest::newRow("a million digits") << QByteArray(1'000'000, '9') << AmountError::TooManyDigits;
    }
    void refusesBadAtomicText()
    {
        QFETCH(QByteArray, digits);
        QFETCH(AmountError, error);
        const auto amount = Amount::fromAtomic(digits.toStdString());
        QVERIFY(!amount);
        QCOMPARE(amount.error(), error);
    }

    void readsWhatAPersonTyped_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<unsigned>("decimals");
        QTest::addColumn<QByteArray>("digits");
        QTest::newRow("cents") << QByteArray("2.50") << 6U << QByteArray("2500000");
        QTest::newRow("whole") << QByteArray("2") << 6U << QByteArray("2000000");
        QTest::newRow("below one") << QByteArray("0.5") << 6U << QByteArray("500000");
        QTest::newRow("zero") << QByteArray("0") << 6U << QByteArray("0");
        QTest::newRow("zero with places") << QByteArray("0.00") << 6U << QByteArray("0");
        QTest::newRow("the smallest unit") << QByteArray("0.000001") << 6U << QByteArray("1");
        QTest::newRow("no places") << QByteArray("42") << 0U << QByteArray("42");
        QTest::newRow("eighteen places")
            << QByteArray("1.000000000000000001") << 18U << QByteArray("1000000000000000001");
        QTest::newRow("77 places") << QByteArray("1") << 77U << QByteArray("1") + QByteArray(77, '0');
        QTest::newRow("zero with 77 places") << QByteArray("0") << 77U << QByteArray("0");
        QTest::newRow("all of the range") << kMax << 0U << kMax;
        QTest::newRow("all of the range, 18 places") << kMax.left(60) + "." + kMax.mid(60) << 18U << kMax;
    }
    void readsWhatAPersonTyped()
    {
        QFETCH(QByteArray, typed);
        QFETCH(unsigned, decimals);
        QFETCH(QByteArray, digits);
        const auto amount = Amount::fromDecimal(typed.toStdString(), decimals);
        QVERIFY(amount.has_value());
        QCOMPARE(text(*amount), digits);
    }

    void refusesBadDecimalText_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<unsigned>("decimals");
        QTest::addColumn<AmountError>("error");
        const auto row = [](const char* tag, const QByteArray& typed, unsigned decimals, AmountError error) {
            QTest::newRow(tag) << typed << decimals << error;
        };
        row("empty", "", 6, AmountError::Empty);
        row("point alone", ".", 6, AmountError::NotANumber);
        row("no whole part", ".5", 6, AmountError::NotANumber);
        row("no places after the point", "5.", 6, AmountError::NotANumber);
        row("two points", "1.2.3", 6, AmountError::NotANumber);
        row("comma", "1,5", 6, AmountError::NotADigit);
        row("thousands", "1,000.00", 6, AmountError::NotADigit);
        row("minus", "-1", 6, AmountError::NotADigit);
        row("plus", "+1", 6, AmountError::NotADigit);
        row("minus in the places", "1.-5", 6, AmountError::NotADigit);
        row("exponent", "1e3", 6, AmountError::NotADigit);
        row("exponent in the places", "1.0e3", 6, AmountError::NotADigit);
        row("dollar sign", "$1", 6, AmountError::NotADigit);
        row("blank", "1 000", 6, AmountError::NotADigit);
        row("blank at the end", "1.5 ", 6, AmountError::NotADigit);
        row("leading zero", "01.5", 6, AmountError::LeadingZero);
        row("finer than the token", "0.0000001", 6, AmountError::TooManyDecimals);
        row("finer, though only zeros", "1.0000000", 6, AmountError::TooManyDecimals);
        row("places of an undivided token", "1.0", 0, AmountError::TooManyDecimals);
        row("2^256", kMaxPlusOne, 0, AmountError::OutOfRange);
        row("2^256 with places", kMaxPlusOne.left(60) + "." + kMaxPlusOne.mid(60), 18,
            AmountError::OutOfRange);
        row("large times places", QByteArray(70, '9'), 18, AmountError::OutOfRange);
        row("two with 77 places", "2", 77, AmountError::OutOfRange);
        row("78 digits with 77 places", QByteArray(78, '9'), 77, AmountError::OutOfRange);
        row("78 decimals", "0", 78, AmountError::OutOfRange);
        row("79 digits", QByteArray(79, '9'), 6, AmountError::TooManyDigits);
    }
    void refusesBadDecimalText()
    {
        QFETCH(QByteArray, typed);
        QFETCH(unsigned, decimals);
        QFETCH(AmountError, error);
        const auto amount = Amount::fromDecimal(typed.toStdString(), decimals);
        QVERIFY(!amount);
        QCOMPARE(amount.error(), error);
    }

    void showsTwoPlacesAndNoIdleZeros_data()
    {
        QTest::addColumn<QByteArray>("digits");
        QTest::addColumn<unsigned>("decimals");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("whole") << QByteArray("2000000") << 6U << QByteArray("2.00");
        QTest::newRow("cents") << QByteArray("1234500000") << 6U << QByteArray("1234.50");
        QTest::newRow("zero") << QByteArray("0") << 6U << QByteArray("0.00");
        QTest::newRow("smallest unit") << QByteArray("1") << 6U << QByteArray("0.000001");
        QTest::newRow("three places") << QByteArray("1001000") << 6U << QByteArray("1.001");
        QTest::newRow("tenth") << QByteArray("100000") << 6U << QByteArray("0.10");
        QTest::newRow("no places") << QByteArray("1500") << 0U << QByteArray("1500");
        QTest::newRow("zero without places") << QByteArray("0") << 0U << QByteArray("0");
        QTest::newRow("one place") << QByteArray("15") << 1U << QByteArray("1.5");
        QTest::newRow("one place, whole") << QByteArray("10") << 1U << QByteArray("1.0");
        QTest::newRow("two places") << QByteArray("5") << 2U << QByteArray("0.05");
        QTest::newRow("zeros before the point stay") << QByteArray("100000000") << 6U << QByteArray("100.00");
        QTest::newRow("77 places") << QByteArray("1") << 77U << "0." + QByteArray(76, '0') + "1";
        QTest::newRow("largest") << kMax << 18U << kMax.left(60) + "." + kMax.mid(60);
    }
    void showsTwoPlacesAndNoIdleZeros()
    {
        QFETCH(QByteArray, digits);
        QFETCH(unsigned, decimals);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(atomic(digits).toDecimal(decimals)), shown);
    }

    void neverLeavesTheRange()
    {
        const Amount max = atomic(kMax);
        const Amount one = Amount::fromUint64(1);
        QCOMPARE(max.plus(one).error(), AmountError::OutOfRange);
        QCOMPARE(max.plus(max).error(), AmountError::OutOfRange);
        QCOMPARE(Amount::zero().minus(one).error(), AmountError::OutOfRange);
        QCOMPARE(max.times(2).error(), AmountError::OutOfRange);
        QCOMPARE(max.times(std::numeric_limits<std::uint64_t>::max()).error(), AmountError::OutOfRange);
        QCOMPARE(text(max.times(1).value()), kMax);
        QCOMPARE(text(max.times(0).value()), QByteArray("0"));
        QCOMPARE(text(max.plus(Amount::zero()).value()), kMax);
        QCOMPARE(text(max.minus(max).value()), QByteArray("0"));
    }

    void carriesAcrossLimbs()
    {
        const Amount limb = atomic("18446744073709551615");
        QCOMPARE(text(limb.plus(Amount::fromUint64(1)).value()), QByteArray("18446744073709551616"));
        QCOMPARE(text(atomic("18446744073709551616").minus(Amount::fromUint64(1)).value()),
                 QByteArray("18446744073709551615"));
        const Amount high = atomic("6277101735386680763835789423207666416102355444464034512896"); // 2^192
        QCOMPARE(text(high.minus(Amount::fromUint64(1)).value()),
                 QByteArray("6277101735386680763835789423207666416102355444464034512895"));
    }

    void dividesDown()
    {
        QCOMPARE(text(Amount::fromUint64(10).dividedBy(3)), QByteArray("3"));
        QCOMPARE(text(Amount::fromUint64(2).dividedBy(3)), QByteArray("0"));
        QCOMPARE(text(atomic(kMax).dividedBy(5)),
                 QByteArray("23158417847463239084714197001737581570653996933128112807891516801582625927987"));
    }

    void rescalesUpWhenCoarser_data()
    {
        QTest::addColumn<QByteArray>("digits");
        QTest::addColumn<unsigned>("from");
        QTest::addColumn<unsigned>("to");
        QTest::addColumn<QByteArray>("rescaled");
        QTest::newRow("same") << QByteArray("7") << 6U << 6U << QByteArray("7");
        QTest::newRow("finer") << QByteArray("7") << 6U << 18U << QByteArray("7000000000000");
        QTest::newRow("coarser, exact") << QByteArray("3000000000000") << 18U << 6U << QByteArray("3");
        QTest::newRow("coarser, a bit more") << QByteArray("3000000000001") << 18U << 6U << QByteArray("4");
        QTest::newRow("coarser, a bit less") << QByteArray("2999999999999") << 18U << 6U << QByteArray("3");
        QTest::newRow("smallest unit counts") << QByteArray("1") << 18U << 6U << QByteArray("1");
        QTest::newRow("nothing stays nothing") << QByteArray("0") << 18U << 6U << QByteArray("0");
        QTest::newRow("nothing, absurdly finer")
            << QByteArray("0") << 0U << 4'000'000'000U << QByteArray("0");
        QTest::newRow("absurdly coarser") << kMax << 4'000'000'000U << 0U << QByteArray("1");
        QTest::newRow("largest by 10^77") << kMax << 77U << 0U << QByteArray("2");
    }
    void rescalesUpWhenCoarser()
    {
        QFETCH(QByteArray, digits);
        QFETCH(unsigned, from);
        QFETCH(unsigned, to);
        QFETCH(QByteArray, rescaled);
        QCOMPARE(text(atomic(digits).rescaled(from, to).value()), rescaled);
    }

    void refusesToRescaleOutOfRange()
    {
        QCOMPARE(atomic(kMax).rescaled(6, 7).error(), AmountError::OutOfRange);
        QCOMPARE(Amount::fromUint64(2).rescaled(0, 77).error(), AmountError::OutOfRange);
        QCOMPARE(Amount::fromUint64(1).rescaled(0, 78).error(), AmountError::OutOfRange);
        QVERIFY(Amount::fromUint64(1).rescaled(0, 77).has_value());
    }

    void isBigEndianLikeTheAbi()
    {
        std::array<std::uint8_t, 32> expected{};
        expected[30] = 0x27;
        expected[31] = 0x10;
        QCOMPARE(Amount::fromUint64(10'000).toBigEndian(), expected);
        expected.fill(0xff);
        QCOMPARE(atomic(kMax).toBigEndian(), expected);
        QVERIFY(Amount::fromBigEndian(expected) == atomic(kMax));
        expected.fill(0);
        expected[0] = 0x80; // 2^255
        QCOMPARE(text(Amount::fromBigEndian(expected)),
                 QByteArray("57896044618658097711785492504343953926634992332820282019728792003956564819968"));
    }

    void comparesByValue()
    {
        const QList<QByteArray> ascending{"0",
                                          "1",
                                          "9",
                                          "10",
                                          "18446744073709551615",
                                          "18446744073709551616",
                                          "340282366920938463463374607431768211455",
                                          kMax};
        for (qsizetype i = 0; i < ascending.size(); ++i) {
            for (qsizetype k = 0; k < ascending.size(); ++k)
                QCOMPARE(atomic(ascending[i]) < atomic(ascending[k]), i < k);
        }
        QVERIFY(Amount().isZero());
        QVERIFY(!atomic("18446744073709551616").isZero());
    }

    void isRoughlyItselfAsADouble()
    {
        QCOMPARE(Amount::fromUint64(2'500'000).toApproximateDouble(), 2'500'000.0);
        QCOMPARE(Amount::zero().toApproximateDouble(), 0.0);
        QVERIFY(qFuzzyCompare(atomic(kMax).toApproximateDouble(), 1.157920892373162e77));
    }
};

QTEST_APPLESS_MAIN(TestAmount)
#include "tst_amount.moc"
