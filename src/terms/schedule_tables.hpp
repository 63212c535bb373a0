#pragma once
/// \file
/// The tables of the schedules of many documents.

#include <cstdint>
#include <vector>

#include "openitem/terms.hpp"
#include "terms/document_columns.hpp"

namespace openitem {

/// Cells of the tables "instalments" and "discounts", a column each.
struct ScheduleRows {
  std::vector<std::int64_t> row;  ///< of "documents"
  std::vector<std::int32_t> number, due, grace_until;
  std::vector<std::int64_t> amount;
  std::vector<std::int64_t> base_amount;  ///< empty without base amounts
  std::vector<std::int64_t> discount_row;
  std::vector<std::int32_t> tier, deadline, discount_grace_until;
  std::vector<std::int64_t> rate, base, discount, payable;

  void resize(std::size_t instalments, std::size_t discounts, bool has_base);
  void set_instalment(std::size_t at, std::size_t document, std::int32_t line, std::int32_t day,
                      std::int32_t grace_day) noexcept;
  void set_discount(std::size_t at, std::size_t document, const DiscountWindow& window) noexcept;
};

/// \throws Error overflow (a total of a currency).
[[nodiscard]] TermsSchedules schedule_tables(const TermsDocuments& documents, ScheduleRows&& rows,
                                             const TermsOptions& options, TermsReading reading);

}  // namespace openitem
