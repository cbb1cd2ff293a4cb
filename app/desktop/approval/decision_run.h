#pragma once

#include "core/support/result.h"
#include "core/wire/admin_messages.h"

#include <QObject>
#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace till::desktop {

class Keeper;
class PassphraseItem;

/// Takes one decision of the person to the keeper: for one request, or for several alike that were shown
/// together, each with the hash of what was shown. They go one after the other; the first refusal ends the
/// run, and nothing after it is decided.
class DecisionRun : public QObject {
    Q_OBJECT

public:
    struct Shown {
        QString paymentId;
        std::string hash;
    };
    /// What shall be remembered, and the passphrase that this needs. Goes with the first request.
    struct Remembered {
        wire::RememberShape shape;
        PassphraseItem* passphrase; ///< emptied
    };

    explicit DecisionRun(Keeper& keeper, QObject* parent = nullptr);

    [[nodiscard]] bool isRunning() const { return m_decision != nullptr; }
    [[nodiscard]] bool isAllowing() const;
    /// `decision`: "approve" or "deny". Does nothing while one runs.
    void start(const char* decision, std::vector<Shown> requests,
               const std::optional<Remembered>& remembered = std::nullopt);

Q_SIGNALS:
    void decided(const QString& paymentId);
    /// All of them.
    void finished(int count);
    /// `error` is in words; `count` were decided before.
    void failed(const QString& error, int count);

private:
    void next();
    void take(const Result<wire::PaymentAnswer, wire::ErrorBody>& answer);

    Keeper& m_keeper;
    const char* m_decision = nullptr;
    std::vector<Shown> m_requests;
    std::size_t m_at = 0;
};

} // namespace till::desktop
