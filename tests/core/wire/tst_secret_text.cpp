#include "core/wire/codec.h"
#include "core/wire/plain_frame.h"
#include "core/wire/vault_messages.h"

#include <QTest>

using namespace till;
using namespace till::wire;
using namespace std::string_view_literals;

class TestSecretText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryByte_data();
    void keepsEveryByte();
    void aCopyIsTheSameMemory();
    void emptyTakesNoMemory();
    void lockedBytesAreTakenOver();
    void bothReadersGiveTheSame();
    void noTextOfABodyIsLeftAfterWiping();
};

void TestSecretText::keepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("one") << QByteArray("x");
    QTest::newRow("blanks around") << QByteArray("  two words ");
    QTest::newRow("NUL inside") << QByteArray("a\0b", 3);
    QTest::newRow("unicode") << QByteArray("Grüße ∞ 🔑");
    QTest::newRow("longer than a page") << QByteArray(5000, 'y');
}

void TestSecretText::keepsEveryByte()
{
    QFETCH(QByteArray, text);
    const SecretText secret = text.toStdString();
    QCOMPARE(QByteArray::fromStdString(secret.plainCopy()), text);
    QCOMPARE(secret.size(), static_cast<std::size_t>(text.size()));
    QVERIFY(!secret.empty());
}

void TestSecretText::aCopyIsTheSameMemory()
{
    const SecretText first = "correct horse battery staple";
    const SecretText second = first;
    QCOMPARE(static_cast<const void*>(second.bytes().data()), static_cast<const void*>(first.bytes().data()));
    SecretText kept;
    {
        const SecretText gone = "kept by its copy";
        kept = gone;
    }
    QCOMPARE(kept.plainCopy(), std::string("kept by its copy"));
}

void TestSecretText::emptyTakesNoMemory()
{
    QVERIFY(SecretText().empty());
    QVERIFY(SecretText("").empty());
    QVERIFY(SecretText("").bytes().data() == nullptr);
    QCOMPARE(SecretText(crypto::SecretBytes(0)).view(), ""sv);
}

void TestSecretText::lockedBytesAreTakenOver()
{
    std::string plain = "words in locked memory";
    auto locked =
        crypto::SecretBytes::takeFrom({reinterpret_cast<std::uint8_t*>(plain.data()), plain.size()});
    const void* const before = locked.readable().data();
    const SecretText secret(std::move(locked));
    QCOMPARE(static_cast<const void*>(secret.bytes().data()), before);
    QCOMPARE(secret.view(), "words in locked memory"sv);
}

void TestSecretText::bothReadersGiveTheSame()
{
    VaultCreate create;
    create.passphrase = "with \"quotes\" and\n a line";
    create.phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    const std::string frame = encode(3, create);
    const auto envelope = parseFrame(frame);
    QVERIFY(envelope);
    const auto slow = fromBody<VaultCreate>(envelope->body);
    const auto plain = plainFrame(frame);
    QVERIFY(slow && plain);
    const auto quick = plainBody<VaultCreate>(*plain);
    QVERIFY(quick);
    QCOMPARE(slow->passphrase.plainCopy(), create.passphrase.plainCopy());
    QCOMPARE(quick->passphrase.plainCopy(), create.passphrase.plainCopy());
    QCOMPARE(slow->phrase->plainCopy(), create.phrase->plainCopy());
    QCOMPARE(quick->phrase->plainCopy(), create.phrase->plainCopy());
}

void TestSecretText::noTextOfABodyIsLeftAfterWiping()
{
    auto body = nlohmann::json::parse(
        R"({"passphrase":"correct horse battery staple","list":["abandon about"],"deep":{"key":"0xac09"},"n":7})");
    wipeTexts(body);
    const std::string left = body.dump();
    for (const char* secret : {"horse", "abandon", "ac09"}) {
        QVERIFY2(left.find(secret) == std::string::npos, left.c_str());
    }
    QCOMPARE(body["n"].get<int>(), 7);
    QCOMPARE(body["passphrase"].get_ref<const std::string&>(), std::string(28, '\0'));
}

QTEST_GUILESS_MAIN(TestSecretText)
#include "tst_secret_text.moc"
