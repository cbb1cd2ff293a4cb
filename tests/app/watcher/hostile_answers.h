#pragma once

#include <string>
#include <utility>
#include <vector>

/// Results that no honest node gives to any question, or not to this one: name and JSON.
namespace till::tests {

inline std::vector<std::pair<const char*, std::string>> hostileAnswers()
{
    const std::string word(64, 'f');
    return {{"null", "null"},
            {"true", "true"},
            {"a number", "17"},
            {"a large number", "18446744073709551616"},
            {"text", "\"finalized\""},
            {"nothing", "\"0x\""},
            {"zero", "\"0x0\""},
            {"a word of ones", "\"0x" + word + "\""},
            {"a short word", "\"0x01\""},
            {"an empty list", "[]"},
            {"a list of null", "[null]"},
            {"an empty object", "{}"},
            {"a block of text", R"({"number":"zero","hash":"x","timestamp":"now"})"},
            {"a block of the future",
             R"({"number":"0xffffffffffffff","timestamp":"0x7fffffffffff","hash":"0x)" + word + "\"}"},
            {"a receipt without logs",
             R"({"status":"0x1","blockNumber":"0x1","blockHash":"0x)" + word + R"(","logs":[]})"},
            {"a receipt with removed logs", R"({"status":"0x1","blockNumber":"0x1","blockHash":"0x)" + word +
                                                R"(","logs":[{"address":"0x)" + std::string(40, 'a') +
                                                R"(","topics":[],"data":"0x","removed":true}]})"},
            {"deep", std::string(11, '[') + std::string(11, ']')}};
}

} // namespace till::tests
