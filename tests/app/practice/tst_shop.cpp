#include "buyer.h"
#include "hand_clock.h"

#include "app/practice/shop.h"
#include "core/support/base64.h"

#include <QTemporaryDir>
#include <QTest>

using namespace till;
using namespace till::practice;

namespace {

std::string headerValue(const http::HttpResponse& response, std::string_view name)
{
    for (const http::Header& header : response.headers) {
        if (http::isName(header.name, name)) {
            return header.value;
        }
    }
    return {};
}

nlohmann::json decoded(const std::string& base64)
{
    return nlohmann::json::parse(fromBase64(base64, 100'000).value());
}

http::HttpRequest get(const std::string& path, std::vector<http::Header> headers = {})
{
    http::HttpRequest request;
    request.method = "GET";
    request.path = path;
    request.headers = std::move(headers);
    return request;
}

} // namespace

class TestShop : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    HandClock m_clock;
    ShopTerms m_terms = ShopTerms::practice("http://127.0.0.1:8402");
    std::unique_ptr<Buyer> m_buyer;
    std::unique_ptr<PracticeChain> m_chain;
    std::unique_ptr<Shop> m_shop;

    std::string payment(const Good& good, std::uint8_t nonce) const
    {
        return headerOf(
            m_buyer->paymentV2(m_terms, good, m_buyer->authorization(m_terms, good, m_clock.seconds, nonce)));
    }
    std::string balance(const chain::EvmAddress& owner)
    {
        return m_chain->balanceAt(owner, m_chain->head().number).toAtomic();
    }

private Q_SLOTS:
    void init()
    {
        crypto::initialise();
        static int number = 0;
        m_buyer = std::make_unique<Buyer>();
        const std::string path = m_directory.path().toStdString() + "/chain" + std::to_string(++number);
        m_chain = std::make_unique<PracticeChain>(
            std::move(PracticeChain::open(path, m_clock, m_terms.payTo).value()));
        m_shop = std::make_unique<Shop>(m_terms, *m_chain, m_buyer->curve(), m_clock);
    }

    void asksForPaymentInBothVersions()
    {
        const auto answer = m_shop->answer(get("/fortune"));
        QCOMPARE(answer.status, 402);
        const auto two = decoded(headerValue(answer, "PAYMENT-REQUIRED"));
        QCOMPARE(two["x402Version"].get<int>(), 2);
        QCOMPARE(two["accepts"][0]["network"].get<std::string>(), std::string("eip155:402402"));
        QCOMPARE(two["accepts"][0]["amount"].get<std::string>(), std::string("10000"));
        QCOMPARE(two["resource"]["url"].get<std::string>(), std::string("http://127.0.0.1:8402/fortune"));
        const auto one = nlohmann::json::parse(answer.body);
        QCOMPARE(one["x402Version"].get<int>(), 1);
        QCOMPARE(one["accepts"][0]["network"].get<std::string>(), std::string("till-practice"));
        QCOMPARE(one["accepts"][0]["maxAmountRequired"].get<std::string>(), std::string("10000"));
        QCOMPARE(headerValue(answer, "Cache-Control"), std::string("no-store"));
    }

    void sellsForAVersionTwoPayment()
    {
        for (std::uint8_t i = 0; i < goods().size(); ++i) {
            const Good& good = goods()[i];
            const auto answer =
                m_shop->answer(get(std::string(good.path), {{"payment-signature", payment(good, i)}}));
            QCOMPARE(answer.status, 200);
            QCOMPARE(headerValue(answer, "Content-Type"), std::string(good.mimeType));
            QVERIFY(!answer.body.empty());
            const auto receipt = decoded(headerValue(answer, "PAYMENT-RESPONSE"));
            QCOMPARE(receipt["success"].get<bool>(), true);
            QCOMPARE(receipt["network"].get<std::string>(), std::string("eip155:402402"));
            QCOMPARE(receipt["payer"].get<std::string>(), m_buyer->address().toChecksummed());
            QCOMPARE(receipt["transaction"].get<std::string>().size(), std::size_t(66));
        }
        QCOMPARE(balance(m_terms.payTo), std::string("1010000"));
        QCOMPARE(balance(m_buyer->address()), std::string("98990000"));
    }

    void sellsForAVersionOnePayment()
    {
        const Good& good = goods()[0];
        const auto one =
            m_buyer->paymentV1(m_terms, m_buyer->authorization(m_terms, good, m_clock.seconds, 5));
        const auto answer = m_shop->answer(get("/fortune", {{"X-Payment", headerOf(one)}}));
        QCOMPARE(answer.status, 200);
        const auto receipt = decoded(headerValue(answer, "X-PAYMENT-RESPONSE"));
        QCOMPARE(receipt["network"].get<std::string>(), std::string("till-practice"));
        QCOMPARE(balance(m_terms.payTo), std::string("10000"));
    }

    void takesEachNonceOnce()
    {
        const auto request = get("/fortune", {{"PAYMENT-SIGNATURE", payment(goods()[0], 1)}});
        QCOMPARE(m_shop->answer(request).status, 200);
        const auto again = m_shop->answer(request);
        QCOMPARE(again.status, 402);
        QCOMPARE(decoded(headerValue(again, "PAYMENT-REQUIRED"))["error"].get<std::string>(),
                 std::string("invalid_exact_evm_nonce_already_used"));
        QCOMPARE(balance(m_terms.payTo), std::string("10000"));
    }

    void aPaymentForOneThingBuysNoOther()
    {
        const auto answer =
            m_shop->answer(get("/research-report", {{"PAYMENT-SIGNATURE", payment(goods()[0], 1)}}));
        QCOMPARE(answer.status, 402);
        QVERIFY(m_chain->transfers().empty());
    }

    void saysWhenTheMoneyIsGone()
    {
        const Good& good = goods()[2];
        for (int i = 0; i < 133; ++i) { // 133 * 0.75 = 99.75
            QCOMPARE(m_shop
                         ->answer(get(std::string(good.path),
                                      {{"PAYMENT-SIGNATURE", payment(good, static_cast<std::uint8_t>(i))}}))
                         .status,
                     200);
        }
        const auto answer =
            m_shop->answer(get(std::string(good.path), {{"PAYMENT-SIGNATURE", payment(good, 200)}}));
        QCOMPARE(answer.status, 402);
        QCOMPARE(decoded(headerValue(answer, "PAYMENT-REQUIRED"))["error"].get<std::string>(),
                 std::string("invalid_exact_evm_insufficient_balance"));
    }

    void twoHeadersOfOneNameAreNoPayment()
    {
        const std::string header = payment(goods()[0], 1);
        const auto answer =
            m_shop->answer(get("/fortune", {{"PAYMENT-SIGNATURE", header}, {"PAYMENT-SIGNATURE", header}}));
        QCOMPARE(answer.status, 402);
        QVERIFY(m_chain->transfers().empty());
    }

    void showsItsShelvesAndItsLedger()
    {
        const auto front = nlohmann::json::parse(m_shop->answer(get("/")).body);
        QCOMPARE(front["items"].size(), std::size_t(3));
        QCOMPARE(front["items"][2]["price"].get<std::string>(), std::string("0.75 pUSD"));
        QCOMPARE(m_shop->answer(get("/fortune", {{"PAYMENT-SIGNATURE", payment(goods()[0], 1)}})).status,
                 200);
        const auto ledger = nlohmann::json::parse(m_shop->answer(get("/ledger")).body);
        QCOMPARE(ledger["transfers"].size(), std::size_t(1));
        QCOMPARE(ledger["balances"][m_buyer->address().toChecksummed()].get<std::string>(),
                 std::string("99990000"));
    }

    void hasNothingElse()
    {
        QCOMPARE(m_shop->answer(get("/nothing")).status, 404);
        auto post = get("/fortune");
        post.method = "POST";
        QCOMPARE(m_shop->answer(post).status, 405);
        QCOMPARE(m_shop->answer(get("/rpc")).status, 405);
    }
};

QTEST_GUILESS_MAIN(TestShop)
#include "tst_shop.moc"
