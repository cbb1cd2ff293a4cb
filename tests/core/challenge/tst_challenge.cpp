#include "core/challenge/challenge.h"

#include "core/wire/problem_codes.h"
#include "tests/core/challenge/answers.h"
#include "tests/core/vectors.h"

#include <QTest>

using namespace till;
using namespace till::challenge;
using namespace till::tests;
using nlohmann::json;

Q_DECLARE_METATYPE(till::challenge::ChallengeError)

namespace {

const std::string kOption = R"({"scheme":"exact","network":"eip155:8453","amount":"10000",)"
                            R"("asset":"0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",)"
                            R"("payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C","maxTimeoutSeconds":60,)"
                            R"("extra":{"name":"USD Coin","version":"2"}})";
const std::string kOptionV1 =
    R"({"scheme":"exact","network":"base","maxAmountRequired":"10000",)"
    R"("resource":"https://api.example.com/x","description":"d","mimeType":"",)"
    R"("asset":"0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",)"
    R"("payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C","maxTimeoutSeconds":60,)"
    R"("extra":{"name":"USD Coin","version":"2"}})";

std::string version2(const std::string& options)
{
    return R"({"x402Version":2,"resource":{"url":"https://api.example.com/x"},"accepts":[)" + options + "]}";
}

std::string version1(const std::string& options)
{
    return R"({"x402Version":1,"error":"X-PAYMENT header is required","accepts":[)" + options + "]}";
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    const auto at = text.find(what);
    Q_ASSERT(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

std::string repeated(const std::string& option, std::size_t times)
{
    std::string options = option;
    for (std::size_t i = 1; i < times; ++i)
        options += "," + option;
    return options;
}

} // namespace

class TestChallenge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsOfficialHeaders_data();
    void readsOfficialHeaders();
    void refusesWhatTheOfficialClientRefuses_data();
    void refusesWhatTheOfficialClientRefuses();
    void readsOfficialVersion1Bodies_data();
    void readsOfficialVersion1Bodies();
    void refusesBadHeaders_data();
    void refusesBadHeaders();
    void refusesBadBodies_data();
    void refusesBadBodies();
    void headerWinsOverBody();
    void unreadableHeaderIsNotReplacedByTheBody();
    void repeatedHeaderIsRefused();
    void emptyHeaderIsNoHeader();
    void headerNameAndBlanksDoNotMatter();
    void otherStatusIsNoChallenge_data();
    void otherStatusIsNoChallenge();
    void keepsRawTextsByteForByte();
    void nullCountsAsAbsent();
    void textOfStrangersIsMadeVisibleAndCut();
    void optionsOfOtherFamiliesAreRead();
    void largeExtensionsAreLeftOut();
    void everyFaultHasAPublishedCode();
    void faultNamesThePlace();
};

void TestChallenge::readsOfficialHeaders_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<int>("status");
    const json vectors = readVectors("payment-required-headers.json");
    for (const json& each : vectors["cases"]) {
        QTest::newRow(each["name"].get<std::string>().c_str())
            << QByteArray::fromStdString(each["headerValue"].get<std::string>())
            << QByteArray::fromStdString(each["json"].dump()) << each.value("httpStatus", 402);
    }
}

void TestChallenge::readsOfficialHeaders()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, expected);
    QFETCH(int, status);
    HttpAnswer answer = answerWithHeader(header.toStdString());
    answer.status = status;
    const auto challenge = parseChallenge(answer);
    QVERIFY(challenge);

    const json source = json::parse(expected.toStdString());
    QCOMPARE(challenge->x402Version, 2);
    QCOMPARE(challenge->error, source.value("error", std::string()));
    QCOMPARE(challenge->resourceUrl, source["resource"]["url"].get<std::string>());
    QCOMPARE(challenge->description, source["resource"]["description"].get<std::string>());
    QVERIFY(json::parse(challenge->resourceRaw) == source["resource"]);
    QCOMPARE(challenge->options.size(), source["accepts"].size());
    for (std::size_t i = 0; i < challenge->options.size(); ++i) {
        const Option& option = challenge->options[i];
        const json& wanted = source["accepts"][i];
        QVERIFY(json::parse(option.raw) == wanted);
        QCOMPARE(option.scheme, wanted["scheme"].get<std::string>());
        QCOMPARE(option.network, wanted["network"].get<std::string>());
        QCOMPARE(option.asset, wanted["asset"].get<std::string>());
        QCOMPARE(option.amount, wanted["amount"].get<std::string>());
        QCOMPARE(option.payTo, wanted["payTo"].get<std::string>());
        QCOMPARE(option.maxTimeoutSeconds, wanted["maxTimeoutSeconds"].get<std::int64_t>());
    }
}

void TestChallenge::refusesWhatTheOfficialClientRefuses_data()
{
    QTest::addColumn<QByteArray>("header");
    const json vectors = readVectors("payment-required-headers.json");
    for (const json& each : vectors["rejected"]) {
        QTest::newRow(each["name"].get<std::string>().c_str())
            << QByteArray::fromStdString(each["value"].get<std::string>());
    }
}

void TestChallenge::refusesWhatTheOfficialClientRefuses()
{
    QFETCH(QByteArray, header);
    const auto challenge = parseChallenge(answerWithHeader(header.toStdString()));
    QVERIFY(!challenge);
    QCOMPARE(challenge.error().error, ChallengeError::BadBase64);
}

void TestChallenge::readsOfficialVersion1Bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    const json vectors = readVectors("exact-evm-v1-flows.json");
    for (const json& each : vectors["flows"]) {
        QTest::newRow(each["name"].get<std::string>().c_str())
            << QByteArray::fromStdString(each["body402"].dump());
    }
}

void TestChallenge::readsOfficialVersion1Bodies()
{
    QFETCH(QByteArray, body);
    const auto challenge = parseChallenge(answerWithBody(body.toStdString()));
    QVERIFY(challenge);
    const json wanted = json::parse(body.toStdString())["accepts"][0];
    QCOMPARE(challenge->x402Version, 1);
    QCOMPARE(challenge->resourceUrl, wanted["resource"].get<std::string>());
    QCOMPARE(challenge->options[0].amount, wanted["maxAmountRequired"].get<std::string>());
    QCOMPARE(challenge->options[0].eip712Name, wanted["extra"]["name"].get<std::string>());
    QVERIFY(!challenge->options[0].caip2.empty());
    QVERIFY(challenge->resourceRaw.empty());
}

void TestChallenge::refusesBadHeaders_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ChallengeError>("error");
    const auto row = [](const char* tag, const std::string& text, ChallengeError error) {
        QTest::newRow(tag) << QByteArray::fromStdString(text) << error;
    };
    const auto option = [](const std::string& what, const std::string& with) {
        return version2(replaced(kOption, what, with));
    };
    row("truncated", version2(kOption).substr(0, 200), ChallengeError::BadJson);
    row("empty text", "", ChallengeError::NoKnownDialect);
    row("two values", version2(kOption) + "{}", ChallengeError::BadJson);
    row("repeated key", option(R"("amount":"10000")", R"("amount":"10000","amount":"1")"),
        ChallengeError::BadJson);
    row("repeated key by escape", option(R"("amount":"10000")", R"("amount":"10000","amoun\u0074":"1")"),
        ChallengeError::BadJson);
    row("array", "[]", ChallengeError::WrongType);
    row("string", "\"x402\"", ChallengeError::WrongType);
    row("null", "null", ChallengeError::WrongType);
    row("no version", R"({"accepts":[]})", ChallengeError::BadVersion);
    row("version 1 in the header", replaced(version2(kOption), ":2", ":1"), ChallengeError::BadVersion);
    row("version 3", replaced(version2(kOption), ":2", ":3"), ChallengeError::BadVersion);
    row("version as text", replaced(version2(kOption), ":2", ":\"2\""), ChallengeError::BadVersion);
    row("version as a fraction", replaced(version2(kOption), ":2", ":2.0"), ChallengeError::BadVersion);
    row("version beyond 64 bits", replaced(version2(kOption), ":2", ":18446744073709551618"),
        ChallengeError::BadJson);
    row("no accepts", R"({"x402Version":2})", ChallengeError::MissingField);
    row("accepts null", R"({"x402Version":2,"accepts":null})", ChallengeError::MissingField);
    row("accepts object", R"({"x402Version":2,"accepts":{}})", ChallengeError::WrongType);
    row("accepts empty", version2(""), ChallengeError::NoOptions);
    row("too many options", version2(repeated(R"({"a":1})", kMaxOptions + 1)),
        ChallengeError::TooManyOptions);
    row("option is a number", version2("1"), ChallengeError::WrongType);
    row("option is null", version2("null"), ChallengeError::WrongType);
    row("no scheme", option(R"("scheme":"exact",)", ""), ChallengeError::MissingField);
    row("empty scheme", option(R"("exact")", R"("")"), ChallengeError::MissingField);
    row("scheme number", option(R"("exact")", "1"), ChallengeError::WrongType);
    row("no network", option(R"("network":"eip155:8453",)", ""), ChallengeError::MissingField);
    row("network list", option(R"("eip155:8453")", R"(["eip155:8453"])"), ChallengeError::WrongType);
    row("no amount", option(R"("amount":"10000",)", ""), ChallengeError::MissingField);
    row("amount number", option(R"("10000")", "10000"), ChallengeError::WrongType);
    row("amount fraction", option(R"("10000")", "0.01"), ChallengeError::WrongType);
    row("amount beyond 64 bits", option(R"("10000")", "100000000000000000000"), ChallengeError::BadJson);
    row("amount bool", option(R"("10000")", "true"), ChallengeError::WrongType);
    row("amount null", option(R"("10000")", "null"), ChallengeError::MissingField);
    row("amount of version 1", option(R"("amount")", R"("maxAmountRequired")"), ChallengeError::MissingField);
    row("no asset", option(R"("asset":"0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",)", ""),
        ChallengeError::MissingField);
    row("no payTo", option(R"("payTo":"0x209693Bc6afc0C5328bA36FaF03C514EF312287C",)", ""),
        ChallengeError::MissingField);
    row("payTo object", option(R"("0x209693Bc6afc0C5328bA36FaF03C514EF312287C")", "{}"),
        ChallengeError::WrongType);
    row("no timeout", option(R"("maxTimeoutSeconds":60,)", ""), ChallengeError::MissingField);
    row("timeout text", option(":60", ":\"60\""), ChallengeError::WrongType);
    row("timeout zero", option(":60", ":0"), ChallengeError::BadTimeout);
    row("timeout negative", option(":60", ":-60"), ChallengeError::BadTimeout);
    row("timeout fraction", option(":60", ":60.5"), ChallengeError::BadTimeout);
    row("timeout exponent", option(":60", ":6e1"), ChallengeError::BadTimeout);
    row("timeout beyond 63 bits", option(":60", ":9223372036854775808"), ChallengeError::BadTimeout);
    row("extra list", option(R"({"name":"USD Coin","version":"2"})", "[]"), ChallengeError::WrongType);
    row("extra name number", option(R"("USD Coin")", "5"), ChallengeError::WrongType);
    row("extra version number", option(R"("version":"2")", R"("version":2)"), ChallengeError::WrongType);
    row("flow number", option(R"("version":"2")", R"("version":"2","paymentFlow":1)"),
        ChallengeError::WrongType);
    row("method object", option(R"("version":"2")", R"("version":"2","assetTransferMethod":{})"),
        ChallengeError::WrongType);
    row("resource text", R"({"x402Version":2,"resource":"https://x","accepts":[)" + kOption + "]}",
        ChallengeError::WrongType);
    row("resource without url", R"({"x402Version":2,"resource":{},"accepts":[)" + kOption + "]}",
        ChallengeError::MissingField);
    row("resource url number", R"({"x402Version":2,"resource":{"url":1},"accepts":[)" + kOption + "]}",
        ChallengeError::WrongType);
    row("extensions list", R"({"x402Version":2,"extensions":[],"accepts":[)" + kOption + "]}",
        ChallengeError::WrongType);
    row("error number", R"({"x402Version":2,"error":402,"accepts":[)" + kOption + "]}",
        ChallengeError::WrongType);
    row("not UTF-8", replaced(version2(kOption), "api", "\xff\xfe"), ChallengeError::BadJson);
    row("lone surrogate", replaced(version2(kOption), "api", "\\ud800"), ChallengeError::BadJson);
    row("NUL", replaced(version2(kOption), "api", std::string(1, '\0')), ChallengeError::BadJson);
    row("byte order mark", "\xef\xbb\xbf" + version2(kOption), ChallengeError::BadJson);
    row("too deep",
        R"({"x402Version":2,"extensions":{"a":)" + std::string(40, '[') + std::string(40, ']') + "}}",
        ChallengeError::TooLarge);
    row("too large", version2(kOption) + std::string(kMaxHeaderBytes, ' '), ChallengeError::TooLarge);
    row("raw texts too large", version2(replaced(kOption, "USD Coin", std::string(kMaxRawBytes, 'x'))),
        ChallengeError::TooLarge);
}

void TestChallenge::refusesBadHeaders()
{
    QFETCH(QByteArray, text);
    QFETCH(ChallengeError, error);
    const auto challenge = parseChallenge(answerWithJsonHeader(text.toStdString()));
    QVERIFY(!challenge);
    QCOMPARE(challenge.error().error, error);
}

void TestChallenge::refusesBadBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ChallengeError>("error");
    const auto row = [](const char* tag, const std::string& body, ChallengeError error) {
        QTest::newRow(tag) << QByteArray::fromStdString(body) << error;
    };
    row("empty", "", ChallengeError::NoKnownDialect);
    row("blank", " \r\n", ChallengeError::NoKnownDialect);
    row("a page", "<!doctype html><p>Pay us", ChallengeError::NoKnownDialect);
    row("another problem", R"({"type":"about:blank","status":402})", ChallengeError::NoKnownDialect);
    row("a list", "[]", ChallengeError::NoKnownDialect);
    row("truncated", version1(kOptionV1).substr(0, 100), ChallengeError::BadJson);
    row("version 2 in the body", replaced(version1(kOptionV1), ":1", ":2"), ChallengeError::BadVersion);
    row("version text", replaced(version1(kOptionV1), ":1", ":\"1\""), ChallengeError::BadVersion);
    row("amount of version 2", version1(replaced(kOptionV1, "maxAmountRequired", "amount")),
        ChallengeError::MissingField);
    row("no resource", version1(replaced(kOptionV1, R"("resource":"https://api.example.com/x",)", "")),
        ChallengeError::MissingField);
    row("resource object", version1(replaced(kOptionV1, R"("https://api.example.com/x")", "{}")),
        ChallengeError::WrongType);
    row("no options", version1(""), ChallengeError::NoOptions);
    row("too many options", version1(repeated(kOptionV1, kMaxOptions + 1)), ChallengeError::TooManyOptions);
    row("too large", version1(kOptionV1) + std::string(kMaxBodyBytes, ' '), ChallengeError::TooLarge);
    row("a description of 1 MiB",
        version1(replaced(kOptionV1, "\"d\"", '"' + std::string(1 << 20, 'd') + '"')),
        ChallengeError::TooLarge);
}

void TestChallenge::refusesBadBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(ChallengeError, error);
    const auto challenge = parseChallenge(answerWithBody(body.toStdString()));
    QVERIFY(!challenge);
    QCOMPARE(challenge.error().error, error);
}

void TestChallenge::headerWinsOverBody()
{
    HttpAnswer answer = answerWithJsonHeader(version2(kOption));
    answer.body = version1(kOptionV1);
    QCOMPARE(parseChallenge(answer)->x402Version, 2);
}

void TestChallenge::unreadableHeaderIsNotReplacedByTheBody()
{
    HttpAnswer answer = answerWithHeader("e30"); // {} without its padding
    answer.body = version1(kOptionV1);
    QCOMPARE(parseChallenge(answer).error().error, ChallengeError::BadBase64);
}

void TestChallenge::repeatedHeaderIsRefused()
{
    HttpAnswer answer = answerWithJsonHeader(version2(kOption));
    answer.headers.emplace_back("PAYMENT-REQUIRED", answer.headers.front().second);
    QCOMPARE(parseChallenge(answer).error().error, ChallengeError::HeaderRepeated);
}

void TestChallenge::emptyHeaderIsNoHeader()
{
    HttpAnswer answer = answerWithBody(version1(kOptionV1));
    answer.headers.emplace_back("PAYMENT-REQUIRED", " \t ");
    QCOMPARE(parseChallenge(answer)->x402Version, 1);
}

void TestChallenge::headerNameAndBlanksDoNotMatter()
{
    HttpAnswer answer;
    answer.status = 402;
    answer.headers.emplace_back("pAyMeNt-ReQuIrEd", "  " + toBase64(version2(kOption)) + "\t");
    QVERIFY(parseChallenge(answer));
}

void TestChallenge::otherStatusIsNoChallenge_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("inHeader");
    for (const int status : {0, 200, 401, 403, 500, -402}) {
        QTest::addRow("header, %d", status) << status << true;
        QTest::addRow("body, %d", status) << status << false;
    }
    QTest::newRow("a version 1 body with 412") << 412 << false;
}

void TestChallenge::otherStatusIsNoChallenge()
{
    QFETCH(int, status);
    QFETCH(bool, inHeader);
    HttpAnswer answer =
        inHeader ? answerWithJsonHeader(version2(kOption)) : answerWithBody(version1(kOptionV1));
    answer.status = status;
    QCOMPARE(parseChallenge(answer).error().error, ChallengeError::NotA402);
}

void TestChallenge::keepsRawTextsByteForByte()
{
    const std::string resource = "{ \"url\" : \"https:\\/\\/api.example.com\" ,\n\"zz\":1e2, \"a\":null}";
    const std::string option =
        replaced(kOption, "\"maxTimeoutSeconds\":60", "\"maxTimeoutSeconds\" : 60, \"Ünknown\": [ 1.50 ]");
    const std::string extensions = R"({"b":{"schema":{"x":1.0}},"a":{}})";
    const auto challenge = parseChallenge(
        answerWithJsonHeader(R"({"accepts":[ )" + option + R"( ],"extensions": )" + extensions +
                             R"(,"resource":)" + resource + R"(,"x402Version":2})"));
    QVERIFY(challenge);
    QCOMPARE(challenge->options[0].raw, option);
    QCOMPARE(challenge->resourceRaw, resource);
    QCOMPARE(challenge->extensionsRaw, extensions);
}

void TestChallenge::nullCountsAsAbsent()
{
    const auto challenge = parseChallenge(answerWithJsonHeader(
        R"({"x402Version":2,"error":null,"resource":null,"extensions":null,"accepts":[)" +
        replaced(kOption, R"({"name":"USD Coin","version":"2"})", "null") + "]}"));
    QVERIFY(challenge);
    QVERIFY(challenge->resourceRaw.empty() && challenge->extensionsRaw.empty() && challenge->error.empty());
    QVERIFY(challenge->options[0].eip712Name.empty());
}

void TestChallenge::textOfStrangersIsMadeVisibleAndCut()
{
    const std::string text = "pay\\u202e \\u0007" + std::string(2000, 'x');
    const auto challenge = parseChallenge(answerWithJsonHeader(R"({"x402Version":2,"error":")" + text +
                                                               R"(","resource":{"url":"u","description":")" +
                                                               text + R"("},"accepts":[)" + kOption + "]}"));
    QVERIFY(challenge);
    for (const std::string& shown : {challenge->error, challenge->description}) {
        QVERIFY(shown.size() <= kMaxShownTextBytes);
        QVERIFY(shown.find("\xe2\x80\xae") == std::string::npos);
        QVERIFY(shown.find('\a') == std::string::npos);
        QVERIFY(shown.starts_with("pay"));
    }
}

void TestChallenge::optionsOfOtherFamiliesAreRead()
{
    // x402, section 6: parsed without error, and skipped later. Their `extra` has members of other types.
    const std::string other =
        replaced(replaced(kOption, "exact", "escrow-v9"), R"("version":"2")", R"("version":2)");
    const auto challenge = parseChallenge(answerWithJsonHeader(
        version2(replaced(other, "eip155:8453", "algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73ktiC1qzkkit8=") +
                 "," + kOption)));
    QVERIFY(challenge);
    QVERIFY(challenge->options[0].caip2.empty());
    QCOMPARE(challenge->options[1].caip2, std::string("eip155:8453"));
}

void TestChallenge::largeExtensionsAreLeftOut()
{
    const std::string extensions = R"({"a":")" + std::string(kMaxRawBytes - 400, 'x') + R"("})";
    const auto challenge = parseChallenge(answerWithJsonHeader(
        R"({"x402Version":2,"extensions":)" + extensions + R"(,"accepts":[)" + repeated(kOption, 2) + "]}"));
    QVERIFY(challenge);
    QVERIFY(challenge->extensionsRaw.empty());
    QCOMPARE(challenge->options.size(), std::size_t{2});
}

void TestChallenge::everyFaultHasAPublishedCode()
{
    for (int error = 0; error <= static_cast<int>(ChallengeError::BadTimeout); ++error) {
        const std::string_view code = codeOf(static_cast<ChallengeError>(error));
        QCOMPARE(wire::problemCode(code).code, code);
        QVERIFY(describe({static_cast<ChallengeError>(error), ""}).size() > 20);
    }
}

void TestChallenge::faultNamesThePlace()
{
    const auto challenge = parseChallenge(
        answerWithJsonHeader(version2(kOption + "," + replaced(kOption, "\"USD Coin\"", "5"))));
    QCOMPARE(challenge.error().where, std::string("/accepts/1/extra/name"));
    QVERIFY(describe(challenge.error()).find("/accepts/1/extra/name") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestChallenge)
#include "tst_challenge.moc"
