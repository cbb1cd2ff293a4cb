#include "app/cli/command.h"
#include "app/cli/manual.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace till::cli;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray withoutEscapes(std::string_view roff)
{
    return bytes(roff).replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
}

struct Run {
    int exit = -1;
    QByteArray out;
    QByteArray err;
};

Run run(const QString& program, const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// What bash offers for the last of these words.
QByteArrayList completionsOf(const QByteArrayList& words)
{
    QByteArray script = bytes(completionScript("bash").value());
    script += "COMP_WORDS=(till";
    for (const QByteArray& word : words) {
        script += " '" + word + "'";
    }
    script +=
        ")\nCOMP_CWORD=" + QByteArray::number(words.size()) + "\n_till\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n";
    const Run ended = run(QStringLiteral("bash"), {}, script);
    return ended.out.trimmed().split('\n');
}

} // namespace

class TestManual : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void thePageNamesEveryCommandAndOption();
    void thePageNamesEveryExitCode();
    void thePageIsGoodTroff();
    void bashTakesTheScript();
    void bashCompletesWords();
    void everyCommandAndOptionCompletes();
    void fishIsToldEveryOption();
    void otherShellsHaveNone();
};

void TestManual::thePageNamesEveryCommandAndOption()
{
    const QByteArray page = withoutEscapes(manualPage());
    for (const Command& command : commands()) {
        QVERIFY2(page.contains(".SS \"" + bytes(command.name)), command.name.data());
        for (const OptionSpec& option : command.options) {
            QVERIFY2(page.contains(bytes(option.name)), option.name.data());
        }
    }
    for (const OptionSpec& option : commonOptions()) {
        QVERIFY2(page.contains(bytes(option.name)), option.name.data());
    }
}

void TestManual::thePageNamesEveryExitCode()
{
    const QByteArray page = withoutEscapes(manualPage());
    const QByteArray codes = page.mid(page.indexOf(".SH EXIT STATUS"));
    for (int code = 0; code <= static_cast<int>(ExitCode::Internal); ++code) {
        QVERIFY(codes.contains(".TP\n" + QByteArray::number(code) + "\n"));
    }
}

void TestManual::thePageIsGoodTroff()
{
    if (QStandardPaths::findExecutable(QStringLiteral("groff")).isEmpty()) {
        QSKIP("groff is not installed");
    }
    const Run ended = run(QStringLiteral("groff"),
                          {QStringLiteral("-man"), QStringLiteral("-Tutf8"), QStringLiteral("-ww"),
                           QStringLiteral("-K"), QStringLiteral("utf8")},
                          bytes(manualPage()));
    QCOMPARE(ended.exit, 0);
    QCOMPARE(ended.err, QByteArray());
    QVERIFY(ended.out.size() > 2'000);
}

void TestManual::bashTakesTheScript()
{
    const Run ended =
        run(QStringLiteral("bash"), {QStringLiteral("-n")}, bytes(completionScript("bash").value()));
    QCOMPARE(ended.exit, 0);
    QCOMPARE(ended.err, QByteArray());
}

void TestManual::bashCompletesWords()
{
    QVERIFY(completionsOf({"age"}).contains("agent"));
    QVERIFY(completionsOf({"agent", "a"}).contains("add"));
    QVERIFY(completionsOf({"agent", "add", "--pre"}).contains("--preset"));
    QVERIFY(completionsOf({"agent", "add", "--js"}).contains("--json"));
    QVERIFY(!completionsOf({"agent", "list", "--pre"}).contains("--preset"));
}

void TestManual::everyCommandAndOptionCompletes()
{
    for (const Command& command : commands()) {
        QByteArrayList words = bytes(command.name).split(' ');
        QVERIFY2(completionsOf(words).contains(words.last()), command.name.data());
        const QByteArrayList offered = completionsOf(words + QByteArrayList{"--"});
        for (const OptionSpec& option : command.options) {
            QVERIFY2(offered.contains(bytes(option.name)), option.name.data());
        }
    }
}

void TestManual::fishIsToldEveryOption()
{
    const QByteArray script = bytes(completionScript("fish").value());
    for (const Command& command : commands()) {
        for (const OptionSpec& option : command.options) {
            QVERIFY2(script.contains(" -l " + bytes(option.name.substr(2)) + " "), option.name.data());
        }
    }
}

void TestManual::otherShellsHaveNone()
{
    QVERIFY(!completionScript("csh"));
    QVERIFY(!completionScript(""));
    QVERIFY(completionScript("zsh").value().starts_with("#compdef till\n"));
}

QTEST_GUILESS_MAIN(TestManual)
#include "tst_manual.moc"
