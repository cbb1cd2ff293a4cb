#include "till_fixture.h"

#include "core/challenge/typed_payment.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

constexpr std::int64_t kValidSeconds = 60;

/// A desk whose one agent asks to have messages of its own signed.
struct Client : Desk {
    Client() { addAgent("bot", presetOf("autopilot")); }

    [[nodiscard]] challenge::TypedPayment message(std::uint8_t nonce, std::string_view atomic = "10000")
    {
        challenge::TypedPayment payment;
        payment.domain = {"USD Coin", "2", 8453, chain::EvmAddress::fromText(kBaseUsdc).value()};
        auto& to = payment.authorization;
        to.from = agent("a1").address;
        to.to = chain::EvmAddress::fromText(kShopPayee).value();
        to.value = money::Amount::fromAtomic(atomic).value();
        to.validBefore = static_cast<std::uint64_t>(clock.now().seconds() + kValidSeconds);
        to.nonce.fill(nonce);
        return payment;
    }
    static Ask askToSign(const challenge::TypedPayment& payment)
    {
        const auto& message = payment.authorization;
        Ask ask;
        ask.interface = "rpc";
        ask.challenge.x402Version = 2;
        ask.challenge.options = {challenge::optionOf(payment)};
        ask.client = ClientTerms{message.from, message.nonce, message.validAfter, message.validBefore};
        return ask;
    }
    Outcome sign(const challenge::TypedPayment& payment) { return pay(askToSign(payment)); }
    Outcome signWithKey(const challenge::TypedPayment& payment, std::string key = "k")
    {
        Ask ask = askToSign(payment);
        ask.idempotencyKey = std::move(key);
        return pay(ask);
    }
};

} // namespace

class TestClientTerms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signsExactlyTheClientsMessage_I16();
    void theSameMessageIsSignedAgainAndCountsOnce_I5();
    void theSameMessageIsRecognisedAfterARestart_I5();
    void aNonceIsNeverSignedForOtherTerms_I6_data();
    void aNonceIsNeverSignedForOtherTerms_I6();
    void theNonceOfAnotherAgentIsRefused_I6();
    void theNonceOfAPaymentOfOursIsRefused_I6();
    void anotherNonceIsAnotherPurchaseWithoutAKey();
    void underAKeyAnotherNonceIsNotSignedWhileTheFirstMayBeCollected_I5();
    void underAKeyTheSameNonceIsSignedAgain_I5();
    void underAKeyAnExpiredMessageStaysUnproven();
    void underAKeyAProvenUnusedMessageMayBeMadeAnew();
    void aKeyOfRestIsNotOneOfRpc();
    void refusesWhatMayNotBeSigned_data();
    void refusesWhatMayNotBeSigned();
    void aPersonApprovesTheClientsOwnMessage_I16();
    void waitsNoLongerThanTheMessageIsValid();
    void waitsNoLongerAlsoAfterARestart();
    void ofTwoThatWaitWithOneNonceOneIsSigned_I6();
    void aRejectedMessageStaysRejected();
    void aLateApprovalSignsNothing();
    void anUnknownHostNeverBecomesAKnownMerchant();
    void theHistoryVerifies_I12();
};

void TestClientTerms::signsExactlyTheClientsMessage_I16()
{
    Client client;
    const auto message = client.message(7);
    const Outcome outcome = client.sign(message);
    QVERIFY(outcome.code.empty() && outcome.reservation);
    const ledger::Terms& terms = client.reserved(outcome);
    QCOMPARE(toHex0x(terms.digest), toHex0x(chain::signingDigest(message.domain, message.authorization)));
    QCOMPARE(outcome.row.nonce, "0x" + toHex(message.authorization.nonce));
    QCOMPARE(outcome.row.digest, toHex0x(terms.digest));
    QCOMPARE(outcome.row.interface, std::string("rpc"));
    QCOMPARE(outcome.row.host, std::string());
    QCOMPARE(Till::echoOf(*outcome.seen).x402Version, challenge::kSignatureAlone);
    QCOMPARE(client.used(), std::string("0.01"));
}

void TestClientTerms::theSameMessageIsSignedAgainAndCountsOnce_I5()
{
    Client client;
    const auto message = client.message(7);
    const Outcome first = client.sign(message);
    const Hash256 digest = client.reserved(first).digest;
    client.clock.advance(59 * kSecond);
    const Outcome again = client.sign(message);
    QVERIFY(again.isJoined && again.row.id == first.row.id);
    QVERIFY(client.reserved(again).digest == digest);
    QCOMPARE(client.used(), std::string("0.01"));
    client.clock.advance(kSecond);
    const Outcome late = client.sign(message);
    QCOMPARE(late.code, std::string("expired_unproven"));
    QVERIFY(!late.reservation);
}

void TestClientTerms::theSameMessageIsRecognisedAfterARestart_I5()
{
    Client client;
    const auto message = client.message(7);
    const Hash256 digest = client.reserved(client.sign(message)).digest;
    client.restart();
    const Outcome again = client.sign(message);
    QVERIFY(again.isJoined && client.reserved(again).digest == digest);
    auto other = client.message(7, "10001");
    QCOMPARE(client.sign(other).code, std::string("nonce_reused"));
}

void TestClientTerms::aNonceIsNeverSignedForOtherTerms_I6_data()
{
    QTest::addColumn<int>("change");
    QTest::newRow("amount") << 0;
    QTest::newRow("payee") << 1;
    QTest::newRow("validBefore") << 2;
    QTest::newRow("validAfter") << 3;
    QTest::newRow("token") << 4;
}

void TestClientTerms::aNonceIsNeverSignedForOtherTerms_I6()
{
    QFETCH(int, change);
    Client client;
    const Outcome first = client.sign(client.message(7));
    QVERIFY(first.reservation);
    auto other = client.message(7);
    switch (change) {
    case 0:
        other.authorization.value = money::Amount::fromUint64(20'000);
        break;
    case 1:
        other.authorization.to = chain::EvmAddress::fromText(kOtherPayee).value();
        break;
    case 2:
        ++other.authorization.validBefore;
        break;
    case 3:
        ++other.authorization.validAfter;
        break;
    default: // USDC on Base Sepolia
        other.domain = {"USDC", "2", 84532,
                        chain::EvmAddress::fromText("0x036CbD53842c5426634e7929541eC2318f3dCF7e").value()};
    }
    const Outcome outcome = client.sign(other);
    QCOMPARE(outcome.code, std::string("nonce_reused"));
    QVERIFY(!outcome.reservation && outcome.row.status == Status::Denied);
    QCOMPARE(client.used(), std::string("0.01"));
    client.restart();
    QCOMPARE(client.sign(other).code, std::string("nonce_reused"));
}

void TestClientTerms::theNonceOfAnotherAgentIsRefused_I6()
{
    Client client;
    client.addAgent("other", presetOf("autopilot"));
    auto message = client.message(7);
    QVERIFY(client.sign(message).reservation);
    message.authorization.from = client.agent("a2").address;
    const Outcome outcome = client.pay(Client::askToSign(message), "a2");
    QCOMPARE(outcome.code, std::string("nonce_reused"));
}

void TestClientTerms::theNonceOfAPaymentOfOursIsRefused_I6()
{
    Client client;
    const Outcome ours = client.pay(askFor("10000"));
    auto message = client.message(0);
    message.authorization.nonce = client.reserved(ours).authorization.nonce;
    QCOMPARE(client.sign(message).code, std::string("nonce_reused"));
    client.restart();
    QCOMPARE(client.sign(message).code, std::string("nonce_reused"));
}

void TestClientTerms::anotherNonceIsAnotherPurchaseWithoutAKey()
{
    Client client;
    const Outcome first = client.sign(client.message(7));
    const Outcome second = client.sign(client.message(8));
    QVERIFY(second.reservation && !second.isJoined && second.row.id != first.row.id);
    QCOMPARE(client.used(), std::string("0.02")); // both may be collected, so both count
}

void TestClientTerms::underAKeyAnotherNonceIsNotSignedWhileTheFirstMayBeCollected_I5()
{
    Client client;
    const Outcome first = client.signWithKey(client.message(7));
    QVERIFY(first.reservation);
    const Outcome retry = client.signWithKey(client.message(8));
    QCOMPARE(retry.code, std::string("purchase_conflict"));
    QVERIFY(!retry.reservation);
    QVERIFY(retry.seen->judgement.sentence.find(first.row.nonce) != std::string::npos);
    Report report;
    report.httpStatus = 200;
    report.hasReceipt = true;
    report.isSuccess = true;
    must(client.till().report(client.agent("a1"), first.row.id, report));
    client.commit();
    QCOMPARE(client.signWithKey(client.message(9)).code, std::string("purchase_conflict"));
    client.clock.advance(kDay);
    const Outcome paid = client.signWithKey(client.message(10)); // paid long ago: nothing is handed out
    QVERIFY(paid.isJoined && !paid.reservation && paid.row.id == first.row.id);
    QCOMPARE(client.row(first.row.id).status, Status::Settled);
}

void TestClientTerms::underAKeyTheSameNonceIsSignedAgain_I5()
{
    Client client;
    const auto message = client.message(7);
    const Outcome first = client.signWithKey(message);
    const Hash256 digest = client.reserved(first).digest;
    const Outcome again = client.signWithKey(message);
    QVERIFY(again.isJoined && client.reserved(again).digest == digest);
    // Under another key, or none, it is another purchase with a nonce that is taken.
    QCOMPARE(client.signWithKey(message, "other").code, std::string("nonce_reused"));
    QCOMPARE(client.sign(message).code, std::string("nonce_reused"));
}

void TestClientTerms::underAKeyAnExpiredMessageStaysUnproven()
{
    Client client;
    client.signWithKey(client.message(7));
    client.clock.advance(5 * kMinute);
    client.tick();
    const Outcome retry = client.signWithKey(client.message(8));
    QCOMPARE(retry.code, std::string("expired_unproven"));
    QVERIFY(!retry.reservation);
}

void TestClientTerms::underAKeyAProvenUnusedMessageMayBeMadeAnew()
{
    Client client;
    const Outcome first = client.signWithKey(client.message(7));
    client.clock.advance(2 * kMinute);
    QVERIFY(must(client.till().proveUnused(first.row.id, client.clock.now(), "block 1")));
    client.commit();
    QCOMPARE(client.signWithKey(client.message(7)).code, std::string("nonce_reused"));
    QVERIFY(client.signWithKey(client.message(8)).reservation);
    QCOMPARE(client.used(), std::string("0.01"));
}

void TestClientTerms::aKeyOfRestIsNotOneOfRpc()
{
    Client client;
    Ask rest = askWithKey("10000", "k");
    rest.request = {}; // the same content as a message without a URL
    QVERIFY(client.pay(rest).reservation);
    QCOMPARE(client.signWithKey(client.message(7)).code, std::string("idempotency_conflict"));
    QVERIFY(client.signWithKey(client.message(8), "m").reservation);
    rest.idempotencyKey = "m";
    QCOMPARE(client.pay(rest).code, std::string("idempotency_conflict"));
}

void TestClientTerms::refusesWhatMayNotBeSigned_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("from another account") << 0 << QByteArray("wrong_account");
    QTest::newRow("past its validity") << 1 << QByteArray("bad_validity");
    QTest::newRow("not valid yet") << 2 << QByteArray("bad_validity");
    QTest::newRow("valid for too long, I4") << 3 << QByteArray("validity_too_long");
    QTest::newRow("another name of the token, I17") << 4 << QByteArray("domain_mismatch");
    QTest::newRow("another token") << 5 << QByteArray("unknown_asset");
    QTest::newRow("another chain") << 6 << QByteArray("unknown_network");
    QTest::newRow("nothing") << 7 << QByteArray("bad_option_amount");
    QTest::newRow("to the payer") << 8 << QByteArray("pay_to_self");
    QTest::newRow("to nobody") << 9 << QByteArray("pay_to_zero");
    QTest::newRow("over the agent's own ceiling") << 10 << QByteArray("over_max_amount");
    QTest::newRow("over what one payment may cost") << 11 << QByteArray("denied_by_rule");
    QTest::newRow("over the budget, I2") << 12 << QByteArray("budget_exceeded");
    QTest::newRow("while paused") << 13 << QByteArray("paused");
    QTest::newRow("while locked") << 14 << QByteArray("locked");
}

void TestClientTerms::refusesWhatMayNotBeSigned()
{
    QFETCH(int, change);
    QFETCH(QByteArray, code);
    Client client;
    auto payment = client.message(7);
    auto& message = payment.authorization;
    const auto now = static_cast<std::uint64_t>(client.clock.now().seconds());
    std::optional<money::Amount> ceiling;
    switch (change) {
    case 0:
        message.from = addressOf(99);
        break;
    case 1:
        message.validBefore = now;
        break;
    case 2:
        message.validAfter = now + 1;
        break;
    case 3:
        message.validBefore = now + 601;
        break;
    case 4:
        payment.domain.name = "USDC";
        break;
    case 5:
        payment.domain.verifyingContract = addressOf(98);
        break;
    case 6:
        payment.domain.chainId = 4'242'424'242;
        break;
    case 7:
        message.value = money::Amount::zero();
        break;
    case 8:
        message.to = message.from;
        break;
    case 9:
        message.to = {};
        break;
    case 10:
        ceiling = money::Amount::fromUint64(9'999);
        break;
    case 11:
        message.value = money::Amount::fromUint64(11'000'000);
        break;
    case 12:
        for (const char* path : {"/a", "/b", "/c", "/d", "/e"}) {
            QVERIFY(client.pay(askFor("4999999", path)).reservation);
        }
        break;
    case 13:
        must(client.till().change(kPaused, "{}"));
        break;
    default:
        client.lock();
    }
    Ask ask = Client::askToSign(payment);
    ask.maxAmount = ceiling;
    const Outcome outcome = client.pay(ask);
    QCOMPARE(QByteArray::fromStdString(outcome.code), code);
    QVERIFY(!outcome.reservation);
    QVERIFY(client.row(outcome.row.id).status == Status::Denied); // each attempt has its row
}

void TestClientTerms::aPersonApprovesTheClientsOwnMessage_I16()
{
    Client client;
    const auto message = client.message(7, "6000000");
    const Outcome waiting = client.sign(message);
    QVERIFY(waiting.row.status == Status::Waiting && !waiting.reservation);
    QVERIFY(client.sign(message).isJoined);
    client.restart(); // the terms are read again from the ledger
    const Outcome seen = must(client.till().look(client.agent("a1"), waiting.row.id)).value();
    const Outcome approved = client.approve(seen);
    QVERIFY(approved.reservation);
    QCOMPARE(toHex0x(client.reserved(approved).digest),
             toHex0x(chain::signingDigest(message.domain, message.authorization)));
    const Outcome again = client.sign(message);
    QVERIFY(again.isJoined && again.reservation);
}

void TestClientTerms::waitsNoLongerThanTheMessageIsValid()
{
    Client client;
    const Outcome waiting = client.sign(client.message(7, "6000000"));
    client.clock.advance((kValidSeconds - 1) * kSecond);
    client.tick();
    QVERIFY(client.row(waiting.row.id).status == Status::Waiting);
    client.clock.advance(kSecond);
    client.tick();
    QVERIFY(client.row(waiting.row.id).status == Status::Lapsed);
}

void TestClientTerms::waitsNoLongerAlsoAfterARestart()
{
    Client client;
    const Outcome waiting = client.sign(client.message(7, "6000000"));
    client.restart();
    QVERIFY(client.till().waiting().at(waiting.row.id).until ==
            client.clock.now().plusMs(kValidSeconds * kSecond));
}

void TestClientTerms::ofTwoThatWaitWithOneNonceOneIsSigned_I6()
{
    Client client;
    const Outcome first = client.signWithKey(client.message(7, "6000000"), "a");
    const Outcome second = client.signWithKey(client.message(7, "6000000"), "b");
    QVERIFY(first.row.id != second.row.id);
    QVERIFY(client.approve(first).reservation);
    const Outcome refused = client.approve(second);
    QCOMPARE(refused.code, std::string("nonce_reused"));
    QVERIFY(!refused.reservation);
}

void TestClientTerms::aRejectedMessageStaysRejected()
{
    Client client;
    const auto message = client.message(7, "6000000");
    must(client.till().reject(client.sign(message).row.id, "cli", "no"));
    const Outcome again = client.sign(message);
    QCOMPARE(again.code, std::string("rejected"));
    QVERIFY(again.isJoined && !again.reservation);
}

void TestClientTerms::aLateApprovalSignsNothing()
{
    Client client;
    const Outcome waiting = client.sign(client.message(7, "6000000"));
    client.clock.advance(kValidSeconds * kSecond);
    const Outcome late = client.approve(waiting);
    QCOMPARE(late.code, std::string("already_decided"));
    QVERIFY(!late.reservation);
}

void TestClientTerms::anUnknownHostNeverBecomesAKnownMerchant()
{
    Client client;
    client.addAgent("careful", presetOf("everyday"));
    auto message = client.message(7);
    message.authorization.from = client.agent("a2").address;
    const Outcome first = client.pay(Client::askToSign(message), "a2");
    QVERIFY(first.row.status == Status::Waiting); // a new merchant
    QVERIFY(client.approve(first).reservation);
    message.authorization.nonce.fill(8);
    const Outcome second = client.pay(Client::askToSign(message), "a2");
    QVERIFY(second.row.status == Status::Waiting);
    QVERIFY(second.seen->judgement.sentence.find("unknown host") != std::string::npos);
}

void TestClientTerms::theHistoryVerifies_I12()
{
    Client client;
    client.sign(client.message(7));
    client.approve(client.sign(client.message(8, "6000000")));
    client.sign(client.message(7, "20000"));
    QVERIFY(client.verifies());
    client.restart();
    QVERIFY(client.verifies());
}

QTEST_APPLESS_MAIN(TestClientTerms)
#include "tst_client_terms.moc"
