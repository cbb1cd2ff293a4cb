#include "app/practice/shop.h"

#include "app/practice/chain_rpc.h"
#include "app/practice/payment_check.h"
#include "core/support/base64.h"

#include "core/support/json.h"
#include <set>

namespace till::practice {

namespace {

constexpr int kPaymentRequired = 402;
constexpr std::size_t kLedgerRows = 100; ///< newest transfers on /ledger

/// In the words of the protocol (x402 section 22).
std::string_view codeOf(SettleError error)
{
    switch (error) {
    case SettleError::NonceUsed:
        return "invalid_exact_evm_nonce_already_used";
    case SettleError::InsufficientBalance:
        return "invalid_exact_evm_insufficient_balance";
    case SettleError::NotYetValid:
        return "invalid_exact_evm_payload_authorization_valid_after";
    case SettleError::Expired:
        return "invalid_exact_evm_payload_authorization_valid_before";
    case SettleError::NotWritten:
        return "invalid_exact_evm_transaction_failed";
    }
    return "unexpected_settle_error";
}

http::HttpResponse plain(int status, std::string_view text)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::string(text) + "\n"};
}

/// Value and version of the payment header; a version 2 header wins. Absent when the buyer sent none, or one
/// twice.
struct Presented {
    std::string value;
    PaymentVersion version;
};
std::optional<Presented> presentedBy(const http::HttpRequest& request)
{
    if (request.count("PAYMENT-SIGNATURE") == 1) {
        return Presented{*request.header("PAYMENT-SIGNATURE"), PaymentVersion::Two};
    }
    if (request.count("X-PAYMENT") == 1) {
        return Presented{*request.header("X-PAYMENT"), PaymentVersion::One};
    }
    return std::nullopt;
}

http::Header receipt(const ShopTerms& terms, const Transfer& transfer, PaymentVersion version)
{
    const bool isTwo = version == PaymentVersion::Two;
    const nlohmann::json json{
        {"success", true},
        {"transaction", toHex0x(transfer.transaction)},
        {"network", isTwo ? terms.network.caip2 : terms.network.v1Name.value_or(terms.network.caip2)},
        {"payer", transfer.authorization.from.toChecksummed()}};
    return {isTwo ? "PAYMENT-RESPONSE" : "X-PAYMENT-RESPONSE", toBase64(json.dump())};
}

std::string price(const ShopTerms& terms, std::uint64_t atomic)
{
    return money::Amount::fromUint64(atomic).toDecimal(terms.asset.decimals) + " " + terms.asset.symbol;
}

} // namespace

Shop::Shop(ShopTerms terms, PracticeChain& chain, const crypto::Secp256k1& curve, const Clock& clock)
    : m_terms(std::move(terms)), m_chain(chain), m_curve(curve), m_clock(clock)
{
}

http::HttpResponse Shop::answer(const http::HttpRequest& request)
{
    if (request.path == "/rpc") {
        return request.method == "POST" ? http::jsonResponse(200, answerRpc(m_chain, m_terms, request.body))
                                        : plain(405, "POST one JSON-RPC call here.");
    }
    if (request.method != "GET") {
        return plain(405, "Everything here is for GET.");
    }
    if (const Good* good = goodAt(request.path)) {
        return sell(request, *good);
    }
    if (request.path == "/") {
        return frontPage();
    }
    if (request.path == "/ledger") {
        return ledger();
    }
    return plain(404, "There is nothing here. GET / lists what is for sale.");
}

http::HttpResponse Shop::challenge(const Good& good, const std::string& error) const
{
    auto response = http::jsonResponse(kPaymentRequired, challengeV1(m_terms, good, error).dump());
    response.headers.push_back({"PAYMENT-REQUIRED", toBase64(challengeV2(m_terms, good, error).dump())});
    response.headers.push_back({"Cache-Control", "no-store"});
    return response;
}

http::HttpResponse Shop::sell(const http::HttpRequest& request, const Good& good)
{
    const auto presented = presentedBy(request);
    if (!presented) {
        return challenge(good, "Payment required");
    }
    const auto authorization =
        checkPayment(presented->value, presented->version, m_terms, good, m_curve, m_clock.now());
    if (!authorization) {
        return challenge(good, std::string(authorization.error()));
    }
    const auto transfer = m_chain.settle(*authorization);
    if (!transfer) {
        return challenge(good, std::string(codeOf(transfer.error())));
    }
    Delivery delivery = good.make(transfer->transaction);
    return {200,
            {{"Content-Type", std::string(delivery.mimeType)},
             {"Cache-Control", "no-store, private"},
             receipt(m_terms, *transfer, presented->version)},
            std::move(delivery.body)};
}

http::HttpResponse Shop::frontPage() const
{
    nlohmann::json items = nlohmann::json::array();
    for (const Good& good : goods()) {
        items.push_back({{"name", good.name},
                         {"url", m_terms.origin + std::string(good.path)},
                         {"price", price(m_terms, good.priceAtomic)},
                         {"amount", std::to_string(good.priceAtomic)},
                         {"description", good.description}});
    }
    return http::jsonResponse(
        200, nlohmann::json{{"shop", "Tillkeeper's practice shop"},
                            {"about", "A real x402 merchant for practice money only. GET a url "
                                      "to get its payment challenge."},
                            {"network", m_terms.network.caip2},
                            {"asset", m_terms.asset.address},
                            {"payTo", m_terms.payTo.toChecksummed()},
                            {"rpc", m_terms.origin + "/rpc"},
                            {"ledger", m_terms.origin + "/ledger"},
                            {"items", std::move(items)}}
                 .dump(2));
}

http::HttpResponse Shop::ledger()
{
    const Block head = m_chain.head();
    const auto& transfers = m_chain.transfers();
    nlohmann::json newest = nlohmann::json::array();
    std::set<chain::EvmAddress> owners{m_terms.payTo};
    for (auto each = transfers.rbegin(); each != transfers.rend(); ++each) {
        owners.insert(each->authorization.from);
        if (newest.size() < kLedgerRows) {
            newest.push_back({{"transaction", toHex0x(each->transaction)},
                              {"block", each->block},
                              {"time", each->timeSeconds},
                              {"from", each->authorization.from.toChecksummed()},
                              {"to", each->authorization.to.toChecksummed()},
                              {"value", each->authorization.value.toAtomic()},
                              {"nonce", toHex0x(each->authorization.nonce)}});
        }
    }
    nlohmann::json balances = nlohmann::json::object();
    for (const chain::EvmAddress& owner : owners) {
        balances[owner.toChecksummed()] = m_chain.balanceAt(owner, head.number).toAtomic();
    }
    return http::jsonResponse(200,
                              nlohmann::json{{"network", m_terms.network.caip2},
                                             {"symbol", m_terms.asset.symbol},
                                             {"head", {{"number", head.number}, {"time", head.timeSeconds}}},
                                             {"grant", std::to_string(kGrantAtomic)},
                                             {"balances", std::move(balances)},
                                             {"transfers", std::move(newest)}}
                                  .dump(2));
}

} // namespace till::practice
