#pragma once
/// \file
/// What rows are grouped by: the columns named in `by`, resolved, and their keys as output columns.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "column/read.hpp"
#include "ledger/ledger_data.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// One column to group by: codes of documents or item rows, in output order. Borrows its source.
struct GroupKey {
  std::string name;
  const KeyDictionary* dictionary = nullptr;  ///< nullptr: kinds of documents
  std::span<const std::uint32_t> codes;       ///< of keys
  std::span<const std::uint8_t> kinds;        ///< of kinds

  [[nodiscard]] std::uint32_t keys() const noexcept;
  /// kNoKey = missing.
  [[nodiscard]] std::uint32_t code_of(std::size_t row) const noexcept;
  /// Code of a key given as text; nothing where there is none.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
  /// The keys of these codes as an output column; kNoKey = null.
  [[nodiscard]] Column column(std::span<const std::uint32_t> of_codes) const;
};

/// \throws Error unknown_name listing the names there are, invalid_argument (a name twice).
[[nodiscard]] std::vector<GroupKey> resolve_group_keys(std::span<const std::string> by,
                                                       std::span<const GroupKey> available);
/// \throws Error invalid_argument: `by` names a column that the tables of `owner` ("every hierarchy") have already.
[[noreturn]] void refuse_own_column(std::string_view name, std::string_view owner);
/// The same for every name of `by` that is one of `columns`.
void refuse_own_columns(std::span<const std::string> by, std::span<const std::string_view> columns,
                        std::string_view owner);
/// customer, entity (where there is one), kind and the dimensions of a ledger.
[[nodiscard]] std::vector<GroupKey> group_keys_of(const LedgerData& ledger);

/// An id column keeps the caller's name unless that is `taken` by another column of the table: "document_" is put before it.
[[nodiscard]] std::string id_column_name(const std::string& name, std::span<const std::string_view> taken);

/// The currencies that occur, ascending, and the rank of each.
class CurrencyRanks {
 public:
  explicit CurrencyRanks(std::span<const std::uint16_t> currencies);
  [[nodiscard]] std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(currencies_.size()); }
  [[nodiscard]] std::uint32_t rank(std::uint16_t currency) const noexcept { return ranks_[currency]; }
  [[nodiscard]] std::uint16_t currency(std::uint32_t rank) const noexcept { return currencies_[rank]; }
  [[nodiscard]] std::span<const std::uint16_t> currencies() const noexcept { return currencies_; }

 private:
  std::vector<std::uint16_t> currencies_;
  std::vector<std::uint32_t> ranks_;  // by currency index
};

}  // namespace openitem
