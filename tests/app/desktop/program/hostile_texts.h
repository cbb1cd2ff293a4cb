#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// What a merchant or an agent may write to mislead whoever reads it: 60 texts, each with its kind.
struct HostileText {
    const char* name;
    QString text;
};

/// `trap` is a URL that must never be asked for; texts that try to load something name it.
[[nodiscard]] std::vector<HostileText> hostileTexts(const QString& trap);

/// The first character that may not be shown as it is (a control, bidirectional or zero-width character);
/// -1 when there is none.
[[nodiscard]] qsizetype hiddenCharacterIn(const QString& text);
