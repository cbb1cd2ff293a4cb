#include "app/cli/leak_report.h"

#include "core/support/plain_text.h"

#include <algorithm>

namespace till::cli {

namespace {

constexpr std::size_t kMaxShownBytes = 300;
constexpr std::size_t kMaxOthersShown = 50;

std::string placeOf(const FoundLeak& leak)
{
    return toVisibleText(leak.file, kMaxShownBytes) + ":" + std::to_string(leak.line);
}

std::string joined(const std::vector<std::string>& all)
{
    std::string text;
    for (const std::string& each : all) {
        text += (text.empty() ? "" : ", ") + toVisibleText(each, kMaxShownBytes);
    }
    return text;
}

std::string skippedText(const SkippedFiles& skipped)
{
    std::string text;
    const auto add = [&text](std::size_t count, const char* what) {
        if (count > 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
        }
    };
    add(skipped.binary, "binary");
    add(skipped.tooLarge, "over 16 MiB");
    add(skipped.unreadable, "unreadable");
    add(skipped.links, "symbolic links");
    add(skipped.special, "no files");
    if (skipped.isCutShort) {
        text +=
            std::string(text.empty() ? "" : ", ") + "and whatever came after the first 50000 files or 2 GiB";
    }
    return text;
}

} // namespace

bool hasOwn(const std::vector<FoundLeak>& found)
{
    return std::ranges::any_of(found, [](const FoundLeak& each) { return !each.accounts.empty(); });
}

nlohmann::json leakJson(const std::vector<FoundLeak>& found, const ReadFiles& read)
{
    nlohmann::json leaks = nlohmann::json::array();
    for (const bool isOwn : {true, false}) {
        for (const FoundLeak& each : found) {
            if (each.accounts.empty() != isOwn) {
                leaks.push_back({{"file", each.file},
                                 {"line", each.line},
                                 {"kind", each.kind},
                                 {"own", isOwn},
                                 {"accounts", each.accounts}});
            }
        }
    }
    return {{"ok", !hasOwn(found)},
            {"files", read.files},
            {"bytes", read.bytes},
            {"found", std::move(leaks)},
            {"skipped",
             {{"binary", read.skipped.binary},
              {"tooLarge", read.skipped.tooLarge},
              {"unreadable", read.skipped.unreadable},
              {"links", read.skipped.links},
              {"special", read.skipped.special},
              {"cutShort", read.skipped.isCutShort},
              {"names", read.skipped.names}}}};
}

std::string leakText(const std::vector<FoundLeak>& found, const ReadFiles& read)
{
    std::string text;
    std::size_t others = 0;
    for (const FoundLeak& each : found) {
        if (!each.accounts.empty()) {
            text += "FOUND  " + placeOf(each) + "  " + each.kind + " of " + joined(each.accounts) + "\n";
        }
    }
    for (const FoundLeak& each : found) {
        if (each.accounts.empty() && ++others <= kMaxOthersShown) {
            text += "some   " + placeOf(each) + "  " + each.kind + ", none of this wallet's accounts\n";
        }
    }
    if (others > kMaxOthersShown) {
        text += "and " + std::to_string(others - kMaxOthersShown) + " more that are none of this wallet's\n";
    }
    text += std::to_string(read.files) + " files looked through";
    const std::string skipped = skippedText(read.skipped);
    text += (skipped.empty() ? "" : "; not looked at: " + skipped) + ".\n";
    if (hasOwn(found)) {
        text +=
            "Whoever can read these files can take the money. Move it to a new account (till account new), "
            "take\n"
            "the keys out of the files and out of copies of them, and let agents ask Tillkeeper instead.\n";
    } else {
        text += "No key or recovery words of this wallet's accounts were found.\n";
    }
    return text;
}

} // namespace till::cli
