#pragma once

#include "app/desktop/approval/remember_effect.h"
#include "core/money/amount.h"
#include "core/wire/admin_messages.h"

#include <QObject>
#include <QStringList>
#include <QtQmlIntegration>

namespace till::desktop {

class DeskClock;

/// The remember line under a request: for which merchant, up to how much each and a day, until when. Narrow
/// until the person widens it: this agent, this host with this payee, this very amount. Says the rule that it
/// makes in one sentence, and what that rule would have done in the last 30 days.
class RememberOffer : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(RememberOffer)
    QML_UNCREATABLE("comes with the approvals")
    Q_PROPERTY(bool offered READ offered NOTIFY changed)
    Q_PROPERTY(bool on READ on NOTIFY changed)
    Q_PROPERTY(bool valid READ valid NOTIFY changed)
    Q_PROPERTY(QStringList merchants READ merchants NOTIFY changed)
    Q_PROPERTY(QStringList spans READ spans NOTIFY changed)
    Q_PROPERTY(int merchant READ merchant NOTIFY changed)
    Q_PROPERTY(int span READ span NOTIFY changed)
    Q_PROPERTY(QString eachText READ eachText NOTIFY changed)
    Q_PROPERTY(QString dayText READ dayText NOTIFY changed)
    Q_PROPERTY(QString eachError READ eachError NOTIFY changed)
    Q_PROPERTY(QString dayError READ dayError NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString effectText READ effectText NOTIFY effectChanged)

public:
    enum Merchant { HostAndPayee, AnyPayeeOfHost, PayeeOnAnyHost };
    Q_ENUM(Merchant)

    RememberOffer(Keeper& keeper, DeskClock& clock, QObject* parent = nullptr);

    /// A new request is on screen: off again, and narrow again.
    void offerFor(const wire::ApprovalShape& approval);

    /// Only what counts in USD at par can be remembered.
    [[nodiscard]] bool offered() const { return m_amount.has_value(); }
    [[nodiscard]] bool on() const { return m_on; }
    [[nodiscard]] bool valid() const;
    [[nodiscard]] QStringList merchants() const;
    [[nodiscard]] QStringList spans() const;
    [[nodiscard]] int merchant() const { return m_merchant; }
    [[nodiscard]] int span() const { return m_span; }
    [[nodiscard]] QString eachText() const { return m_eachText; }
    [[nodiscard]] QString dayText() const { return m_dayText; }
    /// Why the number does not do, empty when it does.
    [[nodiscard]] QString eachError() const;
    [[nodiscard]] QString dayError() const;
    [[nodiscard]] QString sentence() const;
    [[nodiscard]] QString effectText() const { return m_effect.text(); }
    /// Only while `valid`.
    [[nodiscard]] wire::RememberShape shape() const;

    Q_INVOKABLE void setOn(bool on);
    Q_INVOKABLE void setMerchant(int merchant);
    Q_INVOKABLE void setSpan(int span);
    Q_INVOKABLE void setEachText(const QString& text);
    Q_INVOKABLE void setDayText(const QString& text);

Q_SIGNALS:
    void changed();
    void effectChanged();

private:
    void refresh();
    [[nodiscard]] qint64 untilMs() const;

    DeskClock& m_clock;
    RememberEffect m_effect;
    wire::PaymentRow m_payment;
    std::optional<money::Amount> m_amount; ///< in millionths of a USD; nothing: cannot be remembered
    QString m_eachText;
    QString m_dayText;
    int m_merchant = HostAndPayee;
    int m_span = 0;
    bool m_on = false;
};

/// What a payment counts for in millionths of a USD; nothing for tokens that are not at par.
[[nodiscard]] std::optional<money::Amount> usdMicroOf(const wire::PaymentRow& payment);

} // namespace till::desktop
