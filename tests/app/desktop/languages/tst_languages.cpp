#include "app/desktop/approval/flood_watch.h"
#include "app/desktop/approval/open_request.h"
#include "app/desktop/languages/languages.h"
#include "app/desktop/languages/pseudo_translator.h"
#include "app/desktop/settings/settings_controller.h"
#include "tests/places.h"

#include <QDirIterator>
#include <QFile>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace till::desktop;

namespace {

const QString kSources = QStringLiteral(TILL_SOURCE_DIR);

struct Message {
    QString context;
    QString source;
    QString translation;
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QList<Message> found;
    QXmlStreamReader xml(&file);
    QString context;
    Message message;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement) {
            if (xml.name() == QLatin1String("name")) {
                context = xml.readElementText();
            } else if (xml.name() == QLatin1String("source")) {
                message = {context, xml.readElementText(), {}};
            } else if (xml.name() == QLatin1String("translation")) {
                message.translation = xml.readElementText();
                found.append(message);
            }
        }
    }
    return found;
}

/// "%1", "%2" …, sorted: what a value is put into.
QStringList placesOf(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%L?\\d+|%n"));
    QStringList found;
    for (auto each = place.globalMatch(text); each.hasNext();) {
        found += each.next().captured();
    }
    found.sort();
    return found;
}

QString say(const char* context, const char* text)
{
    return QCoreApplication::translate(context, text);
}

} // namespace

class LanguagesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { (void)Languages().apply(QStringLiteral("en")); }

    void germanIsInTheProgram()
    {
        Languages languages;
        QVERIFY(languages.apply(QStringLiteral("de")));
        QCOMPARE(say("ApprovalPrompt", "Deny"), QStringLiteral("Ablehnen"));
        QCOMPARE(say("ApprovalPrompt", "Nobody translated this"), QStringLiteral("Nobody translated this"));
        QVERIFY(languages.apply(QStringLiteral("en")));
        QCOMPARE(say("ApprovalPrompt", "Deny"), QStringLiteral("Deny"));
    }

    void whatClassesSayIsTranslatedUnderTheirFullNames()
    {
        Languages languages;
        QVERIFY(languages.apply(QStringLiteral("de")));
        QCOMPARE(OpenRequest::tr("Tool"), QStringLiteral("Werkzeug"));
        QCOMPARE(FloodWatch::tr("%1 asked %2 times within a minute and is being paused.").left(6),
                 QStringLiteral("%1 hat"));
    }

    void aLanguageThatIsNotThereChangesNothing()
    {
        Languages languages;
        QVERIFY(languages.apply(QStringLiteral("de")));
        QVERIFY(!languages.apply(QStringLiteral("tlh")));
        QCOMPARE(say("ApprovalPrompt", "Deny"), QStringLiteral("Ablehnen"));
    }

    void theTestLanguageIsLongerAndKeepsThePlacesOfValues()
    {
        const QString text = QStringLiteral("Waits until %1, %L2 left of %n");
        const QString pseudo = pseudoText(text);
        QCOMPARE(placesOf(pseudo), placesOf(text));
        QVERIFY(pseudo.size() >= text.size() * 4 / 3);
        QVERIFY(pseudo.startsWith(QLatin1Char('[')) && pseudo.endsWith(QLatin1Char(']')));
        Languages languages;
        QVERIFY(languages.apply(QStringLiteral("pseudo")));
        QCOMPARE(say("Anything", "Deny"), pseudoText(QStringLiteral("Deny")));
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
    }

    void theOtherTestLanguageGoesFromTheRight()
    {
        Languages languages;
        QVERIFY(languages.apply(QStringLiteral("pseudo-rtl")));
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::RightToLeft);
        QVERIFY(languages.apply(QStringLiteral("de")));
        QCOMPARE(QGuiApplication::layoutDirection(), Qt::LeftToRight);
    }

    void theChoiceIsKept()
    {
        const QTemporaryDir directory;
        {
            SettingsController settings(directory.path(), {});
            QCOMPARE(settings.language(), QStringLiteral("system"));
            const QSignalSpy changes(&settings, &SettingsController::languageChanged);
            settings.setLanguage(static_cast<int>(Languages::codes().indexOf(QStringLiteral("de"))));
            settings.setLanguage(99);
            QCOMPARE(changes.count(), 1);
        }
        SettingsController again(directory.path(), {});
        QCOMPARE(again.language(), QStringLiteral("de"));
        QCOMPARE(again.languageNames().size(), Languages::codes().size());
        again.overrideLanguage(QStringLiteral("pseudo"));
        QCOMPARE(again.language(), QStringLiteral("pseudo"));
        QCOMPARE(SettingsController(directory.path(), {}).language(), QStringLiteral("de"));
    }

    void noTranslationLosesAValue()
    {
        const QList<Message> messages =
            messagesOf(kSources + QStringLiteral("/app/desktop/languages/tillkeeper_de.ts"));
        QVERIFY(messages.size() > 400);
        qsizetype translated = 0;
        for (const Message& each : messages) {
            if (!each.translation.isEmpty()) {
                ++translated;
                QVERIFY2(placesOf(each.translation) == placesOf(each.source),
                         qPrintable(each.context + QStringLiteral(": ") + each.source));
            }
        }
        QVERIFY2(translated * 100 >= messages.size() * 95, "German lags behind");
    }

    void everyWordOnScreenCanBeTranslated()
    {
        // Bindings that people read; a sentence anywhere else counts, too.
        static const QRegularExpression read(QStringLiteral(
            "^\\s*(text|title|hint|label|placeholder|placeholderText|actionText|subtitle|emptyText|"
            "source|summary|detail|sub|shortcutText|Accessible\\.name|Accessible\\.description)\\s*:"));
        static const QRegularExpression given(
            QStringLiteral("qsTr\\((?:\"(?:[^\"\\\\]|\\\\.)*\"(?:,\\s*)?)+\\)"));
        static const QRegularExpression compared(QStringLiteral("[!=]==?\\s*\"[^\"]*\""));
        static const QRegularExpression word(QStringLiteral("\"[^\"]*[A-Za-z]{2}[^\"]*\""));
        static const QRegularExpression sentence(QStringLiteral("\"[^\"]*[A-Za-z]{2} [A-Za-z][^\"]*\""));
        static const QRegularExpression remark(QStringLiteral("^\\s*(//|/\\*|\\*)"));
        QStringList bare;
        int files = 0;
        for (const char* folder : {"components", "pages", "shell"}) {
            QDirIterator each(kSources + QStringLiteral("/qml/") + QLatin1String(folder),
                              {QStringLiteral("*.qml")});
            while (each.hasNext()) {
                QFile file(each.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                ++files;
                int number = 0;
                while (!file.atEnd()) {
                    ++number;
                    QString line = QString::fromUtf8(file.readLine());
                    line.remove(given).remove(compared);
                    const bool isRead = read.match(line).hasMatch() && word.match(line).hasMatch();
                    if (!remark.match(line).hasMatch() && (isRead || sentence.match(line).hasMatch())) {
                        bare +=
                            QStringLiteral("%1:%2: %3").arg(each.fileName()).arg(number).arg(line.trimmed());
                    }
                }
            }
        }
        QVERIFY(files > 80);
        QVERIFY2(bare.isEmpty(), qPrintable(bare.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(LanguagesTest)
#include "tst_languages.moc"
