#pragma once

#include "app/desktop/models/budget_list_model.h"
#include "app/desktop/models/fact_list_model.h"
#include "app/desktop/models/reason_list_model.h"
#include "app/desktop/models/trace_list_model.h"
#include "core/wire/admin_messages.h"

#include <QObject>
#include <QtQmlIntegration>

namespace till::desktop {

/// The one request on the approval screen, in the words and the order in which it is read. Holds a copy of
/// what is shown: what the keeper sends later changes nothing here until the person sees it change.
class OpenRequest : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the approvals")
    Q_PROPERTY(QString paymentId READ paymentId NOTIFY changed)
    Q_PROPERTY(bool present READ present NOTIFY changed)
    Q_PROPERTY(QString agentName READ agentName NOTIFY changed)
    Q_PROPERTY(int colorIndex READ colorIndex NOTIFY colorChanged)
    Q_PROPERTY(QString amountText READ amountText NOTIFY changed)
    Q_PROPERTY(QString symbol READ symbol NOTIFY changed)
    Q_PROPERTY(QString host READ host NOTIFY changed)
    Q_PROPERTY(bool practice READ practice NOTIFY changed)
    Q_PROPERTY(bool danger READ danger NOTIFY changed)
    Q_PROPERTY(QString usual READ usual NOTIFY changed)
    Q_PROPERTY(QString requestLine READ requestLine NOTIFY changed)
    Q_PROPERTY(QString agentWords READ agentWords NOTIFY changed)
    Q_PROPERTY(QString sellerWords READ sellerWords NOTIFY changed)
    Q_PROPERTY(QString rawOption READ rawOption NOTIFY changed)
    Q_PROPERTY(QString waitsText READ waitsText NOTIFY ticked)
    Q_PROPERTY(QString leftText READ leftText NOTIFY ticked)
    Q_PROPERTY(QString goneText READ goneText NOTIFY changed)
    Q_PROPERTY(int alike READ alike NOTIFY changed)
    Q_PROPERTY(QString alikeText READ alikeText NOTIFY changed)
    Q_PROPERTY(QString moreText READ moreText NOTIFY moreChanged)
    Q_PROPERTY(till::desktop::FactListModel* alikeFacts READ alikeFacts CONSTANT)
    Q_PROPERTY(QString agentKey READ agentKey NOTIFY changed)
    Q_PROPERTY(till::desktop::ReasonListModel* differences READ differences CONSTANT)
    Q_PROPERTY(till::desktop::ReasonListModel* askedBecause READ askedBecause CONSTANT)
    Q_PROPERTY(till::desktop::BudgetListModel* budgets READ budgets CONSTANT)
    Q_PROPERTY(till::desktop::FactListModel* requestFacts READ requestFacts CONSTANT)
    Q_PROPERTY(till::desktop::FactListModel* callerFacts READ callerFacts CONSTANT)
    Q_PROPERTY(till::desktop::FactListModel* detailFacts READ detailFacts CONSTANT)
    Q_PROPERTY(till::desktop::TraceListModel* trace READ trace CONSTANT)

public:
    using QObject::QObject;

    /// `alike`: all that are decided with it, itself among them, oldest first. Only these: what comes later
    /// is not part of what is shown.
    void show(const wire::ApprovalShape& approval, const std::vector<wire::ApprovalShape>& alike,
              int colorIndex, qint64 nowMs);
    /// One of those alike was decided or gave up. The request itself stays.
    void dropAlike(const QString& paymentId);
    /// So many more like it came in after it was shown.
    void setMore(int more);
    /// It no longer waits, and is still on screen: says how it ended.
    void markGone(const QString& status);
    void close();
    void setColorIndex(int colorIndex);
    void setNow(qint64 nowMs);

    [[nodiscard]] QString paymentId() const;
    [[nodiscard]] const std::string& shownHash() const { return m_approval.shownHash; }
    /// How many are decided together: 1 when it stands alone.
    [[nodiscard]] int alike() const { return static_cast<int>(m_alike.size()); }
    [[nodiscard]] const std::vector<wire::ApprovalShape>& alikeRequests() const { return m_alike; }
    [[nodiscard]] QString alikeText() const;
    [[nodiscard]] QString moreText() const;
    [[nodiscard]] FactListModel* alikeFacts() { return &m_alikeFacts; }
    [[nodiscard]] QString agentKey() const;
    [[nodiscard]] bool present() const { return !m_approval.id.empty(); }
    [[nodiscard]] bool isGone() const { return !m_goneText.isEmpty(); }
    [[nodiscard]] const std::string& agentId() const { return m_approval.payment.agent; }
    [[nodiscard]] QString agentName() const;
    [[nodiscard]] int colorIndex() const { return m_colorIndex; }
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] QString symbol() const;
    [[nodiscard]] QString host() const;
    [[nodiscard]] bool practice() const { return m_approval.payment.isPractice; }
    [[nodiscard]] bool danger() const;
    [[nodiscard]] QString usual() const;
    [[nodiscard]] QString requestLine() const;
    [[nodiscard]] QString agentWords() const;
    [[nodiscard]] QString sellerWords() const;
    [[nodiscard]] QString rawOption() const;
    [[nodiscard]] QString waitsText() const;
    [[nodiscard]] QString leftText() const;
    [[nodiscard]] QString goneText() const { return m_goneText; }
    [[nodiscard]] ReasonListModel* differences() { return &m_differences; }
    [[nodiscard]] ReasonListModel* askedBecause() { return &m_askedBecause; }
    [[nodiscard]] BudgetListModel* budgets() { return &m_budgets; }
    [[nodiscard]] FactListModel* requestFacts() { return &m_requestFacts; }
    [[nodiscard]] FactListModel* callerFacts() { return &m_callerFacts; }
    [[nodiscard]] FactListModel* detailFacts() { return &m_detailFacts; }
    [[nodiscard]] TraceListModel* trace() { return &m_trace; }

Q_SIGNALS:
    void changed();
    void colorChanged();
    void moreChanged();
    void ticked();

private:
    void fillFacts();
    void fillAlike();

    wire::ApprovalShape m_approval;
    std::vector<wire::ApprovalShape> m_alike;
    int m_more = 0;
    QString m_goneText;
    qint64 m_nowMs = 0;
    int m_colorIndex = 0;
    ReasonListModel m_differences;
    ReasonListModel m_askedBecause;
    TraceListModel m_trace;
    BudgetListModel m_budgets;
    FactListModel m_requestFacts;
    FactListModel m_callerFacts;
    FactListModel m_detailFacts;
    FactListModel m_alikeFacts;
};

} // namespace till::desktop
