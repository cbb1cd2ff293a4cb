#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace till::crypto {

/// One primitive with an input whose answer is published.
struct KnownAnswer {
    std::string_view primitive;
    bool (*holds)();
};

/// All primitives that keys, seals and signatures rest on. Together they take a few milliseconds.
[[nodiscard]] std::span<const KnownAnswer> knownAnswers();

/// The first primitive that answers wrongly; absent when all are right. A program that holds keys asks this
/// before it reads any: a broken library or processor must not seal or sign.
[[nodiscard]] std::optional<std::string_view> firstWrongAnswer(std::span<const KnownAnswer> answers);

} // namespace till::crypto
