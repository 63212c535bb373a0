#include "kpi/ledger_events.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/parallel.hpp"
#include "kpi/day_sums.hpp"
#include "kpi/discount_offers.hpp"
#include "kpi/given_amounts.hpp"
#include "kpi/item_reader.hpp"
#include "kpi/open_balances.hpp"
#include "kpi/plain_balances.hpp"
#include "kpi/plain_events.hpp"
#include "kpi/promises.hpp"
#include "kpi/settlements.hpp"

namespace openitem {
namespace {

constexpr ComponentSet kBalances = {
    Component::receivable,     Component::debits,         Component::unapplied,      Component::past_due,
    Component::over_30,        Component::over_60,        Component::over_90,        Component::open_days,
    Component::past_due_days,  Component::disputed,       Component::unapplied_days, Component::open_items,
    Component::past_due_items, Component::disputed_items, Component::unapplied_items};

constexpr ComponentSet kDays = {Component::open_days, Component::past_due_days, Component::unapplied_days};

class EventReader {
 public:
  explicit EventReader(const KpiQuery& query)
      : query_(query), ledger_(query.ledger), documents_(query.ledger.documents) {
    series_query_.as_of.assign(query.axis.days().begin(), query.axis.days().end());
    series_query_.known_at = query.known_at;
    series_query_.clock = query.clock;
    books_query_.as_of = query.axis.days().back();
    books_query_.known_at = query.known_at;
    books_query_.clock = query.clock;
    series_.emplace(ledger_, series_query_);
    books_.emplace(ledger_, books_query_);
  }

  KpiSums run() {
    KpiSums sums = empty();
    const bool is_plain = has_plain_events(query_);
    const bool by_documents = is_plain && query_.groups.holds_both_sides;
    if (is_plain) {
      read_plain(by_documents, sums);
    } else {
      for (std::int64_t row = 0; row < documents_.rows(); ++row)
        read_movement(static_cast<std::uint32_t>(row), sums);
    }
    if (query_.components.has(Component::paid)) read_settlements(is_plain, sums);
    if (query_.components.has_any({Component::deductions, Component::deduction_items})) read_disputes(sums);
    const bool has_others = !is_plain || !ledger_.plain.others.empty();
    if (has_others && query_.components.has_any(kBalances))
      sums.differences = add_open_balances(query_, is_plain, !by_documents, sums);
    if (query_.origins || query_.components.has_any({Component::dunned, Component::dunned_items}))
      sums.items = read_item_balances(query_, sums.components);
    if (query_.components.has_any(kPromiseComponents)) add_promises(query_, *series_, *books_, sums);
    if (query_.components.has_any(kOfferComponents)) add_discount_offers(query_, *books_, sums);
    add_given_amounts(query_, sums);
    return sums;
  }

 private:
  [[nodiscard]] KpiSums empty() const {
    return {ComponentSums(query_.components, query_.groups.count, query_.axis.positions()),
            std::vector<std::uint32_t>(query_.groups.count, query_.axis.positions()),
            {},
            0,
            {}};
  }

  // Parts of the documents that share no group write where they belong; others are summed apart and merged.
  void read_plain(bool by_documents, KpiSums& sums) {
    if (by_documents && has_plain_balances(query_)) return read_balances(sums);
    const std::vector<std::int64_t> bounds = bounds_of_parts();
    const auto parts = static_cast<std::int64_t>(bounds.size()) - 1;
    if (query_.groups.is_by_customer || parts == 1) {
      for_each_part(parts, query_.threads, [&](std::int64_t part) {
        const auto at = static_cast<std::size_t>(part);
        add_plain_events(query_, by_documents, bounds[at], bounds[at + 1], sums);
      });
    } else {
      std::vector<KpiSums> apart(static_cast<std::size_t>(parts), empty());
      for_each_part(parts, query_.threads, [&](std::int64_t part) {
        const auto at = static_cast<std::size_t>(part);
        add_plain_events(query_, by_documents, bounds[at], bounds[at + 1], apart[at]);
      });
      for (const KpiSums& part : apart) merge(part, sums);
    }
    const std::int32_t first_day = query_.components.has_any(kDays) ? first_day_of(documents_) : 0;
    for_each_chunk(query_.groups.count, query_.threads,
                   [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                     settle_balances(query_.axis, first_day, static_cast<std::uint32_t>(begin),
                                     static_cast<std::uint32_t>(end), sums.components);
                   });
  }

  void read_balances(KpiSums& sums) {
    sums.begins = begins_of_customers(query_);
    constexpr std::uint32_t customers_of_part = 1'024;
    const std::uint32_t customers = query_.groups.count;
    for_each_part((customers + customers_of_part - 1) / customers_of_part, query_.threads,
                  [&](std::int64_t part) {
                    PlainBalances balances(query_);
                    std::uint32_t first = static_cast<std::uint32_t>(part) * customers_of_part;
                    const std::uint32_t end = std::min(first + customers_of_part, customers);
                    for (; first < end; first += SumsTile::kGroups) {
                      const std::size_t count = std::min<std::size_t>(SumsTile::kGroups, end - first);
                      balances.read(first, count).copy_to(sums.components, first, count);
                    }
                  });
  }

  static void merge(const KpiSums& part, KpiSums& sums) {
    sums.components.merge(part.components);
    for (std::size_t group = 0; group < sums.begins.size(); ++group)
      sums.begins[group] = std::min(sums.begins[group], part.begins[group]);
  }

  // Rows of documents at which parts begin: at the first document of a customer; one part where parts would need more
  // memory than they have documents.
  [[nodiscard]] std::vector<std::int64_t> bounds_of_parts() const {
    const std::int64_t rows = documents_.rows();
    const std::int64_t cells = std::int64_t{query_.groups.count} * (query_.axis.positions() + 1);
    const bool is_one = query_.threads <= 1 || (!query_.groups.is_by_customer && cells > rows / 8);
    std::vector<std::int64_t> bounds = {0};
    for (std::int64_t row = kChunkRows; !is_one && row < rows; row += kChunkRows) {
      std::int64_t bound = std::max(row, bounds.back() + 1);
      while (bound < rows && documents_.customer[static_cast<std::size_t>(bound)] ==
                                 documents_.customer[static_cast<std::size_t>(bound - 1)])
        ++bound;
      if (bound < rows) bounds.push_back(bound);
      row = std::max(row, bound);
    }
    bounds.push_back(rows);
    return bounds;
  }

  void read_movement(std::uint32_t row, KpiSums& sums) {
    const DateRange in_books = series_->in_books(row);
    const std::uint32_t group = query_.groups.of_document[row];
    if (in_books.is_empty()) return;
    const auto position = static_cast<std::uint32_t>(in_books.begin);
    sums.begins[group] = std::min(sums.begins[group], position);
    add_movement(query_, row, position, sums.components);
  }

  void read_settlements(bool is_plain, KpiSums& sums) {
    SettlementReader reader(query_, *series_, *books_, sums);
    if (is_plain) {
      for (const std::uint32_t document : ledger_.plain.others) reader.read(document);
      return;
    }
    for (std::int64_t row = 0; row < documents_.rows(); ++row) reader.read(static_cast<std::uint32_t>(row));
  }

  void read_disputes(KpiSums& sums) {
    const Disputes& disputes = ledger_.disputes;
    for (std::size_t identity = 0; identity + 1 < disputes.offsets.size(); ++identity) {
      const std::uint32_t row = books_->row_of(static_cast<std::uint32_t>(identity));
      if (row == kNoRow) continue;
      for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
        if (query_.known_at && disputes.recorded_on[at] > *query_.known_at) continue;
        const std::uint32_t position =
            query_.axis.first_on(std::max(disputes.opened[at], documents_.posting[row]));
        std::int64_t* const cell = sums.components.cell(query_.groups.of_document[row], position);
        const std::int64_t amount = disputes.whole[at] != 0 ? documents_.amount[row] : disputes.amount[at];
        if (sums.components.has(Component::deductions))
          add_days_of(cell[sums.components.slot(Component::deductions)], amount, 1);
        if (sums.components.has(Component::deduction_items))
          ++cell[sums.components.slot(Component::deduction_items)];
      }
    }
  }

  const KpiQuery& query_;
  const LedgerData& ledger_;
  const Documents& documents_;
  OpenItemSeriesQuery series_query_;
  OpenItemQuery books_query_;
  std::optional<SeriesBooks> series_;
  std::optional<Books> books_;
};

}  // namespace

std::vector<std::uint32_t> begins_of_customers(const KpiQuery& query) {
  const std::vector<std::int32_t>& first_posting = query.ledger.customer_rows.first_posting;
  std::vector<std::uint32_t> begins(query.groups.count);
  for (std::uint32_t customer = 0; customer < query.groups.count; ++customer)
    begins[customer] = query.axis.first_on(first_posting[customer]);
  return begins;
}

KpiSums sum_components(const KpiQuery& query) { return EventReader(query).run(); }

}  // namespace openitem
