#include "scenario.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "chunks.hpp"
#include "key_figures.hpp"
#include "openitem/openitem.hpp"
#include "single_documents.hpp"

namespace openitem::determinism {
namespace {

using Rows = std::vector<std::size_t>;

class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) value_ = (value_ ^ static_cast<unsigned char>(byte)) * 1'099'511'628'211U;
    value_ = (value_ ^ 0xFFU) * 1'099'511'628'211U;
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 14'695'981'039'346'656'037U;
};

std::uint64_t hash_text(std::string_view text) {
  Hash hash;
  hash.add(text);
  return hash.value();
}

std::string cell_text(const Column& column, std::int64_t row) {
  const auto at = static_cast<std::size_t>(row);
  if (column.is_null(row)) return "\\N";
  switch (column.type()) {
    case ColumnType::int64: return std::to_string(column.int64s()[at]);
    case ColumnType::int32:
    case ColumnType::date32: return std::to_string(column.int32s()[at]);
    case ColumnType::float64: {
      char digits[32];
      return {digits, std::to_chars(digits, digits + sizeof digits, column.float64s()[at]).ptr};
    }
    default: return std::string(column.text_at(row));
  }
}

// ---- input in another order, in parts, in chunks ---------------------------------------------------------------------

template <class Value>
std::vector<Value> picked(std::span<const Value> values, const Rows& rows) {
  std::vector<Value> result;
  result.reserve(rows.size());
  for (const std::size_t row : rows) result.push_back(values[row]);
  return result;
}

Column picked(const Column& column, const Rows& rows) {
  std::vector<std::uint8_t> valid;
  for (const std::size_t row : rows) valid.push_back(column.is_null(static_cast<std::int64_t>(row)) ? 0 : 1);
  if (column.type() == ColumnType::int64) {
    return Column::int64(column.name(), picked(column.int64s(), rows), column.role()).with_validity(valid);
  }
  if (column.type() == ColumnType::int32) {
    return Column::int32(column.name(), picked(column.int32s(), rows), column.role()).with_validity(valid);
  }
  if (column.type() == ColumnType::date32) {
    return Column::date(column.name(), picked(column.int32s(), rows)).with_validity(valid);
  }
  std::vector<std::string_view> texts;
  texts.reserve(rows.size());
  for (const std::size_t row : rows) texts.push_back(column.text_at(static_cast<std::int64_t>(row)));
  return Column::text(column.name(), texts).with_validity(valid);
}

Table picked(const Table& table, const Rows& rows) {
  Table result(table.name());
  for (const Column& column : table.columns()) result.add(picked(column, rows));
  return result;
}

/// Tables of one ledger, with the row that each document row was at first.
struct Input {
  std::vector<Table> tables;
  Rows document_rows;
};

Rows ordered_rows(const Table& table, std::uint64_t order) {
  Rows rows(static_cast<std::size_t>(table.rows()));
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  if (order == 0) return rows;
  std::mt19937_64 random(order);
  for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random() % i]);
  return rows;
}

/// The part of each customer, and so of each document and of every row that names one.
class Deal {
 public:
  Deal(const Result& sample, std::int32_t parts, std::uint64_t seed)
      : parts_(static_cast<std::uint64_t>(parts)), seed_(seed) {
    const Table& documents = sample.table("documents");
    const auto ids = documents.int64s("id");
    for (std::int64_t row = 0; row < documents.rows(); ++row) {
      part_of_[ids[static_cast<std::size_t>(row)]] = part_of(documents.text_at("customer", row));
    }
  }

  [[nodiscard]] std::uint64_t part_of(const Table& table, std::size_t row) const {
    for (const char* const name : {"document_id", "debit_id"}) {
      if (table.has_column(name)) return part_of_.at(table.int64s(name)[row]);
    }
    return part_of(table.text_at("customer", static_cast<std::int64_t>(row)));
  }

 private:
  [[nodiscard]] std::uint64_t part_of(std::string_view customer) const {
    return hash_text(std::string(customer) + std::to_string(seed_)) % parts_;
  }

  std::uint64_t parts_;
  std::uint64_t seed_;
  std::map<std::int64_t, std::uint64_t> part_of_;
};

std::vector<Input> inputs_of(const Result& sample, const Way& way) {
  const Deal deal(sample, way.parts, way.partition);
  std::vector<Input> inputs(static_cast<std::size_t>(way.parts));
  for (const Table& table : sample.tables()) {
    std::vector<Rows> rows(inputs.size());
    for (const std::size_t row : ordered_rows(table, way.order)) {
      rows[way.parts == 1 ? 0 : deal.part_of(table, row)].push_back(row);
    }
    for (std::size_t part = 0; part < inputs.size(); ++part) {
      inputs[part].tables.push_back(picked(table, rows[part]));
      if (table.name() == "documents") inputs[part].document_rows = rows[part];
    }
  }
  return inputs;
}

Ledger build(const Input& input, const Way& way) {
  LedgerOptions options;
  options.threads = way.threads;
  options.money = MoneyForm::minor;
  const Chunks chunks(input.tables, way.chunk_rows);
  return build_ledger(chunks.chunks, options);
}

// ---- results ---------------------------------------------------------------------------------------------------------

const Date as_of("2024-06-30");
const Date opening("2024-03-31");
const std::vector<Date> month_ends = {Date("2024-04-30"), Date("2024-05-31"), as_of};

RollForwardOptions roll_forward_by_customer(std::int32_t threads) {
  RollForwardOptions options;
  options.threads = threads;
  options.by = {"customer"};
  return options;
}

std::vector<AgingOptions> agings(std::int32_t threads) {
  AgingOptions plain;
  plain.threads = threads;
  AgingOptions netted = plain;
  netted.credits = CreditMode::netted;
  netted.disputes = DisputeMode::own_column;
  netted.future_payments = 1;
  AgingOptions by_issue = plain;
  by_issue.basis = AgingBasis::issue;
  by_issue.credits = CreditMode::own_age;
  by_issue.clock = ApplicationClock::applied_on;
  AgingOptions known = plain;
  known.known_at = Date("2024-06-15");
  known.bounds = {0, 7, 14, 400};
  known.forward_bounds = {10};
  AgingOptions by_month = plain;
  by_month.months = 4;
  by_month.forward_months = 2;
  return {plain, netted, by_issue, known, by_month};
}

/// The cells of a row, a number of the documents table put back to what it was.
std::string row_text(const Table& table, std::int64_t row, const Rows& document_rows) {
  std::string text;
  for (const Column& column : table.columns()) {
    std::string cell = cell_text(column, row);
    if (column.name() == "source_row" && cell != "\\N" && cell[0] != '-') {
      cell = std::to_string(document_rows[static_cast<std::size_t>(std::stoll(cell))]);
    }
    text += cell + '\x1F';
  }
  return text;
}

/// Everything that several ledgers say about the same question.
class Answer {
 public:
  /// Rows keyed by what stands in them: kept whole, put in order.
  void add_rows(const Table& table, const Rows& document_rows) {
    for (std::int64_t row = 0; row < table.rows(); ++row) {
      rows_.push_back(row_text(table, row, document_rows));
    }
  }
  /// Sums by the text cells of the row: a merge, whose order `random` decides.
  void add_sums(const Table& table) {
    for (std::int64_t row = 0; row < table.rows(); ++row) {
      std::string key = table.name();
      for (const Column& column : table.columns()) {
        if (column.type() != ColumnType::int64) key += '\x1F' + cell_text(column, row);
      }
      for (const Column& column : table.columns()) {
        if (column.type() != ColumnType::int64 || column.is_null(row)) continue;
        sums_[key + '\x1F' + column.name()].push_back(column.int64s()[static_cast<std::size_t>(row)]);
      }
    }
  }
  void add_to(Hash& hash, std::uint64_t seed) {
    std::sort(rows_.begin(), rows_.end());
    for (const std::string& row : rows_) hash.add(row);
    std::mt19937_64 random(seed);
    for (auto& [key, parts] : sums_) {
      const std::int64_t sum = merged(parts, random);
      if (sum != 0) hash.add(key + '=' + std::to_string(sum));
    }
  }

 private:
  /// Any two neighbours first: a random tree of merges.
  static std::int64_t merged(std::vector<std::int64_t>& parts, std::mt19937_64& random) {
    while (parts.size() > 1) {
      const std::size_t at = random() % (parts.size() - 1);
      parts[at] += parts[at + 1];
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    }
    return parts.front();
  }

  std::vector<std::string> rows_;
  std::map<std::string, std::vector<std::int64_t>> sums_;
};

/// What other reports say of each part; their rows are of one customer each, or sums.
void add_reports(Answer& answer, const Ledger& ledger, const Rows& document_rows, const Way& way) {
  const AgingOptions options = agings(way.threads).front();
  const AgingSeries series = compute_aging_series(ledger, month_ends, options);
  answer.add_rows(series.table("rows"), document_rows);
  answer.add_sums(series.table("totals"));
  answer.add_sums(series.table("proof"));
  const RollForward roll =
      compute_roll_forward(ledger, opening, as_of, roll_forward_by_customer(way.threads));
  answer.add_rows(roll.table("rows"), document_rows);
  answer.add_sums(roll.table("totals"));
  // Movements of one day stand in the order of their source rows, and the running balance with them: not theirs.
  const Statement statement = compute_statement(ledger, opening, as_of, options);
  answer.add_rows(statement.table("statements"), document_rows);
  answer.add_rows(statement.table("open_items"), document_rows);
  for (const KeyFigures& figures : key_figures_of(ledger, opening, as_of, way.threads)) {
    for (const std::string_view name : figures.rows)
      answer.add_rows(figures.result.table(name), document_rows);
    for (const std::string_view name : figures.sums) answer.add_sums(figures.result.table(name));
  }
  const Interest interest = interest_of(ledger, as_of, way.threads);
  answer.add_rows(interest.table("rows"), document_rows);
  for (const std::string_view name : {"totals", "proof"}) answer.add_sums(interest.table(name));
}

/// The tables as they are, cell by cell in their order: only of a ledger that is whole.
void add_bytes(Hash& hash, const Result& result, const Rows& document_rows) {
  for (const Table& table : result.tables()) {
    hash.add(table.name());
    for (std::int64_t row = 0; row < table.rows(); ++row) hash.add(row_text(table, row, document_rows));
  }
}

}  // namespace

std::uint64_t hash_of(const Way& way) {
  SampleOptions sample_options;
  sample_options.threads = way.threads;
  const Result sample = sample_ledger(way.documents, 20'240'630, Date("2024-07-31"), sample_options);
  const std::vector<Input> inputs = inputs_of(sample, way);
  std::vector<Ledger> ledgers;
  for (const Input& input : inputs) ledgers.push_back(build(input, way));

  Hash hash;
  add_bytes(hash, sample, ordered_rows(sample.table("documents"), 0));
  for (const AgingOptions& options : agings(way.threads)) {
    // Netting settles items of equal dates in the order of their source rows (docs/methods/aging.md): another order of the
    // input may settle another one of them, and so leave more or fewer open.
    if (options.credits == CreditMode::netted) continue;
    Answer answer;
    for (std::size_t part = 0; part < ledgers.size(); ++part) {
      const Aging aging = compute_aging(ledgers[part], as_of, options);
      answer.add_rows(aging.table("rows"), inputs[part].document_rows);
      answer.add_sums(aging.table("totals"));
      answer.add_sums(aging.table("proof"));
      answer.add_rows(list_aging_items(ledgers[part], as_of, options).table("items"),
                      inputs[part].document_rows);
    }
    answer.add_to(hash, way.partition);
  }
  Answer reports;
  for (std::size_t part = 0; part < ledgers.size(); ++part)
    add_reports(reports, ledgers[part], inputs[part].document_rows, way);
  reports.add_to(hash, way.partition);
  return hash.value();
}

std::uint64_t hash_in_order(const Way& way) {
  const Result sample =
      sample_ledger(way.documents, 20'240'630, Date("2024-07-31"), {.threads = way.threads});
  const std::vector<Input> inputs = inputs_of(sample, way);
  const Ledger ledger = build(inputs.front(), way);
  Hash hash;
  add_bytes(hash, check_ledger(ledger), inputs.front().document_rows);
  for (const AgingOptions& options : agings(way.threads)) {
    add_bytes(hash, compute_aging(ledger, as_of, options), inputs.front().document_rows);
    add_bytes(hash, list_aging_items(ledger, as_of, options), inputs.front().document_rows);
    add_bytes(hash, compute_aging_series(ledger, month_ends, options), inputs.front().document_rows);
    add_bytes(hash, compute_aging_hierarchy(ledger, as_of, options), inputs.front().document_rows);
  }
  const Rows& document_rows = inputs.front().document_rows;
  const AgingOptions plain = agings(way.threads).front();
  add_bytes(hash, compute_statement(ledger, opening, as_of, plain), document_rows);
  add_bytes(hash, compute_roll_forward(ledger, opening, as_of, roll_forward_by_customer(way.threads)),
            document_rows);
  for (const Result& result : key_figures_of_the_whole(ledger, opening, as_of, way.threads))
    add_bytes(hash, result, document_rows);
  for (const Result& result : single_documents(sample.table("documents"), way.threads, way.chunk_rows))
    add_bytes(hash, result, document_rows);
  add_bytes(hash, interest_of(ledger, as_of, way.threads), document_rows);
  return hash.value();
}

}  // namespace openitem::determinism
