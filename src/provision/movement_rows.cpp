#include "provision/movement_rows.hpp"

#include <array>
#include <map>
#include <utility>

#include "aging/required_columns.hpp"
#include "core/checked.hpp"
#include "provision/input_cells.hpp"

namespace openitem {
namespace {

// Where the amounts of a table go.
struct Source {
  AllowanceTable from;
  const char* amount;
  std::int64_t AllowanceFigures::*figure;
  bool may_be_negative;
};

class MovementAdder {
 public:
  MovementAdder(const AllowanceTables& tables, std::span<const std::string> by) : by_(by) {
    const std::array<Source, 5> all = {
        {{tables.opening, "allowance", &AllowanceFigures::opening, false},
         {tables.closing, "allowance", &AllowanceFigures::closing, false},
         {tables.write_offs, "amount", &AllowanceFigures::write_offs, false},
         {tables.recoveries, "amount", &AllowanceFigures::recoveries, false},
         {tables.currency_effects, "amount", &AllowanceFigures::currency, true}}};
    for (const Source& source : all) {
      if (source.from.table != nullptr) sources_.push_back(source);
    }
  }

  AllowanceRows run(RecoveryTreatment treatment) {
    read_keys_of_all();
    for (std::size_t at = 0; at < sources_.size(); ++at) add(at);
    for (auto& [key, figures] : sums_) {
      figures.treatment = treatment;
      AllowanceRow row;
      row.currency = static_cast<std::uint16_t>(key.back());
      row.group.assign(key.begin(), key.end() - 1);
      row.figures = figures;
      row.movement = compute_allowance_movement(figures);
      result_.rows.push_back(std::move(row));
    }
    return std::move(result_);
  }

 private:
  using Key = std::vector<std::uint32_t>;

  // One dictionary a column of `by`, over all tables.
  void read_keys_of_all() {
    for (const std::string& name : by_) {
      std::vector<const ChunkedColumn*> columns;
      columns.reserve(sources_.size());
      for (const Source& source : sources_) columns.push_back(&require_column(*source.from.table, name));
      SharedKeyCells cells = read_shared_keys(columns, 1);
      for (std::size_t at = 0; at < columns.size(); ++at)
        require_readable(*columns[at], cells.columns[at].problems);
      keys_.push_back(std::move(cells.columns));
      result_.dictionaries.push_back(std::move(cells.dictionary));
    }
  }

  void add(std::size_t at) {
    const Source& source = sources_[at];
    const ChunkedTable& table = *source.from.table;
    const ChunkedColumn& currency = require_column(table, "currency");
    std::vector<std::uint16_t> currencies;
    for (const std::optional<std::uint16_t>& one : require_currencies(&currency, table.rows())) {
      if (!one) {
        refuse_cell(Status::missing_value, currency, static_cast<std::int64_t>(currencies.size()),
                    "an ISO 4217 currency");
      }
      currencies.push_back(*one);
    }
    const ChunkedColumn& column = require_column(table, source.amount);
    const std::vector<std::int64_t> amounts = require_amounts(column, currencies, source.from.money);
    for (std::size_t row = 0; row < amounts.size(); ++row) {
      if (amounts[row] < 0 && !source.may_be_negative) {
        refuse_cell(Status::invalid_data, column, static_cast<std::int64_t>(row), "0 or more");
      }
      Key key;
      for (const std::vector<KeyCodes>& level : keys_) key.push_back(level[at].codes[row]);
      key.push_back(currencies[row]);
      std::int64_t& sum = sums_[std::move(key)].*source.figure;
      sum = checked_add(sum, amounts[row]);
    }
  }

  const std::span<const std::string> by_;
  std::vector<Source> sources_;
  std::vector<std::vector<KeyCodes>> keys_;  // by column of `by`, then source
  std::map<Key, AllowanceFigures> sums_;
  AllowanceRows result_;
};

}  // namespace

AllowanceRows add_up_movement(const AllowanceTables& tables, std::span<const std::string> by,
                              RecoveryTreatment treatment) {
  return MovementAdder(tables, by).run(treatment);
}

}  // namespace openitem
