#include "app/desktop/ledger/ledger_export.h"

#include "app/desktop/keeper/ask.h"
#include "app/desktop/ledger/payment_text.h"
#include "app/desktop/text/display_text.h"
#include "core/wire/limits.h"

#include <QDate>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace till::desktop {

LedgerExport::LedgerExport(Keeper& keeper, QObject* parent) : QObject(parent), m_keeper(keeper) {}

QString LedgerExport::proposedPath(bool asJson) const
{
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (folder.isEmpty() || !QFileInfo::exists(folder)) {
        folder = QDir::homePath();
    }
    return QDir(folder).filePath(QStringLiteral("payments-%1.%2")
                                     .arg(QDate::currentDate().toString(Qt::ISODate),
                                          asJson ? QStringLiteral("json") : QStringLiteral("csv")));
}

void LedgerExport::reset()
{
    m_errorText.clear();
    m_doneText.clear();
    Q_EMIT changed();
}

void LedgerExport::cancel()
{
    if (busy()) {
        stop(tr("Cancelled. No file was written."));
    }
}

void LedgerExport::start(const wire::PaymentsFind& filter, const QString& path, bool asJson)
{
    if (busy()) {
        return;
    }
    m_errorText.clear();
    m_doneText.clear();
    m_written = 0;
    m_asJson = asJson;
    m_filter = filter;
    m_filter.after.reset();
    m_filter.limit = wire::kMaxPageRows;
    QString place = path.trimmed();
    if (place.startsWith(QLatin1String("~/"))) {
        place = QDir::home().filePath(place.mid(2));
    }
    m_file = std::make_unique<QSaveFile>(place);
    if (!QDir::isAbsolutePath(place) || !m_file->open(QIODevice::WriteOnly)) {
        stop(
            tr("The file cannot be written there: %1. Choose another place.")
                .arg(QDir::isAbsolutePath(place) ? m_file->errorString() : tr("the path must begin with /")));
        return;
    }
    m_file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    write(asJson ? QByteArray("[") : csvHead());
    Q_EMIT changed();
    loadNext();
}

void LedgerExport::loadNext()
{
    ask<wire::PaymentsPage>(
        m_keeper, m_filter, this,
        [this, generation = ++m_generation](Result<wire::PaymentsPage, wire::ErrorBody> answer) {
            if (generation != m_generation || !busy()) {
                return;
            }
            if (!answer) {
                stop(tr("No file was written. %1").arg(describe(answer.error())));
                return;
            }
            take(*answer);
        });
}

void LedgerExport::take(const wire::PaymentsPage& page)
{
    for (const wire::PaymentRow& each : page.payments) {
        write(m_asJson ? (m_written == 0 ? "\n" : ",\n") + jsonOf(each) : csvOf(each));
        ++m_written;
    }
    Q_EMIT changed();
    if (page.next && !page.payments.empty() && page.next != m_filter.after) {
        m_filter.after = page.next;
        loadNext();
        return;
    }
    finish();
}

void LedgerExport::finish()
{
    if (m_asJson) {
        write("\n]\n");
    }
    const QString place = m_file->fileName();
    if (!m_file->commit()) {
        stop(tr("No file was written: %1.").arg(m_file->errorString()));
        return;
    }
    m_file.reset();
    m_doneText = m_written == 1 ? tr("1 payment was written to %1").arg(place)
                                : tr("%1 payments were written to %2").arg(m_written).arg(place);
    Q_EMIT changed();
}

void LedgerExport::stop(const QString& why)
{
    ++m_generation;
    m_file.reset(); // what was written so far goes with it
    m_errorText = why;
    Q_EMIT changed();
}

void LedgerExport::write(const QByteArray& text)
{
    m_file->write(text); // a failure is seen by commit()
}

} // namespace till::desktop
