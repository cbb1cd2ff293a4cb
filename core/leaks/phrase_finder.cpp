#include "core/leaks/phrase_finder.h"

#include "core/crypto/bip39.h"
#include "core/leaks/text_places.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace till::leaks {

namespace {

constexpr std::size_t kLongestWord = 8;
constexpr std::size_t kShortestWord = 3;
constexpr std::size_t kMaxGap = 12; ///< between two words: `",\n    24. "`
constexpr std::array<std::size_t, 5> kCounts{24, 21, 18, 15, 12};
constexpr unsigned kWords = 2048;
/// A longer row of listed words is a list or a dictionary, not something that somebody wrote down.
constexpr std::size_t kMostWordsWrittenDown = 30;
constexpr std::size_t kMaxChecksums = 20'000; ///< of one text

/// What this text has cost so far.
struct Spent {
    std::size_t phrases = 0;
    std::size_t checksums = 0;
};

struct Word {
    std::size_t place = 0;
    std::size_t size = 0;
};

const std::unordered_map<std::string_view, unsigned>& wordNumbers()
{
    static const std::unordered_map<std::string_view, unsigned> all = [] {
        std::unordered_map<std::string_view, unsigned> numbers;
        for (unsigned each = 0; each < kWords; ++each) {
            numbers.emplace(crypto::bip39Word(each), each);
        }
        return numbers;
    }();
    return all;
}

bool isListed(std::string_view text, const Word& word)
{
    if (word.size < kShortestWord || word.size > kLongestWord) {
        return false;
    }
    std::array<char, kLongestWord> letters{};
    for (std::size_t each = 0; each < word.size; ++each) {
        letters[each] = lower(text[word.place + each]);
    }
    return wordNumbers().contains({letters.data(), word.size});
}

/// Whether what stands between two words may stand in a phrase. "\n" written as two characters counts as one.
bool isGap(std::string_view gap)
{
    if (gap.empty() || gap.size() > kMaxGap) {
        return false;
    }
    return std::ranges::all_of(gap, [](char c) {
        return isDigit(c) || std::string_view(" \t\r\n,;.:)('\"`-_[]#*|/+").find(c) != std::string_view::npos;
    });
}

/// The canonical phrase of these words when its checksum fits.
std::optional<crypto::SecretBytes> phraseOf(std::string_view text, const std::vector<Word>& row,
                                            std::size_t first, std::size_t count)
{
    crypto::SecretBytes typed(count * (kLongestWord + 1));
    std::size_t size = 0;
    const auto bytes = typed.writable();
    for (std::size_t each = first; each < first + count; ++each) {
        if (each > first) {
            bytes[size++] = ' ';
        }
        for (std::size_t letter = 0; letter < row[each].size; ++letter) {
            bytes[size++] = static_cast<std::uint8_t>(lower(text[row[each].place + letter]));
        }
    }
    auto phrase = crypto::canonicalMnemonic(typed.readable().first(size));
    return phrase ? std::optional(std::move(*phrase)) : std::nullopt;
}

void findInRow(std::string_view text, const std::vector<Word>& row, LineCounter& lines,
               std::vector<Leak>& found, Spent& spent)
{
    for (std::size_t first = 0; first + kCounts.back() <= row.size();) {
        std::size_t taken = 0;
        for (const std::size_t count : kCounts) {
            if (taken > 0 || first + count > row.size() || spent.phrases >= kMaxPhrasesOfText ||
                ++spent.checksums > kMaxChecksums) {
                continue;
            }
            if (auto phrase = phraseOf(text, row, first, count)) {
                ++spent.phrases;
                taken = count;
                found.push_back({LeakKind::Phrase,
                                 lines.lineAt(row[first].place),
                                 std::move(*phrase),
                                 {},
                                 row.size() <= kMostWordsWrittenDown});
            }
        }
        first += taken > 0 ? taken : 1;
    }
}

} // namespace

void findPhrases(std::string_view text, std::vector<Leak>& found)
{
    LineCounter lines(text);
    std::vector<Word> row;
    Spent spent;
    const auto endRow = [&] {
        findInRow(text, row, lines, found, spent);
        row.clear();
    };
    for (std::size_t place = 0; place < text.size();) {
        if (!isLetter(text[place])) {
            ++place;
            continue;
        }
        Word word{place, 0};
        while (place + word.size < text.size() && isLetter(text[place + word.size])) {
            ++word.size;
        }
        place += word.size;
        if (!isListed(text, word)) {
            endRow();
            continue;
        }
        const std::size_t lastEnd = row.empty() ? 0 : row.back().place + row.back().size;
        if (!row.empty() && !isGap(text.substr(lastEnd, word.place - lastEnd))) {
            endRow();
        }
        row.push_back(word);
    }
    endRow();
}

} // namespace till::leaks
