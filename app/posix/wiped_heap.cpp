#include <cstdlib>
#include <malloc.h>
#include <new>
#include <sodium.h>

// Linked into every program that a secret passes through: whatever the C++ heap gives back is overwritten
// first. Secrets lie in locked memory of their own; this is for what libraries copy on the way, such as a
// JSON reader's text or a buffer that grew. A file of its own, so that a test can link a program without it.

namespace {

void* take(std::size_t size) noexcept
{
    return std::malloc(size == 0 ? 1 : size);
}

void* takeAligned(std::size_t size, std::align_val_t alignment) noexcept
{
    const auto boundary = static_cast<std::size_t>(alignment);
    return std::aligned_alloc(boundary, (size + boundary - 1) / boundary * boundary);
}

void* orThrow(void* memory)
{
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void giveBack(void* memory) noexcept
{
    if (memory != nullptr) {
        sodium_memzero(memory, ::malloc_usable_size(memory));
        std::free(memory);
    }
}

} // namespace

// The other forms of the standard library (arrays, nothrow, with a size) call these.
void* operator new(std::size_t size)
{
    return orThrow(take(size));
}
void* operator new(std::size_t size, std::align_val_t alignment)
{
    return orThrow(takeAligned(size, alignment));
}
void operator delete(void* memory) noexcept
{
    giveBack(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    giveBack(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept
{
    giveBack(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    giveBack(memory);
}
