#include "app/cli/command.h"
#include "app/cli/session.h"
#include "app/cli/shapes.h"
#include "app/cli/table.h"
#include "app/cli/times.h"
#include "core/wire/admin_messages.h"

namespace till::cli {

namespace {

using Outcome = Result<ExitCode, Failure>;

/// So many pages at most: a keeper that never ends its list must not keep us.
constexpr int kMostPages = 400;

std::string alarmText(const wire::AlarmShape& alarm)
{
    return facts(
        {{"Alarm", alarm.id + " (" + alarm.kind + ")"},
         {"When", localText(alarm.atMs)},
         {"What", alarm.text},
         {"Frozen", alarm.open ? alarm.frozen : "no more, lifted " + localText(alarm.liftedAtMs.value_or(0))},
         {"Note", alarm.note},
         {"Evidence", alarm.evidence}});
}

Outcome runAlarms(Session& session)
{
    if (const auto words = session.words(0); !words) {
        return fail(words.error());
    }
    std::vector<wire::AlarmShape> alarms;
    wire::AlarmList list{session.arguments().has("--all"), {}};
    for (int page = 0; page < kMostPages; ++page) {
        const auto answer = session.ask<wire::AlarmsAnswer>(list);
        if (!answer) {
            return fail(answer.error());
        }
        alarms.insert(alarms.end(), answer->alarms.begin(), answer->alarms.end());
        if (!answer->next) {
            break;
        }
        list.after = answer->next;
    }
    if (session.output().isForProgram()) {
        session.output().json(listJson(alarms, alarmJson));
        return ExitCode::Done;
    }
    std::string text;
    for (const wire::AlarmShape& alarm : alarms) {
        text += (text.empty() ? "" : "\n") + alarmText(alarm);
    }
    session.output().text(alarms.empty()
                              ? "There are no alarms. Nothing is frozen.\n"
                              : text + "\nLift one, once you know what it was, with: till unfreeze ALARM\n");
    return ExitCode::Done;
}

Outcome runUnfreeze(Session& session)
{
    const auto alarm = session.word();
    if (!alarm) {
        return fail(alarm.error());
    }
    const auto passphrase = session.passphrase();
    if (!passphrase) {
        return fail(passphrase.error());
    }
    const posix::SecretField secret{posix::newMarker(), passphrase->readable()};
    const wire::AlarmLift lift{*alarm, session.arguments().value("--note").value_or(""), secret.marker};
    const auto answer = session.ask<wire::AlarmsAnswer>(lift, {&secret, 1});
    if (!answer) {
        return fail(answer.error());
    }
    if (answer->alarms.size() != 1) {
        return fail(badAnswerFailure());
    }
    if (session.output().isForProgram()) {
        session.output().json(alarmJson(answer->alarms.front()));
    } else {
        session.output().text(
            "Lifted. What it froze signs again, unless another alarm holds it (till alarms).\n");
    }
    return ExitCode::Done;
}

} // namespace

std::vector<Command> alarmCommands()
{
    return {
        {"alarms",
         "",
         "Show the alarms that are open and what they froze.",
         {{"--all", OptionKind::Switch, "", "Those that were lifted too."}},
         runAlarms},
        {"unfreeze",
         "ALARM",
         "Lift an alarm: what it froze signs again.",
         {{"--note", OptionKind::Value, "TEXT", "Why; recorded."}},
         runUnfreeze},
    };
}

} // namespace till::cli
