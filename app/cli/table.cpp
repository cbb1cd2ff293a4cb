#include "app/cli/table.h"

#include "core/support/ensure.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::cli {

namespace {

constexpr std::size_t kMaxCellBytes = 120;
constexpr std::size_t kMaxFactBytes = 4096;

/// Characters, not bytes: every byte that does not continue one starts one.
std::size_t width(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::string padded(const std::string& cell, std::size_t columnWidth, Align align)
{
    const std::string blanks(columnWidth - std::min(columnWidth, width(cell)), ' ');
    return align == Align::Left ? cell + blanks : blanks + cell;
}

} // namespace

void Table::add(std::vector<std::string> cells)
{
    ensure(cells.size() == m_columns.size(), "a row has a cell for every column");
    for (std::string& cell : cells) {
        cell = toVisibleText(cell, kMaxCellBytes);
    }
    m_rows.push_back(std::move(cells));
}

std::string Table::text() const
{
    std::vector<std::string> titles;
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        titles.emplace_back(m_columns[i].title);
        widths.push_back(width(m_columns[i].title));
        for (const auto& row : m_rows) {
            widths[i] = std::max(widths[i], width(row[i]));
        }
    }
    std::string out;
    const auto append = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            line += (i == 0 ? "" : "  ") + padded(cells[i], widths[i], m_columns[i].align);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    };
    append(titles);
    std::for_each(m_rows.begin(), m_rows.end(), append);
    return out;
}

std::string facts(const std::vector<std::pair<std::string_view, std::string>>& pairs)
{
    std::size_t widest = 0;
    for (const auto& [name, value] : pairs) {
        widest = std::max(widest, value.empty() ? 0 : width(name));
    }
    std::string out;
    for (const auto& [name, value] : pairs) {
        if (!value.empty()) {
            out += padded(std::string(name) + ":", widest + 1, Align::Left) + " " +
                   toVisibleText(value, kMaxFactBytes) + "\n";
        }
    }
    return out;
}

} // namespace till::cli
