#include "app/desktop/program/tour.h"

#include "app/desktop/program/desk.h"

#include <QCursor>
#include <QDir>
#include <QImage>

#include <chrono>

namespace till::desktop {

namespace {

/// Long enough for the keeper's answers, layouts and the longest transition; the chart paints once a second.
constexpr std::chrono::milliseconds kSettleTime{1600};
constexpr const char* kPages[] = {"overview", "approvals", "ledger",   "agents",
                                  "rules",    "accounts",  "networks", "settings"};
constexpr const char* kThemes[] = {"light", "dark"};
const QString kMonth = QStringLiteral("overview-month");
const QString kDetail = QStringLiteral("ledger-detail");
const QString kOldest = QStringLiteral("ledger-oldest"); ///< of those that are loaded

} // namespace

Tour::Tour(QQuickWindow& window, Desk& desk, const QString& directory, QObject* parent)
    : QObject(parent), m_window(window), m_desk(desk), m_directory(directory)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleTime);
    connect(&m_settle, &QTimer::timeout, this, &Tour::takePicture);
}

void Tour::start()
{
    if (!QDir().mkpath(m_directory)) {
        Q_EMIT finished(tr("The directory %1 cannot be made.").arg(m_directory));
        return;
    }
    QCursor::setPos(m_window.mapToGlobal(QPoint(1, m_window.height() / 2))); // hovers nothing
    planStops();
    next();
}

void Tour::planStops()
{
    const SessionController::Phase phase = m_desk.session()->phase();
    for (const char* theme : kThemes) {
        const QString look = QLatin1String(theme);
        if (phase != SessionController::Open) {
            const QString face =
                phase == SessionController::Locked ? QStringLiteral("lock") : QStringLiteral("welcome");
            m_stops.append({QString(), face, look});
            continue;
        }
        for (const char* page : kPages) {
            m_stops.append({QLatin1String(page), QLatin1String(page), look});
            if (qstrcmp(page, "overview") == 0) {
                m_stops.append({QLatin1String(page), kMonth, look});
            }
            if (qstrcmp(page, "ledger") == 0 && m_desk.ledger()->payments()->rowCount() > 0) {
                m_stops.append({QLatin1String(page), kDetail, look});
                m_stops.append({QLatin1String(page), kOldest, look});
            }
        }
    }
}

void Tour::next()
{
    ++m_at;
    if (m_at >= m_stops.size()) {
        Q_EMIT finished({});
        return;
    }
    arrive();
}

void Tour::arrive()
{
    const Stop& stop = m_stops.at(m_at);
    m_desk.settings()->overrideTheme(stop.theme);
    if (!stop.page.isEmpty()) {
        m_window.setProperty("page", stop.page);
    }
    if (stop.page == QLatin1String("overview")) {
        m_desk.overview()->setRange(static_cast<int>(stop.name == kMonth ? Range::Month : Range::Day));
    }
    PaymentListModel* payments = m_desk.ledger()->payments();
    const int row = stop.name == kDetail ? 0 : stop.name == kOldest ? payments->rowCount() - 1 : -1;
    m_desk.ledger()->inspector()->inspect(payments->paymentIdAt(row));
    m_settle.start();
}

void Tour::takePicture()
{
    const Stop& stop = m_stops.at(m_at);
    const QString path = QDir(m_directory).filePath(QStringLiteral("%1-%2.png").arg(stop.name, stop.theme));
    if (!m_window.grabWindow().save(path)) {
        Q_EMIT finished(tr("The picture %1 cannot be written.").arg(path));
        return;
    }
    next();
}

} // namespace till::desktop
