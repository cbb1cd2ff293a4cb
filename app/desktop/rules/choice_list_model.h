#pragma once

#include "app/desktop/models/row_list_model.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// Something that a value can be, and whether it is.
struct ChoiceRow {
    QString id; ///< the value
    QString text;
    bool chosen = false;
};

/// What a part of a sentence can be.
class ChoiceListModel : public RowListModel<ChoiceRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with an editor")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { ValueRole = Qt::UserRole + 1, TextRole, ChosenRole };

    explicit ChoiceListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setChoices(std::vector<ChoiceRow> choices) { sync(std::move(choices)); }
    void toggle(const QString& value);
    [[nodiscard]] QStringList chosen() const;

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const ChoiceRow& row, int role) const override;
};

} // namespace till::desktop
