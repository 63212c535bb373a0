#pragma once
/// \file
/// The documents of the customers asked for, and the account each belongs to: customer, perhaps entity, and currency.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {

/// Refers to the ledger, which must outlive it. Positions count the documents asked for; accounts ascend by key.
class AccountDocuments {
 public:
  /// `by`: customer, or customer and entity; `customers`: none = all. O(documents asked for).
  /// \throws Error unknown_name, invalid_argument.
  AccountDocuments(const LedgerData& ledger, std::span<const std::string> by,
                   std::span<const std::string> customers, std::int32_t threads);

  [[nodiscard]] bool has_all() const noexcept { return has_all_; }
  /// Rows in Documents, ascending; the row of each position.
  [[nodiscard]] std::span<const std::uint32_t> rows() const noexcept { return rows_; }
  [[nodiscard]] std::uint32_t account(std::size_t position) const noexcept { return groups_.ids()[position]; }
  /// Some numbers may hold no document.
  [[nodiscard]] std::uint32_t accounts() const noexcept { return groups_.size(); }
  [[nodiscard]] bool is_same_account(std::uint32_t row, std::uint32_t other_row) const noexcept;

  [[nodiscard]] std::uint16_t currency(std::uint32_t account) const noexcept {
    return ranks_.currency(groups_.code(account, keys_.size()));
  }
  /// Key columns and currency of these accounts, in the order of output.
  void add_key_columns(Table& table, std::span<const std::uint32_t> accounts) const;

 private:
  const LedgerData& ledger_;
  const bool has_all_;
  const std::vector<GroupKey> keys_;
  const std::vector<std::uint32_t> rows_;
  const CurrencyRanks ranks_;
  Groups groups_;
};

}  // namespace openitem
