#include "app/desktop/welcome/welcome_controller.h"

#include "app/desktop/agents/agents_controller.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/settings/settings_controller.h"
#include "app/desktop/text/display_text.h"
#include "core/crypto/bip39.h"

#include <sodium/randombytes.h>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr int kAskedWords = 3;
constexpr std::int64_t kNewWords = 12;

crypto::SecretBytes toSecret(const wire::SecretText& text)
{
    crypto::SecretBytes copy(text.size());
    std::copy(text.bytes().begin(), text.bytes().end(), copy.writable().begin());
    return copy;
}

QString describe(crypto::MnemonicError error)
{
    switch (error) {
    case crypto::MnemonicError::WrongWordCount:
        return WelcomeController::tr("Recovery words come in 12, 15, 18, 21 or 24. Count them again.");
    case crypto::MnemonicError::UnknownWord:
        return WelcomeController::tr(
            "One of these is not a recovery word. Show the words and check the spelling.");
    case crypto::MnemonicError::BadChecksum:
        return WelcomeController::tr("These words do not fit together: one is wrong, or two are swapped.");
    case crypto::MnemonicError::TooLong:
        return WelcomeController::tr("That is longer than any recovery phrase.");
    }
    Q_UNREACHABLE();
}

bool isWord(const PassphraseItem& typed, std::string_view word)
{
    const auto bytes = typed.secret();
    return std::equal(bytes.begin(), bytes.end(), word.begin(), word.end(), [](std::uint8_t a, char b) {
        const bool isUpper = a >= 'A' && a <= 'Z';
        return (isUpper ? a - 'A' + 'a' : a) == b;
    });
}

} // namespace

WelcomeController::WelcomeController(Keeper& keeper, SessionController& session, AgentsController& agents,
                                     SettingsController& settings, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session), m_agents(agents), m_settings(settings),
      m_purchase(keeper, session, agents, clock)
{
    connect(&session, &SessionController::phaseChanged, this, [this] {
        if (m_session.phase() == SessionController::NoVault && !m_active) {
            m_active = true;
            enter(Choose);
        } else if (m_session.phase() == SessionController::Locked) {
            forgetSecrets();
            m_active = false;
            Q_EMIT stepChanged();
        } else if (m_session.phase() == SessionController::Open && m_active && !m_busy && m_step < Words) {
            finish(); // the vault was made at a terminal meanwhile
        }
    });
    connect(&agents, &AgentsController::changed, this, &WelcomeController::changed);
    connect(&agents, &AgentsController::added, this, [this] {
        if (m_active && m_step == Agent) {
            m_passphrase.reset();
            enter(Payment);
        }
    });
}

bool WelcomeController::busy() const
{
    return m_busy || m_agents.busy();
}

QString WelcomeController::agentErrorText() const
{
    return m_agents.errorText();
}

void WelcomeController::enter(Step step)
{
    m_step = step;
    m_errorText.clear();
    Q_EMIT stepChanged();
    Q_EMIT changed();
}

void WelcomeController::fail(const QString& text)
{
    m_errorText = text;
    Q_EMIT changed();
}

void WelcomeController::clearError()
{
    fail({});
}

void WelcomeController::startNew()
{
    m_restoring = false;
    m_phrase.reset();
    offerAnother();
    enter(Passphrase);
}

void WelcomeController::startRestore()
{
    m_restoring = true;
    enter(Phrase);
}

void WelcomeController::back()
{
    if (m_step == Passphrase && m_restoring) {
        enter(Phrase);
    } else if (m_step == Phrase || m_step == Passphrase) {
        m_phrase.reset();
        m_offered.clear();
        enter(Choose);
    } else if (m_step == Confirm) {
        enter(Words);
    }
}

void WelcomeController::takePhrase(PassphraseItem* typed)
{
    if (typed == nullptr) {
        return;
    }
    auto phrase = crypto::canonicalMnemonic(typed->secret());
    if (!phrase) {
        fail(describe(phrase.error()));
        return;
    }
    m_phrase.emplace(std::move(*phrase));
    typed->clear();
    offerAnother();
    enter(Passphrase);
}

void WelcomeController::offerAnother()
{
    m_offered.set(newWordPassphrase(kOfferedWords));
}

void WelcomeController::useOffered(PassphraseItem* first, PassphraseItem* second)
{
    if (first != nullptr && second != nullptr) {
        first->fill(m_offered.phrase());
        second->clear();
    }
}

void WelcomeController::create(PassphraseItem* first, PassphraseItem* second)
{
    if (first == nullptr || second == nullptr || m_busy) {
        return;
    }
    if (!first->longEnough()) {
        fail(first->strengthText());
        return;
    }
    if (!first->sameAs(second)) {
        fail(tr("The two are not the same. Type the passphrase once more."));
        second->clear();
        return;
    }
    m_passphrase.emplace(first->take());
    second->clear();
    m_busy = true;
    clearError();
    wire::VaultCreate request;
    request.words = kNewWords;
    std::vector<SecretFor> secrets{{&request.passphrase, m_passphrase->readable()}};
    if (m_phrase) {
        secrets.push_back({&request.phrase.emplace(), m_phrase->readable()});
    }
    askWithSecrets<wire::VaultCreated>(m_keeper, request, secrets, this,
                                       [this](Result<wire::VaultCreated, wire::ErrorBody> answer) {
                                           m_busy = false;
                                           m_phrase.reset();
                                           if (!answer) {
                                               m_passphrase.reset();
                                               offerAnother();
                                               fail(till::desktop::describe(answer.error()));
                                               return;
                                           }
                                           m_offered.clear();
                                           m_session.refresh();
                                           if (answer->phrase.empty()) {
                                               enter(Agent);
                                               return;
                                           }
                                           m_words.set(toSecret(answer->phrase));
                                           m_settings.setWordsUnconfirmed(true);
                                           enter(Words);
                                       });
}

void WelcomeController::askWords()
{
    m_asked.clear();
    while (m_asked.size() < std::min(kAskedWords, m_words.count())) {
        const int place =
            1 + static_cast<int>(randombytes_uniform(static_cast<std::uint32_t>(m_words.count())));
        if (!m_asked.contains(place)) {
            m_asked.append(place);
        }
    }
    std::sort(m_asked.begin(), m_asked.end());
}

void WelcomeController::wordsWritten()
{
    askWords();
    enter(Confirm);
}

void WelcomeController::confirm(PassphraseItem* a, PassphraseItem* b, PassphraseItem* c)
{
    const std::array typed{a, b, c};
    for (std::size_t i = 0; i < typed.size(); ++i) {
        const int place = m_asked.value(static_cast<qsizetype>(i));
        if (typed.at(i) == nullptr || !isWord(*typed.at(i), m_words.word(place - 1))) {
            fail(tr("That is not word %1. Check your paper, or go back and look again.").arg(place));
            return;
        }
    }
    for (PassphraseItem* each : typed) {
        each->clear();
    }
    m_words.clear();
    m_settings.setWordsUnconfirmed(false);
    Q_EMIT confirmed();
    if (m_active) {
        enter(Agent);
    } else {
        Q_EMIT changed();
    }
}

void WelcomeController::confirmLater()
{
    if (m_active) {
        enter(Agent);
    }
}

void WelcomeController::addAgent(const QString& name, int preset)
{
    if (!m_passphrase) {
        fail(tr("Add the agent on the Agents screen: it needs the passphrase again."));
        return;
    }
    m_agents.addWith(name, m_agents.presetKey(preset), true, m_passphrase->readable());
}

void WelcomeController::skipAgent()
{
    finish();
}

void WelcomeController::finish()
{
    m_passphrase.reset();
    m_purchase.reset();
    m_agents.forgetToken();
    m_active = false;
    if (m_asked.isEmpty() && wordsAtHand()) {
        askWords();
    }
    Q_EMIT changed();
    Q_EMIT stepChanged();
}

void WelcomeController::forgetSecrets()
{
    m_words.clear();
    m_offered.clear();
    m_phrase.reset();
    m_passphrase.reset();
    Q_EMIT changed();
}

} // namespace till::desktop
