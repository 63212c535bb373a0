// Receipts, returns and costs of plans.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "column/required_cells.hpp"
#include "core/checked.hpp"
#include "plan_life/plan_book_reader.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 7> kReceiptColumns = {"plan",    "date",        "amount",  "receipt",
                                                             "returns", "recorded_on", "currency"};
constexpr std::array<std::string_view, 5> kCostColumns = {"plan", "date", "amount", "recorded_on",
                                                          "currency"};

/// Key and position of each receipt that has one, ascending by key.
using ReceiptIndex = std::vector<std::pair<std::uint32_t, std::size_t>>;

bool receipt_before(const PlanReceipt& a, const PlanReceipt& b) noexcept {
  return std::tuple(a.day, a.key, a.amount, a.known, a.row) <
         std::tuple(b.day, b.key, b.amount, b.known, b.row);
}

ReceiptIndex index_receipts(const PlanLifeColumns& columns, const PaymentPlan& plan) {
  ReceiptIndex index;
  for (std::size_t at = 0; at < plan.receipts.size(); ++at) {
    if (plan.receipts[at].key != kNoKey) index.emplace_back(plan.receipts[at].key, at);
  }
  std::sort(index.begin(), index.end());
  for (std::size_t at = 1; at < index.size(); ++at) {
    if (index[at].first != index[at - 1].first) continue;
    columns.refuse(Status::invalid_data, "receipt", plan.receipts[index[at].second].row,
                   "each key once in a plan");
  }
  return index;
}

// What a return takes back must be there before it.
void name_returned(const PlanLifeColumns& columns, const PaymentPlan& plan, const ReceiptIndex& index,
                   std::uint32_t key, PlanReceipt& taken_back) {
  const auto found = std::lower_bound(index.begin(), index.end(), std::pair(key, std::size_t{0}));
  if (found == index.end() || found->first != key) {
    columns.refuse(Status::unknown_reference, "returns", taken_back.row, "the key of a receipt of the plan");
  }
  const PlanReceipt& receipt = plan.receipts[found->second];
  if (receipt.day > taken_back.day) {
    columns.refuse(Status::inconsistent_data, "date", taken_back.row,
                   show_day(receipt.day) + " or later: the receipt that is taken back is of that day");
  }
  taken_back.returns = static_cast<std::int32_t>(found->second);
  taken_back.known = std::max(taken_back.known, receipt.known);
}

// What returns name must be left of it; what they do not name is taken from the latest when the plan is told.
void check_returned(const PlanLifeColumns& columns, const PaymentPlan& plan) {
  std::vector<std::int64_t> left;
  left.reserve(plan.receipts.size());
  for (const PlanReceipt& receipt : plan.receipts) left.push_back(receipt.amount);
  for (const PlanReceipt& taken_back : plan.returns) {
    if (taken_back.returns == kNoReceipt) continue;
    std::int64_t& of = left[static_cast<std::size_t>(taken_back.returns)];
    if (taken_back.amount > of) {
      columns.refuse(Status::inconsistent_data, "amount", taken_back.row,
                     "no more than what is left of the receipt, " + show_money(of, plan.currency));
    }
    of -= taken_back.amount;
  }
}

}  // namespace

void PlanBookReader::read_receipts() {
  const PlanLifeColumns columns = columns_of(kReceiptTable, kReceiptColumns);
  const std::vector<std::uint16_t> currencies = currencies_of(kReceiptTable);
  columns.check_currencies(currencies);
  const auto days = columns.required_days("date"), recorded = columns.days("recorded_on");
  const auto amounts = columns.required_amounts("amount", currencies);
  const std::vector<std::uint32_t> returned = read_receipt_keys(columns);
  for (std::size_t row = 0; row < days.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    PaymentPlan& plan = plan_of(kReceiptTable, row);
    if (plan.start != kNoDate && days[row] < plan.start) {
      columns.refuse(Status::inconsistent_data, "date", at,
                     show_day(plan.start) + " or later: the plan starts then and receives nothing before");
    }
    const std::uint32_t key = receipt_codes_.empty() ? kNoKey : receipt_codes_[row];
    const PlanReceipt receipt{at,  days[row],    std::max(days[row], recorded[row]),
                              key, amounts[row], kNoReceipt};
    if (receipt.amount == 0) columns.refuse(Status::invalid_data, "amount", at, "an amount other than 0");
    if (receipt.amount > 0 && returned[row] != kNoKey) {
      columns.refuse(Status::invalid_data, "amount", at, "a negative amount: the row takes back a receipt");
    }
    (receipt.amount > 0 ? plan.receipts : plan.returns).push_back(receipt);
  }
  for (PaymentPlan& plan : book_.plans) arrange_receipts(columns, plan, returned);
}

// Codes of the column returns; those of the column receipt go to receipt_codes_.
std::vector<std::uint32_t> PlanBookReader::read_receipt_keys(const PlanLifeColumns& columns) {
  std::vector<std::uint32_t> returned(static_cast<std::size_t>(columns.rows()), kNoKey);
  const ChunkedColumn* const keys = columns.find("receipt");
  const ChunkedColumn* const returns = columns.find("returns");
  if (returns != nullptr && keys == nullptr) {
    throw Error(Status::missing_column,
                "receipts.returns names receipts by their key; add the column receipts.receipt")
        .at(-1, "receipts.receipt");
  }
  if (keys == nullptr) return returned;
  std::vector<const ChunkedColumn*> both = {keys};
  if (returns != nullptr) both.push_back(returns);
  SharedKeyCells cells = read_shared_keys(both, options_.threads);
  for (std::size_t at = 0; at < both.size(); ++at) require_readable(*both[at], cells.columns[at].problems);
  receipt_codes_ = std::move(cells.columns[0].codes);
  if (returns != nullptr) returned = std::move(cells.columns[1].codes);
  book_.receipt_keys = std::move(cells.dictionary);
  return returned;
}

void PlanBookReader::arrange_receipts(const PlanLifeColumns& columns, PaymentPlan& plan,
                                      const std::vector<std::uint32_t>& returned) const {
  for (PlanReceipt& taken_back : plan.returns) taken_back.amount = -taken_back.amount;
  std::sort(plan.receipts.begin(), plan.receipts.end(), receipt_before);
  std::sort(plan.returns.begin(), plan.returns.end(), receipt_before);
  std::int64_t total = 0;
  for (const PlanReceipt& receipt : plan.receipts) {
    total = checked_add(total, receipt.amount);
    if (total < kLargestPlan) continue;
    columns.refuse(Status::overflow, "amount", receipt.row, "receipts of a plan below 2^60 minor units");
  }
  const ReceiptIndex index = index_receipts(columns, plan);
  for (PlanReceipt& taken_back : plan.returns) {
    const std::uint32_t key = returned[static_cast<std::size_t>(taken_back.row)];
    if (key != kNoKey) name_returned(columns, plan, index, key, taken_back);
  }
  check_returned(columns, plan);
}

void PlanBookReader::read_costs() {
  const PlanLifeColumns columns = columns_of(kCostTable, kCostColumns);
  const std::vector<std::uint16_t> currencies = currencies_of(kCostTable);
  columns.check_currencies(currencies);
  const auto days = columns.required_days("date"), recorded = columns.days("recorded_on");
  const auto amounts = columns.required_amounts("amount", currencies);
  std::vector<std::int64_t> totals(book_.keys.size(), 0);
  for (std::size_t row = 0; row < days.size(); ++row) {
    const auto at = static_cast<std::int64_t>(row);
    PaymentPlan& plan = plan_of(kCostTable, row);
    if (amounts[row] < 0) columns.refuse(Status::invalid_data, "amount", at, "0 or more");
    std::int64_t& total = totals[plan.key];
    total = checked_add(total, amounts[row]);
    if (total >= kLargestPlan) {
      columns.refuse(Status::overflow, "amount", at, "costs of a plan below 2^60 minor units");
    }
    plan.costs.push_back({days[row], std::max(days[row], recorded[row]), amounts[row]});
  }
  for (PaymentPlan& plan : book_.plans) {
    std::sort(plan.costs.begin(), plan.costs.end(), [](const PlanCost& a, const PlanCost& b) {
      return std::tuple(a.day, a.known, a.amount) < std::tuple(b.day, b.known, b.amount);
    });
  }
}

}  // namespace openitem
