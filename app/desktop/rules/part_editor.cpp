#include "app/desktop/rules/part_editor.h"

namespace till::desktop {

PartEditor::Face PartEditor::face() const
{
    switch (m_part.kind) {
    case PartKind::Choice:
    case PartKind::Flag:
    case PartKind::Period:
    case PartKind::Add:
        return Choose;
    case PartKind::Lines:
        return Lines;
    case PartKind::Many:
        return Check;
    default:
        return Line;
    }
}

QString PartEditor::unit() const
{
    return m_part.kind == PartKind::Usd ? QStringLiteral("USD") : QString();
}

QString PartEditor::removeText() const
{
    if (m_part.removePath.isEmpty()) {
        return {};
    }
    const bool isCondition = m_part.removePath.startsWith(QLatin1String("/rules/"));
    return isCondition ? tr("Remove this condition") : tr("Remove");
}

void PartEditor::edit(SentencePart part)
{
    m_part = std::move(part);
    m_errorText.clear();
    const QStringList values = m_part.value.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    std::vector<ChoiceRow> rows;
    for (const PartChoice& each : m_part.choices) {
        rows.push_back({each.value, each.text, values.contains(each.value)});
    }
    m_choices.setChoices(std::move(rows));
    m_isOpen = true;
    Q_EMIT changed();
}

void PartEditor::refuse(const QString& why)
{
    m_errorText = why;
    Q_EMIT changed();
}

void PartEditor::accept(const QString& value)
{
    if (m_isOpen) {
        Q_EMIT accepted(value);
    }
}

void PartEditor::toggle(const QString& value)
{
    m_choices.toggle(value);
    clearError();
}

void PartEditor::acceptChecked()
{
    accept(m_choices.chosen().join(QLatin1Char('\n')));
}

void PartEditor::removePart()
{
    if (m_isOpen) {
        Q_EMIT removed();
    }
}

void PartEditor::close()
{
    if (!m_isOpen) {
        return; // the box that closes says so again
    }
    m_isOpen = false;
    m_errorText.clear();
    Q_EMIT changed();
}

void PartEditor::clearError()
{
    if (!m_errorText.isEmpty()) {
        m_errorText.clear();
        Q_EMIT changed();
    }
}

} // namespace till::desktop
