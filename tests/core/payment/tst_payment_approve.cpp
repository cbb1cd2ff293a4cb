#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

/// A desk with one agent whose every payment is asked for: 1 USD a payment, 5 USD a day.
struct Asker : Desk {
    Asker() { addAgent("bot", presetOf("careful")); }
    std::string shown(const Outcome& outcome) { return till().shownHash(outcome.row, outcome.seen.value()); }
};

} // namespace

class TestPaymentApprove : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsApprovedIsSignedAsItWasAsked_I16();
    void itCountsFromItsApprovalOn_I2();
    void validityStartsWithTheApproval_I4();
    void anotherShownHashApprovesNothing_I16_data();
    void anotherShownHashApprovesNothing_I16();
    void shownHashesDiffer();
    void denyBeatsApproval_I2();
    void aDeniedApprovalStillWaits();
    void theGatesStopAnApproval_I8_data();
    void theGatesStopAnApproval_I8();
    void aNetworkSwitchedOffStopsAnApproval();
    void onlyWhatWaitsIsDecided();
    void nothingIsApprovedAfterItsTime();
    void whatNobodyDecidesLapses();
    void whatThePersonRejectsIsNeverSigned();
    void theAgentMayGiveItUp();
    void waitingSurvivesARestart();
    void anApprovalSurvivesARestart_I1();
    void whoDecidedIsRecordedPlainly();
    void theMerchantIsKnownAfterAnApproval();
    void differencesAreNamedAgainstWhatWasPaidBefore();
};

void TestPaymentApprove::whatIsApprovedIsSignedAsItWasAsked_I16()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("900000"));
    QVERIFY(waiting.row.status == Status::Waiting && !waiting.reservation);
    QCOMPARE(waiting.row.verdict, std::string("ask"));
    QCOMPARE(desk.used(), std::string("0.00")); // what waits takes nothing from a budget
    const Outcome approved = desk.approve(waiting);
    QVERIFY(approved.code.empty());
    QVERIFY(approved.row.id == waiting.row.id);
    const ledger::Terms& terms = desk.reserved(approved);
    QVERIFY(terms.payment == waiting.row.id);
    QCOMPARE(terms.authorization.value.toAtomic(), std::string("900000"));
    QCOMPARE(terms.authorization.to.toChecksummed(), std::string(kShopPayee));
    QVERIFY(terms.authorization.from == addressOf(1));
    QVERIFY(chain::signingDigest(terms.domain, terms.authorization) == terms.digest);
    QCOMPARE(desk.row(waiting.row.id).digest, toHex0x(terms.digest));
    QVERIFY(desk.row(waiting.row.id).status == Status::Authorized);
    QVERIFY(desk.till().waiting().empty());
    QCOMPARE(Till::echoOf(*approved.seen).acceptedRaw, Till::echoOf(*waiting.seen).acceptedRaw);
    QVERIFY(desk.verifies());
}

void TestPaymentApprove::itCountsFromItsApprovalOn_I2()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("900000"));
    desk.clock.advance(9 * kMinute);
    desk.approve(waiting);
    QCOMPARE(desk.used(), std::string("0.90"));
    desk.restart();
    QCOMPARE(desk.used(), std::string("0.90"));
}

void TestPaymentApprove::validityStartsWithTheApproval_I4()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    desk.clock.advance(5 * kMinute);
    const Outcome approved = desk.approve(waiting);
    QCOMPARE(approved.row.validBeforeSeconds, desk.clock.now().seconds() + 60);
    QVERIFY(desk.row(waiting.row.id).createdAt == kStart);
    QVERIFY(desk.row(waiting.row.id).updatedAt == desk.clock.now());
}

void TestPaymentApprove::anotherShownHashApprovesNothing_I16_data()
{
    QTest::addColumn<QByteArray>("shown");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("zeros") << QByteArray(64, '0');
    QTest::newRow("upper case") << QByteArray("UPPER");
    QTest::newRow("one digit off") << QByteArray("FLIP");
    QTest::newRow("another payment's") << QByteArray("OTHER");
}

void TestPaymentApprove::anotherShownHashApprovesNothing_I16()
{
    QFETCH(QByteArray, shown);
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1", "/a"));
    const Outcome other = desk.pay(askFor("1", "/b"));
    std::string given = shown.toStdString();
    if (shown == "UPPER") {
        given = QString::fromStdString(desk.shown(waiting)).toUpper().toStdString();
    } else if (shown == "FLIP") {
        given = desk.shown(waiting);
        given[10] = given[10] == '0' ? '1' : '0';
    } else if (shown == "OTHER") {
        given = desk.shown(other);
    }
    const Outcome outcome = must(desk.till().approve(waiting.row.id, given, "cli", ""));
    desk.commit();
    QCOMPARE(outcome.code, std::string("shown_changed"));
    QVERIFY(!outcome.reservation);
    QVERIFY(desk.row(waiting.row.id).status == Status::Waiting);
    QVERIFY(desk.approve(waiting).reservation); // and the right one still does
}

void TestPaymentApprove::shownHashesDiffer()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    const std::string shown = desk.shown(waiting);
    const auto changed = [&](auto change) {
        Outcome copy = waiting;
        change(copy.row, *copy.seen);
        return desk.shown(copy);
    };
    using Row = ledger::StoredPayment;
    const std::vector<std::string> others{
        changed([](Row& row, Seen&) { row.amount = "2"; }),
        changed([](Row& row, Seen&) { row.payTo = kOtherPayee; }),
        changed([](Row& row, Seen&) { row.asset = kPracticeToken; }),
        changed([](Row& row, Seen&) { row.network = "eip155:1"; }),
        changed([](Row& row, Seen&) { row.agent = "a2"; }),
        changed([](Row& row, Seen&) { row.host = "evil.test"; }),
        changed([](Row& row, Seen&) { row.id = {2}; }),
        changed([](Row& row, Seen&) { row.generation = 1; }),
        changed([](Row&, Seen& seen) { seen.ask.challenge.options.front().raw += " "; }),
        changed([](Row&, Seen& seen) { seen.ask.challenge.options.clear(); })};
    for (std::size_t each = 0; each < others.size(); ++each) {
        QVERIFY2(others[each] != shown, std::to_string(each).c_str());
    }
    QVERIFY(desk.shown(waiting) == shown);
}

void TestPaymentApprove::denyBeatsApproval_I2()
{
    Asker desk;
    std::vector<Outcome> waiting;
    for (int each = 0; each < 6; ++each) { // six dollars asked for, five a day
        waiting.push_back(desk.pay(askFor("1000000", "/" + std::to_string(each))));
        QVERIFY(waiting.back().row.status == Status::Waiting);
    }
    for (int each = 0; each < 5; ++each) {
        QVERIFY(desk.approve(waiting[static_cast<std::size_t>(each)]).reservation);
    }
    const Outcome sixth = desk.approve(waiting.back());
    QCOMPARE(sixth.code, std::string("budget_exceeded"));
    QVERIFY(!sixth.reservation);
    QCOMPARE(desk.used(), std::string("5.00"));
    desk.restart();
    QCOMPARE(desk.used(), std::string("5.00"));
}

void TestPaymentApprove::aDeniedApprovalStillWaits()
{
    Asker desk;
    desk.addAgent("rich", allowUpTo("1"));
    const Outcome waiting = desk.pay(askFor("1000000"));
    desk.agent("a1").policy.perPaymentMicro = money::Amount::fromUint64(1);
    const Outcome outcome = desk.approve(waiting);
    QCOMPARE(outcome.code, std::string("denied_by_rule"));
    QVERIFY(outcome.seen && !outcome.seen->judgement.sentence.empty());
    QVERIFY(desk.row(waiting.row.id).status == Status::Waiting);
    QCOMPARE(desk.till().waiting().size(), std::size_t{1});
}

void TestPaymentApprove::theGatesStopAnApproval_I8_data()
{
    QTest::addColumn<QByteArray>("code");
    for (const char* code : {"locked", "paused", "agent_paused", "clock_wrong"}) {
        QTest::newRow(code) << QByteArray(code);
    }
}

void TestPaymentApprove::theGatesStopAnApproval_I8()
{
    QFETCH(QByteArray, code);
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    if (code == "locked") {
        desk.lock();
    } else if (code == "paused") {
        must(desk.till().change(kPaused, "{}"));
    } else if (code == "agent_paused") {
        must(desk.till().change(kAgentPaused, R"({"agent":"a1","because":"x"})"));
    } else {
        desk.clock.advance(-kMaxClockLagMs - 1);
    }
    const Outcome outcome = desk.approve(waiting);
    QCOMPARE(QByteArray::fromStdString(outcome.code), code);
    QVERIFY(!outcome.reservation);
    QVERIFY(desk.row(waiting.row.id).status == Status::Waiting);
}

void TestPaymentApprove::aNetworkSwitchedOffStopsAnApproval()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    must(desk.till().change(kNetworkSet, networkEventBody(std::string(kBase), {{}, false})));
    QCOMPARE(desk.approve(waiting).code, std::string("network_disabled"));
    QCOMPARE(desk.pay(askFor("1", "/b")).code, std::string("network_disabled"));
    must(desk.till().change(kNetworkSet, networkEventBody(std::string(kBase), {{}, true})));
    QVERIFY(desk.approve(waiting).reservation);
}

void TestPaymentApprove::onlyWhatWaitsIsDecided()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    QVERIFY(desk.approve(waiting).reservation);
    QCOMPARE(desk.approve(waiting).code, std::string("already_decided"));
    QCOMPARE(must(desk.till().reject(waiting.row.id, "cli", "")).code, std::string("already_decided"));
    QVERIFY(desk.row(waiting.row.id).status == Status::Authorized);
    QCOMPARE(must(desk.till().approve({99}, "", "cli", "")).code, std::string("no_such_payment"));
    QCOMPARE(must(desk.till().reject({99}, "cli", "")).code, std::string("no_such_payment"));
    QCOMPARE(must(desk.till().reject({-1}, "cli", "")).code, std::string("no_such_payment"));
}

void TestPaymentApprove::nothingIsApprovedAfterItsTime()
{
    Asker desk;
    const Outcome early = desk.pay(askFor("1", "/a"));
    const Outcome late = desk.pay(askFor("1", "/b"));
    desk.clock.advance(kWaitForPersonMs - 1);
    QVERIFY(desk.approve(early).reservation);
    desk.clock.advance(1);
    QCOMPARE(desk.approve(late).code, std::string("already_decided")); // also before the tick that says so
    desk.tick();
    QVERIFY(desk.row(late.row.id).status == Status::Lapsed);
}

void TestPaymentApprove::whatNobodyDecidesLapses()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    desk.clock.advance(kWaitForPersonMs - 1);
    QVERIFY(must(desk.till().tick()).empty());
    desk.clock.advance(1);
    QCOMPARE(must(desk.till().tick()).size(), std::size_t{1});
    desk.commit();
    QVERIFY(desk.row(waiting.row.id).status == Status::Lapsed);
    QCOMPARE(desk.row(waiting.row.id).code, std::string("lapsed"));
    QVERIFY(must(desk.till().tick()).empty());
    const Outcome look = must(desk.till().look(desk.agent("a1"), waiting.row.id)).value();
    QCOMPARE(look.code, std::string("lapsed"));
    QVERIFY(!look.reservation);
}

void TestPaymentApprove::whatThePersonRejectsIsNeverSigned()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    const Outcome rejected = must(desk.till().reject(waiting.row.id, "app", "too dear"));
    desk.commit();
    QVERIFY(rejected.row.status == Status::Rejected && !rejected.reservation);
    QCOMPARE(desk.approve(waiting).code, std::string("already_decided"));
    const Outcome look = must(desk.till().look(desk.agent("a1"), waiting.row.id)).value();
    QCOMPARE(look.code, std::string("rejected"));
    QVERIFY(!look.reservation);
    // Rejecting narrows, so it works while the wallet is locked too.
    const Outcome second = desk.pay(askFor("2"));
    desk.lock();
    QVERIFY(must(desk.till().reject(second.row.id, "app", "")).row.status == Status::Rejected);
    desk.commit();
}

void TestPaymentApprove::theAgentMayGiveItUp()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    const Outcome given = must(desk.till().giveUp(desk.agent("a1"), waiting.row.id)).value();
    desk.commit();
    QCOMPARE(given.code, std::string("given_up"));
    QVERIFY(given.row.status == Status::GivenUp);
    QCOMPARE(desk.approve(waiting).code, std::string("already_decided"));
    // What is authorized cannot be given up: the merchant may have it already.
    const Outcome second = desk.pay(askFor("2"));
    desk.approve(second);
    const Outcome kept = must(desk.till().giveUp(desk.agent("a1"), second.row.id)).value();
    desk.commit();
    QVERIFY(kept.row.status == Status::Authorized && !kept.reservation);
    QVERIFY(!must(desk.till().giveUp(desk.agent("a1"), {99})));
}

void TestPaymentApprove::waitingSurvivesARestart()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    desk.clock.advance(5 * kMinute);
    desk.restart();
    QCOMPARE(desk.till().waiting().size(), std::size_t{1});
    QVERIFY(desk.till().waiting().at(waiting.row.id).until == kStart.plusMs(kWaitForPersonMs));
    QVERIFY(desk.approve(waiting).reservation); // what was shown before is what is signed after
    desk.pay(askFor("2"));
    desk.clock.advance(kWaitForPersonMs);
    desk.restart();
    desk.tick();
    QVERIFY(desk.till().waiting().empty());
}

void TestPaymentApprove::anApprovalSurvivesARestart_I1()
{
    Asker desk;
    const Outcome waiting = desk.pay(askWithKey("1", "k"));
    const Outcome approved = desk.approve(waiting);
    const Hash256 digest = desk.reserved(approved).digest;
    desk.restart();
    const Outcome again = desk.pay(askWithKey("1", "k"));
    QVERIFY(again.isJoined && desk.reserved(again).digest == digest);
    QCOMPARE(Till::echoOf(*again.seen).acceptedRaw, Till::echoOf(*waiting.seen).acceptedRaw);
}

void TestPaymentApprove::whoDecidedIsRecordedPlainly()
{
    Asker desk;
    const Outcome waiting = desk.pay(askFor("1"));
    const std::string note = "fine\n\",\"signing\":{}\x1b[2J" + std::string(400, 'x');
    must(desk.till().approve(waiting.row.id, desk.shown(waiting), "cli\"}" + std::string(100, 'y'), note));
    desk.commit();
    const auto body = nlohmann::json::parse(must(desk.ledger().bodyOf(waiting.row.id, "authorized")).value());
    QCOMPARE(body.size(), std::size_t{5}); // signing, by, note; and how the rules stood: judgement, inputs
    QCOMPARE(body["judgement"]["verdict"].get<std::string>(), std::string("ask"));
    const auto by = body["by"].get<std::string>();
    const auto kept = body["note"].get<std::string>();
    QVERIFY(by.starts_with("person: cli\"}") && by.size() <= 8 + 32);
    QVERIFY(kept.size() <= 200);
    QVERIFY(kept.find('\n') == std::string::npos && kept.find('\x1b') == std::string::npos);
    QVERIFY(body["signing"].contains("digest"));
}

void TestPaymentApprove::theMerchantIsKnownAfterAnApproval()
{
    Desk desk;
    desk.addAgent("bot", presetOf("everyday")); // asks for a new merchant
    const Outcome first = desk.pay(askFor("10000", "/a"));
    QVERIFY(first.row.status == Status::Waiting);
    QVERIFY(desk.pay(askFor("10000", "/b")).row.status == Status::Waiting); // seen is not paid
    desk.approve(first);
    QVERIFY(desk.pay(askFor("10000", "/c")).row.status == Status::Authorized);
    desk.restart();
    QVERIFY(desk.pay(askFor("10000", "/d")).row.status == Status::Authorized);
}

void TestPaymentApprove::differencesAreNamedAgainstWhatWasPaidBefore()
{
    Desk desk;
    desk.addAgent("bot", presetOf("everyday"));
    desk.approve(desk.pay(askFor("10000")));
    desk.clock.advance(2 * kMinute);
    Ask dearer = askFor("1");
    dearer.challenge = challengeWith({optionFor("20000", kOtherPayee)});
    const Outcome asked = desk.pay(dearer);
    QVERIFY(asked.row.status == Status::Waiting);
    QVERIFY(!asked.seen->judgement.differences.empty());
    QVERIFY(asked.seen->judgement.usual.find("0.01") != std::string::npos);
    // They come back after a restart, for whoever decides then.
    desk.restart();
    const auto seen = must(desk.till().seenOf(desk.row(asked.row.id))).value();
    QCOMPARE(seen.judgement.differences.size(), asked.seen->judgement.differences.size());
    QCOMPARE(seen.judgement.usual, asked.seen->judgement.usual);
}

QTEST_APPLESS_MAIN(TestPaymentApprove)
#include "tst_payment_approve.moc"
