#pragma once

#include "core/wire/agent_messages.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// Payments as text for other programs. Amounts are exact, times are UTC as in RFC 3339.
namespace till::desktop {

/// RFC 4180 with a line of names. A field that a spreadsheet would take for a formula gets an apostrophe in
/// front: hosts and paths are strangers' words.
[[nodiscard]] QByteArray csvHead();
[[nodiscard]] QByteArray csvOf(const wire::PaymentRow& row);
/// One object of JSON, without a line break.
[[nodiscard]] QByteArray jsonOf(const wire::PaymentRow& row);
/// For the clipboard: a line each, tabs between, to be pasted into a mail or a sheet.
[[nodiscard]] QString tabbedOf(const std::vector<wire::PaymentRow>& rows);

} // namespace till::desktop
