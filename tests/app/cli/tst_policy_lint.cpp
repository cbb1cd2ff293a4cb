#include "till_run.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace {

QString written(const QTemporaryDir& folder, const QByteArray& document)
{
    const QString path = folder.filePath(QStringLiteral("draft.json"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(document) != document.size()) {
        qFatal("no file");
    }
    return path;
}

} // namespace

/// `till policy lint FILE` needs no running wallet.
class TestPolicyLint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesWhatHasNoEffectWithItsPlace();
    void aDraftWithoutFaultsEndsWell();
    void whatIsNoPolicyIsSaidSo();
};

void TestPolicyLint::namesWhatHasNoEffectWithItsPlace()
{
    const QTemporaryDir folder;
    const QString file = written(folder, R"({"version":1,"name":"d","default":"allow","perPaymentUsd":"2",
        "rules":[{"name":"dear","verdict":"ask","when":{"amount":{"above":"3"}}}]})");
    const TillRun person = runTill({QStringLiteral("policy"), QStringLiteral("lint"), file});
    QVERIFY(person.exit != 0);
    QVERIFY(person.out.contains("/rules/0/when/amount"));
    QVERIFY(person.out.contains("\"dear\" never matches"));
    const TillRun program =
        runTill({QStringLiteral("policy"), QStringLiteral("lint"), file, QStringLiteral("--json")});
    const QJsonArray findings = program.json().object().value(QStringLiteral("findings")).toArray();
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().toObject().value(QStringLiteral("code")).toString(),
             QStringLiteral("never_matches"));
    QCOMPARE(program.exit, person.exit);
}

void TestPolicyLint::aDraftWithoutFaultsEndsWell()
{
    const QTemporaryDir folder;
    const QString file = written(folder, R"({"version":1,"name":"d","default":"ask"})");
    const TillRun run = runTill({QStringLiteral("policy"), QStringLiteral("lint"), file});
    QCOMPARE(run.exit, 0);
    QVERIFY(run.out.startsWith("Nothing to find"));
}

void TestPolicyLint::whatIsNoPolicyIsSaidSo()
{
    const QTemporaryDir folder;
    const QString file = written(folder, R"({"version":1,"name":"d","default":"ask","x":1})");
    const TillRun run = runTill({QStringLiteral("policy"), QStringLiteral("lint"), file});
    QVERIFY(run.exit != 0);
    QVERIFY2(run.err.contains("/x"), run.err.constData());
}

QTEST_GUILESS_MAIN(TestPolicyLint)
#include "tst_policy_lint.moc"
