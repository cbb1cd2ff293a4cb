#include "core/challenge/typed_payment.h"

#include "core/support/plain_text.h"
#include "core/support/strict_json.h"

#include <algorithm>
#include <array>
#include <limits>

namespace till::challenge {

namespace {

using nlohmann::json;

constexpr std::string_view kTransfer = "TransferWithAuthorization";
constexpr std::size_t kMaxShownNameBytes = 48;
constexpr std::size_t kMaxDomainTextBytes = 128;
constexpr std::uint64_t kMaxChainId = std::uint64_t{1} << 53;
constexpr std::uint64_t kMaxSeconds = std::numeric_limits<std::int64_t>::max();

using Member = std::pair<std::string_view, std::string_view>; // name, type
// EIP-712, "Definition of domainSeparator", the members that EIP-3009 tokens use.
constexpr std::array<Member, 4> kDomainMembers{Member{"name", "string"},
                                               {"version", "string"},
                                               {"chainId", "uint256"},
                                               {"verifyingContract", "address"}};
// EIP-3009, "TransferWithAuthorization".
constexpr std::array<Member, 6> kTransferMembers{Member{"from", "address"},  {"to", "address"},
                                                 {"value", "uint256"},       Member{"validAfter", "uint256"},
                                                 {"validBefore", "uint256"}, {"nonce", "bytes32"}};

TypedDataFault malformed(std::string detail)
{
    return {"typed_data_malformed", std::move(detail)};
}

TypedDataFault refused(const json& primaryType)
{
    return {
        "typed_data_refused",
        "\"" + toVisibleText(primaryType.get_ref<const std::string&>(), kMaxShownNameBytes) +
            "\" is not signed: only EIP-3009 TransferWithAuthorization is, since nothing else can be held "
            "to a budget here."};
}

/// Reads members and remembers the first fault.
class MemberReader {
public:
    MemberReader(const json& object, std::string_view where) : m_object(object), m_where(where) {}

    /// Exactly these members, whatever their order.
    template <std::size_t N>
    void expectExactly(const std::array<Member, N>& members)
    {
        if (!m_object.is_object() || m_object.size() != N ||
            !std::all_of(members.begin(), members.end(),
                         [this](const Member& each) { return m_object.contains(each.first); })) {
            std::string names;
            for (const Member& each : members) {
                names.append(names.empty() ? "" : ", ").append(each.first);
            }
            note("must be an object with exactly " + names);
        }
    }

    std::string text(const char* name)
    {
        const json* value = find(name);
        if (value == nullptr) {
            return {};
        }
        if (!value->is_string() || value->get_ref<const std::string&>().size() > kMaxDomainTextBytes) {
            note(std::string(name) + " must be a short string");
            return {};
        }
        return value->get<std::string>();
    }

    chain::EvmAddress address(const char* name)
    {
        const auto read = chain::EvmAddress::fromText(text(name));
        if (!read) {
            note(std::string(name) + " must be an address: 0x and 40 digits, all of one case or with their "
                                     "EIP-55 checksum");
        }
        return read.value_or(chain::EvmAddress());
    }

    money::Amount number(const char* name)
    {
        const json* value = find(name);
        if (value == nullptr) {
            return {};
        }
        if (value->is_number_unsigned()) {
            return money::Amount::fromUint64(value->get<std::uint64_t>());
        }
        if (value->is_string()) {
            const auto& digits = value->get_ref<const std::string&>();
            if (digits.starts_with("0x")) {
                if (const auto read = hexNumber(std::string_view(digits).substr(2))) {
                    return *read;
                }
            } else if (const auto read = money::Amount::fromAtomic(digits)) {
                return *read;
            }
        }
        note(std::string(name) + " must be a whole number of 256 bits, best as decimal digits in a string");
        return {};
    }

    Hash256 bytes32(const char* name)
    {
        Hash256 bytes{};
        if (!fromHex0xInto(text(name), bytes)) {
            note(std::string(name) + " must be 0x and 64 hexadecimal digits");
        }
        return bytes;
    }

    [[nodiscard]] const std::optional<TypedDataFault>& fault() const { return m_fault; }

private:
    const json* find(const char* name)
    {
        if (m_fault) {
            return nullptr;
        }
        return &m_object.at(name); // expectExactly saw it
    }
    static std::optional<money::Amount> hexNumber(std::string_view digits)
    {
        std::array<std::uint8_t, 32> bytes{};
        if (digits.empty() || digits.size() > bytes.size() * 2) {
            return std::nullopt;
        }
        const std::string padded =
            "0x" + std::string(bytes.size() * 2 - digits.size(), '0') + std::string(digits);
        if (!fromHex0xInto(padded, bytes)) {
            return std::nullopt;
        }
        return money::Amount::fromBigEndian(bytes);
    }
    void note(const std::string& what)
    {
        if (!m_fault) {
            m_fault = malformed("In \"" + std::string(m_where) + "\": " + what + ".");
        }
    }

    const json& m_object;
    std::string_view m_where;
    std::optional<TypedDataFault> m_fault;
};

/// Whether a type is listed with exactly these members in this order: EIP-712 hashes names, types and order.
template <std::size_t N>
bool isType(const json& type, const std::array<Member, N>& members)
{
    if (!type.is_array() || type.size() != N) {
        return false;
    }
    for (std::size_t each = 0; each < N; ++each) {
        const json expected{{"name", members[each].first}, {"type", members[each].second}};
        if (type[each] != expected) {
            return false;
        }
    }
    return true;
}

std::optional<std::uint64_t> withinUint64(const money::Amount& number, std::uint64_t most)
{
    if (number > money::Amount::fromUint64(most)) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    for (const std::uint8_t byte : number.toBigEndian()) {
        value = (value << 8U) | byte;
    }
    return value;
}

std::optional<TypedDataFault> faultOfTypes(const json& types)
{
    const auto transfer = types.find(kTransfer);
    if (transfer == types.end() || !isType(*transfer, kTransferMembers)) {
        return malformed("\"types\" does not give TransferWithAuthorization the members of EIP-3009.");
    }
    const auto domain = types.find("EIP712Domain"); // some libraries leave it out
    if (domain != types.end() && !isType(*domain, kDomainMembers)) {
        return malformed("\"types\" does not give EIP712Domain name, version, chainId and verifyingContract, "
                         "in this order.");
    }
    if (types.size() != (domain == types.end() ? 1U : 2U)) {
        return malformed("\"types\" has more types than the message needs.");
    }
    return std::nullopt;
}

} // namespace

Result<TypedPayment, TypedDataFault> readTypedPayment(const json& data)
{
    constexpr std::array<Member, 4> kAll{
        Member{"types", ""}, {"domain", ""}, {"primaryType", ""}, {"message", ""}};
    MemberReader whole(data, "typed data");
    whole.expectExactly(kAll);
    if (whole.fault()) {
        return fail(*whole.fault());
    }
    const json& primaryType = data.at("primaryType");
    if (!primaryType.is_string() || !data.at("types").is_object()) {
        return fail(malformed("\"primaryType\" must be a string and \"types\" an object."));
    }
    if (primaryType != kTransfer) {
        return fail(refused(primaryType));
    }
    if (auto fault = faultOfTypes(data.at("types"))) {
        return fail(std::move(*fault));
    }
    TypedPayment payment;
    MemberReader domain(data.at("domain"), "domain");
    domain.expectExactly(kDomainMembers);
    payment.domain.name = domain.text("name");
    payment.domain.version = domain.text("version");
    const auto chainId = withinUint64(domain.number("chainId"), kMaxChainId);
    payment.domain.verifyingContract = domain.address("verifyingContract");
    MemberReader message(data.at("message"), "message");
    message.expectExactly(kTransferMembers);
    payment.authorization.from = message.address("from");
    payment.authorization.to = message.address("to");
    payment.authorization.value = message.number("value");
    const auto validAfter = withinUint64(message.number("validAfter"), kMaxSeconds);
    const auto validBefore = withinUint64(message.number("validBefore"), kMaxSeconds);
    payment.authorization.nonce = message.bytes32("nonce");
    if (domain.fault() || message.fault()) {
        return fail(domain.fault() ? *domain.fault() : *message.fault());
    }
    if (!chainId) {
        return fail(TypedDataFault{"unknown_network", "The domain's chainId is no chain that is known."});
    }
    if (!validAfter || !validBefore) {
        return fail(TypedDataFault{"validity_too_long", "The message would stay valid far too long."});
    }
    payment.domain.chainId = *chainId;
    payment.authorization.validAfter = *validAfter;
    payment.authorization.validBefore = *validBefore;
    return payment;
}

Result<TypedPayment, TypedDataFault> parseTypedPayment(std::string_view text)
{
    const auto data = parseStrictJson(
        text,
        {.maxBytes = kMaxTypedDataBytes, .maxDepth = kMaxTypedDataDepth, .maxValues = kMaxTypedDataValues});
    if (!data) {
        return fail(malformed("The typed data is not strict JSON of at most " +
                              std::to_string(kMaxTypedDataBytes) + " bytes."));
    }
    return readTypedPayment(*data);
}

Option optionOf(const TypedPayment& payment)
{
    const auto& message = payment.authorization;
    Option option;
    option.scheme = "exact";
    option.network = "eip155:" + std::to_string(payment.domain.chainId);
    option.caip2 = option.network;
    option.asset = payment.domain.verifyingContract.toChecksummed();
    option.amount = message.value.toAtomic();
    option.payTo = message.to.toChecksummed();
    option.eip712Name = payment.domain.name;
    option.eip712Version = payment.domain.version;
    option.raw = json{{"domain",
                       {{"name", payment.domain.name},
                        {"version", payment.domain.version},
                        {"chainId", payment.domain.chainId},
                        {"verifyingContract", option.asset}}},
                      {"primaryType", kTransfer},
                      {"message",
                       {{"from", message.from.toChecksummed()},
                        {"to", option.payTo},
                        {"value", option.amount},
                        {"validAfter", std::to_string(message.validAfter)},
                        {"validBefore", std::to_string(message.validBefore)},
                        {"nonce", toHex0x(message.nonce)}}}}
                     .dump(-1, ' ', false, json::error_handler_t::replace);
    return option;
}

} // namespace till::challenge
