#pragma once

namespace till {

/// For promises of our own code, on in release builds too: when `holds` is false the program ends, with
/// `promise` on stderr. Never for input.
void ensure(bool holds, const char* promise);

} // namespace till
