#include "till_run.h"
#include "tests/places.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryFile>

#include <fcntl.h>
#include <unistd.h>

namespace {

constexpr int kRunMs = 60'000;

QJsonObject errorOf(const QByteArray& err)
{
    return QJsonDocument::fromJson(err).object()[QLatin1String("error")].toObject();
}

} // namespace

QByteArray TillRun::errorCode() const
{
    return errorOf(err)[QLatin1String("code")].toString().toUtf8();
}

QByteArray TillRun::moneyMoved() const
{
    return errorOf(err)[QLatin1String("moneyMoved")].toString().toUtf8();
}

TillRun runTill(const QStringList& arguments, const std::map<int, QByteArray>& onFd, bool withWritableFd4)
{
    std::map<int, std::unique_ptr<QTemporaryFile>> files;
    for (const auto& [fd, bytes] : onFd) {
        auto file = std::make_unique<QTemporaryFile>();
        if (!file->open() || file->write(bytes) != bytes.size() || !file->seek(0)) {
            return {};
        }
        files[fd] = std::move(file);
    }
    QTemporaryFile written;
    if (withWritableFd4 && !written.open()) {
        return {};
    }
    // Above the numbers that the child wants, so that no dup2 overwrites a source of another.
    std::map<int, int> sources;
    for (const auto& [fd, file] : files) {
        sources[fd] = ::fcntl(file->handle(), F_DUPFD_CLOEXEC, 50);
    }
    if (withWritableFd4) {
        sources[4] = ::fcntl(written.handle(), F_DUPFD_CLOEXEC, 50);
    }

    QProcess process;
    process.setChildProcessModifier([&sources] {
        ::setsid();
        for (const auto& [fd, source] : sources) {
            ::dup2(source, fd);
        }
    });
    process.start(QStringLiteral(TILL_BINARY_DIR "/bin/till"), arguments);
    process.closeWriteChannel();
    TillRun run;
    if (process.waitForFinished(kRunMs)) {
        run.exit = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    }
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    for (const auto& [fd, source] : sources) {
        ::close(source);
    }
    if (withWritableFd4) {
        written.seek(0);
        run.fromFd4 = written.readAll();
    }
    return run;
}
