// Schedules of many documents: columns in, tables out.

#include <algorithm>
#include <map>
#include <string>

#include "column/read.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "money/currency_table.hpp"
#include "openitem/terms.hpp"
#include "terms/day_tables.hpp"
#include "terms/document_columns.hpp"
#include "terms/document_schedule.hpp"
#include "terms/due_days.hpp"
#include "terms/line_amounts.hpp"
#include "terms/schedule_tables.hpp"
#include "time/civil.hpp"

namespace openitem {
namespace {

class Batch {
 public:
  Batch(const TermsDocuments& documents, const TermsOptions& options)
      : documents_(documents), options_(options), dates_(documents.dates(), documents.rows()) {
    for (const PaymentTerms& terms : documents_.terms) {
      amounts_.emplace_back(terms, options_);
      rules_.emplace_back(terms, options_);
      most_ = std::max({most_, terms.lines.size(), terms.discounts.size()});
    }
  }

  ScheduleRows run() {
    const TermsDayTables tables(rules_, dates_);
    place_rows();
    for_each_chunk(static_cast<std::int64_t>(documents_.rows()), options_.threads,
                   [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                     fill(tables, static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
                   });
    return std::move(rows_);
  }

 private:
  [[nodiscard]] bool is_one_line(std::size_t row) const noexcept {
    return documents_.total[row] == 0 && options_.zero_total == TermsZeroTotal::one_line;
  }

  void place_rows() {
    const std::size_t rows = documents_.rows();
    first_instalment_.resize(rows + 1);
    first_discount_.resize(rows + 1);
    for (std::size_t row = 0; row < rows; ++row) {
      const PaymentTerms& terms = documents_.terms[static_cast<std::size_t>(documents_.terms_of_row[row])];
      const bool is_single = is_one_line(row);
      first_instalment_[row + 1] = first_instalment_[row] + (is_single ? 1 : terms.lines.size());
      first_discount_[row + 1] = first_discount_[row] + (is_single ? 0 : terms.discounts.size());
    }
    rows_.resize(first_instalment_[rows], first_discount_[rows], !documents_.base_total.empty());
  }

  void fill(const TermsDayTables& tables, std::size_t begin, std::size_t end) {
    std::vector<std::int32_t> days(most_ + 1);
    for (std::size_t row = begin; row < end; ++row) {
      try {
        fill_row(tables, row, days);
      } catch (Error& failure) {
        if (failure.row() < 0) failure.at(static_cast<std::int64_t>(row), "documents.amount");
        throw;
      }
    }
  }

  [[nodiscard]] TermsAmounts amounts_of(std::size_t row) const {
    TermsAmounts amounts;
    amounts.total = documents_.total[row];
    if (!documents_.tax.empty()) amounts.tax = documents_.tax[row];
    if (!documents_.base_total.empty()) amounts.base_total = documents_.base_total[row];
    return amounts;
  }

  void fill_row(const TermsDayTables& tables, std::size_t row, std::vector<std::int32_t>& days) {
    const auto code = static_cast<std::size_t>(documents_.terms_of_row[row]);
    const LineAmounts& lines = amounts_[code];
    if (lines.currency()) check_currency(lines, Currency::from_index(documents_.currency[row]));
    const TermsAmounts amounts = amounts_of(row);
    check_amounts(amounts);
    const std::int64_t base = discount_base(amounts, options_.discount_tax);
    const std::size_t at = first_instalment_[row];
    if (is_one_line(row)) {
      rows_.set_instalment(at, row, 1, documents_.issue[row], documents_.issue[row]);
      return;
    }
    tables.due(code, row, days.data());
    const PaymentTerms& terms = documents_.terms[code];
    for (std::size_t line = 0; line < terms.lines.size(); ++line) {
      rows_.set_instalment(at + line, row, static_cast<std::int32_t>(line) + 1, days[line],
                           with_grace(days[line], terms.grace_days));
    }
    lines.split(amounts.total, rows_.amount.data() + at);
    if (amounts.base_total) {
      lines.split_base(std::span(rows_.amount.data() + at, terms.lines.size()), *amounts.base_total,
                       rows_.base_amount.data() + at);
    }
    fill_discounts(tables, row, base, days);
  }

  void fill_discounts(const TermsDayTables& tables, std::size_t row, std::int64_t base,
                      std::vector<std::int32_t>& days) {
    const auto code = static_cast<std::size_t>(documents_.terms_of_row[row]);
    const PaymentTerms& terms = documents_.terms[code];
    tables.deadlines(code, row, days.data());
    for (std::size_t tier = 0; tier < terms.discounts.size(); ++tier) {
      const std::int64_t rate = terms.discounts[tier].rate;
      const std::int64_t amount = multiply_divide(base, rate, 1'000'000'000, options_.discount_rounding);
      rows_.set_discount(first_discount_[row] + tier, row,
                         {static_cast<std::int32_t>(tier) + 1, Date(days[tier]),
                          Date(with_grace(days[tier], terms.discount_grace_days)), rate, base, amount,
                          documents_.total[row] - amount});
    }
  }

  static std::int32_t with_grace(std::int32_t day, std::int32_t grace) {
    return grace == 0 ? day : add_days(Date(day), grace).days();
  }

  const TermsDocuments& documents_;
  const TermsOptions& options_;
  const TermsDateRows dates_;
  std::vector<LineAmounts> amounts_;
  std::vector<DueDays> rules_;
  std::size_t most_ = 0;
  std::vector<std::size_t> first_instalment_;
  std::vector<std::size_t> first_discount_;
  ScheduleRows rows_;
};

}  // namespace

TermsSchedules compute_terms_schedules(std::span<const TableView> tables, TermsReading reading,
                                       const TermsOptions& options, std::string_view currency,
                                       std::string_view base_currency, MoneyForm money) {
  check_options(options);
  const TermsBatchInput input{tables, reading, currency, base_currency, money, options.threads};
  const TermsDocuments documents = read_terms_documents(input);
  ScheduleRows rows = Batch(documents, options).run();
  return schedule_tables(documents, std::move(rows), options, reading);
}

}  // namespace openitem
