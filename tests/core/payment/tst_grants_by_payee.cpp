#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

const Author kOwner{"cli", "because"};

money::Amount usd(std::string_view text)
{
    return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
}

Ask askAt(const std::string& host, std::string_view payTo, std::string path)
{
    Ask ask = askFor("500000", path);
    ask.request.host = host;
    ask.request.url = "https://" + host + path;
    ask.challenge = challengeWith({optionFor("500000", payTo)});
    return ask;
}

/// Approves the first payment, remembered in this way, up to 1 USD a payment and 3 a day.
std::string grantOf(Desk& desk, RememberPayee payee)
{
    desk.addAgent("bot", policyOf(R"({"version":1,"name":"t","default":"ask"})"));
    const Outcome waiting = desk.pay(askAt("api.shop.test", kShopPayee, "/1"));
    const auto grant = desk.till().grantFor(desk.row(waiting.row.id),
                                            {payee, usd("1"), usd("3"), kStart.plusMs(kDay)}, kOwner);
    const std::string shown = desk.till().shownHash(waiting.row, waiting.seen.value());
    must(desk.till().approve(waiting.row.id, shown, "cli", ""));
    must(desk.till().addGrant(grant.value(), Authority::Passphrase));
    desk.commit();
    return desk.till().settings().allowances.grants.at(grant->id).grant.host + "|" +
           desk.till().settings().allowances.grants.at(grant->id).grant.payTo;
}

} // namespace

class TestGrantsByPayee : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whichMerchantIsRemembered_data();
    void whichMerchantIsRemembered();
    void theSumIsThePayeesOnAllHosts();
    void documentsMayGrantByPayee_data();
    void documentsMayGrantByPayee();
};

void TestGrantsByPayee::whichMerchantIsRemembered_data()
{
    QTest::addColumn<int>("payee");
    QTest::addColumn<bool>("otherPayee");
    QTest::addColumn<bool>("otherHost");
    QTest::newRow("this payee of this host") << static_cast<int>(RememberPayee::ThisOne) << false << false;
    QTest::newRow("any payee of this host") << static_cast<int>(RememberPayee::AnyOfTheHost) << true << false;
    QTest::newRow("this payee on any host") << static_cast<int>(RememberPayee::OnAnyHost) << false << true;
}

void TestGrantsByPayee::whichMerchantIsRemembered()
{
    QFETCH(int, payee);
    QFETCH(bool, otherPayee);
    QFETCH(bool, otherHost);
    Desk desk;
    const std::string merchant = grantOf(desk, static_cast<RememberPayee>(payee));
    QCOMPARE(merchant.starts_with("|"), otherHost);
    QCOMPARE(merchant.ends_with("|"), otherPayee);
    for (const bool isRestarted : {false, true}) {
        const auto verdict = [&desk](const std::string& host, std::string_view payTo) {
            return desk.till().quote(desk.agent("a1"), askAt(host, payTo, "/2")).row.verdict;
        };
        QCOMPARE(verdict("api.shop.test", kShopPayee), std::string("allow"));
        QCOMPARE(verdict("api.shop.test", kOtherPayee), std::string(otherPayee ? "allow" : "ask"));
        QCOMPARE(verdict("other.test", kShopPayee), std::string(otherHost ? "allow" : "ask"));
        QCOMPARE(verdict("other.test", kOtherPayee), std::string("ask"));
        if (!isRestarted) {
            desk.restart();
        }
    }
}

void TestGrantsByPayee::theSumIsThePayeesOnAllHosts()
{
    Desk desk;
    grantOf(desk, RememberPayee::OnAnyHost);
    for (int each = 0; each < 5; ++each) { // with the first one that makes 3 USD
        const std::string host = "host" + std::to_string(each) + ".test";
        QVERIFY(desk.pay(askAt(host, kShopPayee, "/a")).reservation);
    }
    QCOMPARE(desk.pay(askAt("another.test", kShopPayee, "/a")).row.verdict, std::string("ask"));
    const auto& grants = desk.till().settings().allowances.grants;
    QVERIFY(desk.till().usedOf(grants.begin()->second) == usd("3"));
}

void TestGrantsByPayee::documentsMayGrantByPayee_data()
{
    QTest::addColumn<QByteArray>("merchant");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("host") << QByteArray(R"("host":"a.test",)") << true;
    QTest::newRow("payee") << QByteArray(R"("payTo":"0x209693bc6afc0c5328ba36faf03c514ef312287c",)") << true;
    QTest::newRow("both") << QByteArray(
                                 R"("host":"a.test","payTo":"0x209693bc6afc0c5328ba36faf03c514ef312287c",)")
                          << true;
    QTest::newRow("neither") << QByteArray() << false;
    QTest::newRow("an empty host") << QByteArray(R"("host":"",)") << false;
    QTest::newRow("an empty host with a payee")
        << QByteArray(R"("host":"","payTo":"0x209693bc6afc0c5328ba36faf03c514ef312287c",)") << false;
}

void TestGrantsByPayee::documentsMayGrantByPayee()
{
    QFETCH(QByteArray, merchant);
    QFETCH(bool, isGood);
    const std::string document = R"({"version":1,"name":"t","default":"ask","grants":[{"name":"g",)" +
                                 merchant.toStdString() +
                                 R"("perPaymentUsd":"1","perDayUsd":"3","untilSeconds":1767225600}]})";
    const auto read = policy::parsePolicy(document);
    QCOMPARE(read.has_value(), isGood);
    if (isGood) {
        QVERIFY(policy::parsePolicy(policy::toJson(*read)).value() == *read);
    }
}

QTEST_APPLESS_MAIN(TestGrantsByPayee)
#include "tst_grants_by_payee.moc"
