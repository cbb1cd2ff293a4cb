#pragma once

#include "core/policy/policy.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace till::policy {

/// The words of a policy document and what they stand for, in one place for the reader and the writer.
template <class T, std::size_t N>
using Words = std::array<std::pair<std::string_view, T>, N>;

inline constexpr Words<Verdict, 3> kVerdictWords{
    {{"allow", Verdict::Allow}, {"ask", Verdict::Ask}, {"deny", Verdict::Deny}}};
inline constexpr Words<MoneyKind, 2> kMoneyWords{
    {{"any", MoneyKind::Any}, {"practice", MoneyKind::PracticeOnly}}};
inline constexpr Words<CalendarUnit, 4> kCalendarWords{{{"hour", CalendarUnit::Hour},
                                                        {"day", CalendarUnit::Day},
                                                        {"week", CalendarUnit::Week},
                                                        {"month", CalendarUnit::Month}}};
inline constexpr Words<Dimension, 6> kDimensionWords{{{"agent", Dimension::Agent},
                                                      {"agentTag", Dimension::AgentTag},
                                                      {"host", Dimension::Host},
                                                      {"payTo", Dimension::PayTo},
                                                      {"network", Dimension::Network},
                                                      {"asset", Dimension::Asset}}};
inline constexpr Words<PriceDirection, 3> kDirectionWords{
    {{"up", PriceDirection::Up}, {"down", PriceDirection::Down}, {"either", PriceDirection::Either}}};
inline constexpr Words<HistoryQuestion, 3> kHistoryWords{{{"firstToHost", HistoryQuestion::FirstToHost},
                                                          {"firstToPayTo", HistoryQuestion::FirstToPayTo},
                                                          {"payToChanged", HistoryQuestion::PayToChanged}}};
inline constexpr Words<TextField, 13> kTextFieldWords{{{"agents", TextField::Agent},
                                                       {"agentTags", TextField::AgentTag},
                                                       {"hosts", TextField::Host},
                                                       {"paths", TextField::Path},
                                                       {"methods", TextField::Method},
                                                       {"networks", TextField::Network},
                                                       {"assets", TextField::Asset},
                                                       {"schemes", TextField::Scheme},
                                                       {"dialects", TextField::Dialect},
                                                       {"payTo", TextField::PayTo},
                                                       {"interfaces", TextField::Interface},
                                                       {"tools", TextField::ClaimedTool},
                                                       {"tasks", TextField::ClaimedTask}}};
inline constexpr std::array<std::string_view, 7> kWeekdayWords{"mon", "tue", "wed", "thu",
                                                               "fri", "sat", "sun"};
inline constexpr std::array<std::string_view, 6> kInterfaceWords{"rest", "fetch", "proxy",
                                                                 "rpc",  "mcp",   "cli"};
inline constexpr std::array<std::string_view, 2> kDialectWords{"x402v1", "x402v2"};

template <class T, std::size_t N>
constexpr std::optional<T> meaningOf(const Words<T, N>& words, std::string_view word)
{
    for (const auto& [text, meaning] : words) {
        if (text == word)
            return meaning;
    }
    return std::nullopt;
}

template <class T, std::size_t N>
constexpr std::string_view wordFor(const Words<T, N>& words, T meaning)
{
    for (const auto& [text, each] : words) {
        if (each == meaning)
            return text;
    }
    return {};
}

} // namespace till::policy
