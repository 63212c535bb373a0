#include "outcome/materiality.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "column/named_tables.hpp"
#include "column/plain_cells.hpp"
#include "column/required_cells.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"

namespace openitem::outcome {
namespace {

constexpr std::array<std::string_view, 1> kMaterialityTables = {"materiality"};
constexpr std::array<std::string_view, 2> kMaterialityColumns = {"currency", "amount"};
constexpr std::int64_t kNotGiven = -1;

std::string text_of(const Materiality& materiality) {
  std::string text;
  for (std::size_t index = 0; index < materiality.amounts.size(); ++index) {
    if (materiality.amounts[index] == kNotGiven) continue;
    text += (text.empty() ? "" : ",") + std::string(currency_table()[index].code) + " " +
            std::to_string(materiality.amounts[index]);
  }
  return text;
}

}  // namespace

Materiality read_materiality(std::span<const TableView> tables, const LedgerData& ledger, MoneyForm money) {
  const NamedTables given(tables, kMaterialityTables);
  const ChunkedTable* const table = given.find("materiality");
  Materiality materiality;
  if (table == nullptr) return materiality;
  require_known_columns(*table, kMaterialityColumns);
  const ChunkedColumn& key = require_column(*table, "currency");
  require_distinct_keys(key, require_row_keys(key, 1), "each currency once; an earlier row has it");
  const std::vector<std::uint16_t> currencies = require_row_currencies(*table, {}, 1);
  const ChunkedColumn& amount = require_column(*table, "amount");
  const std::vector<std::int64_t> amounts = require_row_amounts(amount, currencies, money, 1);
  materiality.amounts.assign(currency_table().size(), kNotGiven);
  for (std::size_t row = 0; row < amounts.size(); ++row) {
    if (amounts[row] < 0)
      refuse_cell(Status::invalid_data, amount, static_cast<std::int64_t>(row), "an amount of 0 or more");
    materiality.amounts[currencies[row]] = amounts[row];
  }
  materiality.text = text_of(materiality);
  for (const std::uint16_t currency : ledger.currencies) {
    if (materiality.amounts[currency] != kNotGiven) continue;
    throw Error(Status::not_set,
                Message()
                    .append("the ledger has documents in ")
                    .append(currency_table()[currency].code)
                    .append(", which has no materiality; give one for each currency, 0 = any amount"))
        .at(-1, "materiality.currency");
  }
  return materiality;
}

}  // namespace openitem::outcome
