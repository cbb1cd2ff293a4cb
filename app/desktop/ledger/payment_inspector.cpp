#include "app/desktop/ledger/payment_inspector.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/models/agent_list_model.h"
#include "app/desktop/text/display_text.h"
#include "app/desktop/text/payment_words.h"
#include "core/support/plain_text.h"

#include <QTimeZone>

#include <algorithm>
#include <iterator>

namespace till::desktop {

namespace {
constexpr std::size_t kMaxWordsBytes = 1024;
} // namespace

PaymentInspector::PaymentInspector(Keeper& keeper, const AgentListModel& agents, DeskClock& clock,
                                   QObject* parent)
    : QObject(parent), m_keeper(keeper), m_agents(agents), m_clock(clock)
{
    connect(&keeper, &Keeper::paymentsArrived, this, [this](const wire::PaymentsEvent& event) {
        const bool isMine =
            std::any_of(event.payments.begin(), event.payments.end(), [this](const auto& each) {
                return !m_paymentId.isEmpty() && toText(each.id) == m_paymentId;
            });
        if (isMine) {
            load();
        }
    });
}

void PaymentInspector::inspect(const QString& paymentId)
{
    if (paymentId == m_paymentId) {
        return;
    }
    m_paymentId = paymentId;
    m_errorText.clear();
    m_noteError.clear();
    m_detail = {};
    m_margin = {};
    Q_EMIT changed();
    load();
}

void PaymentInspector::load()
{
    if (m_paymentId.isEmpty()) {
        return;
    }
    loadMargin();
    ask<wire::PaymentDetail>(m_keeper, wire::PaymentDetailGet{m_paymentId.toStdString()}, this,
                             [this, id = m_paymentId](Result<wire::PaymentDetail, wire::ErrorBody> answer) {
                                 if (id != m_paymentId) {
                                     return; // the person has moved on
                                 }
                                 if (!answer) {
                                     m_errorText = describe(answer.error());
                                     Q_EMIT changed();
                                     return;
                                 }
                                 take(std::move(*answer));
                             });
}

void PaymentInspector::loadMargin()
{
    ask<wire::PaymentMargin>(m_keeper, wire::PaymentMarginGet{m_paymentId.toStdString()}, this,
                             [this, id = m_paymentId](Result<wire::PaymentMargin, wire::ErrorBody> answer) {
                                 // A failure is told with the detail, which was asked for at the same time.
                                 if (id == m_paymentId && answer) {
                                     m_margin = std::move(*answer);
                                     fillFacts();
                                     Q_EMIT changed();
                                 }
                             });
}

void PaymentInspector::take(wire::PaymentDetail detail)
{
    m_detail = std::move(detail);
    m_errorText.clear();
    const qint64 now = m_clock.nowMs();
    std::vector<wire::Reason> reasons;
    if (m_detail.decision) {
        // Those that the sentence says already are not said twice.
        std::copy_if(m_detail.decision->reasons.begin(), m_detail.decision->reasons.end(),
                     std::back_inserter(reasons), [this](const wire::Reason& each) {
                         return m_detail.decision->sentence.find(each.text) == std::string::npos;
                     });
    }
    m_reasons.setReasons(reasons);
    m_trace.setTrace(m_detail.trace);
    m_budgets.setBudgets(m_detail.decision ? m_detail.decision->budgets : std::vector<wire::BudgetEffect>(),
                         now);
    m_timeline.setTimeline(m_detail.timeline, now);
    fillFacts();
    Q_EMIT changed();
}

void PaymentInspector::fillFacts()
{
    const wire::PaymentRow& row = m_detail.payment;
    const QTimeZone zone = QTimeZone::systemTimeZone();
    std::vector<Fact> facts{
        wordFact(tr("Request"), QStringLiteral("%1 %2").arg(toText(row.method), toText(row.url))),
        wordFact(tr("Asked"), longTime(row.createdAtMs, zone)),
        wordFact(tr("Asked through"), interfaceName(toText(row.interface))),
        wordFact(tr("Tool"), toText(m_detail.claims.tool)),
        wordFact(tr("Task"), toText(m_detail.claims.task)),
        codeFact(tr("Payee"), row.payTo.empty() ? QString() : inGroups(toText(row.payTo))),
        wordFact(tr("Network"), row.network.empty() ? QString()
                                                    : QStringLiteral("%1 (%2)").arg(toText(row.networkName),
                                                                                    toText(row.network))),
        wordFact(tr("Scheme"), toText(row.scheme)),
        codeFact(tr("Token contract"), toText(row.asset)),
    };
    if (m_detail.authorization) {
        const wire::AuthorizationShape& signature = *m_detail.authorization;
        facts.push_back(codeFact(tr("Paid from"), inGroups(toText(signature.from))));
        facts.push_back(wordFact(tr("Valid until"), longTime(signature.validBeforeSeconds * 1000, zone)));
        facts.push_back(codeFact(tr("Nonce"), toText(signature.nonce)));
        facts.push_back(codeFact(tr("Signed digest"), toText(signature.digest)));
    }
    facts.push_back(codeFact(tr("Transaction"), toText(row.transaction)));
    facts.push_back(codeFact(tr("Look it up at"), explorerUrl()));
    if (m_detail.caller.pid > 0) {
        facts.push_back(wordFact(tr("Process"), QString::number(m_detail.caller.pid)));
        facts.push_back(codeFact(tr("Program"), toText(m_detail.caller.executable)));
    }
    facts.push_back(codeFact(tr("Payment"), toText(row.id)));
    facts.push_back(codeFact(tr("Ledger row"), toText(m_detail.hash)));
    m_facts.setFacts(std::move(facts));
}

QString PaymentInspector::agentName() const
{
    return toText(m_detail.payment.agentName);
}

int PaymentInspector::colorIndex() const
{
    return m_agents.colorOf(m_detail.payment.agent);
}

QString PaymentInspector::amountText() const
{
    return toText(m_detail.payment.amountText);
}

QString PaymentInspector::symbol() const
{
    return toText(m_detail.payment.symbol);
}

QString PaymentInspector::host() const
{
    return toText(m_detail.payment.host);
}

QString PaymentInspector::status() const
{
    return shownStatus(m_detail.payment.status, m_detail.payment.proof);
}

QString PaymentInspector::statusText() const
{
    return statusSentence(status());
}

QString PaymentInspector::timeText() const
{
    return shortTime(m_detail.payment.createdAtMs, m_clock.nowMs(), QTimeZone::systemTimeZone());
}

QString PaymentInspector::decisionText() const
{
    return m_detail.decision ? toText(m_detail.decision->sentence) : QString();
}

QString PaymentInspector::decidedByText() const
{
    if (m_detail.decidedBy.empty()) {
        return {};
    }
    if (m_detail.decidedBy == "rules") {
        return tr("Decided by your rules");
    }
    // "person app", "person cli": who, and where.
    const QString by = toText(m_detail.decidedBy);
    const QString where = by.section(QLatin1Char(' '), 1);
    return where == QLatin1String("app")   ? tr("Decided by you, in this app")
           : where == QLatin1String("cli") ? tr("Decided by you, in a terminal")
                                           : tr("Decided by %1").arg(by);
}

QString PaymentInspector::changeText() const
{
    return m_detail.decision && m_detail.decision->smallestChange ? toText(*m_detail.decision->smallestChange)
                                                                  : QString();
}

QString PaymentInspector::agentWords() const
{
    return toText(toVisibleText(m_detail.claims.reason, kMaxWordsBytes));
}

QString PaymentInspector::sellerWords() const
{
    return toText(toVisibleText(m_detail.sellerWords, kMaxWordsBytes));
}

QString PaymentInspector::rawOption() const
{
    return toText(m_detail.optionRaw);
}

QString PaymentInspector::signedPayload() const
{
    if (!m_detail.authorization) {
        return {};
    }
    const wire::AuthorizationShape& message = *m_detail.authorization;
    const wire::PaymentRow& row = m_detail.payment;
    // EIP-3009, TransferWithAuthorization: the members in the order of the type.
    const std::pair<const char*, QString> members[]{
        {"from", toText(message.from)},
        {"to", toText(row.payTo)},
        {"value", toText(row.amount)},
        {"validAfter", QString::number(message.validAfterSeconds)},
        {"validBefore", QString::number(message.validBeforeSeconds)},
        {"nonce", toText(message.nonce)},
        {"verifyingContract", toText(row.asset)},
        {"network", toText(row.network)},
    };
    QStringList lines;
    for (const auto& [name, value] : members) {
        lines += QStringLiteral("  \"%1\": \"%2\"").arg(QLatin1String(name), value);
    }
    return QStringLiteral("{\n%1\n}").arg(lines.join(QStringLiteral(",\n")));
}

QString PaymentInspector::proofText() const
{
    const wire::PaymentRow& row = m_detail.payment;
    if (row.status == "void") {
        return tr("A final block shows that it was never collected: %1").arg(toText(m_margin.evidence));
    }
    if (row.proof == "proven") {
        return tr("A final block holds the transfer: %1").arg(toText(m_margin.evidence));
    }
    if (row.proof == "claimed") {
        return tr("The merchant says so; no chain was asked, or its block is not final yet.");
    }
    return m_detail.authorization ? tr("Nothing is known from the chain yet.") : QString();
}

QString PaymentInspector::explorerUrl() const
{
    const QString transaction = toText(m_detail.payment.transaction);
    return m_margin.explorer.empty() || !transaction.startsWith(QLatin1String("0x"))
               ? QString()
               : toText(m_margin.explorer) + transaction;
}

QString PaymentInspector::note() const
{
    return toText(m_margin.note);
}

QString PaymentInspector::tagsText() const
{
    QStringList tags;
    for (const std::string& each : m_margin.tags) {
        tags += toText(each);
    }
    return tags.join(QStringLiteral(", "));
}

void PaymentInspector::saveNote(const QString& note, const QString& tags)
{
    if (m_paymentId.isEmpty() || m_savingNote) {
        return;
    }
    wire::PaymentNote request{m_paymentId.toStdString(), note.trimmed().toStdString(), {}};
    const QStringList wanted = tags.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString& each : wanted) {
        if (const QString tag = each.simplified(); !tag.isEmpty()) {
            request.tags.push_back(tag.toStdString());
        }
    }
    m_savingNote = true;
    m_noteError.clear();
    Q_EMIT changed();
    ask<wire::Done>(m_keeper, request, this,
                    [this, id = m_paymentId](const Result<wire::Done, wire::ErrorBody>& answer) {
                        m_savingNote = false;
                        if (id == m_paymentId) {
                            m_noteError = answer ? QString() : describe(answer.error());
                            load();
                        }
                        Q_EMIT changed();
                    });
}

} // namespace till::desktop
