#include "app/client/keeper_call.h"
#include "core/wire/policy_messages.h"
#include "tests/app/desktop/program/real_agent.h"
#include "tests/app/desktop/program/real_desk.h"
#include "tests/places.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

constexpr int kSlowMs = 90'000;

/// A policy that says a little of everything, with something for lint to find.
constexpr const char* kResearch = R"({"version":1,"name":"research","default":"ask","perPaymentUsd":"2.00",
 "privateHosts":["127.0.0.1"],
 "rules":[
  {"name":"small known","verdict":"allow","when":{"amount":{"to":"0.50"},"firstToHost":false}},
  {"name":"practice shop","verdict":"allow","when":{"networks":["eip155:402402"],"amount":{"to":"1.00"}}},
  {"name":"above half a dollar","verdict":"ask","when":{"amount":{"above":"0.50"}}},
  {"name":"changed payee","verdict":"ask","when":{"payToChanged":true}},
  {"name":"price rises","verdict":"ask","when":{"price":{"differsByPercent":50}}},
  {"name":"casinos","verdict":"deny","when":{"hosts":["*.casino.test","bet.example","lottery.example","odds.example"]}},
  {"name":"at night","verdict":"deny","when":{"amount":{"above":"0.05"},"time":{"zone":"Europe/Berlin","weekdays":["sat","sun"],"from":"23:00","to":"06:30"}}},
  {"name":"never holds","verdict":"deny","when":{"amount":{"above":"5.00"}}}],
 "budgets":[
  {"name":"day","limit":{"usd":"5.00"},"window":{"calendar":"day","zone":"UTC"}},
  {"name":"minute","limit":{"payments":60},"window":{"rollingSeconds":60}},
  {"name":"per shop","limit":{"usd":"2.00"},"window":{"calendar":"day","zone":"UTC"},"per":["host"],"whenExceeded":"ask"}]})";
constexpr const char* kGlobal = R"({"version":1,"name":"global","default":"ask",
 "rules":[{"name":"no casinos","verdict":"deny","when":{"hosts":["*.casino.test"]}}],
 "budgets":[{"name":"all agents","limit":{"usd":"20.00"},"window":{"calendar":"day","zone":"UTC"}}]})";
constexpr const char* kShadow = R"({"version":1,"name":"stricter","default":"ask","perPaymentUsd":"2.00",
 "privateHosts":["127.0.0.1"],
 "rules":[{"name":"tiny","verdict":"allow","when":{"amount":{"to":"0.02"}}}],
 "budgets":[{"name":"day","limit":{"usd":"0.05"},"window":{"calendar":"day","zone":"UTC"}}]})";

QQuickItem* withText(QQuickItem* parent, const QString& text)
{
    if (parent->property("text").toString() == text) {
        return parent;
    }
    for (QQuickItem* child : parent->childItems()) {
        if (QQuickItem* found = withText(child, text)) {
            return found;
        }
    }
    return nullptr;
}

} // namespace

/// The rules screen against the real keeper, with the pointer and the keys: a limit is changed in its
/// sentence, saved with the passphrase, seen in the keeper, and the version before it is restored.
class RulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_real = std::make_unique<RealDesk>();
        QVERIFY2(m_real->start(), qPrintable(m_real->whyNot()));
        m_real->window().resize(1280, 720);
        RealOwner owner(m_real->adminSocket());
        QVERIFY(owner.makeVault());
        for (const char* name : {"research-bot", "travel-planner", "code-reviewer"}) {
            const QString token = owner.addAgent(QLatin1String(name), QStringLiteral("autopilot"));
            QVERIFY(!token.isEmpty());
            m_agents.push_back(std::make_unique<RealAgent>(m_real->desk().session()->endpoint(), token));
        }
        m_dataDir = QFileInfo(QFileInfo(m_real->adminSocket()).path()).path();
        QTRY_COMPARE(m_real->desk().session()->phase(), SessionController::Open);
        m_connection.connectTo(m_real->adminSocket());
        QTRY_VERIFY(m_connection.isReady());
        fill();
        m_real->show(QStringLiteral("rules"));
        QTRY_VERIFY_WITH_TIMEOUT(m_real->desk().rules()->loaded(), kSlowMs);
    }
    void cleanupTestCase()
    {
        m_agents.clear();
        m_real.reset();
    }

    void aLimitIsChangedInItsSentenceAndSavedWithThePassphrase()
    {
        QVERIFY(m_real->click("policy-a1"));
        QTRY_VERIFY(m_real->desk().rules()->loaded() && !m_real->desk().rules()->global());
        const std::int64_t before = keeperPolicy().version;
        m_real->picture(QStringLiteral("rules-sentences"));
        QVERIFY(m_real->click("part/budgets/0/limit/usd"));
        QVERIFY(m_real->find("partLine") != nullptr);
        m_real->type("abc");
        m_real->press(Qt::Key_Return);
        QTRY_VERIFY(!m_real->desk().rules()->draft()->editor()->errorText().isEmpty());
        m_real->picture(QStringLiteral("rules-editor"));
        m_real->press(Qt::Key_Escape);
        QTRY_VERIFY(!m_real->desk().rules()->draft()->editor()->open());
        QVERIFY(!m_real->desk().rules()->draft()->dirty());
        QVERIFY(m_real->click("part/budgets/0/limit/usd"));
        QVERIFY(m_real->find("partLine") != nullptr);
        m_real->type("12.50");
        m_real->press(Qt::Key_Return);
        QTRY_VERIFY(m_real->desk().rules()->draft()->dirty());
        QVERIFY(m_real->click("saveDraft"));
        QTRY_VERIFY(m_real->desk().rules()->save()->loosens());
        QVERIFY(m_real->find("saveEffect") != nullptr);
        m_real->type("conference week");
        m_real->press(Qt::Key_Tab);
        m_real->type("wrong words");
        m_real->press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!m_real->desk().rules()->save()->errorText().isEmpty(), kSlowMs);
        QCOMPARE(keeperPolicy().version, before);
        m_real->picture(QStringLiteral("rules-save"));
        QTRY_VERIFY_WITH_TIMEOUT(savesWithThePassphrase(), kSlowMs);
        const wire::PolicyShape now = keeperPolicy();
        QCOMPARE(now.version, before + 1);
        QVERIFY2(now.document.find(R"("usd":"12.50")") != std::string::npos, now.document.c_str());
        QTRY_VERIFY(!m_real->desk().rules()->draft()->dirty());
    }

    void theVersionBeforeIsRestoredFromTheHistory()
    {
        const wire::PolicyShape changed = keeperPolicy();
        openTab("History");
        QTRY_VERIFY(m_real->desk().rules()->versions()->rowCount() >= 2);
        m_real->picture(QStringLiteral("rules-history"));
        QVERIFY(m_real->click(qPrintable(QStringLiteral("restore%1").arg(changed.version - 1))));
        QTRY_COMPARE(m_real->desk().rules()->save()->effect(), QStringLiteral("tightens"));
        QVERIFY(m_real->find("saveEffect") != nullptr);
        m_real->type("the week is over");
        QVERIFY(m_real->click("saveSubmit")); // no passphrase: it tightens
        QTRY_COMPARE_WITH_TIMEOUT(keeperPolicy().version, changed.version + 1, kSlowMs);
        QVERIFY(keeperPolicy().document.find(R"("usd":"5.00")") != std::string::npos);
        QTRY_VERIFY(!m_real->desk().rules()->save()->open());
    }

    void aDraftIsReplayedOverWhatWasPaid()
    {
        openTab("Rules");
        QVERIFY(m_real->click("part/rules/1/when/amount/to"));
        QVERIFY(m_real->find("partLine") != nullptr);
        m_real->type("0.01");
        m_real->press(Qt::Key_Return);
        QTRY_VERIFY(m_real->desk().rules()->draft()->dirty());
        m_real->picture(QStringLiteral("rules-draft"));
        QVERIFY(m_real->click("tryDraft"));
        QTRY_VERIFY_WITH_TIMEOUT(m_real->desk().rules()->trial()->ready(), kSlowMs);
        QVERIFY2(m_real->desk().rules()->trial()->sentence().startsWith(QLatin1String("The last 30 days: ")),
                 qPrintable(m_real->desk().rules()->trial()->sentence()));
        m_real->picture(QStringLiteral("rules-try"));
        QVERIFY(m_real->click("discardDraft"));
    }

    void aRuleIsAddedWithTheKeysAlone()
    {
        openTab("Rules");
        QQuickItem* add = m_real->find("addRule");
        QVERIFY(add != nullptr);
        add->forceActiveFocus(Qt::TabFocusReason);
        m_real->press(Qt::Key_Return);
        QTRY_VERIFY(m_real->desk().rules()->draft()->editor()->open());
        QVERIFY(m_real->find("choicerule:ask-above") != nullptr);
        m_real->picture(QStringLiteral("rules-add"));
        m_real->press(Qt::Key_Tab);
        m_real->press(Qt::Key_Tab);
        m_real->press(Qt::Key_Return); // "Deny some hosts"
        QTRY_COMPARE(m_real->desk().rules()->draft()->editor()->face(), PartEditor::Lines);
        QVERIFY(m_real->find("partLines") != nullptr);
        m_real->type("ads.example");
        m_real->press(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_real->desk().rules()->draft()->dirty());
        QVERIFY(m_real->desk().rules()->draft()->document().text().find("ads.example") != std::string::npos);
        QVERIFY(m_real->click("discardDraft"));
        QTRY_VERIFY(!m_real->desk().rules()->draft()->dirty());
    }

    void picturesOfEveryTabInEveryTheme()
    {
        QVERIFY(m_real->click("policy-global"));
        QTRY_VERIFY(m_real->desk().rules()->global() && m_real->desk().rules()->loaded());
        openTab("Rules");
        m_real->picture(QStringLiteral("rules-global"));
        openTab("Grants");
        m_real->picture(QStringLiteral("rules-grants"));
        QVERIFY(m_real->click("policy-a1"));
        QTRY_VERIFY(!m_real->desk().rules()->global() && m_real->desk().rules()->loaded());
        for (const char* theme : {"dark", "contrast"}) {
            m_real->desk().settings()->overrideTheme(QLatin1String(theme));
            for (const char* tab : {"Rules", "As data", "Grants", "Try out", "History"}) {
                openTab(tab);
                m_real->movePointerAway();
                m_real->picture(
                    QStringLiteral("rules-%1-%2")
                        .arg(QString::fromLatin1(tab).toLower().replace(QLatin1Char(' '), QLatin1Char('-')),
                             QLatin1String(theme)));
            }
        }
        m_real->desk().settings()->overrideTheme(QStringLiteral("light"));
    }

private:
    /// The keeper slows wrong passphrases down, so the right one may have to be said twice.
    bool savesWithThePassphrase()
    {
        if (!m_real->desk().rules()->save()->open()) {
            return true;
        }
        if (!m_real->desk().rules()->save()->busy()) {
            m_real->type(RealOwner::kPassphrase);
            m_real->press(Qt::Key_Return);
            QTest::qWait(1500);
        }
        return !m_real->desk().rules()->save()->open();
    }

    wire::PolicyShape keeperPolicy()
    {
        wire::PolicyShape found;
        bool isAnswered = false;
        client::call<wire::PolicyShape>(m_connection, wire::PolicyGet{"a1", {}}, [&](const auto& answer) {
            isAnswered = true;
            if (answer) {
                found = *answer;
            }
        });
        if (!QTest::qWaitFor([&] { return isAnswered; }, kSlowMs)) {
            QTest::qFail("the keeper does not answer", __FILE__, __LINE__);
        }
        return found;
    }

    void openTab(const char* name)
    {
        QQuickItem* tabs = m_real->find("ruleTabs");
        QVERIFY(tabs != nullptr);
        QQuickItem* tab = withText(tabs, QLatin1String(name));
        if (tab == nullptr && QByteArray(name) == "Grants") {
            tab = withText(tabs, QStringLiteral("Grants (1 waiting)"));
        }
        QVERIFY2(tab != nullptr, name);
        m_real->clickNow(*tab);
        QTest::qWait(150);
    }

    /// Runs till with the passphrase on descriptor 3.
    QByteArray runTill(const QString& command)
    {
        QFile secret(m_dataDir + QStringLiteral("/passphrase-of-the-test"));
        if (secret.open(QIODevice::WriteOnly)) {
            secret.write(RealOwner::kPassphrase);
            secret.close();
        }
        QProcess process;
        process.start(
            QStringLiteral("/bin/sh"),
            {QStringLiteral("-c"),
             QStringLiteral("\"%1/bin/till\" --json --data-dir \"%2\" %3 --passphrase-fd 3 3<\"%4\"")
                 .arg(QStringLiteral(TILL_BINARY_DIR), m_dataDir, command, secret.fileName())});
        if (!QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, kSlowMs)) {
            qWarning("till %s does not end", qPrintable(command));
        }
        const QByteArray out = process.readAllStandardOutput();
        if (process.exitCode() != 0) {
            qWarning("till %s: %s%s", qPrintable(command), out.constData(),
                     process.readAllStandardError().constData());
        }
        return out;
    }

    QString file(const char* name, const char* text)
    {
        const QString path = m_dataDir + QLatin1Char('/') + QLatin1String(name);
        QFile out(path);
        if (out.open(QIODevice::WriteOnly)) {
            out.write(text);
        }
        return path;
    }

    /// Rules by the terminal, purchases by HTTP, a grant by an approval, a request for more.
    void fill()
    {
        const QString shop = m_real->desk().session()->practiceShop();
        for (int each = 0; each < 5; ++each) {
            QCOMPARE(
                m_agents[0]->fetch(shop + QStringLiteral("/fortune"), 0, QStringLiteral("A quote")).status,
                200);
        }
        QCOMPARE(m_agents[0]->fetch(shop + QStringLiteral("/weather-map"), 0, QStringLiteral("A map")).status,
                 200);
        runTill(QStringLiteral("policy set a1 \"%1\" --reason \"what research needs\"")
                    .arg(file("research.json", kResearch)));
        runTill(QStringLiteral("policy set global \"%1\" --reason \"a ceiling for all\"")
                    .arg(file("global.json", kGlobal)));
        runTill(QStringLiteral("policy shadow a1 set \"%1\" --reason \"would half of it do?\"")
                    .arg(file("shadow.json", kShadow)));
        for (int each = 0; each < 3; ++each) {
            QVERIFY(
                m_agents[0]->fetch(shop + QStringLiteral("/fortune"), 0, QStringLiteral("A quote")).status >
                0);
        }
        runTill(QStringLiteral("policy set a3 --preset careful --reason \"new here\""));
        const RealAgent::Reply waiting =
            m_agents[2]->startFetch(shop + QStringLiteral("/weather-map"), 60, QStringLiteral("Weather"));
        QTRY_COMPARE_WITH_TIMEOUT(m_real->desk().approvals()->queue()->rowCount(), 1, kSlowMs);
        runTill(QStringLiteral("approve %1 --remember-until 30d --remember-payment 0.50 --remember-day 2.00")
                    .arg(m_real->desk().approvals()->queue()->idAt(0)));
        QCOMPARE(RealAgent::finish(*waiting).status, 200);
        const RealAgent::Reply more = m_agents[0]->askForMore(
            QStringLiteral("3.00"),
            QStringLiteral("The user asked for the full market report before the meeting"));
        QVERIFY(RealAgent::finish(*more).status < 300);
    }

    client::KeeperConnection m_connection{"test"};
    QString m_dataDir;
    std::unique_ptr<RealDesk> m_real;
    std::vector<std::unique_ptr<RealAgent>> m_agents;
};

QTEST_MAIN(RulesTest)
#include "tst_rules.moc"
