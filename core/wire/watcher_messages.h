#pragma once

#include "core/wire/shared_shapes.h"

/// Frames between till-watcher and till-keeper. The watcher asks chain nodes and reports what they say; the
/// keeper decides what that proves.
namespace till::wire {

/// One final block, seen the same by every node that is set.
struct BlockShape {
    std::int64_t number = 0;
    std::int64_t timeSeconds = 0;
    std::string hash;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("number", s.number);
        v("timeSeconds", s.timeSeconds);
        v("hash", s.hash);
    }
};

/// Keeper to watcher, pushed whenever it changes: where to look and for what.
struct WatchedNetwork {
    std::string network; ///< CAIP-2
    std::int64_t chainId = 0;
    std::vector<std::string> rpc;
    std::string finalTag = {};           ///< of the registry: "finalized"
    std::int64_t confirmations = 0;      ///< of the registry, for nodes without that tag
    std::optional<BlockShape> mark = {}; ///< outflows were looked at up to this final block
    std::vector<std::string> tokens = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("chainId", s.chainId);
        v("rpc", s.rpc);
        v("finalTag", s.finalTag);
        v("confirmations", s.confirmations);
        v("mark", s.mark);
        v("tokens", s.tokens);
    }
};
struct WatchedBalance {
    std::string network;
    std::string address;
    std::string asset;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("address", s.address);
        v("asset", s.asset);
    }
};
struct WatchedPayment {
    std::string paymentId;
    std::string network;
    std::string asset;
    std::string from;
    std::string to;
    std::string amount;
    std::string nonce;
    std::string transaction; ///< the merchant's claim, or empty
    std::int64_t validBeforeSeconds = 0;
    bool inDoubt = false; ///< proven before, in a block that may be gone
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("network", s.network);
        v("asset", s.asset);
        v("from", s.from);
        v("to", s.to);
        v("amount", s.amount);
        v("nonce", s.nonce);
        v("transaction", s.transaction);
        v("validBeforeSeconds", s.validBeforeSeconds);
        v("inDoubt", s.inDoubt);
    }
};
/// Watcher to keeper: what shall I look at? Answer: WatchList. Asked every few seconds.
struct WatchListGet : Done {
    static constexpr const char* kType = "watch.get";
};
struct WatchList {
    static constexpr const char* kType = "watch.list";
    std::vector<WatchedNetwork> networks;
    std::vector<WatchedBalance> balances;
    std::vector<WatchedPayment> payments;   ///< those in doubt first, at most 60
    std::vector<std::string> accounts = {}; ///< ours: what leaves them must have a payment
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("networks", s.networks);
        v("balances", s.balances);
        v("payments", s.payments);
        v("accounts", s.accounts);
    }
};

/// AuthorizationUsed and Transfer of exactly this payment stand in one receipt of a final block.
struct SettledEvidence {
    static constexpr const char* kType = "evidence.settled";
    std::string paymentId;
    std::string transaction;
    BlockShape block;  ///< the transaction's
    std::string nodes; ///< which nodes said so, for the record
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("transaction", s.transaction);
        v("block", s.block);
        v("nodes", s.nodes);
    }
};
/// At a final block past validBefore, authorizationState(from, nonce) is false: it can never be used.
struct UnusedEvidence {
    static constexpr const char* kType = "evidence.unused";
    std::string paymentId;
    BlockShape block;
    std::string nodes;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("block", s.block);
        v("nodes", s.nodes);
    }
};
/// What the newest block says, final or not: it proves nothing, and tells what may be spent.
struct NewestBalance {
    std::string amount;
    BlockShape block;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("amount", s.amount);
        v("block", s.block);
    }
};
struct BalanceEvidence {
    static constexpr const char* kType = "evidence.balance";
    std::string network;
    std::string address;
    std::string asset;
    std::string amount; ///< at a final block
    BlockShape block;
    std::optional<NewestBalance> newest = std::nullopt; ///< the larger when two nodes differ
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("address", s.address);
        v("asset", s.asset);
        v("amount", s.amount);
        v("block", s.block);
        v("newest", s.newest);
    }
};
/// How a network's nodes are doing, in words for a person; `head` is absent when none answered.
struct NetworkHealth {
    static constexpr const char* kType = "network.health";
    std::string network;
    bool reachable = false;
    std::string text;
    std::optional<BlockShape> head;
    bool disagree = false;          ///< two nodes said different things of one final fact
    std::int64_t newestSeconds = 0; ///< time of the newest block that all nodes have; 0: not known
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("reachable", s.reachable);
        v("text", s.text);
        v("head", s.head);
        v("disagree", s.disagree);
        v("newestSeconds", s.newestSeconds);
    }
};

struct MoveShape {
    std::string to;
    std::string amount;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("to", s.to);
        v("amount", s.amount);
    }
};
/// Tokens left one of our accounts in one transaction of a final block, and which authorizations of that
/// account it used. Whether payments explain it is the keeper's to say.
struct OutflowEvidence {
    static constexpr const char* kType = "evidence.outflow";
    std::string network;
    std::string asset;
    std::string from;
    std::string transaction;
    BlockShape block; ///< its time is not known here: 0
    std::vector<MoveShape> moves;
    std::vector<std::string> nonces;
    std::string nodes;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("asset", s.asset);
        v("from", s.from);
        v("transaction", s.transaction);
        v("block", s.block);
        v("moves", s.moves);
        v("nonces", s.nonces);
        v("nodes", s.nodes);
    }
};
/// Every outflow up to this final block was reported: the network's new mark.
struct ScannedEvidence {
    static constexpr const char* kType = "evidence.scanned";
    std::string network;
    BlockShape block;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("block", s.block);
    }
};
/// The block of the mark was final and is gone.
struct ReorganisedEvidence {
    static constexpr const char* kType = "evidence.reorganised";
    std::string network;
    BlockShape gone;
    BlockShape now;  ///< what stands at its number
    BlockShape from; ///< look at outflows again from here: the network's new mark
    std::string nodes;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("gone", s.gone);
        v("now", s.now);
        v("from", s.from);
        v("nodes", s.nodes);
    }
};
/// What was proven of a payment in doubt is not so at this final block.
struct DoubtEvidence : UnusedEvidence {
    static constexpr const char* kType = "evidence.doubt";
};

} // namespace till::wire
