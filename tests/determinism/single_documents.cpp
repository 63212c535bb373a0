#include "single_documents.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "chunks.hpp"

namespace openitem::determinism {
namespace {

constexpr std::array<std::string_view, 6> terms_texts = {
    "2/10, 1/20, net 30, adjusted modified following",         "EOM + 45, grace 5 days, closed 08-01..08-31",
    "50% advance, 1/3 of total net 30, balance net 10th prox", "12 monthly instalments, sequential",
    "3% by 15 MFI, net 60, ROG, discount grace 2 days",        "30/60/90, adjusted nearest"};

/// Days after the document by which its goods came.
constexpr std::int32_t longest_delivery = 31;

std::size_t terms_of(std::size_t row) { return row % terms_texts.size(); }

Table codes_of_terms() {
  std::vector<std::string_view> codes = {"A", "B", "C", "D", "E", "F"};
  Table terms("terms");
  terms.add(Column::text("code", codes));
  terms.add(Column::text("text", {terms_texts.begin(), terms_texts.end()}));
  return terms;
}

Table offers(const Table& documents) {
  const auto issued = documents.int32s("issue_date");
  const auto amounts = documents.int64s("amount");
  std::vector<std::string_view> codes, currencies;
  std::vector<std::int32_t> received;
  for (std::size_t row = 0; row < issued.size(); ++row) {
    codes.push_back(std::string_view("ABCDEF").substr(terms_of(row), 1));
    currencies.push_back(documents.text_at("currency", static_cast<std::int64_t>(row)));
    received.push_back(issued[row] + static_cast<std::int32_t>(row) % longest_delivery);
  }
  Table table("documents");
  table.add(Column::date("issue_date", {issued.begin(), issued.end()}));
  table.add(Column::date("receipt_date", std::move(received)));
  table.add(Column::int64("amount", {amounts.begin(), amounts.end()}, ColumnRole::money));
  table.add(Column::int64("base_amount", {amounts.begin(), amounts.end()}, ColumnRole::money));
  table.add(Column::text("currency", currencies));
  table.add(Column::text("terms", codes));
  return table;
}

TermsOptions terms_options(std::int32_t threads) {
  TermsOptions options;
  options.threads = threads;
  options.calendar = Calendar::named("TARGET");
  return options;
}

Result due_dates_of(const Table& offered, std::int32_t threads) {
  std::vector<PaymentTerms> terms;
  terms.reserve(terms_texts.size());
  for (const std::string_view text : terms_texts) terms.push_back(parse_terms(text));
  const auto issued = offered.int32s("issue_date");
  std::vector<std::int32_t> codes(issued.size()), due(issued.size());
  for (std::size_t row = 0; row < codes.size(); ++row) codes[row] = static_cast<std::int32_t>(terms_of(row));
  compute_due_dates(terms, codes, {.issue = issued, .receipt = offered.int32s("receipt_date")}, due,
                    terms_options(threads));
  Table table("due_dates");
  table.add(Column::date("due_date", std::move(due)));
  return Result({std::move(table)});
}

Result schedules_of(const Table& offered) {
  const Calendar calendar = Calendar::named("TARGET");
  ScheduleTerms terms;
  terms.unit = PeriodUnit::months;
  terms.stub = Stub::long_last;
  terms.convention = BusinessDayConvention::modified_following;
  terms.calendar = &calendar;
  const auto issued = offered.int32s("issue_date");
  std::vector<std::int32_t> ends(issued.begin(), issued.end());
  for (std::size_t row = 0; row < ends.size(); ++row) ends[row] += 100 + static_cast<std::int32_t>(row % 400);
  Schedules found = schedules(issued, ends, terms);
  Table dates("dates"), rows("rows");
  dates.add(Column::date("date", std::move(found.dates)));
  rows.add(Column::int64("offset", std::move(found.offsets)));
  return Result({std::move(dates), std::move(rows)});
}

/// Each document as a loan that comes back in three unequal parts, some of them with two rates or none.
Result yields_of(const Table& offered, std::int32_t threads) {
  const auto issued = offered.int32s("issue_date");
  const auto amounts = offered.int64s("amount");
  std::vector<std::int32_t> days;
  std::vector<std::int64_t> minor, offsets = {0};
  for (std::size_t row = 0; row < issued.size(); ++row) {
    for (const std::int32_t part : {0, 1, 2, 3}) {
      days.push_back(issued[row] + 37 * part + static_cast<std::int32_t>(row % 5));
      const std::int64_t sign = row % 7 == 0 && part == 3 ? -1 : 1;
      minor.push_back(part == 0 ? -amounts[row] : sign * (amounts[row] / (part + 1) + part));
    }
    offsets.push_back(static_cast<std::int64_t>(days.size()));
  }
  std::vector<cashflow::Yield> found(issued.size());
  cashflow::YieldOptions options;
  options.threads = threads;
  options.day_count = DayCount::act_act_isda;
  cashflow::yields({.days = days, .minor = minor, .offsets = offsets}, options, found);
  std::vector<double> rates;
  std::vector<std::int32_t> status, roots;
  for (const cashflow::Yield& yield : found) {
    rates.push_back(yield.rate);
    status.push_back(static_cast<std::int32_t>(yield.status));
    roots.push_back(yield.roots);
  }
  Table table("yields");
  table.add(Column::float64("rate", std::move(rates)));
  table.add(Column::int32("status", std::move(status)));
  table.add(Column::int32("roots", std::move(roots)));
  return Result({std::move(table)});
}

}  // namespace

std::vector<Result> single_documents(const Table& documents, std::int32_t threads, std::int64_t chunk_rows) {
  const std::vector<Table> tables = {offers(documents), codes_of_terms()};
  const Chunks chunks(tables, chunk_rows);
  std::vector<Result> all;
  all.push_back(compute_terms_schedules(chunks.chunks, TermsReading::not_set, terms_options(threads), {},
                                        "EUR", MoneyForm::minor));
  all.push_back(due_dates_of(tables.front(), threads));
  all.push_back(schedules_of(tables.front()));
  all.push_back(yields_of(tables.front(), threads));
  return all;
}

Interest interest_of(const Ledger& ledger, Date as_of, std::int32_t threads) {
  std::vector<Table> tables;
  tables.emplace_back("reference");
  tables.back().add(Column::date(
      "from", {Date("2020-01-01").days(), Date("2024-01-01").days(), Date("2024-05-15").days()}));
  tables.back().add(Column::text("rate", {"0.025", "0.045", "0.0425"}));
  tables.emplace_back("compensation");
  tables.back().add(Column::text("currency", {"EUR", "USD", "JPY", "KWD", "GBP", "CHF"}));
  tables.back().add(Column::int64("from_amount", {0, 0, 0, 0, 0, 0}, ColumnRole::money));
  tables.back().add(
      Column::int64("compensation", {4'000, 4'500, 6'000, 15'000, 3'500, 4'000}, ColumnRole::money));
  const TableViews views(tables);
  InterestOptions options;
  options.threads = threads;
  options.margin = 80'000'000;
  options.money = MoneyForm::minor;
  options.currency = "EUR";
  return compute_interest(ledger, as_of, views.views(), options);
}

}  // namespace openitem::determinism
