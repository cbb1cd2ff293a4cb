#include "app/practice/practice_chain.h"

#include "app/practice/journal_line.h"
#include "core/crypto/hash.h"
#include "core/support/ensure.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace till::practice {

namespace {

/// 8 bytes big-endian, for hashing.
std::array<std::uint8_t, 8> bigEndian(std::uint64_t number)
{
    std::array<std::uint8_t, 8> bytes{};
    for (std::size_t i = bytes.size(); i-- > 0; number >>= 8U) {
        bytes[i] = static_cast<std::uint8_t>(number & 0xffU);
    }
    return bytes;
}

Hash256 transactionHash(const chain::TransferAuthorization& authorization, std::uint64_t block)
{
    Bytes bytes;
    const auto add = [&bytes](const auto& part) { bytes.insert(bytes.end(), part.begin(), part.end()); };
    add(chain::structHash(authorization));
    add(bigEndian(block));
    return crypto::keccak256(bytes);
}

std::optional<std::string> readWhole(int file)
{
    std::string text;
    std::array<char, 64 * 1024> chunk{};
    for (;;) {
        const ssize_t count = ::read(file, chunk.data(), chunk.size());
        if (count == 0) {
            return text;
        }
        if (count < 0 && errno != EINTR) {
            return std::nullopt;
        }
        text.append(chunk.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    }
}

} // namespace

PracticeChain::PracticeChain(int file, const Clock& clock, const chain::EvmAddress& shop)
    : m_file(file), m_clock(&clock), m_shop(shop)
{
}

PracticeChain::PracticeChain(PracticeChain&& other) noexcept
    : m_file(std::exchange(other.m_file, -1)), m_clock(other.m_clock), m_shop(other.m_shop),
      m_beginSeconds(other.m_beginSeconds), m_latestSeconds(other.m_latestSeconds),
      m_transfers(std::move(other.m_transfers)), m_byTransaction(std::move(other.m_byTransaction)),
      m_usedIn(std::move(other.m_usedIn)), m_balances(std::move(other.m_balances))
{
}

PracticeChain::~PracticeChain()
{
    if (m_file >= 0) {
        ::close(m_file);
    }
}

Result<PracticeChain, OpenError> PracticeChain::open(const std::string& path, const Clock& clock,
                                                     const chain::EvmAddress& shop)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) {
        return fail(OpenError::CannotOpen);
    }
    PracticeChain opened(file, clock, shop);
    if (!opened.load()) {
        return fail(OpenError::Damaged);
    }
    if (opened.m_beginSeconds == 0 && !opened.begin()) {
        return fail(OpenError::CannotOpen);
    }
    return opened;
}

bool PracticeChain::load()
{
    const auto text = readWhole(m_file);
    if (!text) {
        return false;
    }
    const std::size_t whole = text->find_last_of('\n') + 1; // npos + 1 is 0
    if (whole != text->size() && ::ftruncate(m_file, static_cast<off_t>(whole)) != 0) {
        return false;
    }
    for (std::size_t start = 0; start < whole;) {
        const std::size_t end = text->find('\n', start);
        if (!readLine(std::string_view(*text).substr(start, end - start), start == 0)) {
            return false;
        }
        start = end + 1;
    }
    return true;
}

bool PracticeChain::readLine(std::string_view line, bool isFirst)
{
    if (isFirst) {
        const auto begin = readBeginLine(line);
        m_beginSeconds = begin.value_or(0);
        m_latestSeconds = m_beginSeconds;
        return begin.has_value();
    }
    auto transfer = readTransferLine(line);
    if (!transfer || transfer->block <= lastKnown().first || transfer->timeSeconds < lastKnown().second ||
        check(transfer->authorization, transfer->timeSeconds)) {
        return false;
    }
    transfer->transaction = transactionHash(transfer->authorization, transfer->block);
    apply(*transfer);
    return true;
}

bool PracticeChain::begin()
{
    m_beginSeconds = m_clock->now().seconds();
    m_latestSeconds = m_beginSeconds;
    return append(beginLine(m_beginSeconds));
}

bool PracticeChain::append(const std::string& line)
{
    const off_t before = ::lseek(m_file, 0, SEEK_END);
    if (::write(m_file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
        ::fdatasync(m_file) == 0) {
        return true;
    }
    // Half a line must not stand before the next one.
    ensure(::ftruncate(m_file, before) == 0, "a failed write of the practice chain can be taken back");
    return false;
}

std::int64_t PracticeChain::nowSeconds()
{
    m_latestSeconds = std::max(m_latestSeconds, m_clock->now().seconds());
    return m_latestSeconds;
}

std::pair<std::uint64_t, std::int64_t> PracticeChain::lastKnown() const
{
    if (m_transfers.empty()) {
        return {0, m_beginSeconds};
    }
    return {m_transfers.back().block, m_transfers.back().timeSeconds};
}

money::Amount PracticeChain::balanceOf(const chain::EvmAddress& owner) const
{
    return balanceAt(owner, UINT64_MAX);
}

money::Amount PracticeChain::balanceAt(const chain::EvmAddress& owner, std::uint64_t block) const
{
    const auto found = m_balances.find(owner);
    if (found != m_balances.end()) {
        const auto after =
            std::upper_bound(found->second.begin(), found->second.end(), block,
                             [](std::uint64_t at, const BalanceFrom& each) { return at < each.block; });
        if (after != found->second.begin()) {
            return std::prev(after)->balance;
        }
    }
    return owner == m_shop ? money::Amount::zero() : money::Amount::fromUint64(kGrantAtomic);
}

bool PracticeChain::isUsedAt(const chain::EvmAddress& from, const Hash256& nonce, std::uint64_t block) const
{
    const auto found = m_usedIn.find({from, nonce});
    return found != m_usedIn.end() && found->second <= block;
}

std::optional<SettleError> PracticeChain::check(const chain::TransferAuthorization& authorization,
                                                std::int64_t atSeconds) const
{
    const auto at = static_cast<std::uint64_t>(atSeconds);
    if (authorization.validAfter >= at) { // EIP-3009: both ends are exclusive
        return SettleError::NotYetValid;
    }
    if (at >= authorization.validBefore) {
        return SettleError::Expired;
    }
    if (m_usedIn.contains({authorization.from, authorization.nonce})) {
        return SettleError::NonceUsed;
    }
    if (balanceOf(authorization.from) < authorization.value ||
        (authorization.from != authorization.to && !balanceOf(authorization.to).plus(authorization.value))) {
        return SettleError::InsufficientBalance;
    }
    return std::nullopt;
}

Result<Transfer, SettleError> PracticeChain::settle(const chain::TransferAuthorization& authorization)
{
    const Block before = head();
    Transfer transfer{authorization, before.number + 1, nowSeconds(), {}};
    if (const auto error = check(authorization, transfer.timeSeconds)) {
        return fail(*error);
    }
    transfer.transaction = transactionHash(authorization, transfer.block);
    if (!append(transferLine(transfer))) {
        return fail(SettleError::NotWritten);
    }
    apply(transfer);
    return transfer;
}

void PracticeChain::apply(const Transfer& transfer)
{
    const auto& authorization = transfer.authorization;
    const auto less = balanceOf(authorization.from).minus(authorization.value);
    ensure(less.has_value(), "a checked transfer is covered");
    m_balances[authorization.from].push_back({transfer.block, *less});
    const auto more = balanceOf(authorization.to).plus(authorization.value);
    ensure(more.has_value(), "a checked transfer fits the payee's balance");
    m_balances[authorization.to].push_back({transfer.block, *more});
    m_usedIn[{authorization.from, authorization.nonce}] = transfer.block;
    m_byTransaction[transfer.transaction] = m_transfers.size();
    m_transfers.push_back(transfer);
    m_latestSeconds = std::max(m_latestSeconds, transfer.timeSeconds);
}

Block PracticeChain::head()
{
    const auto [number, time] = lastKnown();
    const auto empty = static_cast<std::uint64_t>((nowSeconds() - time) / kEmptyBlockSeconds);
    const auto block = blockAt(number + empty);
    ensure(block.has_value(), "the newest block exists");
    return *block;
}

std::optional<Block> PracticeChain::blockAt(std::uint64_t number)
{
    // The block that is stored at or before this one; those between are empty.
    std::uint64_t base = 0;
    std::int64_t time = m_beginSeconds;
    const auto after =
        std::upper_bound(m_transfers.begin(), m_transfers.end(), number,
                         [](std::uint64_t at, const Transfer& each) { return at < each.block; });
    if (after != m_transfers.begin()) {
        base = std::prev(after)->block;
        time = std::prev(after)->timeSeconds;
    }
    const auto sinceBase = static_cast<std::int64_t>(std::min<std::uint64_t>(number - base, UINT32_MAX));
    time += sinceBase * kEmptyBlockSeconds;
    if (after == m_transfers.end() && time > nowSeconds()) {
        return std::nullopt;
    }
    return Block{number, time, hashOf(number), number == 0 ? Hash256{} : hashOf(number - 1),
                 transferIn(number)};
}

std::optional<std::size_t> PracticeChain::transferIn(std::uint64_t block) const
{
    const auto found =
        std::lower_bound(m_transfers.begin(), m_transfers.end(), block,
                         [](const Transfer& each, std::uint64_t at) { return each.block < at; });
    if (found == m_transfers.end() || found->block != block) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - m_transfers.begin());
}

Hash256 PracticeChain::hashOf(std::uint64_t number) const
{
    Bytes bytes;
    const auto add = [&bytes](const auto& part) { bytes.insert(bytes.end(), part.begin(), part.end()); };
    add(std::string_view("Tillkeeper practice block"));
    add(bigEndian(static_cast<std::uint64_t>(m_beginSeconds)));
    add(bigEndian(number));
    if (const auto transfer = transferIn(number)) {
        add(m_transfers[*transfer].transaction);
    }
    return crypto::keccak256(bytes);
}

const Transfer* PracticeChain::transferOf(const Hash256& transaction) const
{
    const auto found = m_byTransaction.find(transaction);
    return found == m_byTransaction.end() ? nullptr : &m_transfers[found->second];
}

std::string describe(OpenError error, const std::string& path)
{
    switch (error) {
    case OpenError::CannotOpen:
        return "The practice chain cannot be written to " + path + ". Check the directory and the disk.";
    case OpenError::Damaged:
        return "The practice chain in " + path +
               " cannot be read. It holds practice money only: move the file away to begin a new chain.";
    }
    return {};
}

} // namespace till::practice
