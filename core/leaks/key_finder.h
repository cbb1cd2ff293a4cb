#pragma once

#include "core/leaks/leak_finder.h"

namespace till::leaks {

/// 64 hexadecimal digits that stand by themselves.
void findHexKeys(std::string_view text, std::vector<Leak>& found);
/// Keypairs of Solana: 64 bytes as base 58 or as an array of numbers, whose second half is the public key of
/// the first, so that nothing else is taken for one.
void findSolanaKeys(std::string_view text, std::vector<Leak>& found);
/// A whole text that is a keystore v3 file.
void findKeystore(std::string_view text, std::vector<Leak>& found);

} // namespace till::leaks
