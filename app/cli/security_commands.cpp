#include "app/cli/allowance_shapes.h"
#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/wire/security_messages.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

nlohmann::json unattendedJson(const wire::SecurityAnswer& answer)
{
    if (!answer.unattended) {
        return {{"on", false}, {"away", answer.away}};
    }
    return {{"on", true},
            {"away", answer.away},
            {"capUsd", usdText(answer.unattended->capMicro)},
            {"usedUsd", usdText(answer.unattended->usedMicro)},
            {"until", utcText(answer.unattended->untilMs)}};
}

nlohmann::json securityJson(const wire::SecurityAnswer& answer)
{
    return {{"autoLockMinutes", answer.autoLockMinutes},
            {"proofIdleMinutes", answer.proofIdleMinutes},
            {"proofMaxMinutes", answer.proofMaxMinutes},
            {"lockOnSuspend", answer.lockOnSuspend},
            {"lockOnScreenLock", answer.lockOnScreenLock},
            {"wrongPassphrases", answer.wrongPassphrases},
            {"tryAgainMs", answer.tryAgainMs},
            {"unattended", unattendedJson(answer)}};
}

std::string minutesText(std::int64_t minutes)
{
    return std::to_string(minutes) + (minutes == 1 ? " minute" : " minutes");
}

std::string unattendedText(const wire::SecurityAnswer& answer)
{
    return answer.unattended
               ? answer.unattended->usedText + " used of " + answer.unattended->capText + ", until " +
                     localText(answer.unattended->untilMs) +
                     (answer.away ? "; nobody is there now" : "; counts once the wallet would lock")
               : "off: once the wallet locks, agents are refused";
}

std::string securityText(const wire::SecurityAnswer& answer)
{
    return facts({
        {"Locks by itself", answer.autoLockMinutes == 0
                                ? "never"
                                : "after " + minutesText(answer.autoLockMinutes) + " without you"},
        {"On suspend", answer.lockOnSuspend ? "locks" : "stays open"},
        {"On screen lock", answer.lockOnScreenLock ? "locks" : "stays open"},
        {"A proof lasts", minutesText(answer.proofIdleMinutes) + " without use, " +
                              minutesText(answer.proofMaxMinutes) + " at most"},
        {"Unattended", unattendedText(answer)},
        {"Wrong passphrases", answer.wrongPassphrases == 0 ? "" : std::to_string(answer.wrongPassphrases)},
        {"Next try",
         answer.tryAgainMs == 0 ? "" : "in " + std::to_string(answer.tryAgainMs / 1000 + 1) + " s"},
    });
}

Outcome report(const Session& session, const Result<wire::SecurityAnswer, Failure>& answer)
{
    if (!answer) {
        return fail(answer.error());
    }
    if (session.output().isForProgram()) {
        session.output().json(securityJson(*answer));
    } else {
        session.output().text(securityText(*answer));
    }
    return ExitCode::Done;
}

Outcome runShow(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    return report(session, session.ask<wire::SecurityAnswer>(wire::SecurityGet{}));
}

Result<std::optional<std::int64_t>, Failure> minutes(const Session& session, std::string_view option,
                                                     std::int64_t least, std::int64_t most)
{
    if (!session.arguments().has(option)) {
        return std::optional<std::int64_t>();
    }
    const auto number = session.arguments().number(option, least, most, 0);
    return number ? Result<std::optional<std::int64_t>, Failure>(*number) : fail(number.error());
}

Result<std::optional<bool>, Failure> yesOrNo(const Session& session, std::string_view option)
{
    const auto value = session.arguments().value(option);
    if (value && *value != "yes" && *value != "no") {
        return fail(usageFailure(std::string(option) + " takes yes or no."));
    }
    return value ? std::optional<bool>(*value == "yes") : std::nullopt;
}

Result<wire::LockRulesSet, Failure> readRules(const Session& session)
{
    const auto autoLock = minutes(session, "--auto-lock", 0, 7 * 24 * 60);
    const auto idle = minutes(session, "--proof-idle", 1, 24 * 60);
    const auto most = minutes(session, "--proof-max", 1, 24 * 60);
    for (const auto* each : {&autoLock, &idle, &most}) {
        if (!*each) {
            return fail(each->error());
        }
    }
    const auto suspend = yesOrNo(session, "--on-suspend");
    const auto screen = yesOrNo(session, "--on-screen-lock");
    if (!suspend || !screen) {
        return fail(!suspend ? suspend.error() : screen.error());
    }
    wire::LockRulesSet set{*autoLock, *idle, *most, *suspend, *screen, std::nullopt};
    if (!*autoLock && !*idle && !*most && !*suspend && !*screen) {
        return fail(usageFailure("Name at least one thing to set; see: till security set --help"));
    }
    return set;
}

Outcome runSet(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    auto set = readRules(session);
    if (!set) {
        return fail(set.error());
    }
    auto answer = session.ask<wire::SecurityAnswer>(*set);
    if (answer || answer.error().body.code != "passphrase_needed") {
        return report(session, answer);
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    set->passphrase = secret.marker;
    return report(session, session.ask<wire::SecurityAnswer>(*set, {&secret, 1}));
}

Outcome runUnattendedOn(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    const auto cap = readUsd(session.arguments(), "--cap");
    const auto until = readMoment(session.arguments(), "--until");
    if (!cap || !until) {
        return fail(!cap ? cap.error() : until.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    return report(session, session.ask<wire::SecurityAnswer>(wire::UnattendedOn{*cap, *until, secret.marker},
                                                             {&secret, 1}));
}

Outcome runUnattendedOff(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    return report(session, session.ask<wire::SecurityAnswer>(wire::UnattendedOff{}));
}

} // namespace

std::vector<Command> securityCommands()
{
    return {
        {"security", "", "Show when the wallet locks, and what agents may spend meanwhile.", {}, runShow},
        {"security set",
         "",
         "Set when the wallet locks. Only what keeps it open longer needs the passphrase.",
         {{"--auto-lock", OptionKind::Value, "MIN", "Lock after so many minutes without you; 0 for never."},
          {"--on-suspend", OptionKind::Value, "yes|no", "The app locks when the machine suspends."},
          {"--on-screen-lock", OptionKind::Value, "yes|no", "The app locks when the screen locks."},
          {"--proof-idle", OptionKind::Value, "MIN",
           "A connection forgets the passphrase when it does nothing."},
          {"--proof-max", OptionKind::Value, "MIN", "And at the latest after so many minutes."}},
         runSet},
        {"unattended on",
         "",
         "Let agents go on within a cap when the wallet would lock because nobody is there.",
         {{"--cap", OptionKind::Value, "USD", "What they may spend in all, for example 5.00."},
          {"--until", OptionKind::Value, "T", "When it ends, within 7 days: 8h, a day, or a moment."}},
         runUnattendedOn},
        {"unattended off",
         "",
         "End it. Locks when nobody is there. Needs no passphrase.",
         {},
         runUnattendedOff},
        {"unattended status", "", "Show the cap, what is used of it, and when it ends.", {}, runShow},
    };
}

} // namespace till::cli
