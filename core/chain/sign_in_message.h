#pragma once

#include "core/chain/account_address.h"
#include "core/support/hex.h"
#include "core/support/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::chain {

enum class SignInError { TooLarge, NotASignIn, BadAddress, BadUri, OtherDomain, BadTime };

/// Plain English for a person: what happened, that no money moved, what to do now.
[[nodiscard]] std::string_view describe(SignInError error);

inline constexpr std::size_t kMaxSignInBytes = 4096;
inline constexpr std::size_t kMaxSignInResources = 16;

/// A message that logs an account in at a server: EIP-4361 ("Sign-In with Ethereum"), and the same layout for
/// Solana accounts (CAIP-122, as x402's sign-in-with-x writes it). It is the only text that Tillkeeper signs:
/// a signature over it moves no money, and whoever reads the fields has read all that is signed.
class SignInMessage {
public:
    /// Strict: printable ASCII, the lines of the ABNF in their order and nothing else. The URI must be http
    /// or https and of the domain that asks, so that what is signed for one server is of no use to another.
    [[nodiscard]] static Result<SignInMessage, SignInError> fromText(std::string_view text);

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] const std::string& domain() const
    {
        return m_domain;
    } ///< host, with its port if it has one
    [[nodiscard]] const AccountAddress& address() const { return m_address; }
    [[nodiscard]] const std::string& statement() const { return m_statement; } ///< empty for none
    [[nodiscard]] const std::string& uri() const { return m_uri; }
    [[nodiscard]] const std::string& chainId() const { return m_chainId; }
    [[nodiscard]] std::int64_t issuedAtSeconds() const { return m_issuedAt; }
    [[nodiscard]] std::optional<std::int64_t> expiresSeconds() const { return m_expires; }
    [[nodiscard]] std::optional<std::int64_t> notBeforeSeconds() const { return m_notBefore; }
    [[nodiscard]] const std::vector<std::string>& resources() const { return m_resources; }

private:
    friend class SignInReader;
    SignInMessage() = default;

    std::string m_text;
    std::string m_domain;
    AccountAddress m_address;
    std::string m_statement;
    std::string m_uri;
    std::string m_chainId;
    std::int64_t m_issuedAt = 0;
    std::optional<std::int64_t> m_expires;
    std::optional<std::int64_t> m_notBefore;
    std::vector<std::string> m_resources;
};

/// EIP-191, version 0x45 ("personal message"): what an EVM account signs of a text.
[[nodiscard]] Hash256 personalMessageDigest(std::string_view text);

} // namespace till::chain
