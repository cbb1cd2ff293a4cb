#include "app/posix/secret_input.h"

#include "app/posix/unique_fd.h"
#include "core/support/utf8.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace till::posix {

namespace {

constexpr std::uint8_t kCtrlC = 3;
constexpr std::uint8_t kCtrlD = 4;
constexpr std::uint8_t kBackspace = 8;
constexpr std::uint8_t kCtrlU = 21;
constexpr std::uint8_t kDelete = 127;

/// A line that grows in locked memory.
class Line {
public:
    [[nodiscard]] bool append(std::uint8_t byte)
    {
        if (m_size == kMaxSecretBytes) {
            return false;
        }
        m_bytes.writable()[m_size++] = byte;
        return true;
    }
    /// Takes the last character away, all bytes of it.
    void backspace()
    {
        while (m_size > 0 && (m_bytes.readable()[--m_size] & 0xC0U) == 0x80U) {
        }
    }
    void clear() { m_size = 0; }

    [[nodiscard]] Result<crypto::SecretBytes, SecretInputError> finish()
    {
        if (m_size > 0 && m_bytes.readable()[m_size - 1] == '\r') {
            --m_size;
        }
        if (m_size == 0) {
            return fail(SecretInputError::Empty);
        }
        const auto used = m_bytes.writable().first(m_size);
        if (!isValidUtf8({reinterpret_cast<const char*>(used.data()), used.size()})) {
            return fail(SecretInputError::NotUtf8);
        }
        return crypto::SecretBytes::takeFrom(used);
    }

private:
    crypto::SecretBytes m_bytes{kMaxSecretBytes};
    std::size_t m_size = 0;
};

enum class ByteRead { Byte, End, Failed };

ByteRead readByte(int fd, std::uint8_t& byte)
{
    for (;;) {
        const ssize_t count = ::read(fd, &byte, 1);
        if (count == 1) {
            return ByteRead::Byte;
        }
        if (count == 0) {
            return ByteRead::End;
        }
        if (errno != EINTR) {
            return ByteRead::Failed;
        }
    }
}

/// Keys arrive one by one and unseen while this lives; afterwards the terminal is as it was.
class SilentTerminal {
public:
    explicit SilentTerminal(int fd) : m_fd(fd)
    {
        m_isTerminal = ::tcgetattr(fd, &m_before) == 0;
        if (m_isTerminal) {
            termios silent = m_before;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
            m_isTerminal = ::tcsetattr(fd, TCSAFLUSH, &silent) == 0;
        }
    }
    ~SilentTerminal()
    {
        if (m_isTerminal) {
            ::tcsetattr(m_fd, TCSAFLUSH, &m_before);
        }
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }

private:
    int m_fd;
    termios m_before = {};
    bool m_isTerminal = false;
};

void writeText(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno != EINTR) {
            return; // a prompt that cannot be shown is no reason to fail
        }
        text.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
    }
}

Result<crypto::SecretBytes, SecretInputError> readTyped(int fd)
{
    Line line;
    std::uint8_t byte = 0;
    while (readByte(fd, byte) == ByteRead::Byte) {
        switch (byte) {
        case '\r':
        case '\n':
            return line.finish();
        case kCtrlC:
        case kCtrlD:
            return fail(SecretInputError::Cancelled);
        case kBackspace:
        case kDelete:
            line.backspace();
            break;
        case kCtrlU:
            line.clear();
            break;
        default:
            if (!line.append(byte)) {
                return fail(SecretInputError::TooLong);
            }
        }
    }
    return fail(SecretInputError::Cancelled);
}

} // namespace

Result<crypto::SecretBytes, SecretInputError> readSecretLine(int fd)
{
    Line line;
    std::uint8_t byte = 0;
    for (;;) {
        switch (readByte(fd, byte)) {
        case ByteRead::Failed:
            return fail(SecretInputError::CannotRead);
        case ByteRead::End:
            return line.finish();
        case ByteRead::Byte:
            if (byte == '\n') {
                return line.finish();
            }
            if (!line.append(byte)) {
                return fail(SecretInputError::TooLong);
            }
        }
    }
}

Result<crypto::SecretBytes, SecretInputError> askSecret(std::string_view question)
{
    const UniqueFd terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
    if (!terminal.isOpen()) {
        return fail(SecretInputError::NoTerminal);
    }
    const SilentTerminal silent(terminal.get());
    if (!silent.isTerminal()) {
        return fail(SecretInputError::NoTerminal);
    }
    writeText(terminal.get(), question);
    auto secret = readTyped(terminal.get());
    writeText(terminal.get(), "\n");
    return secret;
}

} // namespace till::posix
