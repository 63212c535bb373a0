#include "terms/schedule_tables.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "column/about_lines.hpp"
#include "core/checked.hpp"
#include "money/rounding.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 2> kResidues = {"last_line", "largest_remainder"};
constexpr std::array<std::string_view, 2> kZeroTotals = {"one_line", "every_line"};
constexpr std::array<std::string_view, 3> kTaxes = {"included", "excluded", "mixed"};
constexpr std::array<std::string_view, 4> kReadings = {"", "eom_then_days", "days_then_eom", "eom_dating"};

template <typename Names, typename Choice>
std::string name_of_choice(const Names& names, Choice choice) {
  return std::string(names[static_cast<std::size_t>(choice)]);
}

/// The currency of each row, three letters each.
Column currency_column(const char* name, const std::vector<std::int64_t>& rows,
                       const std::vector<std::uint16_t>& currencies) {
  std::vector<std::int64_t> offsets(rows.size() + 1);
  std::vector<char> letters(rows.size() * 3);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string_view code = Currency::from_index(currencies[static_cast<std::size_t>(rows[i])]).code();
    std::copy(code.begin(), code.end(), letters.begin() + static_cast<std::ptrdiff_t>(3 * i));
    offsets[i + 1] = static_cast<std::int64_t>(3 * (i + 1));
  }
  return Column::text(name, std::move(offsets), std::move(letters));
}

Column base_currency_column(std::size_t rows, Currency currency) {
  const std::vector<std::string_view> codes(rows, currency.code());
  return Column::text("base_currency", codes);
}

/// Parts per billion as fractions, each the nearest double.
std::vector<double> as_fractions(const std::vector<std::int64_t>& rates) {
  std::vector<double> fractions;
  fractions.reserve(rates.size());
  for (const std::int64_t rate : rates) fractions.push_back(static_cast<double>(rate) / 1e9);
  return fractions;
}

Table terms_table(const TermsDocuments& documents) {
  std::vector<std::int64_t> counts(documents.terms.size(), 0);
  for (const std::int32_t code : documents.terms_of_row) ++counts[static_cast<std::size_t>(code)];
  std::vector<std::string> texts;
  texts.reserve(documents.terms.size());
  for (const PaymentTerms& terms : documents.terms) texts.push_back(print_terms(terms));
  const std::vector<std::string_view> codes(documents.codes.begin(), documents.codes.end());
  const std::vector<std::string_view> text_views(texts.begin(), texts.end());
  Table table("terms");
  table.add(Column::text("code", codes));
  table.add(Column::text("text", text_views));
  table.add(Column::int64("documents", std::move(counts), ColumnRole::count));
  return table;
}

/// What went in and what came out of one currency.
struct Flow {
  std::int64_t documents = 0, instalments = 0;
  std::int64_t amount_in = 0, amount_out = 0;
};

struct ProofRows {
  std::vector<std::string_view> currency, line;
  std::vector<std::int64_t> count, amount;
  void add(std::string_view of, std::string_view name, std::int64_t rows, std::int64_t total) {
    currency.push_back(of);
    line.push_back(name);
    count.push_back(rows);
    amount.push_back(total);
  }
};

void add_flow(ProofRows& proof, std::string_view currency, const Flow& flow) {
  proof.add(currency, "documents", flow.documents, flow.amount_in);
  proof.add(currency, "instalments", flow.instalments, flow.amount_out);
  proof.add(currency, "difference", 0, flow.amount_in - flow.amount_out);
}

Table proof_table(const TermsDocuments& documents, const ScheduleRows& rows) {
  std::map<std::uint16_t, Flow> flows;
  for (std::size_t row = 0; row < documents.rows(); ++row) {
    Flow& flow = flows[documents.currency[row]];
    ++flow.documents;
    flow.amount_in = checked_add(flow.amount_in, documents.total[row]);
  }
  for (std::size_t i = 0; i < rows.row.size(); ++i) {
    Flow& flow = flows[documents.currency[static_cast<std::size_t>(rows.row[i])]];
    ++flow.instalments;
    flow.amount_out = checked_add(flow.amount_out, rows.amount[i]);
  }
  ProofRows proof;
  for (const auto& [currency, flow] : flows) add_flow(proof, Currency::from_index(currency).code(), flow);
  if (!documents.base_total.empty()) {
    Flow flow{static_cast<std::int64_t>(documents.rows()), static_cast<std::int64_t>(rows.row.size()), 0, 0};
    for (const std::int64_t amount : documents.base_total)
      flow.amount_in = checked_add(flow.amount_in, amount);
    for (const std::int64_t amount : rows.base_amount) flow.amount_out = checked_add(flow.amount_out, amount);
    proof.add(documents.base_currency->code(), "base_documents", flow.documents, flow.amount_in);
    proof.add(documents.base_currency->code(), "base_instalments", flow.instalments, flow.amount_out);
    proof.add(documents.base_currency->code(), "base_difference", 0, flow.amount_in - flow.amount_out);
  }
  Table table("proof");
  table.add(Column::text("currency", proof.currency));
  table.add(Column::text("line", proof.line));
  table.add(Column::int64("count", std::move(proof.count), ColumnRole::count));
  table.add(Column::int64("amount", std::move(proof.amount), ColumnRole::money));
  return table;
}

Table about_table(const TermsOptions& options, TermsReading reading) {
  AboutLines lines;
  lines.add("report", "payment_schedules");
  lines.add("formula", "docs/methods/terms.md");
  lines.add("reading", name_of_choice(kReadings, reading));
  lines.add("residue", name_of_choice(kResidues, options.residue));
  lines.add("rounding", std::string(name_of(options.rounding)));
  lines.add("discount_rounding", std::string(name_of(options.discount_rounding)));
  lines.add("zero_total", name_of_choice(kZeroTotals, options.zero_total));
  lines.add("discount_tax", name_of_choice(kTaxes, options.discount_tax));
  lines.add("adjust_discounts", std::to_string(options.adjust_discounts));
  lines.add("calendar", calendar_text(options.calendar));
  std::string postponements;
  for (const TermsPostponement& postponement : options.postponements) {
    postponements += (postponements.empty() ? "" : ",") + postponement.holiday.iso() + ".." +
                     postponement.postponed_to.iso();
  }
  lines.add("postponements", postponements);
  return lines.table();
}

Table instalments_table(const TermsDocuments& documents, ScheduleRows& rows) {
  Table table("instalments");
  Column currency = currency_column("currency", rows.row, documents.currency);
  const std::size_t count = rows.row.size();
  table.add(Column::int64("row", std::move(rows.row)));
  table.add(Column::int32("instalment", std::move(rows.number)));
  table.add(Column::date("due_date", std::move(rows.due)));
  table.add(Column::date("grace_until", std::move(rows.grace_until)));
  table.add(Column::int64("amount", std::move(rows.amount), ColumnRole::money));
  table.add(std::move(currency));
  if (!documents.base_total.empty()) {
    table.add(Column::int64("base_amount", std::move(rows.base_amount), ColumnRole::base_money));
    table.add(base_currency_column(count, *documents.base_currency));
  }
  return table;
}

Table discounts_table(const TermsDocuments& documents, ScheduleRows& rows) {
  Table table("discounts");
  Column currency = currency_column("currency", rows.discount_row, documents.currency);
  table.add(Column::int64("row", std::move(rows.discount_row)));
  table.add(Column::int32("tier", std::move(rows.tier)));
  table.add(Column::date("deadline", std::move(rows.deadline)));
  table.add(Column::date("grace_until", std::move(rows.discount_grace_until)));
  table.add(Column::float64("rate", as_fractions(rows.rate)));
  table.add(Column::int64("base", std::move(rows.base), ColumnRole::money));
  table.add(Column::int64("amount", std::move(rows.discount), ColumnRole::money));
  table.add(Column::int64("payable", std::move(rows.payable), ColumnRole::money));
  table.add(std::move(currency));
  return table;
}

}  // namespace

void ScheduleRows::resize(std::size_t instalments, std::size_t discounts, bool has_base) {
  for (std::vector<std::int32_t>* column : {&number, &due, &grace_until}) column->resize(instalments);
  for (std::vector<std::int64_t>* column : {&row, &amount}) column->resize(instalments);
  base_amount.resize(has_base ? instalments : 0);
  for (std::vector<std::int32_t>* column : {&tier, &deadline, &discount_grace_until})
    column->resize(discounts);
  for (std::vector<std::int64_t>* column : {&discount_row, &rate, &base, &discount, &payable}) {
    column->resize(discounts);
  }
}

void ScheduleRows::set_instalment(std::size_t at, std::size_t document, std::int32_t line, std::int32_t day,
                                  std::int32_t grace_day) noexcept {
  row[at] = static_cast<std::int64_t>(document);
  number[at] = line;
  due[at] = day;
  grace_until[at] = grace_day;
}

void ScheduleRows::set_discount(std::size_t at, std::size_t document, const DiscountWindow& window) noexcept {
  discount_row[at] = static_cast<std::int64_t>(document);
  tier[at] = window.number;
  deadline[at] = window.deadline.days();
  discount_grace_until[at] = window.grace_until.days();
  rate[at] = window.rate;
  base[at] = window.base;
  discount[at] = window.amount;
  payable[at] = window.payable;
}

Result terms_schedule_tables(const TermsSchedule& schedule, std::optional<Currency> currency) {
  ScheduleRows rows;
  rows.resize(schedule.instalments.size(), schedule.discounts.size(), true);
  for (std::size_t i = 0; i < schedule.instalments.size(); ++i) {
    const Instalment& line = schedule.instalments[i];
    rows.set_instalment(i, 0, line.number, line.due.days(), line.grace_until.days());
    rows.amount[i] = line.amount;
    rows.base_amount[i] = line.base_amount;
  }
  for (std::size_t i = 0; i < schedule.discounts.size(); ++i) rows.set_discount(i, 0, schedule.discounts[i]);
  const ColumnRole role = currency ? ColumnRole::money : ColumnRole::plain;
  const auto currencies = [&](std::size_t count) {
    const std::vector<std::string_view> codes(count, currency ? currency->code() : std::string_view());
    return Column::text("currency", codes);
  };
  Table instalments("instalments");
  instalments.add(Column::int32("instalment", std::move(rows.number)));
  instalments.add(Column::date("due_date", std::move(rows.due)));
  instalments.add(Column::date("grace_until", std::move(rows.grace_until)));
  instalments.add(Column::int64("amount", std::move(rows.amount), role));
  instalments.add(Column::int64("base_amount", std::move(rows.base_amount)));
  Table discounts("discounts");
  discounts.add(Column::int32("tier", std::move(rows.tier)));
  discounts.add(Column::date("deadline", std::move(rows.deadline)));
  discounts.add(Column::date("grace_until", std::move(rows.discount_grace_until)));
  discounts.add(Column::float64("rate", as_fractions(rows.rate)));
  discounts.add(Column::int64("base", std::move(rows.base), role));
  discounts.add(Column::int64("amount", std::move(rows.discount), role));
  discounts.add(Column::int64("payable", std::move(rows.payable), role));
  if (currency) {
    instalments.add(currencies(schedule.instalments.size()));
    discounts.add(currencies(schedule.discounts.size()));
  }
  std::vector<Table> tables;
  tables.push_back(std::move(instalments));
  tables.push_back(std::move(discounts));
  return Result(std::move(tables));
}

TermsSchedules schedule_tables(const TermsDocuments& documents, ScheduleRows&& rows,
                               const TermsOptions& options, TermsReading reading) {
  Table proof = proof_table(documents, rows);
  std::vector<Table> tables;
  tables.push_back(instalments_table(documents, rows));
  tables.push_back(discounts_table(documents, rows));
  tables.push_back(terms_table(documents));
  tables.push_back(std::move(proof));
  tables.push_back(about_table(options, reading));
  return Result(std::move(tables));
}

}  // namespace openitem
