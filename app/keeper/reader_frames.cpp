#include "app/keeper/keeper.h"
#include "app/keeper/overview.h"
#include "app/keeper/payment_pages.h"
#include "app/keeper/reply.h"

namespace till::keeper {

void Keeper::agentPayments(const Link& link, std::int64_t id, const wire::AgentPaymentsPage& page)
{
    payment::Agent* agent = authenticate(link, id, page.token);
    if (agent == nullptr) {
        return;
    }
    wire::PaymentsList list;
    list.agent = agent->id;
    list.after = page.after;
    list.limit = page.limit;
    listPayments(link, id, list);
}

void Keeper::listPayments(const Link& link, std::int64_t id, const wire::PaymentsList& list)
{
    const auto filter = filterOf(list, m_till.settings().agents);
    if (!filter) {
        return replyError(link, id, filter.error());
    }
    m_readWorker.post([this, link, id, filter = *filter, faces = facesOf(m_till.settings().agents)] {
        const auto rows = m_reader.page(filter);
        if (!rows) {
            link->send(wire::encodeError(
                id, errorBody("ledger_failed", std::string(ledger::describe(rows.error())))));
            return;
        }
        link->send(wire::encode(id, pageOf(*rows, filter.limit, faces)));
    });
}

void Keeper::paymentDetail(const Link& link, std::int64_t id, const std::string& paymentId)
{
    m_readWorker.post([this, link, id, paymentId, faces = facesOf(m_till.settings().agents)] {
        const auto detail = detailOf(m_reader, paymentId, faces);
        if (!detail) {
            link->send(wire::encodeError(id, errorBody(detail.error())));
            return;
        }
        link->send(wire::encode(id, *detail));
    });
}

void Keeper::verifyLedger(const Link& link, std::int64_t id)
{
    crypto::SecretBytes key(0);
    if (m_vault && m_vault->isUnlocked()) {
        if (auto derived = m_vault->purposeKey(vault::Purpose::LedgerMac)) {
            key = std::move(*derived);
        }
    }
    m_readWorker.post([this, link, id, key = std::make_shared<crypto::SecretBytes>(std::move(key))] {
        const ledger::ChainReport report = m_reader.verify(key->readable());
        wire::LedgerVerified verified;
        verified.ok = report.isWhole();
        verified.events = report.events;
        verified.head = toHex(report.head);
        if (!report.isWhole()) {
            verified.firstBad = report.firstBad;
            verified.why = ledger::describe(report.fault);
        } else if (key->isEmpty() && report.events > 0) {
            verified.why = "Checked without the seals, because the wallet is locked.";
        }
        link->send(wire::encode(id, verified));
    });
}

void Keeper::overview(const Link& link, std::int64_t id, const wire::OverviewGet& get)
{
    auto request = overviewRequestOf(get, m_till, m_clock.now());
    if (!request) {
        return replyError(link, id, "bad_request", "The range, the bucket or the time zone is not valid.");
    }
    m_readWorker.post(
        [this, link, id, request = std::move(*request), faces = facesOf(m_till.settings().agents)] {
            const auto overview = overviewOf(m_reader, request, faces);
            if (!overview) {
                link->send(wire::encodeError(
                    id, errorBody("ledger_failed", std::string(ledger::describe(overview.error())))));
                return;
            }
            link->send(wire::encode(id, *overview));
        });
}

} // namespace till::keeper
