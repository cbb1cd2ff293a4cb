#pragma once

#include "core/backup/backup_error.h"
#include "core/support/hex.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace till::backup {

/// Bytes that are read piece by piece: a file that may be large, or memory in tests.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    /// Fills all of `out` from this place on. False when that cannot be.
    [[nodiscard]] virtual bool read(std::uint64_t from, std::span<std::uint8_t> out) const = 0;
};

class MemorySource : public ByteSource {
public:
    explicit MemorySource(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}
    [[nodiscard]] std::uint64_t size() const override { return m_bytes.size(); }
    [[nodiscard]] bool read(std::uint64_t from, std::span<std::uint8_t> out) const override;

private:
    std::span<const std::uint8_t> m_bytes;
};

/// A regular file, opened once: what its name stands for later does not matter.
class FileSource : public ByteSource {
public:
    [[nodiscard]] static Result<FileSource, BackupError> open(const std::filesystem::path& path);
    FileSource(FileSource&& other) noexcept;
    FileSource& operator=(FileSource&&) = delete;
    ~FileSource() override;

    [[nodiscard]] std::uint64_t size() const override { return m_size; }
    [[nodiscard]] bool read(std::uint64_t from, std::span<std::uint8_t> out) const override;

private:
    FileSource(int descriptor, std::uint64_t size) : m_descriptor(descriptor), m_size(size) {}
    int m_descriptor;
    std::uint64_t m_size;
};

/// A new file of one's own (0600). Gone again when it was not finished.
class NewFile {
public:
    /// Fails when there is one of this name.
    [[nodiscard]] static Result<NewFile, BackupError> create(const std::filesystem::path& path);
    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    [[nodiscard]] bool write(std::span<const std::uint8_t> bytes);
    /// On disk; stays.
    [[nodiscard]] bool finish();

private:
    NewFile(int descriptor, std::filesystem::path path) : m_descriptor(descriptor), m_path(std::move(path)) {}
    int m_descriptor;
    std::filesystem::path m_path;
    bool m_isFinished = false;
};

} // namespace till::backup
