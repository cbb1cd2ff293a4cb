#pragma once

#include "app/desktop/models/row_list_model.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// A label and its value: one line of "details".
struct Fact {
    int id = 0;
    QString label;
    QString value;
    bool mono = false; ///< an address, a nonce, a hash
    bool copyable = false;
};

/// The details of one thing, in reading order. Facts without a value are left out.
class FactListModel : public RowListModel<Fact> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a controller")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { LabelRole = Qt::UserRole + 1, ValueRole, MonoRole, CopyableRole };

    explicit FactListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setFacts(std::vector<Fact> facts);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const Fact& row, int role) const override;
};

/// A line of words, and one of characters that are compared or copied.
[[nodiscard]] Fact wordFact(const QString& label, const QString& value);
[[nodiscard]] Fact codeFact(const QString& label, const QString& value);

} // namespace till::desktop
