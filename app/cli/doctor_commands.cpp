#include "app/cli/command.h"
#include "app/cli/doctor_checks.h"
#include "app/cli/leak_report.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "core/leaks/own_accounts.h"
#include "core/wire/admin_messages.h"

#include <map>
#include <sys/random.h>

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

class SystemEntropy : public Entropy {
public:
    void fill(std::span<std::uint8_t> out) override
    {
        // A request of up to 256 bytes is always met whole.
        if (::getrandom(out.data(), out.size(), 0) != static_cast<ssize_t>(out.size())) {
            std::abort();
        }
    }
};

std::string wordOf(Health health)
{
    switch (health) {
    case Health::Good:
        return "good";
    case Health::Advice:
        return "advice";
    case Health::Bad:
        return "bad";
    }
    return "bad";
}

Outcome checkSetUp(Session& session)
{
    std::vector<Checkup> all = checkFiles(session.places().dataDir());
    for (Checkup& each : checkPrograms(session)) {
        all.push_back(std::move(each));
    }
    bool isWell = true;
    nlohmann::json checks = nlohmann::json::array();
    std::string text;
    for (const Checkup& each : all) {
        isWell = isWell && each.health != Health::Bad;
        checks.push_back({{"name", each.name},
                          {"health", wordOf(each.health)},
                          {"text", each.text},
                          {"advice", each.advice}});
        text += facts({{wordOf(each.health), each.name + ": " + each.text}});
        text += each.advice.empty() ? "" : "        " + each.advice + "\n";
    }
    if (session.output().isForProgram()) {
        session.output().json({{"ok", isWell}, {"checks", std::move(checks)}});
    } else {
        session.output().text(text);
    }
    return isWell ? ExitCode::Done : ExitCode::CheckFailed;
}

std::string kindOf(leaks::LeakKind kind)
{
    switch (kind) {
    case leaks::LeakKind::EvmKey:
        return "private key";
    case leaks::LeakKind::SolanaKey:
        return "Solana keypair";
    case leaks::LeakKind::Phrase:
        return "recovery words";
    case leaks::LeakKind::Keystore:
        return "encrypted key file";
    }
    return "secret";
}

Outcome lookThrough(Session& session)
{
    const auto accounts = session.ask<wire::AccountsAnswer>(wire::AccountList{});
    if (!accounts) {
        return fail(accounts.error());
    }
    SystemEntropy entropy;
    leaks::OwnAccounts own(entropy);
    std::map<std::string, std::string> names;
    for (const wire::AccountShape& each : accounts->accounts) {
        own.add(each.address);
        names[each.address] = each.id + " " + each.label + " " + each.address;
    }
    std::vector<FoundLeak> found;
    const auto read = readLeakFiles(session.arguments().positional(),
                                    [&](const std::filesystem::path& path, std::string_view text) {
                                        for (const leaks::Leak& leak : leaks::findLeaks(text)) {
                                            FoundLeak place{path.string(), leak.line, kindOf(leak.kind), {}};
                                            for (const std::string& address : own.openedBy(leak)) {
                                                place.accounts.push_back(names[address]);
                                            }
                                            if (!place.accounts.empty() || leak.isNamedAKey) {
                                                found.push_back(std::move(place));
                                            }
                                        }
                                    });
    if (!read) {
        return fail(read.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(leakJson(found, *read));
    } else {
        session.output().text(leakText(found, *read));
    }
    return hasOwn(found) ? ExitCode::CheckFailed : ExitCode::Done;
}

Outcome runDoctor(Session& session)
{
    return session.arguments().positional().empty() ? checkSetUp(session) : lookThrough(session);
}

} // namespace

std::vector<Command> doctorCommands()
{
    return {{"doctor",
             "[FILE|DIR …]",
             "Check the set-up; or look through files for keys and words of this wallet's accounts.",
             {},
             runDoctor}};
}

} // namespace till::cli
