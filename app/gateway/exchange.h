#pragma once

#include "app/http/responder.h"

#include <memory>
#include <string>

namespace till::gateway {

/// One request on its way through a route, and the right to answer it.
struct Exchange {
    http::HttpRequest request;
    http::Responder responder;
    std::string token;     ///< empty where the route needs none
    std::string paymentId; ///< of paths with one
};

/// Shared, because the callbacks that carry it must be copyable; there is one owner at a time in fact.
using ExchangePtr = std::shared_ptr<Exchange>;

} // namespace till::gateway
