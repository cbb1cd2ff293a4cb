#include "app/client/keeper_call.h"

namespace till::client {

wire::ErrorBody errorOf(std::string_view code, std::string message)
{
    const wire::ProblemCode& known = wire::problemCode(code);
    return {std::string(known.code), std::move(message), std::string(known.moneyMoved),
            std::string(known.hint)};
}

} // namespace till::client
