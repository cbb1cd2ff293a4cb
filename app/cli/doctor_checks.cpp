#include "app/cli/doctor_checks.h"

#include "app/cli/agent_http.h"
#include "app/cli/times.h"
#include "core/wire/admin_messages.h"

#include <sys/stat.h>
#include <unistd.h>

namespace till::cli {

namespace {

constexpr mode_t kOthers = 0077;

Checkup checkPath(const std::filesystem::path& path, const std::string& name, const char* rightMode)
{
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        return {name, Health::Advice, path.string() + " is not there yet.", ""};
    }
    if (S_ISLNK(status.st_mode)) {
        return {name, Health::Bad, path.string() + " is a symbolic link.",
                "Put the real one in its place: whoever can change the link exchanges the wallet."};
    }
    if (status.st_uid != ::geteuid()) {
        return {name, Health::Bad, path.string() + " belongs to another user.",
                "Give it back: chown " + std::to_string(::geteuid()) + " " + path.string()};
    }
    if ((status.st_mode & kOthers) != 0) {
        return {name, Health::Bad, path.string() + " can be read or written by others.",
                std::string("Close it: chmod ") + rightMode + " " + path.string()};
    }
    return {name, Health::Good, path.string() + " is yours alone.", ""};
}

Checkup checkWallet(const wire::StatusAnswer& status)
{
    if (status.vault == "none") {
        return {"wallet", Health::Advice, "There is no wallet yet.", "Make one with: till vault create"};
    }
    return {"wallet", Health::Good, "It is there, " + status.vault + ".", ""};
}

Checkup checkEndpoint(const wire::StatusAnswer& status)
{
    if (status.endpoint.empty()) {
        return {"endpoint", Health::Bad, "Agents cannot ask: the gateway is not up.",
                "Wait a moment; if it stays so, stop tillkeeperd and start it again."};
    }
    const auto health = getHealth(status.endpoint);
    if (!health || *health != 200) {
        return {"endpoint", Health::Bad,
                status.endpoint + (health ? " answers " + std::to_string(*health) : " does not answer") + ".",
                "Look whether another program or a firewall sits on this port, then restart tillkeeperd."};
    }
    return {"endpoint", Health::Good, status.endpoint + " answers.", ""};
}

Checkup checkLedger(const wire::StatusAnswer& status)
{
    const std::string rows = std::to_string(status.events) + " rows, " + status.integrity;
    if (status.integrity == "broken") {
        return {"ledger", Health::Bad, rows + ".",
                "Nothing is signed. Find the place with: till payments verify"};
    }
    if (status.integrity == "rolled back") {
        return {"ledger", Health::Bad, rows + ".",
                "Nothing is signed. Put the newest ledger back, or go on with: till ledger thaw"};
    }
    return {"ledger", Health::Good, rows + ".", ""};
}

Checkup checkBackupStatus(const wire::StatusAnswer& status)
{
    const wire::BackupStatusShape& backup = status.backup;
    if (backup.state == "verified") {
        return {"backup", Health::Good,
                "Made " + localText(backup.madeAtMs.value_or(0)) + ", verified " +
                    localText(backup.verifiedAtMs.value_or(0)) + ".",
                ""};
    }
    if (backup.state == "unverified") {
        return {"backup", Health::Advice, "Made " + localText(backup.madeAtMs.value_or(0)) + ", never tried.",
                "Prove it with: till vault backup --check FILE"};
    }
    return {"backup", Health::Advice, "Never made.", "Make one with: till vault backup FILE"};
}

Checkup checkTier(const wire::StatusAnswer& status)
{
    const bool isWeakest = status.tier.name == "open";
    return {"keys", isWeakest ? Health::Bad : Health::Good, status.tier.text,
            isWeakest ? "Run it on a system that lets programs close their memory (prctl, setrlimit)." : ""};
}

std::vector<Checkup> checkNodes(const wire::NetworksAnswer& networks)
{
    std::vector<Checkup> all;
    bool hasNode = false;
    for (const wire::NetworkShape& each : networks.networks) {
        if (each.rpc.empty() || !each.enabled || each.isPractice) {
            continue;
        }
        hasNode = true;
        if (each.reachability == "not asked yet") {
            all.push_back(
                {"node", Health::Advice, each.name + ": not asked yet.", "Look again in a minute."});
            continue;
        }
        const bool isReached = each.reachability.starts_with("ok");
        all.push_back(
            {"node", isReached ? Health::Good : Health::Bad, each.name + ": " + each.reachability,
             isReached ? "" : "Name another node with: till network set " + each.network + " --rpc URL"});
    }
    if (!hasNode) {
        all.push_back({"node", Health::Advice,
                       "No network has a node, so settlements are only the merchants' word.",
                       "Name one with: till network set eip155:8453 --rpc URL"});
    }
    return all;
}

} // namespace

std::vector<Checkup> checkFiles(const std::filesystem::path& dataDir)
{
    std::vector<Checkup> all{checkPath(dataDir, "data directory", "700")};
    struct stat status {};
    for (const char* name : {"vault", "vault.previous", "ledger.db", "ledger.anchor"}) {
        const std::filesystem::path path = dataDir / name;
        const bool isWanted = std::string_view(name) == "vault";
        if (isWanted || ::lstat(path.c_str(), &status) == 0) {
            all.push_back(checkPath(path, name, "600"));
        }
    }
    return all;
}

std::vector<Checkup> checkPrograms(Session& session)
{
    const auto status = session.ask<wire::StatusAnswer>(wire::StatusGet{});
    if (!status) {
        return {{"tillkeeperd", Health::Bad, status.error().body.message, status.error().body.hint}};
    }
    std::vector<Checkup> all{{"tillkeeperd", Health::Good, "Runs, version " + status->version + ".", ""},
                             checkWallet(*status),
                             checkEndpoint(*status),
                             checkLedger(*status),
                             checkBackupStatus(*status),
                             checkTier(*status)};
    if (status->alarms > 0) {
        all.push_back({"alarms", Health::Bad, std::to_string(status->alarms) + " open.",
                       "See what happened with: till alarms"});
    }
    if (const auto networks = session.ask<wire::NetworksAnswer>(wire::NetworkList{})) {
        for (Checkup& each : checkNodes(*networks)) {
            all.push_back(std::move(each));
        }
    }
    for (const wire::Reason& notice : status->notices) {
        all.push_back({"notice", Health::Advice, notice.text, ""});
    }
    return all;
}

} // namespace till::cli
