#pragma once

#include "app/desktop/items/passphrase_item.h"
#include "app/desktop/secrets/secret_words.h"
#include "app/desktop/welcome/practice_purchase.h"
#include "core/crypto/secret_bytes.h"

#include <QList>

namespace till::desktop {

class SettingsController;

/// The first start: make or restore the vault, write the recovery words down and give three of them back, a
/// first agent, a first payment. Holds the passphrase in locked memory from the vault to the first agent, so
/// that it is typed once; it is wiped when the last step that needs it is done.
class WelcomeController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Welcome)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(bool active READ active NOTIFY stepChanged)
    Q_PROPERTY(Step step READ step NOTIFY stepChanged)
    Q_PROPERTY(bool restoring READ restoring NOTIFY stepChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString agentErrorText READ agentErrorText NOTIFY changed)
    Q_PROPERTY(bool wordsAtHand READ wordsAtHand NOTIFY changed)
    Q_PROPERTY(QList<int> asked READ asked NOTIFY changed)
    Q_PROPERTY(till::desktop::SecretWords* words READ words CONSTANT)
    Q_PROPERTY(till::desktop::SecretWords* offered READ offered CONSTANT)
    Q_PROPERTY(till::desktop::PracticePurchase* purchase READ purchase CONSTANT)

public:
    enum Step { Choose, Phrase, Passphrase, Words, Confirm, Agent, Payment };
    Q_ENUM(Step)

    WelcomeController(Keeper& keeper, SessionController& session, AgentsController& agents,
                      SettingsController& settings, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] bool active() const { return m_active; }
    [[nodiscard]] Step step() const { return m_step; }
    [[nodiscard]] bool restoring() const { return m_restoring; }
    [[nodiscard]] bool busy() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] QString agentErrorText() const;
    /// The words can still be asked back: they were not wiped yet.
    [[nodiscard]] bool wordsAtHand() const { return m_words.count() > 0; }
    /// Places (from 1) of the three words that are asked back.
    [[nodiscard]] QList<int> asked() const { return m_asked; }
    [[nodiscard]] SecretWords* words() { return &m_words; }
    [[nodiscard]] SecretWords* offered() { return &m_offered; }
    [[nodiscard]] PracticePurchase* purchase() { return &m_purchase; }

    Q_INVOKABLE void startNew();
    Q_INVOKABLE void startRestore();
    Q_INVOKABLE void back();
    /// Checks the words' spelling and checksum before anything is asked of the keeper.
    Q_INVOKABLE void takePhrase(till::desktop::PassphraseItem* typed);
    Q_INVOKABLE void offerAnother();
    Q_INVOKABLE void useOffered(till::desktop::PassphraseItem* first, till::desktop::PassphraseItem* second);
    Q_INVOKABLE void create(till::desktop::PassphraseItem* first, till::desktop::PassphraseItem* second);
    Q_INVOKABLE void wordsWritten();
    Q_INVOKABLE void confirm(till::desktop::PassphraseItem* a, till::desktop::PassphraseItem* b,
                             till::desktop::PassphraseItem* c);
    Q_INVOKABLE void confirmLater();
    Q_INVOKABLE void addAgent(const QString& name, int preset);
    Q_INVOKABLE void skipAgent();
    Q_INVOKABLE void finish();
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void stepChanged();
    void confirmed();

private:
    void enter(Step step);
    void fail(const QString& text);
    void askWords();
    void forgetSecrets();

    Keeper& m_keeper;
    SessionController& m_session;
    AgentsController& m_agents;
    SettingsController& m_settings;
    SecretWords m_words;
    SecretWords m_offered;
    PracticePurchase m_purchase;
    std::optional<crypto::SecretBytes> m_phrase;
    std::optional<crypto::SecretBytes> m_passphrase;
    QList<int> m_asked;
    QString m_errorText;
    Step m_step = Choose;
    bool m_active = false;
    bool m_restoring = false;
    bool m_busy = false;
};

} // namespace till::desktop
