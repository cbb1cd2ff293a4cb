#include "app/posix/secret_frame.h"
#include "core/wire/admin_messages.h"
#include "core/wire/codec.h"

#include <QTest>

using namespace till;

class TestSecretFrame : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void anySecretArrivesAsItIs_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("plain") << QByteArray("correct horse battery staple");
        QTest::newRow("quotes and slashes") << QByteArray("a\"b\\c/d\"");
        QTest::newRow("controls") << QByteArray("tab\there\x01\x1f\nend");
        QTest::newRow("unicode") << QByteArray("Grüße ∞ 🔑");
        QTest::newRow("looks like JSON") << QByteArray("\",\"words\":24,\"x\":\"");
        QTest::newRow("looks like an escape") << QByteArray("\\u0041");
    }
    void anySecretArrivesAsItIs()
    {
        QFETCH(QByteArray, secret);
        std::string copy = secret.toStdString();
        const auto locked =
            crypto::SecretBytes::takeFrom({reinterpret_cast<std::uint8_t*>(copy.data()), copy.size()});
        const posix::SecretField passphrase{posix::newMarker(), locked.readable()};
        const posix::SecretField phrase{posix::newMarker(), locked.readable()};
        wire::VaultCreate create;
        create.passphrase = passphrase.marker;
        create.phrase = phrase.marker;

        const std::array fields{passphrase, phrase};
        const auto frame = posix::withSecrets(wire::encode(7, create), fields);
        const auto envelope = wire::parseFrame(
            {reinterpret_cast<const char*>(frame.readable().data()), frame.readable().size()});
        QVERIFY(envelope.has_value());
        QCOMPARE(envelope->id, std::int64_t(7));
        const auto read = wire::fromBody<wire::VaultCreate>(envelope->body);
        QVERIFY(read.has_value());
        QCOMPARE(QByteArray::fromStdString(read->passphrase.plainCopy()), secret);
        QCOMPARE(QByteArray::fromStdString(read->phrase->plainCopy()), secret);
        QCOMPARE(read->words, std::int64_t(12));
    }

    void markersNeverRepeat() { QVERIFY(posix::newMarker() != posix::newMarker()); }
};

QTEST_GUILESS_MAIN(TestSecretFrame)
#include "tst_secret_frame.moc"
