// Interest of plain items: tables of items, payments and disputes.

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/group_keys.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/earlier_charges.hpp"
#include "interest/input_columns.hpp"
#include "interest/interest_tables.hpp"
#include "interest/item_disputes.hpp"
#include "interest/item_lookup.hpp"
#include "interest/options.hpp"
#include "interest/statement.hpp"
#include "interest/timeline.hpp"
#include "ledger/item_writer.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 7> kPlainTables = {"items",     "payments",     "disputes", "charged",
                                                          "reference", "compensation", "limits"};
constexpr std::array<std::string_view, 9> kItemColumnNames = {
    "item",       "customer",        "currency", "amount",  "due_date",
    "tax_amount", "charged_through", "rate",     "payments"};
constexpr RateBounds kItemRate{0, kLargestInterestRate, "a fraction from 0 to 100 (0.08 = 8 %)"};
constexpr std::int32_t kBeforeAllDays = std::numeric_limits<std::int32_t>::min() + 1;

class PlainInterestItems : public InterestItemColumns {
 public:
  PlainInterestItems(const NamedTables& tables, const InterestOptions& options, Date as_of)
      : tables_(tables),
        table_(tables.require("items")),
        options_(options),
        rules_(reading_rules(options)),
        lookup_(table_, options.threads),
        view_(options, as_of.days()),
        as_of_(as_of.days()) {
    require_known_columns(table_, kItemColumnNames, options.by);
    read_items();
    read_payments();
    read_disputes();
    read_charged();
    read_keys_of_items();
  }

  [[nodiscard]] bool has_rates() const noexcept { return !rates_.empty(); }
  [[nodiscard]] std::int64_t rows() const noexcept { return table_.rows(); }

  void read(StatementPart& part, std::int64_t begin, std::int64_t end) const {
    std::vector<BalanceStep> balances;
    std::vector<SuspensionStep> suspensions;
    std::vector<DisputedAmount> disputes;
    for (std::int64_t row = begin; row < end; ++row) {
      InterestItem item = item_of(row);
      find_balances(row, item, balances);
      find_suspensions(row, item, balances, disputes, suspensions);
      item.balances = balances;
      item.suspensions = suspensions;
      part.take(item, static_cast<std::uint32_t>(row), kNoInstalment);
    }
  }

  void add_columns(Table& table, std::span<const std::uint32_t> rows,
                   std::span<const std::int32_t>) const override {
    if (const KeyCells* const keys = lookup_.keys()) {
      table.add(codes_column("item_key", keys->dictionary, keys->codes, rows));
    } else {
      std::vector<std::int64_t> numbers(rows.begin(), rows.end());
      table.add(Column::int64("item_row", std::move(numbers)));
    }
    if (customers_) table.add(codes_column("customer", customers_->dictionary, customers_->codes, rows));
  }
  [[nodiscard]] std::vector<GroupKey> group_keys() const override {
    std::vector<GroupKey> keys;
    keys.reserve(group_cells_.size());
    for (std::size_t at = 0; at < group_cells_.size(); ++at) {
      keys.push_back({options_.by[at], &group_cells_[at].dictionary, group_cells_[at].codes, {}});
    }
    return keys;
  }

 private:
  static Column codes_column(const char* name, const KeyDictionary& dictionary,
                             const std::vector<std::uint32_t>& codes, std::span<const std::uint32_t> rows) {
    std::vector<std::uint32_t> picked;
    picked.reserve(rows.size());
    for (const std::uint32_t row : rows) picked.push_back(codes[row]);
    return key_column(name, dictionary, picked);
  }

  void read_items() {
    currencies_ = required_currencies(table_, rules_);
    amounts_ =
        required_amounts(require_column(table_, "amount"), currencies_, options_.money, options_.threads);
    due_ = days_of_column(require_column(table_, "due_date"), rules_);
    if (const ChunkedColumn* const rate = table_.find("rate")) {
      rates_ = read_rates(*rate, kItemRate);
    }
    if (options_.base == InterestBase::net_of_tax) read_tax();
  }

  void read_tax() {
    const ChunkedColumn& column = require_column(table_, "tax_amount");
    taxes_ = required_amounts(column, currencies_, options_.money, options_.threads);
    for (std::size_t row = 0; row < taxes_.size(); ++row) {
      const std::int64_t amount = amounts_[row], tax = taxes_[row];
      const bool fits = amount < 0 ? tax <= 0 && tax >= amount : tax >= 0 && tax <= amount;
      if (!fits) {
        refuse_cell(Status::inconsistent_data, column, static_cast<std::int64_t>(row),
                    "tax of the sign of the amount, and no more than it");
      }
    }
  }

  void read_keys_of_items() {
    if (const ChunkedColumn* const column = table_.find("customer")) customers_ = require_keys(*column);
    for (const std::string& name : options_.by) {
      const ChunkedColumn* const column = table_.find(name);
      if (column == nullptr && name == "customer") {
        group_cells_.push_back({std::vector<std::uint32_t>(due_.size(), kNoKey), {}, {}});
        continue;
      }
      group_cells_.push_back(require_keys(require_column(table_, name)));
    }
  }

  void read_payments() {
    const ChunkedTable* const table = tables_.find("payments");
    const ChunkedColumn* const counts = table_.find("payments");
    if (table == nullptr) {
      if (counts == nullptr) return;
      throw Error(Status::missing_column, "items.payments counts rows of the table payments; give it")
          .at(-1, "payments");
    }
    constexpr std::array<std::string_view, 3> columns = {"item", "paid_on", "amount"};
    require_known_columns(*table, columns);
    const std::vector<std::uint32_t> items =
        counts == nullptr ? lookup_.named_by(*table) : lookup_.counted(*counts, *table);
    payment_days_ = required_days(require_column(*table, "paid_on"), rules_);
    payment_column_ = &require_column(*table, "amount");
    payments_ = required_amounts(*payment_column_, currencies_of(items, {lookup_, amounts_, currencies_}),
                                 options_.money, options_.threads);
    payments_of_ = RowsOfItems(items, table_.rows());
  }

  void read_disputes() {
    const ChunkedTable* const table = tables_.find("disputes");
    if (table != nullptr)
      disputes_ = ItemDisputes(*table, {lookup_, amounts_, currencies_}, options_, rules_);
  }

  // As a table of periods, or as the last day charged, by item and for all.
  void read_charged() {
    const ChunkedColumn* const column = table_.find("charged_through");
    if (const ChunkedTable* const table = tables_.find("charged")) {
      if (column != nullptr || options_.charged_through) {
        throw Error(
            Status::invalid_argument,
            "the table charged and charged_through both say what was charged before; give one of them")
            .at(-1, "charged");
      }
      charges_ = EarlierCharges(*table, {lookup_, amounts_, currencies_}, options_, rules_);
      return;
    }
    if (column == nullptr && !options_.charged_through) return;
    std::vector<std::int32_t> through(due_.size(), kNoDate);
    if (column != nullptr) through = days_of_column(*column, rules_);
    const std::int32_t of_all = options_.charged_through ? options_.charged_through->days() : kNoDate;
    through_.reserve(through.size());
    for (const std::int32_t day : through) through_.push_back({kNoDate, std::max(day, of_all)});
  }

  [[nodiscard]] std::span<const ChargedPeriod> charged_of(std::int64_t row) const {
    if (through_.empty()) return charges_.of(row);
    const ChargedPeriod& through = through_[static_cast<std::size_t>(row)];
    return {&through, through.to == kNoDate ? std::size_t{0} : std::size_t{1}};
  }

  [[nodiscard]] DaysInTime in_time(std::int64_t row) const {
    try {
      return days_in_time(due_[static_cast<std::size_t>(row)], options_);
    } catch (Error& failure) {
      throw failure.at(row, "items.due_date");
    }
  }

  [[nodiscard]] InterestItem item_of(std::int64_t row) const {
    const auto at = static_cast<std::size_t>(row);
    InterestItem item;
    item.amount = amounts_[at];
    item.document = std::abs(item.amount);
    item.tax = taxes_.empty() ? 0 : std::abs(taxes_[at]);
    item.due = due_[at];
    item.currency = currencies_[at];
    item.in_time = in_time(row);
    item.charged = charged_of(row);
    item.charged_before = charges_.amount_of(row);
    if (!rates_.empty()) {
      item.rate = rates_[at];
      if (!item.rate && !options_.rate && !options_.margin) {
        refuse_cell(Status::missing_value, *table_.find("rate"), row,
                    "a rate: neither the option rate nor a margin stands in for it");
      }
    }
    return item;
  }

  // Sorted by day, then by row.
  void find_balances(std::int64_t row, const InterestItem& item, std::vector<BalanceStep>& steps) const {
    steps.assign(1, {kBeforeAllDays, item.document, kNoDate});
    const std::span<const std::uint32_t> rows = payments_of_.of(row);
    if (rows.empty()) return;
    std::vector<std::uint32_t> order(rows.begin(), rows.end());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return payment_days_[a] < payment_days_[b]; });
    const std::int32_t shift = payment_day_shift(options_.counting);
    std::int64_t balance = item.document;
    for (std::size_t at = 0; at < order.size(); ++at) {
      const std::uint32_t payment = order[at];
      const std::int32_t day = payment_days_[payment];
      balance -= payments_[payment];  // both below 2^62 in magnitude, the balance within the amount before
      const bool is_last_of_day = at + 1 == order.size() || payment_days_[order[at + 1]] != day;
      if (is_last_of_day && (balance < 0 || balance > item.document)) refuse_payment(payment, item, balance);
      if (!is_amount(balance)) refuse_payment(payment, item, balance);
      if (!is_last_of_day || day > as_of_) continue;
      const std::int32_t first_day = day_without(day, item.in_time.due, shift);
      if (steps.back().first_day == first_day && steps.size() > 1) {
        steps.back() = {first_day, balance, day};
      } else {
        steps.push_back({first_day, balance, day});
      }
    }
  }

  [[noreturn]] void refuse_payment(std::uint32_t payment, const InterestItem& item,
                                   std::int64_t balance) const {
    const auto at = static_cast<std::int64_t>(payment);
    throw Error(
        Status::inconsistent_data,
        Message()
            .append("payments.amount of row ")
            .append(at)
            .append(" is ")
            .append_quoted(show_cell(*payment_column_, at))
            .append("; after it ")
            .append(show_money(balance, item.currency))
            .append(" of ")
            .append(show_money(item.document, item.currency))
            .append(" would be open: payments must not exceed the balance, nor be taken back beyond them"))
        .at(at, payment_column_->name());
  }

  void find_suspensions(std::int64_t row, const InterestItem& item, const std::vector<BalanceStep>& balances,
                        std::vector<DisputedAmount>& disputes, std::vector<SuspensionStep>& steps) const {
    steps.clear();
    disputes.clear();
    disputes_.append(row, disputes);
    if (disputes.empty()) return;
    std::vector<std::int32_t> days;
    days.reserve(balances.size());
    for (const BalanceStep& step : balances) days.push_back(step.first_day);
    for (const ChargedPeriod& period : item.charged) {
      days.push_back(period.from);
      days.push_back(period.to + 1);
    }
    add_dispute_days(disputes, days);
    std::size_t balance = 0;
    for (const std::int32_t day : days) {
      while (balance + 1 < balances.size() && balances[balance + 1].first_day <= day) ++balance;
      const std::int64_t open = balances[balance].balance;
      // What an earlier charge left out is what was disputed at the end of its period.
      const auto [is_charged, charged_until] = charged_run(item.charged, day);
      steps.push_back({day, std::min(open, view_.sum(disputes, day, as_of_)),
                       is_charged ? std::min(open, view_.sum(disputes, day, charged_until)) : 0});
    }
  }

  const NamedTables& tables_;
  const ChunkedTable& table_;
  const InterestOptions& options_;
  const ReadingRules rules_;
  ItemLookup lookup_;
  const DisputeView view_;
  const std::int32_t as_of_;
  std::vector<std::int64_t> amounts_, taxes_, payments_;
  std::vector<std::int32_t> due_, payment_days_;
  std::vector<std::uint16_t> currencies_;
  std::vector<std::optional<std::int64_t>> rates_;
  const ChunkedColumn* payment_column_ = nullptr;
  RowsOfItems payments_of_;
  ItemDisputes disputes_;
  EarlierCharges charges_;
  std::vector<ChargedPeriod> through_;  // of each item where charged_through is given
  std::optional<KeyCells> customers_;
  std::vector<KeyCells> group_cells_;
};

void refuse_ledger_options(const InterestOptions& options) {
  const bool has_one = options.known_at || options.on_charges != 0 ||
                       options.clock != ApplicationClock::latest ||
                       options.charged_interest != ChargedInterest::ignored;
  if (!has_one) return;
  throw Error(
      Status::invalid_argument,
      "clock, known_at, on_charges and charged_interest are about ledgers; leave them out of plain items");
}

}  // namespace

Interest compute_interest(std::span<const TableView> tables, Date as_of, const InterestOptions& options) {
  const NamedTables given(tables, kPlainTables);
  const bool has_item_rates = given.require("items").find("rate") != nullptr;
  const InterestTerms terms = interest_terms(given, as_of, options, has_item_rates);
  refuse_ledger_options(options);
  const PlainInterestItems items(given, options, as_of);
  const Statement statement = make_statement(
      terms, items.rows(),
      [&](StatementPart& part, std::int64_t begin, std::int64_t end) { items.read(part, begin, end); });
  return interest_tables({terms, statement, items, as_of, "items"});
}

}  // namespace openitem
