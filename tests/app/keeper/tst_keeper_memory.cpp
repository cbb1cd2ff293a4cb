#include "keeper_process.h"
#include "tests/places.h"
#include "wallet_secrets.h"

#include "core/wire/policy_messages.h"

#include <QTest>

#include <unistd.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

constexpr int kSignatures = 1000;
constexpr int kAtOnce = 100;

/// A wallet put through everything that touches its secrets.
class Wallet {
public:
    explicit Wallet(KeeperProcess& keeper) : m_keeper(keeper), m_owner(keeper.admin())
    {
        Line& owner = m_owner;
        VaultCreate create;
        create.passphrase = secrets.passphrase;
        create.words = 24;
        create.kdfMemoryMiB = 64;
        secrets.phrase = owner.get<VaultCreated>(create).phrase.plainCopy();
        owner.get<AccountsAnswer>(AccountImport{"evm", secrets.importedKey, "imported", secrets.passphrase});
        AgentAdd add;
        add.name = "bot";
        add.preset = "autopilot";
        add.passphrase = secrets.passphrase;
        m_token = owner.get<AgentAdded>(add).token;
        PolicySet policy; // the preset allows 300 payments a minute
        policy.policy = "bot";
        policy.document = R"({"version": 1, "name": "all", "rules": [], "default": "allow"})";
        policy.by = "cli";
        policy.passphrase = secrets.passphrase;
        owner.get<PolicyChanged>(policy);
        owner.get<Done>(Lock());
        if (owner.codeOf(Prove{secrets.wrongPassphrase}) != "wrong_passphrase") {
            throw std::runtime_error("a wrong passphrase was not refused");
        }
        owner.get<Done>(Unlock{secrets.passphrase});
        owner.get<Done>(Prove{secrets.passphrase});
    }

    void sign(int times)
    {
        for (int done = 0; done < times; done += kAtOnce) {
            for (int each = 0; each < kAtOnce; ++each) {
                m_keeper.gateway().send(
                    encode(1000 + each, payWithKey(m_token, "10", "key " + std::to_string(done + each))));
            }
            for (int each = 0; each < kAtOnce; ++each) {
                const auto frame = m_keeper.gateway().receive();
                const auto answer =
                    frame ? parseFrame(*frame) : Result<Envelope, WireError>(fail(WireError::NotJson));
                if (!answer || Line::answerIn<PaymentAnswer>(*answer).headers.size() != 1) {
                    throw std::runtime_error("a payment was not signed");
                }
            }
        }
    }
    void lock() { m_owner.get<Done>(Lock()); }

    [[nodiscard]] Needles needles() const { return secrets.needles(m_keeper.folder()); }

    WalletSecrets secrets;

private:
    KeeperProcess& m_keeper;
    Line m_owner; ///< stays open: what it received must not stay with it
    std::string m_token;
};

} // namespace

/// After it locked, no secret of the wallet is anywhere in the keeper's memory; while it is open, only in the
/// memory that is locked and guarded for that.
class TestKeeperMemory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (::geteuid() != 0) {
            QSKIP("Reads the memory of a program that is closed to its own user: run as root.");
        }
    }
    void nothingIsLeftAfterTheLock_I15();
    void theScanFindsWhatIsThere();
    void aKeeperThatForgetsToWipeIsNoticed_data();
    void aKeeperThatForgetsToWipeIsNoticed();
};

void TestKeeperMemory::nothingIsLeftAfterTheLock_I15()
{
    KeeperProcess keeper;
    Wallet wallet(keeper);
    wallet.sign(kSignatures);
    const Needles needles = wallet.needles();
    const auto open = findIn(keeper.pid(), needles, Maps::Unlocked);
    QVERIFY2(open.empty(), ("outside of locked memory:\n" + joined(open)).c_str());
    wallet.lock();
    const auto left = findIn(keeper.pid(), needles, Maps::All);
    QVERIFY2(left.empty(), ("after the lock:\n" + joined(left)).c_str());
}

/// A scan that sees nothing proves nothing: while it is open, the keys are there.
void TestKeeperMemory::theScanFindsWhatIsThere()
{
    KeeperProcess keeper;
    Wallet wallet(keeper);
    wallet.sign(kAtOnce);
    const std::string found = joined(findIn(keeper.pid(), wallet.needles(), Maps::All));
    for (const char* name : {"key 0", "imported key", "vault key", "nonce key"}) {
        QVERIFY2(found.find(name) != std::string::npos, found.c_str());
    }
}

void TestKeeperMemory::aKeeperThatForgetsToWipeIsNoticed_data()
{
    QTest::addColumn<QByteArray>("program");
    QTest::newRow("the heap is not wiped") << QByteArray("keeper-heap-not-wiped");
    QTest::newRow("buffers are not wiped") << QByteArray("keeper-buffers-not-wiped");
    QTest::newRow("locked memory is not wiped") << QByteArray("keeper-locked-not-wiped");
    QTest::newRow("the stack is not wiped") << QByteArray("keeper-stack-not-wiped");
}

void TestKeeperMemory::aKeeperThatForgetsToWipeIsNoticed()
{
    QFETCH(QByteArray, program);
    KeeperProcess keeper(KeeperProcess::WallClock::Real,
                         {TILL_BINARY_DIR "/tests/" + program.toStdString(), 0});
    Wallet wallet(keeper);
    wallet.sign(kAtOnce);
    const Needles needles = wallet.needles();
    wallet.lock();
    const auto left = findIn(keeper.pid(), needles, Maps::All);
    qInfo("%s", joined(left).c_str());
    QVERIFY2(!left.empty(), "this keeper forgets to wipe, and nobody noticed");
}

QTEST_GUILESS_MAIN(TestKeeperMemory)
#include "tst_keeper_memory.moc"
