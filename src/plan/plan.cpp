// Payment plans: options checked, plans made, tables out.

#include <algorithm>
#include <optional>
#include <utility>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "plan/checks.hpp"
#include "plan/plan_columns.hpp"
#include "plan/plan_tables.hpp"

namespace openitem::plan {
namespace {

// A plan of some dozens of rows is work enough; parts do not depend on the number of threads.
constexpr std::int64_t kPlansInPart = 64;

Plans finished(std::vector<Table> tables, std::string_view report, const PlanTerms& terms,
               const PlanOptions& options) {
  AboutLines about;
  about.add("report", std::string(report));
  describe_terms(terms, options, about);
  tables.push_back(about.table());
  return Result(std::move(tables));
}

FinishedPlan finish_plan(std::int64_t principal, std::uint16_t currency, Date start, const PlanTerms& terms,
                         PlanRateMethod method) {
  FinishedPlan plan;
  plan.currency = currency;
  plan.rows = plan_rows(principal, start, terms);
  plan.figures = plan_figures(plan.rows, principal, start, terms, method);
  return plan;
}

/// Nothing where there is no plan of so many instalments: payments that rounding makes too large or too small.
std::optional<std::int64_t> largest_payment_if_any(std::int64_t principal, Date start, const PlanTerms& terms,
                                                   std::optional<Error>& refused) {
  try {
    return largest_payment_of(plan_rows(principal, start, terms));
  } catch (const Error& failure) {
    if (failure.status() != Status::invalid_argument) throw;
    refused = failure;
    return std::nullopt;
  }
}

void locate(Error& failure, std::int64_t row) {
  const std::string_view column = failure.column();
  failure.at(row, column.starts_with("plans") ? column : std::string_view("plans"));
}

}  // namespace

Plans compute_plan(std::int64_t principal, Currency currency, Date start, const PlanTerms& terms,
                   const PlanOptions& options) {
  check_plan_options(options);
  check_odd_period(terms);
  std::vector<FinishedPlan> plans;
  plans.push_back(finish_plan(principal, currency.index(), start, terms, options.apr));
  return finished(plan_tables(plans, PlanKeys(nullptr), options.apr), "plan", terms, options);
}

Plans compute_plans(std::span<const TableView> tables, const PlanTerms& terms, const PlanOptions& options) {
  check_plan_options(options);
  if (is_given_form(terms.form)) {
    throw Error(Status::invalid_argument,
                "given payments and parts are those of one plan; compute such plans one by one");
  }
  const PlanColumns columns = read_plan_columns(tables, options);
  std::vector<FinishedPlan> plans(columns.rows());
  const auto rows = static_cast<std::int64_t>(plans.size());
  for_each_part((rows + kPlansInPart - 1) / kPlansInPart, options.threads, [&](std::int64_t part) {
    const std::int64_t end = std::min(rows, (part + 1) * kPlansInPart);
    for (std::int64_t at = part * kPlansInPart; at < end; ++at) {
      const auto row = static_cast<std::size_t>(at);
      try {
        plans[row] = finish_plan(columns.principal[row], columns.currency[row], Date(columns.start[row]),
                                 columns.terms_of(row, terms), options.apr);
      } catch (Error& failure) {
        locate(failure, at);
        throw;
      }
    }
  });
  const PlanKeys keys(columns.keys ? &*columns.keys : nullptr);
  return finished(plan_tables(plans, keys, options.apr), "plans", terms, options);
}

Plans find_shortest_plan(std::int64_t principal, Currency currency, Date start, const PlanTerms& terms,
                         std::int64_t most, const PlanOptions& options) {
  check_plan_options(options);
  if (is_given_form(terms.form)) {
    throw Error(Status::invalid_argument, "given payments have a number already; choose a form to be solved");
  }
  check_principal(most);
  check_plan_terms(terms);
  check_odd_period(terms);
  std::optional<std::int64_t> smallest;
  std::optional<Error> refused;
  PlanTerms tried = terms;
  for (std::int32_t count = std::max(terms.grace + 1, terms.single_fee_instalment);
       count <= terms.instalments; ++count) {
    tried.instalments = count;
    const std::optional<std::int64_t> largest = largest_payment_if_any(principal, start, tried, refused);
    if (!largest) continue;
    if (*largest <= most) {
      std::vector<FinishedPlan> plans;
      plans.push_back(finish_plan(principal, currency.index(), start, tried, options.apr));
      return finished(plan_tables(plans, PlanKeys(nullptr), options.apr), "shortest_plan", tried, options);
    }
    smallest = smallest ? std::min(*smallest, *largest) : *largest;
  }
  if (!smallest && refused) throw Error(*refused);
  throw Error(Status::invalid_argument,
              Message()
                  .append("no plan of at most ")
                  .append(terms.instalments)
                  .append(" instalments asks for ")
                  .append(format_money(most, currency))
                  .append(" or less at a time; the smallest instalment that is enough is ")
                  .append(format_money(smallest.value_or(0), currency))
                  .append(" ")
                  .append(currency.code()));
}

}  // namespace openitem::plan
