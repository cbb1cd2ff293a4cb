#pragma once

#include "app/desktop/models/row_list_model.h"
#include "app/desktop/rules/sentence.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// A sentence that only one of two policies has.
struct ChangeRow {
    QString id;
    QString text;
    bool added = false;
};

/// How one policy differs from another, sentence by sentence: what goes, then what comes, where it stands.
class ChangeListModel : public RowListModel<ChangeRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a draft")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { TextRole = Qt::UserRole + 1, AddedRole };

    explicit ChangeListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void compare(const std::vector<Sentence>& before, const std::vector<Sentence>& after);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const ChangeRow& row, int role) const override;
};

} // namespace till::desktop
