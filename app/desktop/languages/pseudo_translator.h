#pragma once

#include <QTranslator>

namespace till::desktop {

/// A language that nobody speaks: every text in brackets, accented, and a third longer. Whatever shows up
/// without brackets was never given to a translator; whatever is cut has no room for German.
class PseudoTranslator : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    [[nodiscard]] QString translate(const char* context, const char* sourceText, const char* disambiguation,
                                    int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

/// "Pause all" as "[Þáùsé áļļ ··]". Places for values (%1, %L1, %n) stay as they are.
[[nodiscard]] QString pseudoText(const QString& text);

} // namespace till::desktop
