#include "buyer.h"
#include "hand_clock.h"

#include "app/practice/payment_check.h"

#include <QTest>

#include <functional>

using namespace till;
using namespace till::practice;
using Spoil = std::function<void(nlohmann::json&)>;

Q_DECLARE_METATYPE(Spoil)

namespace {

const Good& kGood = goods()[0];

Spoil set(const char* pointer, nlohmann::json value)
{
    return [pointer, value = std::move(value)](nlohmann::json& payment) {
        payment[nlohmann::json::json_pointer(pointer)] = value;
    };
}
Spoil drop(const char* parent, const char* name)
{
    return [parent, name](nlohmann::json& payment) {
        payment[nlohmann::json::json_pointer(parent)].erase(name);
    };
}

} // namespace

class TestPaymentCheck : public QObject {
    Q_OBJECT

    HandClock m_clock;
    ShopTerms m_terms = ShopTerms::practice("http://127.0.0.1:1");

    QByteArray check(const Buyer& buyer, const std::string& header, PaymentVersion version) const
    {
        const auto checked = checkPayment(header, version, m_terms, kGood, buyer.curve(), m_clock.now());
        return checked ? QByteArray("ok")
                       : QByteArray(checked.error().data(), qsizetype(checked.error().size()));
    }
    chain::TransferAuthorization honest(const Buyer& buyer) const
    {
        return buyer.authorization(m_terms, kGood, m_clock.seconds, 7);
    }

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void takesAnHonestPayment()
    {
        const Buyer buyer;
        QCOMPARE(check(buyer, headerOf(buyer.paymentV2(m_terms, kGood, honest(buyer))), PaymentVersion::Two),
                 QByteArray("ok"));
        QCOMPARE(check(buyer, headerOf(buyer.paymentV1(m_terms, honest(buyer))), PaymentVersion::One),
                 QByteArray("ok"));
    }

    /// Signed as they are, so only the terms are wrong.
    void refusesOtherTerms()
    {
        const Buyer buyer;
        const auto codeFor = [&](const std::function<void(chain::TransferAuthorization&)>& change) {
            auto authorization = honest(buyer);
            change(authorization);
            return check(buyer, headerOf(buyer.paymentV2(m_terms, kGood, authorization)),
                         PaymentVersion::Two);
        };
        const auto now = static_cast<std::uint64_t>(m_clock.seconds);
        QCOMPARE(codeFor([&](auto& a) { a.to = buyer.address(); }),
                 QByteArray("invalid_exact_evm_recipient_mismatch"));
        const QByteArray wrongValue("invalid_exact_evm_payload_authorization_value_mismatch");
        QCOMPARE(codeFor([](auto& a) { a.value = money::Amount::fromUint64(9'999); }), wrongValue);
        QCOMPARE(codeFor([](auto& a) { a.value = money::Amount::fromUint64(10'001); }), wrongValue);
        QCOMPARE(codeFor([&](auto& a) { a.validAfter = now; }),
                 QByteArray("invalid_exact_evm_payload_authorization_valid_after"));
        QCOMPARE(codeFor([&](auto& a) { a.validAfter = now - 1; }), QByteArray("ok"));
        QCOMPARE(codeFor([&](auto& a) { a.validBefore = now + 5; }),
                 QByteArray("invalid_exact_evm_payload_authorization_valid_before"));
        QCOMPARE(codeFor([&](auto& a) { a.validBefore = now + 6; }), QByteArray("ok"));
    }

    /// Changed after they were signed, or not of the form.
    void refusesSpoiledPayments_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* tag, Spoil spoil, const char* code) {
            QTest::newRow(tag) << std::move(spoil) << QByteArray(code);
        };
        const char* const signature = "invalid_exact_evm_signature";
        const char* const noMatch = "No matching payment requirements";
        const char* const unreadable = "invalid_payload";
        row("another payer", set("/payload/authorization/from", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
            signature);
        row("another nonce", set("/payload/authorization/nonce", "0x" + std::string(64, 'a')), signature);
        row("another end", set("/payload/authorization/validBefore", "1767225700"), signature);
        row("value as a number", set("/payload/authorization/value", 10000), unreadable);
        row("value in hex", set("/payload/authorization/value", "0x2710"), unreadable);
        row("value with a zero before", set("/payload/authorization/value", "010000"), unreadable);
        row("payer's checksum wrong",
            set("/payload/authorization/from", "0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266"), unreadable);
        row("short nonce", set("/payload/authorization/nonce", "0x00"), unreadable);
        row("time of 65 bits", set("/payload/authorization/validBefore", "18446744073709551616"), unreadable);
        row("negative time", set("/payload/authorization/validAfter", "-1"), unreadable);
        row("no authorization", drop("/payload", "authorization"), unreadable);
        row("payload is text", set("/payload", "x"), unreadable);
        row("no signature", drop("/payload", "signature"), "invalid_exact_evm_failed_to_parse_signature");
        row("short signature", set("/payload/signature", "0x" + std::string(128, '1')),
            "invalid_exact_evm_failed_to_parse_signature");
        row("zero signature", set("/payload/signature", "0x" + std::string(130, '0')), signature);
        row(
            "v of 0",
            [](nlohmann::json& payment) {
                auto& text = payment["/payload/signature"_json_pointer].get_ref<std::string&>();
                text.replace(130, 2, text.ends_with("1b") ? "00" : "01");
            },
            signature);
        row("version 1 in a version 2 header", set("/x402Version", 1), "invalid_x402_version");
        row("version as text", set("/x402Version", "2"), "invalid_x402_version");
        row("no accepted", drop("", "accepted"), noMatch);
        row("accepted cheaper", set("/accepted/amount", "1"), noMatch);
        row("accepted with a member more", set("/accepted/more", 1), noMatch);
        row("accepted with a member less", drop("/accepted", "maxTimeoutSeconds"), noMatch);
        row("accepted with the asset in lower case",
            set("/accepted/asset", "0x402402402402402402402402402402402402402a"), noMatch);
        row("accepted in another domain", set("/accepted/extra/name", "USDC"), noMatch);
        row("accepted with more extra", set("/accepted/extra/memo", "x"), "ok");
    }
    void refusesSpoiledPayments()
    {
        QFETCH(Spoil, spoil);
        QFETCH(QByteArray, code);
        const Buyer buyer;
        auto payment = buyer.paymentV2(m_terms, kGood, honest(buyer));
        spoil(payment);
        QCOMPARE(check(buyer, headerOf(payment), PaymentVersion::Two), code);
    }

    void refusesSpoiledVersionOne_data()
    {
        QTest::addColumn<Spoil>("spoil");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("scheme") << set("/scheme", "upto") << QByteArray("invalid_exact_evm_scheme");
        QTest::newRow("CAIP-2 network")
            << set("/network", "eip155:402402") << QByteArray("invalid_exact_evm_network_mismatch");
        QTest::newRow("version") << set("/x402Version", 2) << QByteArray("invalid_x402_version");
        QTest::newRow("payload") << drop("", "payload") << QByteArray("invalid_payload");
    }
    void refusesSpoiledVersionOne()
    {
        QFETCH(Spoil, spoil);
        QFETCH(QByteArray, code);
        const Buyer buyer;
        auto payment = buyer.paymentV1(m_terms, honest(buyer));
        spoil(payment);
        QCOMPARE(check(buyer, headerOf(payment), PaymentVersion::One), code);
    }

    void refusesWhatIsNoHeader_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no base64") << QByteArray("{}");
        QTest::newRow("url-safe base64") << QByteArray("eyJ4Ijoi_-8ifQ==");
        QTest::newRow("an array") << QByteArray("[]").toBase64();
        QTest::newRow("a key twice") << QByteArray(R"({"x402Version":2,"x402Version":2})").toBase64();
        QTest::newRow("cut off") << QByteArray(R"({"x402Version":2)").toBase64();
        QTest::newRow("too large") << QByteArray(100'000, ' ').toBase64();
    }
    void refusesWhatIsNoHeader()
    {
        QFETCH(QByteArray, header);
        const Buyer buyer;
        QCOMPARE(check(buyer, header.toStdString(), PaymentVersion::Two), QByteArray("invalid_payload"));
    }
};

QTEST_GUILESS_MAIN(TestPaymentCheck)
#include "tst_payment_check.moc"
