#include "kpi/kpi_proof.hpp"

#include <array>
#include <string_view>

#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "ledger/document_kinds.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace {

/// Of one currency at one position.
struct CurrencySums {
  std::array<std::int64_t, kKinds> posted{};
  std::int64_t receivable = 0, cross_currency = 0, before_posting = 0;
};

class Proof {
 public:
  Proof(const KpiSource& source, const KpiQuery& query, const CurrencyRanks& ranks,
        const BalanceTotals* totals)
      : source_(source), query_(query), ranks_(ranks), positions_(query.axis.positions() + std::size_t{1}) {
    sums_.resize(ranks.size() * positions_);
    if (totals != nullptr) {
      take(*totals);
    } else {
      sum_documents();
      sum_groups();
    }
    for (const ApplicationDifference& difference : source.sums.differences) {
      CurrencySums& sums = of(ranks.rank(difference.currency), difference.position);
      sums.cross_currency += difference.cross_currency;
      sums.before_posting += difference.before_posting;
    }
  }

  Table table() {
    for (std::size_t period = 0; period < source_.periods.size(); ++period) {
      for (std::uint32_t rank = 0; rank < ranks_.size(); ++rank) add_period(period, rank);
    }
    Table table("proof");
    table.add(Column::date("first", std::move(first_)));
    table.add(Column::date("last", std::move(last_)));
    table.add(currency_column("currency", currencies_));
    table.add(Column::text("line", lines_));
    table.add(Column::int64("amount", std::move(amounts_), ColumnRole::money));
    return table;
  }

 private:
  CurrencySums& of(std::uint32_t rank, std::uint32_t position) { return sums_[rank * positions_ + position]; }

  void take(const BalanceTotals& totals) {
    for (std::size_t position = 0; position < positions_; ++position) {
      for (std::size_t kind = 0; kind < kKinds; ++kind)
        sums_[position].posted[kind] = totals.posted[position * BalanceTotals::kKindRoom + kind];
      sums_[position].receivable = totals.receivable[position];
    }
  }

  void sum_documents() {
    const Documents& documents = query_.ledger.documents;
    OpenItemSeriesQuery dates;
    dates.as_of.assign(query_.axis.days().begin(), query_.axis.days().end());
    dates.known_at = query_.known_at;
    dates.clock = query_.clock;
    const SeriesBooks books(query_.ledger, dates);
    if (books.knows_all() && ranks_.size() == 1) return sum_known_documents();
    for (std::size_t row = 0; row < documents.amount.size(); ++row) {
      const auto document = static_cast<std::uint32_t>(row);
      if (books.known(document).is_empty()) continue;
      const std::uint32_t position = query_.axis.first_on(documents.posting[row]);
      of(ranks_.rank(documents.currency[row]), position).posted[documents.kind[row]] += documents.amount[row];
    }
  }

  // The same without a question a document: of all, in one currency.
  void sum_known_documents() {
    const Documents& documents = query_.ledger.documents;
    for (std::size_t row = 0; row < documents.amount.size(); ++row) {
      const std::uint32_t position = query_.axis.first_on(documents.posting[row]);
      sums_[position].posted[documents.kind[row]] += documents.amount[row];
    }
  }

  void sum_groups() {
    const ComponentSums& components = source_.sums.components;
    for (std::uint32_t group = 0; group < source_.grouping.size(); ++group) {
      const std::uint32_t rank = ranks_.rank(source_.grouping.currency(group));
      for (std::uint32_t position = 0; position < query_.axis.positions(); ++position)
        of(rank, position).receivable += components.balance(Component::receivable, group, position);
    }
  }

  void add_period(std::size_t period, std::uint32_t rank) {
    const Window window = query_.axis.periods()[period].period;
    const CurrencySums& opening = of(rank, window.begin);
    const CurrencySums& closing = of(rank, window.end);
    std::int64_t expected = opening.receivable;
    add_line(period, rank, "opening", opening.receivable);
    for (const DocumentKind kind : kKindsInOrder) {
      std::int64_t posted = 0;
      for (std::uint32_t at = window.begin + 1; at <= window.end; ++at)
        posted += of(rank, at).posted[static_cast<std::size_t>(kind)];
      expected = checked_add(expected, posted);
      if (posted != 0) add_line(period, rank, document_kind_name(kind), posted);
    }
    const std::int64_t cross_currency = closing.cross_currency - opening.cross_currency;
    const std::int64_t before_posting = closing.before_posting - opening.before_posting;
    if (cross_currency != 0) add_line(period, rank, "cross_currency", cross_currency);
    if (before_posting != 0) add_line(period, rank, "applied_before_posting", before_posting);
    expected = checked_add(expected, checked_add(cross_currency, before_posting));
    add_line(period, rank, "closing", closing.receivable);
    add_line(period, rank, "difference", checked_sub(expected, closing.receivable));
  }

  void add_line(std::size_t period, std::uint32_t rank, std::string_view line, std::int64_t amount) {
    first_.push_back(source_.periods[period].first.days());
    last_.push_back(source_.periods[period].last.days());
    currencies_.push_back(ranks_.currency(rank));
    lines_.push_back(line);
    amounts_.push_back(amount);
  }

  const KpiSource& source_;
  const KpiQuery& query_;
  const CurrencyRanks& ranks_;
  const std::size_t positions_;
  std::vector<CurrencySums> sums_;
  std::vector<std::int32_t> first_, last_;
  std::vector<std::uint16_t> currencies_;
  std::vector<std::string_view> lines_;
  std::vector<std::int64_t> amounts_;
};

}  // namespace

Table kpi_proof(const KpiSource& source, const KpiQuery& query, const CurrencyRanks& ranks,
                const BalanceTotals* totals) {
  return Proof(source, query, ranks, totals).table();
}

}  // namespace openitem
