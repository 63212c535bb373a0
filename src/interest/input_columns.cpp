#include "interest/input_columns.hpp"

#include <algorithm>
#include <array>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/options.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

// A reference rate may be below zero; an item's own rate may not.
constexpr RateBounds kReferenceRate{-kLargestInterestRate, kLargestInterestRate,
                                    "a fraction from -100 to 100 (0.0315 = 3.15 %)"};

}  // namespace

ReadingRules reading_rules(const InterestOptions& options) {
  LedgerOptions rules;
  rules.threads = options.threads;
  rules.money = options.money;
  rules.currency = options.currency;
  rules.date_format = options.date_format;
  return ReadingRules(rules);
}

ReferenceRates read_reference(const ChunkedTable& table, const ReadingRules& rules) {
  constexpr std::array<std::string_view, 3> columns = {"from", "through", "rate"};
  require_known_columns(table, columns);
  ReferenceRates rates;
  for (const std::int32_t day : required_days(require_column(table, "from"), rules)) {
    rates.from.emplace_back(day);
  }
  if (const ChunkedColumn* const through = table.find("through")) {
    for (const std::int32_t day : days_of_column(*through, rules)) {
      rates.through.push_back(day == kNoDate ? std::nullopt : std::optional(Date(day)));
    }
  }
  rates.rates = require_rates(require_column(table, "rate"), kReferenceRate);
  return rates;
}

CompensationBands read_compensation(const ChunkedTable* table, const ReadingRules& rules) {
  CompensationBands bands;
  if (table == nullptr) return bands;
  constexpr std::array<std::string_view, 3> columns = {"currency", "from_amount", "compensation"};
  require_known_columns(*table, columns);
  bands.of_currency.resize(currency_table().size());
  const std::vector<std::uint16_t> currencies = required_currencies(*table, rules);
  const ChunkedColumn& from_column = require_column(*table, "from_amount");
  const ChunkedColumn& compensation_column = require_column(*table, "compensation");
  const auto from = required_amounts(from_column, currencies, rules.money, 1);
  const auto compensation = required_amounts(compensation_column, currencies, rules.money, 1);
  for (std::size_t row = 0; row < from.size(); ++row) {
    CompensationBands::Bands& of = bands.of_currency[currencies[row]];
    const auto at = static_cast<std::int64_t>(row);
    if (from[row] < 0 || (!of.from_amounts.empty() && from[row] <= of.from_amounts.back())) {
      refuse_cell(Status::invalid_data, from_column, at, "0 or more, ascending, each amount once a currency");
    }
    if (compensation[row] < 0) refuse_cell(Status::invalid_data, compensation_column, at, "0 or more");
    of.from_amounts.push_back(from[row]);
    of.compensations.push_back(compensation[row]);
  }
  return bands;
}

InterestLimits read_limits(const ChunkedTable* table, const ReadingRules& rules) {
  InterestLimits limits;
  if (table == nullptr) return limits;
  constexpr std::array<std::string_view, 3> columns = {"currency", "minimum", "maximum"};
  require_known_columns(*table, columns);
  limits.of_currency.resize(currency_table().size());
  const std::vector<std::uint16_t> currencies = required_currencies(*table, rules);
  const auto read = [&](std::string_view name) {
    const ChunkedColumn* const column = table->find(name);
    if (column == nullptr) return std::vector<std::optional<std::int64_t>>(currencies.size());
    std::vector<std::optional<std::int64_t>> amounts = amounts_of_column(*column, currencies, rules.money, 1);
    for (std::size_t row = 0; row < amounts.size(); ++row) {
      if (amounts[row] && *amounts[row] < 0) {
        refuse_cell(Status::invalid_data, *column, static_cast<std::int64_t>(row), "0 or more");
      }
    }
    return amounts;
  };
  const auto minima = read("minimum"), maxima = read("maximum");
  for (std::size_t row = 0; row < currencies.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    auto& of = limits.of_currency[currencies[row]];
    if (of) {
      throw Error(Status::invalid_data, Message()
                                            .append("limits of row ")
                                            .append(row)
                                            .append(" are the second ones of ")
                                            .append(Currency::from_index(currencies[row]).code())
                                            .append("; give one row a currency"))
          .at(at, "limits.currency");
    }
    if (minima[row] && maxima[row] && *minima[row] > *maxima[row]) {
      refuse_cell(Status::invalid_data, require_column(*table, "minimum"), at, "no more than the maximum");
    }
    of = {minima[row], maxima[row]};
  }
  return limits;
}

InterestTerms interest_terms(const NamedTables& tables, Date as_of, const InterestOptions& options,
                             bool has_item_rates) {
  const ChunkedTable* const reference = tables.find("reference");
  check_interest_options(options, {reference != nullptr, has_item_rates});
  const ReadingRules rules = reading_rules(options);
  InterestTerms terms{options,
                      as_of.days(),
                      LatePeriods(options.day_count),
                      std::nullopt,
                      read_limits(tables.find("limits"), rules),
                      read_compensation(tables.find("compensation"), rules)};
  if (reference != nullptr) terms.reference.emplace(read_reference(*reference, rules), options.fixing);
  return terms;
}

}  // namespace openitem
