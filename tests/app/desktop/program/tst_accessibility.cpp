#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"

#include <QAccessible>
#include <QSet>
#include <QTest>

#include <functional>

using namespace till::desktop;

namespace {

constexpr int kSlowMs = 60'000;
constexpr int kWaitSeconds = 250;
constexpr int kMostStops = 150; ///< of the Tab key on one screen

/// Every object that assistive programs are told of and that is on screen.
void walk(QAccessibleInterface* at, const std::function<void(QAccessibleInterface&)>& visit)
{
    if (at == nullptr || !at->isValid() || at->state().invisible) {
        return;
    }
    visit(*at);
    for (int child = 0; child < at->childCount(); ++child) {
        walk(at->child(child), visit);
    }
}

QString describe(QAccessibleInterface& item)
{
    const QObject* object = item.object();
    return QStringLiteral("%1 \"%2\" (role %3)")
        .arg(object == nullptr ? QStringLiteral("?") : QLatin1String(object->metaObject()->className()),
             object == nullptr ? QString() : object->objectName())
        .arg(item.role());
}

} // namespace

/// The app as a screen reader and a keyboard find it, screen by screen: everything that can have the focus
/// has a name, the Tab key comes around and back, and the prompt is read in its order.
class AccessibilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QAccessible::setActive(true);
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
    }
    void cleanupTestCase()
    {
        m_waiting.clear();
        m_agent.reset();
        m_real.reset();
    }

    void theFirstStartIsNamedAndHasNoTrap()
    {
        QTRY_VERIFY(m_real->desk().welcome()->active());
        QTest::qWait(100);
        everythingIsNamed("welcome");
        noTrap("welcome");
    }

    void everyScreenIsNamedAndHasNoTrap_data()
    {
        QTest::addColumn<QString>("page");
        for (const char* page :
             {"overview", "approvals", "ledger", "agents", "rules", "accounts", "networks", "settings"}) {
            QTest::newRow(page) << QString::fromLatin1(page);
        }
    }
    void everyScreenIsNamedAndHasNoTrap()
    {
        QFETCH(QString, page);
        fillOnce();
        m_real->show(page);
        QTest::qWait(300);
        everythingIsNamed(qPrintable(page));
        noTrap(qPrintable(page));
    }

    void theRememberLineIsNamedAndHasNoTrap()
    {
        m_real->show(QStringLiteral("approvals"));
        m_real->desk().approvals()->remember()->setOn(true);
        QTRY_VERIFY(m_real->find("rememberSentence") != nullptr);
        everythingIsNamed("remember");
        noTrap("remember");
        m_real->desk().approvals()->remember()->setOn(false);
    }

    void thePromptIsReadInItsOrder()
    {
        m_real->show(QStringLiteral("approvals"));
        QTest::qWait(100);
        QStringList names;
        walk(QAccessible::queryAccessibleInterface(&m_real->window()),
             [&names](QAccessibleInterface& item) { names += item.text(QAccessible::Name); });
        const QString all = names.join(QLatin1Char('\n'));
        qsizetype from = all.indexOf(QLatin1String("Request to decide"));
        QVERIFY2(from >= 0, qPrintable(all));
        for (const char* part :
             {"research-bot wants to pay", "Why you are asked", "Budgets, before and after",
              "What it asks for", "The agent says", "Who calls", "Payee, network", "Waits until",
              "And from now on", "Later", "Deny", "Passphrase to allow"}) { // this window has not proved yet
            const qsizetype at = all.indexOf(QLatin1String(part), from);
            QVERIFY2(at >= 0, qPrintable(QLatin1String(part) +
                                         QStringLiteral(" is missing or too early in:\n") + all));
            from = at;
        }
    }

    void theLockIsNamedAndHasNoTrap()
    {
        m_real->desk().session()->lockNow();
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Locked);
        QTest::qWait(100);
        everythingIsNamed("lock");
        noTrap("lock");
    }

private:
    void fillOnce()
    {
        if (m_agent) {
            return;
        }
        RealOwner owner(m_real->adminSocket());
        QVERIFY(owner.makeVault());
        const QString token = owner.addAgent(QStringLiteral("research-bot"), QStringLiteral("careful"));
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Open);
        m_real->desk().welcome()->finish();
        m_agent = std::make_unique<RealAgent>(m_real->desk().session()->endpoint(), token);
        for (const char* path : {"/fortune", "/weather-map"}) {
            m_waiting.push_back(
                m_agent->startSigning(m_real->desk().session()->practiceShop() + QLatin1String(path),
                                      kWaitSeconds, QStringLiteral("For the summary")));
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().approvals()->queue()->rowCount(), 2, kSlowMs);
        m_real->desk().proof()->cancel();
    }

    void everythingIsNamed(const char* where)
    {
        int focusable = 0;
        QStringList unnamed;
        walk(QAccessible::queryAccessibleInterface(&m_real->window()), [&](QAccessibleInterface& item) {
            if (item.state().focusable && !item.state().disabled && item.role() != QAccessible::Window &&
                item.role() != QAccessible::Application) {
                ++focusable;
                // Qt tells no name of a password field; its description begins with the label.
                const auto says = item.state().passwordEdit ? QAccessible::Description : QAccessible::Name;
                const QString said = item.text(says).trimmed();
                if (said.isEmpty() || said.startsWith(QLatin1Char('.'))) {
                    unnamed += describe(item);
                }
            }
        });
        QVERIFY2(focusable > 1, where);
        QVERIFY2(unnamed.isEmpty(), qPrintable(QLatin1String(where) + QStringLiteral(": ") +
                                               unnamed.join(QStringLiteral("; "))));
    }

    /// Tab leads from stop to stop and comes around; Shift+Tab leads back; each stop has a name.
    void noTrap(const char* where)
    {
        QList<QQuickItem*> stops;
        QTest::keyClick(&m_real->window(), Qt::Key_Tab);
        QQuickItem* first = m_real->window().activeFocusItem();
        QVERIFY2(first != nullptr, where);
        QQuickItem* at = first;
        do {
            stops.append(at);
            QTest::keyClick(&m_real->window(), Qt::Key_Tab);
            QQuickItem* next = m_real->window().activeFocusItem();
            QVERIFY2(next != nullptr && next != at,
                     qPrintable(QLatin1String(where) + QStringLiteral(": Tab does not leave ") + nameOf(at)));
            at = next;
        } while (!stops.contains(at) && stops.size() < kMostStops);
        QVERIFY2(at == first, qPrintable(QLatin1String(where) + QStringLiteral(": Tab comes back to ") +
                                         nameOf(at) + QStringLiteral(" and not to ") + nameOf(first)));
        QVERIFY2(stops.size() > 1, where);
        QTest::keyClick(&m_real->window(), Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY2(m_real->window().activeFocusItem() == stops.last(),
                 qPrintable(QLatin1String(where) + QStringLiteral(": Shift+Tab goes to ") +
                            nameOf(m_real->window().activeFocusItem()) + QStringLiteral(" and not to ") +
                            nameOf(stops.last())));
    }
    static QString nameOf(QQuickItem* item)
    {
        if (item == nullptr) {
            return QStringLiteral("nothing");
        }
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(item);
        return QStringLiteral("%1 \"%2\" (%3)")
            .arg(QLatin1String(item->metaObject()->className()), item->objectName(),
                 told == nullptr ? QString() : told->text(QAccessible::Name));
    }

    std::unique_ptr<RealDesk> m_real;
    std::unique_ptr<RealAgent> m_agent;
    std::vector<RealAgent::Reply> m_waiting;
};

QTEST_MAIN(AccessibilityTest)
#include "tst_accessibility.moc"
