#pragma once

#include "app/desktop/agents/agent_snippets.h"
#include "app/desktop/models/row_list_model.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// The snippets of one fresh token.
class SnippetListModel : public RowListModel<Snippet> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the agents")
    Q_PROPERTY(QList<QString> titles READ titles NOTIFY changed)

public:
    enum Role { TitleRole = Qt::UserRole + 1, LanguageRole, CodeRole };

    using RowListModel::RowListModel;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] QStringList titles() const;
    Q_INVOKABLE [[nodiscard]] QString codeAt(int row) const;
    Q_INVOKABLE [[nodiscard]] QString languageAt(int row) const;
    void setSnippets(std::vector<Snippet> snippets);

Q_SIGNALS:
    void changed();

protected:
    [[nodiscard]] QVariant value(const Snippet& row, int role) const override;
};

} // namespace till::desktop
