#pragma once

#include <QObject>
#include <QProcess>
#include <QString>

namespace till::desktop {

/// How the app starts tillkeeperd when none runs.
struct DaemonOptions {
    QString programDir; ///< where tillkeeperd is
    QString dataDir;    ///< exists
    QString logFile;    ///< where its stderr goes
    bool practice = false;
};

/// Starts `tillkeeperd`, found beside this program, and waits for its ready line without blocking anything.
/// When the usual port is taken it is started once more with a free one. Ends with the app, unless it was let
/// go.
class DaemonProcess : public QObject {
    Q_OBJECT

public:
    DaemonProcess(DaemonOptions options, QObject* parent = nullptr);
    ~DaemonProcess() override;

    [[nodiscard]] bool isRunning() const;
    /// It outlives the app.
    void letGo();
    /// Asks it to end and waits a little; then it is killed.
    void stop();

public Q_SLOTS:
    /// Does nothing while one runs.
    void start();

Q_SIGNALS:
    void ready();
    /// It does not run; `why` is for a person.
    void failed(const QString& why);

private:
    enum class Port { Usual, AnyFree };
    void launch(Port port);
    void readOutput();
    void onFinished();

    DaemonOptions m_options;
    QProcess* m_process = nullptr;
    QByteArray m_output;
    Port m_port = Port::Usual;
    bool m_isReady = false;
    bool m_isStopping = false;
};

} // namespace till::desktop
