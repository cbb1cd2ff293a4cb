#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/chain/sign_in_message.h"
#include "core/crypto/hash.h"
#include "core/wire/account_messages.h"

namespace till::keeper {

namespace {

wire::SignInAnswer shownOf(const chain::SignInMessage& message)
{
    wire::SignInAnswer answer;
    answer.domain = message.domain();
    answer.address = message.address().toText();
    answer.statement = message.statement();
    answer.uri = message.uri();
    answer.chainId = message.chainId();
    answer.issuedAtMs = message.issuedAtSeconds() * 1000;
    if (message.expiresSeconds()) {
        answer.expiresAtMs = *message.expiresSeconds() * 1000;
    }
    answer.resources = message.resources();
    answer.shownHash = toHex(crypto::sha256(message.text()));
    return answer;
}

} // namespace

void Keeper::signIn(const Link& link, std::int64_t id, const wire::SignIn& request)
{
    const auto message = chain::SignInMessage::fromText(request.message);
    if (!message) {
        return replyError(link, id, "not_a_sign_in", std::string(chain::describe(message.error())));
    }
    const vault::Account* account = m_vault ? m_vault->account(request.account) : nullptr;
    if (account == nullptr) {
        return replyError(link, id, m_vault ? "no_such_account" : "no_vault");
    }
    if (account->address != message->address()) {
        return replyError(link, id, "not_a_sign_in", "Not signed: the message is for another account.");
    }
    if (message->expiresSeconds() && *message->expiresSeconds() * 1000 <= m_clock.now().unixMs) {
        return replyError(link, id, "not_a_sign_in",
                          "Not signed: the message has expired. Ask for a new one.");
    }
    const auto shown = shownOf(*message);
    if (!request.shownHash) {
        return reply(link, id, shown);
    }
    if (*request.shownHash != shown.shownHash) {
        return replyError(link, id, "shown_changed");
    }
    whenProved(link, id, request.passphrase,
               [this, link, id, shown, message = *message, name = account->id()] {
                   const auto signature = m_vault->signer().signIn(name, message);
                   if (!signature) {
                       const bool isLocked = signature.error() == vault::SignError::Locked;
                       const bool isWatched = signature.error() == vault::SignError::WatchOnly;
                       return replyError(link, id,
                                         isLocked    ? "locked"
                                         : isWatched ? "watch_only"
                                                     : "not_a_sign_in",
                                         std::string(vault::describe(signature.error())));
                   }
                   auto answer = shown;
                   answer.signature = *signature;
                   reply(link, id, answer);
               });
}

} // namespace till::keeper
