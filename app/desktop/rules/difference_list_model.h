#pragma once

#include "app/desktop/models/row_list_model.h"

#include <QtQmlIntegration>

namespace till::desktop {

/// One payment that two policies decide otherwise.
struct DifferenceRow {
    int id = 0;
    QString paymentId;
    qint64 atMs = 0;
    QString was; ///< allow | ask | deny
    QString would;
    QString sentence; ///< why it would
};

/// Examples of what a draft or a shadow decides otherwise.
class DifferenceListModel : public RowListModel<DifferenceRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role { PaymentIdRole = Qt::UserRole + 1, TimeTextRole, WasRole, WouldRole, SentenceRole };

    explicit DifferenceListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setDifferences(std::vector<DifferenceRow> rows, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const DifferenceRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

/// So many payments that went from one verdict to another.
struct VerdictCount {
    std::string was;
    std::string would;
    qint64 payments = 0;
};

/// "41 payments would have been allowed, 3 asked, 2 denied. 1 that was allowed would now be denied."
[[nodiscard]] QString verdictSentence(const std::vector<VerdictCount>& counts);

/// What became of those that were decided one way.
struct TallyRow {
    QString id; ///< verdict that was
    qint64 allowed = 0;
    qint64 asked = 0;
    qint64 denied = 0;
};

/// The same as a table: a row for what was, a column for what would be.
class TallyListModel : public RowListModel<TallyRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")

public:
    enum Role { WasRole = Qt::UserRole + 1, AllowedRole, AskedRole, DeniedRole };

    using RowListModel::RowListModel;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setCounts(const std::vector<VerdictCount>& counts);

protected:
    [[nodiscard]] QVariant value(const TallyRow& row, int role) const override;
};

} // namespace till::desktop
