#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QStringList>

#include <map>
#include <optional>

/// One run of the real `till`: what it printed and how it ended.
struct TillRun {
    int exit = -1;
    QByteArray out;
    QByteArray err;
    QByteArray fromFd4; ///< what it wrote to descriptor 4, when that was open

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }
    /// error.code of the JSON on standard error.
    QByteArray errorCode() const;
    QByteArray moneyMoved() const;
};

/// Runs it in a session without a terminal. `onFd` are the contents of descriptors that it may read.
TillRun runTill(const QStringList& arguments, const std::map<int, QByteArray>& onFd = {},
                bool withWritableFd4 = false);
