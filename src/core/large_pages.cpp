#include "core/large_pages.hpp"

#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace openitem {
namespace {

constexpr std::size_t kCacheLine = 64;
constexpr std::size_t kLargePage = std::size_t{2} << 20;
// Below, the rest of the last page weighs more than what is gained.
constexpr std::size_t kWorthIt = 2 * kLargePage;

std::align_val_t alignment(std::size_t bytes) noexcept {
  return std::align_val_t{bytes < kWorthIt ? kCacheLine : kLargePage};
}

}  // namespace

void* allocate_large(std::size_t bytes) {
  void* const memory = ::operator new(bytes, alignment(bytes));
#if defined(__linux__)
  // A wish: where it is not granted, the pages are small and the figures the same.
  if (bytes >= kWorthIt) static_cast<void>(::madvise(memory, bytes, MADV_HUGEPAGE));
#endif
  return memory;
}

void release_large(void* memory, std::size_t bytes) noexcept { ::operator delete(memory, alignment(bytes)); }

}  // namespace openitem
