#include "core/ledger/event_chain.h"

#include "ledger_fixture.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::ledger;
using namespace till::tests;

Q_DECLARE_METATYPE(till::ledger::ChainFault)

namespace {

/// Five sealed and unsealed rows: the ledger made, an agent, a payment, a pause while locked, a resume.
void writeHistory(const LedgerFile& file)
{
    Ledger ledger = file.open();
    must(ledger.note({kStart, "ledger.created", {}, "", R"({"vault":"00"})"}));
    must(ledger.note({kStart, "agent.added", {}, "", R"({"id":"a1"})"}));
    const StoredPayment row = authorizedRow();
    must(ledger.authorizeNew(row, termsOf(row), R"({"by":"rules"})"));
    must(ledger.commit());
    ledger.clearSealKey();
    must(ledger.note({kStart.plusMs(1), "paused", {}, "", "{}"}));
    must(ledger.commit());
    ledger.setSealKey(sealKey());
    must(ledger.note({kStart.plusMs(2), "resumed", {}, "", "{}"}));
    must(ledger.commit());
}

/// Writes row `seq` anew with another body and a hash that fits the row before it; the MAC as given.
void forgeBody(const std::string& path, std::int64_t seq, const Event& event,
               std::optional<std::uint8_t> macKeyFill)
{
    Hash256 previous{};
    if (seq > 1) {
        RawFile raw(path);
        const auto hex =
            raw.text("SELECT lower(hex(hash)) FROM events WHERE seq = " + std::to_string(seq - 1));
        const auto bytes = fromHex(hex).value();
        std::copy(bytes.begin(), bytes.end(), previous.begin());
    }
    const Hash256 hash = chainHash(previous, seq, event);
    RawFile raw(path);
    raw.forge("UPDATE events SET kind = '" + event.kind + "', body = '" + event.body +
              "' WHERE seq = " + std::to_string(seq));
    raw.setBlob("hash", seq, hash);
    if (macKeyFill) {
        const crypto::SecretBytes key = sealKey(*macKeyFill);
        raw.setBlob("mac", seq, crypto::hmacSha256(key.readable(), hash));
    } else {
        raw.run("UPDATE events SET mac = NULL WHERE seq = " + std::to_string(seq));
    }
}

} // namespace

class TestEventChain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aWholeHistoryVerifies_I12();
    void anEmptyHistoryVerifies();
    void editsAreFoundAndTheFirstBadRowNamed_I12_data();
    void editsAreFoundAndTheFirstBadRowNamed_I12();
    void everySingleChangedByteIsFound_I12();
    void aForgedRowWithAFittingHashFailsItsMac_I12();
    void aForgedRowWithoutAMacIsNamedWhenItsKindNeedsOne_I12();
    void withoutTheKeyOnlyTheHashesAreChecked();
    void aRowThatOnlyNarrowsMayLackItsMac();
    void aSettingCannotBeHiddenAsARowOfAPayment_I12();
    void lengthsKeepFieldsApart();
    void everyFieldIsInTheHash();
    void whatAuthorisesOrWidensNeedsAMac_I9_data();
    void whatAuthorisesOrWidensNeedsAMac_I9();
    void everyFaultHasWordsOfItsOwn();
};

void TestEventChain::aWholeHistoryVerifies_I12()
{
    const LedgerFile file;
    writeHistory(file);
    const ChainReport report = file.verify();
    QVERIFY(report.isWhole());
    QCOMPARE(report.events, std::int64_t{5});
    Ledger ledger = file.open();
    QCOMPARE(ledger.eventCount(), std::int64_t{5});
    QVERIFY(ledger.head() == report.head);
    QVERIFY(ledger.verify().isWhole());
}

void TestEventChain::anEmptyHistoryVerifies()
{
    const LedgerFile file;
    {
        const Ledger ledger = file.open();
    }
    const ChainReport report = file.verify();
    QVERIFY(report.isWhole());
    QCOMPARE(report.events, std::int64_t{0});
    QVERIFY(report.head == Hash256{});
}

void TestEventChain::editsAreFoundAndTheFirstBadRowNamed_I12_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<qint64>("firstBad");
    QTest::addColumn<ChainFault>("fault");
    const auto hash = ChainFault::HashMismatch;
    QTest::newRow("body") << QByteArray("UPDATE events SET body = '{}' WHERE seq = 2") << qint64{2} << hash;
    QTest::newRow("time") << QByteArray("UPDATE events SET at_ms = at_ms + 1 WHERE seq = 3") << qint64{3}
                          << hash;
    QTest::newRow("kind") << QByteArray("UPDATE events SET kind = 'denied' WHERE seq = 3") << qint64{3}
                          << hash;
    QTest::newRow("payment") << QByteArray("UPDATE events SET payment = 2 WHERE seq = 3") << qint64{3}
                             << hash;
    QTest::newRow("payment gone") << QByteArray("UPDATE events SET payment = NULL WHERE seq = 3") << qint64{3}
                                  << hash;
    QTest::newRow("agent") << QByteArray("UPDATE events SET agent = 'a2' WHERE seq = 3") << qint64{3} << hash;
    QTest::newRow("hash") << QByteArray("UPDATE events SET hash = zeroblob(32) WHERE seq = 4") << qint64{4}
                          << hash;
    QTest::newRow("hash cut") << QByteArray("UPDATE events SET hash = substr(hash, 1, 31) WHERE seq = 4")
                              << qint64{4} << hash;
    QTest::newRow("first row removed")
        << QByteArray("DELETE FROM events WHERE seq = 1") << qint64{2} << ChainFault::Gap;
    QTest::newRow("middle row removed")
        << QByteArray("DELETE FROM events WHERE seq = 3") << qint64{4} << ChainFault::Gap;
    QTest::newRow("removed and renumbered")
        << QByteArray("DELETE FROM events WHERE seq = 3; UPDATE events SET seq = seq - 1 WHERE seq > 3")
        << qint64{3} << hash;
    QTest::newRow("two rows swapped")
        << QByteArray("UPDATE events SET seq = 99 WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 4; "
                      "UPDATE events SET seq = 4 WHERE seq = 99")
        << qint64{2} << hash;
    QTest::newRow("row put in between")
        << QByteArray(
               "UPDATE events SET seq = seq + 10 WHERE seq > 2; INSERT INTO events SELECT 3, at_ms, kind, "
               "payment, agent, body, hash, mac FROM events WHERE seq = 2")
        << qint64{3} << hash;
    QTest::newRow("row added at the end")
        << QByteArray("INSERT INTO events VALUES (6, 1, 'resumed', NULL, '', '{}', zeroblob(32), NULL)")
        << qint64{6} << hash;
    QTest::newRow("negative number")
        << QByteArray("INSERT INTO events VALUES (-1, 1, 'resumed', NULL, '', '{}', zeroblob(32), NULL)")
        << qint64{-1} << ChainFault::Gap;
    QTest::newRow("mac removed") << QByteArray("UPDATE events SET mac = NULL WHERE seq = 3") << qint64{3}
                                 << ChainFault::MissingMac;
    QTest::newRow("mac changed") << QByteArray("UPDATE events SET mac = zeroblob(32) WHERE seq = 3")
                                 << qint64{3} << ChainFault::MacMismatch;
    QTest::newRow("mac empty") << QByteArray("UPDATE events SET mac = x'' WHERE seq = 3") << qint64{3}
                               << ChainFault::MacMismatch;
    QTest::newRow("mac cut") << QByteArray("UPDATE events SET mac = substr(mac, 1, 31) WHERE seq = 3")
                             << qint64{3} << ChainFault::MacMismatch;
    QTest::newRow("mac invented for a row without")
        << QByteArray("UPDATE events SET mac = zeroblob(32) WHERE seq = 4") << qint64{4}
        << ChainFault::MacMismatch;
    QTest::newRow("end cut off, but for the payment")
        << QByteArray("DELETE FROM events WHERE seq >= 3") << qint64{3} << ChainFault::CutOff;
    QTest::newRow("state of a payment without its row")
        << QByteArray(
               "UPDATE payments SET status = 'denied'; DELETE FROM events WHERE seq > 3; "
               "INSERT INTO payments SELECT 2, agent, created_ms, updated_ms, purchase, generation, content, "
               "interface, method, url, host, path, scheme, network, asset, amount, pay_to, 'settled', "
               "proof, "
               "verdict, code, reasons, nonce, digest, valid_before_seconds, tx FROM payments")
        << qint64{4} << ChainFault::CutOff;
    QTest::newRow("table gone") << QByteArray("DROP TABLE events") << qint64{0} << ChainFault::Unreadable;
}

void TestEventChain::editsAreFoundAndTheFirstBadRowNamed_I12()
{
    QFETCH(QByteArray, sql);
    QFETCH(qint64, firstBad);
    QFETCH(ChainFault, fault);
    const LedgerFile file;
    writeHistory(file);
    QCOMPARE(RawFile(file.path()).forge(sql.toStdString()), std::string());
    const ChainReport report = file.verify();
    QVERIFY(!report.isWhole());
    QCOMPARE(*report.firstBad, firstBad);
    QVERIFY(report.fault == fault);
}

void TestEventChain::everySingleChangedByteIsFound_I12()
{
    const LedgerFile file;
    writeHistory(file);
    const bool holds = rc::check("one changed byte of one body is found in its row", [&file] {
        const auto seq = *rc::gen::inRange<std::int64_t>(1, 6);
        const std::string at = std::to_string(seq);
        RawFile raw(file.path());
        const std::string before = raw.text("SELECT body FROM events WHERE seq = " + at);
        std::string body = before;
        const auto place = *rc::gen::inRange<std::size_t>(0, body.size());
        body[place] = static_cast<char>(*rc::gen::inRange(32, 127));
        RC_PRE(body != before && body.find('\'') == std::string::npos);
        RC_ASSERT(raw.forge("UPDATE events SET body = '" + body + "' WHERE seq = " + at).empty());
        const ChainReport report = file.verify();
        RC_ASSERT(raw.run("UPDATE events SET body = '" + before + "' WHERE seq = " + at).empty());
        RC_ASSERT(!report.isWhole());
        RC_ASSERT(*report.firstBad == seq);
    });
    QVERIFY(holds);
    QVERIFY(file.verify().isWhole());
}

void TestEventChain::aForgedRowWithAFittingHashFailsItsMac_I12()
{
    // Whoever can write the file can compute hashes, but has not the vault's key.
    const LedgerFile file;
    writeHistory(file);
    forgeBody(file.path(), 5, {kStart.plusMs(2), "agent.added", {}, "", R"({"id":"evil"})"}, 8);
    const ChainReport report = file.verify();
    QCOMPARE(report.firstBad.value_or(0), std::int64_t{5});
    QVERIFY(report.fault == ChainFault::MacMismatch);
}

void TestEventChain::aForgedRowWithoutAMacIsNamedWhenItsKindNeedsOne_I12()
{
    const LedgerFile file;
    writeHistory(file);
    forgeBody(file.path(), 5, {kStart.plusMs(2), "agent.added", {}, "", R"({"id":"evil"})"}, std::nullopt);
    const ChainReport report = file.verify();
    QCOMPARE(report.firstBad.value_or(0), std::int64_t{5});
    QVERIFY(report.fault == ChainFault::MissingMac);
    // That much shows even while the vault is locked.
    QVERIFY(file.reader().verify({}).fault == ChainFault::MissingMac);
}

void TestEventChain::withoutTheKeyOnlyTheHashesAreChecked()
{
    const LedgerFile file;
    writeHistory(file);
    QVERIFY(file.reader().verify({}).isWhole());
    const crypto::SecretBytes other = sealKey(9);
    const ChainReport report = file.reader().verify(other.readable());
    QCOMPARE(report.firstBad.value_or(0), std::int64_t{1});
    QVERIFY(report.fault == ChainFault::MacMismatch);
}

void TestEventChain::aRowThatOnlyNarrowsMayLackItsMac()
{
    const LedgerFile file;
    writeHistory(file);
    QCOMPARE(RawFile(file.path()).text("SELECT kind FROM events WHERE mac IS NULL"), std::string("paused"));
    QVERIFY(file.verify().isWhole());
}

void TestEventChain::aSettingCannotBeHiddenAsARowOfAPayment_I12()
{
    // A pause whose row claims to be about a payment would not be read as a setting any more.
    for (const char* number : {"-1", "0", "-9223372036854775808"}) {
        const LedgerFile file;
        writeHistory(file);
        RawFile(file.path()).forge(std::string("UPDATE events SET payment = ") + number + " WHERE seq = 4");
        const ChainReport report = file.verify();
        QCOMPARE(report.firstBad.value_or(0), std::int64_t{4});
        QVERIFY(report.fault == ChainFault::HashMismatch);
    }
}

void TestEventChain::lengthsKeepFieldsApart()
{
    const Event one{kStart, "ab", 1, "c", "d"};
    for (const Event& other : {Event{kStart, "a", 1, "bc", "d"}, Event{kStart, "ab", 1, "", "cd"},
                               Event{kStart, "abc", 1, "", "d"}}) {
        QVERIFY(chainHash({}, 1, one) != chainHash({}, 1, other));
    }
}

void TestEventChain::everyFieldIsInTheHash()
{
    const bool holds = rc::check("two rows have one hash only when they are the same", [] {
        const auto any = [] {
            Event event;
            event.at = {*rc::gen::inRange<std::int64_t>(0, 3)};
            event.kind = *rc::gen::element<std::string>("paused", "resumed");
            if (*rc::gen::arbitrary<bool>()) {
                event.payment = *rc::gen::inRange<std::int64_t>(1, 3);
            }
            event.agent = *rc::gen::element<std::string>("", "a1");
            event.body = *rc::gen::element<std::string>("{}", "[]");
            return std::pair{event, *rc::gen::inRange<std::int64_t>(1, 3)};
        };
        const auto [a, seqA] = any();
        const auto [b, seqB] = any();
        const bool isSame = seqA == seqB && a.at == b.at && a.kind == b.kind && a.payment == b.payment &&
                            a.agent == b.agent && a.body == b.body;
        RC_ASSERT((chainHash({}, seqA, a) == chainHash({}, seqB, b)) == isSame);
        RC_ASSERT(chainHash(Hash256{1}, seqA, a) != chainHash({}, seqA, a));
    });
    QVERIFY(holds);
}

void TestEventChain::whatAuthorisesOrWidensNeedsAMac_I9_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<bool>("isNeeded");
    for (const char* widens :
         {"ledger.created", "authorized", "agent.added", "agent.resumed", "policy.set", "network.set",
          "resumed", "proven", "void", "account.added", "delay.set", "change.pending", "change.applied",
          "grant.added", "more.granted", "more.used", "ledger.thawed", "alarm.lifted"}) {
        QTest::newRow(widens) << QByteArray(widens) << true;
    }
    for (const char* narrows :
         {"denied", "waiting", "rejected", "lapsed", "given_up", "reported", "expired", "paused",
          "agent.paused", "policy.tightened", "delay.raised", "change.recalled", "grant.ended", "more.asked",
          "more.denied", "alarm.raised", "doubted", "watch.mark"}) {
        QTest::newRow(narrows) << QByteArray(narrows) << false;
    }
}

void TestEventChain::whatAuthorisesOrWidensNeedsAMac_I9()
{
    QFETCH(QByteArray, kind);
    QFETCH(bool, isNeeded);
    QCOMPARE(needsMac(kind.toStdString()), isNeeded);
    const LedgerFile file;
    Ledger locked = must(Ledger::open(file.path()));
    const auto noted = locked.note({kStart, kind.toStdString(), {}, "", "{}"});
    QCOMPARE(noted.has_value(), !isNeeded);
    if (!noted) {
        QVERIFY(noted.error() == DatabaseError::Sealed);
    }
}

void TestEventChain::everyFaultHasWordsOfItsOwn()
{
    std::vector<std::string_view> seen;
    for (const ChainFault fault : {ChainFault::HashMismatch, ChainFault::MacMismatch, ChainFault::MissingMac,
                                   ChainFault::Gap, ChainFault::CutOff, ChainFault::Unreadable}) {
        QVERIFY(std::ranges::find(seen, describe(fault)) == seen.end());
        seen.push_back(describe(fault));
        QVERIFY(!seen.back().empty());
    }
}

QTEST_APPLESS_MAIN(TestEventChain)
#include "tst_event_chain.moc"
