#include "core/ledger/stored_payment.h"

#include "core/ledger/reservation.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::ledger;

Q_DECLARE_METATYPE(till::ledger::Status)

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

} // namespace

class TestStoredPayment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStatusHasItsOneText_data();
    void everyStatusHasItsOneText();
    void otherTextsAreNoStatus_data();
    void otherTextsAreNoStatus();
    void countsFromCommitUntilVoid_I7_data();
    void countsFromCommitUntilVoid_I7();
    void proofsHaveTheirTexts();
    void paymentIdsReadBackAsWritten();
    void refusesWhatIsNoPaymentId_data();
    void refusesWhatIsNoPaymentId();
};

void TestStoredPayment::everyStatusHasItsOneText_data()
{
    QTest::addColumn<Status>("status");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("denied") << Status::Denied << QByteArray("denied");
    QTest::newRow("waiting") << Status::Waiting << QByteArray("waiting");
    QTest::newRow("rejected") << Status::Rejected << QByteArray("rejected");
    QTest::newRow("lapsed") << Status::Lapsed << QByteArray("lapsed");
    QTest::newRow("given up") << Status::GivenUp << QByteArray("given_up");
    QTest::newRow("authorized") << Status::Authorized << QByteArray("authorized");
    QTest::newRow("settled") << Status::Settled << QByteArray("settled");
    QTest::newRow("unknown") << Status::Unknown << QByteArray("unknown");
    QTest::newRow("expired") << Status::Expired << QByteArray("expired");
    QTest::newRow("void") << Status::Void << QByteArray("void");
}

void TestStoredPayment::everyStatusHasItsOneText()
{
    QFETCH(Status, status);
    QFETCH(QByteArray, text);
    QCOMPARE(bytes(toText(status)), text);
    QVERIFY(statusFromText({text.constData(), static_cast<std::size_t>(text.size())}) == status);
}

void TestStoredPayment::otherTextsAreNoStatus_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("capital") << QByteArray("Denied");
    QTest::newRow("space") << QByteArray("denied ");
    QTest::newRow("prefix") << QByteArray("auth");
    QTest::newRow("with a zero byte") << QByteArray("void\0", 5);
}

void TestStoredPayment::otherTextsAreNoStatus()
{
    QFETCH(QByteArray, text);
    QVERIFY(!statusFromText({text.constData(), static_cast<std::size_t>(text.size())}));
}

void TestStoredPayment::countsFromCommitUntilVoid_I7_data()
{
    QTest::addColumn<Status>("status");
    QTest::addColumn<bool>("counts");
    QTest::newRow("denied") << Status::Denied << false;
    QTest::newRow("waiting") << Status::Waiting << false;
    QTest::newRow("rejected") << Status::Rejected << false;
    QTest::newRow("lapsed") << Status::Lapsed << false;
    QTest::newRow("given up") << Status::GivenUp << false;
    QTest::newRow("authorized") << Status::Authorized << true;
    QTest::newRow("settled") << Status::Settled << true;
    QTest::newRow("unknown") << Status::Unknown << true;
    QTest::newRow("expired") << Status::Expired << true;
    QTest::newRow("void") << Status::Void << false;
}

void TestStoredPayment::countsFromCommitUntilVoid_I7()
{
    QFETCH(Status, status);
    QFETCH(bool, counts);
    QCOMPARE(isLive(status), counts);
}

void TestStoredPayment::proofsHaveTheirTexts()
{
    for (const Proof proof : {Proof::None, Proof::Claimed, Proof::Proven}) {
        QVERIFY(proofFromText(toText(proof)) == proof);
    }
    QVERIFY(proofFromText("PROVEN") == Proof::None); // what is not known proves nothing
}

void TestStoredPayment::paymentIdsReadBackAsWritten()
{
    const bool holds = rc::check("fromText of toText gives the same number", [] {
        const PaymentId id{*rc::gen::inRange<std::int64_t>(1, INT64_MAX)};
        RC_ASSERT(PaymentId::fromText(id.toText()) == id);
    });
    QVERIFY(holds);
    QVERIFY(PaymentId::fromText("pay_9223372036854775807") == PaymentId{INT64_MAX});
}

void TestStoredPayment::refusesWhatIsNoPaymentId_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("prefix alone") << QByteArray("pay_");
    QTest::newRow("zero") << QByteArray("pay_0");
    QTest::newRow("leading zero") << QByteArray("pay_01");
    QTest::newRow("negative") << QByteArray("pay_-1");
    QTest::newRow("plus") << QByteArray("pay_+1");
    QTest::newRow("space before") << QByteArray("pay_ 1");
    QTest::newRow("space after") << QByteArray("pay_1 ");
    QTest::newRow("letters") << QByteArray("pay_1a");
    QTest::newRow("hex") << QByteArray("pay_0x1");
    QTest::newRow("capital prefix") << QByteArray("PAY_1");
    QTest::newRow("number alone") << QByteArray("1");
    QTest::newRow("one past 64 bits") << QByteArray("pay_9223372036854775808");
    QTest::newRow("many digits") << QByteArray("pay_99999999999999999999999999");
    QTest::newRow("zero byte") << QByteArray("pay_1\0", 6);
}

void TestStoredPayment::refusesWhatIsNoPaymentId()
{
    QFETCH(QByteArray, text);
    QVERIFY(!PaymentId::fromText({text.constData(), static_cast<std::size_t>(text.size())}));
}

QTEST_APPLESS_MAIN(TestStoredPayment)
#include "tst_stored_payment.moc"
