#include "app/desktop/program/tour.h"
#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"
#include "tests/places.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace till::desktop;

namespace {

constexpr int kSlowMs = 120'000;
const QString kDirectory = QStringLiteral(TILL_BINARY_DIR "/screenshots");

/// Mean lightness, 0 … 255, of every 16th pixel.
int lightnessOf(const QImage& image)
{
    constexpr int kStep = 16;
    qint64 sum = 0;
    qint64 count = 0;
    for (int y = 0; y < image.height(); y += kStep) {
        for (int x = 0; x < image.width(); x += kStep) {
            sum += qGray(image.pixel(x, y));
            ++count;
        }
    }
    return static_cast<int>(sum / count);
}

} // namespace

/// Makes pictures of every screen in light and dark, of real data: agents that really bought things. They are
/// left in build/…/screenshots to be looked at.
class TourTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        m_real->window().resize(1280, 800);
    }
    void cleanupTestCase()
    {
        m_waiting.clear();
        m_agents.clear();
        m_real.reset();
    }

    void welcome()
    {
        QTRY_VERIFY(m_real->desk().welcome()->active());
        takeTour();
        checkPictures({QStringLiteral("welcome")});
    }

    void screens()
    {
        RealOwner owner(m_real->adminSocket());
        QVERIFY(owner.makeVault());
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Open);
        m_real->desk().welcome()->finish();
        m_real->desk().proof()->proveFor(QStringLiteral("To look at what can be allowed."));
        QVERIFY(m_real->find("proofPassphrase") != nullptr);
        m_real->type(RealOwner::kPassphrase);
        QVERIFY(m_real->click("proofSubmit"));
        QTRY_VERIFY_WITH_TIMEOUT(m_real->desk().session()->proved(), kSlowMs);
        fill(owner);
        takeTour();
        checkPictures({QStringLiteral("overview"), QStringLiteral("approvals"), QStringLiteral("ledger"),
                       QStringLiteral("ledger-detail"), QStringLiteral("agents"), QStringLiteral("rules"),
                       QStringLiteral("accounts"), QStringLiteral("networks"), QStringLiteral("settings")});
    }

    void lock()
    {
        m_real->desk().session()->lockNow();
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Locked);
        takeTour();
        checkPictures({QStringLiteral("lock")});
    }

private:
    void fill(RealOwner& owner)
    {
        struct Buyer {
            const char* name;
            const char* preset;
            int fortunes;
            int maps;
        };
        const Buyer buyers[] = {{"research-bot", "practice", 4, 3},
                                {"travel-planner", "autopilot", 2, 2},
                                {"market-scout", "autopilot", 5, 1},
                                {"code-reviewer", "careful", 0, 0}};
        const QString shop = m_real->desk().session()->practiceShop();
        for (const Buyer& buyer : buyers) {
            const QString token =
                owner.addAgent(QString::fromLatin1(buyer.name), QString::fromLatin1(buyer.preset));
            QVERIFY(!token.isEmpty());
            m_agents.push_back(std::make_unique<RealAgent>(m_real->desk().session()->endpoint(), token));
            for (int i = 0; i < buyer.fortunes; ++i) {
                QCOMPARE(m_agents.back()
                             ->fetch(shop + QStringLiteral("/fortune"), 0,
                                     QStringLiteral("A quote for the summary"))
                             .status,
                         200);
            }
            for (int i = 0; i < buyer.maps; ++i) {
                QCOMPARE(m_agents.back()
                             ->fetch(shop + QStringLiteral("/weather-map"), 0,
                                     QStringLiteral("Weather for the itinerary"))
                             .status,
                         200);
            }
        }
        m_waiting.push_back(
            m_agents.back()->startFetch(shop + QStringLiteral("/research-report"), 280,
                                        QStringLiteral("Compare both reports before the review at 15:00")));
        m_waiting.push_back(
            m_agents.back()->startFetch(shop + QStringLiteral("/weather-map"), 280,
                                        QStringLiteral("The user asked for tomorrow's weather in Lisbon")));
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().approvals()->queue()->rowCount(), 2, kSlowMs);
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().agents()->list()->rowCount(), 4, kSlowMs);
    }
    void takeTour()
    {
        m_real->movePointerAway();
        Tour tour(m_real->window(), m_real->desk(), kDirectory);
        QSignalSpy finished(&tour, &Tour::finished);
        tour.start();
        QVERIFY(finished.wait(kSlowMs));
        QCOMPARE(finished.first().first().toString(), QString());
    }
    void checkPictures(const QStringList& names)
    {
        for (const QString& name : names) {
            const QImage light(QDir(kDirectory).filePath(name + QStringLiteral("-light.png")));
            const QImage dark(QDir(kDirectory).filePath(name + QStringLiteral("-dark.png")));
            QVERIFY2(light.width() >= 960 && light.height() >= 600, qPrintable(name));
            QCOMPARE(dark.size(), light.size());
            QVERIFY2(lightnessOf(light) > 180, qPrintable(name));
            QVERIFY2(lightnessOf(dark) < 80, qPrintable(name));
        }
    }

    std::unique_ptr<RealDesk> m_real;
    std::vector<std::unique_ptr<RealAgent>> m_agents;
    std::vector<RealAgent::Reply> m_waiting;
};

QTEST_MAIN(TourTest)
#include "tst_tour.moc"
