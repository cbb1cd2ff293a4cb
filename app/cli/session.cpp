#include "app/cli/session.h"

#include "core/crypto/hash.h"

namespace till::cli {

Session::Session(paths::Places places, Arguments arguments, Output output)
    : m_places(std::move(places)), m_arguments(std::move(arguments)), m_output(output)
{
}

Result<std::vector<std::string>, Failure> Session::words(std::size_t count) const
{
    const auto& given = m_arguments.positional();
    if (given.size() < count) {
        return fail(usageFailure("Something is missing after the command."));
    }
    if (given.size() > count) {
        return fail(usageFailure("\"" + given[count] + "\" is too much."));
    }
    return given;
}

Result<std::string, Failure> Session::word() const
{
    auto all = words(1);
    if (!all) {
        return fail(std::move(all.error()));
    }
    return std::move(all->front());
}

Result<crypto::SecretBytes, Failure> Session::secret(std::string_view option, std::string_view what,
                                                     std::string_view question) const
{
    const auto descriptor = m_arguments.descriptor(option);
    if (!descriptor) {
        return fail(descriptor.error());
    }
    auto secret = *descriptor ? posix::readSecretLine(**descriptor) : posix::askSecret(question);
    if (!secret) {
        return fail(secretFailure(secret.error(), what, option));
    }
    return std::move(*secret);
}

Result<crypto::SecretBytes, Failure> Session::passphrase() const
{
    return secret("--passphrase-fd", "passphrase", "Passphrase: ");
}

Result<crypto::SecretBytes, Failure> Session::newPassphrase() const
{
    auto first = secret("--passphrase-fd", "passphrase", "New passphrase: ");
    if (!first || m_arguments.has("--passphrase-fd")) {
        return first;
    }
    const auto again = secret("--passphrase-fd", "passphrase", "Once more: ");
    if (!again) {
        return fail(again.error());
    }
    if (first->size() != again->size() || !crypto::equalConstantTime(first->readable(), again->readable())) {
        return fail(localFailure(ExitCode::BadInput, "bad_secret", "The two passphrases are not the same.",
                                 "Try again."));
    }
    return first;
}

Result<void, Failure> Session::connect()
{
    if (m_link) {
        return {};
    }
    auto link = KeeperLink::open(m_places.adminSocket().string());
    if (!link) {
        return fail(std::move(link.error()));
    }
    m_link = std::make_unique<KeeperLink>(std::move(*link));
    return {};
}

Result<wire::Envelope, Failure> Session::exchange(std::int64_t id, const std::string& frame,
                                                  std::span<const posix::SecretField> secrets, int timeoutMs)
{
    if (secrets.empty()) {
        return m_link->exchange(id, {reinterpret_cast<const std::uint8_t*>(frame.data()), frame.size()},
                                timeoutMs);
    }
    const crypto::SecretBytes whole = posix::withSecrets(frame, secrets);
    return m_link->exchange(id, whole.readable(), timeoutMs);
}

} // namespace till::cli
