#include "core/ledger/terms_json.h"

#include <nlohmann/json.hpp>

namespace till::ledger {

nlohmann::json toJson(const Terms& terms)
{
    const auto& message = terms.authorization;
    return {{"payment", terms.payment.number},
            {"account", terms.account},
            {"domain",
             {{"name", terms.domain.name},
              {"version", terms.domain.version},
              {"chainId", terms.domain.chainId},
              {"verifyingContract", terms.domain.verifyingContract.toChecksummed()}}},
            {"message",
             {{"from", message.from.toChecksummed()},
              {"to", message.to.toChecksummed()},
              {"value", message.value.toAtomic()},
              {"validAfter", message.validAfter},
              {"validBefore", message.validBefore},
              {"nonce", toHex0x(message.nonce)}}},
            {"digest", toHex0x(terms.digest)}};
}

std::optional<Terms> termsFromJson(const nlohmann::json& json)
{
    try {
        Terms terms;
        terms.payment = {json.at("payment").get<std::int64_t>()};
        terms.account = json.at("account").get<std::string>();
        const auto& domain = json.at("domain");
        terms.domain.name = domain.at("name").get<std::string>();
        terms.domain.version = domain.at("version").get<std::string>();
        terms.domain.chainId = domain.at("chainId").get<std::uint64_t>();
        const auto contract = chain::EvmAddress::fromText(domain.at("verifyingContract").get<std::string>());
        const auto& message = json.at("message");
        const auto from = chain::EvmAddress::fromText(message.at("from").get<std::string>());
        const auto to = chain::EvmAddress::fromText(message.at("to").get<std::string>());
        const auto value = money::Amount::fromAtomic(message.at("value").get<std::string>());
        if (!contract || !from || !to || !value ||
            !fromHex0xInto(message.at("nonce").get<std::string>(), terms.authorization.nonce) ||
            !fromHex0xInto(json.at("digest").get<std::string>(), terms.digest)) {
            return std::nullopt;
        }
        terms.domain.verifyingContract = *contract;
        terms.authorization.from = *from;
        terms.authorization.to = *to;
        terms.authorization.value = *value;
        terms.authorization.validAfter = message.at("validAfter").get<std::uint64_t>();
        terms.authorization.validBefore = message.at("validBefore").get<std::uint64_t>();
        // Written again it must be the same text: the readers above take other spellings, signs and
        // fractions.
        if (toJson(terms).dump() != json.dump()) {
            return std::nullopt;
        }
        return terms;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace till::ledger
