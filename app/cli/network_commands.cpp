#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "core/support/plain_text.h"
#include "core/wire/admin_messages.h"

#include <algorithm>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

constexpr std::size_t kMostNodes = 2;

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts) {
        all += (all.empty() ? "" : ", ") + text;
    }
    return all;
}

Outcome runList(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto answer = session.ask<wire::NetworksAnswer>(wire::NetworkList{});
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(answer->networks, networkJson));
        return ExitCode::Done;
    }
    Table table({{"NETWORK"}, {"NAME"}, {"ON"}, {"NODES"}, {"STATE"}});
    for (const wire::NetworkShape& network : answer->networks) {
        const std::string kind = network.isPractice ? " (practice)" : network.isTestnet ? " (test)" : "";
        table.add({network.network, network.name + kind, network.enabled ? "yes" : "no", joined(network.rpc),
                   network.reachability});
    }
    session.output().text(table.text());
    return ExitCode::Done;
}

/// The network as it is set now, so that what the command does not name stays.
Result<wire::NetworkShape, Failure> networkNow(Session& session, const std::string& caip2)
{
    const auto answer = session.ask<wire::NetworksAnswer>(wire::NetworkList{});
    if (!answer) {
        return fail(answer.error());
    }
    const auto found =
        std::find_if(answer->networks.begin(), answer->networks.end(),
                     [&caip2](const wire::NetworkShape& each) { return each.network == caip2; });
    if (found == answer->networks.end()) {
        return fail(problemFailure("bad_network", "There is no network " + toVisibleText(caip2, 80) + "."));
    }
    return *found;
}

Result<wire::NetworkSet, Failure> readChange(Session& session)
{
    const auto caip2 = session.word();
    if (!caip2) {
        return fail(caip2.error());
    }
    const Arguments& arguments = session.arguments();
    const auto rpc = arguments.values("--rpc");
    if (rpc.size() > kMostNodes) {
        return fail(usageFailure("--rpc may be given twice at most."));
    }
    const int changes = (arguments.has("--enable") ? 1 : 0) + (arguments.has("--disable") ? 1 : 0) +
                        (arguments.has("--no-rpc") ? 1 : 0);
    if ((arguments.has("--enable") && arguments.has("--disable")) ||
        (!rpc.empty() && arguments.has("--no-rpc"))) {
        return fail(usageFailure("These options contradict each other."));
    }
    if (rpc.empty() && changes == 0) {
        return fail(usageFailure("Say what to set: --rpc, --no-rpc, --enable or --disable."));
    }
    const auto now = networkNow(session, *caip2);
    if (!now) {
        return fail(now.error());
    }
    wire::NetworkSet set{*caip2, rpc.empty() ? now->rpc : rpc, now->enabled, {}};
    if (arguments.has("--no-rpc")) {
        set.rpc.clear();
    }
    if (arguments.has("--enable") || arguments.has("--disable")) {
        set.enabled = arguments.has("--enable");
    } else if (!rpc.empty()) {
        set.enabled = true; // who names a node means to use the network
    }
    return set;
}

Outcome runSet(Session& session)
{
    auto change = readChange(session);
    if (!change) {
        return fail(change.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    change->passphrase = secret.marker;
    const auto answer = session.ask<wire::NetworksAnswer>(*change, {&secret, 1});
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->networks.size() != 1) {
        return fail(badAnswerFailure());
    }
    const wire::NetworkShape& network = answer->networks.front();
    if (session.output().isForProgram()) {
        session.output().json(networkJson(network));
    } else {
        session.output().text(facts({{"Network", network.network + " " + network.name},
                                     {"On", network.enabled ? "yes" : "no"},
                                     {"Nodes", network.rpc.empty() ? "none" : joined(network.rpc)}}));
    }
    return ExitCode::Done;
}

} // namespace

std::vector<Command> networkCommands()
{
    return {
        {"network list", "", "Show the networks and how their nodes are doing.", {}, runList},
        {"network set",
         "NETWORK",
         "Set which nodes a network's proofs come from, or switch it on or off.",
         {{"--rpc", OptionKind::Repeated, "URL", "A node; given twice, both must agree."},
          {"--no-rpc", OptionKind::Switch, "", "Ask no node."},
          {"--enable", OptionKind::Switch, "", "Allow payments on it."},
          {"--disable", OptionKind::Switch, "", "Refuse payments on it."}},
         runSet},
    };
}

} // namespace till::cli
