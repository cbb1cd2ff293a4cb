#include "app/desktop/models/trace_words.h"

#include "app/desktop/text/display_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace till::desktop {

namespace {

const QLatin1String kArrow(" -> ");
const QLatin1String kPass("pass");
constexpr const char* kVerdictCode = "verdict";
constexpr const char* kHardCheckCode = "hard_check";

QString outcomeOf(const QString& result)
{
    if (result.endsWith(QLatin1String("allow"))) {
        return QStringLiteral("match-allow");
    }
    if (result.endsWith(QLatin1String("ask"))) {
        return QStringLiteral("match-ask");
    }
    if (result.endsWith(QLatin1String("deny")) || result.startsWith(QLatin1String("exceeds"))) {
        return QStringLiteral("match-deny");
    }
    return kPass;
}

TraceStep stepOf(const wire::Reason& line)
{
    const QString text = toText(line.text);
    const qsizetype arrow = text.lastIndexOf(kArrow);
    const QString words = arrow < 0 ? text : text.left(arrow);
    const QString result = arrow < 0 ? QString() : text.mid(arrow + kArrow.size());
    // `budget "day": used …`: the name may hold a colon of its own, but not a quote and a colon.
    const qsizetype colon = words.indexOf(QLatin1String("\": "));
    TraceStep step;
    step.rule = sentenceCase(colon < 0 ? words : words.left(colon + 1));
    step.detail = colon < 0 ? QString() : words.mid(colon + 3);
    step.outcome = line.code == kHardCheckCode ? QStringLiteral("match-deny") : outcomeOf(result);
    if (step.outcome == kPass && !result.isEmpty() && result != QLatin1String("fits")) {
        step.detail = step.detail.isEmpty() ? result : QStringLiteral("%1, %2").arg(step.detail, result);
    }
    return step;
}

} // namespace

std::vector<TraceStep> stepsOf(const std::vector<wire::Reason>& trace)
{
    std::vector<TraceStep> steps;
    QString verdict;
    for (const wire::Reason& line : trace) {
        if (line.code == kVerdictCode) {
            verdict = outcomeOf(toText(line.text));
        } else {
            steps.push_back(stepOf(line));
        }
    }
    bool isExplained = false;
    for (TraceStep& each : steps) {
        each.decisive = !verdict.isEmpty() && each.outcome == verdict;
        isExplained = isExplained || each.decisive;
    }
    if (!verdict.isEmpty() && !isExplained) {
        steps.push_back({.rule = QCoreApplication::translate("Trace", "Verdict"),
                         .detail = {},
                         .outcome = verdict,
                         .decisive = true});
    }
    return steps;
}

} // namespace till::desktop
