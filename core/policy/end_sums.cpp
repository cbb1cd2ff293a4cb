#include "core/policy/end_sums.h"

#include "core/policy/payment_facts.h"

#include <limits>

namespace till::policy {

namespace {

constexpr std::int64_t kEarliest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLatest = std::numeric_limits<std::int64_t>::max();

/// splitmix64: spreads a counter over all bits, so that the tree is balanced whatever the order of the ends,
/// and the same every time.
std::uint32_t spread(std::uint64_t counter)
{
    std::uint64_t x = counter * 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<std::uint32_t>((x ^ (x >> 31)) >> 32);
}

} // namespace

money::Amount EndSums::sumOf(Place place) const
{
    return place == kNone ? money::Amount::zero() : m_nodes[place].sum;
}

bool EndSums::isBefore(const Node& node, std::int64_t end, std::int64_t id)
{
    return node.end != end ? node.end < end : node.id < id;
}

void EndSums::refresh(Place place)
{
    Node& node = m_nodes[place];
    node.sum = saturatingSum(node.amount, saturatingSum(sumOf(node.left), sumOf(node.right)));
}

EndSums::Place EndSums::merge(Place left, Place right)
{
    if (left == kNone || right == kNone)
        return left == kNone ? right : left;
    if (m_nodes[left].priority >= m_nodes[right].priority) {
        m_nodes[left].right = merge(m_nodes[left].right, right);
        refresh(left);
        return left;
    }
    m_nodes[right].left = merge(left, m_nodes[right].left);
    refresh(right);
    return right;
}

void EndSums::split(Place tree, std::int64_t end, std::int64_t id, Place& before, Place& rest)
{
    if (tree == kNone) {
        before = kNone;
        rest = kNone;
        return;
    }
    Place inner = kNone;
    if (isBefore(m_nodes[tree], end, id)) {
        split(m_nodes[tree].right, end, id, inner, rest);
        m_nodes[tree].right = inner;
        before = tree;
    } else {
        split(m_nodes[tree].left, end, id, before, inner);
        m_nodes[tree].left = inner;
        rest = tree;
    }
    refresh(tree);
}

EndSums::Place EndSums::newNode(std::int64_t end, std::int64_t id, const money::Amount& amount)
{
    Place place = 0;
    if (m_free.empty()) {
        place = static_cast<Place>(m_nodes.size());
        m_nodes.emplace_back();
    } else {
        place = m_free.back();
        m_free.pop_back();
    }
    m_nodes[place] = Node{.end = end,
                          .id = id,
                          .amount = amount,
                          .sum = amount,
                          .left = kNone,
                          .right = kNone,
                          .priority = spread(++m_made)};
    return place;
}

void EndSums::insert(Instant end, std::int64_t id, const money::Amount& amount)
{
    const Place made = newNode(end.unixMs, id, amount);
    // Down to where its priority belongs; everything above it holds it in its sum.
    Place* link = &m_root;
    while (*link != kNone && m_nodes[*link].priority >= m_nodes[made].priority) {
        Node& above = m_nodes[*link];
        above.sum = saturatingSum(above.sum, amount);
        link = isBefore(above, end.unixMs, id) ? &above.right : &above.left;
    }
    Place before = kNone;
    Place rest = kNone;
    split(*link, end.unixMs, id, before, rest);
    m_nodes[made].left = before;
    m_nodes[made].right = rest;
    *link = made;
    refresh(made);
    m_last = {};
}

bool EndSums::erase(Instant end, std::int64_t id)
{
    Place before = kNone;
    Place rest = kNone;
    Place found = kNone;
    Place after = kNone;
    split(m_root, end.unixMs, id, before, rest);
    split(rest, end.unixMs, id + 1, found, after);
    m_root = merge(before, after);
    m_last = {};
    if (found == kNone)
        return false;
    m_free.push_back(found);
    return true;
}

money::Amount EndSums::sumAfter(Instant cutoff) const
{
    const std::int64_t at = cutoff.unixMs;
    if (at >= m_last.from && at < m_last.until)
        return m_last.sum;
    LastAnswer answer{.from = kEarliest, .until = kLatest, .sum = {}};
    for (Place place = m_root; place != kNone;) {
        const Node& node = m_nodes[place];
        if (node.end > at) {
            answer.sum = saturatingSum(answer.sum, saturatingSum(node.amount, sumOf(node.right)));
            answer.until = node.end;
            place = node.left;
        } else {
            answer.from = node.end;
            place = node.right;
        }
    }
    m_last = answer;
    return answer.sum;
}

std::optional<Instant> EndSums::roomAfter(const money::Amount& room) const
{
    // Walks to the entry whose own amount is the first, from the latest backwards, that no longer fits.
    std::optional<Instant> found;
    money::Amount taken;
    for (Place place = m_root; place != kNone;) {
        const Node& node = m_nodes[place];
        const money::Amount withRight = saturatingSum(taken, sumOf(node.right));
        const money::Amount withNode = saturatingSum(withRight, node.amount);
        if (withRight > room) {
            place = node.right;
        } else if (withNode > room) {
            found = Instant{node.end};
            place = kNone;
        } else {
            taken = withNode;
            place = node.left;
        }
    }
    return found;
}

} // namespace till::policy
