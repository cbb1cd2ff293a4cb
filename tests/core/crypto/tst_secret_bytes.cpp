#include "core/crypto/secret_bytes.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <fstream>
#include <ostream>
#include <string>
#include <type_traits>

using till::crypto::SecretBytes;

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);
static_assert(std::is_nothrow_move_assignable_v<SecretBytes>);
static_assert(!std::is_convertible_v<SecretBytes, std::string>);

template <typename T>
concept Comparable = requires(const T& a, const T& b)
{
    a == b;
};
template <typename T>
concept Streamable = requires(std::ostream& out, const T& a)
{
    out << a;
};
static_assert(!Comparable<SecretBytes>);
static_assert(!Streamable<SecretBytes>);

// The sanitizers of GCC and clang turn mlock into nothing.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TILL_NO_MLOCK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define TILL_NO_MLOCK 1
#endif
#endif

namespace {

// What the kernel says this process has locked, in KiB.
long lockedKiB()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmLck:")) {
            return std::stol(line.substr(6));
        }
    }
    return -1;
}

bool allZero(std::span<const std::uint8_t> bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

} // namespace

class TestSecretBytes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { till::crypto::initialise(); }

    void startsAsZeros()
    {
        const SecretBytes secret(100);
        QCOMPARE(secret.size(), std::size_t{100});
        QVERIFY(allZero(secret.readable()));
    }

    void isLockedByTheKernelWhileItLives()
    {
#ifdef TILL_NO_MLOCK
        QSKIP("a sanitizer turns mlock into nothing");
#endif
        const long before = lockedKiB();
        QVERIFY(before >= 0);
        {
            const SecretBytes secret(32);
            QVERIFY(lockedKiB() > before);
        }
        QCOMPARE(lockedKiB(), before);
    }

    void takingWipesTheSource()
    {
        std::array<std::uint8_t, 4> source = {1, 2, 3, 4};
        const SecretBytes secret = SecretBytes::takeFrom(source);
        QVERIFY(allZero(source));
        QCOMPARE(secret.readable()[3], std::uint8_t{4});
    }

    void movingEmptiesTheSource()
    {
        std::array<std::uint8_t, 2> source = {7, 8};
        SecretBytes first = SecretBytes::takeFrom(source);
        const SecretBytes second = std::move(first);
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): the claim of this test
        QCOMPARE(second.readable()[1], std::uint8_t{8});
    }

    void moveAssignmentFreesTheOldSecret()
    {
        const long before = lockedKiB();
        {
            SecretBytes secret(32);
            const long one = lockedKiB();
            secret = SecretBytes(64);
            QCOMPARE(lockedKiB(), one);
            QCOMPARE(secret.size(), std::size_t{64});
        }
        QCOMPARE(lockedKiB(), before);
    }

    void duplicateIsIndependent()
    {
        std::array<std::uint8_t, 2> source = {7, 8};
        SecretBytes first = SecretBytes::takeFrom(source);
        const SecretBytes second = first.duplicate();
        first.writable()[0] = 99;
        QCOMPARE(second.readable()[0], std::uint8_t{7});
    }

    void emptySecretIsAllowed()
    {
        const SecretBytes empty(0);
        QVERIFY(empty.isEmpty());
        QVERIFY(empty.duplicate().isEmpty());
    }

    void wipeOverwrites()
    {
        std::array<std::uint8_t, 16> memory{};
        memory.fill(0xff);
        till::crypto::wipe(memory);
        QVERIFY(allZero(memory));
        till::crypto::wipe({});
    }
};

QTEST_APPLESS_MAIN(TestSecretBytes)
#include "tst_secret_bytes.moc"
