#include "app/desktop/models/reason_list_model.h"

#include "app/desktop/text/display_text.h"

#include <string_view>

namespace till::desktop {

namespace {

struct Sign {
    std::string_view code;
    const char* iconName;
    bool danger;
};

/// The codes of policy::differences, and those of a decision that deserve a sign of their own.
constexpr Sign kSigns[] = {
    {"payee_changed", "user-x", true},
    {"price_up", "trending-up", false},
    {"first_payment", "star", false},
    {"new_payee", "user", false},
    {"unknown_asset", "circle-question-mark", true},
    {"budget_exceeded", "gauge", false},
};

const Sign* signOf(const std::string& code)
{
    for (const Sign& each : kSigns) {
        if (code == each.code) {
            return &each;
        }
    }
    return nullptr;
}

} // namespace

bool isDanger(const std::string& code)
{
    const Sign* sign = signOf(code);
    return sign != nullptr && sign->danger;
}

ReasonListModel::ReasonListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &ReasonListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &ReasonListModel::countChanged);
}

QHash<int, QByteArray> ReasonListModel::roleNames() const
{
    return {{CodeRole, "code"}, {TextRole, "text"}, {IconNameRole, "iconName"}, {DangerRole, "danger"}};
}

void ReasonListModel::setReasons(const std::vector<wire::Reason>& reasons)
{
    std::vector<ReasonRow> fresh;
    fresh.reserve(reasons.size());
    for (const wire::Reason& each : reasons) {
        fresh.push_back({static_cast<int>(fresh.size()), each});
    }
    sync(std::move(fresh));
}

QVariant ReasonListModel::value(const ReasonRow& row, int role) const
{
    const Sign* sign = signOf(row.reason.code);
    switch (role) {
    case CodeRole:
        return toText(row.reason.code);
    case Qt::DisplayRole:
    case TextRole:
        return sentenceCase(toText(row.reason.text));
    case IconNameRole:
        return QString::fromLatin1(sign ? sign->iconName : "info");
    case DangerRole:
        return isDanger(row.reason.code);
    default:
        return {};
    }
}

} // namespace till::desktop
