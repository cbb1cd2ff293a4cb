#pragma once

#include <string>

/// What the endpoint says about itself: nothing of it is about the wallet, so it needs no token.
namespace till::gateway {

/// resources/openapi.json with the published problem codes filled in (OpenAPI 3.1).
[[nodiscard]] const std::string& openApiDocument();
/// `{"problems":[{"code","status","title","moneyMoved","hint"}]}`, of core/wire/problem_codes.h.
[[nodiscard]] const std::string& problemsDocument();

} // namespace till::gateway
