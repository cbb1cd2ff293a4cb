#include "core/chain/sign_in_message.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <chrono>

namespace till::chain {

namespace {

constexpr std::string_view kAsks = " wants you to sign in with your ";
constexpr std::string_view kAccount = " account:";
constexpr std::size_t kMinNonceLetters = 8; // EIP-4361
constexpr std::size_t kMaxNonceLetters = 128;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetterOrDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <typename Predicate>
bool isAllOf(std::string_view text, Predicate predicate)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), predicate);
}

// Host and port as both a domain and a URI write them; nothing that a person could misread.
bool isAuthority(std::string_view text)
{
    return text.size() <= 255 && isAllOf(text, [](char c) {
               return isLetterOrDigit(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
           });
}

std::optional<std::string_view> authorityOf(std::string_view uri)
{
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (uri.starts_with(scheme)) {
            uri.remove_prefix(scheme.size());
            return uri.substr(0, uri.find_first_of("/?#"));
        }
    }
    return std::nullopt;
}

std::optional<int> numberAt(std::string_view text, std::size_t at, std::size_t digits)
{
    const std::string_view part = text.substr(std::min(at, text.size()), digits);
    if (part.size() != digits || !isAllOf(part, isDigit)) {
        return std::nullopt;
    }
    int value = 0;
    for (const char digit : part) {
        value = value * 10 + (digit - '0');
    }
    return value;
}

// The offset at the end of an RFC 3339 time, in minutes.
std::optional<int> offsetOf(std::string_view text)
{
    if (text == "Z") {
        return 0;
    }
    const auto hours = numberAt(text, 1, 2);
    const auto minutes = numberAt(text, 4, 2);
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !hours || !minutes ||
        *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

// RFC 3339, section 5.6, to whole seconds.
std::optional<std::int64_t> secondsOf(std::string_view text)
{
    const auto year = numberAt(text, 0, 4);
    const auto month = numberAt(text, 5, 2);
    const auto day = numberAt(text, 8, 2);
    const auto hour = numberAt(text, 11, 2);
    const auto minute = numberAt(text, 14, 2);
    const auto second = numberAt(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second || text[4] != '-' || text[7] != '-' ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':' || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    text.remove_prefix(19);
    if (text.starts_with('.')) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
        if (end == 1) {
            return std::nullopt;
        }
        text.remove_prefix(end);
    }
    const auto offset = offsetOf(text);
    const std::chrono::year_month_day date(std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day)));
    if (!offset || !date.ok()) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return ((days * 24 + *hour) * 60 + *minute - *offset) * 60 + *second;
}

} // namespace

std::string_view describe(SignInError error)
{
    switch (error) {
    case SignInError::TooLarge:
        return "Not signed: the message is longer than 4096 bytes. No money moved. Ask the server for a "
               "shorter one.";
    case SignInError::NotASignIn:
        return "Not signed: this is no sign-in message (EIP-4361, CAIP-122), and other texts are never "
               "signed. No money moved. Ask the server for one.";
    case SignInError::BadAddress:
        return "Not signed: the message does not name a valid account. No money moved. Ask the server for "
               "another one.";
    case SignInError::BadUri:
        return "Not signed: the message names something that is no http or https address. No money moved. "
               "Ask "
               "the server for another one.";
    case SignInError::OtherDomain:
        return "Not signed: the message is for another server than the one that asks. No money moved. Do not "
               "trust whoever sent it.";
    case SignInError::BadTime:
        return "Not signed: a time in the message cannot be read, or it expires before it begins. No money "
               "moved. Ask the server for another one.";
    }
    return "";
}

/// Takes the lines of a message in their order.
class SignInReader {
public:
    explicit SignInReader(std::string_view text) : m_rest(text) { m_message.m_text = text; }

    Result<SignInMessage, SignInError> read()
    {
        if (auto head = readHead(); !head) {
            return fail(head.error());
        }
        if (auto fields = readFields(); !fields) {
            return fail(fields.error());
        }
        if (m_hasMore) {
            return fail(SignInError::NotASignIn);
        }
        return std::move(m_message);
    }

private:
    // The next line without its end; absent after the last.
    std::optional<std::string_view> line()
    {
        if (!m_hasMore) {
            return std::nullopt;
        }
        const std::size_t end = m_rest.find('\n');
        m_hasMore = end != std::string_view::npos;
        const std::string_view found = m_rest.substr(0, end);
        m_rest.remove_prefix(m_hasMore ? end + 1 : m_rest.size());
        return found;
    }
    bool isNext(std::string_view start) const { return m_hasMore && m_rest.starts_with(start); }
    // The rest of the next line when it begins so.
    std::optional<std::string_view> field(std::string_view start)
    {
        if (!isNext(start)) {
            return std::nullopt;
        }
        return line()->substr(start.size());
    }

    Result<void, SignInError> readHead()
    {
        const std::string_view first = line().value_or("");
        const std::size_t asks = first.find(kAsks);
        if (asks == std::string_view::npos || !first.ends_with(kAccount)) {
            return fail(SignInError::NotASignIn);
        }
        m_message.m_domain = first.substr(0, asks);
        const std::string_view kind = first.substr(asks + kAsks.size());
        const bool isEvm = kind == "Ethereum account:";
        if (!isAuthority(m_message.m_domain) || (!isEvm && kind != "Solana account:")) {
            return fail(SignInError::NotASignIn);
        }
        const std::string_view written = line().value_or("");
        const auto address =
            AccountAddress::fromText(isEvm ? money::Family::Evm : money::Family::Svm, written);
        // EIP-4361 wants the EIP-55 form, so there is one text for one account.
        if (!address || address->toText() != written) {
            return fail(SignInError::BadAddress);
        }
        m_message.m_address = *address;
        if (line() != "") {
            return fail(SignInError::NotASignIn);
        }
        // Without a statement EIP-4361 keeps its line end; Solana's form does not.
        if (isNext("URI: ")) {
            return isEvm ? Result<void, SignInError>(fail(SignInError::NotASignIn))
                         : Result<void, SignInError>();
        }
        m_message.m_statement = line().value_or("");
        const bool isBlankKept = m_message.m_statement.empty();
        if (isBlankKept ? !isEvm : line() != "") {
            return fail(SignInError::NotASignIn);
        }
        return {};
    }

    Result<void, SignInError> readFields()
    {
        const auto uri = field("URI: ");
        const auto version = field("Version: ");
        const auto chainId = field("Chain ID: ");
        const auto nonce = field("Nonce: ");
        const auto issued = field("Issued At: ");
        if (!uri || version != "1" || !chainId || !isAllOf(*chainId, isLetterOrDigit) ||
            chainId->size() > 64 || !nonce || !isAllOf(*nonce, isLetterOrDigit) ||
            nonce->size() < kMinNonceLetters || nonce->size() > kMaxNonceLetters || !issued) {
            return fail(SignInError::NotASignIn);
        }
        const bool isEvm = m_message.m_address.family() == money::Family::Evm;
        if (isEvm && !isAllOf(*chainId, isDigit)) {
            return fail(SignInError::NotASignIn);
        }
        m_message.m_uri = *uri;
        m_message.m_chainId = *chainId;
        if (auto good = checkUris(); !good) {
            return good;
        }
        return readTimes(*issued);
    }

    Result<void, SignInError> checkUris()
    {
        const auto authority = authorityOf(m_message.m_uri);
        if (!authority || !isAuthority(*authority) || m_message.m_uri.find(' ') != std::string::npos) {
            return fail(SignInError::BadUri);
        }
        if (*authority != m_message.m_domain) {
            return fail(SignInError::OtherDomain);
        }
        return {};
    }

    Result<void, SignInError> readTimes(std::string_view issued)
    {
        const auto issuedAt = secondsOf(issued);
        const auto expires = field("Expiration Time: ");
        const auto notBefore = field("Not Before: ");
        if (expires) {
            m_message.m_expires = secondsOf(*expires);
        }
        if (notBefore) {
            m_message.m_notBefore = secondsOf(*notBefore);
        }
        if (!issuedAt || (expires && !m_message.m_expires) || (notBefore && !m_message.m_notBefore) ||
            (expires &&
             *m_message.m_expires <= std::max(*issuedAt, m_message.m_notBefore.value_or(*issuedAt)))) {
            return fail(SignInError::BadTime);
        }
        m_message.m_issuedAt = *issuedAt;
        (void)field("Request ID: ");
        return readResources();
    }

    Result<void, SignInError> readResources()
    {
        if (!m_hasMore) {
            return {};
        }
        if (line() != "Resources:" || !m_hasMore) {
            return fail(SignInError::NotASignIn);
        }
        while (const auto resource = field("- ")) {
            if (resource->empty() || resource->find(' ') != std::string_view::npos) {
                return fail(SignInError::BadUri);
            }
            if (m_message.m_resources.size() == kMaxSignInResources) {
                return fail(SignInError::TooLarge);
            }
            m_message.m_resources.emplace_back(*resource);
        }
        return {};
    }

    std::string_view m_rest;
    bool m_hasMore = true;
    SignInMessage m_message;
};

Result<SignInMessage, SignInError> SignInMessage::fromText(std::string_view text)
{
    if (text.size() > kMaxSignInBytes) {
        return fail(SignInError::TooLarge);
    }
    const bool isPrintable =
        std::all_of(text.begin(), text.end(), [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; });
    if (!isPrintable) {
        return fail(SignInError::NotASignIn);
    }
    return SignInReader(text).read();
}

Hash256 personalMessageDigest(std::string_view text)
{
    std::string bytes = "\x19"
                        "Ethereum Signed Message:\n" +
                        std::to_string(text.size());
    bytes += text;
    return crypto::keccak256(bytes);
}

} // namespace till::chain
