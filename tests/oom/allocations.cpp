// Every form of operator new and delete, so that a sanitizer's own never meets ours. Linked into a test program, or
// preloaded before one: the shared library and the Python extension then allocate here too.

#include "allocations.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

std::atomic<std::int64_t> made{0};
std::atomic<std::int64_t> alive{0};
std::atomic<std::int64_t> failed{0};
std::atomic<std::int64_t> thrown{0};
std::atomic<std::int64_t> fails_from{never};  // in terms of `made`
std::atomic<std::int64_t> fails_until{never};

std::atomic<int (*)()> inside{nullptr};
std::atomic<std::int64_t> last_inside{0};

bool fails_now() noexcept {
  const std::int64_t number = made.fetch_add(1) + 1;
  if (int (*const is_inside)() = inside.load(); is_inside != nullptr && is_inside() != 0)
    last_inside.store(number);
  if (number < fails_from.load() || number > fails_until.load()) return false;
  failed.fetch_add(1);
  return true;
}

void* take(std::size_t size, std::size_t alignment) noexcept {
  if (fails_now()) return nullptr;
  const std::size_t whole = (size + alignment - 1) / alignment * alignment;
  void* const memory = alignment <= alignof(std::max_align_t)
                           ? std::malloc(size == 0 ? 1 : size)
                           : std::aligned_alloc(alignment, whole == 0 ? alignment : whole);
  if (memory != nullptr) alive.fetch_add(1);
  return memory;
}

void* take_or_throw(std::size_t size, std::size_t alignment) {
  void* const memory = take(size, alignment);
  if (memory == nullptr) {
    thrown.fetch_add(1);
    throw std::bad_alloc();
  }
  return memory;
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  alive.fetch_sub(1);
  std::free(memory);
}

constexpr std::size_t usual = alignof(std::max_align_t);
std::size_t bytes(std::align_val_t alignment) noexcept { return static_cast<std::size_t>(alignment); }

}  // namespace

void fail_allocations(int64_t first, failing_allocations how) {
  const std::int64_t number = made.load() + first;
  failed.store(0);
  thrown.store(0);
  fails_until.store(how == FAIL_ONCE ? number : never);
  fails_from.store(number);
}

int64_t stop_failing(void) {
  fails_from.store(never);
  return failed.load();
}

int64_t allocations_thrown(void) { return thrown.load(); }

int64_t allocations_made(void) { return made.load(); }

void watch_allocations(int (*is_inside)(void)) {
  last_inside.store(0);
  inside.store(is_inside);
}

int64_t last_allocation_inside(void) { return last_inside.load(); }

int64_t allocations_alive(void) { return alive.load(); }

#define REPLACES __attribute__((visibility("default")))

REPLACES void* operator new(std::size_t size) { return take_or_throw(size, usual); }
REPLACES void* operator new[](std::size_t size) { return take_or_throw(size, usual); }
REPLACES void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return take(size, usual); }
REPLACES void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return take(size, usual); }
REPLACES void* operator new(std::size_t size, std::align_val_t a) { return take_or_throw(size, bytes(a)); }
REPLACES void* operator new[](std::size_t size, std::align_val_t a) { return take_or_throw(size, bytes(a)); }
REPLACES void* operator new(std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept {
  return take(size, bytes(a));
}
REPLACES void* operator new[](std::size_t size, std::align_val_t a, const std::nothrow_t&) noexcept {
  return take(size, bytes(a));
}
REPLACES void operator delete(void* memory) noexcept { give_back(memory); }
REPLACES void operator delete[](void* memory) noexcept { give_back(memory); }
REPLACES void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
REPLACES void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
REPLACES void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
REPLACES void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
REPLACES void operator delete(void* memory, std::align_val_t) noexcept { give_back(memory); }
REPLACES void operator delete[](void* memory, std::align_val_t) noexcept { give_back(memory); }
REPLACES void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
REPLACES void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { give_back(memory); }
REPLACES void operator delete(void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  give_back(memory);
}
REPLACES void operator delete[](void* memory, std::align_val_t, const std::nothrow_t&) noexcept {
  give_back(memory);
}
