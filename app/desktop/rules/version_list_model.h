#pragma once

#include "app/desktop/models/row_list_model.h"
#include "core/wire/policy_messages.h"

#include <QtQmlIntegration>

namespace till::desktop {

struct VersionRow {
    qint64 id = 0; ///< number of the version
    wire::PolicyVersionShape version;
};

/// The versions of a policy, newest first.
class VersionListModel : public RowListModel<VersionRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the rules")
    Q_PROPERTY(int count READ rowCount NOTIFY countChanged)

public:
    enum Role {
        VersionRole = Qt::UserRole + 1,
        TimeTextRole,
        LongTimeTextRole,
        EffectRole,
        EffectTextRole,
        PresetTextRole,
        AuthorRole,
        ReasonRole,
        HashRole,
        FullHashRole,
        CurrentRole
    };

    explicit VersionListModel(QObject* parent = nullptr);
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    void setVersions(std::vector<wire::PolicyVersionShape> versions, qint64 nowMs);

Q_SIGNALS:
    void countChanged();

protected:
    [[nodiscard]] QVariant value(const VersionRow& row, int role) const override;

private:
    qint64 m_nowMs = 0;
};

/// "loosens", "tightens", "tightens some, loosens some", "nothing that is paid".
[[nodiscard]] QString effectText(const std::string& effect);
/// "you, in this app", "you, in a terminal".
[[nodiscard]] QString authorText(const std::string& by);

} // namespace till::desktop
