#pragma once

#include "app/cli/session.h"

#include <string>

namespace till::cli {

/// A key file, or another secret text of any number of lines, in locked memory. At most 32 KiB.
[[nodiscard]] Result<crypto::SecretBytes, Failure> readSecretFile(const std::string& path);

/// Where a secret goes that the keeper gives out, decided before it is asked for: the descriptor that
/// `fdOption` names, or a new file (0600) that `fileOption` names. Never the standard output by itself.
class SecretTarget {
public:
    [[nodiscard]] static Result<SecretTarget, Failure>
    from(const Arguments& arguments, std::string_view fdOption, std::string_view fileOption);
    /// The same for what a person writes down: the terminal, unless `fdOption` names a descriptor.
    [[nodiscard]] static Result<SecretTarget, Failure> forPerson(const Arguments& arguments,
                                                                 std::string_view fdOption);
    [[nodiscard]] static SecretTarget nowhere() { return {}; }

    SecretTarget(SecretTarget&&) noexcept = default;
    SecretTarget& operator=(SecretTarget&&) = delete;
    /// A file that nothing was written to is removed.
    ~SecretTarget();
    /// Writes the text and a line end.
    [[nodiscard]] Result<void, Failure> write(const wire::SecretText& text);

private:
    SecretTarget() = default;
    posix::UniqueFd m_file;
    std::string m_path; ///< of a new file; empty for a descriptor or the terminal
    int m_fd = -1;
    bool m_isWritten = false;
};

} // namespace till::cli
