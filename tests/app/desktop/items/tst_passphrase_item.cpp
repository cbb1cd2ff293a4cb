#include "app/desktop/items/passphrase_item.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTest>

using namespace till;
using namespace till::desktop;

class PassphraseItemTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }
    void init()
    {
        m_window = std::make_unique<QQuickWindow>();
        m_window->resize(300, 60);
        m_item = new PassphraseItem(m_window->contentItem());
        m_item->setSize({280, 40});
        m_item->setProperty("pixelSize", 14);
        m_window->show();
        m_window->requestActivate();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_item->forceActiveFocus();
    }
    void cleanup() { m_window.reset(); }

    void keysGoIntoTheSecret()
    {
        type("Hi there");
        QCOMPARE(typed(), QByteArray("Hi there"));
        QCOMPARE(m_item->length(), 8);
    }

    void backspaceTakesOneCharacterAndNotOneByte()
    {
        sendText(QStringLiteral("aé鍵🔑"));
        QCOMPARE(m_item->length(), 4);
        press(Qt::Key_Backspace);
        QCOMPARE(typed(), QStringLiteral("aé鍵").toUtf8());
        press(Qt::Key_Backspace);
        press(Qt::Key_Backspace);
        QCOMPARE(typed(), QByteArray("a"));
    }

    void controlBackspaceAndControlUTakeAll()
    {
        type("secret");
        QTest::keyClick(m_window.get(), Qt::Key_Backspace, Qt::ControlModifier);
        QCOMPARE(m_item->length(), 0);
        type("secret");
        QTest::keyClick(m_window.get(), Qt::Key_U, Qt::ControlModifier);
        QCOMPARE(m_item->length(), 0);
    }

    void nothingComesFromOrGoesToTheClipboard()
    {
        QGuiApplication::clipboard()->setText(QStringLiteral("from elsewhere"));
        type("mine");
        QTest::keyClick(m_window.get(), Qt::Key_V, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_Insert, Qt::ShiftModifier);
        QCOMPARE(typed(), QByteArray("mine"));
        QTest::keyClick(m_window.get(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("from elsewhere"));
    }

    void noInputMethodSeesIt() { QVERIFY(!m_item->flags().testFlag(QQuickItem::ItemAcceptsInputMethod)); }

    void takeLeavesAnEmptyField()
    {
        type("secret");
        const crypto::SecretBytes taken = m_item->take();
        QCOMPARE(taken.size(), std::size_t{6});
        QCOMPARE(m_item->length(), 0);
        QVERIFY(m_item->secret().empty());
    }

    void enterAcceptsOnceAndNotWhenItRepeats()
    {
        const QSignalSpy accepted(m_item, &PassphraseItem::accepted);
        press(Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        QKeyEvent repeat(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
        QCoreApplication::sendEvent(m_item, &repeat);
        QCOMPARE(accepted.count(), 1);
    }

    void capsLockIsNoticedFromTheLetters()
    {
        QVERIFY(!m_item->capsLock());
        QKeyEvent capital(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("A"));
        QCoreApplication::sendEvent(m_item, &capital);
        QVERIFY(m_item->capsLock());
        QKeyEvent shifted(QEvent::KeyPress, Qt::Key_A, Qt::ShiftModifier, QStringLiteral("A"));
        QCoreApplication::sendEvent(m_item, &shifted);
        QVERIFY(!m_item->capsLock());
    }

    void lettersAreKeptFromShortcuts()
    {
        QKeyEvent letter(QEvent::ShortcutOverride, Qt::Key_J, Qt::NoModifier, QStringLiteral("j"));
        letter.ignore();
        QCoreApplication::sendEvent(m_item, &letter);
        QVERIFY(letter.isAccepted());
        QKeyEvent command(QEvent::ShortcutOverride, Qt::Key_L, Qt::ControlModifier, QStringLiteral("\f"));
        command.ignore();
        QCoreApplication::sendEvent(m_item, &command);
        QVERIFY(!command.isAccepted());
    }

    void tellsWhetherTwoAreTheSame()
    {
        PassphraseItem other;
        const QByteArray words("one two");
        const std::span bytes(reinterpret_cast<const std::uint8_t*>(words.constData()),
                              static_cast<std::size_t>(words.size()));
        other.fill(bytes);
        QVERIFY(!m_item->sameAs(&other));
        m_item->fill(bytes);
        QVERIFY(m_item->sameAs(&other));
        QVERIFY(!m_item->sameAs(nullptr));
    }

    void moreThanFitsIsNotHalfTaken()
    {
        const QByteArray full(512, 'x');
        m_item->fill({reinterpret_cast<const std::uint8_t*>(full.constData()), 512});
        sendText(QStringLiteral("é"));
        QCOMPARE(m_item->length(), 512);
    }

    void paintsDotsAndNotTheCharacters()
    {
        const QImage empty = picture();
        type("iiii");
        const QImage narrow = picture();
        press(Qt::Key_U, Qt::ControlModifier);
        type("WWWW");
        QVERIFY(narrow != empty);
        QCOMPARE(picture(), narrow);
    }

private:
    void type(const char* text)
    {
        for (const char* each = text; *each != '\0'; ++each) {
            QTest::keyClick(m_window.get(), *each);
        }
    }
    void sendText(const QString& text)
    {
        for (const char32_t each : text.toUcs4()) {
            QKeyEvent key(QEvent::KeyPress, Qt::Key_unknown, Qt::NoModifier, QString::fromUcs4(&each, 1));
            QCoreApplication::sendEvent(m_item, &key);
        }
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(m_window.get(), key, modifiers);
    }
    QByteArray typed() const
    {
        const auto bytes = m_item->secret();
        return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
    }
    QImage picture()
    {
        QImage image(280, 40, QImage::Format_ARGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        m_item->paint(&painter);
        return image;
    }

    std::unique_ptr<QQuickWindow> m_window;
    PassphraseItem* m_item = nullptr;
};

QTEST_MAIN(PassphraseItemTest)
#include "tst_passphrase_item.moc"
