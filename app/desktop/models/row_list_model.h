#pragma once

#include <QAbstractListModel>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace till::desktop {

/// A list model over plain rows that are told apart by `row.id`. `sync` brings the rows to a new state with
/// fine signals (remove, insert, move, change), so that views keep their place and selection.
template <class Row>
class RowListModel : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
            return {};
        }
        return value(m_rows[static_cast<std::size_t>(index.row())], role);
    }

protected:
    [[nodiscard]] virtual QVariant value(const Row& row, int role) const = 0;
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

    /// -1 when there is none.
    [[nodiscard]] int indexOf(const decltype(Row::id)& id) const
    {
        const auto found =
            std::find_if(m_rows.begin(), m_rows.end(), [&id](const Row& each) { return each.id == id; });
        return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
    }
    void replace(int row, Row fresh)
    {
        m_rows[static_cast<std::size_t>(row)] = std::move(fresh);
        Q_EMIT dataChanged(index(row), index(row));
    }
    void insert(int row, std::vector<Row> fresh)
    {
        if (fresh.empty()) {
            return;
        }
        beginInsertRows({}, row, row + static_cast<int>(fresh.size()) - 1);
        m_rows.insert(m_rows.begin() + row, std::make_move_iterator(fresh.begin()),
                      std::make_move_iterator(fresh.end()));
        endInsertRows();
    }
    void remove(int first, int count)
    {
        if (count <= 0) {
            return;
        }
        beginRemoveRows({}, first, first + count - 1);
        m_rows.erase(m_rows.begin() + first, m_rows.begin() + first + count);
        endRemoveRows();
    }
    void sync(std::vector<Row> fresh)
    {
        for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
            const auto& id = m_rows[static_cast<std::size_t>(row)].id;
            if (std::none_of(fresh.begin(), fresh.end(), [&id](const Row& each) { return each.id == id; })) {
                remove(row, 1);
            }
        }
        for (int row = 0; row < static_cast<int>(fresh.size()); ++row) {
            Row& wanted = fresh[static_cast<std::size_t>(row)];
            const int at = indexOf(wanted.id);
            if (at < 0) {
                std::vector<Row> one;
                one.push_back(std::move(wanted));
                insert(row, std::move(one));
                continue;
            }
            if (at != row) {
                beginMoveRows({}, at, at, {}, row); // rows before `row` are in place, so at > row
                std::rotate(m_rows.begin() + row, m_rows.begin() + at, m_rows.begin() + at + 1);
                endMoveRows();
            }
            replace(row, std::move(wanted));
        }
    }
    /// Says that a role shows something else now in every row, though no row changed.
    void touch(const QList<int>& roles)
    {
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1), roles);
        }
    }

private:
    std::vector<Row> m_rows;
};

} // namespace till::desktop
