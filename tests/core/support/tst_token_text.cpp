#include "core/support/token_text.h"

#include <QTest>

#include <array>
#include <numeric>
#include <rapidcheck.h>

using namespace till;

Q_DECLARE_METATYPE(till::TokenFault)

namespace {

using Secret = std::array<std::uint8_t, kTokenSecretBytes>;

Secret countingSecret()
{
    Secret secret{};
    std::iota(secret.begin(), secret.end(), std::uint8_t{0});
    return secret;
}

Secret filledSecret(std::uint8_t byte)
{
    Secret secret{};
    secret.fill(byte);
    return secret;
}

const std::string kAgent7 = "till_a7_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf10axrh";

} // namespace

class TestTokenText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWrittenAsDocumented_data();
    void isWrittenAsDocumented();
    void tellsWhoseItIs();
    void readsTokensOfBeforeTheChecksum();
    void tellsAMistypedTokenWithoutALookUp();
    void refusesWhatIsNoWholeToken_data();
    void refusesWhatIsNoWholeToken();
    void everyTokenIsReadAndNoTwoAreTheSame();
};

void TestTokenText::isWrittenAsDocumented_data()
{
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char* tag, const char* agent, const Secret& secret, const char* token) {
        QTest::newRow(tag) << QByteArray(agent)
                           << QByteArray(reinterpret_cast<const char*>(secret.data()), secret.size())
                           << QByteArray(token);
    };
    // Made with Python's whole numbers and zlib.crc32.
    row("counting", "a7", countingSecret(), kAgent7.c_str());
    row("zeros", "a1", filledSecret(0), "till_a1_00000000000000000000000000000000000000000001rW1SB");
    row("ones", "a1000", filledSecret(0xff), "till_a1000_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp11ZNxNn");
}

void TestTokenText::isWrittenAsDocumented()
{
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, secret);
    QFETCH(QByteArray, token);
    Secret bytes{};
    std::copy(secret.begin(), secret.end(), bytes.begin());
    QCOMPARE(QByteArray::fromStdString(makeTokenText(agent.toStdString(), bytes)), token);
}

void TestTokenText::tellsWhoseItIs()
{
    QCOMPARE(std::string(agentOfToken(kAgent7).value()), std::string("a7"));
}

void TestTokenText::readsTokensOfBeforeTheChecksum()
{
    QCOMPARE(std::string(agentOfToken("till_a12_" + std::string(64, 'f')).value()), std::string("a12"));
    QVERIFY(!agentOfToken("till_a12_" + std::string(63, 'f')));
    QVERIFY(!agentOfToken("till_a12_" + std::string(64, 'F')));
    QVERIFY(!agentOfToken("till_a12_" + std::string(64, 'g')));
}

void TestTokenText::tellsAMistypedTokenWithoutALookUp()
{
    const std::string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const std::size_t secretStart = std::string("till_a7_").size();
    for (std::size_t place = secretStart; place < kAgent7.size(); ++place) {
        for (const char other : digits) {
            std::string token = kAgent7;
            token[place] = other;
            const auto read = agentOfToken(token);
            QCOMPARE(read.has_value(), token == kAgent7);
            QVERIFY(read || read.error() == TokenFault::WrongChecksum);
        }
    }
    // Two neighbours in each other's place, the other common slip.
    for (std::size_t place = secretStart; place + 1 < kAgent7.size(); ++place) {
        std::string token = kAgent7;
        std::swap(token[place], token[place + 1]);
        QCOMPARE(agentOfToken(token).has_value(), token == kAgent7);
    }
    std::string otherAgent = kAgent7;
    otherAgent[6] = '8';
    QVERIFY(agentOfToken(otherAgent).error() == TokenFault::WrongChecksum);
}

void TestTokenText::refusesWhatIsNoWholeToken_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(kAgent7);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("prefix") << QByteArray("till_");
    QTest::newRow("no secret") << QByteArray("till_a7_");
    QTest::newRow("no agent") << QByteArray("till__") + good.mid(8);
    QTest::newRow("agent 0") << QByteArray(good).replace("a7", "a0");
    QTest::newRow("agent with a zero before") << QByteArray(good).replace("a7", "a07");
    QTest::newRow("agent of another kind") << QByteArray(good).replace("a7", "b7");
    QTest::newRow("endless agent") << QByteArray(good).replace("a7", "a" + QByteArray(40, '7'));
    QTest::newRow("cut by one") << good.chopped(1);
    QTest::newRow("one more") << good + "0";
    QTest::newRow("line end") << good + "\n";
    QTest::newRow("blank before") << " " + good;
    QTest::newRow("dash in the secret") << QByteArray(good).replace("U", "-");
    QTest::newRow("zero byte") << QByteArray(good).replace("U", QByteArray(1, '\0'));
    QTest::newRow("of another service") << QByteArray("ghp_16C7e42F292c6912E7710c838347Ae178B4a");
    QTest::newRow("endless") << QByteArray("till_a7_") + QByteArray(100'000, '0');
}

void TestTokenText::refusesWhatIsNoWholeToken()
{
    QFETCH(QByteArray, text);
    const auto read = agentOfToken({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(!read && read.error() == TokenFault::NotAToken);
    QVERIFY(describe(read.error()) != describe(TokenFault::WrongChecksum));
}

void TestTokenText::everyTokenIsReadAndNoTwoAreTheSame()
{
    const bool holds = rc::check("agentOfToken(makeTokenText(id, secret)) is id", [] {
        const auto secret = *rc::gen::container<Secret>(rc::gen::arbitrary<std::uint8_t>());
        const std::string id = "a" + std::to_string(*rc::gen::inRange(1, 100'000));
        const std::string token = makeTokenText(id, secret);
        RC_ASSERT(token.size() == 5 + id.size() + 1 + 43 + 6);
        RC_ASSERT(agentOfToken(token).value() == id);
        Secret other = secret;
        other[*rc::gen::inRange<std::size_t>(0, other.size())] ^= 1;
        RC_ASSERT(makeTokenText(id, other) != token);
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestTokenText)
#include "tst_token_text.moc"
