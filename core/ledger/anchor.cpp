#include "core/ledger/anchor.h"

#include <charconv>

namespace till::ledger {

namespace {

constexpr std::string_view kPrefix = "tillkeeper-anchor 1 ";

} // namespace

std::string toText(const Anchor& anchor)
{
    return std::string(kPrefix) + std::to_string(anchor.events) + " " + toHex(anchor.head) + "\n";
}

std::optional<Anchor> anchorFromText(std::string_view text)
{
    if (!text.starts_with(kPrefix) || !text.ends_with('\n')) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(kPrefix.size(), text.size() - kPrefix.size() - 1);
    const std::size_t space = rest.find(' ');
    if (space == std::string_view::npos) {
        return std::nullopt;
    }
    Anchor anchor;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + space, anchor.events);
    const bool isRead = error == std::errc() && end == rest.data() + space && anchor.events >= 0 &&
                        fromHex0xInto("0x" + std::string(rest.substr(space + 1)), anchor.head);
    if (!isRead || toText(anchor) != text) {
        return std::nullopt;
    }
    return anchor;
}

Result<AnchorVerdict, DatabaseError> judgeAnchor(LedgerReader& ledger, const Anchor& anchor)
{
    if (anchor.events == 0) {
        return AnchorVerdict::Holds;
    }
    const auto hash = ledger.hashOf(anchor.events);
    if (!hash) {
        return fail(hash.error());
    }
    if (!*hash) {
        return AnchorVerdict::RolledBack;
    }
    return **hash == anchor.head ? AnchorVerdict::Holds : AnchorVerdict::Different;
}

} // namespace till::ledger
