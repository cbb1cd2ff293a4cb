#include "app/desktop/program/tray.h"

#include "app/desktop/program/desk.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace till::desktop {

namespace {

constexpr int kIconSize = 64;

/// A coin with a sign for the state: drawn, so that it needs no icon theme.
QIcon iconFor(const SessionController& session)
{
    QPixmap pixmap(kIconSize, kIconSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isOpen = session.phase() == SessionController::Open;
    const QColor ground = !isOpen            ? Qt::gray
                          : session.paused() ? QColor(Qt::darkYellow)
                                             : QColor(Qt::darkCyan);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(4, 4, kIconSize - 8, kIconSize - 8);
    painter.setBrush(Qt::white);
    if (isOpen && session.paused()) {
        painter.drawRect(22, 20, 7, 24);
        painter.drawRect(35, 20, 7, 24);
    } else {
        painter.drawRoundedRect(18, 20, 28, 7, 3, 3);
        painter.drawRoundedRect(28, 20, 8, 26, 3, 3);
    }
    if (session.waiting() > 0) {
        painter.setBrush(Qt::red);
        painter.drawEllipse(40, 40, 22, 22);
    }
    return QIcon(pixmap);
}

} // namespace

Tray::Tray(Desk& desk, QObject* parent) : QObject(parent), m_desk(desk)
{
    m_open = m_menu.addAction(tr("Open Tillkeeper"), this, [this] { Q_EMIT openRequested({}); });
    m_waiting =
        m_menu.addAction(QString(), this, [this] { Q_EMIT openRequested(QStringLiteral("approvals")); });
    m_menu.addSeparator();
    m_pause = m_menu.addAction(tr("Pause all"), this, [this] { m_desk.session()->pauseAll(); });
    m_lock = m_menu.addAction(tr("Lock"), this, [this] { m_desk.session()->lockNow(); });
    m_menu.addSeparator();
    m_menu.addAction(tr("Quit"), qApp, &QApplication::quit);
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger) {
            Q_EMIT openRequested({});
        }
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this,
            [this] { Q_EMIT openRequested(QStringLiteral("approvals")); });
    connect(desk.session(), &SessionController::changed, this, &Tray::refresh);
    connect(desk.approvals(), &ApprovalsController::arrived, this, &Tray::announce);
    refresh();
}

bool Tray::show()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable()) {
        return false;
    }
    m_icon.show();
    return true;
}

void Tray::refresh()
{
    const SessionController& session = *m_desk.session();
    m_icon.setIcon(iconFor(session));
    m_icon.setToolTip(tr("Tillkeeper: %1").arg(session.stateText()));
    m_waiting->setText(session.waiting() == 1 ? tr("1 payment waits")
                                              : tr("%1 payments wait").arg(session.waiting()));
    m_waiting->setVisible(session.waiting() > 0);
    m_pause->setEnabled(session.phase() == SessionController::Open && !session.paused());
    m_lock->setEnabled(session.phase() == SessionController::Open);
}

void Tray::announce(const QString& paymentId)
{
    const wire::ApprovalShape* approval = m_desk.approvals()->queue()->approval(paymentId);
    if (!m_icon.isVisible() || approval == nullptr) {
        return;
    }
    const wire::PaymentRow& payment = approval->payment;
    m_icon.showMessage(tr("A payment waits for you"), tr("%1 wants to pay %2 %3 to %4")
                                                          .arg(QString::fromStdString(payment.agentName),
                                                               QString::fromStdString(payment.amountText),
                                                               QString::fromStdString(payment.symbol),
                                                               QString::fromStdString(payment.host)));
}

} // namespace till::desktop
