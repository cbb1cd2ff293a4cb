#include "core/payment/seen.h"

#include "core/payment/json_members.h"
#include "core/payment/judgement_json.h"
#include "core/support/json_text.h"

#include "core/support/json.h"

namespace till::payment {

namespace {

using nlohmann::json;

void write(JsonText& out, const challenge::Option& option)
{
    out.beginObject();
    writeText(out, "scheme", option.scheme);
    writeText(out, "network", option.network);
    writeText(out, "caip2", option.caip2);
    writeText(out, "asset", option.asset);
    writeText(out, "amount", option.amount);
    writeText(out, "payTo", option.payTo);
    writeNumber(out, "maxTimeoutSeconds", option.maxTimeoutSeconds);
    writeText(out, "eip712Name", option.eip712Name);
    writeText(out, "eip712Version", option.eip712Version);
    writeText(out, "transferMethod", option.transferMethod);
    writeText(out, "paymentFlow", option.paymentFlow);
    writeText(out, "raw", option.raw);
    out.endObject();
}

void write(JsonText& out, const challenge::Challenge& challenge)
{
    out.beginObject();
    writeNumber(out, "version", challenge.x402Version);
    writeText(out, "resourceUrl", challenge.resourceUrl);
    writeText(out, "description", challenge.description);
    writeText(out, "error", challenge.error);
    writeText(out, "resource", challenge.resourceRaw);
    writeText(out, "extensions", challenge.extensionsRaw);
    if (!challenge.options.empty()) {
        out.key("option");
        write(out, challenge.options.front());
    }
    out.endObject();
}

challenge::Challenge challengeFrom(const json& in)
{
    challenge::Challenge challenge;
    challenge.x402Version = in.at("version").get<int>();
    challenge.resourceUrl = in.at("resourceUrl").get<std::string>();
    challenge.description = in.at("description").get<std::string>();
    challenge.error = in.at("error").get<std::string>();
    challenge.resourceRaw = in.at("resource").get<std::string>();
    challenge.extensionsRaw = in.at("extensions").get<std::string>();
    if (in.contains("option")) {
        const json& from = in["option"];
        challenge::Option option;
        option.scheme = from.at("scheme").get<std::string>();
        option.network = from.at("network").get<std::string>();
        option.caip2 = from.at("caip2").get<std::string>();
        option.asset = from.at("asset").get<std::string>();
        option.amount = from.at("amount").get<std::string>();
        option.payTo = from.at("payTo").get<std::string>();
        option.maxTimeoutSeconds = from.at("maxTimeoutSeconds").get<std::int64_t>();
        option.eip712Name = from.at("eip712Name").get<std::string>();
        option.eip712Version = from.at("eip712Version").get<std::string>();
        option.transferMethod = from.at("transferMethod").get<std::string>();
        option.paymentFlow = from.at("paymentFlow").get<std::string>();
        option.raw = from.at("raw").get<std::string>();
        challenge.options.push_back(std::move(option));
    }
    return challenge;
}

void write(JsonText& out, const Ask& ask)
{
    out.beginObject();
    writeText(out, "interface", ask.interface);
    out.key("caller");
    out.beginObject();
    writeNumber(out, "pid", ask.caller.pid);
    writeNumber(out, "uid", ask.caller.uid);
    writeText(out, "executable", ask.caller.executable);
    out.endObject();
    out.key("request");
    out.beginObject();
    writeText(out, "method", ask.request.method);
    writeText(out, "url", ask.request.url);
    writeText(out, "host", ask.request.host);
    writeText(out, "path", ask.request.path);
    writeText(out, "bodyHash", ask.request.bodyHash);
    out.endObject();
    out.key("claims");
    out.beginObject();
    writeText(out, "tool", ask.claims.tool);
    writeText(out, "task", ask.claims.task);
    writeText(out, "reason", ask.claims.reason);
    out.endObject();
    if (ask.idempotencyKey) {
        writeText(out, "key", *ask.idempotencyKey);
    }
    if (ask.maxAmount) {
        writeText(out, "maxAmount", ask.maxAmount->toAtomic());
    }
    if (ask.unreadable) {
        out.key("unreadable");
        out.beginObject();
        writeText(out, "code", ask.unreadable->code);
        writeText(out, "detail", ask.unreadable->detail);
        out.endObject();
    }
    if (ask.client) {
        out.key("client");
        out.beginObject();
        writeText(out, "from", ask.client->from.toChecksummed());
        writeText(out, "nonce", toHex0x(ask.client->nonce));
        writeNumber(out, "validAfter", static_cast<std::int64_t>(ask.client->validAfter));
        writeNumber(out, "validBefore", static_cast<std::int64_t>(ask.client->validBefore));
        out.endObject();
    }
    out.key("challenge");
    write(out, ask.challenge);
    out.endObject();
}

std::optional<ClientTerms> clientTermsFrom(const json& in)
{
    ClientTerms terms;
    const auto from = chain::EvmAddress::fromText(in.at("from").get<std::string>());
    if (!from || !fromHex0xInto(in.at("nonce").get<std::string>(), terms.nonce)) {
        return std::nullopt;
    }
    terms.from = *from;
    terms.validAfter = in.at("validAfter").get<std::uint64_t>();
    terms.validBefore = in.at("validBefore").get<std::uint64_t>();
    return terms;
}

Ask askFrom(const json& in)
{
    Ask ask;
    ask.interface = in.at("interface").get<std::string>();
    ask.caller.pid = in.at("caller").at("pid").get<std::int64_t>();
    ask.caller.uid = in.at("caller").at("uid").get<std::int64_t>();
    ask.caller.executable = in.at("caller").at("executable").get<std::string>();
    const json& request = in.at("request");
    ask.request.method = request.at("method").get<std::string>();
    ask.request.url = request.at("url").get<std::string>();
    ask.request.host = request.at("host").get<std::string>();
    ask.request.path = request.at("path").get<std::string>();
    ask.request.bodyHash = request.at("bodyHash").get<std::string>();
    const json& claims = in.at("claims");
    ask.claims.tool = claims.at("tool").get<std::string>();
    ask.claims.task = claims.at("task").get<std::string>();
    ask.claims.reason = claims.at("reason").get<std::string>();
    if (in.contains("key")) {
        ask.idempotencyKey = in["key"].get<std::string>();
    }
    if (in.contains("maxAmount")) {
        if (const auto amount = money::Amount::fromAtomic(in["maxAmount"].get<std::string>())) {
            ask.maxAmount = *amount;
        }
    }
    if (in.contains("unreadable")) {
        ask.unreadable = Unreadable{in["unreadable"].at("code").get<std::string>(),
                                    in["unreadable"].at("detail").get<std::string>()};
    }
    ask.challenge = challengeFrom(in.at("challenge"));
    return ask;
}

} // namespace

std::string toEventBody(const Seen& seen)
{
    JsonText out;
    out.beginObject();
    out.key("ask");
    write(out, seen.ask);
    out.key("passedOver");
    out.beginArray();
    for (const PassedOver& each : seen.passedOver) {
        out.beginObject();
        writeNumber(out, "option", static_cast<std::int64_t>(each.option));
        writeText(out, "code", each.code);
        if (!each.text.empty()) {
            writeText(out, "text", each.text);
        }
        out.endObject();
    }
    out.endArray();
    writeDecision(out, seen.judgement, seen.record);
    out.endObject();
    return out.take();
}

std::optional<Seen> seenFromEventBody(std::string_view body)
{
    const json in = json::parse(body, nullptr, false);
    try {
        Seen seen;
        seen.ask = askFrom(in.at("ask"));
        if (in["ask"].contains("client")) {
            seen.ask.client = clientTermsFrom(in["ask"]["client"]);
            if (!seen.ask.client) {
                return std::nullopt; // without them other terms would be taken for the client's
            }
        }
        for (const auto& each : in.at("passedOver")) {
            seen.passedOver.push_back(
                {each.at("option").get<std::size_t>(), each.at("code").get<std::string>(),
                 each.contains("text") ? each["text"].get<std::string>() : std::string()});
        }
        seen.judgement = judgementFrom(in.at("judgement"));
        return seen;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

} // namespace till::payment
