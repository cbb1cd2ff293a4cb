#pragma once

#include "app/cli/arguments.h"
#include "app/cli/keeper_link.h"
#include "app/cli/output.h"
#include "app/paths/places.h"
#include "app/posix/secret_frame.h"

#include <memory>

namespace till::cli {

/// One run of one command: its arguments, where it prints, and the keeper, connected to when first needed.
/// Include in .cpp files only, as codec.h.
class Session {
public:
    Session(paths::Places places, Arguments arguments, Output output);

    [[nodiscard]] const Arguments& arguments() const { return m_arguments; }
    [[nodiscard]] const Output& output() const { return m_output; }
    [[nodiscard]] const paths::Places& places() const { return m_places; }

    /// The words after the command, of which there must be exactly so many.
    [[nodiscard]] Result<std::vector<std::string>, Failure> words(std::size_t count) const;
    /// The single word after the command.
    [[nodiscard]] Result<std::string, Failure> word() const;

    /// From `--passphrase-fd`, else asked for on the terminal.
    [[nodiscard]] Result<crypto::SecretBytes, Failure> passphrase() const;
    /// The same; a terminal asks twice.
    [[nodiscard]] Result<crypto::SecretBytes, Failure> newPassphrase() const;
    /// From the descriptor that `option` names, else asked for with `question`.
    [[nodiscard]] Result<crypto::SecretBytes, Failure> secret(std::string_view option, std::string_view what,
                                                              std::string_view question) const;

    /// Asks the keeper. Secrets were encoded as markers (see secret_frame.h).
    template <class Answer, class Request>
    [[nodiscard]] Result<Answer, Failure>
    ask(const Request& request, std::span<const posix::SecretField> secrets = {}, int timeoutMs = kAnswerMs)
    {
        auto connected = connect();
        if (!connected) {
            return fail(std::move(connected.error()));
        }
        const std::int64_t id = m_link->nextId();
        auto envelope = exchange(id, wire::encode(id, request), secrets, timeoutMs);
        if (!envelope) {
            return fail(std::move(envelope.error()));
        }
        if (envelope->type != Answer::kType) {
            return fail(badAnswerFailure());
        }
        auto answer = wire::fromBody<Answer>(envelope->body);
        // It can hold recovery words or a token: nothing of them stays in freed memory.
        wire::wipeTexts(envelope->body);
        if (!answer) {
            return fail(badAnswerFailure());
        }
        return std::move(*answer);
    }

private:
    [[nodiscard]] Result<void, Failure> connect();
    [[nodiscard]] Result<wire::Envelope, Failure> exchange(std::int64_t id, const std::string& frame,
                                                           std::span<const posix::SecretField> secrets,
                                                           int timeoutMs);

    paths::Places m_places;
    Arguments m_arguments;
    Output m_output;
    std::unique_ptr<KeeperLink> m_link;
};

} // namespace till::cli
