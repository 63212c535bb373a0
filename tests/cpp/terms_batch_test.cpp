// Many documents: the batch against one document at a time, for any number of threads and any order of rows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "openitem/terms.hpp"

namespace openitem::terms_batch_test {
namespace {

using testing::HasSubstr;

constexpr std::int32_t missing_day = INT32_MIN;

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all = {
      "net 30",
      "2/10, 1/20, net 30, grace 3, discount grace 1",
      "3 instalments 30/60/90",
      "1/3 of total net 30, 25% of remainder net EOM + 45 days, balance net 10th prox",
      "50% advance, balance COD",
      "2/10, net 30, ROG",
      "net cutoff 20 + 10th prox, AS OF",
      "EUR 5.00 net 1 month, balance net next 5th/20th, sequential",
      "2% by EOM + 10 days, net 20 after discount",
      "net 30, closed 08-01..08-31, adjusted modified following",
      "12 monthly instalments"};
  return all;
}

struct Documents {
  std::vector<std::int32_t> codes, issue, receipt, delivery, as_of;
  std::vector<std::int64_t> total, tax, base;
};

Documents random_documents(std::size_t rows) {
  std::mt19937_64 engine(11);
  const auto number = [&engine](std::int64_t first, std::int64_t last) {
    return std::uniform_int_distribution<std::int64_t>(first, last)(engine);
  };
  Documents documents;
  for (std::size_t i = 0; i < rows; ++i) {
    documents.codes.push_back(
        static_cast<std::int32_t>(number(0, static_cast<std::int64_t>(texts().size()) - 1)));
    documents.issue.push_back(static_cast<std::int32_t>(number(19'000, 20'500)));
    documents.receipt.push_back(static_cast<std::int32_t>(documents.issue.back() + number(0, 40)));
    documents.delivery.push_back(static_cast<std::int32_t>(documents.issue.back() + number(-5, 20)));
    documents.as_of.push_back(static_cast<std::int32_t>(documents.issue.back() + number(0, 90)));
    documents.total.push_back(number(0, 9) == 0 ? 0 : number(-100'000, 900'000));
    documents.tax.push_back(documents.total.back() / 6);
    documents.base.push_back(documents.total.back() * 109 / 100);
  }
  return documents;
}

TermsOptions options_of() {
  TermsOptions options;
  options.calendar = Calendar::named("TARGET");
  options.postponements = {{Date("2024-07-10"), Date("2024-07-12")}};
  options.discount_tax = TermsDiscountTax::excluded;
  return options;
}

std::vector<PaymentTerms> all_terms() {
  std::vector<PaymentTerms> terms;
  for (const std::string& text : texts()) terms.push_back(parse_terms(text));
  return terms;
}

TermsDates dates_of(const Documents& documents, std::size_t row) {
  TermsDates dates{Date(documents.issue[row])};
  dates.receipt = Date(documents.receipt[row]);
  dates.delivery = Date(documents.delivery[row]);
  dates.as_of = Date(documents.as_of[row]);
  return dates;
}

Result batch(const Documents& documents, const TermsOptions& options) {
  std::vector<std::string> names;
  for (const std::int32_t code : documents.codes) names.push_back("T" + std::to_string(code));
  const std::vector<std::string_view> codes(names.begin(), names.end());
  Table rows("documents");
  rows.add(Column::date("issue_date", documents.issue));
  rows.add(Column::date("receipt_date", documents.receipt));
  rows.add(Column::date("delivery_date", documents.delivery));
  rows.add(Column::date("as_of_date", documents.as_of));
  rows.add(Column::text("terms", codes));
  rows.add(Column::int64("amount", documents.total));
  rows.add(Column::int64("tax", documents.tax));
  rows.add(Column::int64("base_amount", documents.base));
  std::vector<std::string> term_names;
  for (std::size_t i = 0; i < texts().size(); ++i) term_names.push_back("T" + std::to_string(i));
  const std::vector<std::string_view> term_codes(term_names.begin(), term_names.end());
  const std::vector<std::string_view> term_texts(texts().begin(), texts().end());
  Table terms("terms");
  terms.add(Column::text("code", term_codes));
  terms.add(Column::text("text", term_texts));
  const std::vector<Table> tables = {rows, terms};
  return compute_terms_schedules(TableViews(tables).views(), TermsReading::not_set, options, "EUR", "USD",
                                 MoneyForm::minor);
}

TEST(TermsBatch, EqualsOneDocumentAtATime) {
  const Documents documents = random_documents(5'000);
  const TermsOptions options = options_of();
  const std::vector<PaymentTerms> terms = all_terms();
  const Result result = batch(documents, options);
  const Table& lines = result.table("instalments");
  const Table& windows = result.table("discounts");
  std::size_t at = 0;
  std::size_t window = 0;
  for (std::size_t row = 0; row < documents.codes.size(); ++row) {
    TermsAmounts amounts;
    amounts.total = documents.total[row];
    amounts.tax = documents.tax[row];
    amounts.base_total = documents.base[row];
    const TermsSchedule schedule =
        schedule_terms(terms[static_cast<std::size_t>(documents.codes[row])], dates_of(documents, row),
                       amounts, options, Currency("EUR"));
    std::int64_t sum = 0;
    std::int64_t base_sum = 0;
    for (const Instalment& expected : schedule.instalments) {
      ASSERT_EQ(lines.int64s("row")[at], static_cast<std::int64_t>(row));
      ASSERT_EQ(lines.int32s("instalment")[at], expected.number);
      ASSERT_EQ(lines.int32s("due_date")[at], expected.due.days()) << row;
      ASSERT_EQ(lines.int32s("grace_until")[at], expected.grace_until.days());
      ASSERT_EQ(lines.int64s("amount")[at], expected.amount);
      ASSERT_EQ(lines.int64s("base_amount")[at], expected.base_amount);
      sum += expected.amount;
      base_sum += expected.base_amount;
      ++at;
    }
    ASSERT_EQ(sum, documents.total[row]);
    ASSERT_EQ(base_sum, documents.base[row]);
    for (const DiscountWindow& expected : schedule.discounts) {
      ASSERT_EQ(windows.int64s("row")[window], static_cast<std::int64_t>(row));
      ASSERT_EQ(windows.int32s("deadline")[window], expected.deadline.days());
      ASSERT_EQ(windows.int32s("grace_until")[window], expected.grace_until.days());
      ASSERT_EQ(windows.column("rate").float64s()[window], static_cast<double>(expected.rate) / 1e9);
      ASSERT_EQ(windows.int64s("amount")[window], expected.amount);
      ASSERT_EQ(windows.int64s("payable")[window], expected.payable);
      ++window;
    }
  }
  EXPECT_EQ(lines.rows(), static_cast<std::int64_t>(at));
  EXPECT_EQ(windows.rows(), static_cast<std::int64_t>(window));
  const Table& proof = result.table("proof");
  EXPECT_EQ(proof.text_at("line", 2), "difference");
  EXPECT_EQ(proof.int64s("amount")[2], 0);
  EXPECT_EQ(proof.int64s("amount")[5], 0);
  EXPECT_EQ(proof.int64s("amount")[0],
            std::accumulate(documents.total.begin(), documents.total.end(), std::int64_t{0}));
}

TEST(TermsBatch, IsTheSameForAnyNumberOfThreads) {
  const Documents documents = random_documents(150'000);
  TermsOptions options = options_of();
  const Result one = batch(documents, options);
  for (const std::int32_t threads : {2, 3, 8}) {
    options.threads = threads;
    const Result many = batch(documents, options);
    for (const char* name : {"instalments", "discounts"}) {
      for (const Column& column : one.table(name).columns()) {
        const Column& other = many.table(name).column(column.name());
        if (column.type() == ColumnType::int64) {
          ASSERT_TRUE(std::ranges::equal(column.int64s(), other.int64s())) << column.name();
        }
        if (column.type() == ColumnType::int32 || column.type() == ColumnType::date32) {
          ASSERT_TRUE(std::ranges::equal(column.int32s(), other.int32s())) << column.name();
        }
      }
    }
  }
}

TEST(TermsBatch, DueDatesAreTheLatestOfEachDocumentInAnyOrder) {
  Documents documents = random_documents(3'000);
  const TermsOptions options = options_of();
  const std::vector<PaymentTerms> terms = all_terms();
  const auto compute = [&](const Documents& given, std::vector<PaymentTerms> of) {
    std::vector<std::int32_t> due(given.codes.size());
    compute_due_dates(of, given.codes, {given.issue, given.receipt, given.delivery, given.as_of}, due,
                      options);
    return due;
  };
  const std::vector<std::int32_t> due = compute(documents, terms);
  for (std::size_t row = 0; row < due.size(); ++row) {
    const std::vector<Date> lines = terms_due_dates(terms[static_cast<std::size_t>(documents.codes[row])],
                                                    dates_of(documents, row), options);
    ASSERT_EQ(due[row], std::max_element(lines.begin(), lines.end())->days()) << row;
  }
  Documents turned = documents;
  for (auto* column : {&turned.codes, &turned.issue, &turned.receipt, &turned.delivery, &turned.as_of}) {
    std::reverse(column->begin(), column->end());
  }
  std::vector<std::int32_t> turned_due = compute(turned, terms);
  std::reverse(turned_due.begin(), turned_due.end());
  EXPECT_EQ(turned_due, due);
  // Terms by the issue date alone are looked up in one table.
  for (std::int32_t& code : documents.codes) code = code % 4;
  const std::vector<std::int32_t> plain = compute(documents, {terms[0], terms[2], terms[8], terms[9]});
  for (std::size_t row = 0; row < plain.size(); ++row) {
    const std::size_t code =
        std::vector<std::size_t>{0, 2, 8, 9}[static_cast<std::size_t>(documents.codes[row])];
    ASSERT_EQ(plain[row], terms_due_dates(terms[code], dates_of(documents, row), options).back().days());
  }
}

TEST(TermsBatch, ALongHorizonOfFewRowsNeedsNoTable) {
  const std::vector<PaymentTerms> terms = {parse_terms("12 monthly instalments")};
  const std::vector<std::int32_t> codes = {0, 0};
  const std::vector<std::int32_t> issue = {Date("1900-01-31").days(), Date("9990-01-31").days()};
  std::vector<std::int32_t> due(2);
  compute_due_dates(terms, codes, {issue}, due);
  EXPECT_EQ(Date(due[0]), Date("1901-01-31"));
  EXPECT_EQ(Date(due[1]), Date("9991-01-31"));
}

// ---- rows that cannot be ---------------------------------------------------------------------------------

struct Place {
  Status status;
  std::int64_t row;
  std::string column;
};

template <typename Call>
Place failure_of(const Call& call) {
  try {
    call();
  } catch (const Error& failure) {
    return {failure.status(), failure.row(), std::string(failure.column())};
  }
  return {Status::ok, -1, ""};
}

TEST(TermsBatch, BadRowsOfDueDatesAreNamed) {
  const std::vector<PaymentTerms> terms = {parse_terms("net 30"), parse_terms("net 30 ROG")};
  std::vector<std::int32_t> due(3);
  const auto failure = [&](std::vector<std::int32_t> codes, std::vector<std::int32_t> issue,
                           std::vector<std::int32_t> receipt = {}) {
    return failure_of([&] { compute_due_dates(terms, codes, {issue, receipt}, due); });
  };
  Place place = failure({0, 2, 0}, {1, 1, 1});
  EXPECT_EQ(place.status, Status::out_of_bounds);
  EXPECT_EQ(place.row, 1);
  EXPECT_EQ(failure({0, -1, 0}, {1, 1, 1}).row, 1);
  place = failure({0, 0, 0}, {1, 1, missing_day});
  EXPECT_EQ(place.status, Status::missing_value);
  EXPECT_EQ(place.column, "documents.issue_date");
  EXPECT_EQ(place.row, 2);
  EXPECT_EQ(failure({0, 0, 0}, {1, 99'999'999, 1}).status, Status::date_out_of_range);
  place = failure({0, 1, 0}, {1, 1, 1});
  EXPECT_EQ(place.status, Status::missing_value);
  EXPECT_EQ(place.column, "documents.receipt_date");
  EXPECT_EQ(place.row, 1);
  EXPECT_EQ(failure({0, 1, 0}, {1, 1, 1}, {missing_day, 5, missing_day}).status, Status::ok);
  EXPECT_EQ(failure({0, 0, 0}, {1, Date::max_days, 1}).status, Status::date_out_of_range);
  EXPECT_EQ(failure({0, 0, 0}, {1, Date::max_days, 1}).row, 1);
  EXPECT_EQ(failure({0, 0, 0}, {1, 1}).status, Status::ragged_columns);
  EXPECT_EQ(failure({0, 0}, {1, 1}).status, Status::ragged_columns);
}

Place table_failure(const std::vector<Table>& tables, std::string_view currency = "EUR",
                    std::string_view base = "") {
  return failure_of([&] {
    const TableViews views(tables);
    static_cast<void>(
        compute_terms_schedules(views.views(), TermsReading::not_set, {}, currency, base, MoneyForm::minor));
  });
}

TEST(TermsBatch, BadCellsAreNamed) {
  const auto documents = [](std::initializer_list<const char*> terms, std::vector<std::int64_t> amounts) {
    Table table("documents");
    table.add(Column::dates("issue_date", {"2024-01-15", "2024-01-31"}));
    table.add(Column::text("terms", terms));
    table.add(Column::int64("amount", std::move(amounts)));
    return table;
  };
  EXPECT_EQ(table_failure({documents({"net 30", "n/30"}, {1, 2})}).status, Status::ok);
  Place place = table_failure({documents({"net 30", "30 EOM"}, {1, 2})});
  EXPECT_EQ(place.status, Status::not_set);
  EXPECT_EQ(place.row, 1);
  EXPECT_EQ(place.column, "documents.terms");
  EXPECT_EQ(table_failure({documents({"net 30", "soon"}, {1, 2})}).status, Status::invalid_data);
  EXPECT_EQ(table_failure({documents({"net 30", ""}, {1, 2})}).status, Status::missing_value);
  EXPECT_EQ(table_failure({documents({"net 30", "n/30"}, {1, 2})}, "").status, Status::not_set);
  EXPECT_EQ(table_failure({documents({"net 30", "n/30"}, {1, 2})}, "EUX").status, Status::unknown_name);
  EXPECT_EQ(table_failure({documents({"net 30", "n/30"}, {1, 2})}, "EUR", "USD").status,
            Status::missing_column);
  place = table_failure({documents({"net 30", "USD 5 net 10, balance net 30"}, {1, 2})});
  EXPECT_EQ(place.status, Status::inconsistent_data);
  EXPECT_EQ(place.row, 1);
  place = table_failure({documents({"net 30", "COD"}, {1, 2})});
  EXPECT_EQ(place.status, Status::missing_value);
  EXPECT_EQ(place.column, "documents.delivery_date");
  Table with_tax = documents({"net 30", "n/30"}, {100, 200});
  with_tax.add(Column::int64("tax", {20, 300}));
  place = table_failure({with_tax});
  EXPECT_EQ(place.status, Status::inconsistent_data);
  EXPECT_EQ(place.row, 1);
  Table with_base = documents({"net 30", "n/30"}, {100, 0});
  with_base.add(Column::int64("base_amount", {20, 300}));
  EXPECT_EQ(table_failure({with_base}, "EUR", "USD").status, Status::inconsistent_data);
  EXPECT_EQ(table_failure({with_base}, "EUR").status, Status::not_set);
  Table listed("terms");
  listed.add(Column::text("code", {"A", "A"})).add(Column::text("text", {"net 30", "net 60"}));
  place = table_failure({documents({"A", "A"}, {1, 2}), listed});
  EXPECT_EQ(place.status, Status::invalid_data);
  EXPECT_EQ(place.column, "terms.code");
  Table other("terms");
  other.add(Column::text("code", {"A", "B"})).add(Column::text("text", {"net 30", "net x"}));
  place = table_failure({documents({"A", "C"}, {1, 2}), other});
  EXPECT_EQ(place.status, Status::invalid_data);
  EXPECT_EQ(place.column, "terms.text");
  EXPECT_EQ(place.row, 1);
  Table short_list("terms");
  short_list.add(Column::text("code", {"A"})).add(Column::text("text", {"net 30"}));
  place = table_failure({documents({"A", "C"}, {1, 2}), short_list});
  EXPECT_EQ(place.status, Status::unknown_reference);
  EXPECT_EQ(place.row, 1);
  EXPECT_EQ(table_failure({listed}).status, Status::missing_column);
  EXPECT_EQ(table_failure({Table("invoices")}).status, Status::unknown_name);
}

TEST(TermsBatch, NoRowsMakeEmptyTables) {
  Table table("documents");
  table.add(Column::date("issue_date", {})).add(Column::text("terms", std::initializer_list<const char*>{}));
  table.add(Column::int64("amount", {}));
  const std::vector<Table> tables = {table};
  const Result result = compute_terms_schedules(TableViews(tables).views(), TermsReading::not_set, {}, "EUR");
  EXPECT_EQ(result.table("instalments").rows(), 0);
  EXPECT_EQ(result.table("proof").rows(), 0);
}

}  // namespace
}  // namespace openitem::terms_batch_test
