#pragma once

#include <QString>

#include <vector>

namespace till::desktop {

/// Text to paste into an agent, complete and ready to run.
struct Snippet {
    int id = 0;
    QString title;
    QString language; ///< shown as a label
    QString code;
};

/// How an agent with this token asks at this endpoint. `exampleUrl` is what the examples buy.
[[nodiscard]] std::vector<Snippet> snippetsFor(const QString& endpoint, const QString& token,
                                               const QString& exampleUrl);

} // namespace till::desktop
