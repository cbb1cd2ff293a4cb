#pragma once

#include "app/practice/practice_chain.h"

namespace till::practice {

/// The lines of the practice chain's file: the first says when it began, each further one is a transfer.
[[nodiscard]] std::string beginLine(std::int64_t seconds);
[[nodiscard]] std::optional<std::int64_t> readBeginLine(std::string_view line);
/// Without the transaction's hash, which follows from the rest.
[[nodiscard]] std::string transferLine(const Transfer& transfer);
[[nodiscard]] std::optional<Transfer> readTransferLine(std::string_view line);

} // namespace till::practice
