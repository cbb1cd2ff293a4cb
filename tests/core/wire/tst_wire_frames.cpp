#include "any_shape.h"

#include <QTest>

using namespace till;
using namespace till::tests;
using namespace till::wire;
using nlohmann::json;

Q_DECLARE_METATYPE(till::wire::WireError)

namespace {

std::string nested(std::size_t depth)
{
    return std::string(depth, '[') + std::string(depth, ']');
}

std::string frameWith(const std::string& body)
{
    return R"({"v":1,"id":1,"type":"status","body":)" + body + "}";
}

} // namespace

class TestWireFrames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFrameComesBackAsItWasMade();
    void anEncodedShapeIsAFrameOfItsType();
    void whatIsNoFrameIsRefused_data();
    void whatIsNoFrameIsRefused();
    void theWholeRangeOfIdsIsTaken_data();
    void theWholeRangeOfIdsIsTaken();
    void aFrameOfExactlyTheLimitIsTaken();
    void depthHasALimit();
    void theNumberOfValuesHasALimit();
    void randomBytesNeverBecomeAFrameByAccident();
    void everyCutOfAFrameIsRefused();
    void brokenUtf8OfOursIsReplacedNotThrown();
    void anErrorAnswerCarriesItsCode();
    void everyFaultHasWordsOfItsOwn();
    void aPageOfPaymentsFitsAFrame();
};

void TestWireFrames::aFrameComesBackAsItWasMade()
{
    const bool holds = rc::check("parseFrame(makeFrame(…)) gives id, type and body back", [] {
        const auto id = *rc::gen::inRange<std::int64_t>(0, INT64_MAX);
        const std::string type = anyText();
        const json body = toBody(anyShape<Pay>());
        const std::string frame = makeFrame(id, type, json(body));
        RC_PRE(frame.size() <= kMaxFrameBytes);
        const auto read = parseFrame(frame);
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->id == id);
        RC_ASSERT(read->type == type);
        RC_ASSERT(read->body == body);
    });
    QVERIFY(holds);
}

void TestWireFrames::anEncodedShapeIsAFrameOfItsType()
{
    AllShapes::each([]<class T>(std::type_identity<T>) {
        if constexpr (requires { T::kType; }) {
            const auto read = parseFrame(encode(7, T()));
            QVERIFY2(read, T::kType);
            QCOMPARE(read->id, std::int64_t{7});
            QCOMPARE(read->type, std::string(T::kType));
            QVERIFY(fromBody<T>(read->body));
        }
    });
}

void TestWireFrames::whatIsNoFrameIsRefused_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<WireError>("error");
    const auto row = [](const char* tag, const QByteArray& frame, WireError error) {
        QTest::newRow(tag) << frame << error;
    };
    row("empty", "", WireError::NotJson);
    row("space", " ", WireError::NotJson);
    row("null", "null", WireError::BadEnvelope);
    row("a list", "[]", WireError::BadEnvelope);
    row("an empty object", "{}", WireError::BadEnvelope);
    row("no version", R"({"id":1,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("no id", R"({"v":1,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("no type", R"({"v":1,"id":1,"body":{}})", WireError::BadEnvelope);
    row("no body", R"({"v":1,"id":1,"type":"lock"})", WireError::BadEnvelope);
    row("one more member", R"({"v":1,"id":1,"type":"lock","body":{},"x":1})", WireError::BadEnvelope);
    row("another member instead", R"({"v":1,"id":1,"type":"lock","Body":{}})", WireError::BadEnvelope);
    row("version 2", R"({"v":2,"id":1,"type":"lock","body":{}})", WireError::WrongVersion);
    row("version 0", R"({"v":0,"id":1,"type":"lock","body":{}})", WireError::WrongVersion);
    row("negative version", R"({"v":-1,"id":1,"type":"lock","body":{}})", WireError::WrongVersion);
    row("version as text", R"({"v":"1","id":1,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("version as a float", R"({"v":1.0,"id":1,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("version as true", R"({"v":true,"id":1,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("negative id", R"({"v":1,"id":-1,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("id as a float", R"({"v":1,"id":1.0,"type":"lock","body":{}})", WireError::BadEnvelope);
    row("id as text", R"({"v":1,"id":"1","type":"lock","body":{}})", WireError::BadEnvelope);
    row("id past 63 bits", R"({"v":1,"id":9223372036854775808,"type":"lock","body":{}})",
        WireError::BadEnvelope);
    row("id of 64 bits", R"({"v":1,"id":18446744073709551615,"type":"lock","body":{}})",
        WireError::BadEnvelope);
    row("id past 64 bits", R"({"v":1,"id":18446744073709551616,"type":"lock","body":{}})",
        WireError::NotJson);
    row("type as a number", R"({"v":1,"id":1,"type":1,"body":{}})", WireError::BadEnvelope);
    row("body as a list", R"({"v":1,"id":1,"type":"lock","body":[]})", WireError::BadEnvelope);
    row("body as null", R"({"v":1,"id":1,"type":"lock","body":null})", WireError::BadEnvelope);
    row("body as text", R"({"v":1,"id":1,"type":"lock","body":"{}"})", WireError::BadEnvelope);
    row("key twice", R"({"v":1,"id":1,"id":2,"type":"lock","body":{}})", WireError::NotJson);
    row("key twice, escaped", R"({"v":1,"id":1,"\u0069d":2,"type":"lock","body":{}})", WireError::NotJson);
    row("key twice in the body",
        R"({"v":1,"id":1,"type":"unlock","body":{"passphrase":"a","passphrase":"b"}})", WireError::NotJson);
    row("two frames", R"({"v":1,"id":1,"type":"lock","body":{}}{"v":1,"id":2,"type":"lock","body":{}})",
        WireError::NotJson);
    row("text after it", R"({"v":1,"id":1,"type":"lock","body":{}} x)", WireError::NotJson);
    row("a comment", R"({"v":1,/**/"id":1,"type":"lock","body":{}})", WireError::NotJson);
    row("a comma too much", R"({"v":1,"id":1,"type":"lock","body":{},})", WireError::NotJson);
    row("single quotes", R"({'v':1,'id':1,'type':'lock','body':{}})", WireError::NotJson);
    row("broken UTF-8", QByteArray(R"({"v":1,"id":1,"type":"lo)") + '\xFF' + QByteArray(R"(k","body":{}})"),
        WireError::NotJson);
    row("lone surrogate", R"({"v":1,"id":1,"type":"\ud800","body":{}})", WireError::NotJson);
    row("byte order mark", QByteArray("\xEF\xBB\xBF") + R"({"v":1,"id":1,"type":"lock","body":{}})",
        WireError::NotJson);
    row("zero byte after it", QByteArray(R"({"v":1,"id":1,"type":"lock","body":{}})") + '\0',
        WireError::NotJson);
    row("not a number", R"({"v":1,"id":NaN,"type":"lock","body":{}})", WireError::NotJson);
    row("too large", QByteArray(kMaxFrameBytes + 1, ' '), WireError::TooLarge);
    row("too large and whole",
        QByteArray(R"({"v":1,"id":1,"type":"lock","body":{}})") + QByteArray(kMaxFrameBytes, ' '),
        WireError::TooLarge);
}

void TestWireFrames::whatIsNoFrameIsRefused()
{
    QFETCH(QByteArray, frame);
    QFETCH(WireError, error);
    const auto read = parseFrame({frame.constData(), static_cast<std::size_t>(frame.size())});
    QVERIFY(!read);
    QCOMPARE(QByteArray(describe(read.error()).data()), QByteArray(describe(error).data()));
}

void TestWireFrames::theWholeRangeOfIdsIsTaken_data()
{
    QTest::addColumn<qint64>("id");
    QTest::newRow("an event") << qint64{0};
    QTest::newRow("one") << qint64{1};
    QTest::newRow("past what a double holds") << qint64{9007199254740993};
    QTest::newRow("the largest") << qint64{INT64_MAX};
}

void TestWireFrames::theWholeRangeOfIdsIsTaken()
{
    QFETCH(qint64, id);
    const auto read = parseFrame(encode(id, Done()));
    QVERIFY(read && read->id == id);
}

void TestWireFrames::aFrameOfExactlyTheLimitIsTaken()
{
    const std::string start = R"({"v":1,"id":1,"type":"unlock","body":{"passphrase":")";
    const std::string end = R"("}})";
    const std::string frame = start + std::string(kMaxFrameBytes - start.size() - end.size(), 'x') + end;
    QCOMPARE(frame.size(), kMaxFrameBytes);
    QVERIFY(parseFrame(frame));
    const auto larger = parseFrame(frame + " ");
    QVERIFY(!larger && larger.error() == WireError::TooLarge);
}

void TestWireFrames::depthHasALimit()
{
    // The frame itself and its body are two of them.
    QVERIFY(parseFrame(frameWith(R"({"a":)" + nested(kMaxFrameDepth - 2) + "}")));
    const auto deeper = parseFrame(frameWith(R"({"a":)" + nested(kMaxFrameDepth - 1) + "}"));
    QVERIFY(!deeper && deeper.error() == WireError::NotJson);
    QVERIFY(!parseFrame(frameWith(R"({"a":)" + nested(30'000) + "}")));
    QVERIFY(!parseFrame(std::string(kMaxFrameBytes, '[')));
}

void TestWireFrames::theNumberOfValuesHasALimit()
{
    const auto listOf = [](std::size_t count) {
        std::string list = "[0";
        for (std::size_t each = 1; each < count; ++each) {
            list += ",0";
        }
        return frameWith(R"({"a":)" + list + "]}");
    };
    QVERIFY(parseFrame(listOf(kMaxFrameValues - 10)));
    QVERIFY(!parseFrame(listOf(kMaxFrameValues + 1)));
}

void TestWireFrames::randomBytesNeverBecomeAFrameByAccident()
{
    const bool holds =
        rc::check("a frame with some bytes changed is refused or still a frame of four members", [] {
            std::string frame = encode(7, anyShape<PaymentGet>());
            const auto changes = *rc::gen::inRange(1, 5);
            for (int each = 0; each < changes; ++each) {
                frame[*rc::gen::inRange<std::size_t>(0, frame.size())] = *rc::gen::arbitrary<char>();
            }
            const auto read = parseFrame(frame);
            if (read) {
                RC_ASSERT(read->id >= 0);
                RC_ASSERT(read->body.is_object());
            }
        });
    QVERIFY(holds);
}

void TestWireFrames::everyCutOfAFrameIsRefused()
{
    const std::string frame = encode(7, Hello{kProtocolVersion, "till 0.1.0", "00"});
    for (std::size_t size = 0; size < frame.size(); ++size) {
        QVERIFY2(!parseFrame(std::string_view(frame).substr(0, size)), std::to_string(size).c_str());
    }
    QVERIFY(parseFrame(frame));
}

void TestWireFrames::brokenUtf8OfOursIsReplacedNotThrown()
{
    Reason reason{"a\xFF", "\xC3"};
    ErrorBody error;
    error.message = reason.code + reason.text;
    const auto read = parseFrame(encodeError(1, error));
    QVERIFY(read);
    QCOMPARE(read->body["message"].get<std::string>(), std::string("a\xEF\xBF\xBD\xEF\xBF\xBD"));
}

void TestWireFrames::anErrorAnswerCarriesItsCode()
{
    const auto read =
        parseFrame(encodeError(INT64_MAX, {"paused", "All payments are paused.", "no", "Try later."}));
    QVERIFY(read && read->type == kErrorType && read->id == INT64_MAX);
    QCOMPARE(fromBody<ErrorBody>(read->body)->code, std::string("paused"));
}

void TestWireFrames::everyFaultHasWordsOfItsOwn()
{
    std::vector<std::string_view> seen;
    for (const WireError error :
         {WireError::TooLarge, WireError::NotJson, WireError::WrongVersion, WireError::BadEnvelope,
          WireError::MissingField, WireError::UnknownField, WireError::WrongType}) {
        QVERIFY(std::ranges::find(seen, describe(error)) == seen.end());
        seen.push_back(describe(error));
        QVERIFY(seen.back().back() == '.');
    }
}

void TestWireFrames::aPageOfPaymentsFitsAFrame()
{
    // Rows as they come in practice: every text as long as the ledger keeps it, but for the URL.
    PaymentRow row;
    for (std::string* text :
         {&row.networkName, &row.scheme, &row.asset, &row.payTo, &row.agentName, &row.network}) {
        *text = std::string(64, 'x');
    }
    row.url = std::string(512, 'u');
    row.host = std::string(64, 'h');
    row.nonce = row.digest = row.transaction = "0x" + std::string(64, 'f');
    row.reasons = {{"denied_by_rule", std::string(200, 'r')}};
    PaymentsPage page;
    page.payments.assign(kMaxPageRows, row);
    page.next = "pay_9223372036854775807";
    QVERIFY(encode(1, page).size() <= kMaxFrameBytes);
}

QTEST_APPLESS_MAIN(TestWireFrames)
#include "tst_wire_frames.moc"
