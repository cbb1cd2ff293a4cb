#include "app/cli/exit_codes.h"
#include "app/cli/help.h"
#include "core/wire/problem_codes.h"

#include <QTest>

#include <set>

using namespace till;
using cli::ExitCode;

class TestExitCodes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// A new published code must be given its kind: those that mean "internal" are named here.
    void everyPublishedCodeHasItsKind()
    {
        const std::set<std::string_view> internal{"ledger_failed", "ledger_broken", "ledger_rolled_back",
                                                  "vault_failed",  "backup_failed", "bad_frame",
                                                  "internal_error"};
        for (const wire::ProblemCode& each : wire::problemCodes()) {
            QCOMPARE(QByteArray(each.code.data(), static_cast<qsizetype>(each.code.size())) + " " +
                         (cli::exitCodeOf(each.code) == ExitCode::Internal ? "internal" : "known"),
                     QByteArray(each.code.data(), static_cast<qsizetype>(each.code.size())) + " " +
                         (internal.contains(each.code) ? "internal" : "known"));
        }
    }

    void kindsAreWhatAScriptExpects()
    {
        QVERIFY(cli::exitCodeOf("wrong_passphrase") == ExitCode::Passphrase);
        QVERIFY(cli::exitCodeOf("locked") == ExitCode::WalletState);
        QVERIFY(cli::exitCodeOf("budget_exceeded") == ExitCode::NotPaid);
        QVERIFY(cli::exitCodeOf("no_such_agent") == ExitCode::NotFound);
        QVERIFY(cli::exitCodeOf("never heard of") == ExitCode::Internal);
    }

    void theHelpNamesEveryCommandAndEveryNumber()
    {
        const auto help = QByteArray::fromStdString(cli::overviewHelp());
        for (const cli::Command& command : cli::commands()) {
            QVERIFY2(
                help.contains(QByteArray(command.name.data(), static_cast<qsizetype>(command.name.size()))),
                command.name.data());
        }
        const auto codes = QByteArray::fromStdString(cli::exitCodesHelp());
        for (int code = 0; code <= static_cast<int>(ExitCode::Internal); ++code) {
            QVERIFY(codes.contains("\n  " + QByteArray::number(code) + "  "));
        }
    }
};

QTEST_GUILESS_MAIN(TestExitCodes)
#include "tst_exit_codes.moc"
