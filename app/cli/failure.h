#pragma once

#include "app/cli/exit_codes.h"
#include "app/posix/frame_io.h"
#include "app/posix/secret_input.h"
#include "core/wire/shared_shapes.h"

#include <string>
#include <string_view>

namespace till::cli {

/// Why a command did not do what was asked: what is printed, and what the program ends with.
///
/// The codes are those of core/wire/problem_codes.h, and these of the CLI itself: `usage`, `not_running`,
/// `not_ours`, `connection_lost`, `no_answer`, `bad_answer`, `no_terminal`, `bad_secret`, `cannot_read`,
/// `file_exists`, `waiting` and `merchant_refused`.
struct Failure {
    wire::ErrorBody body;
    ExitCode exit = ExitCode::Internal;
};

/// The command line is wrong.
[[nodiscard]] Failure usageFailure(std::string message);
/// A published code with its published hint, and `message` when that says more than the title.
[[nodiscard]] Failure problemFailure(std::string_view code, std::string message = {});
/// What the keeper answered.
[[nodiscard]] Failure keeperFailure(wire::ErrorBody body);
/// A fault of the CLI's own, before anything could move money.
[[nodiscard]] Failure localFailure(ExitCode exit, std::string code, std::string message, std::string hint);

/// Talking to the keeper failed. `asked` tells whether the question may have reached it.
enum class Asked { No, Maybe };
[[nodiscard]] Failure linkFailure(posix::FrameIoError error, Asked asked);
/// The keeper's answer cannot be read.
[[nodiscard]] Failure badAnswerFailure();
/// A secret could not be had. `what` is "passphrase", "private key", "recovery words" or "agent token".
[[nodiscard]] Failure secretFailure(posix::SecretInputError error, std::string_view what,
                                    std::string_view option);

} // namespace till::cli
