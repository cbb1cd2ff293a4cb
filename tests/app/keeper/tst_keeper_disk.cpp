#include "keeper_process.h"

#include "core/wire/policy_messages.h"

#include <QTest>

#include <filesystem>
#include <sys/resource.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

std::string policyOf(const std::string& usd)
{
    return R"({"version":1,"name":"hour","default":"allow","budgets":[{"name":"hour","limit":{"usd":")" +
           usd + R"("},"window":{"rollingSeconds":3600}}]})";
}

PolicySet tighten(const std::string& usd)
{
    return {"bot", policyOf(usd), {}, {}, "cli", "test", false, {}};
}

/// While it lives, no file of the keeper grows, so that no commit gets to the disk. `Gone`: and the ledger
/// cannot be opened again either.
class BadDisk {
public:
    enum class How { Full, Gone };
    BadDisk(KeeperProcess& keeper, How how) : m_keeper(keeper), m_how(how)
    {
        limit(0);
        if (m_how == How::Gone) {
            std::filesystem::rename(m_keeper.ledgerPath(), m_keeper.folder() + "/aside");
            std::filesystem::create_directory(m_keeper.ledgerPath());
        }
    }
    ~BadDisk()
    {
        if (m_how == How::Gone) {
            std::filesystem::remove(m_keeper.ledgerPath());
            std::filesystem::rename(m_keeper.folder() + "/aside", m_keeper.ledgerPath());
        }
        limit(RLIM_INFINITY);
    }
    BadDisk(const BadDisk&) = delete;
    BadDisk& operator=(const BadDisk&) = delete;

private:
    void limit(rlim_t bytes) const
    {
        const rlimit wanted{bytes, RLIM_INFINITY};
        if (::prlimit(m_keeper.pid(), RLIMIT_FSIZE, &wanted, nullptr) != 0) {
            throw std::runtime_error("no limit can be set");
        }
    }
    KeeperProcess& m_keeper;
    How m_how;
};

ErrorBody errorOf(const Envelope& envelope)
{
    const auto body = fromBody<ErrorBody>(envelope.body);
    return envelope.type == "error" && body ? *body : ErrorBody();
}

/// The number of the agent's policy, once the keeper reads its ledger again.
std::int64_t versionOf(KeeperProcess& keeper)
{
    for (int each = 0; each < 300; ++each) {
        const Envelope answer = keeper.owner().ask(PolicyGet{"bot", {}});
        if (Line::errorIn(answer).empty()) {
            return Line::answerIn<PolicyShape>(answer).version;
        }
        QTest::qWait(100);
    }
    throw std::runtime_error("the keeper does not come back");
}

} // namespace

/// A keeper whose disk takes nothing any more.
class TestKeeperDisk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAFailedCommitLeftInMemoryIsNotCalledDone_I8()
    {
        KeeperProcess keeper;
        keeper.withPolicy(policyOf("1.00"));
        const std::int64_t before = versionOf(keeper);
        {
            const BadDisk gone(keeper, BadDisk::How::Gone);
            // Asked again it would be so already, for a memory that has no ledger behind it.
            for (int each = 0; each < 3; ++each) {
                QCOMPARE(keeper.owner().codeOf(tighten("0.50")), std::string("ledger_failed"));
            }
            QCOMPARE(keeper.owner().codeOf(PolicyGet{"bot", {}}), std::string("ledger_failed"));
            QCOMPARE(keeper.watcher().codeOf(WatchListGet()), std::string("ledger_failed"));
            QCOMPARE(keeper.owner().codeOf(StatusGet()), std::string());
        }
        QCOMPARE(versionOf(keeper), before);
        QCOMPARE(keeper.owner().get<PolicyChanged>(tighten("0.50")).version, before + 1);
        keeper.kill();
        keeper.start();
        keeper.unlock();
        QCOMPARE(versionOf(keeper), before + 1);
    }

    void noMoneyMovedForWhatWasNeverSigned()
    {
        KeeperProcess keeper;
        const std::string token = keeper.withPolicy(policyOf("1.00"));
        {
            const BadDisk full(keeper, BadDisk::How::Full);
            const auto lost = errorOf(keeper.gateway().ask(payFor(token, "1000")));
            QCOMPARE(lost.code, std::string("ledger_failed"));
            QCOMPARE(lost.moneyMoved, std::string("no"));
            const auto change = errorOf(keeper.owner().ask(tighten("0.50")));
            QCOMPARE(change.code, std::string("ledger_failed"));
            QCOMPARE(change.moneyMoved, std::string("no"));
        }
        QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(token, "1000")).headers.empty());
    }

    void aVaultThatCouldNotBeReadIsReadAgain()
    {
        using std::filesystem::perms;
        KeeperProcess keeper;
        keeper.withAgent();
        keeper.kill();
        const std::string vault = keeper.folder() + "/vault";
        std::filesystem::permissions(vault, perms(0644));
        keeper.start();
        Line owner = keeper.admin();
        const auto refused = errorOf(owner.ask(Unlock{kPassphrase}));
        QCOMPARE(refused.code, std::string("vault_failed"));
        QVERIFY2(refused.message.find("Other users") != std::string::npos, refused.message.c_str());
        QCOMPARE(refused.moneyMoved, std::string("no"));
        std::filesystem::permissions(vault, perms(0600));
        keeper.unlock();
        QCOMPARE(keeper.owner().get<StatusAnswer>(StatusGet()).vault, std::string("unlocked"));
    }

    void moneyMayHaveMovedForWhatWasSignedBefore()
    {
        KeeperProcess keeper;
        const std::string token = keeper.withPolicy(policyOf("1.00"));
        QVERIFY(!keeper.gateway().get<PaymentAnswer>(payFor(token, "1000")).headers.empty());
        const BadDisk gone(keeper, BadDisk::How::Gone);
        QCOMPARE(keeper.owner().codeOf(tighten("0.50")), std::string("ledger_failed"));
        QCOMPARE(errorOf(keeper.gateway().ask(payFor(token, "1000"))).moneyMoved, std::string("unknown"));
    }
};

QTEST_GUILESS_MAIN(TestKeeperDisk)
#include "tst_keeper_disk.moc"
