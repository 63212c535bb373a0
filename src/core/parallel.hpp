#pragma once
/// \file
/// Loops over fixed chunks on several threads. The chunks do not depend on the number of threads, and of
/// several failures the one of the lowest chunk is thrown: results and errors are the same for any number.

#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace openitem {

inline constexpr std::int64_t kChunkRows = 65'536;
inline constexpr std::int32_t kMaxThreads = 256;

/// \throws Error out_of_bounds unless 0 <= threads <= 256 (0 and 1: the caller's thread only).
void check_threads(std::int32_t threads);

/// Number of chunks `rows` rows make; chunk i is rows [i * kChunkRows, min(rows, (i + 1) * kChunkRows)).
[[nodiscard]] constexpr std::int64_t chunk_count(std::int64_t rows) noexcept {
  return (rows + kChunkRows - 1) / kChunkRows;
}

/// Runs `call(context, part)` for every part in [0, parts). After a failure no further part is begun; every
/// part below a failed one has been run, so the lowest failure is the one of a single-threaded run.
void run_parts(std::int64_t parts, std::int32_t threads, void (*call)(void* context, std::int64_t part),
               void* context);

/// fn(part). `threads` <= 1: in order on the caller's thread. Parts must not write to shared state.
template <typename Function>
void for_each_part(std::int64_t parts, std::int32_t threads, Function&& fn) {
  run_parts(
      parts, threads,
      [](void* context, std::int64_t part) {
        (*static_cast<std::remove_reference_t<Function>*>(context))(part);
      },
      const_cast<void*>(static_cast<const void*>(&fn)));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

/// fn(chunk, begin, end) for each chunk of 65,536 rows. A function that fails reports its lowest bad row;
/// the lowest chunk's error wins, so the first bad row of the column is reported whatever the threads.
template <typename Function>
void for_each_chunk(std::int64_t rows, std::int32_t threads, Function&& fn) {
  for_each_part(chunk_count(rows), threads, [&fn, rows](std::int64_t chunk) {
    const std::int64_t begin = chunk * kChunkRows;
    fn(chunk, begin, std::min(rows, begin + kChunkRows));
  });
}

}  // namespace openitem
