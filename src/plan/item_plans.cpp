// Several invoices in one plan: the plans, and each instalment's principal split back to the invoices.

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "plan/checks.hpp"
#include "plan/item_columns.hpp"
#include "plan/plan_tables.hpp"

namespace openitem::plan {
namespace {

constexpr std::int64_t kItemPlansInPart = 64;

/// A part of an instalment that settles an item.
struct ItemPart {
  std::size_t item = 0;  ///< row of the input
  std::int32_t instalment = 0, due = 0;
  std::int64_t principal = 0, tax = 0, balance = 0;
};

struct ItemPlan {
  FinishedPlan plan;
  std::vector<ItemPart> parts;
};

/// Rows of the items of each plan, oldest due first.
std::vector<std::vector<std::size_t>> rows_by_plan(const PlanItems& items) {
  std::vector<std::vector<std::size_t>> rows(items.plans.dictionary.size());
  for (std::size_t row = 0; row < items.due.size(); ++row) rows[items.plans.codes[row]].push_back(row);
  for (std::vector<std::size_t>& plan : rows) {
    std::stable_sort(plan.begin(), plan.end(),
                     [&](std::size_t one, std::size_t other) { return items.due[one] < items.due[other]; });
  }
  return rows;
}

/// What is still open of each item of one plan, and which part of an instalment goes to it.
class OpenItemsOfPlan {
 public:
  OpenItemsOfPlan(const PlanItems& items, const std::vector<std::size_t>& rows)
      : items_(items), rows_(rows), paid_tax_(rows.size(), 0) {
    for (const std::size_t row : rows) open_.push_back(items.planned[row]);
  }

  void settle(const PlanRow& instalment, ItemSplit split, std::vector<ItemPart>& parts) {
    const std::vector<std::int64_t> shares = split == ItemSplit::oldest_first
                                                 ? oldest_first(instalment.principal)
                                                 : allocate(instalment.principal, open_);
    for (std::size_t at = 0; at < shares.size(); ++at) {
      if (shares[at] == 0) continue;
      open_[at] -= shares[at];
      const std::size_t row = rows_[at];
      const std::int64_t settled = items_.planned[row] - open_[at];
      const std::int64_t tax_so_far = multiply_divide(items_.tax[row], settled, items_.planned[row]);
      parts.push_back({row, instalment.instalment, instalment.due, shares[at],
                       tax_so_far - std::exchange(paid_tax_[at], tax_so_far), open_[at]});
    }
  }

 private:
  [[nodiscard]] std::vector<std::int64_t> oldest_first(std::int64_t principal) const {
    std::vector<std::int64_t> shares;
    for (const std::int64_t open : open_) {
      shares.push_back(std::min(open, principal));
      principal -= shares.back();
    }
    return shares;
  }

  const PlanItems& items_;
  const std::vector<std::size_t>& rows_;
  std::vector<std::int64_t> open_, paid_tax_;
};

ItemPlan make_item_plan(const PlanItems& items, const std::vector<std::size_t>& rows, Date start,
                        const PlanTerms& terms, const ItemPlanOptions& options) {
  std::int64_t principal = 0;
  for (const std::size_t row : rows) principal = checked_add(principal, items.planned[row]);
  ItemPlan made;
  made.plan.currency = items.currency[rows.front()];
  made.plan.rows = plan_rows(principal, start, terms);
  made.plan.figures = plan_figures(made.plan.rows, principal, start, terms, options.plan.apr);
  OpenItemsOfPlan open(items, rows);
  for (const PlanRow& row : made.plan.rows) {
    if (row.principal < 0) {
      throw Error(Status::invalid_argument,
                  "the principal of this plan grows (capitalised interest, a financed fee, a charge above "
                  "the payments), and what "
                  "it grows by belongs to no item; expected terms without that");
    }
    if (row.principal > 0) open.settle(row, options.split, made.parts);
  }
  return made;
}

Table item_instalments_table(std::span<const ItemPlan> plans, const PlanKeys& plan_keys,
                             const PlanKeys& item_keys) {
  std::vector<std::int64_t> places, rows, principal, tax, balance;
  std::vector<std::int32_t> instalment, due;
  std::vector<std::string_view> currency;
  for (std::size_t place = 0; place < plans.size(); ++place) {
    for (const ItemPart& part : plans[place].parts) {
      places.push_back(static_cast<std::int64_t>(place));
      rows.push_back(static_cast<std::int64_t>(part.item));
      instalment.push_back(part.instalment);
      due.push_back(part.due);
      principal.push_back(part.principal);
      tax.push_back(part.tax);
      balance.push_back(part.balance);
      currency.push_back(Currency::from_index(plans[place].plan.currency).code());
    }
  }
  Table table("item_instalments");
  table.add(plan_keys.column("plan", places));
  table.add(item_keys.column("item", rows));
  table.add(Column::int32("instalment", std::move(instalment)));
  table.add(Column::date("due_date", std::move(due)));
  table.add(Column::int64("principal", std::move(principal), ColumnRole::money));
  table.add(Column::int64("tax", std::move(tax), ColumnRole::money));
  table.add(Column::int64("balance", std::move(balance), ColumnRole::money));
  table.add(Column::text("currency", currency));
  return table;
}

std::vector<ItemPlan> make_item_plans(const PlanItems& items, Date start, const PlanTerms& terms,
                                      const ItemPlanOptions& options) {
  const std::vector<std::vector<std::size_t>> rows = rows_by_plan(items);
  std::vector<ItemPlan> plans(rows.size());
  const auto count = static_cast<std::int64_t>(rows.size());
  for_each_part((count + kItemPlansInPart - 1) / kItemPlansInPart, options.plan.threads,
                [&](std::int64_t part) {
                  const std::int64_t end = std::min(count, (part + 1) * kItemPlansInPart);
                  for (std::int64_t at = part * kItemPlansInPart; at < end; ++at) {
                    const auto place = static_cast<std::size_t>(at);
                    try {
                      plans[place] = make_item_plan(items, rows[place], start, terms, options);
                    } catch (Error& failure) {
                      failure.at(static_cast<std::int64_t>(rows[place].front()), "items.plan");
                      throw;
                    }
                  }
                });
  return plans;
}

}  // namespace

Plans compute_item_plans(std::span<const TableView> tables, Date start, const PlanTerms& terms,
                         const ItemPlanOptions& options) {
  check_plan_options(options.plan);
  check_plan_choice("split", static_cast<std::int32_t>(options.split),
                    static_cast<std::int32_t>(ItemSplit::proportional), "oldest_first or proportional");
  check_plan_terms(terms);
  check_odd_period(terms);
  PlanItems items = read_plan_items(tables, options.plan);
  const std::vector<ItemPlan> made = make_item_plans(items, start, terms, options);
  KeyCells names{std::vector<std::uint32_t>(made.size()), std::move(items.plans.dictionary), {}};
  std::iota(names.codes.begin(), names.codes.end(), 0U);
  const PlanKeys plan_keys(&names), item_keys(&items.items);
  std::vector<FinishedPlan> plans;
  plans.reserve(made.size());
  for (const ItemPlan& plan : made) plans.push_back(plan.plan);
  std::vector<Table> result = plan_tables(plans, plan_keys, options.plan.apr);
  result.insert(result.begin() + 2, item_instalments_table(made, plan_keys, item_keys));
  AboutLines about;
  about.add("report", "item_plans");
  about.add("start_date", start.iso());
  about.add("split", options.split == ItemSplit::oldest_first ? "oldest_first" : "proportional");
  describe_terms(terms, options.plan, about);
  result.push_back(about.table());
  return Result(std::move(result));
}

}  // namespace openitem::plan
