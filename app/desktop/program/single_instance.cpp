#include "app/desktop/program/single_instance.h"

#include <QLocalSocket>

namespace till::desktop {

namespace {
constexpr int kConnectMs = 300;
} // namespace

SingleInstance::SingleInstance(const QString& socketPath, QObject* parent)
    : QObject(parent), m_path(socketPath)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* caller = m_server.nextPendingConnection()) {
            caller->deleteLater(); // the connection itself is the message
            Q_EMIT woken();
        }
    });
}

bool SingleInstance::claim()
{
    QLocalSocket first;
    first.connectToServer(m_path);
    if (first.waitForConnected(kConnectMs)) {
        return false;
    }
    QLocalServer::removeServer(m_path); // left over from one that crashed
    m_server.listen(m_path);
    return true;
}

} // namespace till::desktop
