#include "app/desktop/agents/snippet_list_model.h"

namespace till::desktop {

QHash<int, QByteArray> SnippetListModel::roleNames() const
{
    return {{TitleRole, "title"}, {LanguageRole, "language"}, {CodeRole, "code"}};
}

QStringList SnippetListModel::titles() const
{
    QStringList titles;
    for (const Snippet& each : rows()) {
        titles += each.title;
    }
    return titles;
}

QString SnippetListModel::codeAt(int row) const
{
    return row >= 0 && row < rowCount() ? rows()[static_cast<std::size_t>(row)].code : QString();
}

QString SnippetListModel::languageAt(int row) const
{
    return row >= 0 && row < rowCount() ? rows()[static_cast<std::size_t>(row)].language : QString();
}

void SnippetListModel::setSnippets(std::vector<Snippet> snippets)
{
    sync(std::move(snippets));
    Q_EMIT changed();
}

QVariant SnippetListModel::value(const Snippet& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return row.title;
    case LanguageRole:
        return row.language;
    case CodeRole:
        return row.code;
    default:
        return {};
    }
}

} // namespace till::desktop
