#include "core/payment/alarms.h"

#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <algorithm>
#include <array>

namespace till::payment {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxFactBytes = 300;
constexpr std::size_t kMaxNoteBytes = 200;
constexpr std::array kKinds{AlarmKind::Outflow, AlarmKind::Disagreement, AlarmKind::Reorganisation,
                            AlarmKind::ReleasedSettled};

bool isSameScope(const Alarm& one, const Alarm& other)
{
    return one.account == other.account && (!one.account.empty() || one.network == other.network);
}

std::optional<AlarmKind> kindFromText(std::string_view text)
{
    const auto found = std::ranges::find(kKinds, text, [](AlarmKind kind) { return toText(kind); });
    return found == kKinds.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::string_view toText(AlarmKind kind)
{
    switch (kind) {
    case AlarmKind::Outflow:
        return "outflow";
    case AlarmKind::Disagreement:
        return "disagreement";
    case AlarmKind::Reorganisation:
        return "reorganisation";
    case AlarmKind::ReleasedSettled:
        return "released_settled";
    }
    return "outflow";
}

bool Alarms::apply(const ledger::Event& event)
{
    const json body = json::parse(event.body, nullptr, false);
    try {
        if (event.kind == kAlarmLifted) {
            const auto number = body.at("alarm").get<std::int64_t>();
            if (number < 1 || number > static_cast<std::int64_t>(m_all.size())) {
                return false;
            }
            Alarm& alarm = m_all[static_cast<std::size_t>(number) - 1];
            m_open -= alarm.isOpen() ? 1 : 0;
            alarm.liftedAt = event.at;
            alarm.note = body.at("note").get<std::string>();
            return true;
        }
        const auto kind = kindFromText(body.at("kind").get<std::string>());
        if (!kind) {
            return false;
        }
        Alarm alarm;
        alarm.number = static_cast<std::int64_t>(m_all.size()) + 1;
        alarm.kind = *kind;
        alarm.at = event.at;
        alarm.network = body.at("network").get<std::string>();
        alarm.account = body.at("account").get<std::string>();
        alarm.text = body.at("text").get<std::string>();
        alarm.evidence = body.at("evidence").get<std::string>();
        alarm.fact = body.at("fact").get<std::string>();
        if (!alarm.fact.empty()) {
            m_facts.insert(alarm.fact);
        }
        m_all.push_back(std::move(alarm));
        ++m_open;
        return true;
    } catch (const json::exception&) {
        return false;
    }
}

const Alarm* Alarms::find(std::string_view id) const
{
    const auto found = std::ranges::find(m_all, id, &Alarm::id);
    return found == m_all.end() ? nullptr : &*found;
}

bool Alarms::isAccountFrozen(const std::string& address) const
{
    return m_open > 0 && std::ranges::any_of(m_all, [&address](const Alarm& each) {
               return each.isOpen() && !each.account.empty() && each.account == address;
           });
}

bool Alarms::isNetworkFrozen(const std::string& caip2) const
{
    return m_open > 0 && std::ranges::any_of(m_all, [&caip2](const Alarm& each) {
               return each.isOpen() && each.account.empty() && each.network == caip2;
           });
}

bool Alarms::isKnown(const Alarm& alarm) const
{
    if (!alarm.fact.empty() && m_facts.contains(alarm.fact)) {
        return true;
    }
    const auto isOpenLikeIt = [&alarm](const Alarm& each) {
        return each.isOpen() && each.kind == alarm.kind && isSameScope(each, alarm);
    };
    const auto open = static_cast<std::size_t>(std::ranges::count_if(m_all, isOpenLikeIt));
    return open >= (alarm.fact.empty() ? 1 : kMaxOpenAlarmsOfScope);
}

std::string raisedEventBody(const Alarm& alarm)
{
    return json{{"kind", std::string(toText(alarm.kind))},
                {"network", alarm.network},
                {"account", alarm.account},
                {"text", toVisibleText(alarm.text, kMaxAlarmTextBytes)},
                {"evidence", toVisibleText(alarm.evidence, kMaxAlarmTextBytes)},
                {"fact", toVisibleText(alarm.fact, kMaxFactBytes)}}
        .dump();
}

std::string liftedEventBody(const Alarm& alarm, std::string_view note)
{
    return json{{"alarm", alarm.number}, {"note", toVisibleText(note, kMaxNoteBytes)}}.dump();
}

} // namespace till::payment
