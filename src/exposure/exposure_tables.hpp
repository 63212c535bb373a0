#pragma once
/// \file
/// The tables of a result (docs/methods/exposure.md, 7).

#include <cstdint>
#include <vector>

#include "exposure/credit_decisions.hpp"
#include "openitem/column.hpp"

namespace openitem::exposure {

/// Everything that tables are written from. Borrows all of it.
struct ExposureView {
  const ExposureQuery& query;
  const CreditBook& book;
  const std::vector<JudgedAccount>& judged;  ///< of book.accounts, in their order
};

[[nodiscard]] Table rows_table(const ExposureView& view);
[[nodiscard]] Table reasons_table(const ExposureView& view);
[[nodiscard]] Table groups_table(const ExposureView& view);
[[nodiscard]] Table sub_limits_table(const ExposureView& view);
[[nodiscard]] Table trials_table(const ExposureView& view, const CreditJudge& judge);
[[nodiscard]] Table proof_table(const ExposureView& view);
/// `last_reviews`: by customer; empty = the table "reviews" was not given.
[[nodiscard]] Table review_table(const ExposureView& view, const std::vector<std::int32_t>& last_reviews);

}  // namespace openitem::exposure
