#include "app/desktop/rules/difference_list_model.h"

#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

namespace {

constexpr const char* kVerdicts[] = {"allow", "ask", "deny"};

QString pastWord(const std::string& verdict)
{
    return verdict == "allow" ? RuleWords::tr("allowed")
           : verdict == "ask" ? RuleWords::tr("asked")
                              : RuleWords::tr("denied");
}

qint64 sumWhere(const std::vector<VerdictCount>& counts, const std::string& would)
{
    qint64 sum = 0;
    for (const VerdictCount& each : counts) {
        sum += each.would == would ? each.payments : 0;
    }
    return sum;
}

} // namespace

DifferenceListModel::DifferenceListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &DifferenceListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &DifferenceListModel::countChanged);
}

QHash<int, QByteArray> DifferenceListModel::roleNames() const
{
    return {{PaymentIdRole, "paymentId"},
            {TimeTextRole, "timeText"},
            {WasRole, "was"},
            {WouldRole, "would"},
            {SentenceRole, "sentence"}};
}

void DifferenceListModel::setDifferences(std::vector<DifferenceRow> rows, qint64 nowMs)
{
    m_nowMs = nowMs;
    int place = 0;
    for (DifferenceRow& each : rows) {
        each.id = place++;
    }
    sync(std::move(rows));
}

QVariant DifferenceListModel::value(const DifferenceRow& row, int role) const
{
    switch (role) {
    case PaymentIdRole:
        return row.paymentId;
    case TimeTextRole:
        return shortTime(row.atMs, m_nowMs, QTimeZone::systemTimeZone());
    case WasRole:
        return row.was;
    case WouldRole:
        return row.would;
    case Qt::DisplayRole:
    case SentenceRole:
        return row.sentence;
    default:
        return {};
    }
}

QString verdictSentence(const std::vector<VerdictCount>& counts)
{
    const qint64 allowed = sumWhere(counts, "allow");
    QStringList sentences;
    sentences += (allowed == 1 ? RuleWords::tr("1 payment would have been allowed, %1 asked, %2 denied.")
                               : RuleWords::tr("%3 payments would have been allowed, %1 asked, %2 denied."))
                     .arg(sumWhere(counts, "ask"))
                     .arg(sumWhere(counts, "deny"))
                     .arg(allowed == 1 ? QString() : QString::number(allowed));
    qint64 differing = 0;
    for (const char* was : kVerdicts) {
        for (const char* would : kVerdicts) {
            for (const VerdictCount& each : counts) {
                if (each.was != was || each.would != would || each.was == each.would || each.payments == 0) {
                    continue;
                }
                differing += each.payments;
                sentences += RuleWords::tr("%1 that was %2 would be %3.")
                                 .arg(each.payments)
                                 .arg(pastWord(each.was), pastWord(each.would));
            }
        }
    }
    if (differing == 0) {
        sentences += RuleWords::tr("None would be decided otherwise.");
    }
    return sentences.join(QLatin1Char(' '));
}

QHash<int, QByteArray> TallyListModel::roleNames() const
{
    return {{WasRole, "was"}, {AllowedRole, "allowed"}, {AskedRole, "asked"}, {DeniedRole, "denied"}};
}

void TallyListModel::setCounts(const std::vector<VerdictCount>& counts)
{
    std::vector<TallyRow> rows;
    for (const char* was : kVerdicts) {
        TallyRow row{.id = QLatin1String(was)};
        for (const VerdictCount& each : counts) {
            if (each.was == was) {
                (each.would == "allow" ? row.allowed
                 : each.would == "ask" ? row.asked
                                       : row.denied) += each.payments;
            }
        }
        rows.push_back(std::move(row));
    }
    sync(std::move(rows));
}

QVariant TallyListModel::value(const TallyRow& row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case WasRole:
        return row.id;
    case AllowedRole:
        return row.allowed;
    case AskedRole:
        return row.asked;
    case DeniedRole:
        return row.denied;
    default:
        return {};
    }
}

} // namespace till::desktop
