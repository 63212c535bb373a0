#include "openitem/aging.hpp"

#include <optional>
#include <utility>
#include <vector>

#include "aging/about.hpp"
#include "aging/aged_items.hpp"
#include "aging/buckets.hpp"
#include "aging/figures.hpp"
#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/known_documents.hpp"
#include "aging/options.hpp"
#include "aging/proof.hpp"
#include "core/parallel.hpp"

namespace openitem {
namespace {

// Credits that are posted after the as-of date and known by then (docs/methods/aging.md, 5).
class FuturePayments {
 public:
  FuturePayments(const LedgerData& ledger, Date as_of, const AgingOptions& options)
      : documents_(ledger.documents),
        as_of_(as_of.days()),
        known_at_(options.known_at),
        threads_(options.threads) {}

  /// Rows of the documents, ascending.
  [[nodiscard]] std::vector<std::uint32_t> find() const {
    std::vector<std::vector<std::uint32_t>> parts(static_cast<std::size_t>(chunk_count(documents_.rows())));
    for_each_chunk(documents_.rows(), threads_,
                   [&](std::int64_t chunk, std::int64_t begin, std::int64_t end) {
                     for (std::int64_t row = begin; row < end; ++row) {
                       if (!is_future_payment(static_cast<std::size_t>(row))) continue;
                       parts[static_cast<std::size_t>(chunk)].push_back(static_cast<std::uint32_t>(row));
                     }
                   });
    std::vector<std::uint32_t> rows;
    for (const auto& part : parts) rows.insert(rows.end(), part.begin(), part.end());
    return rows;
  }

 private:
  [[nodiscard]] bool is_future_payment(std::size_t row) const noexcept {
    const auto kind = static_cast<DocumentKind>(documents_.kind[row]);
    return documents_.posting[row] > as_of_ && documents_.amount[row] < 0 &&
           (kind == DocumentKind::payment || kind == DocumentKind::unclassified_credit) &&
           is_known(documents_, row, known_at_);
  }

  const Documents& documents_;
  const std::int32_t as_of_;
  const std::optional<Date> known_at_;
  const std::int32_t threads_;
};

// One ledger aged in one way.
class LedgerAging {
 public:
  LedgerAging(const LedgerData& ledger, Date as_of, const AgingOptions& options)
      : ledger_(ledger),
        as_of_(as_of),
        options_(options),
        buckets_(options),
        columns_(figure_columns(buckets_, options)),
        keys_(resolve_group_keys(options.by, group_keys_of(ledger))),
        ranks_(ledger.documents.currency),
        aged_(age_items(ledger, as_of, options, buckets_, columns_)),
        groups_(static_cast<std::int64_t>(aged_.main.size()), options.threads) {}

  Aging run() {
    group();
    const CellMatrix cells =
        scatter({groups_.ids(), aged_.cell, aged_.main, aged_.disputed, aged_.counts, columns_.disputed_cell},
                groups_.size(), columns_.money_cells(), options_.threads);
    FigureRows rows = rows_of(cells);
    std::vector<CurrencyFigures> totals = sum_by_currency(rows, cells);
    std::optional<std::vector<std::int64_t>> future;
    if (options_.future_payments != 0) future = future_payments(totals);
    std::vector<Table> tables;
    tables.push_back(rows_table(std::move(rows), cells, columns_, future ? &*future : nullptr));
    tables.push_back(totals_table(totals, columns_, future.has_value()));
    tables.push_back(ledger_proof(ledger_, aged_, totals));
    tables.push_back(about_table(AgingSource::ledger, as_of_, options_, buckets_, aged_.missing_date_items));
    return Aging(std::move(tables));
  }

 private:
  void group() {
    const std::vector<std::uint32_t>& document = aged_.set.items.document;
    for (const GroupKey& key : keys_) {
      groups_.add_level(key.keys(), [&](std::int64_t item) {
        return key.code_of(document[static_cast<std::size_t>(item)]);
      });
    }
    groups_.add_level(ranks_.size(), [&](std::int64_t item) {
      return ranks_.rank(ledger_.documents.currency[document[static_cast<std::size_t>(item)]]);
    });
  }

  [[nodiscard]] FigureRows rows_of(const CellMatrix& cells) const {
    FigureRows rows;
    for (std::uint32_t group = 0; group < cells.groups(); ++group) {
      if (cells.open_items(group) == 0) continue;
      rows.groups.push_back(group);
      rows.currencies.push_back(ranks_.currency(groups_.code(group, keys_.size())));
    }
    for (std::size_t level = 0; level < keys_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(rows.groups.size());
      for (const std::uint32_t group : rows.groups) codes.push_back(groups_.code(group, level));
      rows.keys.push_back(keys_[level].column(codes));
    }
    return rows;
  }

  // By group; adds to the totals also what belongs to no row.
  std::vector<std::int64_t> future_payments(std::vector<CurrencyFigures>& totals) const {
    std::vector<std::int64_t> by_group(groups_.size(), 0);
    std::vector<std::int64_t> by_rank(ranks_.size(), 0);
    std::vector<std::uint32_t> codes(keys_.size() + 1);
    for (const std::uint32_t row : FuturePayments(ledger_, as_of_, options_).find()) {
      const std::uint32_t rank = ranks_.rank(ledger_.documents.currency[row]);
      for (std::size_t level = 0; level < keys_.size(); ++level) codes[level] = keys_[level].code_of(row);
      codes.back() = rank;
      by_rank[rank] += ledger_.documents.amount[row];
      const std::optional<std::uint32_t> group = groups_.find(codes);
      if (group) by_group[*group] += ledger_.documents.amount[row];
    }
    std::vector<CurrencyFigures> all;
    for (std::uint32_t rank = 0; rank < ranks_.size(); ++rank) {
      const CurrencyFigures* const known = find_figures(totals, ranks_.currency(rank));
      if (known == nullptr && by_rank[rank] == 0) continue;
      all.push_back(known != nullptr ? *known : CurrencyFigures{});
      all.back().currency = ranks_.currency(rank);
      all.back().cells.resize(columns_.labels.size(), 0);
      all.back().future_payments = by_rank[rank];
    }
    totals = std::move(all);
    return by_group;
  }

  const LedgerData& ledger_;
  const Date as_of_;
  const AgingOptions& options_;
  const Buckets buckets_;
  const FigureColumns columns_;
  const std::vector<GroupKey> keys_;
  const CurrencyRanks ranks_;
  const AgedItems aged_;
  Groups groups_;
};

}  // namespace

Aging compute_aging(const Ledger& ledger, Date as_of, const AgingOptions& options) {
  check_aging_options(options);
  return LedgerAging(ledger.data(), as_of, options).run();
}

std::string aging_bucket(Date as_of, Date date, const AgingOptions& options) {
  check_choice("basis", static_cast<std::int32_t>(options.basis),
               static_cast<std::int32_t>(AgingBasis::column));
  const Buckets buckets(options);
  return buckets.labels()[static_cast<std::size_t>(buckets.of(as_of - date))];
}

}  // namespace openitem
