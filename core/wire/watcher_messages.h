#pragma once

#include "core/wire/shared_shapes.h"

/// Frames between till-watcher and till-keeper. The watcher asks chain nodes and reports what they say; the
/// keeper decides what that proves.
namespace till::wire {

/// Keeper to watcher, pushed whenever it changes: where to look and for what.
struct WatchedNetwork {
    std::string network; ///< CAIP-2
    std::int64_t chainId = 0;
    std::vector<std::string> rpc;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("chainId", s.chainId);
        v("rpc", s.rpc);
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
    std::vector<WatchedPayment> payments; ///< oldest unresolved first, at most 60
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("networks", s.networks);
        v("balances", s.balances);
        v("payments", s.payments);
    }
};

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
struct BalanceEvidence {
    static constexpr const char* kType = "evidence.balance";
    std::string network;
    std::string address;
    std::string asset;
    std::string amount;
    BlockShape block;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("address", s.address);
        v("asset", s.asset);
        v("amount", s.amount);
        v("block", s.block);
    }
};
/// How a network's nodes are doing, in words for a person; `head` is absent when none answered.
struct NetworkHealth {
    static constexpr const char* kType = "network.health";
    std::string network;
    bool reachable = false;
    std::string text;
    std::optional<BlockShape> head;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("reachable", s.reachable);
        v("text", s.text);
        v("head", s.head);
    }
};

} // namespace till::wire
