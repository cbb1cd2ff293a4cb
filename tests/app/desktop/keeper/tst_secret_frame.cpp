#include "app/desktop/keeper/secret_frame.h"

#include "core/wire/admin_messages.h"
#include "core/wire/codec.h"

#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {
std::span<const std::uint8_t> bytesOf(const QByteArray& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.constData()), static_cast<std::size_t>(text.size())};
}
std::string_view textOf(const crypto::SecretBytes& bytes)
{
    return {reinterpret_cast<const char*>(bytes.readable().data()), bytes.size()};
}
} // namespace

class SecretFrameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void theKeeperReadsExactlyWhatWasTyped_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::newRow("words") << QByteArray("correct horse battery");
        QTest::newRow("quotes and backslashes") << QByteArray(R"(a"b\c\"d)");
        QTest::newRow("JSON") << QByteArray(R"(","x":"y)");
        QTest::newRow("control characters") << QByteArray("tab\tline\nbell\x07");
        QTest::newRow("umlauts and others") << QByteArray("pässwörd – 鍵 🔑");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("a marker") << QByteArray("marker-00000000000000000000000000000000");
    }
    void theKeeperReadsExactlyWhatWasTyped()
    {
        QFETCH(QByteArray, typed);
        wire::Unlock request;
        request.passphrase = newMarker();
        const std::vector<SecretField> fields{{request.passphrase.plainCopy(), bytesOf(typed)}};
        const crypto::SecretBytes frame = withSecrets(wire::encode(7, request), fields);
        const auto envelope = wire::parseFrame(textOf(frame));
        QVERIFY(envelope);
        QCOMPARE(envelope->id, 7);
        const auto read = wire::fromBody<wire::Unlock>(envelope->body);
        QVERIFY(read);
        QCOMPARE(QByteArray::fromStdString(read->passphrase.plainCopy()), typed);
    }

    void twoSecretsLandInTheirOwnFields()
    {
        wire::VaultCreate request;
        request.passphrase = newMarker();
        request.phrase = newMarker();
        const QByteArray passphrase("first \"one\"");
        const QByteArray phrase("second one");
        // In the wrong order on purpose.
        const std::vector<SecretField> fields{{request.phrase->plainCopy(), bytesOf(phrase)},
                                              {request.passphrase.plainCopy(), bytesOf(passphrase)}};
        const auto envelope = wire::parseFrame(textOf(withSecrets(wire::encode(1, request), fields)));
        QVERIFY(envelope);
        const auto read = wire::fromBody<wire::VaultCreate>(envelope->body);
        QVERIFY(read);
        QCOMPARE(QByteArray::fromStdString(read->passphrase.plainCopy()), passphrase);
        QCOMPARE(QByteArray::fromStdString(read->phrase->plainCopy()), phrase);
    }

    void markersDoNotRepeat() { QVERIFY(newMarker() != newMarker()); }
};

QTEST_GUILESS_MAIN(SecretFrameTest)
#include "tst_secret_frame.moc"
