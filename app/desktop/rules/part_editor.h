#pragma once

#include "app/desktop/rules/choice_list_model.h"
#include "app/desktop/rules/sentence.h"

#include <QObject>
#include <QtQmlIntegration>

namespace till::desktop {

/// The little box in which one part of a sentence is changed: what it offers, and what was wrong with what
/// was typed. What a value means is the draft's to say.
class PartEditor : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with a draft")
    Q_PROPERTY(bool open READ open NOTIFY changed)
    Q_PROPERTY(Face face READ face NOTIFY changed)
    Q_PROPERTY(QString label READ label NOTIFY changed)
    Q_PROPERTY(QString hint READ hint NOTIFY changed)
    Q_PROPERTY(QString value READ value NOTIFY changed)
    Q_PROPERTY(QString unit READ unit NOTIFY changed)
    Q_PROPERTY(QString removeText READ removeText NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(till::desktop::ChoiceListModel* choices READ choices CONSTANT)

public:
    /// One of a list; one line of text; several lines; several of a list.
    enum Face { Choose, Line, Lines, Check };
    Q_ENUM(Face)

    using QObject::QObject;

    [[nodiscard]] bool open() const { return m_isOpen; }
    [[nodiscard]] Face face() const;
    [[nodiscard]] QString label() const { return m_part.label; }
    [[nodiscard]] QString hint() const { return m_part.hint; }
    [[nodiscard]] QString value() const { return m_part.value; }
    [[nodiscard]] QString unit() const;
    [[nodiscard]] QString removeText() const;
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] ChoiceListModel* choices() { return &m_choices; }
    [[nodiscard]] const SentencePart& part() const { return m_part; }

    void edit(SentencePart part);
    void refuse(const QString& why);

    /// What was chosen or typed becomes the value.
    Q_INVOKABLE void accept(const QString& value);
    Q_INVOKABLE void toggle(const QString& value);
    /// What is checked becomes the value.
    Q_INVOKABLE void acceptChecked();
    /// The part goes, with what makes no sense without it.
    Q_INVOKABLE void removePart();
    Q_INVOKABLE void close();
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void accepted(const QString& value);
    void removed();

private:
    SentencePart m_part;
    ChoiceListModel m_choices;
    QString m_errorText;
    bool m_isOpen = false;
};

} // namespace till::desktop
