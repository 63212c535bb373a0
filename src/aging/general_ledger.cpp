// compare_general_ledger: the documents of the ledger against the lines of the control account.

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/comparison_status.hpp"
#include "aging/group_keys.hpp"
#include "aging/groups.hpp"
#include "aging/known_documents.hpp"
#include "aging/merged_keys.hpp"
#include "aging/required_columns.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "openitem/aging.hpp"
#include "time/date_format.hpp"

namespace openitem {
namespace {

// Lines of the totals: the four statuses, then what cannot be compared by document.
constexpr std::size_t kWithoutId = 4;
constexpr std::size_t kPostedLater = 5;
constexpr std::array<const char*, 6> kTotalNames = {"equal",         "unequal",    "missing_left",
                                                    "missing_right", "without_id", "posted_later"};

struct LineTotal {
  std::int64_t count = 0;
  std::int64_t ledger = 0, general_ledger = 0;
};
using CurrencyTotals = std::array<LineTotal, kTotalNames.size()>;

struct Sides {
  std::int64_t ledger = 0, general_ledger = 0;
  bool has_document = false, has_line = false;
};

// Rows are numbered through both sides: documents first, then general-ledger lines.
class GeneralLedgerComparison {
 public:
  GeneralLedgerComparison(const LedgerData& ledger, Date as_of, std::span<const TableView> lines,
                          MoneyForm money, std::optional<Date> known_at)
      : documents_(ledger.documents),
        as_of_(as_of.days()),
        known_at_(known_at),
        money_(money),
        lines_(require_table(lines, "general_ledger")),
        document_rows_(documents_.amount.size()),
        line_rows_(static_cast<std::size_t>(lines_.rows())),
        groups_(documents_.rows() + lines_.rows(), 1) {}

  Result run() {
    group_by_id();
    find_currencies();
    amounts_ = require_amounts(require_column(lines_, "amount"), line_currencies_, money_);
    find_later_lines();
    group_by_currency();
    add_up();
    return Result({documents_table(), totals_table()});
  }

 private:
  void group_by_id() {
    if (documents_.id.empty()) {
      throw Error(
          Status::missing_column,
          "the ledger has no document ids (role id); general-ledger lines cannot be compared by document")
          .at(-1, "documents.id");
    }
    has_id_.assign(document_rows_ + line_rows_, 1);
    for (const KeyColumn& member : documents_.id) {
      const ChunkedColumn& column = require_column(lines_, member.name);
      line_keys_.push_back(require_keys(column));
      const std::vector<std::uint32_t>& line_codes = line_keys_.back().codes;
      merged_.emplace_back(member.dictionary, line_keys_.back().dictionary, column.name());
      const MergedKeys& merged = merged_.back();
      const auto code_of = [&](std::int64_t at) {
        const auto row = static_cast<std::size_t>(at);
        return row < document_rows_ ? merged.from_left(member.codes[row])
                                    : merged.from_right(line_codes[row - document_rows_]);
      };
      for (std::size_t row = 0; row < has_id_.size(); ++row) {
        if (code_of(static_cast<std::int64_t>(row)) == kNoKey) has_id_[row] = 0;
      }
      groups_.add_level(merged.size(), code_of);
    }
  }

  // A line without a currency has that of its document, or the ledger's only one.
  void find_currencies() {
    const ChunkedColumn* const column = lines_.find("currency");
    const std::vector<std::optional<std::uint16_t>> given = require_currencies(column, lines_.rows());
    const CurrencyRanks of_ledger(documents_.currency);
    const std::vector<std::optional<std::uint16_t>> of_documents = currencies_of_documents();
    line_currencies_.resize(line_rows_);
    for (std::size_t line = 0; line < line_rows_; ++line) {
      std::optional<std::uint16_t> currency = given[line];
      if (!currency && has_id_[document_rows_ + line] != 0) {
        currency = of_documents[groups_.ids()[document_rows_ + line]];
      }
      if (!currency && of_ledger.size() == 1) currency = of_ledger.currency(0);
      if (!currency) refuse_missing_currency(static_cast<std::int64_t>(line));
      line_currencies_[line] = *currency;
    }
  }

  // By group of ids: the currency of the first document.
  [[nodiscard]] std::vector<std::optional<std::uint16_t>> currencies_of_documents() const {
    std::vector<std::optional<std::uint16_t>> currencies(groups_.size());
    for (std::size_t row = 0; row < document_rows_; ++row) {
      std::optional<std::uint16_t>& currency = currencies[groups_.ids()[row]];
      if (has_id_[row] != 0 && !currency) currency = documents_.currency[row];
    }
    return currencies;
  }

  [[noreturn]] static void refuse_missing_currency(std::int64_t line) {
    throw Error(Status::missing_value,
                Message()
                    .append("general_ledger.currency of row ")
                    .append(line)
                    .append(" is empty and its document is not in the ledger, which has "
                            "several currencies; give the line's currency"))
        .at(line, "general_ledger.currency");
  }

  void find_later_lines() {
    is_later_.assign(line_rows_, 0);
    const ChunkedColumn* const column = lines_.find("posting_date");
    if (column == nullptr) return;
    const DateCells dates = read_dates(*column, DateFormat(""), 1);
    require_readable(*column, dates.problems);
    for (std::size_t line = 0; line < line_rows_; ++line) {
      if (dates.days[line] == kNoDate) {
        throw Error(Status::missing_value,
                    Message()
                        .append(column->name())
                        .append(" of row ")
                        .append(line)
                        .append(" is empty; give the date, or leave the column out to compare "
                                "all lines"))
            .at(static_cast<std::int64_t>(line), column->name());
      }
      is_later_[line] = dates.days[line] > as_of_ ? 1 : 0;
    }
  }

  void group_by_currency() {
    std::vector<std::uint16_t> currencies = documents_.currency;
    currencies.insert(currencies.end(), line_currencies_.begin(), line_currencies_.end());
    ranks_.emplace(currencies);
    groups_.add_level(ranks_->size(), [&](std::int64_t row) {
      return ranks_->rank(currencies[static_cast<std::size_t>(row)]);
    });
  }

  void add_up() {
    sides_.resize(groups_.size());
    for (std::size_t row = 0; row < document_rows_; ++row) {
      if (documents_.posting[row] > as_of_ || !is_known(documents_, row, known_at_)) continue;
      const std::int64_t amount = documents_.amount[row];
      if (has_id_[row] == 0) {
        LineTotal& total = totals_[documents_.currency[row]][kWithoutId];
        ++total.count;
        total.ledger = checked_add(total.ledger, amount);
        continue;
      }
      Sides& sides = sides_[groups_.ids()[row]];
      sides.has_document = true;
      sides.ledger = checked_add(sides.ledger, amount);
    }
    for (std::size_t line = 0; line < line_rows_; ++line) add_line(line);
  }

  void add_line(std::size_t line) {
    const bool has_id = has_id_[document_rows_ + line] != 0;
    if (is_later_[line] != 0 || !has_id) {
      LineTotal& total = totals_[line_currencies_[line]][is_later_[line] != 0 ? kPostedLater : kWithoutId];
      ++total.count;
      total.general_ledger = checked_add(total.general_ledger, amounts_[line]);
      return;
    }
    Sides& sides = sides_[groups_.ids()[document_rows_ + line]];
    sides.has_line = true;
    sides.general_ledger = checked_add(sides.general_ledger, amounts_[line]);
  }

  Table documents_table() {
    std::vector<std::uint32_t> groups;
    std::vector<std::uint16_t> currencies;
    std::vector<std::int64_t> ledger;
    std::vector<std::int64_t> general_ledger;
    std::vector<std::int64_t> differences;
    std::vector<std::string_view> statuses;
    for (std::uint32_t group = 0; group < groups_.size(); ++group) {
      const Sides& sides = sides_[group];
      if (!sides.has_document && !sides.has_line) continue;
      const std::uint16_t currency = ranks_->currency(groups_.code(group, merged_.size()));
      const auto status = static_cast<std::size_t>(
          compare_figures(sides.has_document, sides.ledger, sides.has_line, sides.general_ledger));
      LineTotal& total = totals_[currency][status];
      ++total.count;
      total.ledger = checked_add(total.ledger, sides.ledger);
      total.general_ledger = checked_add(total.general_ledger, sides.general_ledger);
      if (status == static_cast<std::size_t>(ComparisonStatus::equal)) continue;
      groups.push_back(group);
      currencies.push_back(currency);
      ledger.push_back(sides.ledger);
      general_ledger.push_back(sides.general_ledger);
      differences.push_back(checked_sub(sides.ledger, sides.general_ledger));
      statuses.emplace_back(kTotalNames[status]);
    }
    Table table("general_ledger");
    for (std::size_t level = 0; level < merged_.size(); ++level) {
      std::vector<std::uint32_t> codes;
      codes.reserve(groups.size());
      for (const std::uint32_t group : groups) codes.push_back(groups_.code(group, level));
      table.add(merged_[level].column(id_name(documents_.id[level].name), codes));
    }
    table.add(currency_column("currency", currencies));
    table.add(Column::int64("ledger", std::move(ledger), ColumnRole::money));
    table.add(Column::int64("general_ledger", std::move(general_ledger), ColumnRole::money));
    table.add(Column::int64("difference", std::move(differences), ColumnRole::money));
    table.add(Column::text("status", statuses));
    return table;
  }

  static std::string id_name(const std::string& name) {
    constexpr std::string_view taken[] = {"currency", "ledger", "general_ledger", "difference", "status"};
    return id_column_name(name, taken);
  }

  [[nodiscard]] Table totals_table() const {
    std::vector<std::uint16_t> currencies;
    std::vector<std::string_view> statuses;
    std::vector<std::int64_t> counts;
    std::vector<std::int64_t> ledger;
    std::vector<std::int64_t> general_ledger;
    std::vector<std::int64_t> differences;
    std::vector<std::uint8_t> is_compared;
    for (const auto& [currency, totals] : totals_) {
      for (std::size_t line = 0; line < totals.size(); ++line) {
        if (line >= kWithoutId && totals[line].count == 0) continue;
        currencies.push_back(currency);
        statuses.emplace_back(kTotalNames[line]);
        counts.push_back(totals[line].count);
        ledger.push_back(totals[line].ledger);
        general_ledger.push_back(totals[line].general_ledger);
        is_compared.push_back(line != kPostedLater ? 1 : 0);
        differences.push_back(
            line == kPostedLater ? 0 : checked_sub(totals[line].ledger, totals[line].general_ledger));
      }
    }
    Table table("general_ledger_totals");
    table.add(currency_column("currency", currencies));
    table.add(Column::text("status", statuses));
    table.add(Column::int64("count", std::move(counts), ColumnRole::count));
    table.add(Column::int64("ledger", std::move(ledger), ColumnRole::money));
    table.add(Column::int64("general_ledger", std::move(general_ledger), ColumnRole::money));
    table.add(
        Column::int64("difference", std::move(differences), ColumnRole::money).with_validity(is_compared));
    return table;
  }

  const Documents& documents_;
  const std::int32_t as_of_;
  const std::optional<Date> known_at_;
  const MoneyForm money_;
  const ChunkedTable lines_;
  const std::size_t document_rows_, line_rows_;
  Groups groups_;
  std::deque<KeyCells> line_keys_;  // merged keys refer to their dictionaries
  std::deque<MergedKeys> merged_;
  std::vector<std::uint8_t> has_id_;  // every member of the id is there
  std::vector<std::uint16_t> line_currencies_;
  std::vector<std::int64_t> amounts_;
  std::vector<std::uint8_t> is_later_;
  std::optional<CurrencyRanks> ranks_;
  std::vector<Sides> sides_;
  std::map<std::uint16_t, CurrencyTotals> totals_;
};

}  // namespace

Result compare_general_ledger(const Ledger& ledger, Date as_of, std::span<const TableView> lines,
                              MoneyForm money, std::optional<Date> known_at) {
  return GeneralLedgerComparison(ledger.data(), as_of, lines, money, known_at).run();
}

}  // namespace openitem
