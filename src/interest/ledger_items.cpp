// Interest of the documents of a ledger, each instalment an item.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "aging/document_columns.hpp"
#include "aging/group_keys.hpp"
#include "core/checked.hpp"
#include "core/message.hpp"
#include "interest/input_columns.hpp"
#include "interest/interest_tables.hpp"
#include "interest/options.hpp"
#include "interest/statement.hpp"
#include "interest/timeline.hpp"
#include "ledger/books.hpp"
#include "ledger/counting_day.hpp"
#include "ledger/document_kinds.hpp"
#include "ledger/item_writer.hpp"
#include "ledger/ledger_data.hpp"

namespace openitem {
namespace {

constexpr std::array<std::string_view, 3> kLedgerInterestTables = {"reference", "compensation", "limits"};
constexpr std::int32_t kBeforeAllPostings = std::numeric_limits<std::int32_t>::min() + 1;

OpenItemQuery query_of(Date as_of, const InterestOptions& options) {
  OpenItemQuery query;
  query.as_of = as_of.days();
  if (options.known_at) query.known_at = options.known_at->days();
  query.clock = options.clock;
  query.threads = options.threads;
  return query;
}

// A document's rest changes on `first_day` because of what counts from `paid_on`.
struct RestChange {
  std::int32_t paid_on;
  std::int64_t amount;  // signed, added to the rest
  std::int32_t instalment;
};

class LedgerInterestItems : public InterestItemColumns {
 public:
  LedgerInterestItems(const LedgerData& ledger, Date as_of, const InterestOptions& options)
      : ledger_(ledger),
        documents_(ledger.documents),
        options_(options),
        query_(query_of(as_of, options)),
        books_(ledger, query_),
        keys_(resolve_group_keys(options.by, group_keys_of(ledger))) {
    require_tax();
    if (options.charged_interest == ChargedInterest::charged_through) find_charged_days();
  }

  [[nodiscard]] std::int64_t rows() const noexcept { return documents_.rows(); }
  [[nodiscard]] std::vector<GroupKey> group_keys() const override { return keys_; }

  void add_columns(Table& table, std::span<const std::uint32_t> rows,
                   std::span<const std::int32_t> instalments) const override {
    DocumentColumns columns(ledger_, {rows.begin(), rows.end()}, table);
    columns.add_parties();
    columns.add_ids(interest_column_names());
    table.add(optional_int32("instalment", {instalments.begin(), instalments.end()}, kNoInstalment));
    columns.add_source_row();
  }

  // Gives the items of documents to parts.
  class Reader;

 private:
  void require_tax() const {
    if (options_.base == InterestBase::gross) return;
    if (documents_.tax_amount.empty()) {
      throw Error(Status::missing_column,
                  "interest on amounts without tax needs documents.tax_amount; add the column to the ledger")
          .at(-1, "documents.tax_amount");
    }
  }

  using CustomerCurrency = std::pair<std::uint32_t, std::uint16_t>;

  // The latest interest document of each customer and currency.
  void find_charged_days() {
    for (std::uint32_t row = 0; row < documents_.rows(); ++row) {
      if (kind_of(row) != DocumentKind::interest || books_.place(row) != Place::in_books) continue;
      const auto [at, is_new] =
          charged_.try_emplace({documents_.customer[row], documents_.currency[row]}, documents_.issue[row]);
      if (!is_new) at->second = std::max(at->second, documents_.issue[row]);
    }
  }

  [[nodiscard]] DocumentKind kind_of(std::uint32_t row) const noexcept {
    return static_cast<DocumentKind>(documents_.kind[row]);
  }
  [[nodiscard]] std::int32_t charged_through(std::uint32_t row) const {
    std::int32_t day = options_.charged_through ? options_.charged_through->days() : kNoDate;
    const auto at = charged_.find({documents_.customer[row], documents_.currency[row]});
    return at == charged_.end() ? day : std::max(day, at->second);
  }

  const LedgerData& ledger_;
  const Documents& documents_;
  const InterestOptions& options_;
  const OpenItemQuery query_;
  const Books books_;
  const std::vector<GroupKey> keys_;
  std::map<CustomerCurrency, std::int32_t> charged_;
};

class LedgerInterestItems::Reader {
 public:
  Reader(const LedgerInterestItems& items, StatementPart& part)
      : items_(items),
        ledger_(items.ledger_),
        documents_(items.documents_),
        part_(part),
        view_(items.options_, items.query_.as_of),
        named_(items.ledger_.instalments),
        writer_(items.ledger_, true, day_items_) {}

  void read(std::uint32_t row) {
    if (items_.books_.place(row) != Place::in_books) return;
    const DocumentKind kind = items_.kind_of(row);
    if (!is_debit(kind, documents_.amount[row]) && items_.options_.on_credits == 0) return;
    row_ = row;
    is_settled_ = items_.books_.row_of(documents_.identity[row]) == row;
    charged_through_ = items_.charged_through(row);
    find_changes();
    find_disputes();
    start();
    follow();
    take(kind);
  }

 private:
  struct ItemSteps {
    std::int64_t amount;
    std::int32_t due, instalment;
    DaysInTime in_time;
    std::vector<BalanceStep> balances;
    std::vector<SuspensionStep> suspensions;
  };

  // What settles the document by the end of the as-of date, in the order of days.
  void find_changes() {
    changes_.clear();
    if (!is_settled_) return;
    const std::uint32_t identity = documents_.identity[row_];
    const Applications& applications = ledger_.applications;
    for (std::uint32_t at = ledger_.debit_offsets[identity]; at < ledger_.debit_offsets[identity + 1]; ++at) {
      if (!items_.books_.counts(at, applications.credit_identity[at])) continue;
      add_change(at, row_, items_.books_.row_of(applications.credit_identity[at]),
                 -applications.debit_amount[at], applications.instalment[at]);
    }
    for (std::uint32_t at = ledger_.credit_offsets[identity]; at < ledger_.credit_offsets[identity + 1];
         ++at) {
      const std::uint32_t application = ledger_.credit_rows[at];
      if (!items_.books_.counts(application, applications.debit_identity[application])) continue;
      const std::uint32_t debit = items_.books_.row_of(applications.debit_identity[application]);
      add_change(application, debit == kNoRow ? row_ : debit, row_, applications.credit_amount[application],
                 kNoInstalment);
    }
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const RestChange& a, const RestChange& b) { return a.paid_on < b.paid_on; });
  }

  void add_change(std::uint32_t application, std::uint32_t debit, std::uint32_t credit, std::int64_t amount,
                  std::int32_t instalment) {
    const std::int32_t day = counting_day(ledger_, items_.options_.clock, application, debit, credit);
    changes_.push_back({day, amount, instalment});
  }

  void find_disputes() {
    disputes_.clear();
    const Disputes& disputes = ledger_.disputes;
    if (!is_settled_ || disputes.offsets.empty()) return;
    const std::uint32_t identity = documents_.identity[row_];
    for (std::uint32_t at = disputes.offsets[identity]; at < disputes.offsets[identity + 1]; ++at) {
      if (items_.query_.known_at && disputes.recorded_on[at] > *items_.query_.known_at) continue;
      const std::vector<std::string>& rejected = items_.options_.rejected;
      const bool is_rejected =
          std::find(rejected.begin(), rejected.end(), disputes.outcome[at]) != rejected.end();
      disputes_.push_back({disputes.whole[at] != 0 ? kWholeDisputed : disputes.amount[at],
                           disputes.opened[at], disputes.closed[at], is_rejected});
    }
  }

  // The items as they are before anything is settled.
  void start() {
    rest_ = documents_.amount[row_];
    named_.start(documents_.identity[row_]);
    write(0);
    steps_.resize(day_items_.open.size());
    for (std::size_t at = 0; at < steps_.size(); ++at) {
      ItemSteps& steps = steps_[at];
      steps.amount = day_items_.amount[at];
      steps.due = day_items_.due[at];
      if (steps.due == kNoDate && documents_.amount[row_] < 0) steps.due = documents_.posting[row_];
      steps.in_time = in_time(steps.due);
      steps.instalment = day_items_.instalment[at];
      steps.balances.assign(1, {kBeforeAllPostings, std::abs(steps.amount), kNoDate});
      steps.suspensions.clear();
    }
  }

  [[nodiscard]] DaysInTime in_time(std::int32_t due) const {
    try {
      return days_in_time(due, items_.options_);
    } catch (Error& failure) {
      throw failure.at(documents_.source_row[row_], "documents.due_date");
    }
  }

  // Items of the document with its rest and what disputes come to; the excess, which is nobody's debt, goes.
  void write(std::int64_t disputed) {
    clear(day_items_);
    DocumentState state{row_, is_settled_, rest_, {}, disputed};
    state.named = named_.sums();
    writer_.write(state);
    if (day_items_.excess.empty() || day_items_.excess.back() == 0) return;
    day_items_.open.pop_back();
    day_items_.disputed.pop_back();
  }

  static void clear(OpenItems& items) {
    items.document.clear();
    items.instalment.clear();
    items.excess.clear();
    items.due.clear();
    items.amount.clear();
    items.open.clear();
    items.disputed.clear();
  }

  // Balances by the days of payments. The day a payment stops interest may differ by item: a payment by the due date leaves none.
  void follow() {
    for (std::size_t at = 0; at < changes_.size();) {
      const std::int32_t day = changes_[at].paid_on;
      for (; at < changes_.size() && changes_[at].paid_on == day; ++at) {
        rest_ += changes_[at].amount;
        if (changes_[at].instalment != kNoInstalment)
          named_.add(changes_[at].instalment, -changes_[at].amount);
      }
      write(0);
      for (std::size_t item = 0; item < steps_.size(); ++item) {
        std::vector<BalanceStep>& balances = steps_[item].balances;
        const std::int64_t open = std::abs(day_items_.open[item]);
        if (open == balances.back().balance) continue;
        const std::int32_t first_day =
            day_without(day, steps_[item].in_time.due, payment_day_shift(items_.options_.counting));
        balances.push_back({first_day, open, day});
      }
    }
    if (!disputes_.empty()) suspend();
  }

  // Disputed parts are taken from the items in their order, on every day something changes.
  void suspend() {
    days_.clear();
    for (const ItemSteps& steps : steps_) {
      for (const BalanceStep& step : steps.balances) days_.push_back(step.first_day);
    }
    add_dispute_days(disputes_, days_);
    for (const std::int32_t day : days_) {
      std::int64_t now = view_.sum(disputes_, day, view_.as_of());
      std::int64_t before = charged_through_ == kNoDate ? 0 : view_.sum(disputes_, day, charged_through_);
      for (ItemSteps& steps : steps_) {
        const std::int64_t open = balance_on(steps.balances, day);
        const std::int64_t suspended = std::min(open, now), suspended_before = std::min(open, before);
        steps.suspensions.push_back({day, suspended, suspended_before});
        if (now != kWholeDisputed) now -= suspended;
        if (before != kWholeDisputed) before -= suspended_before;
      }
    }
  }

  static std::int64_t balance_on(const std::vector<BalanceStep>& balances, std::int32_t day) noexcept {
    std::int64_t balance = 0;
    for (const BalanceStep& step : balances) {
      if (step.first_day <= day) balance = step.balance;
    }
    return balance;
  }

  void take(DocumentKind kind) {
    const bool is_charge = kind == DocumentKind::interest || kind == DocumentKind::fee;
    const ChargedPeriod charged{kNoDate, charged_through_};
    for (const ItemSteps& steps : steps_) {
      InterestItem item;
      item.amount = steps.amount;
      item.document = std::abs(documents_.amount[row_]);
      item.tax = tax();
      item.due = steps.due;
      item.in_time = steps.in_time;
      if (charged_through_ != kNoDate) item.charged = {&charged, 1};
      item.currency = documents_.currency[row_];
      item.is_charge = is_charge && items_.options_.on_charges == 0;
      item.balances = steps.balances;
      item.suspensions = steps.suspensions;
      part_.take(item, row_, steps.instalment);
    }
  }

  [[nodiscard]] std::int64_t tax() const {
    if (items_.options_.base == InterestBase::gross) return 0;
    const std::int64_t amount = documents_.amount[row_], tax = documents_.tax_amount[row_];
    if (amount < 0 ? tax <= 0 && tax >= amount : tax >= 0 && tax <= amount) return std::abs(tax);
    throw Error(Status::inconsistent_data,
                Message()
                    .append("documents.tax_amount of row ")
                    .append(documents_.source_row[row_])
                    .append(" is ")
                    .append(show_money(tax, documents_.currency[row_]))
                    .append(" of ")
                    .append(show_money(amount, documents_.currency[row_]))
                    .append("; expected tax of the sign of the amount, and no more than it"))
        .at(documents_.source_row[row_], "documents.tax_amount");
  }

  const LedgerInterestItems& items_;
  const LedgerData& ledger_;
  const Documents& documents_;
  StatementPart& part_;
  const DisputeView view_;
  NamedSums named_;
  OpenItems day_items_;
  ItemWriter writer_;
  std::uint32_t row_ = 0;
  bool is_settled_ = false;
  std::int32_t charged_through_ = kNoDate;
  std::int64_t rest_ = 0;
  std::vector<RestChange> changes_;
  std::vector<DisputedAmount> disputes_;
  std::vector<ItemSteps> steps_;
  std::vector<std::int32_t> days_;
};

}  // namespace

Interest compute_interest(const Ledger& ledger, Date as_of, std::span<const TableView> tables,
                          const InterestOptions& options) {
  const NamedTables given(tables, kLedgerInterestTables);
  const InterestTerms terms = interest_terms(given, as_of, options, false);
  const LedgerInterestItems items(ledger.data(), as_of, options);
  const Statement statement =
      make_statement(terms, items.rows(), [&](StatementPart& part, std::int64_t begin, std::int64_t end) {
        LedgerInterestItems::Reader reader(items, part);
        for (std::int64_t row = begin; row < end; ++row) reader.read(static_cast<std::uint32_t>(row));
      });
  return interest_tables({terms, statement, items, as_of, "ledger"});
}

}  // namespace openitem
