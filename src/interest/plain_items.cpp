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
#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/input_columns.hpp"
#include "interest/interest_tables.hpp"
#include "interest/item_lookup.hpp"
#include "interest/options.hpp"
#include "interest/statement.hpp"
#include "interest/timeline.hpp"
#include "ledger/item_writer.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 6> kPlainTables = {"items",     "payments",     "disputes",
                                                          "reference", "compensation", "limits"};
constexpr std::array<std::string_view, 9> kItemColumnNames = {
    "item",       "customer",        "currency", "amount",  "due_date",
    "tax_amount", "charged_through", "rate",     "payments"};
constexpr std::int32_t kBeforeAllDays = std::numeric_limits<std::int32_t>::min() + 1;

class PlainInterestItems : public InterestItemColumns {
 public:
  PlainInterestItems(const InterestTables& tables, const InterestOptions& options, Date as_of)
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
    if (const ChunkedColumn* const charged = table_.find("charged_through")) {
      charged_through_ = days_of_column(*charged, rules_);
    }
    if (const ChunkedColumn* const rate = table_.find("rate")) {
      rates_ = fractions_of_column(*rate, 0, kLargestInterestRate);
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
    payments_ = required_amounts(*payment_column_, currencies_of(items), options_.money, options_.threads);
    payments_of_ = RowsOfItems(items, table_.rows());
  }

  [[nodiscard]] std::vector<std::uint16_t> currencies_of(std::span<const std::uint32_t> items) const {
    std::vector<std::uint16_t> currencies;
    currencies.reserve(items.size());
    for (const std::uint32_t item : items) currencies.push_back(currencies_[item]);
    return currencies;
  }

  void read_disputes() {
    const ChunkedTable* const table = tables_.find("disputes");
    if (table == nullptr) return;
    constexpr std::array<std::string_view, 5> columns = {"item", "amount", "opened", "closed", "outcome"};
    require_known_columns(*table, columns);
    const std::vector<std::uint32_t> items = lookup_.named_by(*table);
    const auto size = items.size();
    const std::vector<std::int32_t> opened = required_days(require_column(*table, "opened"), rules_);
    std::vector<std::int32_t> closed(size, kNoDate);
    if (const ChunkedColumn* const column = table->find("closed")) {
      closed = days_of_column(*column, rules_);
      for (std::size_t row = 0; row < size; ++row) {
        if (closed[row] != kNoDate && closed[row] < opened[row]) {
          refuse_cell(Status::inconsistent_data, *column, static_cast<std::int64_t>(row),
                      "a day not before it was opened");
        }
      }
    }
    std::vector<std::optional<std::int64_t>> amounts(size);
    if (const ChunkedColumn* const column = table->find("amount")) {
      amounts = amounts_of_column(*column, currencies_of(items), options_.money, 1);
      for (std::size_t row = 0; row < size; ++row) {
        if (amounts[row] && *amounts[row] < 0) {
          refuse_cell(Status::invalid_data, *column, static_cast<std::int64_t>(row),
                      "0 or more, or nothing for all");
        }
      }
    }
    std::vector<std::uint8_t> rejected(size, 0);
    if (const ChunkedColumn* const column = table->find("outcome")) {
      const TextCells cells = read_texts(*column, 1);
      require_readable(*column, cells.problems);
      for (std::size_t row = 0; row < size; ++row) {
        rejected[row] = std::find(options_.rejected.begin(), options_.rejected.end(), cells.values[row]) !=
                                options_.rejected.end()
                            ? 1
                            : 0;
      }
    }
    for (std::size_t row = 0; row < size; ++row) {
      disputes_.push_back(
          {amounts[row].value_or(kWholeDisputed), opened[row], closed[row], rejected[row] != 0});
    }
    disputes_of_ = RowsOfItems(items, table_.rows());
  }

  [[nodiscard]] InterestItem item_of(std::int64_t row) const {
    const auto at = static_cast<std::size_t>(row);
    InterestItem item;
    item.amount = amounts_[at];
    item.document = std::abs(item.amount);
    item.tax = taxes_.empty() ? 0 : std::abs(taxes_[at]);
    item.due = due_[at];
    item.currency = currencies_[at];
    item.charged_through = charged_through_.empty() ? kNoDate : charged_through_[at];
    if (options_.charged_through) {
      item.charged_through = std::max(item.charged_through, options_.charged_through->days());
    }
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
      const std::int32_t first_day = day_without(day, item.due, shift);
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
    for (const std::uint32_t at : disputes_of_.of(row)) disputes.push_back(disputes_[at]);
    if (disputes.empty()) return;
    std::vector<std::int32_t> days;
    days.reserve(balances.size());
    for (const BalanceStep& step : balances) days.push_back(step.first_day);
    add_dispute_days(disputes, days);
    std::size_t balance = 0;
    for (const std::int32_t day : days) {
      while (balance + 1 < balances.size() && balances[balance + 1].first_day <= day) ++balance;
      const std::int64_t open = balances[balance].balance;
      const std::int32_t charged = item.charged_through;
      steps.push_back({day, std::min(open, view_.sum(disputes, day, as_of_)),
                       charged == kNoDate ? 0 : std::min(open, view_.sum(disputes, day, charged))});
    }
  }

  const InterestTables& tables_;
  const ChunkedTable& table_;
  const InterestOptions& options_;
  const ReadingRules rules_;
  ItemLookup lookup_;
  const DisputeView view_;
  const std::int32_t as_of_;
  std::vector<std::int64_t> amounts_, taxes_, payments_;
  std::vector<std::int32_t> due_, charged_through_, payment_days_;
  std::vector<std::uint16_t> currencies_;
  std::vector<std::optional<std::int64_t>> rates_;
  const ChunkedColumn* payment_column_ = nullptr;
  std::vector<DisputedAmount> disputes_;
  RowsOfItems payments_of_, disputes_of_;
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
  const InterestTables given(tables, kPlainTables);
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
