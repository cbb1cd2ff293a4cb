#include "tests/powerloss/disk_history.h"

#include <algorithm>
#include <set>

namespace till::tests {

namespace {

constexpr std::size_t kSectorBytes = 512;

using Chance = std::mt19937_64;

bool oneIn(Chance& chance, std::uint64_t count)
{
    return chance() % count == 0;
}

/// Cut at a sector: its beginning or its end was written.
DiskAction torn(const DiskAction& whole, Chance& chance)
{
    DiskAction part = whole;
    const std::size_t sectors = (whole.bytes.size() + kSectorBytes - 1) / kSectorBytes;
    const std::size_t cut = std::min(whole.bytes.size(), (chance() % (sectors + 1)) * kSectorBytes);
    const auto at = part.bytes.begin() + static_cast<std::ptrdiff_t>(cut);
    if (oneIn(chance, 2)) {
        part.bytes.erase(at, part.bytes.end());
    } else {
        part.bytes.erase(part.bytes.begin(), at);
        part.offset += static_cast<std::int64_t>(cut);
    }
    return part;
}

/// What a disk made of the actions that nobody had synced.
DiskImage partly(const DiskImage& durable, std::vector<const DiskAction*> pending, Chance& chance)
{
    DiskImage image = durable;
    const std::uint64_t mood = chance() % 4; // nothing, all, or a mixture
    if (mood == 0) {
        return image;
    }
    // Writes between two changes of a file's size or name may change places.
    if (mood > 1 && std::ranges::all_of(pending, [](const DiskAction* each) {
            return each->kind == DiskAction::Kind::Write;
        })) {
        std::ranges::shuffle(pending, chance);
    }
    std::set<std::string>
        lostNames; // a removal that did not happen leaves the old file, and nothing of the new
    for (const DiskAction* each : pending) {
        if (lostNames.contains(each->file)) {
            continue;
        }
        const std::uint64_t fate = mood == 1 ? 2 : chance() % 4;
        if (fate == 0) {
            if (each->kind == DiskAction::Kind::Remove) {
                lostNames.insert(each->file);
            }
            continue;
        }
        carryOut(fate == 1 && each->kind == DiskAction::Kind::Write ? torn(*each, chance) : *each, image);
    }
    return image;
}

} // namespace

void visitPowerLosses(const DiskHistory& history, DiskKind kind, Chance& chance, std::size_t imagesAtCut,
                      const std::function<void(const DiskImage&, const Promise&)>& visit)
{
    DiskImage durable;
    std::vector<const DiskAction*> pending;
    auto promise = history.promises.begin();
    Promise promised;
    for (std::size_t cut = 0; cut <= history.actions.size(); ++cut) {
        while (promise != history.promises.end() && promise->mark <= cut) {
            promised = *promise++;
        }
        for (std::size_t each = 0; each < (pending.empty() ? 1 : imagesAtCut); ++each) {
            visit(partly(durable, pending, chance), promised);
        }
        if (cut == history.actions.size()) {
            return;
        }
        const DiskAction& next = history.actions[cut];
        if (next.kind != DiskAction::Kind::Sync) {
            pending.push_back(&next);
            continue;
        }
        if (kind == DiskKind::LiesAboutSync) {
            continue;
        }
        // A sync makes the file's own bytes durable, and with the file system's journal all names.
        std::erase_if(pending, [&](const DiskAction* each) {
            const bool isDone = each->file == next.file || each->kind == DiskAction::Kind::Remove;
            if (isDone) {
                carryOut(*each, durable);
            }
            return isDone;
        });
    }
}

} // namespace till::tests
