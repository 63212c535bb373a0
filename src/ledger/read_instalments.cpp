#include <algorithm>
#include <limits>
#include <span>
#include <tuple>
#include <utility>

#include "ledger/document_kinds.hpp"
#include "ledger/document_tables.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

// The instalments table as read.
struct InstalmentCells {
  References documents;
  std::vector<std::int32_t> number, due;
  CurrencyCells currencies;
  MoneyCells amounts;
};

class InstalmentJudge {
 public:
  InstalmentJudge(TableContext& context, const InstalmentCells& cells) : context_(context), cells_(cells) {}

  // All instalments of a document stand or fall together.
  void judge(std::span<const std::uint32_t> group) {
    const std::uint32_t document = context_.ledger.current_row[cells_.documents.identity[group.front()]];
    if (has_duplicate(group)) {
      exclude(group, Rule::duplicate_instalment, "number", show_document(context_.ledger, document));
    } else if (has_other_sign(group, document)) {
      exclude(group, Rule::negative_instalment, "amount", show_document(context_.ledger, document));
    } else {
      judge_total(group, document);
    }
  }

 private:
  bool has_duplicate(std::span<const std::uint32_t> group) const {
    std::vector<std::int32_t> numbers;
    for (const std::uint32_t row : group) numbers.push_back(cells_.number[row]);
    std::sort(numbers.begin(), numbers.end());
    return std::adjacent_find(numbers.begin(), numbers.end()) != numbers.end();
  }

  bool has_other_sign(std::span<const std::uint32_t> group, std::uint32_t document) const {
    const Documents& documents = context_.ledger.documents;
    const bool debit =
        is_debit(static_cast<DocumentKind>(documents.kind[document]), documents.amount[document]);
    return std::any_of(group.begin(), group.end(), [this, debit](std::uint32_t row) {
      return debit ? cells_.amounts.minor[row] < 0 : cells_.amounts.minor[row] > 0;
    });
  }

  void judge_total(std::span<const std::uint32_t> group, std::uint32_t document) {
    std::int64_t sum = 0;  // one sign, below 2^62 in all
    for (const std::uint32_t row : group) sum += cells_.amounts.minor[row];
    const Documents& documents = context_.ledger.documents;
    if (sum == documents.amount[document]) return;
    const std::uint16_t currency = documents.currency[document];
    exclude(group, Rule::instalment_total, "amount",
            "the instalments of document " + show_document(context_.ledger, document) + " sum to " +
                show_money(sum, currency) + ", its amount is " +
                show_money(documents.amount[document], currency));
  }

  void exclude(std::span<const std::uint32_t> group, Rule rule, const char* role, const std::string& detail) {
    const ChunkedColumn& column = *context_.table.one(role);
    for (const std::uint32_t row : group) {
      context_.rows.exclude(row, rule, column.short_name(),
                            {show_cell(column, static_cast<std::int64_t>(row)), detail});
    }
  }

  TableContext& context_;
  const InstalmentCells& cells_;
};

InstalmentCells read_cells(TableContext& context) {
  InstalmentCells cells;
  const TableColumns& table = context.table;
  cells.documents = context.index.find(table.all("document_id"), context.rules.threads);
  cells.currencies = currencies_of(cells.documents, context.ledger, context.rules);
  cells.amounts = read_row_money(*table.one("amount"), cells.currencies, context.rules);
  check_money_total(*table.one("amount"), cells.amounts.minor, cells.currencies.index);
  context.rows.set_money(
      {cells.amounts.minor.data(), cells.amounts.is_null.data(), cells.currencies.index.data()});
  check_references(context.rows, table.all("document_id"), cells.documents, true);
  cells.number = read_numbers(context, *table.one("number"));
  DateCells due = read_day_column(*table.one("due_date"), context.rules);
  context.rows.check_cells(*table.one("due_date"), due.problems);
  cells.due = std::move(due.days);
  context.rows.check_cells(*table.one("amount"), cells.amounts.problems);
  for (std::size_t row = 0; row < cells.due.size(); ++row) {
    if (cells.number[row] == kNoInstalment)
      context.rows.miss(row, *table.one("number"), "the number of the instalment");
    if (cells.due[row] == kNoDate) context.rows.miss(row, *table.one("due_date"), "the due date");
    if (cells.amounts.is_null[row] != 0) context.rows.miss(row, *table.one("amount"), "the amount");
  }
  return cells;
}

// fn(group) for each run of rows of one document.
template <typename Function>
void for_each_group(std::vector<std::uint32_t>& order, const std::vector<std::uint32_t>& identity,
                    Function&& fn) {
  for (std::size_t begin = 0; begin < order.size();) {
    std::size_t end = begin + 1;
    while (end < order.size() && identity[order[end]] == identity[order[begin]]) ++end;
    fn(std::span<std::uint32_t>(order.data() + begin, end - begin));
    begin = end;
  }
}

void store(const InstalmentCells& cells, TableContext& context) {
  std::vector<std::uint32_t> order = kept_by_identity(context.rows, cells.documents.identity);
  for_each_group(order, cells.documents.identity, [&cells](std::span<std::uint32_t> group) {
    std::sort(group.begin(), group.end(), [&cells](std::uint32_t a, std::uint32_t b) {
      return std::tie(cells.due[a], cells.number[a]) < std::tie(cells.due[b], cells.number[b]);
    });
  });
  const std::int32_t threads = context.rules.threads;
  Instalments& out = context.ledger.instalments;
  out.offsets = group_offsets(reordered(cells.documents.identity, order, threads), context.ledger.identities);
  out.number = reordered(cells.number, order, threads);
  out.due = reordered(cells.due, order, threads);
  out.amount = reordered(cells.amounts.minor, order, threads);
  out.source_row.assign(order.begin(), order.end());
}

}  // namespace

void NamedInstalments::finish() { std::sort(keys_.begin(), keys_.end()); }

bool NamedInstalments::contains(std::uint32_t identity, std::int32_t number) const noexcept {
  return std::binary_search(keys_.begin(), keys_.end(), key_of(identity, number));
}

CurrencyCells currencies_of(const References& references, const LedgerData& ledger,
                            const ReadingRules& rules) {
  const std::size_t size = references.identity.size();
  const CurrencyState otherwise = rules.currency ? CurrencyState::stated : CurrencyState::missing;
  CurrencyCells cells{std::vector<std::uint16_t>(size, rules.currency.value_or(no_currency())),
                      std::vector<CurrencyState>(size, otherwise),
                      {}};
  for (std::size_t row = 0; row < size; ++row) {
    if (references.identity[row] == kNoRow) continue;
    cells.index[row] = ledger.documents.currency[ledger.current_row[references.identity[row]]];
    cells.state[row] = CurrencyState::known;
  }
  return cells;
}

std::vector<std::int32_t> read_numbers(TableContext& context, const ChunkedColumn& column) {
  const IntegerCells cells = read_integers(column, context.rules.threads);
  context.rows.check_cells(column, cells.problems);
  std::vector<std::int32_t> numbers(cells.values.size(), kNoInstalment);
  constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (cells.is_null[row] != 0) continue;
    if (cells.values[row] < 0 || cells.values[row] > most) {
      context.rows.exclude(
          row, Rule::out_of_range, column.short_name(),
          {show_cell(column, static_cast<std::int64_t>(row)), "is not between 0 and 2147483647"});
    } else {
      numbers[row] = static_cast<std::int32_t>(cells.values[row]);
    }
  }
  return numbers;
}

std::vector<std::uint32_t> kept_by_identity(const TableRows& rows,
                                            const std::vector<std::uint32_t>& identity) {
  std::vector<std::uint32_t> kept;
  std::vector<std::uint64_t> keys;
  for (std::size_t row = 0; row < identity.size(); ++row) {
    if (rows.is_excluded(row)) continue;
    kept.push_back(static_cast<std::uint32_t>(row));
    keys.push_back(identity[row]);
  }
  return reordered(kept, stable_order(std::move(keys)), 1);
}

NamedInstalments read_instalments(TableContext& context) {
  NamedInstalments named;
  if (!context.table.is_given()) return named;
  const InstalmentCells cells = read_cells(context);
  for (std::size_t row = 0; row < cells.number.size(); ++row) {
    const std::uint32_t identity = cells.documents.identity[row];
    if (identity != kNoRow && cells.number[row] != kNoInstalment) named.add(identity, cells.number[row]);
  }
  named.finish();
  InstalmentJudge judge(context, cells);
  std::vector<std::uint32_t> order = kept_by_identity(context.rows, cells.documents.identity);
  for_each_group(order, cells.documents.identity,
                 [&judge](std::span<std::uint32_t> group) { judge.judge(group); });
  report_inexact(context.rows, *context.table.one("amount"), cells.amounts, cells.currencies.index);
  store(cells, context);
  context.rows.set_money({});
  return named;
}

namespace {

// Instalments belong to the first row of every version that has the settled row's amount.
bool has_instalments(const LedgerData& ledger, std::size_t row) {
  const std::vector<std::uint32_t>& offsets = ledger.instalments.offsets;
  const Documents& documents = ledger.documents;
  const std::uint32_t identity = documents.identity[row];
  if (offsets.empty() || offsets[identity] == offsets[identity + 1]) return false;
  if (documents.amount[row] != documents.amount[ledger.current_row[identity]]) return false;
  for (std::uint32_t at = ledger.identity_offsets[identity]; at < ledger.identity_offsets[identity + 1];
       ++at) {
    const std::uint32_t other = ledger.identity_rows[at];
    if (documents.recorded_on[other] == documents.recorded_on[row]) return other == row;
  }
  return false;
}

}  // namespace

void report_missing_due_dates(const TableColumns& table, TableRows& rows, const LedgerData& ledger) {
  const Documents& documents = ledger.documents;
  std::vector<std::uint32_t> without;
  for (std::size_t row = 0; row < documents.due.size(); ++row) {
    if (documents.due[row] != kNoDate || documents.origin[row] != Origin::documents_table) continue;
    if (!is_debit(static_cast<DocumentKind>(documents.kind[row]), documents.amount[row])) continue;
    if (has_instalments(ledger, row)) continue;
    without.push_back(static_cast<std::uint32_t>(documents.source_row[row]));
  }
  const ChunkedColumn* const column = table.one("due_date");
  if (column == nullptr) {
    rows.suspect_all(without, Rule::missing_due_date, "due_date");
    return;
  }
  for (const std::uint32_t row : without)
    rows.suspect(row, Rule::missing_due_date, column->short_name(), {""});
}

}  // namespace openitem
