#include "behaviour/feature_values.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include "core/quotient.hpp"
#include "time/civil.hpp"

namespace openitem::behaviour {
namespace {

std::optional<double> share(Int128 part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return quotient(part, whole);
}

// Whole months from the first day to the day: month ends are clipped as add_months clips them.
std::int64_t whole_months(std::int32_t first, std::int32_t day) {
  const CivilDay from = civil_from_days(first), to = civil_from_days(day);
  const std::int32_t months = (to.year - from.year) * 12 + to.month - from.month;
  const bool is_reached = to.day >= std::min(from.day, days_in_month(to.year, to.month));
  return is_reached ? months : months - 1;
}

std::optional<std::int64_t> point_integer(AccountSweep& sweep, Feature feature) {
  const OpenParts& open = sweep.book().sums();
  switch (feature) {
    case Feature::months_on_book:
      if (!sweep.first_posting()) return std::nullopt;
      return whole_months(*sweep.first_posting(), sweep.day());
    case Feature::balance: return open.gross + open.unapplied;
    case Feature::open_items: return open.count;
    case Feature::open_amount: return open.amount;
    case Feature::unapplied: return open.unapplied;
    case Feature::overdue_items: return open.overdue_count;
    case Feature::overdue_amount: return open.overdue_amount;
    case Feature::oldest_overdue_days: {
      const std::optional<std::int32_t> due = sweep.book().oldest_overdue();
      if (!due) return std::nullopt;
      return std::int64_t{sweep.day()} - *due;
    }
    case Feature::disputes_open: return sweep.disputes_open();
    case Feature::disputed_amount: return open.disputed;
    case Feature::days_since_payment:
      if (!sweep.last_payment()) return std::nullopt;
      return std::int64_t{sweep.day()} - *sweep.last_payment();
    case Feature::days_late_last:
      if (sweep.paid().empty()) return std::nullopt;
      return sweep.paid().back().days_late;
    default: return std::nullopt;
  }
}

std::optional<std::int64_t> flow_integer(AccountSweep& sweep, Feature feature, std::uint32_t window) {
  if (feature == Feature::high_balance) return sweep.flows().high_balance(window, sweep.day());
  const FlowSums sums = sweep.flows().sums(window, sweep.day());
  switch (feature) {
    case Feature::payments: return sums.payments;
    case Feature::payment_returns: return sums.payment_returns;
    case Feature::invoices: return sums.invoices;
    case Feature::invoiced: return sums.invoiced;
    case Feature::credited: return sums.credited;
    case Feature::disputes: return sums.disputes;
    case Feature::promises_kept: return sums.promises_kept;
    case Feature::promises_broken: return sums.promises_broken;
    default: return std::nullopt;
  }
}

std::optional<std::int64_t> paid_integer(const PaidWindow& window, Feature feature) {
  if (feature == Feature::paid_invoices) return window.sums().count;
  return feature == Feature::days_late_min ? window.least() : window.greatest();
}

std::optional<std::int64_t> integer_of(AccountSweep& sweep, const FeatureColumn& column) {
  switch (column.scope) {
    case FeatureScope::point: return point_integer(sweep, column.feature);
    case FeatureScope::paid: return paid_integer(sweep.window(column.window), column.feature);
    default: return flow_integer(sweep, column.feature, column.window);
  }
}

std::optional<double> point_double(AccountSweep& sweep, Feature feature) {
  const OpenParts& open = sweep.book().sums();
  if (feature == Feature::disputed_share) return share(open.disputed, open.gross);
  return share(multiply(open.amount, sweep.day()) - open.amount_due, open.amount);
}

std::optional<double> flow_double(AccountSweep& sweep, Feature feature, std::uint32_t window) {
  const FlowSums sums = sweep.flows().sums(window, sweep.day());
  switch (feature) {
    case Feature::payment_return_share: return share(sums.payment_returns, sums.payments);
    case Feature::credit_note_share: return share(sums.credited, sums.invoiced);
    case Feature::promise_broken_share:
      return share(sums.promises_broken, sums.promises_kept + sums.promises_broken);
    case Feature::order_growth: {
      const std::int64_t before = sweep.flows().sums_before(window, sweep.day()).invoiced;
      return share(sums.invoiced - before, before);
    }
    default: return std::nullopt;
  }
}

std::optional<double> paid_double(const PaidWindow& window, Feature feature, const RowSubject& subject) {
  switch (feature) {
    case Feature::days_late_median: return window.median();
    case Feature::days_late_deviation: return window.deviation();
    case Feature::days_late_trend: return window.trend();
    case Feature::relative_amount:
      if (!subject.invoice_amount) return std::nullopt;
      return share(multiply(*subject.invoice_amount, window.sums().count), window.sums().amount);
    default: return window.sums().value(feature);
  }
}

std::optional<double> double_of(AccountSweep& sweep, const FeatureColumn& column, const RowSubject& subject) {
  switch (column.scope) {
    case FeatureScope::point: return point_double(sweep, column.feature);
    case FeatureScope::paid: return paid_double(sweep.window(column.window), column.feature, subject);
    default: return flow_double(sweep, column.feature, column.window);
  }
}

std::optional<double> shrunk_of(const Parents& parents, AccountSweep& sweep, const FeatureColumn& column,
                                const RowSubject& subject) {
  const std::optional<double> parent =
      parents.value(column.feature, column.window, subject.currency, subject.segment, sweep.day());
  if (!parent) return std::nullopt;
  const PaidSums& own = sweep.window(column.window).sums();
  return parents.shrunk(own.count, own.value(column.feature), *parent);
}

// All values of a column, in the order wanted.
template <typename Value>
std::vector<Value> gather(std::span<FeatureRows*> parts, std::vector<Value> FeatureCells::*cells,
                          std::size_t column, std::span<const std::uint32_t> order) {
  std::vector<Value> all;
  for (FeatureRows* const part : parts) {
    const std::vector<Value>& from = part->cells()[column].*cells;
    all.insert(all.end(), from.begin(), from.end());
  }
  if (order.empty()) return all;
  std::vector<Value> ordered(order.size());
  for (std::size_t row = 0; row < order.size(); ++row) ordered[row] = all[order[row]];
  return ordered;
}

ColumnRole role_of(const FeatureDefinition& definition) {
  if (definition.kind == "amount") return ColumnRole::money;
  return definition.kind == "count" ? ColumnRole::count : ColumnRole::days;
}

Column integer_column(const FeatureColumn& column, std::vector<std::int64_t> values) {
  std::vector<std::uint8_t> valid(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    valid[row] = values[row] != kNoInteger ? 1 : 0;
    if (valid[row] == 0) values[row] = 0;
  }
  return Column::int64(column.name, std::move(values), role_of(definition_of(column.feature)))
      .with_validity(valid);
}

Column double_column(const FeatureColumn& column, std::vector<double> values) {
  std::vector<std::uint8_t> valid(values.size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    valid[row] = std::isnan(values[row]) ? 0 : 1;
    if (valid[row] == 0) values[row] = 0;
  }
  return Column::float64(column.name, std::move(values)).with_validity(valid);
}

}  // namespace

void FeatureRows::add(AccountSweep& sweep, const RowSubject& subject) {
  for (std::size_t at = 0; at < plan_->columns.size(); ++at) {
    const FeatureColumn& column = plan_->columns[at];
    if (column.is_integer) {
      add_integer(at, integer_of(sweep, column));
    } else if (column.is_shrunk) {
      add_double(at, shrunk_of(*parents_, sweep, column, subject));
    } else {
      add_double(at, double_of(sweep, column, subject));
    }
  }
}

void FeatureRows::add_integer(std::size_t column, std::optional<std::int64_t> value) {
  cells_[column].integers.push_back(value.value_or(kNoInteger));
}

void FeatureRows::add_double(std::size_t column, std::optional<double> value) {
  cells_[column].doubles.push_back(value.value_or(std::numeric_limits<double>::quiet_NaN()));
}

std::vector<Column> FeatureRows::columns(const BehaviourPlan& plan, std::span<FeatureRows*> parts,
                                         std::span<const std::uint32_t> order) {
  std::vector<Column> columns;
  for (std::size_t at = 0; at < plan.columns.size(); ++at) {
    const FeatureColumn& column = plan.columns[at];
    columns.push_back(column.is_integer
                          ? integer_column(column, gather(parts, &FeatureCells::integers, at, order))
                          : double_column(column, gather(parts, &FeatureCells::doubles, at, order)));
  }
  return columns;
}

}  // namespace openitem::behaviour
