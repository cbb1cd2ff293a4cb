#include "tests/app/desktop/program/hostile_texts.h"
#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"

#include <QQmlEngine>
#include <QQmlNetworkAccessManagerFactory>
#include <QTcpServer>
#include <QTest>

#include <atomic>

using namespace till::desktop;

namespace {

constexpr int kSlowMs = 120'000;
constexpr int kPatienceSeconds = 280;
constexpr std::size_t kOfOneAgent = 20; ///< fewer than what counts as a flood

/// Counts what QML would load over the network.
class CountingFactory : public QQmlNetworkAccessManagerFactory {
public:
    QNetworkAccessManager* create(QObject* parent) override
    {
        struct Counting : QNetworkAccessManager {
            Counting(std::atomic<int>& count, QObject* owner) : QNetworkAccessManager(owner), m_count(count)
            {
            }
            QNetworkReply* createRequest(Operation operation, const QNetworkRequest& request,
                                         QIODevice* data) override
            {
                ++m_count;
                return QNetworkAccessManager::createRequest(operation, request, data);
            }
            std::atomic<int>& m_count;
        };
        return new Counting(m_requests, parent);
    }
    std::atomic<int> m_requests = 0;
};

/// What of it the endpoint takes as an agent's reason: one line without control characters, 256 bytes.
QString asReason(const QString& text)
{
    constexpr qsizetype kMostCharacters = 60;
    QString reason = text.left(kMostCharacters);
    reason.removeIf([](QChar each) {
        const char16_t c = each.unicode();
        return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 ||
               (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    });
    return reason.isEmpty() ? QStringLiteral("no reason that may be sent") : reason;
}

void collectTexts(QQuickItem* item, QList<QQuickItem*>& found)
{
    if (!item->isVisible() || item->opacity() == 0) {
        return;
    }
    if (item->inherits("QQuickText") || item->inherits("QQuickTextInput") ||
        item->inherits("QQuickTextEdit")) {
        found.append(item);
    }
    for (QQuickItem* child : item->childItems()) {
        collectTexts(child, found);
    }
}

} // namespace

/// 60 texts that try to mislead, through the real endpoint and keeper into every place that shows a
/// stranger's words: the prompt, the queue, the feed, the ledger and its detail.
class HostileTextsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_trap.listen(QHostAddress::LocalHost));
        m_texts = hostileTexts(QStringLiteral("http://127.0.0.1:%1").arg(m_trap.serverPort()));
        QCOMPARE(m_texts.size(), 60U);
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        qmlEngine(&m_real->window())->setNetworkAccessManagerFactory(&m_factory);
        RealOwner owner(m_real->adminSocket());
        QVERIFY(owner.makeVault());
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Open);
        for (std::size_t at = 0; at < m_texts.size(); ++at) {
            if (at % kOfOneAgent == 0) {
                const QString token = owner.addAgent(QStringLiteral("agent-%1").arg(at / kOfOneAgent),
                                                     QStringLiteral("careful"));
                QVERIFY(!token.isEmpty());
                m_agents.push_back(std::make_unique<RealAgent>(m_real->desk().session()->endpoint(), token));
            }
            const QString& text = m_texts.at(at).text;
            const QString url = QStringLiteral("http://shop-%1.test/%2")
                                    .arg(at)
                                    .arg(QString::fromLatin1(QUrl::toPercentEncoding(text.left(300))));
            m_waiting.push_back(m_agents.back()->startAsking(practiceChallenge(text, url), url,
                                                             kPatienceSeconds, asReason(text)));
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().approvals()->queue()->rowCount(),
                                  static_cast<int>(m_texts.size()), kSlowMs);
        QVERIFY(!m_real->desk().approvals()->flood()->present());
    }
    void cleanupTestCase()
    {
        m_waiting.clear();
        m_agents.clear();
        m_real.reset();
    }

    void thePromptShowsEachPlainClippedAndVisible()
    {
        m_real->show(QStringLiteral("approvals"));
        ApprovalsController& approvals = *m_real->desk().approvals();
        for (int row = 0; row < approvals.queue()->rowCount(); ++row) {
            approvals.openRequest(approvals.queue()->idAt(row));
            if (QQuickItem* details = m_real->find("detailsButton")) {
                QMetaObject::invokeMethod(details, "clicked");
            }
            QTest::qWait(20);
            checkWindow(m_texts.at(static_cast<std::size_t>(row)).name);
            // The sentence, the buttons and the wait stay where they are, whatever stands between.
            for (const char* name : {"laterButton", "denyButton"}) {
                QQuickItem* button = m_real->find(name);
                QVERIFY2(button != nullptr, m_texts.at(static_cast<std::size_t>(row)).name);
                QVERIFY2(isInWindow(*button), m_texts.at(static_cast<std::size_t>(row)).name);
            }
        }
        m_real->picture(QStringLiteral("hostile-prompt"));
    }

    void theFeedAndTheLedgerDoToo()
    {
        for (const char* page : {"overview", "ledger", "agents", "rules"}) {
            m_real->show(QString::fromLatin1(page));
            QTest::qWait(300);
            checkWindow(page);
            m_real->picture(QStringLiteral("hostile-%1").arg(QLatin1String(page)));
        }
    }

    void theDetailOfEachPaymentDoesToo()
    {
        m_real->show(QStringLiteral("ledger"));
        ApprovalsController& approvals = *m_real->desk().approvals();
        PaymentInspector& inspector = *m_real->desk().ledger()->inspector();
        for (int row = 0; row < approvals.queue()->rowCount(); ++row) {
            const QString id = approvals.queue()->idAt(row);
            inspector.inspect(id);
            QTRY_VERIFY(inspector.present() && inspector.paymentId() == id);
            QTest::qWait(20);
            checkWindow(m_texts.at(static_cast<std::size_t>(row)).name);
        }
        m_real->picture(QStringLiteral("hostile-detail"));
    }

    void nothingWasFetched()
    {
        QTest::qWait(500);
        QCOMPARE(m_factory.m_requests.load(), 0);
        QVERIFY(!m_trap.hasPendingConnections());
    }

private:
    bool isInWindow(const QQuickItem& item) const
    {
        const QRectF place = item.mapRectToScene(QRectF(QPointF(0, 0), item.size()));
        return place.left() >= -1 && place.right() <= m_real->window().width() + 1 && place.top() >= -1 &&
               place.bottom() <= m_real->window().height() + 1;
    }
    void checkWindow(const char* what)
    {
        QList<QQuickItem*> texts;
        collectTexts(m_real->window().contentItem(), texts);
        QVERIFY(texts.size() > 10);
        for (const QQuickItem* item : std::as_const(texts)) {
            const QString text = item->property("text").toString();
            const QString about =
                QStringLiteral("%1: %2 (%3)")
                    .arg(QLatin1String(what), text.left(80), QLatin1String(item->metaObject()->className()));
            if (item->inherits("QQuickText") || item->inherits("QQuickTextEdit")) {
                QVERIFY2(item->property("textFormat").toInt() == Qt::PlainText, qPrintable(about));
            }
            const qsizetype hidden = hiddenCharacterIn(text);
            QVERIFY2(hidden < 0,
                     qPrintable(about + QStringLiteral(" has a hidden character at %1").arg(hidden)));
            const QRectF place = item->mapRectToScene(QRectF(QPointF(0, 0), item->size()));
            QVERIFY2(place.left() >= -1 && place.right() <= m_real->window().width() + 1, qPrintable(about));
            const qreal painted = item->property("paintedWidth").toReal();
            QVERIFY2(!item->inherits("QQuickText") || painted <= item->width() + 2, qPrintable(about));
        }
    }

    QTcpServer m_trap;
    CountingFactory m_factory;
    std::vector<HostileText> m_texts;
    std::unique_ptr<RealDesk> m_real;
    std::vector<std::unique_ptr<RealAgent>> m_agents;
    std::vector<RealAgent::Reply> m_waiting;
};

QTEST_MAIN(HostileTextsTest)
#include "tst_hostile_texts.moc"
