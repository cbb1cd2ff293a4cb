#include "app/keeper/insights.h"
#include "app/keeper/keeper.h"
#include "app/keeper/overview.h"
#include "app/keeper/payment_pages.h"
#include "app/keeper/reply.h"
#include "core/payment/ledger_check.h"
#include "core/payment/note.h"

namespace till::keeper {

namespace {

/// The detail as a frame. When it is too large, the middle of the timeline goes first (an agent may have
/// reported one payment a hundred times), then the trace.
std::string encodeFitting(std::int64_t id, wire::PaymentDetail& detail)
{
    std::string frame = wire::encode(id, detail);
    while (frame.size() > wire::kMaxFrameBytes && detail.timeline.size() > 2) {
        const auto quarter = static_cast<std::ptrdiff_t>((detail.timeline.size() + 3) / 4);
        const auto from = detail.timeline.begin() + std::ssize(detail.timeline) / 2 - quarter / 2;
        detail.timeline.erase(from, from + quarter);
        frame = wire::encode(id, detail);
    }
    if (frame.size() > wire::kMaxFrameBytes) {
        detail.trace.clear();
        frame = wire::encode(id, detail);
    }
    return frame;
}

wire::LedgerVerified toWire(const payment::LedgerReport& report, bool isLocked)
{
    wire::LedgerVerified verified;
    verified.ok = report.isWhole();
    verified.isChainWhole = report.chain.isWhole();
    verified.events = report.chain.events;
    verified.head = toHex(report.chain.head);
    verified.decisions = report.decisions.recomputed;
    verified.beforeRules = report.decisions.beforeRules;
    verified.notRecomputed = report.decisions.notRecomputed;
    verified.badDecisions = report.decisions.faulty;
    verified.payments = report.payments;
    verified.badPayments = report.badRows;
    if (report.firstBadHour) {
        verified.badHourMs = report.firstBadHour->unixMs;
    }
    verified.why = payment::describeFault(report);
    if (!report.chain.isWhole()) {
        verified.firstBad = report.chain.firstBad;
    } else if (report.decisions.first) {
        verified.firstBad = report.decisions.first->event;
    } else if (report.isWhole() && isLocked && report.chain.events > 0) {
        verified.why = "Checked without the seals, because the wallet is locked.";
    }
    return verified;
}

} // namespace

void Keeper::agentPayments(const Link& link, std::int64_t id, const wire::AgentPaymentsPage& page)
{
    payment::Agent* agent = authenticate(link, id, page);
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
    sendPage(link, id, filterOf(list, m_till.settings().agents));
}

void Keeper::findPayments(const Link& link, std::int64_t id, const wire::PaymentsFind& find)
{
    sendPage(link, id, filterOf(find, m_till.settings().agents));
}

void Keeper::sendPage(const Link& link, std::int64_t id,
                      const Result<ledger::PaymentFilter, std::string>& filter)
{
    if (!filter) {
        return replyError(link, id, filter.error());
    }
    m_readWorker.post([this, link, id, filter = *filter, faces = facesOf(m_till.settings().agents)] {
        const auto rows = m_reader.page(filter);
        if (!rows) {
            link->send(wire::encodeError(id, notReadBody(rows.error())));
            return;
        }
        link->send(fitting(id, wire::encode(id, pageOf(*rows, filter.limit, faces))));
    });
}

void Keeper::paymentDetail(const Link& link, std::int64_t id, const std::string& paymentId)
{
    m_readWorker.post([this, link, id, paymentId, faces = facesOf(m_till.settings().agents)] {
        auto detail = keeper::detailOf(m_reader, paymentId, faces);
        if (!detail) {
            link->send(wire::encodeError(id, detail.error()));
            return;
        }
        link->send(fitting(id, encodeFitting(id, *detail)));
    });
}

void Keeper::paymentMargin(const Link& link, std::int64_t id, const std::string& paymentId)
{
    m_readWorker.post([this, link, id, paymentId] {
        const auto margin = marginOf(m_reader, paymentId);
        if (!margin) {
            link->send(wire::encodeError(id, errorBody(margin.error())));
            return;
        }
        link->send(fitting(id, wire::encode(id, *margin)));
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
    // On a thread and a connection of its own: whoever looks at the ledger meanwhile does not wait for it.
    m_checkWorker.post([this, link, id, key = std::make_shared<crypto::SecretBytes>(std::move(key))] {
        auto reader = ledger::LedgerReader::open(m_options.dataDir + "/ledger.db");
        if (!reader) {
            link->send(wire::encodeError(id, notReadBody(reader.error())));
            return;
        }
        const payment::LedgerReport report =
            payment::checkLedger(*reader, key->readable(), money::Registry::builtIn());
        link->send(wire::encode(id, toWire(report, key->isEmpty())));
        if (!report.chain.isWhole() && !key->isEmpty()) {
            complete([this] { integrityIs(false); });
        }
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
                link->send(wire::encodeError(id, notReadBody(overview.error())));
                return;
            }
            link->send(fitting(id, wire::encode(id, *overview)));
        });
}

void Keeper::insights(const Link& link, std::int64_t id, const wire::InsightsGet& get)
{
    auto request = insightsRequestOf(get, m_clock.now());
    if (!request) {
        return replyError(link, id, "bad_request", "The range or the time zone is not valid.");
    }
    m_readWorker.post([this, link, id, request = std::move(*request)] {
        const auto insights = insightsOf(m_reader, request);
        if (!insights) {
            link->send(wire::encodeError(id, notReadBody(insights.error())));
            return;
        }
        link->send(fitting(id, wire::encode(id, *insights)));
    });
}

void Keeper::sumPayments(const Link& link, std::int64_t id, const wire::PaymentsSum& sum)
{
    const auto filter = filterOf(sum, m_till.settings().agents);
    if (!filter) {
        return replyError(link, id, filter.error());
    }
    m_readWorker.post([this, link, id, filter = *filter] {
        const auto totals = totalsOf(m_reader, filter);
        if (!totals) {
            link->send(wire::encodeError(id, notReadBody(totals.error())));
            return;
        }
        link->send(fitting(id, wire::encode(id, *totals)));
    });
}

void Keeper::notePayment(const Link& link, std::int64_t id, const wire::PaymentNote& note)
{
    const auto payment = ledger::PaymentId::fromText(note.paymentId);
    if (!payment) {
        return replyError(link, id, "no_such_payment");
    }
    const auto tags = payment::tagSet(note.tags);
    if (note.note.size() > payment::kMaxNoteBytes || !payment::areGoodTags(tags)) {
        return replyError(
            link, id, "bad_request",
            "A note has at most 500 bytes; a payment at most 8 tags, each a word or a few, of at "
            "most 32 bytes. Nothing was changed.");
    }
    if (!m_till.isOpen()) {
        return replyError(link, id, "locked");
    }
    if (m_isLedgerDown || m_isBatchLost) {
        return replyError(link, id, "ledger_failed", "Nothing was changed: the ledger could not be written.");
    }
    const auto row = payment::noteOn(m_ledger, *payment, m_till.now(), note.note, tags);
    if (!row) {
        return replyLedgerFailed(link, id, row.error());
    }
    if (!*row) {
        return replyError(link, id, "no_such_payment");
    }
    changed(**row);
    reply(link, id, wire::Done{});
}

} // namespace till::keeper
