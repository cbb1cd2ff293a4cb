#pragma once

#include "core/wire/shared_shapes.h"

/// Frames between till-gateway and till-keeper. None of them can approve, widen, unlock, export, or read what
/// belongs to another agent than the one whose token they carry (invariant I18).
namespace till::wire {

/// One entry of a challenge, read by the gateway. `raw` is the merchant's own JSON text, for the echo.
struct OptionShape {
    std::string scheme;
    std::string network; ///< as the merchant wrote it
    std::string caip2;   ///< the same as CAIP-2; empty when the network is not known
    std::string asset;
    std::string amount;
    std::string payTo;
    std::int64_t maxTimeoutSeconds = 0;
    std::string eip712Name;
    std::string eip712Version;
    std::string transferMethod; ///< empty means eip3009
    std::string paymentFlow;    ///< empty means authorization
    std::string raw;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("scheme", s.scheme);
        v("network", s.network);
        v("caip2", s.caip2);
        v("asset", s.asset);
        v("amount", s.amount);
        v("payTo", s.payTo);
        v("maxTimeoutSeconds", s.maxTimeoutSeconds);
        v("eip712Name", s.eip712Name);
        v("eip712Version", s.eip712Version);
        v("transferMethod", s.transferMethod);
        v("paymentFlow", s.paymentFlow);
        v("raw", s.raw);
    }
};

struct ChallengeShape {
    std::int64_t x402Version = 0; ///< 1 or 2
    std::string resourceUrl;
    std::string description;   ///< the seller's words, cut to 512 bytes
    std::string error;         ///< the seller's words, cut to 512 bytes
    std::string resourceRaw;   ///< version 2: echoed verbatim; empty when absent
    std::string extensionsRaw; ///< version 2: echoed verbatim; empty when absent
    std::vector<OptionShape> options;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("x402Version", s.x402Version);
        v("resourceUrl", s.resourceUrl);
        v("description", s.description);
        v("error", s.error);
        v("resourceRaw", s.resourceRaw);
        v("extensionsRaw", s.extensionsRaw);
        v("options", s.options);
    }
};

/// The HTTP request that the agent wants to pay for.
struct RequestShape {
    std::string method;
    std::string url;      ///< absolute, without user info and fragment
    std::string host;     ///< lower case, with the port when it is not the scheme's own
    std::string path;     ///< without query
    std::string bodyHash; ///< SHA-256 in hex of the body, empty when there is none
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("method", s.method);
        v("url", s.url);
        v("host", s.host);
        v("path", s.path);
        v("bodyHash", s.bodyHash);
    }
};

/// What the agent says about why. Claims, shown as such, never trusted for an allow.
struct ClaimsShape {
    std::string tool;
    std::string task;
    std::string reason;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("tool", s.tool);
        v("task", s.task);
        v("reason", s.reason);
    }
};

/// What the kernel says about the caller.
struct CallerShape {
    std::int64_t pid = 0; ///< 0 when unknown (TCP)
    std::int64_t uid = -1;
    std::string executable; ///< empty when unknown
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("pid", s.pid);
        v("uid", s.uid);
        v("executable", s.executable);
    }
};

/// A challenge that could not be read. It still gets a row in the ledger.
struct FaultShape {
    std::string code;
    std::string detail;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("code", s.code);
        v("detail", s.detail);
    }
};

/// What a client of the JSON-RPC signer has chosen itself of the message that it wants signed.
struct ClientTermsShape {
    std::string from;  ///< address
    std::string nonce; ///< 0x and 64 digits
    std::int64_t validAfterSeconds = 0;
    std::int64_t validBeforeSeconds = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("from", s.from);
        v("nonce", s.nonce);
        v("validAfterSeconds", s.validAfterSeconds);
        v("validBeforeSeconds", s.validBeforeSeconds);
    }
};

/// "Pay this." Exactly one of `challenge` and `fault` is there. Sent again with the same content after the
/// keeper was restarted, it joins what the first one started.
struct Pay {
    static constexpr const char* kType = "pay";
    std::string token;
    std::string interface; ///< rest | fetch | proxy | rpc | mcp | cli
    CallerShape caller;
    RequestShape request;
    ClaimsShape claims;
    std::optional<std::string> idempotencyKey;
    std::optional<std::string> maxAmount; ///< atomic units of whatever option is chosen
    bool allowRepeat = false;
    std::optional<ChallengeShape> challenge;
    std::optional<FaultShape> fault;
    std::optional<ClientTermsShape> client; ///< rpc only; the challenge has exactly one option then
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("interface", s.interface);
        v("caller", s.caller);
        v("request", s.request);
        v("claims", s.claims);
        v("idempotencyKey", s.idempotencyKey);
        v("maxAmount", s.maxAmount);
        v("allowRepeat", s.allowRepeat);
        v("challenge", s.challenge);
        v("fault", s.fault);
        v("client", s.client);
    }
};

/// The same, decided without reserving, recording or signing. Answered by PaymentAnswer without id and
/// headers.
struct Quote : Pay {
    static constexpr const char* kType = "quote";
};

struct ChosenOption {
    std::string scheme;
    std::string network; ///< CAIP-2
    std::string networkName;
    bool isPractice = false;
    std::string asset;
    std::string symbol;
    std::string amount;
    std::string amountText; ///< "0.25"
    std::string payTo;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("scheme", s.scheme);
        v("network", s.network);
        v("networkName", s.networkName);
        v("isPractice", s.isPractice);
        v("asset", s.asset);
        v("symbol", s.symbol);
        v("amount", s.amount);
        v("amountText", s.amountText);
        v("payTo", s.payTo);
    }
};

struct AuthorizationShape {
    std::string from;
    std::string nonce; ///< 0x…
    std::int64_t validAfterSeconds = 0;
    std::int64_t validBeforeSeconds = 0;
    std::string digest; ///< 0x…, what was signed
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("from", s.from);
        v("nonce", s.nonce);
        v("validAfterSeconds", s.validAfterSeconds);
        v("validBeforeSeconds", s.validBeforeSeconds);
        v("digest", s.digest);
    }
};

/// Answer to Pay, Quote, PaymentGet, PaymentAwait and PaymentCancel.
struct PaymentAnswer {
    static constexpr const char* kType = "payment";
    std::string id;      ///< "pay_…"; empty for a quote
    std::string status;  ///< one of the states of payments.md
    std::string code;    ///< a problem code when the status is not waiting, authorized or settled; else empty
    bool joined = false; ///< this request was recognised as an earlier one
    std::vector<HeaderField> headers;     ///< the payment header, while it can still be presented
    std::optional<std::string> signature; ///< 0x…, in its place where the client makes the header itself
    std::optional<ChosenOption> option;
    std::optional<AuthorizationShape> authorization;
    std::optional<std::int64_t> expiresAtMs;
    std::optional<DecisionShape> decision;
    std::optional<std::string> transaction;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("status", s.status);
        v("code", s.code);
        v("joined", s.joined);
        v("headers", s.headers);
        v("signature", s.signature);
        v("option", s.option);
        v("authorization", s.authorization);
        v("expiresAtMs", s.expiresAtMs);
        v("decision", s.decision);
        v("transaction", s.transaction);
    }
};

/// Answered at once with what is known now.
struct PaymentGet {
    static constexpr const char* kType = "payment.get";
    std::string token;
    std::string paymentId;
    CallerShape caller = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("paymentId", s.paymentId);
        v("caller", s.caller);
    }
};

/// Answered as soon as the payment is not (or no longer) waiting for a person. Time-outs are the gateway's.
struct PaymentAwait : PaymentGet {
    static constexpr const char* kType = "payment.await";
};

/// The agent gives a waiting payment up.
struct PaymentCancel : PaymentGet {
    static constexpr const char* kType = "payment.cancel";
};

/// What the merchant said in its PAYMENT-RESPONSE or X-PAYMENT-RESPONSE header.
struct ReceiptShape {
    bool success = false;
    std::string transaction;
    std::string network; ///< as the merchant wrote it
    std::string payer;
    std::string amount; ///< empty when absent
    std::string errorReason;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("success", s.success);
        v("transaction", s.transaction);
        v("network", s.network);
        v("payer", s.payer);
        v("amount", s.amount);
        v("errorReason", s.errorReason);
    }
};

/// How the paid request ended. A claim: it changes the shown state, never what counts against a budget.
struct SettlementReport {
    static constexpr const char* kType = "payment.report";
    std::string token;
    std::string paymentId;
    std::int64_t httpStatus = 0;         ///< 0: no answer came
    std::int64_t bodyBytes = -1;         ///< -1 when not known
    std::optional<ReceiptShape> receipt; ///< absent: no header, or an unreadable one
    std::string challengeError;          ///< `error` of a new 402, cut to 256 bytes
    CallerShape caller = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("paymentId", s.paymentId);
        v("httpStatus", s.httpStatus);
        v("bodyBytes", s.bodyBytes);
        v("receipt", s.receipt);
        v("challengeError", s.challengeError);
        v("caller", s.caller);
    }
};

/// One row of a list of payments; the same shape for agents, the CLI and the app.
struct PaymentRow {
    std::string id;
    std::string agent; ///< agent id
    std::string agentName;
    std::int64_t createdAtMs = 0;
    std::int64_t updatedAtMs = 0;
    std::string interface;
    std::string method;
    std::string url;
    std::string host;
    std::string scheme;
    std::string network; ///< CAIP-2, empty when not known
    std::string networkName;
    bool isPractice = false;
    std::string asset;
    std::string symbol;
    std::string amount;     ///< atomic
    std::string amountText; ///< "0.25"
    std::string payTo;
    std::string status;
    std::string proof; ///< of a settlement: claimed (the merchant says so) or proven (a final block says so);
                       ///< else empty
    std::string verdict;
    std::vector<Reason> reasons;
    std::string nonce;
    std::string digest;
    std::string transaction;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("agent", s.agent);
        v("agentName", s.agentName);
        v("createdAtMs", s.createdAtMs);
        v("updatedAtMs", s.updatedAtMs);
        v("interface", s.interface);
        v("method", s.method);
        v("url", s.url);
        v("host", s.host);
        v("scheme", s.scheme);
        v("network", s.network);
        v("networkName", s.networkName);
        v("isPractice", s.isPractice);
        v("asset", s.asset);
        v("symbol", s.symbol);
        v("amount", s.amount);
        v("amountText", s.amountText);
        v("payTo", s.payTo);
        v("status", s.status);
        v("proof", s.proof);
        v("verdict", s.verdict);
        v("reasons", s.reasons);
        v("nonce", s.nonce);
        v("digest", s.digest);
        v("transaction", s.transaction);
    }
};

/// The agent's own history, newest first.
struct AgentPaymentsPage {
    static constexpr const char* kType = "agent.payments";
    std::string token;
    std::optional<std::string> after; ///< `next` of the page before
    std::int64_t limit = 0;           ///< 1 … kMaxPageRows
    CallerShape caller = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("after", s.after);
        v("limit", s.limit);
        v("caller", s.caller);
    }
};

struct PaymentsPage {
    static constexpr const char* kType = "payments";
    std::vector<PaymentRow> payments;
    std::optional<std::string> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("payments", s.payments);
        v("next", s.next);
    }
};

/// Who am I, what may I still spend, which hosts of private networks may I fetch from.
struct AgentSelf {
    static constexpr const char* kType = "agent.self";
    std::string token;
    CallerShape caller = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("caller", s.caller);
    }
};

struct AgentAccount {
    std::string family; ///< evm
    std::string address;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("family", s.family);
        v("address", s.address);
    }
};

struct AgentSelfAnswer {
    static constexpr const char* kType = "agent.self.answer";
    std::string id;
    std::string name;
    std::string state; ///< active | paused
    std::vector<AgentAccount> accounts;
    std::vector<BudgetEffect> budgets; ///< thisOne is "0"
    std::vector<std::string> privateHosts;
    bool locked = false;
    bool paused = false; ///< everything is paused
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("name", s.name);
        v("state", s.state);
        v("accounts", s.accounts);
        v("budgets", s.budgets);
        v("privateHosts", s.privateHosts);
        v("locked", s.locked);
        v("paused", s.paused);
    }
};

} // namespace till::wire
