#include "app/desktop/daemon/daemon_process.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>

#include <algorithm>

namespace till::desktop {

namespace {

constexpr quint16 kUsualPort = 4402;
constexpr int kStopMs = 4000;
constexpr int kKillMs = 1000;
constexpr qsizetype kMaxReadyLine = 16 * 1024;
constexpr qint64 kReadLogBytes = 4 * 1024;

bool isFree(quint16 port)
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost, port);
}

QString programIn(const QString& directory)
{
    return QDir(directory).filePath(QStringLiteral("tillkeeperd"));
}

/// The last line of what it said on stderr: a JSON error of its own form, or plain words.
QString lastWords(const QString& logFile)
{
    QFile log(logFile);
    if (!log.open(QIODevice::ReadOnly)) {
        return {};
    }
    log.seek(std::max<qint64>(0, log.size() - kReadLogBytes));
    const QByteArray line = log.readAll().trimmed().split('\n').last().trimmed();
    const QJsonObject error = QJsonDocument::fromJson(line).object().value(QLatin1String("error")).toObject();
    const QString message = error.value(QLatin1String("message")).toString();
    return message.isEmpty() ? QString::fromUtf8(line) : message;
}

} // namespace

DaemonProcess::DaemonProcess(DaemonOptions options, QObject* parent)
    : QObject(parent), m_options(std::move(options))
{
}

DaemonProcess::~DaemonProcess()
{
    stop();
}

bool DaemonProcess::isRunning() const
{
    return m_process != nullptr && m_process->state() != QProcess::NotRunning;
}

void DaemonProcess::start()
{
    if (isRunning()) {
        return;
    }
    if (!QFileInfo(programIn(m_options.programDir)).isExecutable()) {
        Q_EMIT failed(
            tr("tillkeeperd is missing beside this program. Nothing can be paid. Install Tillkeeper again."));
        return;
    }
    launch(isFree(kUsualPort) ? Port::Usual : Port::AnyFree);
}

void DaemonProcess::launch(Port port)
{
    m_port = port;
    m_isReady = false;
    m_output.clear();
    m_process = new QProcess(this);
    const QString listen = QStringLiteral("127.0.0.1:%1").arg(port == Port::Usual ? kUsualPort : 0);
    QStringList arguments{QStringLiteral("--data-dir"), m_options.dataDir, QStringLiteral("--listen"),
                          listen};
    if (m_options.practice) {
        arguments += QStringLiteral("--practice");
    }
    connect(m_process, &QProcess::readyReadStandardOutput, this, &DaemonProcess::readOutput);
    // A file and not a pipe: it may outlive the app, and then nobody would read the pipe.
    m_process->setStandardErrorFile(m_options.logFile);
    connect(m_process, &QProcess::finished, this, &DaemonProcess::onFinished);
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            Q_EMIT failed(tr("tillkeeperd could not be started: %1. Nothing can be paid.")
                              .arg(m_process->errorString()));
        }
    });
    m_process->start(programIn(m_options.programDir), arguments);
}

void DaemonProcess::readOutput()
{
    const QByteArray more = m_process->readAllStandardOutput();
    if (m_isReady || m_output.size() > kMaxReadyLine) {
        return; // the ready line is all that it says here
    }
    m_output += more;
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0) {
        return;
    }
    const QJsonObject line = QJsonDocument::fromJson(m_output.left(end)).object();
    if (line.value(QLatin1String("ready")).toBool()) {
        m_isReady = true;
        Q_EMIT ready();
    }
}

void DaemonProcess::onFinished()
{
    m_process->deleteLater();
    m_process = nullptr;
    if (m_isStopping) {
        return;
    }
    if (!m_isReady && m_port == Port::Usual && !isFree(kUsualPort)) {
        launch(Port::AnyFree); // somebody took the port between the look and the start
        return;
    }
    const QString why = lastWords(m_options.logFile);
    Q_EMIT failed(why.isEmpty() ? tr("tillkeeperd ended. Nothing can be paid until it runs again.")
                                : tr("tillkeeperd ended: %1").arg(why));
}

void DaemonProcess::letGo()
{
    if (m_process != nullptr) {
        // A QProcess ends its program when destroyed. This one is left behind on purpose: the app is about to
        // end.
        m_process->disconnect(this);
        m_process->setParent(nullptr);
        m_process = nullptr;
    }
}

void DaemonProcess::stop()
{
    if (!isRunning()) {
        return;
    }
    m_isStopping = true;
    m_process->terminate();
    if (!m_process->waitForFinished(kStopMs)) {
        m_process->kill();
        m_process->waitForFinished(kKillMs);
    }
}

} // namespace till::desktop
