#include "app/desktop/text/backup_words.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace till::desktop {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("BackupWords", text);
}

QString dayOf(const std::optional<std::int64_t>& unixMs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMs.value_or(0)).date(), QLocale::LongFormat);
}

} // namespace

QString backupLine(const wire::BackupStatusShape& backup)
{
    if (backup.state == "verified") {
        return tr("Backup: made on %1, verified on %2.")
            .arg(dayOf(backup.madeAtMs), dayOf(backup.verifiedAtMs));
    }
    if (backup.state == "unverified") {
        return tr("Backup: made on %1, not verified. Prove it with: till vault backup --check FILE")
            .arg(dayOf(backup.madeAtMs));
    }
    return tr("Backup: never. The recovery words bring back the keys; agents, rules and history need: "
              "till vault backup FILE");
}

} // namespace till::desktop
