#pragma once

#include "app/http/http_message.h"
#include "app/practice/offer.h"
#include "app/practice/practice_chain.h"
#include "core/crypto/secp256k1.h"

namespace till::practice {

/// A real x402 merchant with three things for sale, its own facilitator, and its own chain: the first payment
/// needs no funds and no network. One request in, one answer out; the sockets are the HttpServer's.
class Shop {
public:
    Shop(ShopTerms terms, PracticeChain& chain, const crypto::Secp256k1& curve, const Clock& clock);

    [[nodiscard]] http::HttpResponse answer(const http::HttpRequest& request);

private:
    [[nodiscard]] http::HttpResponse sell(const http::HttpRequest& request, const Good& good);
    [[nodiscard]] http::HttpResponse challenge(const Good& good, const std::string& error) const;
    [[nodiscard]] http::HttpResponse frontPage() const;
    [[nodiscard]] http::HttpResponse ledger();

    ShopTerms m_terms;
    PracticeChain& m_chain;
    const crypto::Secp256k1& m_curve;
    const Clock& m_clock;
};

} // namespace till::practice
