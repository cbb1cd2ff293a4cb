#include "core/leaks/leak_finder.h"

#include "core/crypto/bip39.h"
#include "core/support/hex.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::leaks;

Q_DECLARE_METATYPE(till::leaks::LeakKind)

namespace {

// Accounts 0 of the phrase that development tools share: tests/vectors/bip39-bip44.json and
// slip10-solana.json.
constexpr const char* kPhrase = "test test test test test test test test test test test junk";
constexpr const char* kKey = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
constexpr const char* kPair =
    "4Cfc4TJ6dsWwLcw8aJ5uhx7UJKPR5VGXTu2iJr5bVRoTDsxzb6qfJrzR5HNhBcwGwsXqGeHzDR3eUWLr7MRnska8";
constexpr const char* kPairBytes = "160,28,103,239,181,203,143,98,241,89,7,169,252,241,36,199,61,38,149,200,"
                                   "169,163,31,33,192,87,66,163,28,161,"
                                   "220,114,11,243,43,159,13,176,150,114,3,143,234,54,19,155,24,249,138,95,1,"
                                   "73,239,76,224,51,46,68,185,167,126,"
                                   "131,194,45";

std::vector<Leak> leaksIn(const QByteArray& text)
{
    return findLeaks({text.constData(), static_cast<std::size_t>(text.size())});
}

std::string textOf(const crypto::SecretBytes& secret)
{
    return {secret.readable().begin(), secret.readable().end()};
}

std::string hexOf(const crypto::SecretBytes& secret)
{
    return toHex(secret.readable());
}

} // namespace

class TestLeakFinder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void hexKeysAreFoundInEveryForm_data();
    void hexKeysAreFoundInEveryForm();
    void hexOfOtherSizesIsNoKey_data();
    void hexOfOtherSizesIsNoKey();
    void whatSpeaksOfAKeyIsToldFromAHash_data();
    void whatSpeaksOfAKeyIsToldFromAHash();
    void solanaKeypairsAreFoundInBothForms_data();
    void solanaKeypairsAreFoundInBothForms();
    void whatOnlyLooksLikeAKeypairIsNone_data();
    void whatOnlyLooksLikeAKeypairIsNone();
    void phrasesAreFoundInEveryForm_data();
    void phrasesAreFoundInEveryForm();
    void wordsThatAreNoPhraseAreNone_data();
    void wordsThatAreNoPhraseAreNone();
    void theLongestPhraseIsTaken();
    void theWordListIsNoLeakOfAnybody();
    void keystoresAreFoundByTheirAddress_data();
    void keystoresAreFoundByTheirAddress();
    void everyLeakHasItsLine();
    void thereIsAnEndToLeaks();
    void anyBytesAreRead();
};

void TestLeakFinder::hexKeysAreFoundInEveryForm_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray key(kKey);
    QTest::newRow("bare") << key;
    QTest::newRow("0x") << "0x" + key;
    QTest::newRow("0X") << "0X" + key.toUpper();
    QTest::newRow(".env") << "A=1\nPRIVATE_KEY=0x" + key + "\nB=2\n";
    QTest::newRow("quoted .env") << "export EVM_PRIVATE_KEY='" + key + "'";
    QTest::newRow("JSON") << R"({"mcpServers":{"pay":{"env":{"PRIVATE_KEY":"0x)" + key + R"("}}}})";
    QTest::newRow("YAML") << "wallet:\n  privateKey: " + key + "\n";
    QTest::newRow("TOML") << "key = \"0x" + key + "\"";
    QTest::newRow("shell history") << ": 1700000000:0;cast send --private-key 0x" + key + " 0x00";
    QTest::newRow("after a blank and before a comma") << "x " + key + ",y";
    QTest::newRow("underscore before") << "KEY_" + key;
    QTest::newRow("in Python bytes") << "bytes.fromhex(\"" + key + "\")";
    QTest::newRow("CRLF") << "KEY=" + key + "\r\n";
}

void TestLeakFinder::hexKeysAreFoundInEveryForm()
{
    QFETCH(QByteArray, text);
    const auto found = leaksIn(text);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == LeakKind::EvmKey);
    QCOMPARE(hexOf(found[0].secret), std::string(kKey));
}

void TestLeakFinder::hexOfOtherSizesIsNoKey_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray key(kKey);
    QTest::newRow("63 digits") << key.chopped(1);
    QTest::newRow("65 digits") << key + "0";
    QTest::newRow("a signature") << "0x" + key + key + "1b";
    QTest::newRow("letter before") << "g" + key;
    QTest::newRow("letter after") << key + "z";
    QTest::newRow("address") << QByteArray("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    QTest::newRow("broken over two lines") << key.left(32) + "\n" + key.mid(32);
    QTest::newRow("empty") << QByteArray();
}

void TestLeakFinder::hexOfOtherSizesIsNoKey()
{
    QFETCH(QByteArray, text);
    QVERIFY(leaksIn(text).empty());
}

void TestLeakFinder::whatSpeaksOfAKeyIsToldFromAHash_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<bool>("speaks");
    QTest::newRow("private key") << QByteArray("PRIVATE_KEY=0x") << true;
    QTest::newRow("secret") << QByteArray("  \"secret\": \"") << true;
    QTest::newRow("camel") << QByteArray("buyerPrivateKey = '0x") << true;
    QTest::newRow("pk") << QByteArray("DEPLOYER_PK=") << true;
    QTest::newRow("sha256") << QByteArray("sha256: ") << false;
    QTest::newRow("transaction") << QByteArray("\"tx\":\"0x") << false;
    QTest::newRow("nothing") << QByteArray() << false;
    QTest::newRow("on the line before") << QByteArray("PRIVATE_KEY=\n") << false;
}

void TestLeakFinder::whatSpeaksOfAKeyIsToldFromAHash()
{
    QFETCH(QByteArray, before);
    QFETCH(bool, speaks);
    QCOMPARE(leaksIn(before + kKey).at(0).isNamedAKey, speaks);
}

void TestLeakFinder::solanaKeypairsAreFoundInBothForms_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray pair(kPair);
    const QByteArray bytes(kPairBytes);
    QTest::newRow("base 58") << pair;
    QTest::newRow("base 58 in .env") << "SOLANA_PRIVATE_KEY=\"" + pair + "\"\n";
    QTest::newRow("array") << "[" + bytes + "]";
    QTest::newRow("array with blanks") << "[ " + QByteArray(bytes).replace(",", " , ") + " ]";
    QTest::newRow("array over lines") << "[\n  " + QByteArray(bytes).replace(",", ",\n  ") + "\n]\n";
    QTest::newRow("array inside JSON") << R"({"keypair":[)" + bytes + R"(],"x":[1,2]})";
    QTest::newRow("after another array") << "[[1,2],[" + bytes + "]]";
}

void TestLeakFinder::solanaKeypairsAreFoundInBothForms()
{
    QFETCH(QByteArray, text);
    const auto found = leaksIn(text);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == LeakKind::SolanaKey && found[0].isNamedAKey);
    QCOMPARE(hexOf(found[0].secret),
             std::string("a01c67efb5cb8f62f15907a9fcf124c73d2695c8a9a31f21c05742a31ca1dc72"
                         "0bf32b9f0db09672038fea36139b18f98a5f0149ef4ce0332e44b9a77e83c22d"));
}

void TestLeakFinder::whatOnlyLooksLikeAKeypairIsNone_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray pair(kPair);
    const QByteArray bytes(kPairBytes);
    QTest::newRow("a Solana signature") << QByteArray(
        "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW");
    QTest::newRow("one digit changed") << QByteArray(pair).replace(10, 1, "9");
    QTest::newRow("one digit less") << pair.chopped(1);
    QTest::newRow("one digit more") << pair + "1";
    QTest::newRow("63 numbers") << "[" + bytes.left(bytes.lastIndexOf(',')) + "]";
    QTest::newRow("65 numbers") << "[" + bytes + ",1]";
    QTest::newRow("another number") << "[1" + bytes + "]";
    QTest::newRow("above a byte") << "[" + QByteArray(bytes).replace("255", "256").replace("131", "387") +
                                         "]";
    QTest::newRow("not closed") << "[" + bytes;
    QTest::newRow("two numbers without a comma") << "[" + QByteArray(bytes).replace("160,28", "160 28") + "]";
    QTest::newRow("ends with a comma") << "[" + bytes + ",]";
    QTest::newRow("address") << QByteArray("oeYf6KAJkLYhBuR8CiGc6L4D4Xtfepr85fuDgA9kq96");
}

void TestLeakFinder::whatOnlyLooksLikeAKeypairIsNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(leaksIn(text).empty());
}

void TestLeakFinder::phrasesAreFoundInEveryForm_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray phrase(kPhrase);
    QTest::newRow("bare") << phrase;
    QTest::newRow(".env") << "MNEMONIC=\"" + phrase + "\"\n";
    QTest::newRow("capitals") << phrase.toUpper();
    QTest::newRow("in a sentence") << "My phrase is: " + phrase + ". Keep it.";
    QTest::newRow("commas") << QByteArray(phrase).replace(" ", ", ");
    QTest::newRow("lines") << QByteArray(phrase).replace(" ", "\r\n");
    QTest::newRow("JSON array") << "[\"" + QByteArray(phrase).replace(" ", "\", \"") + "\"]";
    QTest::newRow("dashes") << QByteArray(phrase).replace(" ", "-");
    QByteArray list;
    int number = 0;
    for (const QByteArray& word : phrase.split(' ')) {
        list += QByteArray::number(++number) + ". " + word + "\n";
    }
    QTest::newRow("numbered list") << list;
    QTest::newRow("Markdown table") << QByteArray(list).replace(". ", " | ").replace("\n", " |\n| ");
}

void TestLeakFinder::phrasesAreFoundInEveryForm()
{
    QFETCH(QByteArray, text);
    const auto found = leaksIn(text);
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found[0].kind == LeakKind::Phrase && found[0].isNamedAKey);
    QCOMPARE(textOf(found[0].secret), std::string(kPhrase));
}

void TestLeakFinder::wordsThatAreNoPhraseAreNone_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray phrase(kPhrase);
    QTest::newRow("checksum does not fit") << QByteArray(phrase).replace("junk", "test");
    QTest::newRow("eleven words") << phrase.left(phrase.lastIndexOf(' '));
    QTest::newRow("a word between that is not listed")
        << QByteArray(phrase).replace("test test test test test test", "test test test tests test test");
    QTest::newRow("a paragraph between")
        << QByteArray(phrase).replace(" junk", "\n\n" + QByteArray(20, ' ') + "junk");
    QTest::newRow("one long word") << QByteArray(phrase).replace(" ", "");
    QTest::newRow("English") << QByteArray(
        "The server answers the request with its price and the client must decide "
        "what to do about it before any other thing can happen here.");
}

void TestLeakFinder::wordsThatAreNoPhraseAreNone()
{
    QFETCH(QByteArray, text);
    QVERIFY(leaksIn(text).empty());
}

void TestLeakFinder::theLongestPhraseIsTaken()
{
    // From the BIP's own vectors; its first twelve words are a phrase of no meaning.
    const QByteArray phrase(
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "abandon art");
    const auto found = leaksIn("x\n" + phrase);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(textOf(found[0].secret), phrase.toStdString());
    QCOMPARE(found[0].line, std::size_t{2});
}

void TestLeakFinder::theWordListIsNoLeakOfAnybody()
{
    QByteArray list;
    for (unsigned each = 0; each < 2048; ++each) {
        const auto word = crypto::bip39Word(each);
        list += QByteArray(word.data(), static_cast<qsizetype>(word.size())) + "\n";
    }
    const auto found = leaksIn(list);
    QVERIFY(found.size() <= kMaxPhrasesOfText);
    for (const Leak& each : found) {
        QVERIFY(!each.isNamedAKey); // told only if it were one of ours
    }
}

void TestLeakFinder::keystoresAreFoundByTheirAddress_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("address");
    const QByteArray crypto = R"("crypto":{"cipher":"aes-128-ctr","ciphertext":")" + QByteArray(kKey) +
                              R"(","mac":")" + kKey + R"("},"version":3})";
    QTest::newRow("as Geth writes it") << R"({"address":"f39fd6e51aad88f6f4ce6ab8827279cfffb92266",)" + crypto
                                       << QByteArray("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    QTest::newRow("with 0x and capitals")
        << R"({"address":"0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266",)" + crypto
        << QByteArray("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    QTest::newRow("capital Crypto") << R"({"address":"f39fd6e51aad88f6f4ce6ab8827279cfffb92266",)" +
                                           QByteArray(crypto).replace("\"crypto\"", "\"Crypto\"")
                                    << QByteArray("f39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    QTest::newRow("without an address") << "{" + crypto << QByteArray();
    QTest::newRow("address of another form") << R"({"address":"me",)" + crypto << QByteArray();
}

void TestLeakFinder::keystoresAreFoundByTheirAddress()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, address);
    const auto found = leaksIn(text);
    QCOMPARE(found.size(), std::size_t{1}); // and its digits are no keys
    QVERIFY(found[0].kind == LeakKind::Keystore);
    QCOMPARE(QByteArray::fromStdString(found[0].address), address);
}

void TestLeakFinder::everyLeakHasItsLine()
{
    const QByteArray text = "one\nPRIVATE_KEY=" + QByteArray(kKey) + "\n\nMNEMONIC='" + kPhrase +
                            "'\nSOLANA=" + kPair + "\n0x" + kKey;
    const auto found = leaksIn(text);
    QCOMPARE(found.size(), std::size_t{4});
    const std::size_t lines[] = {2, 4, 5, 6};
    for (std::size_t each = 0; each < 4; ++each) {
        QCOMPARE(found[each].line, lines[each]);
    }
}

void TestLeakFinder::thereIsAnEndToLeaks()
{
    QByteArray text;
    for (int each = 0; each < 3000; ++each) {
        text += QByteArray(kKey).replace(0, 8, QByteArray::number(10'000'000 + each)) + "\n";
    }
    QCOMPARE(leaksIn(text).size(), kMaxLeaksOfText);
    QByteArray phrases;
    for (int each = 0; each < 200; ++each) {
        phrases += QByteArray(kPhrase) + "\nxyz\n";
    }
    QCOMPARE(leaksIn(phrases).size(), kMaxPhrasesOfText);
}

void TestLeakFinder::anyBytesAreRead()
{
    const bool holds = rc::check("findLeaks ends, and what it finds has a line of the text", [] {
        std::string text;
        const auto parts = *rc::gen::inRange(0, 40);
        for (int each = 0; each < parts; ++each) {
            text += *rc::gen::oneOf(
                rc::gen::arbitrary<std::string>(),
                rc::gen::element<std::string>(kKey, kPair, kPhrase, "test ", "junk", "[", "]", "1,", "0x",
                                              "\n", "\xff", "\"ciphertext\"", "{", std::string(1, '\0')));
        }
        const auto lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
        for (const Leak& leak : findLeaks(text)) {
            RC_ASSERT(leak.line >= 1u && leak.line <= lines);
            RC_ASSERT(leak.kind == LeakKind::Keystore || !leak.secret.isEmpty());
        }
    });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestLeakFinder)
#include "tst_leak_finder.moc"
