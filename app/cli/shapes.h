#pragma once

#include "core/wire/admin_messages.h"

#include "core/support/json.h"
#include <string>
#include <vector>

/// The JSON that programs get, exactly as documented; more members may come, these stay. Include in .cpp
/// files only.
namespace till::cli {

[[nodiscard]] nlohmann::json accountJson(const wire::AccountShape& account);
[[nodiscard]] nlohmann::json agentJson(const wire::AgentShape& agent);
[[nodiscard]] nlohmann::json approvalJson(const wire::ApprovalShape& approval);
[[nodiscard]] nlohmann::json paymentJson(const wire::PaymentRow& payment);
[[nodiscard]] nlohmann::json alarmJson(const wire::AlarmShape& alarm);
[[nodiscard]] nlohmann::json balanceJson(const wire::BalanceShape& balance);
[[nodiscard]] nlohmann::json networkJson(const wire::NetworkShape& network);
[[nodiscard]] nlohmann::json reasonsJson(const std::vector<wire::Reason>& reasons);
/// Null for an empty text.
[[nodiscard]] nlohmann::json orNull(const std::string& text);

/// An array of what `toJson` makes of each.
template <class T>
[[nodiscard]] nlohmann::json listJson(const std::vector<T>& list, nlohmann::json (*toJson)(const T&))
{
    nlohmann::json array = nlohmann::json::array();
    for (const T& each : list) {
        array.push_back(toJson(each));
    }
    return array;
}

} // namespace till::cli
