#pragma once

#include "app/desktop/models/row_list_model.h"
#include "app/desktop/rules/sentence.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// One part on screen; `id` is its place in the sentence.
struct PartRow {
    int id = 0;
    SentencePart part;
};

/// The parts of one sentence: words, and values that can be changed.
class PartListModel : public RowListModel<PartRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a sentence")

public:
    enum Role { TextRole = Qt::UserRole + 1, PathRole, EditableRole, AddingRole, MissingRole, LabelRole };

    using RowListModel::RowListModel;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setParts(const std::vector<SentencePart>& parts);

protected:
    [[nodiscard]] QVariant value(const PartRow& row, int role) const override;
};

} // namespace till::desktop
