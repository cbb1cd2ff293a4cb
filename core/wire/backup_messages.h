#pragma once

#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about backups. A backup is made by the keeper in its own folder and read from there
/// in pieces; one that shall be checked or restored comes the other way. So the keeper opens no file that
/// somebody names, and whoever writes the file knows nothing that the file does not say.
namespace till::wire {

/// One piece in these frames, before base64.
inline constexpr std::int64_t kBackupPieceBytes = 44 * 1024;

/// How safe a loss of this disk would be.
struct BackupStatusShape {
    std::string state = "never"; ///< never | unverified | verified
    std::optional<std::int64_t> madeAtMs;
    std::optional<std::int64_t> verifiedAtMs;
    std::string text; ///< one sentence for a person
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("state", s.state);
        v("madeAtMs", s.madeAtMs);
        v("verifiedAtMs", s.verifiedAtMs);
        v("text", s.text);
    }
};

/// Makes a backup of everything and verifies it. Needs a proved connection, or the passphrase here. Answer:
/// BackupMade; only this connection may read it.
struct BackupMake {
    static constexpr const char* kType = "backup.make";
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
    }
};
struct BackupMade {
    static constexpr const char* kType = "backup.made";
    std::int64_t bytes = 0;
    std::string sha256; ///< of the file, hex
    std::int64_t events = 0;
    std::string head; ///< hex
    std::int64_t madeAtMs = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("bytes", s.bytes);
        v("sha256", s.sha256);
        v("events", s.events);
        v("head", s.head);
        v("madeAtMs", s.madeAtMs);
    }
};
/// Answer: BackupPiece, of kBackupPieceBytes unless it is the last.
struct BackupRead {
    static constexpr const char* kType = "backup.read";
    std::int64_t from = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("from", s.from);
    }
};
struct BackupPiece {
    static constexpr const char* kType = "backup.piece";
    std::int64_t from = 0;
    std::string data; ///< base64
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("from", s.from);
        v("data", s.data);
    }
};
/// The file is where the owner wants it, and was read back. Recorded in the ledger. Answer: Done.
struct BackupStored {
    static constexpr const char* kType = "backup.stored";
    std::string sha256;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("sha256", s.sha256);
    }
};

/// A backup of so many bytes will come in BackupPut frames, in order. Answer: Done.
struct BackupBegin {
    static constexpr const char* kType = "backup.begin";
    std::int64_t bytes = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("bytes", s.bytes);
    }
};
/// Answer: Done.
struct BackupPut : BackupPiece {
    static constexpr const char* kType = "backup.put";
};
/// purpose: check (a restore to a place of its own, which proves it and is forgotten) or restore (takes the
/// place of this keeper's wallet and ledger, of which there must be none). Answer: BackupOpened.
struct BackupFinish {
    static constexpr const char* kType = "backup.finish";
    std::string purpose;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("purpose", s.purpose);
        v("passphrase", s.passphrase);
    }
};
struct BackupOpened {
    static constexpr const char* kType = "backup.opened";
    std::string sha256;
    std::string vaultId;
    std::int64_t madeAtMs = 0;
    std::int64_t events = 0;
    std::string head;
    std::vector<std::string> addresses; ///< of its accounts
    std::int64_t newerEvents = 0;       ///< rows of this ledger that it does not have
    bool recorded = false;              ///< as verified, in this ledger
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("sha256", s.sha256);
        v("vaultId", s.vaultId);
        v("madeAtMs", s.madeAtMs);
        v("events", s.events);
        v("head", s.head);
        v("addresses", s.addresses);
        v("newerEvents", s.newerEvents);
        v("recorded", s.recorded);
    }
};

} // namespace till::wire
