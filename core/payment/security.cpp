#include "core/payment/security.h"

#include "core/support/json.h"

#include <algorithm>
#include <array>

namespace till::payment {

namespace {

using nlohmann::json;

constexpr std::array kKinds{kLockRulesSet,  kLockRulesTightened, kUnattendedOn,
                            kUnattendedOff, kUnattendedUsed,     kAwayBegan,
                            kAwayEnded,     kPassphraseWrong,    kPassphraseRight};

LockRules rulesIn(const json& body)
{
    LockRules rules;
    rules.autoLockMinutes = body.at("autoLockMinutes").get<std::int64_t>();
    rules.proofIdleMinutes = body.at("proofIdleMinutes").get<std::int64_t>();
    rules.proofMaxMinutes = body.at("proofMaxMinutes").get<std::int64_t>();
    rules.lockOnSuspend = body.at("lockOnSuspend").get<bool>();
    rules.lockOnScreenLock = body.at("lockOnScreenLock").get<bool>();
    return rules;
}

bool applyRules(Security& security, const ledger::Event& event, const json& body)
{
    const LockRules rules = rulesIn(body);
    if (!isInBounds(rules) || (event.kind == kLockRulesTightened && !isNoWider(security.rules, rules))) {
        return false;
    }
    security.rules = rules;
    return true;
}

bool applyUnattended(Security& security, const ledger::Event& event, const json& body)
{
    if (event.kind == kUnattendedOff) {
        security.unattended.reset();
        security.isAway = false;
        return true;
    }
    if (event.kind == kUnattendedOn) {
        const auto cap = money::Amount::fromAtomic(body.at("capMicro").get<std::string>());
        if (!cap) {
            return false;
        }
        security.unattended = {*cap, Instant{body.at("untilMs").get<std::int64_t>()}, money::Amount::zero()};
        return true;
    }
    const auto micro = money::Amount::fromAtomic(body.at("micro").get<std::string>());
    if (!micro || !security.unattended) {
        return false;
    }
    const auto sum = security.unattended->usedMicro.plus(*micro);
    security.unattended->usedMicro = sum ? *sum : security.unattended->capMicro;
    return true;
}

} // namespace

bool isInBounds(const LockRules& rules)
{
    const auto isProofTime = [](std::int64_t minutes) { return minutes >= 1 && minutes <= kMaxProofMinutes; };
    return rules.autoLockMinutes >= 0 && rules.autoLockMinutes <= kMaxAutoLockMinutes &&
           isProofTime(rules.proofIdleMinutes) && isProofTime(rules.proofMaxMinutes);
}

bool isNoWider(const LockRules& before, const LockRules& after)
{
    const bool isLockNoLater =
        before.autoLockMinutes == 0 ||
        (after.autoLockMinutes != 0 && after.autoLockMinutes <= before.autoLockMinutes);
    return isLockNoLater && after.proofIdleMinutes <= before.proofIdleMinutes &&
           after.proofMaxMinutes <= before.proofMaxMinutes &&
           (after.lockOnSuspend || !before.lockOnSuspend) &&
           (after.lockOnScreenLock || !before.lockOnScreenLock);
}

money::Amount Unattended::leftMicro() const
{
    return capMicro.minus(usedMicro).value_or(money::Amount::zero());
}

bool Security::apply(const ledger::Event& event)
{
    const json body = json::parse(event.body, nullptr, false);
    try {
        if (event.kind == kLockRulesSet || event.kind == kLockRulesTightened) {
            return applyRules(*this, event, body);
        }
        if (event.kind == kUnattendedOn || event.kind == kUnattendedOff || event.kind == kUnattendedUsed) {
            return applyUnattended(*this, event, body);
        }
    } catch (const json::exception&) {
        return false;
    }
    if (event.kind == kAwayBegan) {
        isAway = unattended.has_value();
    } else if (event.kind == kAwayEnded) {
        isAway = false;
    } else if (event.kind == kPassphraseWrong) {
        ++wrongPassphrases;
        lastWrong = event.at;
    } else {
        wrongPassphrases = 0;
    }
    return true;
}

bool isSecurityKind(std::string_view kind)
{
    return std::ranges::find(kKinds, kind) != kKinds.end();
}

std::int64_t tryDelayMs(int wrongPassphrases)
{
    if (wrongPassphrases <= kFreeTries) {
        return 0;
    }
    const int doublings = std::min(wrongPassphrases - kFreeTries, 16);
    return std::min<std::int64_t>(kMaxTryDelayMs, std::int64_t{1000} << doublings);
}

std::string lockRulesBody(const LockRules& rules)
{
    return json{{"autoLockMinutes", rules.autoLockMinutes},
                {"proofIdleMinutes", rules.proofIdleMinutes},
                {"proofMaxMinutes", rules.proofMaxMinutes},
                {"lockOnSuspend", rules.lockOnSuspend},
                {"lockOnScreenLock", rules.lockOnScreenLock}}
        .dump();
}

std::string unattendedBody(const money::Amount& capMicro, Instant until)
{
    return json{{"capMicro", capMicro.toAtomic()}, {"untilMs", until.unixMs}}.dump();
}

std::string unattendedUsedBody(std::int64_t payment, const money::Amount& micro)
{
    return json{{"payment", payment}, {"micro", micro.toAtomic()}}.dump();
}

std::string becauseBody(std::string_view because)
{
    return json{{"because", because}}.dump();
}

} // namespace till::payment
