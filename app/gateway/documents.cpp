#include "app/gateway/documents.h"

#include "core/support/ensure.h"
#include "core/support/json.h"
#include "core/wire/problem_codes.h"

namespace till::embedded {
std::string_view openApiJson();
}

namespace till::gateway {

namespace {

std::string makeOpenApi()
{
    // Ordered, so that readers find it in the order that it was written in.
    auto document = nlohmann::ordered_json::parse(embedded::openApiJson(), nullptr, false);
    ensure(document.is_object(), "resources/openapi.json is JSON");
    auto& codes = document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    codes = nlohmann::ordered_json::array();
    for (const wire::ProblemCode& each : wire::problemCodes()) {
        codes.push_back(each.code);
    }
    return document.dump();
}

std::string makeProblems()
{
    auto all = nlohmann::ordered_json::array();
    for (const wire::ProblemCode& each : wire::problemCodes()) {
        all.push_back({{"code", each.code},
                       {"status", each.httpStatus},
                       {"title", each.title},
                       {"moneyMoved", each.moneyMoved},
                       {"hint", each.hint}});
    }
    return nlohmann::ordered_json{{"problems", std::move(all)}}.dump();
}

} // namespace

const std::string& openApiDocument()
{
    static const std::string document = makeOpenApi();
    return document;
}

const std::string& problemsDocument()
{
    static const std::string document = makeProblems();
    return document;
}

} // namespace till::gateway
