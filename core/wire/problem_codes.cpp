#include "core/wire/problem_codes.h"

#include <algorithm>
#include <array>

namespace till::wire {

namespace {

constexpr std::string_view kNo = "no";
constexpr std::string_view kUnknown = "unknown";

// clang-format off
constexpr std::array kCodes{
    // The request itself
    ProblemCode{"bad_request", 400, "The request is not of the documented form", kNo, "See README for the form, correct the request and send it again."},
    ProblemCode{"body_not_json", 400, "The body is not strict JSON", kNo, "Send one JSON object without repeated keys."},
    ProblemCode{"unknown_field", 400, "The request has a field that does not exist", kNo, "Remove the field; README shows the form."},
    ProblemCode{"bad_amount", 400, "maxAmount is not a whole number of atomic units", kNo, "Send decimal digits as a string, without sign, point or leading zero."},
    ProblemCode{"bad_url", 400, "The URL is not an absolute http or https URL", kNo, "Send the full URL that answered 402."},
    ProblemCode{"unauthorized", 401, "No valid agent token", kNo, "Send Authorization: Bearer till_… as shown when the agent was added."},
    ProblemCode{"token_malformed", 401, "The agent token was mistyped or cut", kNo, "Copy the whole token again, as it was shown; nothing was looked up."},
    ProblemCode{"token_expired", 401, "The agent token has expired", kNo, "The owner can make a new one with till agent rotate."},
    ProblemCode{"token_revoked", 401, "The agent token was taken back or replaced", kNo, "Use the newest token; the owner can make one with till agent rotate."},
    ProblemCode{"wrong_caller", 403, "This token may only be used by another program or user, over the Unix socket", kNo, "Call as the bound program, or ask the owner to look at till agent bind."},
    ProblemCode{"forbidden_origin", 403, "Web pages may not use this endpoint", kNo, "Call it from a program, without Origin and Sec-Fetch headers."},
    ProblemCode{"bad_host", 421, "The Host header is not this endpoint's own", kNo, "Use the address from endpoint.json."},
    ProblemCode{"not_found", 404, "There is nothing at this path, or no such payment of yours", kNo, "Check the path and the id."},
    ProblemCode{"method_not_allowed", 405, "This path does not take this method", kNo, "README lists the paths and their methods."},
    ProblemCode{"request_timeout", 408, "The request did not arrive in time", kNo, "Send it again."},
    ProblemCode{"body_too_large", 413, "The request is larger than this path takes", kNo, "Send less: 1 MiB, or 16 MiB for fetch."},
    ProblemCode{"header_too_large", 431, "The request's headers are too large", kNo, "Send fewer headers."},
    ProblemCode{"rate_limited", 429, "Too many requests", kNo, "Wait as Retry-After says."},
    ProblemCode{"too_many_requests", 429, "Too many of this agent's requests for more are open", kNo, "Wait until the owner has answered the earlier ones."},
    ProblemCode{"idempotency_conflict", 409, "This idempotency key was used for another request", kNo, "Use a new key for a new purchase."},
    ProblemCode{"purchase_conflict", 409, "This purchase is live with other terms", kNo, "Wait until it is resolved, or use a new idempotency key for a new purchase."},
    // The JSON-RPC signer
    ProblemCode{"typed_data_refused", 422, "Only payments are signed, and this is none", kNo, "Sign an EIP-3009 TransferWithAuthorization with eth_signTypedData_v4, or ask with POST /v1/payments."},
    ProblemCode{"typed_data_malformed", 422, "The typed data is not of the form that EIP-712 and EIP-3009 give it", kNo, "Send domain, types, primaryType and message as the x402 client makes them."},
    ProblemCode{"wrong_account", 403, "The message is from another account than this agent's", kNo, "eth_accounts names the agent's account; sign with that one."},
    ProblemCode{"bad_validity", 403, "The message's validity is over, or has not begun", kNo, "Make a new message with validAfter in the past and validBefore in the future."},
    ProblemCode{"nonce_reused", 409, "This nonce was used for another message", kNo, "A new purchase needs a new nonce; a retry needs the very same message."},
    // The challenge
    ProblemCode{"not_a_challenge", 422, "The answer is not a 402 challenge in a known dialect", kNo, "Pass on status 402 with the headers and body as they came."},
    ProblemCode{"challenge_bad_base64", 422, "The PAYMENT-REQUIRED header is not standard base64", kNo, "The merchant's answer is broken; nothing can be paid."},
    ProblemCode{"challenge_bad_json", 422, "The challenge is not strict JSON", kNo, "The merchant's answer is broken; nothing can be paid."},
    ProblemCode{"challenge_too_large", 422, "The challenge is larger than Tillkeeper reads", kNo, "The merchant must send less."},
    ProblemCode{"challenge_bad_version", 422, "The challenge has an unknown x402Version", kNo, "Versions 1 and 2 are known."},
    ProblemCode{"challenge_malformed", 422, "A field of the challenge is missing or of the wrong type", kNo, "The merchant's answer is broken; nothing can be paid."},
    ProblemCode{"challenge_no_options", 422, "The challenge offers no way to pay", kNo, "The merchant must offer at least one."},
    ProblemCode{"challenge_too_many_options", 422, "The challenge offers more ways to pay than Tillkeeper reads", kNo, "The merchant must offer fewer."},
    // Hard checks of an option
    ProblemCode{"unknown_scheme", 403, "No option uses a payment scheme that Tillkeeper knows", kNo, "Ask the merchant for the exact scheme."},
    ProblemCode{"unknown_network", 403, "No option is on a network that Tillkeeper knows", kNo, "Ask the merchant for a known network."},
    ProblemCode{"network_disabled", 403, "The network is switched off", kNo, "The owner can enable it with till network set."},
    ProblemCode{"unknown_asset", 403, "The token is not known on this network", kNo, "Only registered tokens are paid."},
    ProblemCode{"bad_option_amount", 403, "The price is not a whole positive number of atomic units", kNo, "The merchant's offer is broken."},
    ProblemCode{"bad_pay_to", 403, "The payee is not a valid address", kNo, "The merchant's offer is broken."},
    ProblemCode{"pay_to_zero", 403, "The payee is the zero address", kNo, "The merchant's offer is broken."},
    ProblemCode{"pay_to_self", 403, "The payee is one of your own accounts", kNo, "Nothing was signed, since this is not a purchase."},
    ProblemCode{"pay_to_asset", 403, "The payee is the token contract itself", kNo, "The merchant's offer is broken."},
    ProblemCode{"domain_mismatch", 403, "The token's EIP-712 name or version is not the registered one", kNo, "The merchant's offer is wrong or hostile."},
    ProblemCode{"bad_transfer_method", 403, "The option wants a transfer method that is not known", kNo, "EIP-3009 is known."},
    ProblemCode{"bad_payment_flow", 403, "The option wants a payment flow that is not known", kNo, "The merchant must offer the authorization flow."},
    ProblemCode{"validity_too_long", 403, "The merchant wants a validity longer than the cap", kNo, "At most 600 seconds are signed."},
    ProblemCode{"bad_timeout", 403, "maxTimeoutSeconds is not a positive whole number", kNo, "The merchant's offer is broken."},
    ProblemCode{"over_max_amount", 403, "The price is above the maxAmount of this request", kNo, "Raise maxAmount, or do not buy."},
    ProblemCode{"no_account", 403, "No account can pay on this network: paying from Solana accounts is not built yet", kNo, "Ask the merchant for an option on an EVM network."},
    ProblemCode{"balance_too_low", 403, "The account holds less than this costs", kNo, "The owner has to put money into the agent's account; GET /v1/agent names it. Then ask again."},
    ProblemCode{"clock_wrong", 503, "This machine's clock is visibly wrong", kNo, "Set the clock, then try again."},
    // Decisions
    ProblemCode{"denied_by_rule", 403, "A rule of the owner denies this payment", kNo, "Do not retry; the reasons name the rule."},
    ProblemCode{"budget_exceeded", 403, "A budget would be exceeded", kNo, "Wait until resetAt, or ask the owner for more."},
    ProblemCode{"rejected", 403, "A person said no", kNo, "Do not retry this purchase."},
    ProblemCode{"waiting_for_person", 503, "A person has to decide this payment", kNo, "Send the identical request again; it joins the payment that waits."},
    ProblemCode{"lapsed", 403, "Nobody decided in time", kNo, "Try again when the owner is there."},
    ProblemCode{"given_up", 410, "The agent gave this payment up", kNo, "Ask anew if it is wanted after all."},
    ProblemCode{"agent_pending", 403, "This agent was added and is not active yet", kNo, "The owner made new agents wait, and can still call it back. Ask again later."},
    ProblemCode{"agent_paused", 403, "The owner paused this agent", kNo, "Stop asking until the owner resumes it."},
    ProblemCode{"paused", 423, "The owner paused all payments", kNo, "Try again later."},
    ProblemCode{"locked", 423, "The wallet is locked", kNo, "Try again after the owner unlocked it."},
    ProblemCode{"network_frozen", 423, "An alarm has frozen this network", kNo, "The owner can look with till alarms and lift it with till unfreeze."},
    ProblemCode{"account_frozen", 423, "An alarm has frozen the account that would pay", kNo, "The owner can look with till alarms and lift it with till unfreeze."},
    ProblemCode{"no_vault", 423, "There is no wallet yet", kNo, "The owner has to create one first."},
    // After the decision
    ProblemCode{"expired_unproven", 409, "The earlier authorization's validity has passed and nobody can say whether it was used", kUnknown, "Look at the merchant's side; buy again with a new idempotency key only if it was not delivered."},
    ProblemCode{"already_paid", 409, "This purchase was paid before", "yes", "Use a new idempotency key to buy it again."},
    ProblemCode{"payment_not_accepted", 502, "The merchant answered 402 again after a payment", kUnknown, "Do not pay again; the earlier authorization may still be used until it expires."},
    ProblemCode{"merchant_unreachable", 502, "The merchant did not answer", kNo, "Try again later."},
    ProblemCode{"merchant_lost", 502, "The merchant's answer to the paid request did not arrive", kUnknown, "Send the identical request with the same idempotency key; the same payment is presented again."},
    ProblemCode{"merchant_answer_too_large", 502, "The merchant's answer is larger than the cap", kUnknown, "Ask for less."},
    ProblemCode{"address_refused", 403, "This address may not be fetched", kNo, "The owner can allow it with --private-host."},
    ProblemCode{"redirect_refused", 502, "The merchant redirects the paid request to another origin", kUnknown, "Use the final URL yourself."},
    // The keeper and its ledger
    ProblemCode{"keeper_unavailable", 503, "The keeper is restarting", kNo, "Send the identical request again in a moment."},
    ProblemCode{"ledger_failed", 503, "The ledger could not be written", kUnknown, "Free disk space or check the disk; nothing is signed until it can be written."},
    ProblemCode{"ledger_broken", 503, "The ledger does not verify", kNo, "Run till payments verify; signing is stopped."},
    ProblemCode{"ledger_rolled_back", 503, "The ledger is older than it was: rows are missing or were exchanged", kNo, "Put the newest ledger back. If it is lost, the owner can go on with till ledger thaw."},
    ProblemCode{"busy", 503, "Too many requests are waiting", kNo, "Try again in a moment."},
    ProblemCode{"internal_error", 500, "Tillkeeper failed in an unexpected way", kUnknown, "Look at till payments list before trying again."},
    // The owner's side
    ProblemCode{"wrong_passphrase", 403, "The passphrase is not right", kNo, "Try again; each wrong one makes the next take longer."},
    ProblemCode{"passphrase_needed", 403, "This needs the passphrase", kNo, "Unlock or prove the passphrase on this connection first."},
    ProblemCode{"too_many_tries", 429, "Too many wrong passphrases", kNo, "Wait as long as it says."},
    ProblemCode{"vault_exists", 409, "There is a wallet already", kNo, "Unlock it, or use another data directory."},
    ProblemCode{"vault_damaged", 500, "The vault file is damaged", kNo, "Restore it from vault.previous, a backup, or the recovery phrase."},
    ProblemCode{"vault_newer", 500, "The vault file is from a newer Tillkeeper", kNo, "Update Tillkeeper."},
    ProblemCode{"vault_failed", 500, "The vault file could not be written", kNo, "Check the disk; the message says what the file holds now."},
    ProblemCode{"backup_damaged", 400, "The backup cannot be used", kNo, "Use another copy of it, or another backup."},
    ProblemCode{"backup_failed", 500, "The backup could not be made", kNo, "Check that the disk has room, then try again."},
    ProblemCode{"backup_differs", 409, "The backup is of another wallet, or its history is not this ledger's", kNo, "Make a new backup, and keep the other one apart."},
    ProblemCode{"weak_passphrase", 400, "The passphrase is too short", kNo, "Use at least 8 characters."},
    ProblemCode{"bad_phrase", 400, "These are not valid recovery words", kNo, "Check the words and their order."},
    ProblemCode{"account_exists", 409, "This account is in the vault already", kNo, "till account list shows it."},
    ProblemCode{"watch_only", 409, "This account is only watched: its key is elsewhere", kNo, "Use an account that has its key here."},
    ProblemCode{"cannot_pay_yet", 409, "Solana accounts can be held, but paying from them is not built yet", kNo, "Give the agent an EVM account."},
    ProblemCode{"bad_default", 400, "A default needs an active account with its key here, of the family of the network", kNo, "till account list shows the accounts."},
    ProblemCode{"no_recovery_code", 404, "This vault has no recovery code", kNo, "Open it with the passphrase."},
    ProblemCode{"bad_key_file", 400, "This key file cannot be taken over", kNo, "The message says why; export it from the other wallet again."},
    ProblemCode{"wrong_file_passphrase", 403, "The passphrase of the key file is not right", kNo, "Give the passphrase that the other wallet sealed it with."},
    ProblemCode{"not_a_sign_in", 403, "Only sign-in messages (EIP-4361, CAIP-122) are signed, no other text", kNo, "Ask the server for a sign-in message for this account."},
    ProblemCode{"bad_key", 400, "This is not a valid private key", kNo, "Give 64 hexadecimal digits."},
    ProblemCode{"bad_name", 400, "The name is empty, too long, taken, or has characters that cannot be shown", kNo, "Choose another name of at most 64 characters."},
    ProblemCode{"bad_policy", 400, "The policy document is not valid", kNo, "The message names the path of the fault."},
    ProblemCode{"bad_anchor", 400, "An anchor file cannot be there", kNo, "Name a file of its own outside the data directory, in a folder that is there."},
    ProblemCode{"bad_network", 400, "The network or a node URL is not valid", kNo, "Name a known network and http or https URLs."},
    ProblemCode{"no_such_agent", 404, "There is no such agent", kNo, "till agent list shows them."},
    ProblemCode{"no_such_account", 404, "There is no such account", kNo, "till account list shows them."},
    ProblemCode{"no_such_payment", 404, "There is no such payment", kNo, "till payments list shows them."},
    ProblemCode{"no_such_alarm", 404, "There is no such open alarm", kNo, "till alarms shows them."},
    ProblemCode{"no_such_version", 404, "There is no such version of this policy", kNo, "till policy history shows them."},
    ProblemCode{"no_such_change", 404, "No such change is waiting", kNo, "till pending shows what waits."},
    ProblemCode{"no_such_grant", 404, "There is no such grant", kNo, "till grants shows them."},
    ProblemCode{"no_such_request", 404, "There is no such open request", kNo, "till requests shows them."},
    ProblemCode{"already_decided", 409, "This payment no longer waits for a decision", kNo, "till payments list shows how it ended."},
    ProblemCode{"shown_changed", 409, "What was shown is not what would be signed", kNo, "Look at the request again and decide anew."},
    ProblemCode{"not_allowed_here", 403, "This connection may not do that", kNo, "Use the app or till."},
    ProblemCode{"bad_frame", 400, "The frame is not valid", kNo, "Update all programs of Tillkeeper to the same version."},
};
// clang-format on

} // namespace

std::span<const ProblemCode> problemCodes()
{
    return kCodes;
}

const ProblemCode& problemCode(std::string_view code)
{
    const auto found = std::find_if(kCodes.begin(), kCodes.end(),
                                    [code](const ProblemCode& each) { return each.code == code; });
    if (found != kCodes.end()) {
        return *found;
    }
    return *std::find_if(kCodes.begin(), kCodes.end(),
                         [](const ProblemCode& each) { return each.code == "internal_error"; });
}

} // namespace till::wire
