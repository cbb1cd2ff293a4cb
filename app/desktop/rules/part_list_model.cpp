#include "app/desktop/rules/part_list_model.h"

#include "app/desktop/rules/sentence_parts.h"

namespace till::desktop {

QHash<int, QByteArray> PartListModel::roleNames() const
{
    return {{TextRole, "text"},     {PathRole, "path"},       {EditableRole, "editable"},
            {AddingRole, "adding"}, {MissingRole, "missing"}, {LabelRole, "label"}};
}

void PartListModel::setParts(const std::vector<SentencePart>& parts)
{
    std::vector<PartRow> fresh;
    fresh.reserve(parts.size());
    for (const SentencePart& each : parts) {
        fresh.push_back({static_cast<int>(fresh.size()), each});
    }
    sync(std::move(fresh));
}

QVariant PartListModel::value(const PartRow& row, int role) const
{
    const SentencePart& part = row.part;
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return part.text;
    case PathRole:
        return part.path;
    case EditableRole:
        return part.kind != PartKind::Word;
    case AddingRole:
        return part.kind == PartKind::Add;
    case MissingRole:
        return part.kind != PartKind::Word && part.value.isEmpty();
    case LabelRole:
        return part.kind == PartKind::Add ? part.label : RuleWords::tr("%1: %2").arg(part.label, part.text);
    default:
        return {};
    }
}

} // namespace till::desktop
