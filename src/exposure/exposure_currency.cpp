#include "exposure/exposure_currency.hpp"

#include "column/plain_cells.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "money/currency_table.hpp"
#include "openitem/money.hpp"

namespace openitem::exposure {
namespace {

std::vector<TableView> named(std::span<const TableView> tables, std::string_view name) {
  std::vector<TableView> found;
  for (const TableView& table : tables) {
    if (table.name != nullptr && name == table.name) found.push_back(table);
  }
  return found;
}

}  // namespace

ExposureCurrency::ExposureCurrency(const LedgerData& ledger, std::string_view currency,
                                   std::span<const TableView> tables) {
  if (ledger.currencies.size() == 1) only_ = ledger.currencies.front();
  const std::vector<TableView> rates = named(tables, "rates");
  if (currency.empty()) {
    if (rates.empty()) return;
    throw Error(Status::invalid_argument,
                "there is a table rates and no currency to convert to; state currency, or leave rates out")
        .at(-1, "rates");
  }
  target_ = Currency(currency).index();
  if (rates.empty()) {
    rates_.resize(currency_table().size());
    rates_[*target_] = MinorRate{1, 1, "1"};
  } else {
    rates_ = read_exchange_rates(rates, *target_);
  }
}

std::int64_t ExposureCurrency::convert(std::int64_t amount, std::uint16_t currency) const {
  if (!target_ || *target_ == currency || amount == 0) return amount;
  if (!rates_[currency]) {
    throw Error(Status::missing_value, Message()
                                           .append("there are amounts in ")
                                           .append(Currency::from_index(currency).code())
                                           .append(", and the table rates has no rate for it; add a row"))
        .at(-1, "rates.currency");
  }
  const std::int64_t converted =
      multiply_divide(amount, rates_[currency]->numerator, rates_[currency]->denominator);
  if (is_amount(converted)) return converted;
  throw Error(Status::overflow, Message()
                                    .append("an amount in ")
                                    .append(Currency::from_index(currency).code())
                                    .append(" leaves the range of amounts when it is converted"));
}

std::vector<std::uint16_t> ExposureCurrency::of_rows(const ChunkedTable& table) const {
  std::string_view stated;
  if (table.find("currency") == nullptr) {
    if (target_) stated = Currency::from_index(*target_).code();
    if (!target_ && only_) stated = Currency::from_index(*only_).code();
  }
  return require_row_currencies(table, stated, 1);
}

}  // namespace openitem::exposure
