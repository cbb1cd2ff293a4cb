#include "core/ledger/stored_payment.h"

#include "core/ledger/database.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace till::ledger {

namespace {

constexpr std::array<std::pair<Status, std::string_view>, 10> kStatusTexts{{
    {Status::Denied, "denied"},
    {Status::Waiting, "waiting"},
    {Status::Rejected, "rejected"},
    {Status::Lapsed, "lapsed"},
    {Status::GivenUp, "given_up"},
    {Status::Authorized, "authorized"},
    {Status::Settled, "settled"},
    {Status::Unknown, "unknown"},
    {Status::Expired, "expired"},
    {Status::Void, "void"},
}};

Hash256 hashOf(std::span<const std::uint8_t> blob)
{
    Hash256 hash{};
    std::copy_n(blob.begin(), std::min(blob.size(), hash.size()), hash.begin());
    return hash;
}

} // namespace

std::optional<PaymentId> PaymentId::fromText(std::string_view text)
{
    constexpr std::string_view kPrefix = "pay_";
    if (!text.starts_with(kPrefix) || text.size() == kPrefix.size() || text[kPrefix.size()] < '1') {
        return std::nullopt;
    }
    text.remove_prefix(kPrefix.size());
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return PaymentId{number};
}

std::string_view toText(Status status)
{
    const auto* found = std::ranges::find(kStatusTexts, status, &std::pair<Status, std::string_view>::first);
    return found->second;
}

std::optional<Status> statusFromText(std::string_view text)
{
    const auto* found = std::ranges::find(kStatusTexts, text, &std::pair<Status, std::string_view>::second);
    if (found == kStatusTexts.end()) {
        return std::nullopt;
    }
    return found->first;
}

bool isLive(Status status)
{
    switch (status) {
    case Status::Authorized:
    case Status::Settled:
    case Status::Unknown:
    case Status::Expired:
        return true;
    case Status::Denied:
    case Status::Waiting:
    case Status::Rejected:
    case Status::Lapsed:
    case Status::GivenUp:
    case Status::Void:
        return false;
    }
    return true;
}

std::string_view toText(Proof proof)
{
    switch (proof) {
    case Proof::None:
        return "";
    case Proof::Claimed:
        return "claimed";
    case Proof::Proven:
        return "proven";
    }
    return "";
}

Proof proofFromText(std::string_view text)
{
    if (text == "proven") {
        return Proof::Proven;
    }
    return text == "claimed" ? Proof::Claimed : Proof::None;
}

StoredPayment readStoredPayment(const Statement& query)
{
    StoredPayment row;
    row.id = {query.integer(0)};
    row.agent = query.text(1);
    row.createdAt = {query.integer(2)};
    row.updatedAt = {query.integer(3)};
    if (!query.isNull(4)) {
        row.purchase = hashOf(query.blob(4));
    }
    row.generation = query.integer(5);
    row.content = hashOf(query.blob(6));
    row.interface = query.text(7);
    row.method = query.text(8);
    row.url = query.text(9);
    row.host = query.text(10);
    row.path = query.text(11);
    row.scheme = query.text(12);
    row.network = query.text(13);
    row.asset = query.text(14);
    row.amount = query.text(15);
    row.payTo = query.text(16);
    // A status that this program does not know still counts as money at risk.
    row.status = statusFromText(query.textView(17)).value_or(Status::Unknown);
    row.proof = proofFromText(query.textView(18));
    row.verdict = query.text(19);
    row.code = query.text(20);
    row.reasons = query.text(21);
    row.nonce = query.text(22);
    row.digest = query.text(23);
    row.validBeforeSeconds = query.integer(24);
    row.transaction = query.text(25);
    return row;
}

} // namespace till::ledger
