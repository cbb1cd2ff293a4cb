#include "core/ledger/terms_json.h"

#include "ledger_fixture.h"

#include <QTest>

#include "core/support/json.h"
#include <rapidcheck.h>

#include <functional>

using namespace till;
using namespace till::ledger;
using namespace till::tests;
using nlohmann::json;

namespace {

Hash256 anyHash()
{
    Hash256 hash{};
    for (std::uint8_t& byte : hash) {
        byte = *rc::gen::arbitrary<std::uint8_t>();
    }
    return hash;
}

chain::EvmAddress anyAddress()
{
    std::array<std::uint8_t, 20> bytes{};
    for (std::uint8_t& byte : bytes) {
        byte = *rc::gen::arbitrary<std::uint8_t>();
    }
    return chain::EvmAddress(bytes);
}

Terms anyTerms()
{
    Terms terms;
    terms.payment = {*rc::gen::inRange<std::int64_t>(1, INT64_MAX)};
    terms.account = "acc_" + std::to_string(*rc::gen::arbitrary<unsigned>());
    terms.domain.name = *rc::gen::string<std::string>();
    for (char& each : terms.domain.name) {
        each = static_cast<char>(each & 0x7f); // JSON text is UTF-8; any ASCII, quotes and controls too
    }
    terms.domain.version = std::to_string(*rc::gen::inRange(0, 9));
    terms.domain.chainId = *rc::gen::arbitrary<std::uint64_t>();
    terms.domain.verifyingContract = anyAddress();
    terms.authorization.from = anyAddress();
    terms.authorization.to = anyAddress();
    terms.authorization.value = money::Amount::fromBigEndian(anyHash());
    terms.authorization.validAfter = *rc::gen::arbitrary<std::uint64_t>();
    terms.authorization.validBefore = *rc::gen::arbitrary<std::uint64_t>();
    terms.authorization.nonce = anyHash();
    terms.digest = anyHash();
    return terms;
}

json goodJson()
{
    const StoredPayment row = authorizedRow();
    Terms terms = termsOf(row);
    terms.payment = {1};
    return toJson(terms);
}

using Change = std::function<void(json&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestTermsJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBack();
    void theDigestOfWhatComesBackIsTheOneRecorded_I16();
    void refusesWhatIsNotCanonical_data();
    void refusesWhatIsNotCanonical();
    void refusesEachMissingField();
};

void TestTermsJson::everyFieldComesBack()
{
    const bool holds = rc::check("termsFromJson(toJson(t)) is t", [] {
        const Terms terms = anyTerms();
        RC_ASSERT(toJsonText(terms) == toJson(terms).dump());
        const auto back = termsFromJson(json::parse(toJson(terms).dump()));
        RC_ASSERT(back.has_value());
        RC_ASSERT(back->payment == terms.payment);
        RC_ASSERT(back->account == terms.account);
        RC_ASSERT(back->domain.name == terms.domain.name);
        RC_ASSERT(back->domain.version == terms.domain.version);
        RC_ASSERT(back->domain.chainId == terms.domain.chainId);
        RC_ASSERT(back->domain.verifyingContract == terms.domain.verifyingContract);
        RC_ASSERT(back->authorization.from == terms.authorization.from);
        RC_ASSERT(back->authorization.to == terms.authorization.to);
        RC_ASSERT(back->authorization.value == terms.authorization.value);
        RC_ASSERT(back->authorization.validAfter == terms.authorization.validAfter);
        RC_ASSERT(back->authorization.validBefore == terms.authorization.validBefore);
        RC_ASSERT(back->authorization.nonce == terms.authorization.nonce);
        RC_ASSERT(back->digest == terms.digest);
    });
    QVERIFY(holds);
}

void TestTermsJson::theDigestOfWhatComesBackIsTheOneRecorded_I16()
{
    const bool holds = rc::check("the digest computed anew is the same", [] {
        const Terms terms = anyTerms();
        const auto back = termsFromJson(toJson(terms)).value();
        RC_ASSERT(chain::signingDigest(back.domain, back.authorization) ==
                  chain::signingDigest(terms.domain, terms.authorization));
    });
    QVERIFY(holds);
}

void TestTermsJson::refusesWhatIsNotCanonical_data()
{
    QTest::addColumn<Change>("change");
    const auto row = [](const char* tag, Change change) { QTest::newRow(tag) << std::move(change); };
    row("address in lower case",
        [](json& terms) { terms["message"]["to"] = "0x209693bc6afc0c5328ba36faf03c514ef312287c"; });
    row("wrong checksum",
        [](json& terms) { terms["message"]["to"] = "0x209693bc6afc0C5328bA36FaF03C514EF312287C"; });
    row("contract in lower case", [](json& terms) {
        terms["domain"]["verifyingContract"] = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913";
    });
    row("nonce in upper case", [](json& terms) {
        std::string nonce = terms["message"]["nonce"].get<std::string>();
        for (char& each : nonce) {
            each = each >= 'a' && each <= 'f' ? static_cast<char>(each - 32) : each;
        }
        terms["message"]["nonce"] = nonce;
    });
    row("short nonce", [](json& terms) { terms["message"]["nonce"] = "0x01"; });
    row("value with a leading zero", [](json& terms) { terms["message"]["value"] = "0250000"; });
    row("value as a number", [](json& terms) { terms["message"]["value"] = 250000; });
    row("empty value", [](json& terms) { terms["message"]["value"] = ""; });
    row("negative validAfter", [](json& terms) { terms["message"]["validAfter"] = -1; });
    row("fraction in validBefore", [](json& terms) { terms["message"]["validBefore"] = 1767268860.5; });
    row("validBefore as a float", [](json& terms) { terms["message"]["validBefore"] = 1767268860.0; });
    row("validBefore as text", [](json& terms) { terms["message"]["validBefore"] = "1767268860"; });
    row("boolean chain id", [](json& terms) { terms["domain"]["chainId"] = true; });
    row("negative chain id", [](json& terms) { terms["domain"]["chainId"] = -8453; });
    row("null digest", [](json& terms) { terms["digest"] = nullptr; });
    row("unknown member", [](json& terms) { terms["extra"] = 1; });
    row("unknown member of the message", [](json& terms) { terms["message"]["data"] = "0x"; });
    row("a list", [](json& terms) { terms = json::array({1}); });
    row("null", [](json& terms) { terms = nullptr; });
}

void TestTermsJson::refusesWhatIsNotCanonical()
{
    QFETCH(Change, change);
    json terms = goodJson();
    QVERIFY(termsFromJson(terms));
    change(terms);
    QVERIFY(!termsFromJson(terms));
}

void TestTermsJson::refusesEachMissingField()
{
    const json whole = goodJson();
    const json flat = whole.flatten();
    for (const auto& path : flat.items()) {
        json without = whole;
        const json::json_pointer pointer(path.key());
        without[pointer.parent_pointer()].erase(pointer.back());
        QVERIFY2(!termsFromJson(without), path.key().c_str());
    }
    QCOMPARE(flat.size(), std::size_t{13});
}

QTEST_APPLESS_MAIN(TestTermsJson)
#include "tst_terms_json.moc"
