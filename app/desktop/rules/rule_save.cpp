#include "app/desktop/rules/rule_save.h"

#include "app/desktop/keeper/ask.h"
#include "app/desktop/rules/rule_draft.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

namespace {
constexpr qint64 kMsPerSecond = 1000;
constexpr std::size_t kMaxReasonBytes = 200;
/// A frame holds 64 KiB, and the document stands in it as an escaped text.
constexpr std::size_t kMaxSentDocumentBytes = 40 * 1024;
} // namespace

RuleSave::RuleSave(Keeper& keeper, RuleDraft& draft, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_draft(draft)
{
}

QString RuleSave::effectText() const
{
    if (m_effect == "same") {
        return tr("Nothing that may be paid changes.");
    }
    if (m_effect == "tightens") {
        return tr("This tightens what may be paid. It holds at once and needs no passphrase.");
    }
    if (m_effect.empty()) {
        return {};
    }
    const QString what = m_effect == "loosens"
                             ? tr("This loosens what may be paid.")
                             : tr("This tightens some and loosens some of what may be paid.");
    const QString when = m_delaySeconds > 0
                             ? tr("It takes effect after %1; until then it can be called back.")
                                   .arg(durationText(m_delaySeconds * kMsPerSecond))
                             : tr("It takes effect at once.");
    return what + QLatin1Char(' ') + when;
}

void RuleSave::begin(const std::string& preset)
{
    m_request = {};
    if (preset.empty()) {
        m_request.document = m_draft.document().text();
    } else {
        m_request.preset = preset;
    }
    m_title = tr("Save these rules");
    m_changes.compare(sentencesOf(m_draft.live().policy()), sentencesOf(m_draft.document().policy()));
    check();
}

void RuleSave::beginRestore(qint64 version, const std::string& document)
{
    m_request = {};
    m_request.restore = version;
    m_title = tr("Restore version %1").arg(version);
    if (const auto old = PolicyDocument::fromText(document)) {
        m_changes.compare(sentencesOf(m_draft.live().policy()), sentencesOf(old->policy()));
    }
    check();
}

void RuleSave::check()
{
    m_request.policy = m_owner;
    m_request.by = "app";
    m_request.checkOnly = true;
    m_effect.clear();
    m_errorText.clear();
    m_isOpen = true;
    m_isBusy = false;
    if (m_request.document && m_request.document->size() > kMaxSentDocumentBytes) {
        fail(tr("These rules are too long to be sent in one piece. Nothing was changed. Take some out."));
        return;
    }
    m_isChecking = true;
    Q_EMIT changed();
    ask<wire::PolicyChanged>(
        m_keeper, m_request, this,
        [this, generation = ++m_generation](const Result<wire::PolicyChanged, wire::ErrorBody>& answer) {
            if (generation != m_generation) {
                return;
            }
            m_isChecking = false;
            if (!answer) {
                fail(describe(answer.error()));
                return;
            }
            m_effect = answer->effect;
            Q_EMIT changed();
        });
}

void RuleSave::confirm(const QString& reason, PassphraseItem* passphrase)
{
    if (!loosens()) {
        confirmWith(reason, {});
    } else if (passphrase != nullptr && passphrase->length() > 0) {
        confirmWith(reason, passphrase->secret());
    }
    if (passphrase != nullptr) {
        passphrase->clear();
    }
}

void RuleSave::confirmWith(const QString& reason, std::span<const std::uint8_t> passphrase)
{
    if (!m_isOpen || m_isBusy || m_isChecking || m_effect.empty()) {
        return;
    }
    wire::PolicySet request = m_request;
    request.reason = reason.trimmed().toStdString();
    if (request.reason.size() > kMaxReasonBytes) {
        fail(tr("A reason has at most 200 bytes. Nothing was changed."));
        return;
    }
    request.checkOnly = false;
    m_isBusy = true;
    m_errorText.clear();
    Q_EMIT changed();
    const auto then = [this, generation =
                                 m_generation](const Result<wire::PolicyChanged, wire::ErrorBody>& answer) {
        if (generation != m_generation) {
            return;
        }
        m_isBusy = false;
        if (!answer) {
            fail(describe(answer.error()));
            Q_EMIT refused();
            return;
        }
        finish(*answer);
    };
    if (!loosens()) {
        ask<wire::PolicyChanged>(m_keeper, request, this, then);
        return;
    }
    request.passphrase.emplace();
    askWithSecrets<wire::PolicyChanged>(m_keeper, request, {{&*request.passphrase, passphrase}}, this, then);
}

void RuleSave::finish(const wire::PolicyChanged& answer)
{
    cancel();
    Q_EMIT saved(answer.waiting ? tr("Saved. It takes effect %1; until then you can call it back.")
                                      .arg(longTime(answer.waiting->dueAtMs, QTimeZone::systemTimeZone()))
                                : tr("Saved. Version %1 is in force.").arg(answer.version));
}

void RuleSave::cancel()
{
    ++m_generation;
    m_isOpen = false;
    m_isChecking = false;
    m_isBusy = false;
    m_errorText.clear();
    Q_EMIT changed();
}

void RuleSave::fail(const QString& text)
{
    m_errorText = text;
    m_isChecking = false;
    Q_EMIT changed();
}

} // namespace till::desktop
