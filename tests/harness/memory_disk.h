#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// A disk for tests: an SQLite VFS that keeps every file in memory and can write down each thing that was
/// done to it.
///
/// `install` makes it the VFS of every connection that is opened afterwards in this process, so the code
/// under test opens its ledger as ever. One thread at a time; locks are always granted, because one ledger
/// has one writer.
namespace till::tests {

using Bytes = std::vector<std::uint8_t>;

/// One thing that a disk was told to do, in order.
struct DiskAction {
    enum class Kind { Write, Truncate, Sync, Remove };
    Kind kind = Kind::Write;
    std::string file;
    std::int64_t offset = 0; ///< of a write; the new size for a truncation
    Bytes bytes;             ///< of a write
};

using DiskImage = std::map<std::string, Bytes>; ///< by file name

/// What `action` makes of the files.
void carryOut(const DiskAction& action, DiskImage& files);

class MemoryDisk {
public:
    /// Registers it as the default once; gives the one disk there is.
    static MemoryDisk& install();

    /// What a crash of the program would leave: every write so far.
    [[nodiscard]] const DiskImage& files() const { return m_files; }
    /// Puts another disk in its place. No file may be open.
    void replace(DiskImage files) { m_files = std::move(files); }

    void startRecording();
    [[nodiscard]] const std::vector<DiskAction>& recorded() const { return m_actions; }
    /// Where the record stands now: what was done before belongs to what came before.
    [[nodiscard]] std::size_t mark() const { return m_actions.size(); }
    void stopRecording() { m_isRecording = false; }

    // For the VFS's own functions.
    [[nodiscard]] Bytes* find(const std::string& file);
    void create(const std::string& file) { m_files[file]; }
    void act(DiskAction action);
    std::vector<std::vector<std::uint8_t>>& sharedMemory(const std::string& file) { return m_shared[file]; }
    void dropSharedMemory(const std::string& file) { m_shared.erase(file); }

private:
    DiskImage m_files;
    std::map<std::string, std::vector<std::vector<std::uint8_t>>> m_shared;
    std::vector<DiskAction> m_actions;
    bool m_isRecording = false;
};

} // namespace till::tests
