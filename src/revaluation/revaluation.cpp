#include "openitem/revaluation.hpp"
#include "column/output_columns.hpp"

#include <algorithm>
#include <utility>

#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "column/about_lines.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "ledger/base_amounts.hpp"
#include "ledger/books.hpp"
#include "ledger/open_items.hpp"
#include "openitem/money.hpp"
#include "revaluation/exchange_rates.hpp"
#include "revaluation/revaluation_tables.hpp"

namespace openitem {
namespace {

std::uint16_t base_currency_of(const LedgerData& ledger, const RevaluationOptions& options) {
  if (ledger.base_currency.empty() && options.base_currency.empty()) {
    throw Error(
        Status::not_set,
        "a revaluation needs a base currency: the ledger was built without one, so state base_currency");
  }
  if (!ledger.base_currency.empty() && !options.base_currency.empty() &&
      ledger.base_currency != options.base_currency) {
    throw Error(Status::invalid_argument, Message()
                                              .append("base_currency is ")
                                              .append(options.base_currency)
                                              .append(", the ledger was booked in ")
                                              .append(ledger.base_currency)
                                              .append("; leave it out, or state the ledger's"));
  }
  return Currency(ledger.base_currency.empty() ? options.base_currency : ledger.base_currency).index();
}

class LedgerRevaluation {
 public:
  LedgerRevaluation(const LedgerData& ledger, Date as_of, std::span<const TableView> rates,
                    const RevaluationOptions& options)
      : ledger_(ledger),
        options_(options),
        query_{as_of.days(), days_of(options.known_at), ApplicationClock::latest, options.threads, false},
        keys_(resolve_group_keys(options.by, group_keys_of(ledger))),
        base_currency_(base_currency_of(ledger, options)),
        base_(ledger, base_currency_),
        rates_(read_exchange_rates(rates, base_currency_)),
        items_(find_open_items(ledger, query_).items),
        booked_(booked_items(ledger, base_, items_)),
        groups_(static_cast<std::int64_t>(items_.open.size()), options.threads) {}

  Result run() {
    revalue();
    group();
    const Books books(ledger_, query_);
    const BaseParts parts = base_parts(ledger_, base_, books, options_.threads);
    const RevaluationView view{ledger_, books, base_, items_, booked_, revalued_, parts, base_currency_};
    std::vector<Table> tables;
    const std::vector<RevaluationFigures> figures = add_up();
    tables.push_back(rows_table(figures));
    tables.push_back(totals_table(figures));
    tables.push_back(revalued_items_table(view));
    tables.push_back(residues_table(view));
    tables.push_back(rates_table(figures));
    tables.push_back(revaluation_proof(view));
    tables.push_back(about_table());
    return Result(std::move(tables));
  }

 private:
  static std::optional<std::int32_t> days_of(std::optional<Date> date) {
    return date ? std::optional(date->days()) : std::nullopt;
  }

  void revalue() {
    revalued_.resize(items_.open.size());
    for_each_chunk(static_cast<std::int64_t>(items_.open.size()), options_.threads,
                   [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                     for (auto item = static_cast<std::size_t>(begin); item < static_cast<std::size_t>(end);
                          ++item) {
                       const MinorRate& rate = rate_of(ledger_.documents.currency[items_.document[item]]);
                       revalued_[item] = multiply_divide(items_.open[item], rate.numerator, rate.denominator);
                     }
                   });
  }

  [[nodiscard]] const MinorRate& rate_of(std::uint16_t currency) const {
    if (rates_[currency]) return *rates_[currency];
    throw Error(Status::missing_value, Message()
                                           .append("there are open items in ")
                                           .append(Currency::from_index(currency).code())
                                           .append(", and the table rates has no rate for it; add a row"))
        .at(-1, "rates.currency");
  }

  void group() {
    for (const GroupKey& key : keys_) {
      groups_.add_level(key.keys(), [&](std::int64_t item) {
        return key.code_of(items_.document[static_cast<std::size_t>(item)]);
      });
    }
    ranks_.emplace(ledger_.currencies);
    groups_.add_level(ranks_->size(), [&](std::int64_t item) {
      return ranks_->rank(ledger_.documents.currency[items_.document[static_cast<std::size_t>(item)]]);
    });
  }

  // By group, ascending; groups without open items are left out.
  [[nodiscard]] std::vector<RevaluationFigures> add_up() const {
    std::vector<RevaluationFigures> all(groups_.size());
    for (std::size_t item = 0; item < items_.open.size(); ++item) {
      RevaluationFigures& figures = all[groups_.ids()[item]];
      figures.currency = ledger_.documents.currency[items_.document[item]];
      figures.add(items_.open[item], booked_.amount[item], revalued_[item], booked_.is_missing[item] != 0);
    }
    std::vector<RevaluationFigures> present;
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
      if (all[group].open_items == 0) continue;
      present.push_back(all[group]);
      present.back().group = group;
    }
    return present;
  }

  [[nodiscard]] Table rows_table(std::span<const RevaluationFigures> figures) const {
    Table table("rows");
    for (std::size_t level = 0; level < keys_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(figures.size());
      for (const RevaluationFigures& row : figures) codes.push_back(groups_.code(row.group, level));
      table.add(keys_[level].column(codes));
    }
    add_figures(table, figures, base_currency_);
    return table;
  }

  [[nodiscard]] Table totals_table(std::span<const RevaluationFigures> figures) const {
    Table table("totals");
    add_figures(table, by_currency(figures), base_currency_);
    return table;
  }

  [[nodiscard]] Table rates_table(std::span<const RevaluationFigures> figures) const {
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> texts;
    for (const RevaluationFigures& total : by_currency(figures)) {
      currencies.push_back(total.currency);
      texts.emplace_back(rates_[total.currency]->text);
    }
    Table table("rates");
    table.add(currency_column("currency", currencies));
    table.add(Column::text("rate", texts));
    return table;
  }

  [[nodiscard]] Table about_table() const {
    AboutLines lines;
    lines.add("formula", "revaluation");
    lines.add("as_of", Date(query_.as_of).iso());
    lines.add("known_at", day_text(options_.known_at));
    lines.add("base_currency", std::string(Currency::from_index(base_currency_).code()));
    lines.add("by", joined(options_.by));
    return lines.table();
  }

  const LedgerData& ledger_;
  const RevaluationOptions& options_;
  const OpenItemQuery query_;
  const std::vector<GroupKey> keys_;
  const std::uint16_t base_currency_;
  const BaseAmounts base_;
  const std::vector<std::optional<MinorRate>> rates_;
  const OpenItems items_;
  const BookedItems booked_;
  Groups groups_;
  std::optional<CurrencyRanks> ranks_;
  std::vector<std::int64_t> revalued_;
};

}  // namespace

Result compute_revaluation(const Ledger& ledger, Date as_of, std::span<const TableView> rates,
                           const RevaluationOptions& options) {
  check_threads(options.threads);
  return LedgerRevaluation(ledger.data(), as_of, rates, options).run();
}

}  // namespace openitem
