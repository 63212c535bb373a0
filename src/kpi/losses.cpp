#include <array>

#include "core/message.hpp"
#include "kpi/figure.hpp"

namespace openitem::kpi {
namespace {

/// The loss after the recoveries that count. A recovery that would not count is refused, not ignored.
Int128 loss_after(std::int64_t loss, std::int64_t recovered, Recoveries recoveries) {
  require_variant(recoveries, Recoveries::net, "recoveries");
  if (recoveries == Recoveries::gross && recovered != 0) {
    throw Error(Status::invalid_argument, Message()
                                              .append("recovered is ")
                                              .append(recovered)
                                              .append(", expected 0: a gross figure deducts no recoveries"));
  }
  return Int128{loss} - Int128{recovered};
}

Figure share(std::string_view figure, std::int64_t part, std::int64_t whole, std::int64_t count) {
  const Figure ratio = ratio_figure(figure, part, whole, count);
  return whole < 0 ? warned(ratio, Warning::negative_balance) : ratio;
}

}  // namespace

Figure bad_debt_ratio(std::int64_t bad_debt, std::int64_t recovered, std::int64_t credit_sales,
                      Recoveries recoveries) {
  const Int128 loss = loss_after(bad_debt, recovered, recoveries);
  const bool gross = recoveries == Recoveries::gross;
  const Figure ratio = ratio_figure(gross ? "bad_debt_ratio_gross" : "bad_debt_ratio_net", loss, credit_sales,
                                    1, Warning::no_sales);
  return credit_sales < 0 ? warned(ratio, Warning::negative_sales) : ratio;
}

Figure write_off_ratio(std::int64_t written_off, std::int64_t recovered, std::int64_t base,
                       Recoveries recoveries, WriteOffBase measured_against) {
  require_variant(measured_against, WriteOffBase::receivables, "measured_against");
  const Int128 loss = loss_after(written_off, recovered, recoveries);
  const bool gross = recoveries == Recoveries::gross;
  if (measured_against == WriteOffBase::credit_sales) {
    const Figure ratio = ratio_figure(gross ? "write_off_ratio_sales_gross" : "write_off_ratio_sales_net",
                                      loss, base, 1, Warning::no_sales);
    return base < 0 ? warned(ratio, Warning::negative_sales) : ratio;
  }
  const Figure ratio = ratio_figure(
      gross ? "write_off_ratio_receivables_gross" : "write_off_ratio_receivables_net", loss, base, 1);
  return base < 0 ? warned(ratio, Warning::negative_balance) : ratio;
}

Figure recovery_rate(std::int64_t recovered, std::int64_t written_off) {
  return share("recovery_rate", recovered, written_off, 1);
}

Figure deductions_outstanding(std::int64_t open_deductions, std::int64_t deductions, std::int32_t days,
                              Deductions basis) {
  constexpr std::array<std::string_view, 4> figures = {"", "deductions_outstanding_value",
                                                       "deductions_outstanding_count",
                                                       "deductions_outstanding_period_average"};
  require_variant(basis, Deductions::period_average, "basis");
  require_days(days, "days");
  require_not_negative(std::span(&open_deductions, 1), "open_deductions");
  require_not_negative(std::span(&deductions, 1), "deductions");
  return ratio_figure(figures[static_cast<std::size_t>(basis)], multiply(open_deductions, days), deductions,
                      1);
}

Figure dispute_share(std::int64_t disputed, std::int64_t receivables) {
  return share("dispute_share", disputed, receivables, 1);
}

Figure past_due_share(std::int64_t past_due, std::int64_t receivables) {
  return share("past_due_share", past_due, receivables, 1);
}

std::vector<Figure> aging_percentages(std::span<const std::int64_t> balances) {
  Int128 sum;
  for (const std::int64_t balance : balances) sum = sum + Int128{balance};
  const std::int64_t total = narrowed(sum, "the sum of balances");
  std::vector<Figure> shares;
  shares.reserve(balances.size());
  for (const std::int64_t balance : balances) shares.push_back(share("aging_share", balance, total, 1));
  return shares;
}

}  // namespace openitem::kpi
