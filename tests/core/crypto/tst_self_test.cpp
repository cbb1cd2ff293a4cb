#include "core/crypto/secret_bytes.h"
#include "core/crypto/self_test.h"

#include <QtTest>

#include <array>
#include <ctime>
#include <set>

using namespace till::crypto;

namespace {

constexpr double kMaxCpuMs = 20;

bool yes()
{
    return true;
}

bool no()
{
    return false;
}

} // namespace

class TestSelfTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { initialise(); }

    void everyPrimitiveAnswersRightly()
    {
        for (const KnownAnswer& each : knownAnswers()) {
            QVERIFY2(each.holds(), std::string(each.primitive).c_str());
        }
        QVERIFY(!firstWrongAnswer(knownAnswers()));
    }

    void everyPrimitiveIsThereOnce()
    {
        std::set<std::string_view> names;
        for (const KnownAnswer& each : knownAnswers()) {
            names.insert(each.primitive);
        }
        QCOMPARE(names.size(), knownAnswers().size());
        for (const char* name :
             {"SHA-256", "HMAC-SHA-256", "HKDF-SHA-256", "Keccak-256", "ECDSA on secp256k1",
              "XChaCha20-Poly1305", "Argon2id", "PBKDF2-HMAC-SHA-512", "BIP-32"}) {
            QVERIFY2(names.contains(name), name);
        }
    }

    void theFirstWrongOneIsNamed()
    {
        const std::array answers{KnownAnswer{"one", yes}, KnownAnswer{"two", no}, KnownAnswer{"three", no}};
        QCOMPARE(firstWrongAnswer(answers).value_or(""), std::string_view("two"));
        QVERIFY(!firstWrongAnswer(std::span(answers).first(1)));
    }

    void theyTakeNoTimeThatIsNoticed()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("Sanitizers make everything slower; the other builds measure.");
#endif
        static_cast<void>(firstWrongAnswer(knownAnswers())); // libraries start once
        const std::clock_t before = std::clock();
        static_cast<void>(firstWrongAnswer(knownAnswers()));
        const double ms = 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
        qInfo("self-tests: %.2f ms of processor time", ms);
        QVERIFY2(ms < kMaxCpuMs, QByteArray::number(ms).constData());
    }
};

QTEST_APPLESS_MAIN(TestSelfTest)
#include "tst_self_test.moc"
