#include "plan/plan_columns.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "column/named_tables.hpp"
#include "column/plain_cells.hpp"
#include "column/rate_cells.hpp"
#include "column/required_cells.hpp"
#include "plan/checks.hpp"

namespace openitem::plan {
namespace {

constexpr std::array<std::string_view, 10> kPlanNames = {
    "plan",        "currency", "principal",    "start_date", "first_due_date",
    "instalments", "rate",     "down_payment", "balloon",    "charge"};

class PlanReader {
 public:
  PlanReader(const ChunkedTable& table, const PlanOptions& options) : table_(table), options_(options) {}

  PlanColumns read() {
    require_known_columns(table_, kPlanNames);
    plans_.currency = require_row_currencies(table_, options_.currency, options_.threads);
    plans_.principal =
        require_row_amounts(require_column(table_, "principal"), plans_.currency, options_.money, 1);
    plans_.start = require_row_days(require_column(table_, "start_date"), options_.date_format, 1);
    if (const ChunkedColumn* const first = table_.find("first_due_date")) {
      plans_.first_due = read_row_days(*first, options_.date_format, 1);
    }
    read_counts();
    read_rates();
    read_amounts("down_payment", plans_.down_payment, plans_.has_down_payment);
    read_amounts("balloon", plans_.balloon, plans_.has_balloon);
    read_amounts("charge", plans_.charge, plans_.has_charge);
    if (const ChunkedColumn* const plan = table_.find("plan")) {
      plans_.keys = require_row_keys(*plan, options_.threads);
      require_distinct_keys(*plan, *plans_.keys, "a key that no row before has");
    }
    return std::move(plans_);
  }

 private:
  void read_counts() {
    const ChunkedColumn* const column = table_.find("instalments");
    if (column == nullptr) return;
    IntegerCells cells = read_integers(*column, options_.threads);
    require_readable(*column, cells.problems);
    for (std::size_t row = 0; row < cells.values.size(); ++row) {
      const bool is_there = cells.is_null[row] == 0;
      plans_.has_instalments.push_back(is_there ? 1 : 0);
      if (is_there && (cells.values[row] < 1 || cells.values[row] > kMostInstalments)) {
        refuse_cell(Status::out_of_bounds, *column, static_cast<std::int64_t>(row), "1 to 2,000 instalments");
      }
    }
    plans_.instalments = std::move(cells.values);
  }

  void read_rates() {
    const ChunkedColumn* const column = table_.find("rate");
    if (column == nullptr) return;
    for (const std::optional<std::int64_t>& rate : openitem::read_rates(*column, kPlanRate)) {
      plans_.rate.push_back(rate.value_or(0));
      plans_.has_rate.push_back(rate ? 1 : 0);
    }
  }

  void read_amounts(std::string_view name, std::vector<std::int64_t>& amounts,
                    std::vector<std::uint8_t>& has_value) {
    const ChunkedColumn* const column = table_.find(name);
    if (column == nullptr) return;
    MoneyCells cells = read_row_amounts(*column, plans_.currency, options_.money, 1);
    amounts = std::move(cells.minor);
    for (const std::uint8_t is_null : cells.is_null) has_value.push_back(is_null == 0 ? 1 : 0);
  }

  const ChunkedTable& table_;
  const PlanOptions& options_;
  PlanColumns plans_;
};

}  // namespace

PlanTerms PlanColumns::terms_of(std::size_t row, const PlanTerms& shared) const {
  PlanTerms terms = shared;
  if (!first_due.empty() && first_due[row] != kNoDate) terms.first_due = Date(first_due[row]);
  if (!instalments.empty() && has_instalments[row] != 0) {
    terms.instalments = static_cast<std::int32_t>(instalments[row]);
  }
  if (!rate.empty() && has_rate[row] != 0) {
    terms.rate = rate[row];
    terms.rate_unit = kPartsOfOne;
  }
  if (!down_payment.empty() && has_down_payment[row] != 0) terms.down_payment = down_payment[row];
  if (!balloon.empty() && has_balloon[row] != 0) terms.balloon = balloon[row];
  if (!charge.empty() && has_charge[row] != 0) terms.charge = charge[row];
  return terms;
}

PlanColumns read_plan_columns(std::span<const TableView> tables, const PlanOptions& options) {
  constexpr std::array<std::string_view, 1> names = {"plans"};
  const NamedTables given(tables, names);
  return PlanReader(given.require("plans"), options).read();
}

}  // namespace openitem::plan
