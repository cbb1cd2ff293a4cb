#include "core/backup/backup_file.h"

#include "core/crypto/aead.h"
#include "core/crypto/hash.h"
#include "core/crypto/kdf.h"
#include "core/crypto/running_sha256.h"
#include "core/vault/byte_io.h"

#include <algorithm>
#include <optional>

namespace till::backup {

namespace {

using vault::ByteReader;
using vault::ByteWriter;

// The odd last byte shows a file that was sent as text.
constexpr std::array<std::uint8_t, 8> kMagic = {'t', 'i', 'l', 'l', 'b', 'a', 'k', 0x1a};
constexpr std::size_t kFixedBytes = 8 + 2 + 16 + 8 + 8 + 32 + 8 + kBackupSaltBytes + 4;
constexpr std::size_t kChecksumBytes = 32;
constexpr std::string_view kKeyPrefix = "tillkeeper backup 1 ledger ";

Bytes headerBytes(const BackupHeader& header)
{
    ByteWriter out;
    out.bytes(kMagic).number(kBackupVersion).bytes(header.vault);
    out.number(static_cast<std::uint64_t>(header.madeAt.unixMs));
    out.number(static_cast<std::uint64_t>(header.anchor.events)).bytes(header.anchor.head);
    out.number(header.ledgerBytes).bytes(header.salt);
    out.number(static_cast<std::uint32_t>(header.vaultFile.size())).bytes(header.vaultFile);
    const Hash256 checksum = crypto::sha256(out.written());
    return out.bytes(checksum).written();
}

std::uint64_t chunkCount(std::uint64_t ledgerBytes)
{
    return (ledgerBytes + kChunkBytes - 1) / kChunkBytes;
}

std::uint64_t sealedBytes(std::uint64_t ledgerBytes)
{
    return ledgerBytes + chunkCount(ledgerBytes) * crypto::kAeadTagBytes;
}

/// How one piece is sealed.
class ChunkSeal {
public:
    ChunkSeal(const BackupHeader& header, const crypto::SecretBytes& backupKey)
        : m_key(crypto::deriveKey(backupKey.readable(), std::string(kKeyPrefix) + toHex(header.salt))),
          m_count(chunkCount(header.ledgerBytes)), m_headerHash(crypto::sha256(headerBytes(header)))
    {
    }

    [[nodiscard]] Bytes seal(std::uint64_t number, std::span<const std::uint8_t> plain) const
    {
        return crypto::seal(plain, contextOf(number), nonceOf(number), m_key.readable());
    }
    [[nodiscard]] auto open(std::uint64_t number, std::span<const std::uint8_t> sealed) const
    {
        return crypto::open(sealed, contextOf(number), nonceOf(number), m_key.readable());
    }

private:
    [[nodiscard]] static vault::AeadNonce nonceOf(std::uint64_t number)
    {
        ByteWriter out; // the key is this file's alone, so numbers do
        out.bytes(std::array<std::uint8_t, crypto::kAeadNonceBytes - 8>{}).number(number);
        vault::AeadNonce nonce{};
        std::ranges::copy(out.written(), nonce.begin());
        return nonce;
    }
    [[nodiscard]] Bytes contextOf(std::uint64_t number) const
    {
        ByteWriter out;
        out.bytes(m_headerHash).number(number).number(static_cast<std::uint8_t>(number + 1 == m_count));
        return out.written();
    }

    crypto::SecretBytes m_key;
    std::uint64_t m_count;
    Hash256 m_headerHash;
};

std::size_t sizeOfChunk(std::uint64_t number, std::uint64_t ledgerBytes)
{
    return static_cast<std::size_t>(std::min<std::uint64_t>(kChunkBytes, ledgerBytes - number * kChunkBytes));
}

std::uint64_t headerSize(const BackupHeader& header)
{
    return kFixedBytes + header.vaultFile.size() + kChecksumBytes;
}

/// SHA-256 of the first `end` bytes.
std::optional<Hash256> sumOf(const ByteSource& file, std::uint64_t end)
{
    crypto::RunningSha256 sum;
    Bytes piece;
    for (std::uint64_t from = 0; from < end; from += piece.size()) {
        piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kChunkBytes, end - from)));
        if (!file.read(from, piece)) {
            return std::nullopt;
        }
        sum.add(piece);
    }
    return sum.digest();
}

bool isChecksumRight(const ByteSource& file)
{
    Hash256 stored{};
    const std::uint64_t end = file.size() - kChecksumBytes;
    return file.read(end, stored) && sumOf(file, end) == stored;
}

Result<BackupHeader, BackupError> readHeader(const ByteSource& file)
{
    Bytes fixed(static_cast<std::size_t>(std::min<std::uint64_t>(kFixedBytes, file.size())));
    if (!file.read(0, fixed)) {
        return fail(BackupError::NotReadable);
    }
    const std::size_t comparable = std::min(fixed.size(), kMagic.size());
    if (comparable == 0 || !std::equal(kMagic.begin(), kMagic.begin() + comparable, fixed.begin())) {
        return fail(BackupError::NotABackup);
    }
    if (fixed.size() < kFixedBytes) {
        return fail(BackupError::Damaged);
    }
    ByteReader in(std::span<const std::uint8_t>(fixed).subspan(kMagic.size()));
    if (in.number<std::uint16_t>() != kBackupVersion) {
        // Whoever wrote another version on purpose also wrote a checksum that fits, at the same place.
        return fail(isChecksumRight(file) ? BackupError::NewerVersion : BackupError::Damaged);
    }
    BackupHeader header;
    in.fill(header.vault);
    header.madeAt = Instant{static_cast<std::int64_t>(in.number<std::uint64_t>())};
    const auto events = in.number<std::uint64_t>();
    in.fill(header.anchor.head);
    header.ledgerBytes = in.number<std::uint64_t>();
    in.fill(header.salt);
    const auto vaultBytes = in.number<std::uint32_t>();
    if (header.ledgerBytes > kMaxLedgerBytes || vaultBytes > vault::kMaxVaultBytes) {
        return fail(BackupError::TooLarge);
    }
    if (header.madeAt.unixMs < 0 || events > static_cast<std::uint64_t>(INT64_MAX) ||
        header.ledgerBytes == 0 ||
        file.size() !=
            kFixedBytes + vaultBytes + kChecksumBytes + sealedBytes(header.ledgerBytes) + kChecksumBytes) {
        return fail(BackupError::Damaged);
    }
    header.anchor.events = static_cast<std::int64_t>(events);
    header.vaultFile.resize(vaultBytes);
    if (!file.read(kFixedBytes, header.vaultFile)) {
        return fail(BackupError::NotReadable);
    }
    return header;
}

} // namespace

Result<BackupHeader, BackupError> readBackup(const ByteSource& file)
{
    auto header = readHeader(file);
    if (!header) {
        return header;
    }
    Hash256 checksum{};
    const Bytes again = headerBytes(*header);
    if (!file.read(headerSize(*header) - kChecksumBytes, checksum)) {
        return fail(BackupError::NotReadable);
    }
    if (!std::equal(checksum.begin(), checksum.end(), again.end() - kChecksumBytes) ||
        !isChecksumRight(file)) {
        return fail(BackupError::Damaged);
    }
    return header;
}

Result<void, BackupError> openLedger(const ByteSource& file, const BackupHeader& header,
                                     const crypto::SecretBytes& backupKey, const TakeBytes& take)
{
    const ChunkSeal seal(header, backupKey);
    std::uint64_t from = headerSize(header);
    Bytes sealed;
    for (std::uint64_t number = 0; number < chunkCount(header.ledgerBytes); ++number) {
        sealed.resize(sizeOfChunk(number, header.ledgerBytes) + crypto::kAeadTagBytes);
        if (!file.read(from, sealed)) {
            return fail(BackupError::NotReadable);
        }
        from += sealed.size();
        const auto plain = seal.open(number, sealed);
        if (!plain) {
            return fail(BackupError::Tampered);
        }
        if (!take(plain->readable())) {
            return fail(BackupError::NotWritten);
        }
    }
    return {};
}

Result<Hash256, BackupError> sha256Of(const ByteSource& file)
{
    const auto sum = sumOf(file, file.size());
    if (!sum) {
        return fail(BackupError::NotReadable);
    }
    return *sum;
}

Result<WrittenBackup, BackupError> writeBackup(NewFile& file, BackupHeader& header, const ByteSource& ledger,
                                               const crypto::SecretBytes& backupKey, Entropy& entropy)
{
    if (ledger.size() == 0 || ledger.size() > kMaxLedgerBytes ||
        header.vaultFile.size() > vault::kMaxVaultBytes) {
        return fail(BackupError::TooLarge);
    }
    header.ledgerBytes = ledger.size();
    entropy.fill(header.salt);
    crypto::RunningSha256 sum;
    WrittenBackup written;
    const auto put = [&](std::span<const std::uint8_t> bytes) {
        sum.add(bytes);
        written.bytes += bytes.size();
        return file.write(bytes);
    };
    if (!put(headerBytes(header))) {
        return fail(BackupError::NotWritten);
    }
    const ChunkSeal seal(header, backupKey);
    Bytes plain;
    for (std::uint64_t number = 0; number < chunkCount(header.ledgerBytes); ++number) {
        plain.resize(sizeOfChunk(number, header.ledgerBytes));
        if (!ledger.read(number * kChunkBytes, plain)) {
            return fail(BackupError::NotReadable);
        }
        if (!put(seal.seal(number, plain))) {
            return fail(BackupError::NotWritten);
        }
    }
    if (!put(sum.digest()) || !file.finish()) {
        return fail(BackupError::NotWritten);
    }
    written.sha256 = sum.digest();
    return written;
}

} // namespace till::backup
