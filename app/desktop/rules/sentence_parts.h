#pragma once

#include "app/desktop/rules/sentence.h"

#include <QCoreApplication>
#include <QStringList>

#include <string>

/// Small things that sentences are made of.
namespace till::desktop {

/// The words of rules in the language of the person: RuleWords::tr("…").
class RuleWords {
    Q_DECLARE_TR_FUNCTIONS(RuleWords)
};

/// Splits a pattern such as "costs more than %1 and at most %2" into words and the given parts.
void say(std::vector<SentencePart>& sentence, const QString& pattern, std::vector<SentencePart> values = {});

[[nodiscard]] QString pathOf(const QString& list, std::size_t index);
/// A text of a stranger or of the owner: control characters visible, cut to what a sentence can hold.
[[nodiscard]] QString shownInSentence(const std::string& text);
/// A finding of lint, which holds names of the owner's or of strangers.
[[nodiscard]] QString shownFinding(const std::string& text);
/// "a or b or 3 more".
[[nodiscard]] QString shownList(const QStringList& shown);
[[nodiscard]] QString linesOf(const std::vector<std::string>& texts);

[[nodiscard]] SentencePart usdPart(const QString& path, const std::optional<money::Amount>& micro,
                                   const QString& label);
[[nodiscard]] SentencePart tokenPart(const QString& path, const std::string& asset,
                                     const money::Amount& atomic, const QString& label);
[[nodiscard]] SentencePart assetPart(const QString& path, const std::string& asset);
[[nodiscard]] SentencePart numberPart(const QString& path, std::int64_t number, const QString& text,
                                      const QString& label);
[[nodiscard]] SentencePart choicePart(const QString& path, const QString& value, const QString& label,
                                      std::vector<PartChoice> choices, PartKind kind = PartKind::Choice);
[[nodiscard]] SentencePart linePart(const QString& path, const std::string& text, const QString& label);
[[nodiscard]] SentencePart zonePart(const QString& path, const policy::TimeZone& zone);
[[nodiscard]] SentencePart namePart(const QString& path, const std::string& name);
[[nodiscard]] SentencePart verdictPart(const QString& path, policy::Verdict verdict, bool mayAllow);
/// The list of one fact that payments are compared with.
[[nodiscard]] SentencePart listPart(const QString& path, policy::TextField field,
                                    const std::vector<std::string>& texts);

/// "Base", or the CAIP-2 name of one that is not known.
[[nodiscard]] QString networkName(const std::string& caip2);
/// "USDC on Base", or the text of one that is not known.
[[nodiscard]] QString tokenName(const std::string& asset);

/// The sentences of one part of a document each.
[[nodiscard]] Sentence sentenceOf(const policy::Rule& rule, std::size_t index);
[[nodiscard]] Sentence sentenceOf(const policy::Budget& budget, std::size_t index);
[[nodiscard]] Sentence sentenceOf(const policy::Grant& grant, std::size_t index);
/// What can still be added to a rule: `value` is the member of "when".
[[nodiscard]] std::vector<PartChoice> missingConditions(const policy::Rule& rule);

} // namespace till::desktop
