#include "plan_life/plan_book.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>

#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "core/checked.hpp"
#include "plan_life/plan_book_reader.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 10> kInstalmentColumns = {
    "plan", "instalment", "due_date", "principal", "interest",
    "fee",  "payment",    "balance",  "currency",  "agreed_on"};
constexpr std::array<std::string_view, 4> kPlanColumns = {"plan", "start_date", "rate", "settlement_fee"};
constexpr std::array<std::string_view, 5> kPlanTableNames = {"instalments", "receipts", "costs", "plans",
                                                             "items"};
constexpr std::array<std::string_view, 3> kPartNames = {"principal", "interest", "fee"};
constexpr RateBounds kPlanRate{0, 100'000'000'000, "a fraction from 0 to 100 (0.08 = 8 %)"};
constexpr std::int64_t kLargestNumber = 1'000'000;

void check_neighbours(const PlanLifeColumns& columns, const PlanInstalment& before,
                      const PlanInstalment& instalment) {
  if (before.number == instalment.number) {
    columns.refuse(Status::invalid_data, "instalment", instalment.row,
                   "each number once in a version of a plan");
  }
  if (instalment.due >= before.due) return;
  columns.refuse(Status::invalid_data, "due_date", instalment.row,
                 show_day(before.due) + " or later: instalment " + std::to_string(before.number) +
                     " is due then, and due dates do not go back");
}

void check_balances(const PlanLifeColumns& columns, const PaymentPlan& plan, const PlanVersion& version,
                    const std::vector<std::optional<std::int64_t>>& balances) {
  std::int64_t left = version.principal;
  for (std::size_t at = version.begin; at < version.end; ++at) {
    const PlanInstalment& instalment = plan.instalments[at];
    left -= instalment.parts[kPrincipalPart];
    const auto& given = balances[static_cast<std::size_t>(instalment.row)];
    if (!given || *given == left) continue;
    columns.refuse(Status::inconsistent_data, "balance", instalment.row,
                   "the principal of the later instalments, " + show_money(left, plan.currency));
  }
}

}  // namespace

PlanBook PlanBookReader::read() {
  (void)tables_.require("instalments");
  read_plan_keys();
  read_instalments();
  if (tables_.find("plans") != nullptr) read_plans();
  if (tables_.find("receipts") != nullptr) read_receipts();
  if (tables_.find("costs") != nullptr) read_costs();
  if (tables_.find("items") != nullptr) read_items();
  return std::move(book_);
}

void PlanBookReader::read_plan_keys() {
  std::vector<const ChunkedColumn*> columns;
  std::vector<std::size_t> of_table;
  for (std::size_t at = 0; at < kPlanTableNames.size(); ++at) {
    const ChunkedTable* const table = tables_.find(kPlanTableNames[at]);
    if (table == nullptr) continue;
    columns.push_back(&require_column(*table, "plan"));
    of_table.push_back(at);
  }
  SharedKeyCells cells = read_shared_keys(columns, options_.threads);
  for (std::size_t at = 0; at < columns.size(); ++at) {
    require_readable(*columns[at], cells.columns[at].problems);
    std::vector<std::uint32_t>& codes = codes_[of_table[at]];
    codes = std::move(cells.columns[at].codes);
    const auto missing = std::find(codes.begin(), codes.end(), kNoKey);
    if (missing == codes.end()) continue;
    refuse_cell(Status::missing_value, *columns[at], missing - codes.begin(), "the key of a plan");
  }
  book_.keys = std::move(cells.dictionary);
  plan_at_.assign(book_.keys.size(), kNoKey);
  std::vector<std::uint32_t> present = codes_[kInstalmentTable];
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  for (const std::uint32_t code : present) {
    plan_at_[code] = static_cast<std::uint32_t>(book_.plans.size());
    book_.plans.emplace_back().key = code;
  }
  for (std::size_t at = 0; at < columns.size(); ++at) check_known(*columns[at], codes_[of_table[at]]);
}

void PlanBookReader::check_known(const ChunkedColumn& column, const std::vector<std::uint32_t>& codes) const {
  for (std::size_t row = 0; row < codes.size(); ++row) {
    if (plan_at_[codes[row]] != kNoKey) continue;
    refuse_cell(Status::unknown_reference, column, static_cast<std::int64_t>(row),
                "a plan of the table instalments");
  }
}

PaymentPlan& PlanBookReader::plan_of(PlanTable table, std::size_t row) {
  return book_.plans[plan_at_[codes_[table][row]]];
}

std::vector<std::uint16_t> PlanBookReader::currencies_of(PlanTable table) {
  std::vector<std::uint16_t> currencies;
  currencies.reserve(codes_[table].size());
  for (std::size_t row = 0; row < codes_[table].size(); ++row) {
    currencies.push_back(plan_of(table, row).currency);
  }
  return currencies;
}

PlanLifeColumns PlanBookReader::columns_of(PlanTable table, std::span<const std::string_view> names) const {
  const ChunkedTable& given = tables_.require(kPlanTableNames[table]);
  require_known_columns(given, names);
  return {given, rules_};
}

void PlanBookReader::read_instalments() {
  const PlanLifeColumns columns = columns_of(kInstalmentTable, kInstalmentColumns);
  const std::vector<std::uint16_t> currencies = columns.required_currencies();
  const auto numbers = columns.required_integers("instalment", 0, kLargestNumber);
  const auto due = columns.required_days("due_date"), agreed = columns.days("agreed_on");
  const auto principal = columns.required_amounts("principal", currencies);
  const auto interest = columns.amounts("interest", currencies), fee = columns.amounts("fee", currencies);
  const auto payment = columns.amounts("payment", currencies),
             balance = columns.amounts("balance", currencies);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    PaymentPlan& plan = plan_of(kInstalmentTable, row);
    if (plan.instalments.empty()) plan.currency = currencies[row];
    if (plan.currency != currencies[row]) {
      columns.refuse(
          Status::inconsistent_data, "currency", at,
          std::string(Currency::from_index(plan.currency).code()) + ", the currency of the plan's first row");
    }
    PlanInstalment instalment;
    instalment.row = at;
    instalment.agreed = agreed[row] == kNoDate ? kAlwaysAgreed : agreed[row];
    instalment.number = static_cast<std::int32_t>(numbers[row]);
    instalment.due = due[row];
    instalment.parts = {principal[row], interest[row].value_or(0), fee[row].value_or(0)};
    add_instalment(columns, plan, instalment);
    if (payment[row] && *payment[row] != sum_of(instalment.parts)) {
      columns.refuse(Status::inconsistent_data, "payment", at,
                     "principal + interest + fee = " + show_money(sum_of(instalment.parts), plan.currency));
    }
  }
  for (PaymentPlan& plan : book_.plans) arrange(columns, plan, balance);
}

void PlanBookReader::add_instalment(const PlanLifeColumns& columns, PaymentPlan& plan,
                                    const PlanInstalment& instalment) {
  for (std::size_t part = 0; part < kPartNames.size(); ++part) {
    if (instalment.parts[part] < 0) {
      columns.refuse(Status::invalid_data, kPartNames[part], instalment.row, "0 or more");
    }
    if (instalment.parts[part] >= kLargestPlan) {
      columns.refuse(Status::overflow, kPartNames[part], instalment.row, "less than 2^60 minor units");
    }
  }
  plan.instalments.push_back(instalment);
  plan.instalments.back().grace_end = grace_end(instalment);
}

// Versions by the day they were agreed on, instalments by number.
void PlanBookReader::arrange(const PlanLifeColumns& columns, PaymentPlan& plan,
                             const std::vector<std::optional<std::int64_t>>& balances) {
  std::sort(plan.instalments.begin(), plan.instalments.end(),
            [](const PlanInstalment& a, const PlanInstalment& b) {
              return std::tuple(a.agreed, a.number, a.row) < std::tuple(b.agreed, b.number, b.row);
            });
  std::int64_t total = 0;
  for (std::size_t at = 0; at < plan.instalments.size(); ++at) {
    const PlanInstalment& instalment = plan.instalments[at];
    total = checked_add(total, sum_of(instalment.parts));
    if (total >= kLargestPlan) {
      columns.refuse(Status::overflow, "principal", instalment.row,
                     "a plan of less than 2^60 minor units in all its versions");
    }
    if (at == 0 || plan.instalments[at - 1].agreed != instalment.agreed) {
      plan.versions.push_back({instalment.agreed, at, at, 0});
    } else {
      check_neighbours(columns, plan.instalments[at - 1], instalment);
    }
    plan.versions.back().end = at + 1;
    plan.versions.back().principal += instalment.parts[kPrincipalPart];
  }
  for (const PlanVersion& version : plan.versions) check_balances(columns, plan, version, balances);
}

std::int32_t PlanBookReader::grace_end(const PlanInstalment& instalment) const {
  if (!options_.calendar) return instalment.due + options_.grace_days;
  try {
    return options_.calendar->add_business_days(Date(instalment.due), options_.grace_days).days();
  } catch (Error& failure) {
    throw failure.at(instalment.row, "instalments.due_date");
  }
}

void PlanBookReader::read_plans() {
  const PlanLifeColumns columns = columns_of(kPlanTable, kPlanColumns);
  const std::vector<std::uint16_t> currencies = currencies_of(kPlanTable);
  const auto start = columns.days("start_date");
  const auto fees = columns.amounts("settlement_fee", currencies);
  std::vector<std::optional<std::int64_t>> rates(start.size());
  if (const ChunkedColumn* const rate = columns.find("rate")) rates = read_rates(*rate, kPlanRate);
  for (std::size_t row = 0; row < start.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    PaymentPlan& plan = plan_of(kPlanTable, row);
    if (plan.plans_row >= 0) columns.refuse(Status::invalid_data, "plan", at, "each plan once");
    const std::int32_t first_due = plan.instalments.front().due;
    if (start[row] != kNoDate && first_due < start[row]) {
      columns.refuse(Status::inconsistent_data, "start_date", at,
                     "a day not after the first due date, " + show_day(first_due));
    }
    plan.plans_row = at;
    plan.start = start[row];
    plan.rate = rates[row];
    plan.settlement_fee = fees[row].value_or(0);
    if (plan.settlement_fee < 0) columns.refuse(Status::invalid_data, "settlement_fee", at, "0 or more");
    if (plan.settlement_fee >= kLargestPlan) {
      columns.refuse(Status::overflow, "settlement_fee", at, "less than 2^60 minor units");
    }
  }
}

PlanBook read_plan_book(const NamedTables& tables, const PlanLifeOptions& options) {
  return PlanBookReader(tables, options).read();
}

}  // namespace openitem
