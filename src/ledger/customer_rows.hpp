#pragma once
/// \file
/// Where the rows of each customer lie: what is summed customer by customer reads them one after the other.

#include <cstdint>
#include <vector>

namespace openitem {

struct LedgerData;

struct CustomerRows {
  // By customer code: rows of customer c are [documents[c], documents[c + 1]).
  std::vector<std::uint32_t> documents;
  // The same of applications, by the customer of the debit; empty unless they lie in the order of the customers and no
  // document has versions.
  std::vector<std::uint32_t> applications;
  // By customer code: the first posting of all its documents; Date::max_days + 1 where it has none.
  std::vector<std::int32_t> first_posting;
};

/// Requires documents and applications, in their order. O(documents + applications).
[[nodiscard]] CustomerRows find_customer_rows(const LedgerData& ledger);

}  // namespace openitem
