#include "core/policy/hard_checks.h"

#include "core/policy/policy.h"
#include "core/support/ensure.h"

#include <algorithm>

namespace till::policy {

namespace {

/// The network by the names of that version of x402 only: version 1 has short names, version 2 CAIP-2.
const money::Network* networkOf(const challenge::Option& option, int x402Version,
                                const money::Registry& registry)
{
    return x402Version == 1 ? registry.networkByV1Name(option.network)
                            : registry.networkByCaip2(option.network);
}

bool isEip3009(const challenge::Option& option, const money::Asset& asset)
{
    const bool isNamed = option.transferMethod.empty() || option.transferMethod == "eip3009";
    return isNamed && asset.method == money::TransferMethod::Eip3009;
}

/// x402, section 9: only the flow in which nothing moves before the work is done.
bool isAuthorizationFlow(const challenge::Option& option)
{
    return option.paymentFlow.empty() || option.paymentFlow == "authorization";
}

/// The payee, or why it may not be paid.
Result<chain::EvmAddress, std::string_view>
payeeOf(const challenge::Option& option, const chain::EvmAddress& token, const HardCheckContext& context)
{
    const auto payTo = chain::EvmAddress::fromText(option.payTo);
    if (!payTo)
        return fail<std::string_view>("bad_pay_to");
    if (payTo->isZero())
        return fail<std::string_view>("pay_to_zero");
    if (*payTo == token)
        return fail<std::string_view>("pay_to_asset");
    if (std::ranges::find(context.ownAccounts, *payTo) != context.ownAccounts.end())
        return fail<std::string_view>("pay_to_self");
    return *payTo;
}

} // namespace

Result<PayableOption, std::string_view> checkOption(const challenge::Option& option, int x402Version,
                                                    const HardCheckContext& context)
{
    ensure(context.registry != nullptr, "options are judged against a registry");
    if (option.scheme != "exact" || (x402Version != 1 && x402Version != 2))
        return fail<std::string_view>("unknown_scheme");
    const money::Network* const network = networkOf(option, x402Version, *context.registry);
    if (network == nullptr)
        return fail<std::string_view>("unknown_network");
    if (context.isEnabled && !context.isEnabled(*network))
        return fail<std::string_view>("network_disabled");
    const money::Asset* const asset = context.registry->asset(network->caip2, option.asset);
    if (asset == nullptr)
        return fail<std::string_view>("unknown_asset");
    if (network->family != money::Family::Evm)
        return fail<std::string_view>("no_account");
    if (!isEip3009(option, *asset))
        return fail<std::string_view>("bad_transfer_method");
    if (!isAuthorizationFlow(option))
        return fail<std::string_view>("bad_payment_flow");
    if (option.eip712Name != asset->eip712Name || option.eip712Version != asset->eip712Version)
        return fail<std::string_view>("domain_mismatch");
    const auto amount = money::Amount::fromAtomic(option.amount);
    if (!amount || amount->isZero())
        return fail<std::string_view>("bad_option_amount");
    const auto token = chain::EvmAddress::fromText(asset->address);
    ensure(token.has_value(), "the registry's EVM tokens have valid addresses");
    const auto payTo = payeeOf(option, *token, context);
    if (!payTo)
        return fail(payTo.error());
    if (option.maxTimeoutSeconds <= 0)
        return fail<std::string_view>("bad_timeout");
    if (option.maxTimeoutSeconds > std::min(context.maxValiditySeconds, kMaxValiditySeconds))
        return fail<std::string_view>("validity_too_long");
    if (context.maxAmount && *amount > *context.maxAmount)
        return fail<std::string_view>("over_max_amount");
    return PayableOption{.network = network,
                         .asset = asset,
                         .payTo = *payTo,
                         .amount = *amount,
                         .validitySeconds = option.maxTimeoutSeconds,
                         .domain = {.name = asset->eip712Name,
                                    .version = asset->eip712Version,
                                    .chainId = network->chainId,
                                    .verifyingContract = *token}};
}

} // namespace till::policy
