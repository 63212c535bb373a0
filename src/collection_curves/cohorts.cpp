#include "collection_curves/cohorts.hpp"

#include <algorithm>
#include <utility>

#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/int128.hpp"
#include "core/quotient.hpp"

namespace openitem::collection_curves {
namespace {

std::vector<std::uint32_t> find_invoices(const LedgerData& ledger, const Books& books) {
  std::vector<std::uint32_t> invoices;
  for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(ledger.documents.rows()); ++row) {
    if (is_invoiced(ledger, books, row)) invoices.push_back(row);
  }
  return invoices;
}

std::int32_t month_of(std::int32_t day) {
  const Date date(day);
  return date.year() * 12 + date.month() - 1;
}

std::int64_t sum_of(const SettledSums& settled) {
  std::int64_t sum = 0;
  for (const std::int64_t part : settled) sum = checked_add(sum, part);
  return sum;
}

}  // namespace

Cohorts::Cohorts(const LedgerData& ledger, const Books& books, const std::vector<GroupKey>& keys,
                 std::int32_t threads)
    : ledger_(ledger),
      keys_(keys),
      ranks_(ledger.currencies),
      invoices_(find_invoices(ledger, books)),
      position_(static_cast<std::size_t>(ledger.documents.rows()), kNoRow),
      groups_(static_cast<std::int64_t>(invoices_.size()), threads) {
  const Documents& documents = ledger.documents;
  std::int32_t first_day = invoices_.empty() ? 0 : documents.issue[invoices_.front()];
  std::int32_t last_day = first_day;
  for (std::uint32_t at = 0; at < invoices_.size(); ++at) {
    position_[invoices_[at]] = at;
    first_day = std::min(first_day, documents.issue[invoices_[at]]);
    last_day = std::max(last_day, documents.issue[invoices_[at]]);
  }
  first_month_ = month_of(first_day);
  const auto document = [this](std::int64_t at) { return invoices_[static_cast<std::size_t>(at)]; };
  for (const GroupKey& key : keys_)
    groups_.add_level(key.keys(), [&](std::int64_t at) { return key.code_of(document(at)); });
  groups_.add_level(ranks_.size(),
                    [&](std::int64_t at) { return ranks_.rank(documents.currency[document(at)]); });
  groups_.add_level(static_cast<std::uint32_t>(month_of(last_day) - first_month_ + 1), [&](std::int64_t at) {
    return static_cast<std::uint32_t>(month_of(documents.issue[document(at)]) - first_month_);
  });
  cohorts_.resize(groups_.size());
  for (const std::uint32_t invoice : invoices_) {
    Cohort& cohort = cohorts_[cohort_of(invoice)];
    const std::int32_t issue = documents.issue[invoice];
    cohort.first_issue = cohort.documents == 0 ? issue : std::min(cohort.first_issue, issue);
    cohort.last_issue = cohort.documents == 0 ? issue : std::max(cohort.last_issue, issue);
    ++cohort.documents;
    cohort.invoiced = checked_add(cohort.invoiced, documents.amount[invoice]);
  }
}

void Cohorts::settle(std::span<const Settlement> settlements, std::span<const std::int32_t> ages) {
  cells_.assign(cohorts_.size() * (ages.size() + 1), SettledSums{});
  for (const Settlement& settlement : settlements) {
    const std::uint32_t cohort = cohort_of(settlement.invoice);
    const auto age =
        static_cast<std::size_t>(std::lower_bound(ages.begin(), ages.end(), settlement.age) - ages.begin());
    const auto by = static_cast<std::size_t>(settlement.by);
    std::int64_t& cell = cells_[cohort * (ages.size() + 1) + age][by];
    cell = checked_add(cell, settlement.amount);
    std::int64_t& sum = cohorts_[cohort].settled[by];
    sum = checked_add(sum, settlement.amount);
  }
}

void Cohorts::add_open(std::span<const std::uint32_t> documents, std::span<const std::int64_t> open) {
  for (std::size_t item = 0; item < documents.size(); ++item) {
    if (position_[documents[item]] == kNoRow) continue;
    Cohort& cohort = cohorts_[cohort_of(documents[item])];
    cohort.open = checked_add(cohort.open, open[item]);
  }
}

std::vector<std::uint32_t> Cohorts::filled() const {
  std::vector<std::uint32_t> filled;
  for (std::uint32_t cohort = 0; cohort < cohorts_.size(); ++cohort) {
    if (cohorts_[cohort].documents > 0) filled.push_back(cohort);
  }
  return filled;
}

void Cohorts::add_keys(Table& table, std::span<const std::uint32_t> cohorts, bool with_month) const {
  for (std::size_t level = 0; level < keys_.size(); ++level) {
    std::vector<std::uint32_t> codes;
    codes.reserve(cohorts.size());
    for (const std::uint32_t cohort : cohorts) codes.push_back(groups_.code(cohort, level));
    table.add(keys_[level].column(codes));
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::int32_t> months;
  for (const std::uint32_t cohort : cohorts) {
    currencies.push_back(currency_of(cohort));
    const std::int32_t month =
        first_month_ + static_cast<std::int32_t>(groups_.code(cohort, keys_.size() + 1));
    if (with_month) months.push_back(Date(month / 12, month % 12 + 1, 1).days());
  }
  table.add(currency_column("currency", currencies));
  if (with_month) table.add(Column::date("cohort", std::move(months)));
}

Table Cohorts::cells(Date as_of, std::span<const std::int32_t> ages) const {
  std::vector<std::uint32_t> of;
  std::vector<std::int32_t> bounds, mature;
  std::vector<std::uint8_t> bounded, has_share;
  std::vector<std::int64_t> invoiced, paid_to_date;
  std::array<std::vector<std::int64_t>, kSettledBy> settled;
  std::vector<double> shares;
  for (const std::uint32_t cohort : filled()) {
    std::int64_t paid = 0;
    for (std::size_t age = 0; age <= ages.size(); ++age) {
      const SettledSums& cell = cells_[cohort * (ages.size() + 1) + age];
      const bool is_bounded = age < ages.size();
      const std::int32_t youngest = as_of.days() - cohorts_[cohort].last_issue;
      paid = checked_add(paid, cell[static_cast<std::size_t>(Settled::paid)]);
      of.push_back(cohort);
      bounds.push_back(is_bounded ? ages[age] : 0);
      bounded.push_back(is_bounded ? 1 : 0);
      mature.push_back(is_bounded ? (youngest >= ages[age] ? 1 : 0) : (cohorts_[cohort].open == 0 ? 1 : 0));
      invoiced.push_back(cohorts_[cohort].invoiced);
      for (std::size_t by = 0; by < kSettledBy; ++by) settled[by].push_back(cell[by]);
      paid_to_date.push_back(paid);
      has_share.push_back(cohorts_[cohort].invoiced != 0 ? 1 : 0);
      shares.push_back(cohorts_[cohort].invoiced != 0 ? quotient(paid, cohorts_[cohort].invoiced) : 0.0);
    }
  }
  Table table("cells");
  add_keys(table, of, true);
  table.add(Column::int32("age", std::move(bounds), ColumnRole::days).with_validity(bounded));
  table.add(Column::int32("mature", std::move(mature)));
  table.add(Column::int64("invoiced", std::move(invoiced), ColumnRole::money));
  for (std::size_t by = 0; by < kSettledBy; ++by)
    table.add(Column::int64(std::string(kSettledNames[by]), std::move(settled[by]), ColumnRole::money));
  table.add(Column::int64("paid_to_date", std::move(paid_to_date), ColumnRole::money));
  table.add(Column::float64("paid_share", std::move(shares)).with_validity(has_share));
  return table;
}

Table Cohorts::cohorts() const {
  const std::vector<std::uint32_t> of = filled();
  std::vector<std::int32_t> first, last;
  std::vector<std::int64_t> documents, invoiced, open, difference;
  std::array<std::vector<std::int64_t>, kSettledBy> settled;
  for (const std::uint32_t id : of) {
    const Cohort& cohort = cohorts_[id];
    documents.push_back(cohort.documents);
    first.push_back(cohort.first_issue);
    last.push_back(cohort.last_issue);
    invoiced.push_back(cohort.invoiced);
    for (std::size_t by = 0; by < kSettledBy; ++by) settled[by].push_back(cohort.settled[by]);
    open.push_back(cohort.open);
    difference.push_back(checked_sub(checked_sub(cohort.invoiced, sum_of(cohort.settled)), cohort.open));
  }
  Table table("cohorts");
  add_keys(table, of, true);
  table.add(Column::int64("documents", std::move(documents), ColumnRole::count));
  table.add(Column::date("first_issue", std::move(first)));
  table.add(Column::date("last_issue", std::move(last)));
  table.add(Column::int64("invoiced", std::move(invoiced), ColumnRole::money));
  for (std::size_t by = 0; by < kSettledBy; ++by)
    table.add(Column::int64(std::string(kSettledNames[by]), std::move(settled[by]), ColumnRole::money));
  table.add(Column::int64("open", std::move(open), ColumnRole::money));
  table.add(Column::int64("difference", std::move(difference), ColumnRole::money));
  return table;
}

Table Cohorts::proof() const {
  constexpr std::size_t lines = kSettledBy + 3;  // invoiced, settled by each, open items, difference
  std::vector<std::array<std::int64_t, lines>> sums(ranks_.size());
  std::vector<std::uint8_t> occurs(ranks_.size(), 0);
  for (const std::uint32_t id : filled()) {
    const std::uint32_t rank = groups_.code(id, keys_.size());
    auto& sum = sums[rank];
    occurs[rank] = 1;
    sum[0] = checked_add(sum[0], cohorts_[id].invoiced);
    for (std::size_t by = 0; by < kSettledBy; ++by)
      sum[by + 1] = checked_sub(sum[by + 1], cohorts_[id].settled[by]);
    sum[kSettledBy + 1] = checked_sub(sum[kSettledBy + 1], cohorts_[id].open);
  }
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> names;
  std::vector<std::int64_t> amounts;
  for (std::uint32_t rank = 0; rank < ranks_.size(); ++rank) {
    if (occurs[rank] == 0) continue;
    std::int64_t difference = 0;
    for (std::size_t line = 0; line < lines; ++line) {
      currencies.push_back(ranks_.currency(rank));
      const bool is_settled = line >= 1 && line <= kSettledBy;
      const std::string_view other = line == 0                ? "invoiced"
                                     : line == kSettledBy + 1 ? "open_items"
                                                              : "difference";
      names.push_back(is_settled ? kSettledNames[line - 1] : other);
      difference = checked_add(difference, sums[rank][line]);
      amounts.push_back(line + 1 == lines ? difference : sums[rank][line]);
    }
  }
  Table table("proof");
  table.add(currency_column("currency", currencies));
  table.add(Column::text("line", names));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  return table;
}

}  // namespace openitem::collection_curves
