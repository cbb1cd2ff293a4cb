#pragma once

#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/rules/change_list_model.h"
#include "core/wire/policy_messages.h"

#include <span>

namespace till::desktop {

class Keeper;
class RuleDraft;

/// Making a draft, a preset or an older version the policy in force: first the keeper says what that does,
/// then the person gives a reason, and the passphrase when it loosens.
class RuleSave : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(bool open READ open NOTIFY changed)
    Q_PROPERTY(bool checking READ checking NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(bool loosens READ loosens NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString effect READ effect NOTIFY changed)
    Q_PROPERTY(QString effectText READ effectText NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(till::desktop::ChangeListModel* changes READ changes CONSTANT)

public:
    RuleSave(Keeper& keeper, RuleDraft& draft, QObject* parent = nullptr);

    [[nodiscard]] bool open() const { return m_isOpen; }
    [[nodiscard]] bool checking() const { return m_isChecking; }
    [[nodiscard]] bool busy() const { return m_isBusy; }
    [[nodiscard]] bool loosens() const { return m_effect == "loosens" || m_effect == "mixed"; }
    [[nodiscard]] QString title() const { return m_title; }
    [[nodiscard]] QString effect() const { return QString::fromStdString(m_effect); }
    [[nodiscard]] QString effectText() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] ChangeListModel* changes() { return &m_changes; }

    void setPolicy(const std::string& owner) { m_owner = owner; }
    void setDelay(qint64 seconds) { m_delaySeconds = seconds; }
    /// `preset`: the draft is exactly this preset, so that is what is recorded.
    void begin(const std::string& preset);
    void beginRestore(qint64 version, const std::string& document);

    /// `passphrase` is read only when it loosens.
    Q_INVOKABLE void confirm(const QString& reason, till::desktop::PassphraseItem* passphrase);
    void confirmWith(const QString& reason, std::span<const std::uint8_t> passphrase);
    Q_INVOKABLE void cancel();

Q_SIGNALS:
    void changed();
    /// It is in force, or waits for its time; says which.
    void saved(const QString& text);
    void refused();

private:
    void check();
    void fail(const QString& text);
    void finish(const wire::PolicyChanged& answer);

    Keeper& m_keeper;
    RuleDraft& m_draft;
    ChangeListModel m_changes;
    wire::PolicySet m_request;
    std::string m_owner;
    std::string m_effect;
    QString m_title;
    QString m_errorText;
    qint64 m_delaySeconds = 0;
    int m_generation = 0;
    bool m_isOpen = false;
    bool m_isChecking = false;
    bool m_isBusy = false;
};

} // namespace till::desktop
