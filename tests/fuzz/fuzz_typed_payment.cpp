// Typed data of an agent. Whatever comes: what is read as a payment is one message, with a digest of its own
// and an option that says the same; what is not is refused with a published code.

#include "core/challenge/typed_payment.h"
#include "core/wire/problem_codes.h"

#include "core/support/json.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace till;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto payment = challenge::parseTypedPayment(text);
    if (!payment) {
        require(wire::problemCode(payment.error().code).code == payment.error().code);
        require(!payment.error().detail.empty());
        return 0;
    }
    require(payment->authorization.validBefore <= static_cast<std::uint64_t>(INT64_MAX));
    const challenge::Option option = challenge::optionOf(*payment);
    require(option.amount == payment->authorization.value.toAtomic());
    require(option.raw == challenge::optionOf(*payment).raw);
    const auto raw = nlohmann::json::parse(option.raw, nullptr, false);
    require(raw.is_object() && raw["message"]["nonce"] == toHex0x(payment->authorization.nonce));
    return 0;
}
