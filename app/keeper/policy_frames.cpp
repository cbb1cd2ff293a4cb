#include "app/keeper/keeper.h"
#include "app/keeper/local_zone.h"
#include "app/keeper/reply.h"
#include "core/policy/presets.h"
#include "core/wire/policy_messages.h"

#include <algorithm>

namespace till::keeper {

namespace {

constexpr std::size_t kVersionsAtOnce = 60; ///< each takes some 600 bytes of a frame

wire::PolicyVersionShape toWire(const payment::PolicyVersion& version)
{
    const payment::PolicyEdit& edit = version.edit;
    return {edit.version,       version.at.unixMs,     edit.effect,           edit.preset,  edit.author.by,
            edit.author.reason, toHex0x(edit.oldHash), toHex0x(edit.newHash), edit.restores};
}

} // namespace

/// The owner that a frame names, as the core knows it. Empty for nobody.
std::string Keeper::policyOwner(const std::string& named)
{
    if (named == payment::kGlobalName) {
        return named;
    }
    const payment::Agent* agent = m_till.settings().agents.find(named);
    return agent == nullptr ? std::string() : agent->id;
}

void Keeper::getPolicy(const Link& link, std::int64_t id, const wire::PolicyGet& get)
{
    const std::string owner = policyOwner(get.policy);
    if (owner.empty()) {
        return replyError(link, id, "no_such_agent");
    }
    const payment::Agent* agent = m_till.settings().agents.byId(owner);
    wire::PolicyShape shape;
    shape.policy = owner;
    shape.name = agent == nullptr ? owner : agent->name;
    shape.version = m_till.settings().versionOf(owner);
    if (!get.version || *get.version == shape.version) {
        shape.preset = agent == nullptr ? "custom" : agent->preset;
        shape.document = policy::toJson(*m_till.settings().documentOf(owner));
        shape.hash = toHex0x(payment::hashOfPolicy(*m_till.settings().documentOf(owner)));
        return reply(link, id, shape);
    }
    const auto edit = versionOf(link, id, owner, *get.version);
    if (edit) {
        shape.version = edit->version;
        shape.preset = edit->preset;
        shape.document = edit->document;
        shape.hash = toHex0x(edit->newHash);
        reply(link, id, shape);
    }
}

/// One version out of the ledger; answers itself when there is none.
std::optional<payment::PolicyEdit> Keeper::versionOf(const Link& link, std::int64_t id,
                                                     const std::string& owner, std::int64_t version)
{
    auto history = m_till.policyHistory(owner);
    if (!history) {
        replyLedgerFailed(link, id, history.error());
        return std::nullopt;
    }
    for (payment::PolicyVersion& each : *history) {
        if (each.edit.version == version) {
            return std::move(each.edit);
        }
    }
    replyError(link, id, "no_such_version");
    return std::nullopt;
}

/// What the frame wants the policy to be; answers itself when that cannot be read.
std::optional<payment::PolicyWish> Keeper::wishOf(const Link& link, std::int64_t id,
                                                  const wire::PolicySet& set)
{
    payment::PolicyWish wish;
    wish.owner = policyOwner(set.policy);
    wish.author = {set.by, set.reason};
    wish.preset = "custom";
    if (wish.owner.empty()) {
        replyError(link, id, "no_such_agent");
        return std::nullopt;
    }
    if ((set.document ? 1 : 0) + (set.preset ? 1 : 0) + (set.restore ? 1 : 0) != 1 ||
        set.reason.size() > payment::kMaxReasonBytes) {
        replyError(
            link, id, "bad_request",
            "Give one of: a document, a preset, a version to restore; and a reason of at most 200 bytes.");
        return std::nullopt;
    }
    if (set.preset) {
        auto preset = policy::presetPolicy(*set.preset, localZone());
        if (!preset || wish.owner == payment::kGlobalName) {
            replyError(
                link, id, "bad_policy",
                "There is no such preset for it. Presets of agents: practice, careful, everyday, autopilot.");
            return std::nullopt;
        }
        preset->privateHosts =
            m_till.settings().documentOf(wish.owner)->privateHosts; // a preset has none to say
        wish.policy = std::move(*preset);
        wish.preset = *set.preset;
        return wish;
    }
    std::string text = set.document.value_or(std::string());
    if (set.restore) {
        auto edit = versionOf(link, id, wish.owner, *set.restore);
        if (!edit) {
            return std::nullopt;
        }
        text = std::move(edit->document);
        wish.preset = edit->preset;
        wish.restores = set.restore;
    }
    auto policy = policy::parsePolicy(text);
    if (!policy) {
        replyError(link, id, "bad_policy", policy::describe(policy.error()));
        return std::nullopt;
    }
    wish.policy = std::move(*policy);
    return wish;
}

void Keeper::setPolicy(const Link& link, std::int64_t id, const wire::PolicySet& set)
{
    const auto wish = wishOf(link, id, set);
    if (!wish) {
        return;
    }
    const auto effect = m_till.effectOf(wish->owner, wish->policy);
    if (set.checkOnly) {
        return reply(link, id,
                     wire::PolicyChanged{std::string(policy::toText(*effect)),
                                         m_till.settings().versionOf(wish->owner), std::nullopt});
    }
    if (!policy::isWidening(*effect)) {
        return changePolicy(link, id, *wish, payment::Authority::None);
    }
    if (!set.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, *set.passphrase, [this, link, id, wish = *wish] {
        changePolicy(link, id, wish, payment::Authority::Passphrase);
    });
}

void Keeper::changePolicy(const Link& link, std::int64_t id, const payment::PolicyWish& wish,
                          payment::Authority authority)
{
    if (isRefusedWhileDown(link, id)) {
        return; // it went down while the passphrase was proved
    }
    const auto answer = m_till.setPolicy(wish, authority);
    if (!answer) {
        return replyLedgerFailed(link, id, answer.error());
    }
    if (!answer->code.empty()) {
        return replyError(link, id, answer->code);
    }
    reply(link, id, changedShape(*answer));
}

void Keeper::policyHistory(const Link& link, std::int64_t id, const wire::PolicyHistoryGet& get)
{
    const std::string owner = policyOwner(get.policy);
    if (owner.empty()) {
        return replyError(link, id, "no_such_agent");
    }
    auto history = m_till.policyHistory(owner);
    if (!history) {
        return replyLedgerFailed(link, id, history.error());
    }
    std::ranges::reverse(*history);
    wire::PolicyHistory answer;
    for (const payment::PolicyVersion& each : *history) {
        if (get.before && each.edit.version >= *get.before) {
            continue;
        }
        if (answer.versions.size() >= kVersionsAtOnce) {
            answer.next = answer.versions.back().version;
            break;
        }
        answer.versions.push_back(toWire(each));
    }
    reply(link, id, answer);
}

void Keeper::listPresets(const Link& link, std::int64_t id)
{
    wire::PresetsAnswer answer;
    for (const std::string_view name : policy::kPresetNames) {
        answer.presets.push_back(
            {std::string(name), policy::toJson(*policy::presetPolicy(name, localZone()))});
    }
    reply(link, id, answer);
}

void Keeper::listPending(const Link& link, std::int64_t id)
{
    wire::PendingAnswer answer;
    answer.delaySeconds = m_till.settings().delaySeconds;
    for (const auto& [number, change] : m_till.settings().pending) {
        answer.changes.push_back(pendingShape(change));
    }
    reply(link, id, answer);
}

void Keeper::recallPending(const Link& link, std::int64_t id, const wire::PendingRecall& recall)
{
    const auto isRecalled = m_till.recall(recall.id, recall.by);
    if (!isRecalled) {
        return replyLedgerFailed(link, id, isRecalled.error());
    }
    if (!*isRecalled) {
        return replyError(link, id, "no_such_change");
    }
    listPending(link, id);
}

void Keeper::setDelay(const Link& link, std::int64_t id, const wire::DelaySet& set)
{
    const auto apply = [this, link, id, set](payment::Authority authority) {
        const auto answer = m_till.setDelay(set.seconds, {set.by, set.reason}, authority);
        if (!answer) {
            return replyLedgerFailed(link, id, answer.error());
        }
        if (!answer->code.empty()) {
            return replyError(link, id, answer->code);
        }
        reply(link, id, changedShape(*answer));
    };
    if (set.seconds >= m_till.settings().delaySeconds) {
        return apply(payment::Authority::None);
    }
    if (!set.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, *set.passphrase, [apply] { apply(payment::Authority::Passphrase); });
}

} // namespace till::keeper
