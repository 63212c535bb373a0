#pragma once
/// \file
/// One job over a made-up ledger, from sample to drill-down, and one hash of every byte that comes out of it. Whatever
/// may change on the way (threads, chunks, row order, partition), the hash may not.

#include <cstdint>

namespace openitem::determinism {

struct Way {
  std::int64_t documents = 0;
  std::int32_t threads = 1;
  std::int64_t chunk_rows = 0;  ///< rows of an input chunk; 0 = tables whole
  std::uint64_t order = 0;      ///< seed of the order of the input rows; 0 = as they come
  std::int32_t parts = 1;       ///< ledgers that the customers are dealt to at random; 1 = no partition
  std::uint64_t partition = 1;  ///< seed of that
};

/// FNV-1a over the rows of all results in canonical order: row numbers are those before the rows were put in another
/// order; what several ledgers give is merged by key, sums in a random tree.
[[nodiscard]] std::uint64_t hash_of(const Way& way);

/// FNV-1a over all tables as they are returned, row by row, of one whole ledger (way.parts is 1).
[[nodiscard]] std::uint64_t hash_in_order(const Way& way);

}  // namespace openitem::determinism
