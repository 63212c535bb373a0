#pragma once
/// \file
/// Stories written into tables.

#include <cstdint>

#include "datasets/sample_world.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// documents, applications, instalments, disputes, customers; or documents alone in the flat form.
[[nodiscard]] Result write_sample_tables(const SampleWorld& world, std::int64_t invoices, bool flat,
                                         std::int32_t threads);

}  // namespace openitem
