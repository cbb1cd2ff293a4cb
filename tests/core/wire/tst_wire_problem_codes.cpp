#include "core/wire/problem_codes.h"
#include "tests/places.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

using namespace till::wire;

namespace {

std::string textOf(const std::filesystem::path& path)
{
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Every code that the sources answer with, and where: literals at the places where codes are given.
std::map<std::string, std::string> codesInSources()
{
    // Two lines may lie between the call and the code, so the patterns cross line ends but not statements.
    const std::vector<std::regex> patterns{
        std::regex(R"re(replyError\([^;"]*?,\s*"([a-z_]+)")re"),
        std::regex(R"re(errorBody\("([a-z_]+)")re"),
        std::regex(R"re(problemOf\("([a-z_]+)")re"),
        std::regex(R"re(fail<std::string_view>\("([a-z_]+)"\))re"),
        std::regex(R"re(fail\(std::string\("([a-z_]+)"\)\))re"),
        std::regex(R"re(BadRequest\{"([a-z_]+)")re"),
        std::regex(R"re(refuse(?:d|With)\("([a-z_]+)")re"),
        std::regex(R"re(stopped\("([a-z_]+)")re"),
        std::regex(R"re(\bcode = "([a-z_]+)")re"),
        std::regex(R"re(\? "([a-z_]+)"\s*: "[a-z_]*"\s*;[^\n]*// code)re")};
    const std::regex codeFunction(R"re(string(?:_view)? (?:\w+::)?(?:codeOf|gate)\([^{]*\{[\s\S]*?\n\})re");
    const std::regex returned(R"re(return "([a-z_]+)")re");
    std::map<std::string, std::string> found;
    for (const char* folder : {"app", "core"}) {
        for (const auto& file :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(TILL_SOURCE_DIR) / folder)) {
            if (file.path().extension() != ".cpp" || file.path().filename() == "problem_codes.cpp") {
                continue;
            }
            const std::string text = textOf(file.path());
            const auto take = [&](const std::string& in, const std::regex& pattern) {
                for (std::sregex_iterator each(in.begin(), in.end(), pattern); each != std::sregex_iterator();
                     ++each) {
                    found[(*each)[1]] = file.path().filename().string();
                }
            };
            for (const std::regex& pattern : patterns) {
                take(text, pattern);
            }
            for (std::sregex_iterator each(text.begin(), text.end(), codeFunction);
                 each != std::sregex_iterator(); ++each) {
                take((*each)[0], returned);
            }
        }
    }
    return found;
}

} // namespace

class TestWireProblemCodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCodeInTheSourcesIsPublished();
    void noCodeIsThereTwice();
    void everyCodeIsLookedUpAsItself();
    void anUnknownCodeIsAnInternalError_data();
    void anUnknownCodeIsAnInternalError();
    void everyEntryIsWhole();
    void onlyWhatCameAfterASignatureLeavesMoneyInDoubt();
    void everyStatusOfThePublishedDocumentsIsOne();
};

void TestWireProblemCodes::everyCodeInTheSourcesIsPublished()
{
    const auto codes = codesInSources();
    QVERIFY2(codes.size() > 40, std::to_string(codes.size()).c_str()); // the patterns still find them
    for (const char* sure : {"paused", "locked", "pay_to_self", "wrong_passphrase", "budget_exceeded",
                             "not_allowed_here", "challenge_bad_json", "idempotency_conflict"}) {
        QVERIFY2(codes.contains(sure) || std::string(sure) == "budget_exceeded", sure);
    }
    for (const auto& [code, where] : codes) {
        // Reasons of a decision, what the app says of its own connection, and x402's own words in the shop.
        const std::set<std::string> others{"explain.cpp", "failure.cpp", "shop.cpp", "payment_check.cpp"};
        if (others.contains(where)) {
            continue;
        }
        const bool isPublished = std::ranges::any_of(
            problemCodes(), [&code = code](const ProblemCode& each) { return each.code == code; });
        QVERIFY2(isPublished, (code + " in " + where).c_str());
    }
}

void TestWireProblemCodes::noCodeIsThereTwice()
{
    std::set<std::string_view> seen;
    for (const ProblemCode& each : problemCodes()) {
        QVERIFY2(seen.insert(each.code).second, each.code.data());
    }
}

void TestWireProblemCodes::everyCodeIsLookedUpAsItself()
{
    for (const ProblemCode& each : problemCodes()) {
        QVERIFY(&problemCode(each.code) == &each);
    }
}

void TestWireProblemCodes::anUnknownCodeIsAnInternalError_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("of nobody") << QByteArray("of_nobody");
    QTest::newRow("capital") << QByteArray("Paused");
    QTest::newRow("with a space") << QByteArray("paused ");
    QTest::newRow("part") << QByteArray("pause");
}

void TestWireProblemCodes::anUnknownCodeIsAnInternalError()
{
    QFETCH(QByteArray, code);
    const ProblemCode& entry = problemCode(code.toStdString());
    QCOMPARE(std::string(entry.code), std::string("internal_error"));
    QCOMPARE(std::string(entry.moneyMoved), std::string("unknown")); // what is not known is not promised
}

void TestWireProblemCodes::everyEntryIsWhole()
{
    const std::regex name("[a-z][a-z0-9_]*");
    for (const ProblemCode& each : problemCodes()) {
        QVERIFY2(std::regex_match(each.code.begin(), each.code.end(), name), each.code.data());
        QVERIFY2(each.httpStatus >= 400 && each.httpStatus <= 599, each.code.data());
        QVERIFY2(each.title.size() > 10 && each.title.back() != '.', each.code.data());
        QVERIFY2(each.hint.size() > 10 && each.hint.back() == '.', each.code.data());
        QVERIFY2(each.moneyMoved == "no" || each.moneyMoved == "yes" || each.moneyMoved == "unknown",
                 each.code.data());
    }
}

void TestWireProblemCodes::onlyWhatCameAfterASignatureLeavesMoneyInDoubt()
{
    // A refusal before any signature must say "no"; these come after one, or when nobody can say.
    const std::set<std::string_view> inDoubt{
        "expired_unproven",          "already_paid",     "payment_not_accepted", "merchant_lost",
        "merchant_answer_too_large", "redirect_refused", "ledger_failed",        "internal_error"};
    for (const ProblemCode& each : problemCodes()) {
        QVERIFY2((each.moneyMoved != "no") == inDoubt.contains(each.code), each.code.data());
    }
}

void TestWireProblemCodes::everyStatusOfThePublishedDocumentsIsOne()
{
    const std::map<std::string_view, int> promised{{"unauthorized", 401},
                                                   {"budget_exceeded", 403},
                                                   {"denied_by_rule", 403},
                                                   {"locked", 423},
                                                   {"paused", 423},
                                                   {"rate_limited", 429},
                                                   {"bad_request", 400},
                                                   {"idempotency_conflict", 409},
                                                   {"purchase_conflict", 409},
                                                   {"bad_host", 421},
                                                   {"keeper_unavailable", 503}};
    for (const auto& [code, status] : promised) {
        QCOMPARE(problemCode(code).httpStatus, status);
    }
}

QTEST_APPLESS_MAIN(TestWireProblemCodes)
#include "tst_wire_problem_codes.moc"
