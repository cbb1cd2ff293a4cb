#include "app/supervisor/keeper_talk.h"

#include "core/wire/admin_messages.h"
#include "core/wire/codec.h"

namespace till::supervisor {

std::vector<std::string> KeeperTalk::receive(std::string_view frame)
{
    const auto envelope = wire::parseFrame(frame);
    if (!envelope || envelope->type != wire::Hello::kType) {
        m_isForeign = m_isForeign || (!envelope && envelope.error() == wire::WireError::WrongVersion);
        return {}; // the answer to what we sent
    }
    const auto hello = wire::fromBody<wire::Hello>(envelope->body);
    if (!hello || hello->protocol != wire::kProtocolVersion || hello->bootId.empty()) {
        m_isForeign = true;
        return {};
    }
    if (hello->bootId == m_keeperBootId) {
        return {}; // its answer to our hello
    }
    m_keeperBootId = hello->bootId;
    std::vector<std::string> frames{
        wire::encode(0, wire::Hello{wire::kProtocolVersion, "tillkeeperd " TILL_VERSION, m_bootId})};
    if (!m_endpoint.empty()) {
        frames.push_back(endpointFrame());
    }
    return frames;
}

std::vector<std::string> KeeperTalk::endpointUp(std::string endpoint, std::string practiceShop)
{
    m_endpoint = std::move(endpoint);
    m_practiceShop = std::move(practiceShop);
    return isUp() ? std::vector{endpointFrame()} : std::vector<std::string>{};
}

std::string KeeperTalk::endpointFrame()
{
    return wire::encode(++m_lastId, wire::EndpointUp{m_endpoint, m_practiceShop});
}

} // namespace till::supervisor
