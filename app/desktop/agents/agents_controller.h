#pragma once

#include "app/desktop/agents/snippet_list_model.h"
#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/models/agent_list_model.h"
#include "core/crypto/secret_bytes.h"

#include <QTimer>

namespace till::desktop {

class DeskClock;
class Keeper;
class ProofController;
class SessionController;

/// The agents screen: who may ask, what each has spent today, a new one with its token (shown once), pause
/// and resume.
class AgentsController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Agents)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(till::desktop::AgentListModel* list READ list CONSTANT)
    Q_PROPERTY(till::desktop::SnippetListModel* snippets READ snippets CONSTANT)
    Q_PROPERTY(QStringList namesForFilter READ namesForFilter NOTIFY namesChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString freshName READ freshName NOTIFY freshChanged)
    Q_PROPERTY(QString freshToken READ freshToken NOTIFY freshChanged)
    Q_PROPERTY(QString freshId READ freshId NOTIFY freshChanged)

public:
    AgentsController(Keeper& keeper, SessionController& session, ProofController& proof, DeskClock& clock,
                     QObject* parent = nullptr);

    [[nodiscard]] AgentListModel* list() { return &m_list; }
    [[nodiscard]] SnippetListModel* snippets() { return &m_snippets; }
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString freshName() const { return m_freshName; }
    [[nodiscard]] QString freshToken() const { return m_freshToken; }
    [[nodiscard]] QString freshId() const { return m_freshId; }
    /// What the examples buy: the practice shop's cheapest thing when there is a shop.
    [[nodiscard]] QString exampleUrl() const;

    /// `preset` is one of presetKeys. `mayShop`: may also fetch from the practice shop on this machine.
    Q_INVOKABLE void add(const QString& name, const QString& preset, bool mayShop,
                         till::desktop::PassphraseItem* passphrase);
    void addWith(const QString& name, const QString& preset, bool mayShop,
                 std::span<const std::uint8_t> passphrase);
    Q_INVOKABLE void pause(const QString& agentId);
    Q_INVOKABLE void resume(const QString& agentId);
    /// The token is not shown again.
    Q_INVOKABLE void forgetToken();
    Q_INVOKABLE void clearError();
    /// In the order of the form: practice, careful, everyday, autopilot.
    Q_INVOKABLE [[nodiscard]] QString presetKey(int index) const;
    /// The ledger's filter: "all agents" first, with an empty id.
    [[nodiscard]] QStringList namesForFilter() const;
    Q_INVOKABLE [[nodiscard]] QString idForFilter(int index) const;
    Q_INVOKABLE [[nodiscard]] int filterIndexOf(const QString& agentId) const;

Q_SIGNALS:
    void changed();
    void freshChanged();
    void namesChanged();
    void added(const QString& agentId);
    void failed(const QString& text);

private:
    void reload();
    void loadPracticeToday();
    void loadPage(std::vector<wire::AgentShape> before, const std::optional<std::string>& after);
    void setState(const QString& agentId, const char* state);
    void fail(const QString& text);
    void fillSnippets();

    Keeper& m_keeper;
    SessionController& m_session;
    ProofController& m_proof;
    DeskClock& m_clock;
    AgentListModel m_list;
    SnippetListModel m_snippets;
    QTimer m_soon;
    QString m_errorText;
    QString m_freshName;
    QString m_freshToken;
    QString m_freshId;
    bool m_loaded = false;
    bool m_busy = false;
};

} // namespace till::desktop
