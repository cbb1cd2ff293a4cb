#include "app/cli/failure.h"

#include "core/wire/problem_codes.h"

#include <utility>

namespace till::cli {

Failure usageFailure(std::string message)
{
    return localFailure(ExitCode::Usage, "usage", std::move(message), "See: till help");
}

Failure problemFailure(std::string_view code, std::string message)
{
    const wire::ProblemCode& known = wire::problemCode(code);
    if (message.empty()) {
        message = std::string(known.title) + ".";
    }
    return {{std::string(code), std::move(message), std::string(known.moneyMoved), std::string(known.hint)},
            exitCodeOf(code)};
}

Failure keeperFailure(wire::ErrorBody body)
{
    const ExitCode exit = exitCodeOf(body.code);
    return {std::move(body), exit};
}

Failure localFailure(ExitCode exit, std::string code, std::string message, std::string hint)
{
    return {{std::move(code), std::move(message), "no", std::move(hint)}, exit};
}

Failure linkFailure(posix::FrameIoError error, Asked asked)
{
    using posix::FrameIoError;
    Failure failure = localFailure(ExitCode::NotRunning, {}, {}, "See: till status");
    failure.body.moneyMoved = asked == Asked::No ? "no" : "unknown";
    switch (error) {
    case FrameIoError::NotThere:
        failure.body = {"not_running", "Tillkeeper is not running with this data directory.", "no",
                        "Start tillkeeperd or the app, or name its data directory with --data-dir."};
        break;
    case FrameIoError::NotOurs:
        failure = localFailure(ExitCode::Internal, "not_ours",
                               "The admin socket belongs to another user, so nothing was sent to it.",
                               "Find out who put it there before you type a passphrase.");
        break;
    case FrameIoError::Closed:
        failure.body.code = "connection_lost";
        failure.body.message = "The keeper went away before it answered.";
        break;
    case FrameIoError::TimedOut:
        failure.body.code = "no_answer";
        failure.body.message = "The keeper did not answer in time.";
        break;
    case FrameIoError::TooLarge:
    case FrameIoError::Failed:
        failure.exit = ExitCode::Internal;
        failure.body.code = "connection_lost";
        failure.body.message = error == FrameIoError::TooLarge ? "A message was larger than 64 KiB."
                                                               : "The connection to the keeper failed.";
        break;
    }
    return failure;
}

Failure badAnswerFailure()
{
    Failure failure = localFailure(ExitCode::Internal, "bad_answer", "The keeper's answer cannot be read.",
                                   "Update all programs of Tillkeeper to the same version.");
    failure.body.moneyMoved = "unknown";
    return failure;
}

Failure secretFailure(posix::SecretInputError error, std::string_view what, std::string_view option)
{
    using posix::SecretInputError;
    const std::string name(what);
    const std::string from(option);
    switch (error) {
    case SecretInputError::CannotRead:
        return localFailure(ExitCode::Usage, "cannot_read",
                            "The " + name + " cannot be read from " + from + ".",
                            "Open the descriptor for reading, for example: " + from + " 3 3<FILE");
    case SecretInputError::NoTerminal:
        return localFailure(ExitCode::Passphrase, "no_terminal",
                            "This needs the " + name + ", and there is no terminal to ask on.",
                            "Pass it with " + from + " N, where N is an open file descriptor.");
    case SecretInputError::Cancelled:
        return localFailure(ExitCode::Passphrase, "bad_secret", "Cancelled; nothing was changed.",
                            "Try again.");
    case SecretInputError::Empty:
        return localFailure(ExitCode::BadInput, "bad_secret", "The " + name + " is empty.", "Try again.");
    case SecretInputError::TooLong:
        return localFailure(ExitCode::BadInput, "bad_secret", "The " + name + " is longer than 1024 bytes.",
                            "Try again.");
    case SecretInputError::NotUtf8:
        return localFailure(ExitCode::BadInput, "bad_secret", "The " + name + " is not valid UTF-8.",
                            "Check the terminal's or the file's character set.");
    }
    return problemFailure("internal_error");
}

} // namespace till::cli
