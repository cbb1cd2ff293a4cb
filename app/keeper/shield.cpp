#include "app/keeper/shield.h"

namespace till::keeper {

namespace {

constexpr const char* kRoot = "The administrator (root) can do everything.";
constexpr const char* kReplacing =
    "A program running as you can replace Tillkeeper's own files and wait for you to type the passphrase.";
constexpr const char* kCopying =
    "A program running as you can copy the sealed vault file and try passphrases on it, slowly.";

void addMemory(wire::TierShape& tier, const Shield& shield)
{
    if (shield.isMemoryClosed) {
        tier.stops.push_back(
            "Other programs of yours cannot read the keeper's memory, attach to it, or find it "
            "in a core file; keys are wiped from memory when the wallet locks.");
    } else {
        tier.doesNotStop.push_back("Other programs of yours could read the keys while the wallet is open.");
    }
    if (shield.isTraced) {
        tier.doesNotStop.push_back("A debugger is attached to the keeper and can read the keys.");
    }
}

void addConfinement(wire::TierShape& tier, const Shield& shield)
{
    if (shield.isFiltered) {
        tier.stops.push_back(
            "The keeper itself, were it taken over, cannot start programs, open connections, or "
            "look into other programs.");
    } else {
        tier.doesNotStop.push_back(shield.isTestBuild ? "This build is for testing (sanitizers): nothing "
                                                        "limits what the keeper may ask of the kernel."
                                                      : "This kernel has no seccomp filter for the keeper: "
                                                        "were it taken over, it could start programs "
                                                        "and open connections.");
    }
    if (shield.isFenced) {
        tier.stops.push_back(
            "The keeper itself, were it taken over, reaches no files but those in its own folder.");
    } else {
        tier.doesNotStop.push_back(shield.isTestBuild ? "This build is for testing (sanitizers): nothing "
                                                        "limits which of your files the keeper reaches."
                                                      : "This kernel has no Landlock: were the keeper taken "
                                                        "over, it could reach all of your files.");
    }
}

} // namespace

wire::TierShape tierOf(const Shield& shield)
{
    wire::TierShape tier;
    addMemory(tier, shield);
    addConfinement(tier, shield);
    if (shield.isSetgid) {
        tier.stops.push_back("Programs running as you cannot read, copy or replace the keeper's files.");
    } else {
        tier.doesNotStop.push_back(kReplacing);
        tier.doesNotStop.push_back(kCopying);
    }
    tier.doesNotStop.push_back(kRoot);
    if (!shield.isMemoryClosed || shield.isTraced) {
        tier.name = "open";
        tier.text =
            "Weakest: the keeper's memory is not shielded, so other programs of yours could read the keys "
            "while the wallet is open.";
    } else if (shield.isTestBuild) {
        tier.name = "test";
        tier.text =
            "A build for testing: the keeper's memory is closed to other programs, but the keeper itself "
            "is not confined.";
    } else if (!shield.isFenced || !shield.isFiltered) {
        tier.name = "reduced";
        tier.text =
            "Reduced: the keeper's memory is closed to other programs of yours, but this kernel does not "
            "let the keeper confine itself.";
    } else if (!shield.isSetgid) {
        tier.name = "user";
        tier.text =
            "Basic: the keeper's memory is closed to other programs of yours, and it has confined itself. "
            "Programs running as you can still replace Tillkeeper's own files; a package installed by "
            "the administrator will stop that too.";
    } else {
        tier.name = "package";
        tier.text = "Full: the keeper's memory and files are closed to other programs of yours, and it has "
                    "confined itself.";
    }
    return tier;
}

} // namespace till::keeper
