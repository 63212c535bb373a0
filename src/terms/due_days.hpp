#pragma once
/// \file
/// From the dates of a document to due dates and deadlines: every line is a function of one of its dates.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "openitem/terms.hpp"

namespace openitem {

/// The dates a document may have, in the order of `TermsDateColumns`.
enum class TermsDateKind : std::uint8_t { issue = 0, receipt = 1, delivery = 2, as_of = 3 };
inline constexpr std::size_t kTermsDateKinds = 4;

/// "issue_date", "receipt_date" ...
[[nodiscard]] const char* column_of(TermsDateKind kind) noexcept;
/// "terms from the receipt of goods (ROG) need it" ...
[[nodiscard]] const char* need_of(TermsDateKind kind) noexcept;

/// Days from a day by steps; nothing where that leaves the range of dates. Requires is_date(day).
[[nodiscard]] std::optional<std::int32_t> days_after_steps(std::int32_t day,
                                                           const std::vector<TermsStep>& steps) noexcept;

/// The rules of one set of terms, made ready. Refers to the options, which must outlive it; holds a copy of the terms' rules.
class DueDays {
 public:
  /// \throws Error as check_terms; invalid_argument (an adjustment without a calendar, postponements).
  DueDays(const PaymentTerms& terms, const TermsOptions& options);

  [[nodiscard]] std::size_t lines() const noexcept { return lines_.size(); }
  [[nodiscard]] std::size_t discounts() const noexcept { return discounts_.size(); }
  /// The date that decides line `line`, or the discounts.
  [[nodiscard]] TermsDateKind kind_of_line(std::size_t line) const noexcept { return kinds_[line]; }
  [[nodiscard]] TermsDateKind kind_of_discounts() const noexcept { return dating_; }

  /// Due dates of all lines; lines of a kind whose `from` is kNoTermsDay, and those that leave the range of dates, are
  /// kNoTermsDay. \throws Error date_out_of_range (a day the calendar does not know).
  void due(const std::array<std::int32_t, kTermsDateKinds>& from, std::int32_t* out) const;
  /// Deadlines of all tiers, without grace. \throws Error as above.
  void deadlines(std::int32_t from, std::int32_t* out) const;

 private:
  [[nodiscard]] std::int32_t open_day(std::int32_t day) const;
  [[nodiscard]] std::int32_t postponed(std::int32_t day) const noexcept;
  [[nodiscard]] bool is_closed(std::int32_t day) const noexcept;
  [[nodiscard]] std::int32_t moved(std::int32_t day) const;

  std::vector<TermsRule> lines_;
  std::vector<TermsRule> discounts_;
  std::vector<TermsDateKind> kinds_;
  TermsDateKind dating_ = TermsDateKind::issue;
  bool sequential_ = false;
  bool adjust_discounts_ = false;
  std::vector<TermsClosure> closures_;
  BusinessDayConvention adjustment_ = BusinessDayConvention::none;
  std::optional<Calendar> calendar_;
  std::vector<TermsPostponement> postponements_;  // by holiday
};

/// No day: not given, or beyond 9999-12-31.
inline constexpr std::int32_t kNoTermsDay = INT32_MIN;

}  // namespace openitem
