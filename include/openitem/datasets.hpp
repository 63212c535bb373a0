#pragma once
/// \file
/// Made-up ledgers for trials, tests and benchmarks.

#include <cstdint>

#include "openitem/column.hpp"
#include "openitem/time.hpp"

namespace openitem {

struct SampleOptions {
  std::int32_t threads = 1;
  std::int32_t customers = 0;  ///< 0 = documents / 40, at least 5
  std::int32_t months = 0;     ///< of issue dates, ending at `end`; 1..240; 0 = 24
  std::int32_t flat = 0;       ///< 1 = one "documents" table in the flat form (paid_date, paid_amount)
  std::int32_t faults =
      0;  ///< faults per 10,000 rows to mix in (duplicates, missing dates, unknown documents); 0..10,000
};

/// A made-up ledger of about `documents` documents (100 .. 100,000,000), the same bytes for the same arguments on every
/// machine and thread count: skewed customers, partial payments, credit notes, instalments, disputes, three currencies,
/// late postings, returned payments. Tables as build_ledger reads them, amounts as int64 minor units (MoneyForm::minor) of
/// the row's currency: documents, applications, instalments, disputes, customers.
[[nodiscard]] Result sample_ledger(std::int64_t documents, std::uint64_t seed, Date end,
                                   const SampleOptions& options = {});

}  // namespace openitem
