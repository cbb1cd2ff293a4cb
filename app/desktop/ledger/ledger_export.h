#pragma once

#include "core/wire/insight_messages.h"

#include <QObject>
#include <QSaveFile>
#include <QtQmlIntegration>

#include <memory>

namespace till::desktop {

class Keeper;

/// Writes every payment of a filter into a file, page by page. The file appears when it is whole, or not at
/// all.
class LedgerExport : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the ledger")
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(int written READ written NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(QString doneText READ doneText NOTIFY changed)

public:
    explicit LedgerExport(Keeper& keeper, QObject* parent = nullptr);

    [[nodiscard]] bool busy() const { return m_file != nullptr; }
    [[nodiscard]] int written() const { return m_written; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// Where the file is, once it is there.
    [[nodiscard]] QString doneText() const { return m_doneText; }

    /// "~/Documents/payments-2026-11-27.csv"
    Q_INVOKABLE [[nodiscard]] QString proposedPath(bool asJson) const;
    /// Forgets what the last one said.
    Q_INVOKABLE void reset();
    Q_INVOKABLE void cancel();
    void start(const wire::PaymentsFind& filter, const QString& path, bool asJson);

Q_SIGNALS:
    void changed();

private:
    void loadNext();
    void take(const wire::PaymentsPage& page);
    void finish();
    void stop(const QString& why);
    void write(const QByteArray& text);

    Keeper& m_keeper;
    wire::PaymentsFind m_filter;
    std::unique_ptr<QSaveFile> m_file;
    QString m_errorText;
    QString m_doneText;
    std::int64_t m_generation = 0;
    int m_written = 0;
    bool m_asJson = false;
};

} // namespace till::desktop
