// Every golden case again, through the C ABI and nothing else of openitem.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "c/columns.h"
#include "cpp/golden_runner.hpp"
#include "golden/c_abi_answers.hpp"
#include "openitem/aging.h"
#include "openitem/ledger.h"
#include "openitem/money.h"
#include "openitem/time.h"

namespace openitem::golden::golden_c_test {
namespace {

using namespace c_abi;

// ---- money --------------------------------------------------------------------------------------------------------

oi_rounding rounding_of(const std::string& name) {
  static const std::map<std::string, oi_rounding> modes = {{"half_up", OI_ROUND_HALF_UP},
                                                           {"half_even", OI_ROUND_HALF_EVEN},
                                                           {"half_down", OI_ROUND_HALF_DOWN},
                                                           {"half_odd", OI_ROUND_HALF_ODD},
                                                           {"half_ceiling", OI_ROUND_HALF_CEILING},
                                                           {"half_floor", OI_ROUND_HALF_FLOOR},
                                                           {"up", OI_ROUND_UP},
                                                           {"down", OI_ROUND_DOWN},
                                                           {"ceiling", OI_ROUND_CEILING},
                                                           {"floor", OI_ROUND_FLOOR}};
  return modes.at(name);
}

std::string rounded(const std::string& value, std::int64_t decimals, oi_rounding mode) {
  oi_error error;
  char text[64];
  ask(oi_decimal_round(value.c_str(), static_cast<std::int32_t>(decimals), mode, text, sizeof text, &error),
      error);
  return text;
}

/// The source rounds the parts of a negative total down; for the others the library's default must agree.
oi_allocation_sign placement_of(std::int64_t minor) {
  return minor < 0 ? OI_ALLOCATE_FLOOR : OI_ALLOCATE_SYMMETRIC;
}

const Registration round_to_integer("round_to_integer", [](const Inputs& inputs) {
  return Json(rounded(inputs.text("value"), 0, rounding_of(inputs.text("rounding"))));
});

const Registration round_decimals("round_decimals", [](const Inputs& inputs) {
  const std::string value = inputs.text("value");
  const std::int64_t decimals = inputs.integer("decimals");
  return Json{{"half_up", rounded(value, decimals, OI_ROUND_HALF_UP)},
              {"up", rounded(value, decimals, OI_ROUND_UP)},
              {"down", rounded(value, decimals, OI_ROUND_DOWN)}};
});

const Registration power_of_ten("round_to_power_of_ten", [](const Inputs& inputs) {
  oi_error error;
  std::int64_t result = 0;
  ask(oi_money_round_power_of_ten(inputs.integer("amount_minor"),
                                  static_cast<std::int32_t>(inputs.integer("unit_power")),
                                  rounding_of(inputs.text("rounding")), &result, &error),
      error);
  return Json(result);
});

const Registration by_ratios("allocate", [](const Inputs& inputs) {
  oi_error error;
  const std::int64_t minor = inputs.integer("amount_minor");
  const std::vector<std::string> ratios = inputs.decimals("ratios");
  std::vector<const char*> weights;
  for (const std::string& ratio : ratios) weights.push_back(ratio.c_str());
  std::vector<std::int64_t> parts(ratios.size());
  ask(oi_money_allocate_decimal(minor, weights.data(), static_cast<std::int32_t>(weights.size()),
                                placement_of(minor), parts.data(), &error),
      error);
  return Json(parts);
});

const Registration equally("allocate_equal", [](const Inputs& inputs) {
  oi_error error;
  const std::int64_t minor = inputs.integer("amount_minor");
  std::vector<std::int64_t> parts(static_cast<std::size_t>(inputs.integer("n")));
  ask(oi_money_allocate_equal(minor, static_cast<std::int32_t>(parts.size()), placement_of(minor),
                              parts.data(), &error),
      error);
  return Json(parts);
});

const Registration currency_info("currency_info", [](const Inputs& inputs) {
  oi_error error;
  std::int32_t minor_units = -1;
  char numeric[4];
  ask(oi_currency_describe(inputs.text("currency").c_str(), &minor_units, numeric, &error), error);
  return Json{{"minor_units", minor_units}, {"numeric", numeric}};
});

const Registration cash_round("cash_round", [](const Inputs& inputs) {
  oi_error error;
  std::int64_t minor = 0;
  const std::string currency = inputs.text("currency");
  ask(oi_money_round_cash(inputs.text("value").c_str(), inputs.text("unit").c_str(), currency.c_str(),
                          rounding_of(inputs.text("rounding")), &minor, &error),
      error);
  return Json(text_of(minor, currency));
});

// ---- aging --------------------------------------------------------------------------------------------------------

/// Our labels in the words of the sources: "d1_30" is "1-30", "over_90" is ">90".
std::string label_of_source(const std::string& label) {
  if (label == "not_due") return "current";
  if (label.starts_with("over_")) return ">" + label.substr(5);
  std::string range = label.substr(1);
  std::replace(range.begin(), range.end(), '_', '-');
  return range;
}

const Registration aging_bucket("aging_bucket", [](const Inputs& inputs) {
  std::vector<std::int32_t> bounds;
  const bool day_zero_is_current = inputs.text("day_zero") == "current";
  if (day_zero_is_current) bounds.push_back(0);
  for (const std::int64_t edge : inputs.integers("edges")) bounds.push_back(static_cast<std::int32_t>(edge));
  oi_aging_options options = OI_AGING_OPTIONS_INIT;
  options.basis = inputs.text("basis") == "due_date" ? OI_AGING_BY_DUE : OI_AGING_BY_ISSUE;
  options.bounds = bounds.data();
  options.bounds_count = static_cast<std::int32_t>(bounds.size());
  oi_error error;
  char label[32];
  ask(oi_aging_bucket(day_of(inputs.text("as_of")), day_of(inputs.text("date")), &options, label,
                      sizeof label, &error),
      error);
  return Json(label_of_source(label));
});

constexpr oi_day some_day = 19904;  // 2024-06-30; the sources name no date

const Registration aging_row_total("aging_row_total", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  const std::string customer = inputs.text("customer");
  const std::vector<std::string> balances = inputs.texts("balances");
  const std::int64_t rows = static_cast<std::int64_t>(balances.size());
  const std::vector<const char*> customers(balances.size(), customer.c_str());
  std::vector<std::int32_t>
      issue_dates;  // one invoice in the middle of each bucket: 15, 45, 75, 105 days old
  std::vector<std::int64_t> amounts;
  for (std::int64_t i = 0; i < rows; ++i) {
    issue_dates.push_back(static_cast<std::int32_t>(some_day - 15 - 30 * i));
    amounts.push_back(minor_of(balances[static_cast<std::size_t>(i)], currency));
  }
  text_cells cells;
  const oi_column columns[] = {text_column(&cells, "customer", customers.data(), static_cast<int>(rows)),
                               plain_column("due_date", OI_COLUMN_DATE32, issue_dates.data()),
                               plain_column("issue_date", OI_COLUMN_DATE32, issue_dates.data()),
                               plain_column("amount", OI_COLUMN_INT64, amounts.data())};
  oi_aging_options options = OI_AGING_OPTIONS_INIT;
  options.basis = OI_AGING_BY_ISSUE;
  oi_item_options items = OI_ITEM_OPTIONS_INIT;
  items.money = OI_MONEY_MINOR;
  items.currency = currency.c_str();
  oi_error error;
  oi_result* aging = nullptr;
  ask(oi_aging_compute_items(columns, 4, rows, some_day, &options, &items, &aging, &error), error);
  const char* const labels[] = {"d0_30", "d31_60", "d61_90", "over_90"};
  for (std::size_t i = 0; i < amounts.size(); ++i)
    EXPECT_EQ(integer_at(aging, "rows", labels[i], 0), amounts[i]);
  const std::string total = text_of(integer_at(aging, "rows", "total", 0), currency);
  oi_result_release(aging);
  return Json(total);
});

/// Text columns of one table, row by row.
class TextTable {
 public:
  TextTable(const char* name, std::initializer_list<const char*> columns) : name_(name), names_(columns) {}
  void add(std::initializer_list<std::string> row) { rows_.emplace_back(row); }
  /// Lives as long as this table, and until the next call.
  oi_table table() {
    cells_.resize(names_.size());
    columns_.clear();
    for (std::size_t c = 0; c < names_.size(); ++c) {
      std::vector<const char*> texts;
      for (const std::vector<std::string>& row : rows_)
        texts.push_back(row[c].empty() ? nullptr : row[c].c_str());
      columns_.push_back(text_column(&cells_[c], names_[c], texts.data(), static_cast<int>(texts.size())));
    }
    return table_of(name_, columns_.data(), static_cast<std::int32_t>(columns_.size()),
                    static_cast<std::int64_t>(rows_.size()));
  }

 private:
  const char* name_;
  std::vector<const char*> names_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<text_cells> cells_;
  std::vector<oi_column> columns_;
};

/// A ledger of one customer from documents, applications and instalments.
class OneCustomer {
 public:
  explicit OneCustomer(std::string currency) : currency_(std::move(currency)) {}
  ~OneCustomer() { oi_ledger_release(ledger_); }
  OneCustomer(const OneCustomer&) = delete;
  OneCustomer& operator=(const OneCustomer&) = delete;

  void document(const std::string& id, const std::string& kind, const std::string& date,
                const std::string& amount) {
    documents_.add({"C", id, kind, date, kind == "invoice" ? date : "", amount});
  }
  void apply(const std::string& credit, const std::string& amount, const std::string& date) {
    applications_.add({credit, "INV", amount, date});
  }
  void instalment(int number, const std::string& due_date, const std::string& amount) {
    instalments_.add({"INV", std::to_string(number), due_date, amount});
  }
  void build() {
    const oi_table tables[] = {documents_.table(), applications_.table(), instalments_.table()};
    oi_ledger_options options = OI_LEDGER_OPTIONS_INIT;
    options.currency = currency_.c_str();
    oi_error error;
    ask(oi_ledger_build(tables, 3, &options, &ledger_, &error), error);
  }
  [[nodiscard]] const oi_ledger* get() const { return ledger_; }
  /// The items that are open at the end of a day; the caller releases them.
  [[nodiscard]] oi_result* items(const std::string& date) const {
    oi_error error;
    oi_result* items = nullptr;
    ask(oi_aging_list_items(ledger_, day_of(date), nullptr, nullptr, &items, &error), error);
    return items;
  }

 private:
  std::string currency_;
  TextTable documents_{"documents", {"customer", "id", "kind", "issue_date", "due_date", "amount"}};
  TextTable applications_{"applications", {"credit_id", "debit_id", "amount", "applied_on"}};
  TextTable instalments_{"instalments", {"document_id", "number", "due_date", "amount"}};
  oi_ledger* ledger_ = nullptr;
};

/// Open amounts by instalment number; a settled one is no item any more.
std::map<std::int64_t, std::int64_t> open_by_instalment(const OneCustomer& ledger, const std::string& date) {
  std::map<std::int64_t, std::int64_t> open;
  oi_result* items = ledger.items(date);
  for (std::int64_t row = 0; row < row_count(items, "items"); ++row) {
    open[integer_at(items, "items", "instalment", row)] = integer_at(items, "items", "open", row);
  }
  oi_result_release(items);
  return open;
}

std::string day_after(const std::string& date, std::int64_t days) {
  oi_error error;
  char text[16];
  ask(oi_day_format(static_cast<oi_day>(day_of(date) + days), nullptr, text, sizeof text, &error), error);
  return text;
}

/// Payments arrive on one day and credit notes on the next, so that what each settles can be read from two dates.
const Registration apply_to_instalments("apply_to_instalments", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  OneCustomer ledger(currency);
  ledger.document("INV", "invoice", "2024-01-01", inputs.text("invoice_total"));
  std::vector<std::int64_t> invoiced;
  for (const Inputs& line : inputs.objects("instalments")) {
    const std::string amount = line.text("amount");
    invoiced.push_back(minor_of(amount, currency));
    ledger.instalment(static_cast<int>(invoiced.size()), day_after("2024-01-01", line.integer("due_days")),
                      amount);
  }
  int credits = 0;
  const auto settle = [&](const std::string& kind, const std::string& date,
                          const std::vector<std::string>& amounts) {
    for (const std::string& amount : amounts) {
      const std::string id = "CR-" + std::to_string(++credits);
      ledger.document(id, kind, date, "-" + amount);
      ledger.apply(id, amount, date);
    }
  };
  settle("payment", "2024-01-02", inputs.texts("payments"));
  settle("credit_note", "2024-01-03", inputs.texts("credit_notes"));
  ledger.build();
  std::map<std::int64_t, std::int64_t> after_payments = open_by_instalment(ledger, "2024-01-02");
  std::map<std::int64_t, std::int64_t> after_all = open_by_instalment(ledger, "2024-01-03");
  Json rows = Json::array();
  for (std::size_t i = 0; i < invoiced.size(); ++i) {
    const std::int64_t number = static_cast<std::int64_t>(i) + 1;
    rows.push_back({{"invoiced", text_of(invoiced[i], currency)},
                    {"paid", text_of(invoiced[i] - after_payments[number], currency)},
                    {"credit_note", text_of(after_payments[number] - after_all[number], currency)},
                    {"outstanding", text_of(after_all[number], currency)}});
  }
  return rows;
});

const Registration open_item_rows("open_item_rows", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  OneCustomer ledger(currency);
  ledger.document("INV", "invoice", "2024-01-01", inputs.text("invoice"));
  ledger.document("PAY", "payment", "2024-01-02", "-" + inputs.text("payment"));
  ledger.apply("PAY", inputs.text("payment"), "2024-01-02");
  if (minor_of(inputs.text("unallocated_payment"), currency) != 0) {
    ledger.document("ADVANCE", "payment", "2024-01-02", "-" + inputs.text("unallocated_payment"));
  }
  ledger.document("CN", "credit_note", "2024-01-02", "-" + inputs.text("standalone_credit_note"));
  ledger.build();
  oi_result* items = ledger.items("2024-01-02");
  Json rows = Json::array();
  for (std::int64_t row = 0; row < row_count(items, "items"); ++row) {
    // The source shows a credit as paid without having been invoiced.
    const std::int64_t invoiced = std::max<std::int64_t>(integer_at(items, "items", "amount", row), 0);
    const std::int64_t open = integer_at(items, "items", "open", row);
    rows.push_back({{"invoiced", text_of(invoiced, currency)},
                    {"paid", text_of(invoiced - open, currency)},
                    {"outstanding", text_of(open, currency)}});
  }
  oi_result_release(items);
  return rows;
});

const Registration ar_rollforward("ar_rollforward", [](const Inputs& inputs) {
  const std::string currency = inputs.text("currency");
  OneCustomer ledger(currency);
  ledger.document("OPEN", "opening_balance", "2023-12-31", inputs.text("opening"));
  ledger.document("SALES", "invoice", "2024-03-31", inputs.text("sales"));
  ledger.document("CASH", "payment", "2024-06-30", "-" + inputs.text("collections"));
  ledger.document("LOSS", "write_off", "2024-12-31", "-" + inputs.text("writeoffs"));
  ledger.build();
  oi_error error;
  oi_result* moved = nullptr;
  ask(oi_aging_roll_forward(ledger.get(), day_of("2023-12-31"), day_of("2024-12-31"), nullptr, &moved,
                            &error),
      error);
  const std::string closing =
      text_of(integer_at(moved, "totals", "amount", row_with(moved, "totals", "line", "closing")), currency);
  EXPECT_EQ(integer_at(moved, "totals", "amount", row_with(moved, "totals", "line", "difference")), 0);
  oi_result_release(moved);
  return Json(closing);
});

// ---- the run ------------------------------------------------------------------------------------------------------

/// Functions that the C ABI does not offer yet, each with the reason.
const Pending& pending_functions() {
  static const Pending pending = {
      {"cox_ph", "Cox regression comes with the prediction of payments"},
      {"discrete_hazard", "discrete hazards come with the prediction of payments"}};
  return pending;
}

class GoldenThroughC : public testing::TestWithParam<std::string> {};

TEST_P(GoldenThroughC, EveryCaseAgreesWithItsSource) {
  const Json cases = load(GetParam());
  const Outcome outcome = run_cases(cases, registered_adapters(), pending_functions());
  std::cout << GetParam() << " through C: " << outcome.ran << " of " << cases.size() << " cases ran\n";
  EXPECT_FALSE(cases.empty());
  EXPECT_EQ(outcome.ran + outcome.pending, static_cast<int>(cases.size()));
  for (const std::string& failure : outcome.failures) ADD_FAILURE() << failure;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  return "File" + info.param.substr(0, info.param.find('.'));
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenThroughC, testing::ValuesIn(case_files()), test_name);

}  // namespace
}  // namespace openitem::golden::golden_c_test
