#include "core/money/amount.h"

#include <QTest>
#include <boost/multiprecision/cpp_int.hpp>
#include <rapidcheck.h>

#include <algorithm>
#include <string>

using namespace till::money;
using boost::multiprecision::cpp_int; // no limit of size, so it can say what should have happened

namespace {

const cpp_int kEnd = cpp_int(1) << 256;

/// Of every size from nothing to 2^256 - 1, often at the edges of limbs.
rc::Gen<Amount> anyAmount()
{
    const auto byte = rc::gen::weightedOneOf<std::uint8_t>({{2, rc::gen::just<std::uint8_t>(0)},
                                                            {2, rc::gen::just<std::uint8_t>(0xff)},
                                                            {3, rc::gen::arbitrary<std::uint8_t>()}});
    return rc::gen::map(rc::gen::pair(rc::gen::container<std::vector<std::uint8_t>>(32, byte),
                                      rc::gen::inRange<std::size_t>(0, 33)),
                        [](const std::pair<std::vector<std::uint8_t>, std::size_t>& parts) {
                            std::array<std::uint8_t, 32> bytes{};
                            std::copy_n(parts.first.begin(), parts.second,
                                        bytes.end() - std::ptrdiff_t(parts.second));
                            return Amount::fromBigEndian(bytes);
                        });
}

cpp_int valueOf(const Amount& amount)
{
    cpp_int value;
    const auto bytes = amount.toBigEndian();
    boost::multiprecision::import_bits(value, bytes.begin(), bytes.end(), 8, true);
    return value;
}

/// The result is the true value where that is in the range, and an error where it is not.
bool agrees(const till::Result<Amount, AmountError>& result, const cpp_int& truth)
{
    if (truth < 0 || truth >= kEnd)
        return !result && result.error() == AmountError::OutOfRange;
    return result && valueOf(*result) == truth;
}

} // namespace

class TestAmountProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void arithmeticIsExactOrRefused()
    {
        QVERIFY(rc::check("plus, minus, times and dividedBy agree with unbounded integers", [] {
            const auto a = *anyAmount();
            const auto b = *anyAmount();
            const auto factor = *rc::gen::arbitrary<std::uint64_t>();
            RC_ASSERT(agrees(a.plus(b), valueOf(a) + valueOf(b)));
            RC_ASSERT(agrees(a.minus(b), valueOf(a) - valueOf(b)));
            RC_ASSERT(agrees(a.times(factor), valueOf(a) * factor));
            if (factor != 0)
                RC_ASSERT(valueOf(a.dividedBy(factor)) == valueOf(a) / factor);
        }));
    }

    void orderIsThatOfTheNumbers()
    {
        QVERIFY(rc::check("comparison agrees with unbounded integers", [] {
            const auto a = *anyAmount();
            const auto b = *anyAmount();
            RC_ASSERT((a < b) == (valueOf(a) < valueOf(b)));
            RC_ASSERT((a == b) == (valueOf(a) == valueOf(b)));
            RC_ASSERT((a <=> a) == std::strong_ordering::equal);
        }));
    }

    void textComesBack()
    {
        QVERIFY(rc::check("fromAtomic reverses toAtomic, which is the true number", [] {
            const auto amount = *anyAmount();
            RC_ASSERT(amount.toAtomic() == valueOf(amount).str());
            RC_ASSERT(Amount::fromAtomic(amount.toAtomic()).value() == amount);
        }));
        QVERIFY(rc::check("toDecimal then fromDecimal gives the same amount", [] {
            const auto amount = *anyAmount();
            const auto decimals = *rc::gen::inRange(0U, 78U);
            RC_ASSERT(Amount::fromDecimal(amount.toDecimal(decimals), decimals).value() == amount);
        }));
    }

    void bytesComeBack()
    {
        QVERIFY(rc::check("fromBigEndian reverses toBigEndian", [] {
            const auto amount = *anyAmount();
            RC_ASSERT(Amount::fromBigEndian(amount.toBigEndian()) == amount);
        }));
    }

    void rescalingNeverCountsTooLittle()
    {
        QVERIFY(rc::check("the smallest coarser amount that is not less, or exactly the finer one", [] {
            const auto amount = *anyAmount();
            const auto from = *rc::gen::inRange(0U, 40U);
            const auto to = *rc::gen::inRange(0U, 40U);
            const cpp_int scale = boost::multiprecision::pow(cpp_int(10), from > to ? from - to : to - from);
            const auto rescaled = amount.rescaled(from, to);
            if (to >= from) {
                RC_ASSERT(agrees(rescaled, valueOf(amount) * scale));
            } else {
                const cpp_int coarse = valueOf(rescaled.value());
                RC_ASSERT(coarse * scale >= valueOf(amount));
                RC_ASSERT(coarse == 0 || (coarse - 1) * scale < valueOf(amount));
            }
        }));
    }
};

QTEST_APPLESS_MAIN(TestAmountProperties)
#include "tst_amount_properties.moc"
