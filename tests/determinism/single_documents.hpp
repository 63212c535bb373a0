#pragma once
/// \file
/// Terms, due dates, schedules, yields and late interest of the scenario: what is worked out document by document.

#include <cstdint>
#include <vector>

#include "openitem/openitem.hpp"

namespace openitem::determinism {

/// Of the documents of the sample, in their order.
[[nodiscard]] std::vector<Result> single_documents(const Table& documents, std::int32_t threads,
                                                   std::int64_t chunk_rows);

/// Interest at a rate that changes on the way, part of it compensation; line by line.
[[nodiscard]] Interest interest_of(const Ledger& ledger, Date as_of, std::int32_t threads);

}  // namespace openitem::determinism
