#pragma once

#include "app/desktop/approval/grant_draft.h"
#include "core/wire/simulate_messages.h"

#include <QObject>
#include <QString>
#include <QTimer>

namespace till::desktop {

class Keeper;

/// What a grant would have done in the last 30 days. The keeper runs the agent's policy over the recorded
/// history twice, without and with the grant; the difference is the grant's own doing, whatever the rules
/// were then. Waits a moment, so that typing a number asks once.
class RememberEffect : public QObject {
    Q_OBJECT

public:
    explicit RememberEffect(Keeper& keeper, QObject* parent = nullptr);

    /// Empty while nothing was asked.
    [[nodiscard]] QString text() const { return m_text; }
    void ask(GrantDraft draft);
    void clear();

Q_SIGNALS:
    void changed();

private:
    void begin();
    void simulate(const std::string& without, int turn);
    void compare(const wire::PolicySimulated& without, const std::string& document, int turn);
    void say(const QString& text);
    [[nodiscard]] bool isStale(int turn) const { return turn != m_turn; }

    Keeper& m_keeper;
    QTimer m_soon;
    GrantDraft m_draft;
    QString m_text;
    int m_turn = 0; ///< answers to an older question say nothing
};

/// "In the last 30 days …": in words. `with` and `without` are answers over the same days.
[[nodiscard]] QString effectSentence(const wire::PolicySimulated& without, const wire::PolicySimulated& with);

} // namespace till::desktop
