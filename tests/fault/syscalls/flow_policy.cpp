#include "flow_wallet.h"

#include "core/policy/policy_json.h"

namespace till::tests::flow {

namespace {

using payment::Authority;

const payment::Author kOwner{"cli", "a fault test"};
constexpr std::int64_t kDelaySeconds = 60;

payment::PolicyWish upTo(const char* usd)
{
    return {"a1", allowUpTo(usd), "custom", kOwner, std::nullopt};
}

std::int64_t versionOf(Wallet& wallet)
{
    return wallet.till().settings().versionOf("a1");
}

/// One change in a batch of its own; promised once it is on the disk.
Done set(Wallet& wallet, const payment::PolicyWish& wish, Authority authority)
{
    const auto answer = wallet.till().setPolicy(wish, authority);
    if (!answer) {
        return fail(answer.error());
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    if (!answer->code.empty()) {
        say("wrong a change of a policy was refused: " + answer->code);
    } else if (answer->waiting) {
        say("asked " + std::to_string(answer->waiting->id));
    } else {
        sayPolicy(wish.owner, answer->version, payment::hashOfPolicy(wish.policy));
    }
    return {};
}

Done tighten(Wallet& wallet)
{
    return versionOf(wallet) == 1 ? set(wallet, upTo("0.90"), Authority::None) : Done();
}

Done loosen(Wallet& wallet)
{
    if (versionOf(wallet) != 2) {
        return {};
    }
    const auto unproven = wallet.till().setPolicy(upTo("0.95"), Authority::None);
    if (unproven && unproven->code != "passphrase_needed") {
        say("wrong I9: it loosened without authority");
    }
    return set(wallet, upTo("0.95"), Authority::Passphrase);
}

/// An agent that always asks is answered with "allow, and remember".
Done remember(Wallet& wallet)
{
    payment::Till& till = wallet.till();
    if (till.settings().allowances.lastGrant != 0) {
        return {};
    }
    if (wallet.agent("a2") == nullptr) {
        if (auto done = wallet.addAgent("2", presetOf("careful")); !done) {
            return done;
        }
    }
    const auto waiting = till.pay(*wallet.agent("a2"), askWithKey("100000", "g1"));
    if (!waiting) {
        return fail(waiting.error());
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    say("agents 2");
    const auto usd = money::Amount::fromAtomic("200000").value();
    const auto grant = till.grantFor(
        waiting->row, {payment::RememberPayee::ThisOne, usd, usd, till.now().plusMs(kDay)}, kOwner);
    if (!grant || !waiting->seen) {
        say("wrong I16: the payment does not wait for a person");
        return {};
    }
    const auto approved =
        till.approve(waiting->row.id, till.shownHash(waiting->row, *waiting->seen), "cli", "");
    if (!approved) {
        return fail(approved.error());
    }
    const auto added = till.addGrant(*grant, Authority::Passphrase);
    if (!added) {
        return fail(added.error());
    }
    if (auto done = wallet.commit(*approved); !done) {
        return done;
    }
    say("grant " + std::to_string(grant->id));
    return {};
}

Done delay(Wallet& wallet)
{
    if (wallet.till().settings().delaySeconds == kDelaySeconds) {
        return {};
    }
    if (const auto answer = wallet.till().setDelay(kDelaySeconds, kOwner, Authority::None); !answer) {
        return fail(answer.error());
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    say("delay " + std::to_string(kDelaySeconds));
    return {};
}

Done callBack(Wallet& wallet)
{
    if (wallet.till().settings().lastPending == 0) {
        if (auto done = set(wallet, upTo(kRecalledLimit), Authority::Passphrase); !done) {
            return done;
        }
    }
    if (!wallet.till().settings().pending.contains(1)) {
        return {};
    }
    if (const auto recalled = wallet.till().recall(1, "cli"); !recalled) {
        return fail(recalled.error());
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    say("recalled 1");
    return {};
}

Done waitOut(Wallet& wallet)
{
    if (versionOf(wallet) != 3) {
        return {};
    }
    if (!wallet.till().settings().pending.contains(2)) {
        if (auto done = set(wallet, upTo("0.97"), Authority::Passphrase); !done) {
            return done;
        }
    }
    wallet.clock().at = wallet.till().now().plusMs(kDelaySeconds * kSecond);
    if (const auto ticked = wallet.till().tick(); !ticked) {
        return fail(ticked.error());
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    sayPolicy("a1", 4, payment::hashOfPolicy(allowUpTo("0.97")));
    return {};
}

Done restore(Wallet& wallet)
{
    if (versionOf(wallet) != 4) {
        return {};
    }
    const auto history = wallet.till().policyHistory("a1");
    if (!history) {
        return fail(history.error());
    }
    payment::PolicyWish older = upTo(kLimit);
    older.policy = policyOf(history->at(1).edit.document);
    older.restores = 2;
    return set(wallet, older, Authority::None);
}

Done pause(Wallet& wallet)
{
    if (auto done = wallet.till().change(payment::kPaused, "{}"); !done) {
        return done;
    }
    if (auto done = wallet.commit(); !done) {
        return done;
    }
    say("paused");
    const auto outcome = wallet.till().pay(*wallet.agent(), askWithKey("1", "after the pause"));
    if (!outcome) {
        return fail(outcome.error());
    }
    if (outcome->code != "paused" || outcome->reservation) {
        say("wrong I10: paid after the pause");
    }
    return wallet.commit();
}

} // namespace

Done changePolicies(Wallet& wallet)
{
    for (const auto step : {tighten, loosen, remember, delay, callBack, waitOut, restore, pause}) {
        if (auto done = step(wallet); !done) {
            return done;
        }
    }
    return {};
}

} // namespace till::tests::flow
