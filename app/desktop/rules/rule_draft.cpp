#include "app/desktop/rules/rule_draft.h"

#include "app/desktop/rules/json_place.h"
#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"
#include "core/money/registry.h"
#include "core/policy/lint.h"

#include <QTimeZone>

#include <algorithm>

namespace till::desktop {

namespace {

std::string localZone()
{
    const std::string name = QTimeZone::systemTimeZoneId().toStdString();
    return policy::TimeZone::named(name) ? name : "UTC";
}

SentencePart offerPart(const QString& label, std::vector<PartChoice> choices)
{
    SentencePart part;
    part.kind = PartKind::Add;
    part.label = label;
    part.choices = std::move(choices);
    return part;
}

} // namespace

RuleDraft::RuleDraft(QObject* parent) : QObject(parent)
{
    connect(&m_editor, &PartEditor::accepted, this, &RuleDraft::accept);
    connect(&m_editor, &PartEditor::removed, this, &RuleDraft::removePart);
}

QString RuleDraft::dataText() const
{
    return m_typed.value_or(toText(m_draft.indented()));
}

void RuleDraft::tidyData()
{
    showEdited();
}

/// The sentences speak now, not what was typed as data.
void RuleDraft::showEdited()
{
    m_typed.reset();
    m_editor.close();
    setDataError({}, 0);
    show();
}

void RuleDraft::setLive(const PolicyDocument& live, bool isGlobal, const std::string& agent)
{
    open(live, dirty() ? m_draft : live, isGlobal, agent);
}

void RuleDraft::open(const PolicyDocument& live, const PolicyDocument& draft, bool isGlobal,
                     const std::string& agent)
{
    m_live = live;
    m_draft = draft;
    m_isGlobal = isGlobal;
    m_agent = agent;
    m_liveSentences = sentencesOf(m_live.policy());
    showEdited();
}

void RuleDraft::setGlobal(const PolicyDocument& global)
{
    m_global = global;
    show();
}

void RuleDraft::setUse(std::vector<wire::BudgetEffect> budgets)
{
    m_use = std::move(budgets);
    show();
}

void RuleDraft::take(const PolicyDocument& document)
{
    m_draft = document;
    showEdited();
}

void RuleDraft::discard()
{
    take(m_live);
}

SentencePart RuleDraft::partAt(const QString& path) const
{
    for (const Sentence& sentence : m_sentences) {
        for (const auto* const part : {&sentence.verdict, &sentence.naming}) {
            if (*part && (*part)->path == path) {
                return **part;
            }
        }
        for (const SentencePart& part : sentence.parts) {
            if (part.path == path && part.kind != PartKind::Word) {
                return part;
            }
        }
    }
    return {};
}

void RuleDraft::edit(const QString& path)
{
    SentencePart part = partAt(path);
    if (part.kind != PartKind::Word) {
        m_scaffold.clear();
        m_editor.edit(std::move(part));
    }
}

void RuleDraft::addRule()
{
    m_scaffold.clear();
    m_editor.edit(offerPart(tr("Add a rule"), ruleOffers()));
}

void RuleDraft::addLimit()
{
    m_scaffold.clear();
    m_editor.edit(offerPart(tr("Add a limit"), limitOffers()));
}

void RuleDraft::accept(const QString& value)
{
    const SentencePart part = m_editor.part();
    if (part.kind == PartKind::Add) {
        add(part.path.isEmpty() ? additionFor(m_draft, value, localZone())
                                : partFor(part.path, value, localZone()));
        return;
    }
    const auto json = toDocument(part, value);
    if (!json) {
        m_editor.refuse(valueFault(part));
        return;
    }
    std::vector<PolicyDocument::Change> changes = m_scaffold;
    const std::string path = part.path.toStdString();
    changes.emplace_back(path, *json);
    if (part.kind == PartKind::Period && value.startsWith(QLatin1String("calendar"))) {
        const QString zone = partAt(part.path + QStringLiteral("/zone")).value;
        changes.emplace_back(path + "/zone", jsonText(zone.isEmpty() ? localZone() : zone.toStdString()));
    }
    if (const auto fault = m_draft.set(changes)) {
        const bool isOwn = fault->path.starts_with(path);
        m_editor.refuse(isOwn ? valueFault(part) : documentFault(*fault));
        return;
    }
    const bool isNew = !m_scaffold.empty();
    m_scaffold.clear();
    showEdited();
    if (isNew) {
        Q_EMIT sentenceAdded(part.path);
    }
}

void RuleDraft::add(const Addition& addition)
{
    if (addition.toFill) {
        m_scaffold = addition.changes;
        m_editor.edit(*addition.toFill);
        return;
    }
    if (addition.changes.empty()) {
        m_editor.close();
        return;
    }
    if (const auto fault = m_draft.set(addition.changes)) {
        m_editor.refuse(documentFault(*fault));
        return;
    }
    showEdited();
    Q_EMIT sentenceAdded(toText(addition.changes.front().first));
}

void RuleDraft::removePart()
{
    const std::string path = m_editor.part().removePath.toStdString();
    if (const auto fault = m_draft.remove(path)) {
        m_editor.refuse(documentFault(*fault));
        return;
    }
    showEdited();
}

void RuleDraft::removeSentence(const QString& path)
{
    if (!m_draft.remove(path.toStdString())) {
        showEdited();
    }
}

void RuleDraft::moveUp(const QString& path)
{
    m_draft.move(path.toStdString(), -1);
    showEdited();
}

void RuleDraft::moveDown(const QString& path)
{
    m_draft.move(path.toStdString(), 1);
    showEdited();
}

void RuleDraft::setDataText(const QString& text)
{
    if (text == dataText()) {
        return;
    }
    m_typed = text;
    const std::string utf8 = text.toStdString();
    auto document = PolicyDocument::fromText(utf8);
    if (!document) {
        const auto line = document.error().error == policy::PolicyError::NotJson
                              ? brokenLineOf(utf8)
                              : lineOf(utf8, document.error().path);
        setDataError(documentFault(document.error()), line.value_or(0));
        return;
    }
    setDataError({}, 0);
    if (!(*document == m_draft)) {
        m_draft = std::move(*document);
        show();
    }
}

void RuleDraft::setDataError(const QString& text, int line)
{
    m_dataError = text;
    m_dataErrorLine = line;
    Q_EMIT dataErrorChanged();
}

std::optional<wire::BudgetEffect> RuleDraft::useOf(const Sentence& sentence) const
{
    if (!sentence.path.startsWith(QLatin1String("/budgets/")) || !sentence.naming) {
        return std::nullopt;
    }
    // The keeper lists the global policy's budgets first; of two with one name the last is the agent's own.
    const std::string name = sentence.naming->value.toStdString();
    const auto sameName = [&name](const wire::BudgetEffect& each) { return each.name == name; };
    if (m_isGlobal) {
        const auto found = std::find_if(m_use.begin(), m_use.end(), sameName);
        return found == m_use.end() ? std::nullopt : std::optional(*found);
    }
    const auto found = std::find_if(m_use.rbegin(), m_use.rend(), sameName);
    return found == m_use.rend() ? std::nullopt : std::optional(*found);
}

std::vector<SentenceRow> RuleDraft::rowsOf(Section section) const
{
    QHash<QString, QString> old;
    for (const Sentence& each : m_liveSentences) {
        old.insert(keyOf(each), plainText(each));
    }
    std::vector<SentenceRow> rows;
    for (const Sentence& each : m_sentences) {
        if (each.section != section) {
            continue;
        }
        SentenceRow row;
        row.id = keyOf(each);
        row.sentence = each;
        row.findings = m_findings.value(each.path);
        row.isNew = old.value(row.id) != plainText(each);
        row.use = useOf(each);
        row.place = static_cast<int>(rows.size());
        rows.push_back(std::move(row));
    }
    for (SentenceRow& each : rows) {
        each.places = static_cast<int>(rows.size());
    }
    return rows;
}

void RuleDraft::lint()
{
    m_findings.clear();
    m_otherFindings.clear();
    m_findingCount = 0;
    const policy::Policy nothing = policy::emptyPolicy();
    const auto findings =
        policy::lint(m_draft.policy(), {.layer = m_isGlobal ? policy::Layer::Global : policy::Layer::Agent,
                                        .global = m_isGlobal ? nothing : m_global.policy(),
                                        .registry = money::Registry::builtIn(),
                                        .agent = m_agent,
                                        .now = Instant{m_nowMs}});
    for (const policy::LintFinding& finding : findings) {
        const QString path = toText(finding.path);
        const auto found =
            std::find_if(m_sentences.begin(), m_sentences.end(), [&path](const Sentence& each) {
                return path == each.path || path.startsWith(each.path + QLatin1Char('/'));
            });
        const QString sentence = shownFinding(finding.sentence);
        if (found != m_sentences.end()) {
            m_findings[found->path] += sentence;
        } else {
            m_otherFindings += sentence;
        }
        ++m_findingCount;
    }
}

void RuleDraft::show()
{
    m_sentences = sentencesOf(m_draft.policy());
    lint();
    m_limits.setSentences(rowsOf(Section::Limit), m_nowMs);
    m_rules.setSentences(rowsOf(Section::Rule), m_nowMs);
    m_grants.setSentences(rowsOf(Section::Grant), m_nowMs);
    m_rest.setSentences(rowsOf(Section::Rest), m_nowMs);
    m_changes.compare(m_liveSentences, m_sentences);
    Q_EMIT changed();
}

} // namespace till::desktop
