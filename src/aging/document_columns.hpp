#pragma once
/// \file
/// Columns of tables whose every row belongs to a document: items, movements, revalued items.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/ledger_data.hpp"
#include "openitem/column.hpp"

namespace openitem {

/// Which cells of a column are there, in the order of its rows.
class Validity {
 public:
  void add(bool is_there) {
    valid_.push_back(is_there ? 1 : 0);
    has_missing_ |= !is_there;
  }
  /// The column with its missing cells; as it is where none is missing.
  [[nodiscard]] Column on(Column column) const {
    return has_missing_ ? std::move(column).with_validity(valid_) : std::move(column);
  }

 private:
  std::vector<std::uint8_t> valid_;
  bool has_missing_ = false;
};

/// `missing` stands for a cell that is not there.
[[nodiscard]] Column optional_int32(std::string name, std::vector<std::int32_t> values, std::int32_t missing,
                                    ColumnRole role = ColumnRole::plain);
/// kNoDate stands for a date that is not there.
[[nodiscard]] Column optional_date(std::string name, std::vector<std::int32_t> days);

/// Adds columns to a table. Refers to the ledger and the table.
class DocumentColumns {
 public:
  /// `documents`: of each row of the table, the row in Documents.
  DocumentColumns(const LedgerData& ledger, std::vector<std::uint32_t> documents, Table& table);

  /// Customer, and entity where there is one.
  void add_parties();
  /// The members of the id under the caller's names; `taken`: see id_column_name.
  void add_ids(std::span<const std::string_view> taken);
  void add_kind();
  void add_currency();
  void add_date(const char* name, const std::vector<std::int32_t>& of_documents);
  void add_source_row();

 private:
  template <typename Value>
  [[nodiscard]] std::vector<Value> picked(const std::vector<Value>& of_documents) const;
  void add_key(std::string name, const KeyColumn& column);

  const LedgerData& ledger_;
  const std::vector<std::uint32_t> documents_;
  Table& table_;
};

}  // namespace openitem
