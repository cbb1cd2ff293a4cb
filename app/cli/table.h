#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace till::cli {

enum class Align { Left, Right };

/// Rows of text in aligned columns for a terminal. Cells may hold a stranger's text: it is made visible and
/// cut, so that no escape sequence reaches the terminal.
class Table {
public:
    struct Column {
        std::string_view title;
        Align align = Align::Left;
    };
    explicit Table(std::vector<Column> columns) : m_columns(std::move(columns)) {}

    void add(std::vector<std::string> cells);
    /// The whole table with its titles, each line ended.
    [[nodiscard]] std::string text() const;

private:
    std::vector<Column> m_columns;
    std::vector<std::vector<std::string>> m_rows;
};

/// "name: value" lines with the values under each other; empty values are left out.
[[nodiscard]] std::string facts(const std::vector<std::pair<std::string_view, std::string>>& pairs);

} // namespace till::cli
