#include "core/ledger/payment_query.h"

#include "core/ledger/database.h"

namespace till::ledger {

namespace {

std::string conditionFor(const std::vector<StateTest>& states)
{
    std::string sql;
    for (const StateTest& each : states) {
        sql += sql.empty() ? " AND (" : " OR ";
        sql += each.proof ? "(status = ? AND proof = ?)" : "status = ?";
    }
    return sql.empty() ? sql : sql + ")";
}

} // namespace

std::optional<std::vector<StateTest>> statesFromText(std::string_view text)
{
    std::vector<StateTest> states;
    while (true) {
        const auto comma = text.find(',');
        const std::string_view word = text.substr(0, comma);
        if (word == toText(Proof::Claimed)) {
            states.push_back({Status::Settled, Proof::Claimed});
        } else if (word == toText(Proof::Proven)) {
            states.push_back({Status::Settled, Proof::Proven});
        } else if (const auto status = statusFromText(word)) {
            states.push_back({*status, {}});
        } else {
            return std::nullopt;
        }
        if (comma == std::string_view::npos) {
            return states;
        }
        text.remove_prefix(comma + 1);
    }
}

std::string selectFor(const PaymentFilter& filter, std::string_view columns)
{
    std::string sql = "SELECT " + std::string(columns) + " FROM payments WHERE 1";
    if (filter.agent) {
        sql += " AND agent = ?";
    }
    if (filter.status) {
        sql += " AND status = ?";
    }
    sql += conditionFor(filter.states);
    if (filter.network) {
        sql += " AND network = ?";
    }
    if (filter.interface) {
        sql += " AND interface = ?";
    }
    if (filter.host) {
        sql += " AND host = ?";
    }
    if (filter.text) {
        sql += " AND (host LIKE ? ESCAPE '\\' OR path LIKE ? ESCAPE '\\' OR pay_to LIKE ? ESCAPE '\\')";
    }
    if (filter.since) {
        sql += " AND created_ms >= ?";
    }
    if (filter.before) {
        sql += " AND number < ?";
    }
    return sql + " ORDER BY number DESC LIMIT ?";
}

void bindFilter(Statement& query, const PaymentFilter& filter, const std::string& likePattern)
{
    if (filter.agent) {
        query.bind(*filter.agent);
    }
    if (filter.status) {
        query.bind(*filter.status);
    }
    for (const StateTest& each : filter.states) {
        query.bind(toText(each.status));
        if (each.proof) {
            query.bind(toText(*each.proof));
        }
    }
    if (filter.network) {
        query.bind(*filter.network);
    }
    if (filter.interface) {
        query.bind(*filter.interface);
    }
    if (filter.host) {
        query.bind(*filter.host);
    }
    if (filter.text) {
        query.bind(likePattern).bind(likePattern).bind(likePattern);
    }
    if (filter.since) {
        query.bind(filter.since->unixMs);
    }
    if (filter.before) {
        query.bind(*filter.before);
    }
    query.bind(filter.limit);
}

std::string likePatternFor(const PaymentFilter& filter)
{
    std::string pattern = "%";
    for (const char each : filter.text.value_or("")) {
        if (each == '%' || each == '_' || each == '\\') {
            pattern.push_back('\\');
        }
        pattern.push_back(each);
    }
    return pattern + "%";
}

} // namespace till::ledger
