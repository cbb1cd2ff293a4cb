#include "core/challenge/typed_payment.h"
#include "tests/core/vectors.h"

#include "core/support/json.h"

#include <QTest>

using namespace till;
using namespace till::challenge;
using nlohmann::json;

namespace {

json member(const char* name, const char* type)
{
    return {{"name", name}, {"type", type}};
}

json transferType()
{
    return {member("from", "address"),       member("to", "address"),          member("value", "uint256"),
            member("validAfter", "uint256"), member("validBefore", "uint256"), member("nonce", "bytes32")};
}

/// As viem writes it: with the type of the domain, numbers as decimal digits.
json typedData()
{
    return {{"types",
             {{"EIP712Domain",
               {member("name", "string"), member("version", "string"), member("chainId", "uint256"),
                member("verifyingContract", "address")}},
              {"TransferWithAuthorization", transferType()}}},
            {"primaryType", "TransferWithAuthorization"},
            {"domain",
             {{"name", "USD Coin"},
              {"version", "2"},
              {"chainId", 8453},
              {"verifyingContract", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"}}},
            {"message",
             {{"from", "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"},
              {"to", "0x209693Bc6afc0C5328bA36FaF03C514EF312287C"},
              {"value", "10000"},
              {"validAfter", "0"},
              {"validBefore", "1767225660"},
              {"nonce", "0x" + std::string(64, '7')}}}};
}

std::string codeOf(const json& data)
{
    const auto read = parseTypedPayment(data.dump());
    return read ? std::string() : std::string(read.error().code);
}

Hash256 digestOf(const json& data)
{
    const auto read = parseTypedPayment(data.dump()).value();
    return chain::signingDigest(read.domain, read.authorization);
}

} // namespace

class TestTypedPayment : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryPublishedVectorToItsDigest();
    void takesTheSpellingsOfLibraries_data();
    void takesTheSpellingsOfLibraries();
    void refusesWhatIsNoPayment_data();
    void refusesWhatIsNoPayment();
    void refusesOtherForms_data();
    void refusesOtherForms();
    void refusesTextThatIsNotStrict_data();
    void refusesTextThatIsNotStrict();
    void theOptionSaysWhatIsSigned();
    void twoMessagesNeverShareTheirRawText();
};

void TestTypedPayment::readsEveryPublishedVectorToItsDigest()
{
    const json vectors = tests::readVectors("eip712-transfer-with-authorization.json");
    QVERIFY(vectors["cases"].size() > 5);
    for (const json& each : vectors["cases"]) {
        json data = typedData();
        data["domain"] = each["domain"];
        data["message"] = each["message"];
        QCOMPARE(toHex0x(digestOf(data)), each["digest"].get<std::string>());
    }
}

void TestTypedPayment::takesTheSpellingsOfLibraries_data()
{
    QTest::addColumn<QByteArray>("patch"); // RFC 7396
    QTest::newRow("ethers: lower-case addresses")
        << QByteArray(R"({"message":{"from":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"}})");
    QTest::newRow("without the domain's type") << QByteArray(R"({"types":{"EIP712Domain":null}})");
    QTest::newRow("web3.py: numbers")
        << QByteArray(R"({"message":{"value":10000,"validAfter":0,"validBefore":1767225660}})");
    QTest::newRow("hexadecimal numbers")
        << QByteArray(R"({"domain":{"chainId":"0x2105"},"message":{"value":"0x2710","validAfter":"0x0"}})");
    QTest::newRow("chain id as text") << QByteArray(R"({"domain":{"chainId":"8453"}})");
}

void TestTypedPayment::takesTheSpellingsOfLibraries()
{
    QFETCH(QByteArray, patch);
    json data = typedData();
    data.merge_patch(json::parse(patch.toStdString()));
    QCOMPARE(codeOf(data), std::string());
    QVERIFY(digestOf(data) == digestOf(typedData()));
}

void TestTypedPayment::refusesWhatIsNoPayment_data()
{
    QTest::addColumn<QByteArray>("primaryType");
    for (const char* each : {"ReceiveWithAuthorization", "CancelAuthorization", "Permit", "PermitSingle",
                             "PermitTransferFrom", "PermitWitnessTransferFrom", "Order", "Mail", "",
                             "EIP712Domain", "transferWithAuthorization", "TransferWithAuthorization "}) {
        QTest::newRow(*each == '\0' ? "empty" : each) << QByteArray(each);
    }
}

void TestTypedPayment::refusesWhatIsNoPayment()
{
    QFETCH(QByteArray, primaryType);
    json data = typedData();
    data["primaryType"] = primaryType.toStdString();
    data["types"][primaryType.toStdString()] = transferType();
    QCOMPARE(codeOf(data), std::string("typed_data_refused"));
}

void TestTypedPayment::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* tag, const char* patch, const char* code = "typed_data_malformed") {
        QTest::newRow(tag) << QByteArray(patch) << QByteArray(code);
    };
    row("no message", R"({"message":null})");
    row("no types", R"({"types":null})");
    row("types are text", R"({"types":"x"})");
    row("no primary type", R"({"primaryType":null})");
    row("primary type is a number", R"({"primaryType":1})");
    row("one more member of the whole", R"({"extra":1})");
    row("one more type", R"({"types":{"Other":[]}})");
    row("another order of the type",
        R"({"types":{"TransferWithAuthorization":[{"name":"to","type":"address"},{"name":"from","type":"address"},
        {"name":"value","type":"uint256"},{"name":"validAfter","type":"uint256"},
        {"name":"validBefore","type":"uint256"},{"name":"nonce","type":"bytes32"}]}})");
    row("another type of a member",
        R"({"types":{"TransferWithAuthorization":[{"name":"from","type":"address"},{"name":"to","type":"address"},
        {"name":"value","type":"uint128"},{"name":"validAfter","type":"uint256"},
        {"name":"validBefore","type":"uint256"},{"name":"nonce","type":"bytes32"}]}})");
    row("a type that is none", R"({"types":{"TransferWithAuthorization":{}}})");
    row("a domain type with a salt",
        R"({"types":{"EIP712Domain":[{"name":"name","type":"string"},{"name":"salt","type":"bytes32"}]}})");
    row("a domain with a salt", R"({"domain":{"salt":"0x00"}})");
    row("a domain without version", R"({"domain":{"version":null}})");
    row("a name that is a number", R"({"domain":{"name":5}})");
    row("a chain id that is negative", R"({"domain":{"chainId":-1}})");
    row("a chain id that is a fraction", R"({"domain":{"chainId":8453.0}})");
    row("a chain id beyond all", R"({"domain":{"chainId":"18446744073709551616"}})", "unknown_network");
    row("a bad checksum", R"({"message":{"to":"0x209693bC6afc0C5328bA36FaF03C514EF312287C"}})");
    row("a short address", R"({"message":{"to":"0x2096"}})");
    row("an amount with a leading zero", R"({"message":{"value":"010000"}})");
    row("an amount with an exponent", R"({"message":{"value":"1e4"}})");
    row("an amount that is a fraction", R"({"message":{"value":1.5}})");
    row("a negative amount", R"({"message":{"value":"-1"}})");
    row("an amount of 257 bits",
        R"({"message":{"value":"0x10000000000000000000000000000000000000000000000000000000000000000"}})");
    row("0x alone", R"({"message":{"value":"0x"}})");
    row("a short nonce", R"({"message":{"nonce":"0x77"}})");
    row("a nonce without 0x",
        R"({"message":{"nonce":"7777777777777777777777777777777777777777777777777777777777777777"}})");
    row("one more member of the message", R"({"message":{"memo":"x"}})");
    row("valid for ever",
        R"({"message":{"validBefore":"115792089237316195423570985008687907853269984665640564039457584007913129639935"}})",
        "validity_too_long");
    row("valid from 2^63 on", R"({"message":{"validAfter":"9223372036854775808"}})", "validity_too_long");
}

void TestTypedPayment::refusesOtherForms()
{
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, code);
    json data = typedData();
    data.merge_patch(json::parse(patch.toStdString()));
    QCOMPARE(QByteArray::fromStdString(codeOf(data)), code);
}

void TestTypedPayment::refusesTextThatIsNotStrict_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(typedData().dump());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("cut") << good.left(good.size() - 1);
    QTest::newRow("followed by more") << good + "{}";
    QTest::newRow("a member twice") << "{\"primaryType\":\"Permit\"," + good.mid(1);
    QTest::newRow("too large") << good + QByteArray(static_cast<qsizetype>(kMaxTypedDataBytes), ' ');
    QTest::newRow("too deep") << QByteArray(100, '[') + QByteArray(100, ']');
    QTest::newRow("too many values") << "[" + QByteArray("1,").repeated(2'000) + "1]";
}

void TestTypedPayment::refusesTextThatIsNotStrict()
{
    QFETCH(QByteArray, text);
    const auto read = parseTypedPayment(text.toStdString());
    QVERIFY(!read);
    QCOMPARE(std::string(read.error().code), std::string("typed_data_malformed"));
    QVERIFY(!read.error().detail.empty());
}

void TestTypedPayment::theOptionSaysWhatIsSigned()
{
    const Option option = optionOf(parseTypedPayment(typedData().dump()).value());
    QCOMPARE(option.scheme, std::string("exact"));
    QCOMPARE(option.caip2, std::string("eip155:8453"));
    QCOMPARE(option.asset, std::string("0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"));
    QCOMPARE(option.amount, std::string("10000"));
    QCOMPARE(option.payTo, std::string("0x209693Bc6afc0C5328bA36FaF03C514EF312287C"));
    QCOMPARE(option.eip712Name, std::string("USD Coin"));
    QCOMPARE(option.eip712Version, std::string("2"));
    QVERIFY(json::parse(option.raw)["message"] == typedData()["message"]);
}

void TestTypedPayment::twoMessagesNeverShareTheirRawText()
{
    const std::string raw = optionOf(parseTypedPayment(typedData().dump()).value()).raw;
    const json others{{"value", "10001"},
                      {"validAfter", "1"},
                      {"validBefore", "1767225661"},
                      {"nonce", "0x" + std::string(64, '8')},
                      {"to", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"}};
    for (const auto& [name, value] : others.items()) {
        json data = typedData();
        data["message"][name] = value;
        QVERIFY2(optionOf(parseTypedPayment(data.dump()).value()).raw != raw, name.c_str());
    }
}

QTEST_APPLESS_MAIN(TestTypedPayment)
#include "tst_typed_payment.moc"
