#include "app/cli/token_options.h"

#include "app/cli/allowance_shapes.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/crypto/secret_bytes.h"

#include <filesystem>
#include <limits>
#include <unistd.h>

namespace till::cli {

Result<std::optional<std::int64_t>, Failure> readExpiry(const Arguments& arguments)
{
    if (!arguments.has("--expires")) {
        return std::optional<std::int64_t>();
    }
    const auto moment = readMoment(arguments, "--expires");
    if (!moment) {
        return fail(moment.error());
    }
    return std::optional(*moment);
}

Result<std::optional<wire::BindingShape>, Failure> readBinding(const Arguments& arguments)
{
    if (!arguments.has("--uid") && !arguments.has("--program")) {
        return std::optional<wire::BindingShape>();
    }
    wire::BindingShape binding;
    if (arguments.value("--uid") == "me") {
        binding.uid = ::getuid();
    } else if (arguments.has("--uid")) {
        const auto uid = arguments.number("--uid", 0, std::numeric_limits<uid_t>::max() - 1, 0);
        if (!uid) {
            return fail(uid.error());
        }
        binding.uid = *uid;
    }
    if (const auto program = arguments.value("--program")) {
        std::error_code error;
        const auto path = std::filesystem::canonical(*program, error);
        if (error || !std::filesystem::is_regular_file(path, error)) {
            return fail(usageFailure("There is no program at the path of --program."));
        }
        binding.executable = path.string();
    }
    return std::optional(std::move(binding));
}

std::string tagsText(const std::vector<std::string>& tags)
{
    std::string text;
    for (const std::string& tag : tags) {
        text += (text.empty() ? "" : ", ") + tag;
    }
    return text;
}

void showToken(const Session& session, wire::AgentAdded& added)
{
    const wire::AgentShape& agent = added.agent;
    if (session.output().isForProgram()) {
        session.output().json(
            {{"id", agent.id},
             {"name", agent.name},
             {"token", added.token},
             {"account", agent.account},
             {"address", agent.address},
             {"preset", agent.preset},
             {"tags", agent.tags},
             {"state", agent.state},
             {"waitsAs", added.waitsAs ? nlohmann::json(*added.waitsAs) : nlohmann::json()},
             {"dueAt", added.dueAtMs ? nlohmann::json(utcText(*added.dueAtMs)) : nlohmann::json()}});
    } else {
        session.output().text(facts({{"Agent", agent.name + " (" + agent.id + ")"},
                                     {"Rules", agent.preset},
                                     {"Tags", tagsText(agent.tags)},
                                     {"Pays from", agent.account + " " + agent.address},
                                     {"Token", added.token}}));
        session.output().text(
            "The token is shown this one time. The agent sends it as: Authorization: Bearer "
            "TOKEN\n");
        if (added.dueAtMs) {
            session.output().text("New agents wait as you have set: the token works from " +
                                  localText(*added.dueAtMs) + ". Until then: till pending recall " +
                                  std::to_string(added.waitsAs.value_or(0)) + "\n");
        }
    }
    crypto::wipe({reinterpret_cast<std::uint8_t*>(added.token.data()), added.token.size()});
}

} // namespace till::cli
