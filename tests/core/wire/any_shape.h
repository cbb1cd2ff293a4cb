#pragma once

#include "core/wire/account_messages.h"
#include "core/wire/admin_messages.h"
#include "core/wire/agent_messages.h"
#include "core/wire/codec.h"
#include "core/wire/insight_messages.h"
#include "core/wire/more_messages.h"
#include "core/wire/policy_messages.h"
#include "core/wire/shadow_messages.h"
#include "core/wire/simulate_messages.h"
#include "core/wire/watcher_messages.h"

#include <rapidcheck.h>

#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

/// Shapes with any content, and every shape there is.
namespace till::tests {

/// Text as strangers write it; valid UTF-8.
inline std::string anyText()
{
    std::string text;
    const auto parts = *rc::gen::inRange(0, 4);
    for (int each = 0; each < parts; ++each) {
        text += *rc::gen::element<std::string>("a", "\"", "\\", "\n", std::string(1, '\0'), "\x1b",
                                               "\xE2\x80\xAE", "\xF0\x9F\x92\xB8", "{\"v\":1}", "</script>",
                                               "0", "-1");
    }
    return text;
}

/// Puts something into every field of a shape. Most is how often a list or an option is filled.
struct Filler {
    int most = 3;

    template <class T>
    void operator()(const char*, T& value)
    {
        fill(value);
    }
    template <class T>
    void operator()(const char*, std::optional<T>& value)
    {
        value.reset();
        if (most > 0 && *rc::gen::arbitrary<bool>()) {
            fill(value.emplace());
        }
    }

private:
    void fill(std::string& text) { text = anyText(); }
    void fill(wire::SecretText& text) { text = anyText(); }
    void fill(bool& flag) { flag = *rc::gen::arbitrary<bool>(); }
    void fill(std::int64_t& number)
    {
        number =
            *rc::gen::oneOf(rc::gen::arbitrary<std::int64_t>(),
                            rc::gen::element<std::int64_t>(INT64_MIN, INT64_MAX, 0, -1, 9007199254740993));
    }
    template <class T>
    void fill(std::vector<T>& list)
    {
        list.clear();
        const auto count = *rc::gen::inRange(0, most + 1);
        for (int each = 0; each < count; ++each) {
            Filler(*this).fill(list.emplace_back());
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void fill(T& shape)
    {
        Filler inner{most / 2};
        T::fields(shape, inner);
    }
};

template <class T>
T anyShape()
{
    T shape;
    Filler filler;
    T::fields(shape, filler);
    return shape;
}

/// Puts something into every field, option and list.
struct FullFiller {
    template <class T>
    void operator()(const char*, T& value)
    {
        fill(value);
    }
    template <class T>
    void operator()(const char*, std::optional<T>& value)
    {
        fill(value.emplace());
    }

private:
    void fill(std::string& text) { text = "text"; }
    void fill(wire::SecretText& text) { text = "text"; }
    void fill(bool& flag) { flag = true; }
    void fill(std::int64_t& number) { number = 7; }
    template <class T>
    void fill(std::vector<T>& list)
    {
        list.resize(2);
        fill(list.front());
        fill(list.back());
    }
    template <class T>
    requires std::is_class_v<T>
    void fill(T& shape)
    {
        FullFiller inner;
        T::fields(shape, inner);
    }
};

template <class T>
T fullShape()
{
    T shape;
    FullFiller filler;
    T::fields(shape, filler);
    return shape;
}

/// Every field of a shape as a line of text, in order: compares shapes without their codec.
struct Lines {
    std::vector<std::string> all;

    template <class T>
    void operator()(const char* name, const T& value)
    {
        add(name, value);
    }

private:
    void add(const std::string& name, const std::string& text) { all.push_back(name + "=s" + text); }
    void add(const std::string& name, const wire::SecretText& text) { add(name, text.plainCopy()); }
    void add(const std::string& name, bool flag) { all.push_back(name + "=b" + (flag ? "1" : "0")); }
    void add(const std::string& name, std::int64_t number)
    {
        all.push_back(name + "=n" + std::to_string(number));
    }
    template <class T>
    void add(const std::string& name, const std::optional<T>& value)
    {
        all.push_back(name + (value ? "=there" : "=absent"));
        if (value) {
            add(name, *value);
        }
    }
    template <class T>
    void add(const std::string& name, const std::vector<T>& list)
    {
        all.push_back(name + "=list" + std::to_string(list.size()));
        for (const T& each : list) {
            add(name, each);
        }
    }
    template <class T>
    requires std::is_class_v<T>
    void add(const std::string& name, const T& shape)
    {
        Lines inner;
        T::fields(shape, inner);
        for (const std::string& line : inner.all) {
            all.push_back(name + "." + line);
        }
    }
};

template <class T>
std::vector<std::string> linesOf(const T& shape)
{
    Lines lines;
    T::fields(shape, lines);
    return std::move(lines.all);
}

/// Names of the fields that may be absent.
struct OptionalNames {
    std::vector<std::string> all;
    template <class T>
    void operator()(const char*, const T&)
    {
    }
    template <class T>
    void operator()(const char* name, const std::optional<T>&)
    {
        all.emplace_back(name);
    }
};

template <class T>
std::vector<std::string> optionalNamesOf()
{
    OptionalNames names;
    const T shape;
    T::fields(shape, names);
    return std::move(names.all);
}

template <class... T>
struct ShapeList {
    static constexpr std::size_t size = sizeof...(T);
    template <class Visit>
    static void each(Visit visit)
    {
        (visit(std::type_identity<T>()), ...);
    }
};

/// Every shape of core/wire. A new one that is not here fails a test.
using AllShapes = ShapeList<
    wire::ClientTermsShape, wire::Reason, wire::HeaderField, wire::BudgetEffect, wire::DecisionShape,
    wire::ErrorBody, wire::Done, wire::Hello, wire::OptionShape, wire::ChallengeShape, wire::RequestShape,
    wire::ClaimsShape, wire::CallerShape, wire::FaultShape, wire::Pay, wire::Quote, wire::ChosenOption,
    wire::AuthorizationShape, wire::PaymentAnswer, wire::PaymentGet, wire::PaymentAwait, wire::PaymentCancel,
    wire::ReceiptShape, wire::SettlementReport, wire::PaymentRow, wire::AgentPaymentsPage, wire::PaymentsPage,
    wire::AgentSelf, wire::AgentAccount, wire::AgentSelfAnswer, wire::StatusAnswer, wire::StatusGet,
    wire::AccountShape, wire::VaultCreate, wire::VaultCreated, wire::TierShape, wire::UnattendedShape,
    wire::SecurityAnswer, wire::SecurityGet, wire::LockRulesSet, wire::UnattendedOn, wire::UnattendedOff,
    wire::OwnerActive, wire::Unlock, wire::Prove, wire::Lock, wire::PauseAll, wire::ResumeAll,
    wire::AccountList, wire::AccountsAnswer, wire::AccountNew, wire::AccountImport, wire::AgentShape,
    wire::AgentAdd, wire::AgentAdded, wire::AgentList, wire::AgentsAnswer, wire::AgentSetState,
    wire::ApprovalShape, wire::ApprovalList, wire::ApprovalsAnswer, wire::ApprovalDecide, wire::PaymentsList,
    wire::TimelineEntry, wire::PaymentDetailGet, wire::PaymentDetail, wire::LedgerVerify,
    wire::LedgerVerified, wire::PaymentsFind, wire::PaymentsSum, wire::PaymentMarginGet, wire::PaymentMargin,
    wire::TokenTotal, wire::PaymentsTotals, wire::PaymentNote, wire::InsightsGet, wire::HostSpend,
    wire::DecisionMix, wire::SpendForecast, wire::Insights, wire::OverviewGet, wire::ChartSeries,
    wire::Overview, wire::NetworkShape, wire::NetworkList, wire::NetworksAnswer, wire::NetworkSet,
    wire::Subscribe, wire::PaymentsEvent, wire::StateEvent, wire::ApprovalEvent, wire::ApprovalGoneEvent,
    wire::EndpointUp, wire::WatchedNetwork, wire::WatchedBalance, wire::WatchedPayment, wire::WatchListGet,
    wire::WatchList, wire::BlockShape, wire::SettledEvidence, wire::UnusedEvidence, wire::NewestBalance,
    wire::BalanceEvidence, wire::NetworkHealth, wire::MoveShape, wire::OutflowEvidence, wire::ScannedEvidence,
    wire::ReorganisedEvidence, wire::DoubtEvidence, wire::BalanceShape, wire::BalanceList,
    wire::BalancesAnswer, wire::AlarmShape, wire::AlarmList, wire::AlarmsAnswer, wire::AlarmLift,
    wire::PolicySimulate, wire::SimulatedCountsShape, wire::SimulatedDayShape, wire::SimulatedDifferenceShape,
    wire::SimulatedChangeShape, wire::PolicySimulated, wire::RememberShape, wire::PolicyGet,
    wire::PolicyShape, wire::PendingShape, wire::PolicySet, wire::PolicyChanged, wire::PolicyHistoryGet,
    wire::PolicyVersionShape, wire::PolicyHistory, wire::PresetList, wire::PresetShape, wire::PresetsAnswer,
    wire::PendingList, wire::PendingAnswer, wire::PendingRecall, wire::DelaySet, wire::AgentSetTags,
    wire::LedgerAnchorShape, wire::LedgerAnchorGet, wire::LedgerAnchorSet, wire::LedgerThaw, wire::MoreAsk,
    wire::MoreOwn, wire::MoreShape, wire::MoreAnswer, wire::MoreList, wire::MoreDecide, wire::MoreEvent,
    wire::GrantShape, wire::GrantList, wire::GrantsAnswer, wire::GrantEnd, wire::ShadowSet, wire::ShadowGet,
    wire::ShadowClear, wire::ShadowCountShape, wire::ShadowExampleShape, wire::ShadowShape,
    wire::AccountDetail, wire::AccountDetailList, wire::AccountDetailsAnswer, wire::AccountDerive,
    wire::AccountWatch, wire::KeyImport, wire::AccountExport, wire::AccountExported, wire::AccountEdit,
    wire::AccountDefault, wire::PassphraseChange, wire::RecoveryCodeSet, wire::RecoveryCode, wire::VaultShow,
    wire::VaultShown, wire::SignIn, wire::SignInAnswer, wire::BindingShape, wire::TokenShape,
    wire::AgentRotate, wire::AgentRevoke, wire::AgentRemove, wire::AgentBind, wire::AgentChangedEvent,
    wire::BackupStatusShape, wire::BackupMake, wire::BackupMade, wire::BackupRead, wire::BackupPiece,
    wire::BackupStored, wire::BackupBegin, wire::BackupPut, wire::BackupFinish, wire::BackupOpened>;

} // namespace till::tests
