#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace till::tests {

/// A token contract on a chain that has the last word: it takes an authorization while its time has not come
/// and its nonce is unused, blocks may be undone until they are final, and nobody tells the wallet but with
/// proof.
class ChainModel {
public:
    struct Authorization {
        std::size_t agent = 0;
        std::size_t host = 0;
        std::size_t payTo = 0;
        std::uint64_t value = 0;
        std::int64_t validBefore = 0;
        std::int64_t payment = 0;
    };
    struct Transfer {
        std::string nonce;
        Authorization terms;
        std::int64_t atMs = 0;
    };

    /// Merchants have it now, and can collect whenever they like.
    void release(const std::string& nonce, const Authorization& terms) { m_released[nonce] = terms; }
    [[nodiscard]] const std::map<std::string, Authorization>& released() const { return m_released; }
    /// A merchant collects. False when the contract refuses.
    bool collect(const std::string& nonce, std::int64_t nowMs);
    /// The newest `count` transfers that are not final come undone; their authorizations can be collected
    /// again.
    void reorganise(std::size_t count);
    void finalise() { m_final = m_transfers.size(); }
    /// What may not happen and does: the newest `count` final transfers come undone too, and all that were
    /// after them.
    void loseFinal(std::size_t count);
    /// On the chain that took the lost one's place, a merchant collected before the end of the validity.
    bool collectInTime(const std::string& nonce);

    [[nodiscard]] const std::vector<Transfer>& transfers() const { return m_transfers; }
    [[nodiscard]] std::size_t finalCount() const { return m_final; }
    [[nodiscard]] const Transfer* transferOf(const std::string& nonce) const;
    [[nodiscard]] bool isFinal(const std::string& nonce) const;

private:
    std::map<std::string, Authorization> m_released;
    std::vector<Transfer> m_transfers; ///< in order of blocks
    std::size_t m_final = 0;
};

} // namespace till::tests
