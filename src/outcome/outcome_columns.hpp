#pragma once
/// \file
/// Rows judged: good, bad or left out for a reason; and the columns that say so.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "openitem/column.hpp"
#include "outcome/verdicts.hpp"

namespace openitem::outcome {

/// The lines of a proof, in order: what each row is one of.
enum class RowFate : std::uint8_t {
  good,
  bad,
  window_incomplete,
  already_bad,
  window_too_short,
  no_exposure,
};
inline constexpr std::array<std::string_view, 6> kRowFateNames = {
    "good", "bad", "window_incomplete", "already_bad", "window_too_short", "no_exposure"};

struct Judged {
  std::int32_t window_end;  ///< beyond 9999-12-31 = missing
  RowFate fate;
  Verdict verdict;  ///< of a row that is not left out

  [[nodiscard]] bool is_left_out() const noexcept { return fate != RowFate::good && fate != RowFate::bad; }
};

/// window_end, bad, exclusion, trigger, bad_on, past_due_amount, threshold, worst_days_past_due, written_off.
void add_outcome_columns(std::span<const Judged> rows, Table& table);
/// Their names.
inline constexpr std::array<std::string_view, 9> kOutcomeColumns = {
    "window_end",      "bad",       "exclusion",           "trigger",    "bad_on",
    "past_due_amount", "threshold", "worst_days_past_due", "written_off"};

}  // namespace openitem::outcome
