#pragma once

#include "app/desktop/models/budget_list_model.h"
#include "app/desktop/models/fact_list_model.h"
#include "app/desktop/models/reason_list_model.h"
#include "app/desktop/models/timeline_model.h"
#include "app/desktop/models/trace_list_model.h"
#include "core/wire/admin_messages.h"
#include "core/wire/insight_messages.h"

#include <QObject>
#include <QtQmlIntegration>

namespace till::desktop {

class AgentListModel;
class DeskClock;
class Keeper;

/// Everything about one payment, for the panel beside the ledger: how it was decided, what happened, what was
/// signed.
class PaymentInspector : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the ledger")
    Q_PROPERTY(QString paymentId READ paymentId NOTIFY changed)
    Q_PROPERTY(bool present READ present NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString agentName READ agentName NOTIFY changed)
    Q_PROPERTY(int colorIndex READ colorIndex NOTIFY changed)
    Q_PROPERTY(QString amountText READ amountText NOTIFY changed)
    Q_PROPERTY(QString symbol READ symbol NOTIFY changed)
    Q_PROPERTY(QString host READ host NOTIFY changed)
    Q_PROPERTY(QString status READ status NOTIFY changed)
    Q_PROPERTY(QString statusText READ statusText NOTIFY changed)
    Q_PROPERTY(QString timeText READ timeText NOTIFY changed)
    Q_PROPERTY(bool practice READ practice NOTIFY changed)
    Q_PROPERTY(QString decisionText READ decisionText NOTIFY changed)
    Q_PROPERTY(QString decidedByText READ decidedByText NOTIFY changed)
    Q_PROPERTY(QString changeText READ changeText NOTIFY changed)
    Q_PROPERTY(QString agentWords READ agentWords NOTIFY changed)
    Q_PROPERTY(QString sellerWords READ sellerWords NOTIFY changed)
    Q_PROPERTY(QString rawOption READ rawOption NOTIFY changed)
    Q_PROPERTY(QString signedPayload READ signedPayload NOTIFY changed)
    Q_PROPERTY(QString proofText READ proofText NOTIFY changed)
    Q_PROPERTY(QString explorerUrl READ explorerUrl NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed)
    Q_PROPERTY(QString tagsText READ tagsText NOTIFY changed)
    Q_PROPERTY(bool savingNote READ savingNote NOTIFY changed)
    Q_PROPERTY(QString noteError READ noteError NOTIFY changed)
    Q_PROPERTY(till::desktop::ReasonListModel* reasons READ reasons CONSTANT)
    Q_PROPERTY(till::desktop::TraceListModel* trace READ trace CONSTANT)
    Q_PROPERTY(till::desktop::BudgetListModel* budgets READ budgets CONSTANT)
    Q_PROPERTY(till::desktop::TimelineModel* timeline READ timeline CONSTANT)
    Q_PROPERTY(till::desktop::FactListModel* facts READ facts CONSTANT)

public:
    PaymentInspector(Keeper& keeper, const AgentListModel& agents, DeskClock& clock,
                     QObject* parent = nullptr);

    /// An empty id closes.
    Q_INVOKABLE void inspect(const QString& paymentId);

    [[nodiscard]] QString paymentId() const { return m_paymentId; }
    /// The detail has arrived.
    [[nodiscard]] bool present() const { return !m_detail.payment.id.empty(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString agentName() const;
    [[nodiscard]] int colorIndex() const;
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] QString symbol() const;
    [[nodiscard]] QString host() const;
    [[nodiscard]] QString status() const;
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString timeText() const;
    [[nodiscard]] bool practice() const { return m_detail.payment.isPractice; }
    [[nodiscard]] QString decisionText() const;
    [[nodiscard]] QString decidedByText() const;
    [[nodiscard]] QString changeText() const;
    [[nodiscard]] QString agentWords() const;
    [[nodiscard]] QString sellerWords() const;
    [[nodiscard]] QString rawOption() const;
    /// The EIP-3009 message that was signed, as JSON; empty when nothing was.
    [[nodiscard]] QString signedPayload() const;
    /// What the chain says of it, or why nothing is known of that.
    [[nodiscard]] QString proofText() const;
    [[nodiscard]] QString explorerUrl() const;
    [[nodiscard]] QString note() const;
    /// "trip, refundable"
    [[nodiscard]] QString tagsText() const;
    [[nodiscard]] bool savingNote() const { return m_savingNote; }
    [[nodiscard]] QString noteError() const { return m_noteError; }
    /// The owner's own words; tags with commas between.
    Q_INVOKABLE void saveNote(const QString& note, const QString& tags);
    [[nodiscard]] ReasonListModel* reasons() { return &m_reasons; }
    [[nodiscard]] TraceListModel* trace() { return &m_trace; }
    [[nodiscard]] BudgetListModel* budgets() { return &m_budgets; }
    [[nodiscard]] TimelineModel* timeline() { return &m_timeline; }
    [[nodiscard]] FactListModel* facts() { return &m_facts; }

Q_SIGNALS:
    void changed();

private:
    void load();
    void loadMargin();
    void take(wire::PaymentDetail detail);
    void fillFacts();

    Keeper& m_keeper;
    const AgentListModel& m_agents;
    DeskClock& m_clock;
    QString m_paymentId;
    QString m_errorText;
    QString m_noteError;
    bool m_savingNote = false;
    wire::PaymentDetail m_detail;
    wire::PaymentMargin m_margin;
    ReasonListModel m_reasons;
    TraceListModel m_trace;
    BudgetListModel m_budgets;
    TimelineModel m_timeline;
    FactListModel m_facts;
};

} // namespace till::desktop
