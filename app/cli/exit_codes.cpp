#include "app/cli/exit_codes.h"

#include <algorithm>
#include <array>
#include <utility>

namespace till::cli {

namespace {

using Kind = std::pair<std::string_view, ExitCode>;

// clang-format off
constexpr std::array kKinds{
    Kind{"keeper_unavailable", ExitCode::NotRunning}, Kind{"busy", ExitCode::NotRunning},
    Kind{"rate_limited", ExitCode::NotRunning}, Kind{"request_timeout", ExitCode::NotRunning},
    Kind{"too_many_requests", ExitCode::NotRunning},

    Kind{"wrong_passphrase", ExitCode::Passphrase}, Kind{"passphrase_needed", ExitCode::Passphrase},
    Kind{"wrong_file_passphrase", ExitCode::Passphrase},
    Kind{"too_many_tries", ExitCode::Passphrase}, Kind{"not_allowed_here", ExitCode::Passphrase},
    Kind{"unauthorized", ExitCode::Passphrase}, Kind{"token_malformed", ExitCode::Passphrase},
    Kind{"token_expired", ExitCode::Passphrase}, Kind{"token_revoked", ExitCode::Passphrase},
    Kind{"wrong_caller", ExitCode::Passphrase},

    Kind{"no_vault", ExitCode::WalletState}, Kind{"locked", ExitCode::WalletState},
    Kind{"paused", ExitCode::WalletState}, Kind{"agent_paused", ExitCode::WalletState},
    Kind{"vault_exists", ExitCode::WalletState}, Kind{"vault_damaged", ExitCode::WalletState},
    Kind{"vault_newer", ExitCode::WalletState},

    Kind{"not_found", ExitCode::NotFound}, Kind{"no_such_agent", ExitCode::NotFound},
    Kind{"no_such_account", ExitCode::NotFound}, Kind{"no_such_payment", ExitCode::NotFound},
    Kind{"no_such_version", ExitCode::NotFound}, Kind{"no_such_change", ExitCode::NotFound},
    Kind{"no_such_grant", ExitCode::NotFound}, Kind{"no_such_request", ExitCode::NotFound},
    Kind{"no_such_alarm", ExitCode::NotFound}, Kind{"no_recovery_code", ExitCode::NotFound},

    Kind{"bad_request", ExitCode::BadInput}, Kind{"body_not_json", ExitCode::BadInput},
    Kind{"unknown_field", ExitCode::BadInput}, Kind{"bad_amount", ExitCode::BadInput},
    Kind{"bad_url", ExitCode::BadInput}, Kind{"forbidden_origin", ExitCode::BadInput},
    Kind{"bad_host", ExitCode::BadInput}, Kind{"method_not_allowed", ExitCode::BadInput},
    Kind{"body_too_large", ExitCode::BadInput}, Kind{"header_too_large", ExitCode::BadInput},
    Kind{"idempotency_conflict", ExitCode::BadInput}, Kind{"purchase_conflict", ExitCode::BadInput},
    Kind{"weak_passphrase", ExitCode::BadInput}, Kind{"bad_phrase", ExitCode::BadInput},
    Kind{"bad_key", ExitCode::BadInput}, Kind{"bad_name", ExitCode::BadInput},
    Kind{"bad_anchor", ExitCode::BadInput},
    Kind{"bad_policy", ExitCode::BadInput}, Kind{"bad_network", ExitCode::BadInput},
    Kind{"account_exists", ExitCode::BadInput}, Kind{"watch_only", ExitCode::BadInput},
    Kind{"cannot_pay_yet", ExitCode::BadInput}, Kind{"bad_default", ExitCode::BadInput},
    Kind{"bad_key_file", ExitCode::BadInput}, Kind{"not_a_sign_in", ExitCode::BadInput},
    Kind{"already_decided", ExitCode::BadInput}, Kind{"shown_changed", ExitCode::BadInput},

    Kind{"typed_data_refused", ExitCode::NotPaid}, Kind{"typed_data_malformed", ExitCode::NotPaid},
    Kind{"wrong_account", ExitCode::NotPaid}, Kind{"bad_validity", ExitCode::NotPaid},
    Kind{"nonce_reused", ExitCode::NotPaid},
    Kind{"not_a_challenge", ExitCode::NotPaid}, Kind{"challenge_bad_base64", ExitCode::NotPaid},
    Kind{"challenge_bad_json", ExitCode::NotPaid}, Kind{"challenge_too_large", ExitCode::NotPaid},
    Kind{"challenge_bad_version", ExitCode::NotPaid}, Kind{"challenge_malformed", ExitCode::NotPaid},
    Kind{"challenge_no_options", ExitCode::NotPaid}, Kind{"challenge_too_many_options", ExitCode::NotPaid},
    Kind{"unknown_scheme", ExitCode::NotPaid}, Kind{"unknown_network", ExitCode::NotPaid},
    Kind{"network_frozen", ExitCode::NotPaid}, Kind{"account_frozen", ExitCode::NotPaid},
    Kind{"network_disabled", ExitCode::NotPaid}, Kind{"unknown_asset", ExitCode::NotPaid},
    Kind{"bad_option_amount", ExitCode::NotPaid}, Kind{"bad_pay_to", ExitCode::NotPaid},
    Kind{"pay_to_zero", ExitCode::NotPaid}, Kind{"pay_to_self", ExitCode::NotPaid},
    Kind{"pay_to_asset", ExitCode::NotPaid}, Kind{"domain_mismatch", ExitCode::NotPaid},
    Kind{"bad_transfer_method", ExitCode::NotPaid}, Kind{"bad_payment_flow", ExitCode::NotPaid},
    Kind{"validity_too_long", ExitCode::NotPaid}, Kind{"bad_timeout", ExitCode::NotPaid},
    Kind{"over_max_amount", ExitCode::NotPaid}, Kind{"no_account", ExitCode::NotPaid},
    Kind{"balance_too_low", ExitCode::NotPaid},
    Kind{"agent_pending", ExitCode::NotPaid},
    Kind{"clock_wrong", ExitCode::NotPaid}, Kind{"denied_by_rule", ExitCode::NotPaid},
    Kind{"budget_exceeded", ExitCode::NotPaid}, Kind{"rejected", ExitCode::NotPaid},
    Kind{"waiting_for_person", ExitCode::NotPaid}, Kind{"lapsed", ExitCode::NotPaid}, Kind{"given_up", ExitCode::NotPaid},
    Kind{"expired_unproven", ExitCode::NotPaid}, Kind{"payment_not_accepted", ExitCode::NotPaid},
    Kind{"merchant_unreachable", ExitCode::NotPaid}, Kind{"merchant_lost", ExitCode::NotPaid},
    Kind{"merchant_answer_too_large", ExitCode::NotPaid}, Kind{"address_refused", ExitCode::NotPaid},
    Kind{"redirect_refused", ExitCode::NotPaid}, Kind{"already_paid", ExitCode::NotPaid},

    Kind{"ledger_failed", ExitCode::Internal}, Kind{"ledger_broken", ExitCode::Internal},
    Kind{"ledger_rolled_back", ExitCode::Internal},
    Kind{"backup_damaged", ExitCode::CheckFailed}, Kind{"backup_differs", ExitCode::CheckFailed},
    Kind{"backup_failed", ExitCode::Internal},
    Kind{"vault_failed", ExitCode::Internal}, Kind{"bad_frame", ExitCode::Internal},
    Kind{"internal_error", ExitCode::Internal},
};
// clang-format on

} // namespace

ExitCode exitCodeOf(std::string_view problemCode)
{
    const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                    [problemCode](const Kind& each) { return each.first == problemCode; });
    return found == kKinds.end() ? ExitCode::Internal : found->second;
}

} // namespace till::cli
