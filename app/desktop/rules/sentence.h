#pragma once

#include "core/policy/policy.h"

#include <QString>

#include <optional>
#include <vector>

namespace till::desktop {

/// What a part of a sentence holds, and so how it is edited and what it is in the document.
enum class PartKind {
    Word,   ///< of the sentence itself; stands for nothing
    Choice, ///< one of `choices`
    Flag,   ///< the same, "true" or "false"
    Usd,    ///< decimal text
    Token,  ///< decimal text of the token `asset`, atomic units in the document
    Number, ///< a whole number
    Line,   ///< a text
    Lines,  ///< several, one a line
    Many,   ///< several of `choices`, one a line
    Clock,  ///< "HH:MM"
    Period, ///< "calendar:day", "rolling:60", "lifetime": a budget's window without its zone
    Moment, ///< "2026-12-31 14:00", UTC; seconds in the document
    Add     ///< no value: one of `choices` is something that can be added here
};

struct PartChoice {
    QString value;
    QString text;
    bool operator==(const PartChoice&) const = default;
};

/// A word of a sentence, or a value in it that can be changed.
struct SentencePart {
    PartKind kind = PartKind::Word;
    QString text;  ///< as it stands in the sentence: plain, visible, cut
    QString path;  ///< JSON pointer into the document
    QString value; ///< what is edited; empty when the document has none
    QString label; ///< what it is, for a screen reader and over the editor
    QString hint;
    std::vector<PartChoice> choices;
    QString asset;      ///< for Token: "eip155:8453/0x…"
    QString removePath; ///< what goes when this part is taken out; empty when it must stay
};

enum class Section { Limit, Rule, Grant, Rest };

/// One rule, limit or setting of a policy as a person reads it: "[Ask] when a payment costs more than [0.50
/// USD]". Its parts together are everything that the document says of it: documentOf (sentence_reader.h)
/// builds it again from them.
struct Sentence {
    Section section = Section::Rule;
    QString path; ///< JSON pointer of what it is about: "/rules/3"
    QString name; ///< of the rule, budget or grant
    std::optional<SentencePart> verdict;
    std::optional<SentencePart> naming; ///< the name as a part
    std::vector<SentencePart> parts;
};

/// Every sentence of a policy, in the order of the document: limits, rules, grants, the rest.
[[nodiscard]] std::vector<Sentence> sentencesOf(const policy::Policy& policy);
/// What tells a sentence from the others of its policy, also when it is edited or moved.
[[nodiscard]] QString keyOf(const Sentence& sentence);
/// "Ask when a payment costs more than 0.50 USD".
[[nodiscard]] QString plainText(const Sentence& sentence);

} // namespace till::desktop
