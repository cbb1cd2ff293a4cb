#include "core/wire/plain_frame.h"

#include "core/wire/agent_messages.h"
#include "core/wire/codec.h"

#include <QTest>

#include <rapidcheck.h>

#include <random>

using namespace till;
using namespace till::wire;

namespace {

/// Text with everything that JSON escapes, and characters of two to four bytes.
std::string anyText()
{
    static const std::vector<std::string> kPieces{
        "a",      "pay_7",    "\"",           "\\",   "/",  "\n", "\x01",
        "\x7f",   "\xc3\xa9", "\xe2\x82\xac", "{}[]", ":,", "\t", "\xf0\x9f\x92\xb8",
        "\\u0041"};
    std::string text;
    for (const std::size_t piece :
         *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kPieces.size()))) {
        text += kPieces[piece];
    }
    return text;
}

std::int64_t anyNumber()
{
    return *rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(), rc::gen::just<std::int64_t>(0),
                           rc::gen::just<std::int64_t>(INT64_MIN), rc::gen::just<std::int64_t>(INT64_MAX));
}

std::optional<std::string> maybeText()
{
    return *rc::gen::arbitrary<bool>() ? std::optional(anyText()) : std::nullopt;
}

Pay anyPay()
{
    Pay pay;
    pay.token = anyText();
    pay.interface = anyText();
    pay.caller = {anyNumber(), anyNumber(), anyText()};
    pay.request = {anyText(), anyText(), anyText(), anyText(), anyText()};
    pay.claims = {anyText(), anyText(), anyText()};
    pay.idempotencyKey = maybeText();
    pay.maxAmount = maybeText();
    pay.allowRepeat = *rc::gen::arbitrary<bool>();
    if (*rc::gen::arbitrary<bool>()) {
        pay.fault = FaultShape{anyText(), anyText()};
    } else {
        ChallengeShape& challenge = pay.challenge.emplace();
        challenge.x402Version = anyNumber();
        challenge.resourceRaw = anyText();
        challenge.options.resize(*rc::gen::inRange<std::size_t>(0, 3));
        for (OptionShape& each : challenge.options) {
            each.scheme = anyText();
            each.maxTimeoutSeconds = anyNumber();
            each.raw = anyText();
        }
    }
    return pay;
}

PaymentAnswer anyAnswer()
{
    PaymentAnswer answer;
    answer.id = anyText();
    answer.status = anyText();
    answer.joined = *rc::gen::arbitrary<bool>();
    answer.transaction = maybeText();
    answer.headers.resize(*rc::gen::inRange<std::size_t>(0, 3));
    for (HeaderField& each : answer.headers) {
        each = {anyText(), anyText()};
    }
    DecisionShape& decision = answer.decision.emplace();
    decision.sentence = anyText();
    decision.reasons = {{anyText(), anyText()}};
    decision.budgets.resize(*rc::gen::inRange<std::size_t>(0, 3));
    for (BudgetEffect& each : decision.budgets) {
        each.name = anyText();
        each.permilleAfter = anyNumber();
    }
    return answer;
}

/// What the long way reads, written again; empty when it reads nothing.
template <class T>
std::string byDocument(const std::string& frame)
{
    const auto envelope = parseFrame(frame);
    if (!envelope || envelope->type != T::kType) {
        return {};
    }
    const auto shape = fromBody<T>(envelope->body);
    return shape ? encode(envelope->id, *shape) : std::string();
}

/// The same of the quick way.
template <class T>
std::string byText(const std::string& frame)
{
    const auto plain = plainFrame(frame);
    const auto shape = plain ? plainBody<T>(*plain) : std::nullopt;
    return shape ? encode(plain->id, *shape) : std::string();
}

std::string sample()
{
    Pay pay;
    pay.token = "till_a1_00";
    pay.request = {"GET", "https://shop.test/\xc3\xa9", "shop.test", "/", ""};
    pay.claims.reason = "a \"quote\"\n";
    pay.caller = {12, 1000, "/usr/bin/node"};
    ChallengeShape& challenge = pay.challenge.emplace();
    challenge.x402Version = 2;
    challenge.options.resize(2);
    challenge.options[0].raw = R"({"scheme":"exact"})";
    return encode(7, pay);
}

std::string mutated(std::string frame, std::mt19937& random)
{
    static const std::string kBytes("\"\\{}[],:0123456789-+.eEtfnu \n\0\x1f\x80\xc3\xff"
                                    "a",
                                    34);
    const auto below = [&random](std::size_t end) { return random() % end; };
    for (std::size_t changes = 1 + below(3); changes > 0 && !frame.empty(); --changes) {
        const std::size_t at = below(frame.size());
        switch (below(5)) {
        case 0:
            frame[at] = kBytes[below(kBytes.size())];
            break;
        case 1:
            frame.insert(at, 1, kBytes[below(kBytes.size())]);
            break;
        case 2:
            frame.erase(at, 1 + below(4));
            break;
        case 3:
            frame.insert(at, frame.substr(below(frame.size()), below(40)));
            break;
        default:
            frame.erase(at, below(60));
            break;
        }
    }
    return frame;
}

} // namespace

class TestPlainFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsWritten();
    void readsNothingThatTheLongWayReadsOtherwise();
    void leavesTheRestToTheLongWay_data();
    void leavesTheRestToTheLongWay();
    void refusesWhatIsLargerThanAFrame();
    void countsValuesLikeTheLongWay();
};

void TestPlainFrame::readsWhatIsWritten()
{
    QVERIFY(rc::check("a pay that was encoded is read back the quick way", [] {
        const std::string frame = encode(*rc::gen::inRange<std::int64_t>(0, INT64_MAX), anyPay());
        RC_ASSERT(byText<Pay>(frame) == frame);
        RC_ASSERT(byDocument<Pay>(frame) == frame);
    }));
    QVERIFY(rc::check("an answer that was encoded is read back the quick way", [] {
        const std::string frame = encode(3, anyAnswer());
        RC_ASSERT(byText<PaymentAnswer>(frame) == frame);
        RC_ASSERT(byDocument<PaymentAnswer>(frame) == frame);
    }));
}

void TestPlainFrame::readsNothingThatTheLongWayReadsOtherwise()
{
    std::mt19937 random(402);
    const std::string frame = sample();
    QCOMPARE(byText<Pay>(frame), frame);
    int taken = 0;
    for (int each = 0; each < 40'000; ++each) {
        const std::string changed = mutated(frame, random);
        const std::string read = byText<Pay>(changed);
        if (read.empty()) {
            continue;
        }
        ++taken;
        QVERIFY2(read == byDocument<Pay>(changed), changed.c_str());
    }
    QVERIFY2(taken > 1000, "enough of the changed frames are still frames");
}

void TestPlainFrame::leavesTheRestToTheLongWay_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char* tag, const char* from, const char* to, bool isGood) {
        QTest::newRow(tag) << QByteArray(from) << QByteArray(to) << isGood;
    };
    row("a blank", "\"id\":7", "\"id\": 7", true);
    row("other order", R"("v":1,"id":7)", R"("id":7,"v":1)", true);
    row("an escape above ASCII", "/\xc3\xa9", "/\\u00e9", true);
    row("another version", "\"v\":1", "\"v\":2", false);
    row("an unknown field", R"("allowRepeat":false)", R"("allowRepeat":false,"more":1)", false);
    row("a field twice", R"("pid":12)", R"("pid":12,"pid":12)", false);
    row("a fraction", R"("pid":12)", R"("pid":12.0)", false);
    row("an exponent", R"("pid":12)", R"("pid":1e1)", false);
    row("a leading zero", R"("pid":12)", R"("pid":012)", false);
    row("a plus", R"("pid":12)", R"("pid":+12)", false);
    row("beyond 64 bits", R"("pid":12)", R"("pid":9223372036854775808)", false);
    row("a text for a number", R"("pid":12)", R"("pid":"12")", false);
    row("a negative id", "\"id\":7", "\"id\":-7", false);
    row("a raw line feed", "GET", "G\nT", false);
    row("bytes that are no UTF-8", "GET", "G\xffT", false);
    row("half a surrogate pair", "GET", "G\\ud800T", false);
    row("an escape that is none", "GET", "G\\xT", false);
    row("a missing field", R"("pid":12,)", "", false);
}

void TestPlainFrame::leavesTheRestToTheLongWay()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(bool, isGood);
    std::string frame = sample();
    const std::size_t at = frame.find(from.toStdString());
    QVERIFY(at != std::string::npos);
    frame.replace(at, static_cast<std::size_t>(from.size()), to.toStdString());
    QVERIFY(byText<Pay>(frame).empty());
    QCOMPARE(!byDocument<Pay>(frame).empty(), isGood);
}

void TestPlainFrame::refusesWhatIsLargerThanAFrame()
{
    Pay pay;
    pay.claims.reason = std::string(kMaxFrameBytes, 'a');
    QVERIFY(!plainFrame(encode(1, pay)));
    pay.claims.reason.resize(kMaxFrameBytes - encode(1, Pay{}).size());
    QCOMPARE(encode(1, pay).size(), kMaxFrameBytes);
    QVERIFY(!byText<Pay>(encode(1, pay)).empty());
}

void TestPlainFrame::countsValuesLikeTheLongWay()
{
    PaymentAnswer answer;
    const auto isRead = [&answer](std::size_t headers) {
        answer.headers.resize(headers);
        const std::string frame = encode(1, answer);
        const bool isPlain = !byText<PaymentAnswer>(frame).empty();
        return std::pair(isPlain, !byDocument<PaymentAnswer>(frame).empty());
    };
    // Each header is three values; somewhere here the frame passes the limit.
    bool hasPassed = false;
    for (std::size_t headers = kMaxFrameValues / 3 - 10; headers < kMaxFrameValues / 3 + 1; ++headers) {
        const auto [isPlain, isGood] = isRead(headers);
        QCOMPARE(isPlain, isGood);
        hasPassed = hasPassed || !isGood;
    }
    QVERIFY(isRead(kMaxFrameValues / 3 - 10).first);
    QVERIFY(hasPassed);
}

QTEST_APPLESS_MAIN(TestPlainFrame)
#include "tst_plain_frame.moc"
