#pragma once

#include <string_view>

namespace till::cli {

/// What `till` ends with, by kind, so that a script can tell "not running" from "not allowed". Part of the
/// documented interface: numbers are never given a new meaning. `till help exit-codes` prints them.
enum class ExitCode : int {
    Done = 0,
    CheckFailed = 1, ///< payments verify: the ledger does not verify
    Usage = 2,       ///< the command line is wrong; nothing was asked
    NotRunning = 3,  ///< tillkeeperd is not reachable, restarting or busy
    Passphrase = 4,  ///< the passphrase is missing or wrong, or this connection may not do that
    WalletState = 5, ///< no wallet, locked, paused, there already, or its file is damaged
    NotFound = 6,    ///< no such agent, account, payment or path
    BadInput = 7,    ///< a name, amount, key, policy or URL is not valid, or a conflict with what is there
    NotPaid = 8,     ///< denied, rejected, lapsed, not payable, or the merchant did not deliver
    Internal = 9     ///< the ledger or the disk failed, or a program answered nonsense
};

/// The kind of a published problem code (core/wire/problem_codes.h); Internal for an unknown one.
[[nodiscard]] ExitCode exitCodeOf(std::string_view problemCode);

} // namespace till::cli
