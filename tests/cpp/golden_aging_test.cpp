// Adapters of the golden cases about aging (tests/golden/02_aging.json).

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "aging_fixture.hpp"
#include "golden_runner.hpp"

namespace openitem::golden_aging_test {
namespace {

using aging_test::build;
using aging_test::text_table;
using aging_test::TextColumn;
using golden::Inputs;
using golden::Json;
using golden::Registration;

// "1-30" of "d1_30", "0-30" of "d0_30", ">90" of "over_90", "current" of "not_due".
std::string published_label(const std::string& label) {
  if (label == "not_due") return "current";
  if (label.starts_with("over_")) return ">" + label.substr(5);
  std::string range = label.substr(1);
  range[range.find('_')] = '-';
  return range;
}

const Registration bucket("aging_bucket", [](const Inputs& inputs) {
  AgingOptions options;
  const bool is_due = inputs.text("basis") == "due_date";
  options.basis = is_due ? AgingBasis::due : AgingBasis::issue;
  if (inputs.text("day_zero") == "current") options.bounds.push_back(0);
  for (const std::int64_t edge : inputs.integers("edges"))
    options.bounds.push_back(static_cast<std::int32_t>(edge));
  return Json(published_label(aging_bucket(Date(inputs.text("as_of")), Date(inputs.text("date")), options)));
});

// The balances as items of one customer, each of an age of its own bucket.
const Registration row_total("aging_row_total", [](const Inputs& inputs) {
  const Date as_of("2024-06-30");
  const std::string currency = inputs.text("currency");
  TextColumn customers{"customer", {}};
  TextColumn dates{"issue_date", {}};
  TextColumn due_dates{"due_date", {}};
  TextColumn amounts{"amount", {}};
  std::int32_t age = 0;
  for (const std::string& balance : inputs.texts("balances")) {
    customers.cells.push_back(inputs.text("customer"));
    dates.cells.push_back(add_days(as_of, -age).iso());
    due_dates.cells.emplace_back();
    amounts.cells.push_back(balance);
    age += age == 0 ? 31 : 30;
  }
  const std::vector<Table> tables = {text_table("items", {customers, dates, due_dates, amounts})};
  const TableViews views(tables);
  AgingOptions options;
  options.basis = AgingBasis::issue;
  ItemOptions items;
  items.currency = currency;
  const Aging aging = compute_aging(views.views(), as_of, options, items);
  return Json(format_money(aging.table("rows").int64s("total")[0], Currency(currency)));
});

LedgerOptions in_currency(const std::string& currency) {
  LedgerOptions options;
  options.currency = currency;
  return options;
}

// Documents and applications written row by row; ids are numbers from 1.
class Books {
 public:
  std::string add_document(const char* kind, const std::string& issue, const std::string& amount) {
    ids_.push_back(std::to_string(ids_.size() + 1));
    kinds_.emplace_back(kind);
    dates_.push_back(issue);
    amounts_.push_back(amount);
    return ids_.back();
  }
  void apply(const std::string& credit, const std::string& debit, const std::string& amount,
             const std::string& day) {
    credits_.push_back(credit);
    debits_.push_back(debit);
    applied_.push_back(amount);
    applied_on_.push_back(day);
  }
  [[nodiscard]] std::vector<Table> tables() const {
    return {text_table("documents", {{"customer", std::vector<std::string>(ids_.size(), "A")},
                                     {"id", ids_},
                                     {"kind", kinds_},
                                     {"issue_date", dates_},
                                     {"amount", amounts_}}),
            text_table("applications", {{"credit_id", credits_},
                                        {"debit_id", debits_},
                                        {"amount", applied_},
                                        {"applied_on", applied_on_}})};
  }

 private:
  std::vector<std::string> ids_, kinds_, dates_, amounts_;
  std::vector<std::string> credits_, debits_, applied_, applied_on_;
};

std::string negative(const std::string& amount) { return "-" + amount; }

// Open amounts of the first document's instalments, closed ones too.
std::vector<std::int64_t> open_instalments(const Ledger& ledger, const char* as_of) {
  const OpenItemSet set = ledger_test::open_items(ledger, as_of, nullptr, ApplicationClock::latest, true);
  std::vector<std::int64_t> open;
  for (std::size_t item = 0; item < set.items.open.size(); ++item) {
    if (set.items.instalment[item] != kNoInstalment) open.push_back(set.items.open[item]);
  }
  return open;
}

// Payments are applied on the second day and credit notes on the third: what each day settles is theirs.
const Registration instalments("apply_to_instalments", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  Books books;
  const std::string invoice = books.add_document("invoice", "2024-01-01", inputs.text("invoice_total"));
  for (const std::string& amount : inputs.texts("payments")) {
    books.apply(books.add_document("payment", "2024-01-02", negative(amount)), invoice, amount, "2024-01-02");
  }
  for (const std::string& amount : inputs.texts("credit_notes")) {
    books.apply(books.add_document("credit_note", "2024-01-03", negative(amount)), invoice, amount,
                "2024-01-03");
  }
  TextColumn documents{"document_id", {}};
  TextColumn numbers{"number", {}};
  TextColumn due_dates{"due_date", {}};
  TextColumn amounts{"amount", {}};
  for (const Inputs& instalment : inputs.objects("instalments")) {
    documents.cells.push_back(invoice);
    numbers.cells.push_back(std::to_string(numbers.cells.size() + 1));
    due_dates.cells.push_back(
        add_days(Date("2024-01-01"), static_cast<std::int32_t>(instalment.integer("due_days"))).iso());
    amounts.cells.push_back(instalment.text("amount"));
  }
  std::vector<Table> tables = books.tables();
  tables.push_back(text_table("instalments", {documents, numbers, due_dates, amounts}));
  const Ledger ledger = build(tables, in_currency(inputs.text("currency")));
  const std::vector<std::int64_t> invoiced = open_instalments(ledger, "2024-01-01");
  const std::vector<std::int64_t> paid = open_instalments(ledger, "2024-01-02");
  const std::vector<std::int64_t> credited = open_instalments(ledger, "2024-01-03");
  Json rows = Json::array();
  for (std::size_t at = 0; at < credited.size(); ++at) {
    rows.push_back({{"invoiced", format_money(invoiced.at(at), currency)},
                    {"paid", format_money(invoiced.at(at) - paid.at(at), currency)},
                    {"credit_note", format_money(paid.at(at) - credited.at(at), currency)},
                    {"outstanding", format_money(credited.at(at), currency)}});
  }
  return rows;
});

// The items of the drill-down: an invoice with what was paid of it, a credit as a payment without an invoice.
const Registration item_rows("open_item_rows", [](const Inputs& inputs) {
  const Currency currency(inputs.text("currency"));
  const auto is_there = [](const std::string& amount) {
    return amount.find_first_not_of("0.") != std::string::npos;
  };
  Books books;
  const std::string invoice = books.add_document("invoice", "2024-01-01", inputs.text("invoice"));
  const std::string payment = inputs.text("payment");
  if (is_there(payment)) {
    books.apply(books.add_document("payment", "2024-01-02", negative(payment)), invoice, payment,
                "2024-01-02");
  }
  const std::string unallocated = inputs.text("unallocated_payment");
  if (is_there(unallocated)) books.add_document("payment", "2024-01-03", negative(unallocated));
  const std::string credit_note = inputs.text("standalone_credit_note");
  if (is_there(credit_note)) books.add_document("credit_note", "2024-01-04", negative(credit_note));
  const Ledger ledger = build(books.tables(), in_currency(inputs.text("currency")));
  const Result result = list_aging_items(ledger, Date("2024-01-31"));
  const Table& items = result.table("items");
  Json rows = Json::array();
  for (std::size_t row = 0; row < static_cast<std::size_t>(items.rows()); ++row) {
    const std::int64_t open = items.int64s("open")[row];
    const std::int64_t invoiced = open > 0 ? items.int64s("amount")[row] : 0;
    rows.push_back({{"invoiced", format_money(invoiced, currency)},
                    {"paid", format_money(invoiced - open, currency)},
                    {"outstanding", format_money(open, currency)}});
  }
  return rows;
});

// What the year began with, and what moved the account in it.
const Registration roll_forward("ar_rollforward", [](const Inputs& inputs) {
  Books books;
  books.add_document("opening_balance", "2023-12-31", inputs.text("opening"));
  books.add_document("invoice", "2024-06-30", inputs.text("sales"));
  books.add_document("payment", "2024-09-30", negative(inputs.text("collections")));
  books.add_document("write_off", "2024-12-31", negative(inputs.text("writeoffs")));
  const Ledger ledger = build({books.tables().front()}, in_currency(inputs.text("currency")));
  const RollForward result = compute_roll_forward(ledger, Date("2023-12-31"), Date("2024-12-31"));
  const Table& totals = result.table("totals");
  const auto line = [&](const char* name) {
    return format_money(aging_test::figure(totals, "line", name, "amount"),
                        Currency(inputs.text("currency")));
  };
  EXPECT_EQ(line("opening"), inputs.text("opening"));
  EXPECT_EQ(line("invoice"), inputs.text("sales"));
  EXPECT_EQ(line("payment"), negative(inputs.text("collections")));
  EXPECT_EQ(line("write_off"), negative(inputs.text("writeoffs")));
  return Json(line("closing"));
});

}  // namespace
}  // namespace openitem::golden_aging_test
