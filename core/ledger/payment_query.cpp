#include "core/ledger/payment_query.h"

#include "core/ledger/database.h"

namespace till::ledger {

std::string selectFor(const PaymentFilter& filter)
{
    std::string sql = "SELECT " + std::string(kPaymentColumns) + " FROM payments WHERE 1";
    if (filter.agent) {
        sql += " AND agent = ?";
    }
    if (filter.status) {
        sql += " AND status = ?";
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
