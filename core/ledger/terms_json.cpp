#include "core/ledger/terms_json.h"

#include "core/support/json_text.h"

#include "core/support/json.h"

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

std::string toJsonText(const Terms& terms)
{
    const auto& message = terms.authorization;
    JsonText out;
    const auto text = [&out](std::string_view name, std::string_view value) {
        out.key(name);
        out.text(value);
    };
    const auto number = [&out](std::string_view name, std::uint64_t value) {
        out.key(name);
        out.raw(std::to_string(value));
    };
    out.beginObject();
    text("account", terms.account);
    text("digest", toHex0x(terms.digest));
    out.key("domain");
    out.beginObject();
    number("chainId", terms.domain.chainId);
    text("name", terms.domain.name);
    text("verifyingContract", terms.domain.verifyingContract.toChecksummed());
    text("version", terms.domain.version);
    out.endObject();
    out.key("message");
    out.beginObject();
    text("from", message.from.toChecksummed());
    text("nonce", toHex0x(message.nonce));
    text("to", message.to.toChecksummed());
    number("validAfter", message.validAfter);
    number("validBefore", message.validBefore);
    text("value", message.value.toAtomic());
    out.endObject();
    out.key("payment");
    out.number(terms.payment.number);
    out.endObject();
    return out.take();
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
