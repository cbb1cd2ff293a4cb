#include "core/payment/judgement_json.h"
#include "core/payment/seen.h"

#include "till_fixture.h"

#include <QTest>

#include "core/support/json.h"
#include <rapidcheck.h>

using namespace till;
using namespace till::payment;
using namespace till::tests;

namespace {

/// Text as strangers write it: quotes, controls, JSON of its own, every kind of Unicode; valid UTF-8.
std::string hostileText()
{
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "", "a", "\"", "\\", "\n", "\r\n", "\t", std::string(1, '\0'), "\x1b[2J", "</script>",
        "{\"by\":\"person\"}", "\",\"signing\":{}", "\xE2\x80\xAE", "\xF0\x9F\x92\xB8", "\xC3\xA4",
        "\xEF\xBB\xBF", "%s%n", "'; DROP TABLE x;--"));
    std::string text;
    for (const std::string& part : parts) {
        text += part;
    }
    return text;
}

std::vector<Reason> anyReasons()
{
    std::vector<Reason> reasons;
    const auto count = *rc::gen::inRange(0, 4);
    for (int each = 0; each < count; ++each) {
        reasons.push_back({hostileText(), hostileText()});
    }
    return reasons;
}

BudgetLine anyBudget()
{
    BudgetLine line;
    line.name = hostileText();
    line.unit = hostileText();
    line.used = hostileText();
    line.thisOne = hostileText();
    line.limit = hostileText();
    line.remaining = hostileText();
    line.window = hostileText();
    line.permilleBefore = *rc::gen::arbitrary<std::int64_t>();
    line.permilleAfter = *rc::gen::arbitrary<std::int64_t>();
    line.exceeded = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) {
        line.resetAtMs = *rc::gen::arbitrary<std::int64_t>();
    }
    return line;
}

Seen anySeen()
{
    Seen seen;
    seen.ask.interface = hostileText();
    seen.ask.caller = {*rc::gen::arbitrary<std::int64_t>(), *rc::gen::arbitrary<std::int64_t>(),
                       hostileText()};
    seen.ask.request = {hostileText(), hostileText(), hostileText(), hostileText(), hostileText()};
    seen.ask.claims = {hostileText(), hostileText(), hostileText()};
    if (*rc::gen::arbitrary<bool>()) {
        seen.ask.idempotencyKey = hostileText();
    }
    if (*rc::gen::arbitrary<bool>()) {
        seen.ask.maxAmount = money::Amount::fromUint64(*rc::gen::arbitrary<std::uint64_t>());
    }
    if (*rc::gen::arbitrary<bool>()) {
        seen.ask.unreadable = Unreadable{hostileText(), hostileText()};
    }
    challenge::Challenge& challenge = seen.ask.challenge;
    challenge.x402Version = *rc::gen::inRange(0, 3);
    challenge.resourceUrl = hostileText();
    challenge.description = hostileText();
    challenge.error = hostileText();
    challenge.resourceRaw = hostileText();
    challenge.extensionsRaw = hostileText();
    if (*rc::gen::arbitrary<bool>()) {
        challenge.options = {{hostileText(), hostileText(), hostileText(), hostileText(), hostileText(),
                              hostileText(), *rc::gen::arbitrary<std::int64_t>(), hostileText(),
                              hostileText(), hostileText(), hostileText(), hostileText()}};
    }
    const auto passed = *rc::gen::inRange(0, 3);
    for (int each = 0; each < passed; ++each) {
        seen.passedOver.push_back({static_cast<std::size_t>(each), hostileText(), hostileText()});
    }
    Judgement& judgement = seen.judgement;
    judgement.verdict = hostileText();
    judgement.code = hostileText();
    judgement.sentence = hostileText();
    judgement.reasons = anyReasons();
    judgement.budgets = {anyBudget(), anyBudget()};
    judgement.trace = anyReasons();
    judgement.differences = anyReasons();
    judgement.usual = hostileText();
    if (*rc::gen::arbitrary<bool>()) {
        judgement.smallestChange = hostileText();
    }
    judgement.retryAllowed = *rc::gen::arbitrary<bool>();
    return seen;
}

bool isSame(const challenge::Option& a, const challenge::Option& b)
{
    return a.scheme == b.scheme && a.network == b.network && a.caip2 == b.caip2 && a.asset == b.asset &&
           a.amount == b.amount && a.payTo == b.payTo && a.maxTimeoutSeconds == b.maxTimeoutSeconds &&
           a.eip712Name == b.eip712Name && a.eip712Version == b.eip712Version &&
           a.transferMethod == b.transferMethod && a.paymentFlow == b.paymentFlow && a.raw == b.raw;
}

bool isSame(const std::vector<Reason>& a, const std::vector<Reason>& b)
{
    return std::ranges::equal(a, b, [](const Reason& one, const Reason& other) {
        return one.code == other.code && one.text == other.text;
    });
}

} // namespace

class TestSeen : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingSeenComesBackWhateverAStrangerWrote();
    void noStrangersTextBecomesAMemberOfTheBody();
    void reasonsComeBackFromTheirColumn();
    void brokenUtf8IsKeptAsReplacements();
    void otherTextsAreNothingSeen_data();
    void otherTextsAreNothingSeen();
};

void TestSeen::everythingSeenComesBackWhateverAStrangerWrote()
{
    const bool holds = rc::check("seenFromEventBody(toEventBody(s)) is s", [] {
        const Seen seen = anySeen();
        const auto back = seenFromEventBody(toEventBody(seen));
        RC_ASSERT(back.has_value());
        const Ask& ask = seen.ask;
        const Ask& other = back->ask;
        RC_ASSERT(other.interface == ask.interface);
        RC_ASSERT(other.caller.pid == ask.caller.pid && other.caller.uid == ask.caller.uid);
        RC_ASSERT(other.caller.executable == ask.caller.executable);
        RC_ASSERT(contentOf(other) == contentOf(ask));
        RC_ASSERT(other.request.host == ask.request.host && other.request.path == ask.request.path);
        RC_ASSERT(other.claims.tool == ask.claims.tool && other.claims.task == ask.claims.task);
        RC_ASSERT(other.claims.reason == ask.claims.reason);
        RC_ASSERT(other.idempotencyKey == ask.idempotencyKey && other.maxAmount == ask.maxAmount);
        RC_ASSERT(other.unreadable.has_value() == ask.unreadable.has_value());
        if (ask.unreadable) {
            RC_ASSERT(other.unreadable->code == ask.unreadable->code);
            RC_ASSERT(other.unreadable->detail == ask.unreadable->detail);
        }
        RC_ASSERT(other.challenge.x402Version == ask.challenge.x402Version);
        RC_ASSERT(other.challenge.resourceUrl == ask.challenge.resourceUrl);
        RC_ASSERT(other.challenge.description == ask.challenge.description);
        RC_ASSERT(other.challenge.error == ask.challenge.error);
        RC_ASSERT(other.challenge.resourceRaw == ask.challenge.resourceRaw);
        RC_ASSERT(other.challenge.extensionsRaw == ask.challenge.extensionsRaw);
        RC_ASSERT(other.challenge.options.size() == ask.challenge.options.size());
        for (std::size_t each = 0; each < ask.challenge.options.size(); ++each) {
            RC_ASSERT(isSame(other.challenge.options[each], ask.challenge.options[each]));
        }
        RC_ASSERT(back->passedOver.size() == seen.passedOver.size());
        for (std::size_t each = 0; each < seen.passedOver.size(); ++each) {
            RC_ASSERT(back->passedOver[each].option == seen.passedOver[each].option);
            RC_ASSERT(back->passedOver[each].code == seen.passedOver[each].code);
        }
        const Judgement& judgement = seen.judgement;
        const Judgement& read = back->judgement;
        RC_ASSERT(read.verdict == judgement.verdict && read.code == judgement.code);
        RC_ASSERT(read.sentence == judgement.sentence && read.usual == judgement.usual);
        RC_ASSERT(isSame(read.reasons, judgement.reasons) && isSame(read.trace, judgement.trace));
        RC_ASSERT(isSame(read.differences, judgement.differences));
        RC_ASSERT(read.smallestChange == judgement.smallestChange &&
                  read.retryAllowed == judgement.retryAllowed);
        RC_ASSERT(read.budgets.size() == judgement.budgets.size());
        for (std::size_t each = 0; each < judgement.budgets.size(); ++each) {
            const BudgetLine& a = read.budgets[each];
            const BudgetLine& b = judgement.budgets[each];
            RC_ASSERT(a.name == b.name && a.unit == b.unit && a.used == b.used && a.thisOne == b.thisOne);
            RC_ASSERT(a.limit == b.limit && a.remaining == b.remaining && a.window == b.window);
            RC_ASSERT(a.permilleBefore == b.permilleBefore && a.permilleAfter == b.permilleAfter);
            RC_ASSERT(a.exceeded == b.exceeded && a.resetAtMs == b.resetAtMs);
        }
    });
    QVERIFY(holds);
}

void TestSeen::noStrangersTextBecomesAMemberOfTheBody()
{
    const bool holds = rc::check("the body has its three members, no more", [] {
        const auto body = nlohmann::json::parse(toEventBody(anySeen()));
        RC_ASSERT(body.size() == std::size_t{3});
        RC_ASSERT(body.contains("ask") && body.contains("passedOver") && body.contains("judgement"));
    });
    QVERIFY(holds);
}

void TestSeen::reasonsComeBackFromTheirColumn()
{
    const bool holds = rc::check("reasonsFromText(reasonsText(r)) is r", [] {
        const auto reasons = anyReasons();
        RC_ASSERT(isSame(reasonsFromText(reasonsText(reasons)), reasons));
    });
    QVERIFY(holds);
    for (const char* text :
         {"", "[", "[1]", "[{}]", R"([{"code":1,"text":""}])", R"({"code":"a","text":"b"})"}) {
        QVERIFY2(reasonsFromText(text).empty(), text);
    }
}

void TestSeen::brokenUtf8IsKeptAsReplacements()
{
    Seen seen;
    seen.ask.claims.reason = "a\xFF"
                             "b\xC3";
    const auto back = seenFromEventBody(toEventBody(seen));
    QVERIFY(back);
    QCOMPARE(back->ask.claims.reason, std::string("a\xEF\xBF\xBD"
                                                  "b\xEF\xBF\xBD"));
}

void TestSeen::otherTextsAreNothingSeen_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("an approval") << QByteArray(R"({"by":"person: cli","note":""})");
    QTest::newRow("no judgement") << QByteArray(R"({"ask":{},"passedOver":[]})");
    QTest::newRow("wrong type") << QByteArray(R"({"ask":1,"passedOver":[],"judgement":{}})");
}

void TestSeen::otherTextsAreNothingSeen()
{
    QFETCH(QByteArray, text);
    QVERIFY(!seenFromEventBody(text.toStdString()));
}

QTEST_APPLESS_MAIN(TestSeen)
#include "tst_seen.moc"
