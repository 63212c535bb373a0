#pragma once
/// \file
/// Memory for tables that are visited in random order.

#include <cstddef>
#include <new>
#include <utility>
#include <vector>

namespace openitem {

/// Begins on a cache line; what it holds is undefined. Several megabytes ask the system for large pages: a visit to
/// a page that the processor has no address of at hand costs as much as one to memory. \throws std::bad_alloc.
[[nodiscard]] void* allocate_large(std::size_t bytes);
void release_large(void* memory, std::size_t bytes) noexcept;

template <typename T>
struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <typename U>
  LargePages(const LargePages<U>&) noexcept {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] T* allocate(std::size_t count) { return static_cast<T*>(allocate_large(count * sizeof(T))); }
  void deallocate(T* memory, std::size_t count) noexcept { release_large(memory, count * sizeof(T)); }
  friend bool operator==(LargePages, LargePages) noexcept { return true; }
};

template <typename T>
using LargeVector = std::vector<T, LargePages<T>>;

/// `resize` leaves what it adds unwritten: for values that are all written once, in any order.
template <typename T>
struct UnwrittenPages : LargePages<T> {
  using value_type = T;
  UnwrittenPages() = default;
  template <typename U>
  UnwrittenPages(const UnwrittenPages<U>&) noexcept {}  // NOLINT(google-explicit-constructor)
  template <typename U>
  struct rebind {
    using other = UnwrittenPages<U>;
  };
  template <typename U>
  void construct(U* at) noexcept {
    ::new (static_cast<void*>(at)) U;
  }
  template <typename U, typename... Arguments>
  void construct(U* at, Arguments&&... arguments) {
    ::new (static_cast<void*>(at)) U(std::forward<Arguments>(arguments)...);
  }
};

template <typename T>
using UnwrittenVector = std::vector<T, UnwrittenPages<T>>;

}  // namespace openitem
