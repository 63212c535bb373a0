#pragma once
/// \file
/// What a bridge measures at one date, by group and document currency (docs/methods/bridge.md, 1).

#include <cstdint>
#include <map>
#include <vector>

#include "aging/groups.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/bridge.hpp"

namespace openitem {

struct MonthSums {
  std::int64_t sales = 0, not_due = 0, credits = 0;
  std::int64_t open_not_due = 0, open_past_due = 0, disputed = 0;
};

struct WindowSums {
  std::vector<MonthSums> months;  ///< the latest first; empty where nothing was measured
  std::int64_t older = 0, older_disputed = 0, other_debits = 0, unapplied_credits = 0;

  /// \throws Error overflow.
  void add(const WindowSums& other);
  /// Nothing is sold, open or unapplied.
  [[nodiscard]] bool is_empty() const noexcept;
  /// \throws Error overflow.
  [[nodiscard]] std::int64_t sales() const;
  [[nodiscard]] std::int64_t receivables() const;
};

/// Of the documents that have a booked amount: the same in document currency, and what was booked of it in base
/// currency (docs/methods/bridge.md, 6). The others are counted.
struct BookedSums {
  WindowSums booked;
  std::int64_t base_sales = 0, base_debits = 0, base_credits = 0;  ///< minor units of the base currency
  std::int64_t without_base_items = 0, without_base_open = 0, without_base_sales = 0;

  /// \throws Error overflow.
  void add(const BookedSums& other);
  /// What is open above 0, in document currency. \throws Error overflow.
  [[nodiscard]] std::int64_t debits() const;
};

/// The booked amounts of documents down to what open items carry, from documents and applications.
struct BaseControl {
  std::int64_t documents = 0, settled = 0;
};

/// The months before a date.
class SalesWindow {
 public:
  /// \throws Error date_out_of_range.
  SalesWindow(Date date, std::int32_t months);
  [[nodiscard]] std::int32_t months() const noexcept { return static_cast<std::int32_t>(ends_.size()) - 1; }
  [[nodiscard]] std::int32_t date() const noexcept { return ends_.front(); }
  [[nodiscard]] std::int32_t first_day(std::int32_t month) const noexcept {
    return ends_[static_cast<std::size_t>(month) + 1] + 1;
  }
  [[nodiscard]] std::int32_t last_day(std::int32_t month) const noexcept {
    return ends_[static_cast<std::size_t>(month)];
  }
  [[nodiscard]] std::int32_t days() const noexcept { return ends_.front() - ends_.back(); }
  /// months() = before the window, -1 = after it.
  [[nodiscard]] std::int32_t month_of(std::int32_t day) const noexcept;

 private:
  std::vector<std::int32_t> ends_;  // descending; the last is the day before the window
};

/// One date measured.
struct Measured {
  std::vector<WindowSums> groups;                 ///< by group of the documents
  std::map<std::uint16_t, std::int64_t> control;  ///< open items by currency, from documents and applications
  std::vector<BookedSums> booked;                 ///< by group; empty without BridgeOptions::base_amounts
  BaseControl base;
};

/// `groups`: of each document. O(documents + applications). \throws Error overflow, not_set (no base currency).
[[nodiscard]] Measured measure(const LedgerData& ledger, const SalesWindow& window,
                               const BridgeOptions& options, const Groups& groups);

}  // namespace openitem
