#include "app/desktop/rules/policy_document.h"
#include "core/policy/presets.h"
#include "core/support/json.h"
#include "tests/places.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <random>

using namespace till;
using namespace till::desktop;

namespace {

using PolicyJson = nlohmann::json;

constexpr int kRandomPolicies = 2000;

PolicyDocument documentFrom(const std::string& text)
{
    const auto document = PolicyDocument::fromText(text);
    if (!document) {
        qFatal("%s in %s", policy::describe(document.error()).c_str(), text.c_str());
    }
    return *document;
}

std::string everyMember()
{
    QFile file(QStringLiteral(TILL_SOURCE_DIR "/tests/core/policy/every_member.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("every_member.json cannot be read");
    }
    return file.readAll().toStdString();
}

/// A policy with some of the members of every_member.json, each with some of its values.
class RandomPolicies {
public:
    RandomPolicies() : m_whole(PolicyJson::parse(everyMember())) {}

    std::string next()
    {
        PolicyJson policy = some(m_whole);
        policy["version"] = 1;
        policy["name"] = "random";
        policy["default"] = oneOf({"allow", "ask", "deny"});
        for (const char* list : {"rules", "budgets", "grants"}) {
            policy.erase(list);
        }
        const int rules = number(0, 4);
        for (int each = 0; each < rules; ++each) {
            policy["rules"].push_back(rule(each));
        }
        const int budgets = number(0, 4);
        for (int each = 0; each < budgets; ++each) {
            policy["budgets"].push_back(budget(each));
        }
        if (number(0, 2) == 0) {
            policy["grants"] = m_whole["grants"];
        }
        return policy.dump();
    }

private:
    int number(int least, int most) { return std::uniform_int_distribution<int>(least, most)(m_random); }
    std::string oneOf(const std::vector<std::string>& texts)
    {
        return texts.at(static_cast<std::size_t>(number(0, static_cast<int>(texts.size()) - 1)));
    }
    PolicyJson some(const PolicyJson& object)
    {
        PolicyJson out = PolicyJson::object();
        for (const auto& [name, value] : object.items()) {
            if (number(0, 1) == 0) {
                out[name] = value;
            }
        }
        return out;
    }
    PolicyJson rule(int index)
    {
        const auto& examples = m_whole["rules"];
        const auto& example =
            examples.at(static_cast<std::size_t>(number(0, static_cast<int>(examples.size()) - 1)));
        PolicyJson rule = {{"name", "rule " + std::to_string(index)},
                           {"verdict", oneOf({"allow", "ask", "deny"})},
                           {"when", some(example["when"])}};
        if (rule["verdict"] == "allow") {
            rule["when"].erase("tools");
            rule["when"].erase("tasks");
        }
        if (rule["when"].contains("amount") && number(0, 1) == 0) {
            rule["when"]["amount"] = {{oneOf({"above", "to", "from"}), oneOf({"0.01", "2", "1000000.5"})}};
        }
        return rule;
    }
    PolicyJson budget(int index)
    {
        const auto& examples = m_whole["budgets"];
        PolicyJson budget =
            examples.at(static_cast<std::size_t>(number(0, static_cast<int>(examples.size()) - 1)));
        budget["name"] = "budget " + std::to_string(index);
        if (budget.contains("only")) {
            budget["only"] = some(budget["only"]);
        }
        return budget;
    }

    PolicyJson m_whole;
    std::mt19937 m_random{4402};
};

QString sentence(const std::string& members, const QString& path)
{
    const PolicyDocument document =
        documentFrom(R"({"version":1,"name":"p","default":"ask",)" + members + "}");
    for (const Sentence& each : sentencesOf(document.policy())) {
        if (each.path == path) {
            return plainText(each).replace(QChar(0xa0), QLatin1Char(' '));
        }
    }
    return QStringLiteral("no sentence");
}

} // namespace

class SentencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentencesSayEverything_data()
    {
        QTest::addColumn<QByteArray>("document");
        for (const std::string_view name : policy::kPresetNames) {
            const auto zone = policy::TimeZone::named("Europe/Berlin").value();
            QTest::newRow(std::string(name).c_str())
                << QByteArray::fromStdString(policy::toJson(*policy::presetPolicy(name, zone)));
        }
        QTest::newRow("empty") << QByteArray::fromStdString(policy::toJson(policy::emptyPolicy()));
        QTest::newRow("every member") << QByteArray::fromStdString(everyMember());
    }

    void sentencesSayEverything()
    {
        QFETCH(QByteArray, document);
        const PolicyDocument before = documentFrom(document.toStdString());
        const auto again = documentOf(sentencesOf(before.policy()));
        QVERIFY2(again.has_value(), again ? "" : policy::describe(again.error()).c_str());
        QCOMPARE(again->text(), before.text());
        QVERIFY(again->policy() == before.policy());
    }

    void randomPoliciesComeBackFromTheirSentences()
    {
        RandomPolicies policies;
        int withRules = 0;
        for (int each = 0; each < kRandomPolicies; ++each) {
            const std::string text = policies.next();
            const PolicyDocument before = documentFrom(text);
            const auto again = documentOf(sentencesOf(before.policy()));
            QVERIFY2(again.has_value(), text.c_str());
            QCOMPARE(again->text(), before.text());
            withRules += before.policy().rules.empty() ? 0 : 1;
        }
        QVERIFY(withRules > kRandomPolicies / 2);
    }

    void aMissingPartIsNoticed()
    {
        const PolicyDocument before = documentFrom(everyMember());
        auto sentences = sentencesOf(before.policy());
        const auto rule = std::find_if(sentences.begin(), sentences.end(),
                                       [](const Sentence& each) { return each.section == Section::Rule; });
        const auto host = std::find_if(rule->parts.begin(), rule->parts.end(), [](const SentencePart& each) {
            return each.path == QLatin1String("/rules/0/when/hosts");
        });
        QVERIFY(host != rule->parts.end());
        rule->parts.erase(host);
        const auto again = documentOf(sentences);
        QVERIFY(again.has_value());
        QVERIFY(again->text() != before.text());
    }

    void sentencesReadLikeSentences_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("expected");
        const QString rule = QStringLiteral("/rules/0");
        const QString budget = QStringLiteral("/budgets/0");
        const auto when = [](const char* condition) {
            return QByteArray(R"("rules":[{"name":"r","verdict":"ask","when":)") + condition + "}]";
        };
        QTest::newRow("above") << when(R"({"amount":{"above":"0.50"}})") << rule
                               << QStringLiteral("Ask when a payment costs more than 0.50 USD");
        QTest::newRow("between") << when(R"({"amount":{"from":"1","to":"2.25"}})") << rule
                                 << QStringLiteral(
                                        "Ask when a payment costs at least 1.00 USD and at most 2.25 USD");
        QTest::newRow("two tests") << when(R"({"hosts":["api.a.test"],"amount":{"to":"2"}})") << rule
                                   << QStringLiteral(
                                          "Ask when a payment goes to api.a.test and costs at most 2.00 USD");
        QTest::newRow("many hosts") << when(R"({"hosts":["a.test","b.test","c.test","d.test","e.test"]})")
                                    << rule
                                    << QStringLiteral(
                                           "Ask when a payment goes to a.test or b.test or c.test or 2 more");
        QTest::newRow("new merchant")
            << when(R"({"firstToHost":true})") << rule
            << QStringLiteral("Ask when a payment goes to a host that was never paid");
        QTest::newRow("price")
            << when(R"({"price":{"differsByPercent":50}})") << rule
            << QStringLiteral("Ask when a payment costs over 50 % above the median of the last 20 there");
        QTest::newRow("always") << when("{}") << rule << QStringLiteral("Ask every payment");
        QTest::newRow("network") << when(R"({"networks":["eip155:8453"]})") << rule
                                 << QStringLiteral("Ask when a payment is made on Base");
        QTest::newRow("token")
            << when(
                   R"({"amount":{"asset":"eip155:8453/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913","to":"1500000"}})")
            << rule << QStringLiteral("Ask when a payment costs at most 1.50 USDC in USDC on Base");
        QTest::newRow("time")
            << when(
                   R"({"time":{"zone":"Europe/Berlin","weekdays":["sat","sun"],"from":"22:00","to":"06:30"}})")
            << rule
            << QStringLiteral(
                   "Ask when a payment is made on Sat, Sun between 22:00 and 06:30 in Europe/Berlin");
        QTest::newRow("day")
            << QByteArray(
                   R"("budgets":[{"name":"d","limit":{"usd":"5"},"window":{"calendar":"day","zone":"Europe/Berlin"}}])")
            << budget << QStringLiteral("Deny when more than 5.00 USD is spent per day in Europe/Berlin");
        QTest::newRow("rate")
            << QByteArray(
                   R"("budgets":[{"name":"m","limit":{"payments":60},"window":{"rollingSeconds":60},"whenExceeded":"ask"}])")
            << budget << QStringLiteral("Ask when more than 60 payments are made in any 1 min");
        QTest::newRow("per host")
            << QByteArray(
                   R"("budgets":[{"name":"m","limit":{"usd":"1"},"window":{"lifetime":true},"per":["host"],"only":{"hosts":["*.a.test"]}}])")
            << budget
            << QStringLiteral("Deny when more than 1.00 USD is spent at *.a.test in all time for each host");
        QTest::newRow("cap") << QByteArray(R"("perPaymentUsd":"2")") << QStringLiteral("/perPaymentUsd")
                             << QStringLiteral("Deny when one payment costs more than 2.00 USD");
        QTest::newRow("default") << QByteArray(R"("money":"practice")") << QStringLiteral("/default")
                                 << QStringLiteral("Ask everything that nothing above speaks about");
    }

    void sentencesReadLikeSentences()
    {
        QFETCH(QByteArray, members);
        QFETCH(QString, path);
        QFETCH(QString, expected);
        QCOMPARE(sentence(members.toStdString(), path), expected);
    }

    void aStrangersTextIsVisibleAndCut()
    {
        const std::string host(200, 'a');
        const QString text = sentence(
            R"("rules":[{"name":"r","verdict":"deny","when":{"tools":["a\u200bb\u200fc"],"hosts":[")" + host +
                R"("]}}])",
            QStringLiteral("/rules/0"));
        QVERIFY2(text.contains(QStringLiteral("‹U+200B›")), qPrintable(text));
        QVERIFY2(text.size() < 160, qPrintable(text));
        for (const QChar each : text) {
            QVERIFY(each.isPrint() || each.isSpace());
        }
    }

    void everyValueHasALabelAndAPlaceInTheDocument()
    {
        const PolicyDocument document = documentFrom(everyMember());
        int values = 0;
        for (const Sentence& sentence : sentencesOf(document.policy())) {
            for (const SentencePart& part : sentence.parts) {
                if (part.kind == PartKind::Word) {
                    QVERIFY(part.path.isEmpty());
                    continue;
                }
                QVERIFY2(!part.label.isEmpty(), qPrintable(part.path));
                if (part.kind == PartKind::Add) {
                    QVERIFY(!part.choices.empty());
                    continue;
                }
                ++values;
                QVERIFY2(!part.text.isEmpty(), qPrintable(part.path));
                QVERIFY2(toDocument(part, part.value).has_value(), qPrintable(part.path));
            }
        }
        QVERIFY(values > 50);
    }
};

QTEST_GUILESS_MAIN(SentencesTest)
#include "tst_sentences.moc"
