#include "tests/harness/memory_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace till::tests {

namespace {

constexpr int kSectorBytes = 4096; // as SQLite's own VFS for Unix says

/// SQLite allocates it and calls through `base`.
struct OpenFile {
    sqlite3_file base;
    std::string* name;
    Bytes* bytes; ///< a map's nodes stay where they are
    bool isDeletedAtClose;
};

MemoryDisk& disk()
{
    static MemoryDisk one;
    return one;
}

OpenFile& of(sqlite3_file* file)
{
    return *reinterpret_cast<OpenFile*>(file);
}

int closeFile(sqlite3_file* file)
{
    OpenFile& open = of(file);
    if (open.isDeletedAtClose) {
        disk().act({DiskAction::Kind::Remove, *open.name, 0, {}});
    }
    delete open.name;
    return SQLITE_OK;
}

int readFile(sqlite3_file* file, void* into, int size, sqlite3_int64 offset)
{
    const Bytes& bytes = *of(file).bytes;
    const auto wanted = static_cast<std::size_t>(size);
    const auto start = std::min(static_cast<std::size_t>(offset), bytes.size());
    const auto there = std::min(wanted, bytes.size() - start);
    if (there != 0) {
        std::memcpy(into, bytes.data() + start, there);
    }
    std::memset(static_cast<char*>(into) + there, 0, wanted - there);
    return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset)
{
    const auto* first = static_cast<const std::uint8_t*>(from);
    disk().act({DiskAction::Kind::Write, *of(file).name, offset, Bytes(first, first + size)});
    return SQLITE_OK;
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    disk().act({DiskAction::Kind::Truncate, *of(file).name, size, {}});
    return SQLITE_OK;
}

int syncFile(sqlite3_file* file, int)
{
    disk().act({DiskAction::Kind::Sync, *of(file).name, 0, {}});
    return SQLITE_OK;
}

int sizeOfFile(sqlite3_file* file, sqlite3_int64* size)
{
    *size = static_cast<sqlite3_int64>(of(file).bytes->size());
    return SQLITE_OK;
}

int grantLock(sqlite3_file*, int)
{
    return SQLITE_OK;
}

int isReserved(sqlite3_file*, int* answer)
{
    *answer = 0;
    return SQLITE_OK;
}

int controlFile(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file*)
{
    return kSectorBytes;
}

int characteristics(sqlite3_file*)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; // what SQLite assumes of every disk under Unix
}

int mapShared(sqlite3_file* file, int region, int size, int extend, void volatile** at)
{
    auto& regions = disk().sharedMemory(*of(file).name);
    const auto place = static_cast<std::size_t>(region);
    if (place >= regions.size()) {
        if (extend == 0) {
            *at = nullptr;
            return SQLITE_OK;
        }
        regions.resize(place + 1);
    }
    if (regions[place].empty()) {
        regions[place].resize(static_cast<std::size_t>(size));
    }
    *at = regions[place].data();
    return SQLITE_OK;
}

int lockShared(sqlite3_file*, int, int, int)
{
    return SQLITE_OK;
}

void barrier(sqlite3_file*) {}

int unmapShared(sqlite3_file* file, int)
{
    disk().dropSharedMemory(*of(file).name);
    return SQLITE_OK;
}

const sqlite3_io_methods& methods()
{
    static const sqlite3_io_methods all = [] {
        sqlite3_io_methods each{};
        each.iVersion = 2;
        each.xClose = closeFile;
        each.xRead = readFile;
        each.xWrite = writeFile;
        each.xTruncate = truncateFile;
        each.xSync = syncFile;
        each.xFileSize = sizeOfFile;
        each.xLock = grantLock;
        each.xUnlock = grantLock;
        each.xCheckReservedLock = isReserved;
        each.xFileControl = controlFile;
        each.xSectorSize = sectorSize;
        each.xDeviceCharacteristics = characteristics;
        each.xShmMap = mapShared;
        each.xShmLock = lockShared;
        each.xShmBarrier = barrier;
        each.xShmUnmap = unmapShared;
        return each;
    }();
    return all;
}

int openFile(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flagsOut)
{
    static int temporaries = 0;
    const std::string name = path != nullptr ? path : "temporary-" + std::to_string(++temporaries);
    OpenFile& open = of(file);
    open.base.pMethods = nullptr;
    if (disk().find(name) == nullptr) {
        if ((flags & SQLITE_OPEN_CREATE) == 0) {
            return SQLITE_CANTOPEN;
        }
        disk().create(name);
    }
    open.bytes = disk().find(name);
    open.name = new std::string(name);
    open.isDeletedAtClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    open.base.pMethods = &methods();
    if (flagsOut != nullptr) {
        *flagsOut = flags;
    }
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs*, const char* path, int)
{
    if (disk().find(path) == nullptr) {
        return SQLITE_IOERR_DELETE_NOENT;
    }
    disk().act({DiskAction::Kind::Remove, path, 0, {}});
    return SQLITE_OK;
}

int isThere(sqlite3_vfs*, const char* path, int, int* answer)
{
    *answer = disk().find(path) != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int fullName(sqlite3_vfs*, const char* path, int size, char* into)
{
    sqlite3_snprintf(size, into, "%s", path);
    return SQLITE_OK;
}

} // namespace

void carryOut(const DiskAction& action, DiskImage& files)
{
    switch (action.kind) {
    case DiskAction::Kind::Write: {
        Bytes& bytes = files[action.file];
        const auto end = static_cast<std::size_t>(action.offset) + action.bytes.size();
        if (bytes.size() < end) {
            bytes.resize(end);
        }
        if (!action.bytes.empty()) {
            std::memcpy(bytes.data() + action.offset, action.bytes.data(), action.bytes.size());
        }
        return;
    }
    case DiskAction::Kind::Truncate:
        files[action.file].resize(static_cast<std::size_t>(action.offset));
        return;
    case DiskAction::Kind::Remove:
        files.erase(action.file);
        return;
    case DiskAction::Kind::Sync:
        return;
    }
}

MemoryDisk& MemoryDisk::install()
{
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs* own = sqlite3_vfs_find(nullptr);
        sqlite3_vfs memory = *own; // randomness, sleep and time are the system's
        memory.zName = "till-memory";
        memory.szOsFile = sizeof(OpenFile);
        memory.xOpen = openFile;
        memory.xDelete = removeFile;
        memory.xAccess = isThere;
        memory.xFullPathname = fullName;
        return memory;
    }();
    sqlite3_vfs_register(&vfs, 1);
    return disk();
}

void MemoryDisk::startRecording()
{
    m_actions.clear();
    m_isRecording = true;
}

Bytes* MemoryDisk::find(const std::string& file)
{
    const auto found = m_files.find(file);
    return found == m_files.end() ? nullptr : &found->second;
}

void MemoryDisk::act(DiskAction action)
{
    carryOut(action, m_files);
    if (m_isRecording) {
        m_actions.push_back(std::move(action));
    }
}

} // namespace till::tests
