#pragma once
/// \file
/// Balances that we computed against balances from elsewhere, key by key (docs/methods/aging.md, 8).

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "aging/comparison_status.hpp"
#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/required_columns.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// One entry a key, ascending by key then currency.
struct ComparedBalances {
  std::vector<std::uint32_t> groups;  ///< for BalanceComparison::key_columns
  std::vector<std::uint16_t> currencies;
  std::vector<std::int64_t> computed, given, differences;
  std::vector<ComparisonStatus> statuses;
};

class BalanceComparison {
 public:
  /// `rows`: a table of results whose group columns stand before its column "currency"; `which` of its rows hold the keys.
  /// `subject` names it in errors. \throws Error where a key or currency is missing or unreadable.
  BalanceComparison(const Table& rows, std::vector<std::int64_t> which, ChunkedTable given,
                    std::string_view subject);

  /// `computed`: one amount for each of `which`. \throws Error missing_column, and at the first unreadable amount.
  [[nodiscard]] ComparedBalances compare(std::span<const std::int64_t> computed,
                                         std::string_view given_column, MoneyForm money) const;
  /// Adds the group columns and "currency" of these groups.
  void add_keys(Table& table, std::span<const std::uint32_t> groups) const;

 private:
  // Codes of the computed rows, then of the given rows, in one dictionary.
  struct SharedKeys {
    KeyDictionary dictionary;
    std::vector<std::uint32_t> codes;
  };
  [[nodiscard]] SharedKeys shared_keys(const Column& left) const;
  void read_currencies(std::string_view subject);
  [[noreturn]] void refuse_missing_currency(std::int64_t row, std::string_view subject) const;
  void group();
  [[nodiscard]] std::uint16_t currency_of(std::uint32_t group) const noexcept {
    return ranks_->currency(groups_.code(group, keys_.size()));
  }

  const Table& rows_;
  const std::vector<std::int64_t> which_;
  const ChunkedTable given_;
  std::vector<const Column*> group_columns_;
  std::vector<SharedKeys> keys_;
  std::vector<std::uint16_t> left_currencies_, right_currencies_;
  std::optional<CurrencyRanks> ranks_;
  Groups groups_;
};

}  // namespace openitem
