#include "core/chain/sign_in_message.h"
#include "tests/core/vectors.h"

#include <QtTest>

using namespace till;
using chain::SignInError;
using chain::SignInMessage;

namespace {

std::string messageAt(std::size_t index)
{
    return tests::readVectors("sign-in-with-x.json").at("cases").at(index).at("message").get<std::string>();
}

/// The first message with one text in the place of another.
std::string changed(const std::string& from, const std::string& to, std::size_t index = 2)
{
    return QByteArray::fromStdString(messageAt(index))
        .replace(QByteArray::fromStdString(from), QByteArray::fromStdString(to))
        .toStdString();
}

} // namespace

class TestSignInMessage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsThePublishedMessages()
    {
        int read = 0;
        for (const auto& each : tests::readVectors("sign-in-with-x.json").at("cases")) {
            const auto text = each.at("message").get<std::string>();
            const auto message = SignInMessage::fromText(text);
            QVERIFY2(message.has_value(), text.c_str());
            const auto& asked = each.at("challengeInfo");
            QCOMPARE(message->text(), text);
            QCOMPARE(message->domain(), asked.at("domain").get<std::string>());
            QCOMPARE(message->uri(), asked.at("uri").get<std::string>());
            QCOMPARE(message->statement(), asked.value("statement", std::string()));
            QCOMPARE(message->issuedAtSeconds(), std::int64_t{1767225600});
            QCOMPARE(message->expiresSeconds().has_value(), asked.contains("expirationTime"));
            QCOMPARE(message->notBeforeSeconds().has_value(), asked.contains("notBefore"));
            QCOMPARE(message->resources().size(), asked.value("resources", nlohmann::json::array()).size());
            if (each.contains("signerAddress")) {
                QCOMPARE(message->address().toText(), each.at("signerAddress").get<std::string>());
            }
            if (each.contains("eip191Hash")) {
                QCOMPARE(toHex0x(chain::personalMessageDigest(text)),
                         each.at("eip191Hash").get<std::string>());
            }
            ++read;
        }
        QCOMPARE(read, 6);
    }

    void timesAreReadWithTheirOffset()
    {
        const auto message =
            SignInMessage::fromText(changed("2026-01-01T00:05:00.000Z", "2026-01-01T02:05:00+02:00"));
        QVERIFY(message.has_value());
        QCOMPARE(*message->expiresSeconds(), std::int64_t{1767225600 + 300});
        QCOMPARE(*message->notBeforeSeconds(), std::int64_t{1767225600 - 60});
    }

    void otherTextsAreNotSignIns_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("error");
        const auto row = [](const char* tag, SignInError error, const std::string& text) {
            QTest::newRow(tag) << QByteArray::fromStdString(text) << static_cast<int>(error);
        };
        const auto none = SignInError::NotASignIn;
        row("nothing", none, "");
        row("plain words", none, "Please sign this");
        row("a transaction", none, "0xf86c808504a817c800825208");
        row("typed data", none, R"({"types":{"EIP712Domain":[]}})");
        row("line end after it", none, messageAt(2) + "\n");
        row("a field more", none, messageAt(2) + "\nAmount: 5");
        row("a field before", none, "Amount: 5\n" + messageAt(2));
        row("CRLF", none, changed("\n", "\r\n"));
        row("tab", none, changed("Sign in to", "Sign\tin to"));
        row("not ASCII", none, changed("Sign in to", "S\xc3\xadgn in to"));
        row("direction", none, changed("Sign in to", "\xe2\x80\xae to"));
        row("version 2", none, changed("Version: 1", "Version: 2"));
        row("no version", none, changed("Version: 1\n", ""));
        row("fields in another order", none,
            changed("Version: 1\nChain ID: 1\n", "Chain ID: 1\nVersion: 1\n"));
        row("chain of letters", none, changed("Chain ID: 1\n", "Chain ID: base\n"));
        row("short nonce", none, changed("a1b2c3d4e5f67890a1b2c3d4e5f67890", "a1b2c3d"));
        row("nonce with a blank", none, changed("a1b2c3d4e5f67890a1b2c3d4e5f67890", "a1b2c3d4 e5f67890"));
        row("statement of two lines", none, changed("Sign in to", "Pay 5\nSign in to"));
        row("no resource", none,
            changed("\n- https://api.example.com/premium-data\n- https://example.org/terms", ""));
        row("domain with a path", none, changed("api.example.com wants", "api.example.com/x wants"));
        row("domain of another script", none, changed("api.example.com wants", "api.ex mple.com wants"));
        row("no domain", none, changed("api.example.com wants", " wants"));
        row("Bitcoin", none, changed("your Ethereum account", "your Bitcoin account"));
        row("lower-case address", SignInError::BadAddress,
            changed("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                    "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"));
        row("Solana address for Ethereum", SignInError::BadAddress,
            changed("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                    "oeYf6KAJkLYhBuR8CiGc6L4D4Xtfepr85fuDgA9kq96"));
        row("another server", SignInError::OtherDomain,
            changed("URI: https://api.example.com/", "URI: https://bank.example/"));
        row("another port", SignInError::OtherDomain,
            changed("URI: https://api.example.com/", "URI: https://api.example.com:444/"));
        row("user in the URI", SignInError::BadUri,
            changed("URI: https://api.example.com/", "URI: https://api.example.com@evil.example/"));
        row("file", SignInError::BadUri,
            changed("URI: https://api.example.com/", "URI: file://api.example.com/"));
        row("no scheme", SignInError::BadUri,
            changed("URI: https://api.example.com/", "URI: api.example.com/"));
        row("blank in the URI", SignInError::BadUri,
            changed("URI: https://api.example.com/premium", "URI: https://api.example.com/pre mium"));
        row("month 13", SignInError::BadTime, changed("Issued At: 2026-01", "Issued At: 2026-13"));
        row("30 February", SignInError::BadTime, changed("Issued At: 2026-01-01", "Issued At: 2026-02-30"));
        row("no zone", SignInError::BadTime, changed("00:05:00.000Z", "00:05:00.000"));
        row("not a time", SignInError::BadTime,
            changed("Issued At: 2026-01-01T00:00:00.000Z", "Issued At: now"));
        row("expired when issued", SignInError::BadTime, changed("2026-01-01T00:05", "2025-01-01T00:05"));
        row("too long", SignInError::TooLarge, changed("Sign in to", std::string(4096, 'a')));
        std::string many = messageAt(2);
        for (int each = 0; each < 15; ++each) {
            many += "\n- https://example.org/" + std::to_string(each);
        }
        row("seventeen resources", SignInError::TooLarge, many);
        row("Solana with Ethereum's blank line", none, changed("\n\nURI", "\n\n\nURI", 4));
        row("Ethereum without it", none, changed("\n\n\nURI", "\n\nURI", 1));
    }
    void otherTextsAreNotSignIns()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, error);
        const auto message = SignInMessage::fromText(text.toStdString());
        QVERIFY(!message.has_value());
        QCOMPARE(static_cast<int>(message.error()), error);
        QVERIFY(!chain::describe(message.error()).empty());
    }

    void everyTruncationIsRefusedOrShorter()
    {
        const std::string text = messageAt(2);
        for (std::size_t size = 0; size < text.size(); ++size) {
            const auto message = SignInMessage::fromText(text.substr(0, size));
            QVERIFY(!message || message->text() == text.substr(0, size));
        }
    }
};

QTEST_APPLESS_MAIN(TestSignInMessage)
#include "tst_sign_in_message.moc"
