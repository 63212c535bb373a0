// compute_behaviour: accounts on dates (docs/methods/behaviour.md).

#include "openitem/behaviour.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <string_view>
#include <tuple>
#include <utility>

#include "behaviour/account_rows.hpp"
#include "behaviour/checked_options.hpp"
#include "behaviour/parent_table.hpp"
#include "column/about_lines.hpp"
#include "column/output_columns.hpp"
#include "core/checked.hpp"
#include "core/parallel.hpp"
#include "ledger/open_items.hpp"
#include "money/currency_table.hpp"

namespace openitem {
namespace behaviour {
namespace {

constexpr std::array<std::string_view, 8> kCustomerColumns = {
    "as_of", "customer", "currency", "level", "window", "line", "amount", "paid_invoices"};

/// The rows of one part of the customers, account by account and then by date.
struct AccountPart {
  std::vector<std::uint32_t> date, customer, segment;
  std::vector<std::uint16_t> currency;
  std::vector<std::int64_t> balance;
  std::unique_ptr<FeatureRows> features;
};

class AccountPartReader {
 public:
  AccountPartReader(const BehaviourQuery& query, std::span<const Date> as_of, AccountPart& part)
      : query_(query), as_of_(as_of), part_(part), reader_(query, query.known_at()) {}

  void read(AccountKey key, bool is_one_view) {
    if (is_one_view) {
      AccountSweep& sweep = reader_.start(key);
      for (std::uint32_t at = 0; at < as_of_.size(); ++at) add(sweep, key, at);
      return;
    }
    for (std::uint32_t at = 0; at < as_of_.size(); ++at) {
      AccountReader then(query_, as_of_[at].days());
      add(then.start(key), key, at);
    }
  }

 private:
  void add(AccountSweep& sweep, AccountKey key, std::uint32_t date) {
    sweep.advance(as_of_[date].days());
    if (!sweep.first_posting()) return;
    RowSubject subject{key.currency, std::nullopt, std::nullopt};
    if (query_.segment != nullptr) subject.segment = sweep.segment(query_.segment->codes);
    part_.date.push_back(date);
    part_.customer.push_back(key.customer);
    part_.currency.push_back(key.currency);
    part_.segment.push_back(subject.segment.value_or(kNoKey));
    const OpenParts& open = sweep.book().sums();
    part_.balance.push_back(open.gross + open.unapplied);
    part_.features->add(sweep, subject);
  }

  const BehaviourQuery& query_;
  std::span<const Date> as_of_;
  AccountPart& part_;
  AccountReader reader_;
};

std::vector<AccountPart> read_accounts(const BehaviourQuery& query, std::span<const Date> as_of) {
  const std::vector<CustomerRange> ranges = parts_of_customers(query.ledger);
  std::vector<AccountPart> parts(ranges.size());
  for_each_part(static_cast<std::int64_t>(parts.size()), query.options.threads, [&](std::int64_t at) {
    AccountPart& part = parts[static_cast<std::size_t>(at)];
    part.features = std::make_unique<FeatureRows>(query.plan, query.parents);
    AccountPartReader reader(query, as_of, part);
    const CustomerRange range = ranges[static_cast<std::size_t>(at)];
    for (std::uint32_t customer = range.first; customer < range.end; ++customer) {
      const bool is_one = is_one_view(query, customer);
      for (const std::uint16_t currency : currencies_of_customer(query.ledger, customer))
        reader.read({customer, currency}, is_one);
    }
  });
  return parts;
}

template <typename Value>
std::vector<Value> all_of(const std::vector<AccountPart>& parts, std::vector<Value> AccountPart::*member) {
  std::vector<Value> all;
  for (const AccountPart& part : parts) {
    const std::vector<Value>& values = part.*member;
    all.insert(all.end(), values.begin(), values.end());
  }
  return all;
}

template <typename Value>
std::vector<Value> in_order(const std::vector<Value>& values, const std::vector<std::uint32_t>& order) {
  std::vector<Value> ordered(order.size());
  for (std::size_t row = 0; row < order.size(); ++row) ordered[row] = values[order[row]];
  return ordered;
}

Table rows_table(const BehaviourQuery& query, std::span<const Date> as_of, std::vector<AccountPart>& parts) {
  const std::vector<std::uint32_t> date = all_of(parts, &AccountPart::date);
  std::vector<std::uint32_t> order(date.size());
  std::iota(order.begin(), order.end(), 0U);
  // Within a date the accounts lie in their order already.
  std::stable_sort(order.begin(), order.end(),
                   [&date](std::uint32_t a, std::uint32_t b) { return date[a] < date[b]; });
  std::vector<std::int32_t> days(order.size());
  for (std::size_t row = 0; row < order.size(); ++row) days[row] = as_of[date[order[row]]].days();
  Table table("rows");
  table.add(Column::date("as_of", std::move(days)));
  table.add(
      key_column("customer", query.ledger.customers, in_order(all_of(parts, &AccountPart::customer), order)));
  if (query.segment != nullptr)
    table.add(key_column(query.segment->name, query.segment->dictionary,
                         in_order(all_of(parts, &AccountPart::segment), order)));
  table.add(currency_column("currency", in_order(all_of(parts, &AccountPart::currency), order)));
  std::vector<FeatureRows*> features;
  features.reserve(parts.size());
  for (const AccountPart& part : parts) features.push_back(part.features.get());
  for (Column& column : FeatureRows::columns(query.plan, features, order)) table.add(std::move(column));
  return table;
}

/// What is open by the code that every figure of a ledger uses, against the balances of the rows.
Table proof_table(const BehaviourQuery& query, std::span<const Date> as_of,
                  const std::vector<AccountPart>& parts) {
  std::vector<std::vector<std::int64_t>> balances(as_of.size());
  for (std::vector<std::int64_t>& sums : balances) sums.resize(currency_table().size(), 0);
  for (const AccountPart& part : parts) {
    for (std::size_t row = 0; row < part.date.size(); ++row)
      balances[part.date[row]][part.currency[row]] += part.balance[row];
  }
  std::vector<std::int32_t> days;
  std::vector<std::uint16_t> currencies;
  std::vector<std::string_view> lines;
  std::vector<std::int64_t> amounts;
  const auto add = [&](Date date, std::uint16_t currency, std::string_view line, std::int64_t amount) {
    days.push_back(date.days());
    currencies.push_back(currency);
    lines.push_back(line);
    amounts.push_back(amount);
  };
  for (std::size_t at = 0; at < as_of.size(); ++at) {
    OpenItemQuery open{.as_of = as_of[at].days(),
                       .known_at = query.known_at(),
                       .clock = query.options.clock,
                       .threads = query.options.threads};
    if (query.options.known_at_as_of != 0) open.known_at = as_of[at].days();
    for (const OpenItemTotals::Line& total : find_open_items(query.ledger, open).totals.open) {
      const std::int64_t balance = balances[at][total.currency];
      add(as_of[at], total.currency, "open_items", total.amount);
      add(as_of[at], total.currency, "balances", -balance);
      add(as_of[at], total.currency, "difference", checked_sub(total.amount, balance));
    }
  }
  Table table("proof");
  table.add(Column::date("as_of", std::move(days)));
  table.add(currency_column("currency", currencies));
  table.add(Column::text("line", lines));
  table.add(Column::int64("amount", std::move(amounts), ColumnRole::money));
  return table;
}

Table about_table(const BehaviourQuery& query, std::span<const Date> as_of, std::int64_t promises_left_out) {
  AboutLines lines;
  lines.add("formula", "behaviour");
  lines.add("as_of", joined(as_of));
  add_options(query.options, lines);
  lines.add("promises_left_out", std::to_string(promises_left_out));
  return lines.table();
}

}  // namespace
}  // namespace behaviour

Result compute_behaviour(const Ledger& ledger, std::span<const Date> as_of, const BehaviourOptions& options) {
  using namespace behaviour;
  check_options(options);
  check_dates(as_of);
  const LedgerData& data = ledger.data();
  const BehaviourPlan plan = plan_features(options, false);
  const PromiseIndex promises(data);
  BehaviourQuery query{
      data, options, plan, promises, find_segment(data, options.segment, kCustomerColumns, plan), nullptr};
  Parents parents;
  if (options.shrink != 0) {
    parents = find_parents(query);
    query.parents = &parents;
  }
  std::vector<AccountPart> parts = read_accounts(query, as_of);
  std::vector<Table> tables;
  tables.push_back(rows_table(query, as_of, parts));
  tables.push_back(features_table(plan));
  tables.push_back(proof_table(query, as_of, parts));
  if (options.shrink != 0) tables.push_back(parents_table(query, as_of));
  tables.push_back(about_table(query, as_of, plan.needs_promises ? count_promises_left_out(query) : 0));
  return Result(std::move(tables));
}

Result compute_behaviour(const Ledger& ledger, Date as_of, const BehaviourOptions& options) {
  return compute_behaviour(ledger, std::span(&as_of, 1), options);
}

}  // namespace openitem
