#include "exposure/credit_book.hpp"

#include <algorithm>
#include <utility>

#include "behaviour/known_rows.hpp"
#include "behaviour/promise_outcomes.hpp"
#include "core/checked.hpp"
#include "ledger/dunning_letters.hpp"
#include "ledger/open_items.hpp"

namespace openitem::exposure {
namespace {

class CreditReader {
 public:
  CreditReader(const ExposureQuery& query, const ExposureTables& tables)
      : query_(query), tables_(tables), documents_(query.ledger.documents) {}

  CreditBook read() {
    read_parents();
    // Limits first: they say which scopes are followed.
    read_limits();
    read_covers();
    read_flows();
    read_items();
    read_promises();
    add_up_groups();
    return std::move(book_);
  }

 private:
  void read_parents() {
    const Customers& master = query_.ledger.customer_master;
    book_.parent.assign(query_.ledger.customers.size(), kNoKey);
    book_.is_head.assign(query_.ledger.customers.size(), 0);
    for (std::size_t at = 0; at < master.customer.size(); ++at) {
      book_.parent[master.customer[at]] = master.parent[at];
      if (master.parent[at] != kNoKey) book_.is_head[master.parent[at]] = 1;
    }
  }

  // Of a customer with others below him the limit is that of the group.
  CreditLimit& limit_of(const CreditKey& key) {
    if (key.scope != kNoKey) return book_.scopes[key].limit;
    if (query_.options.group_limits != 0 && book_.is_head[key.customer] != 0) return book_.groups[key].limit;
    return book_.accounts[key].limit;
  }

  void read_limits() {
    for (const CreditTerm& term : tables_.limits()) {
      whole(term.key);
      CreditLimit& limit = limit_of(term.key);
      if (term.holds_on(query_.as_of)) {
        // A temporary limit stands in for the permanent one.
        if (limit.state == LimitState::temporary) continue;
        limit = {term.is_temporary ? LimitState::temporary : LimitState::permanent, term.amount,
                 term.to == kNoEnd ? kNoDate : term.to};
      } else if (term.to < query_.as_of && !limit.is_in_force()) {
        limit = {LimitState::expired, 0, std::max(limit.valid_to, term.to)};
      }
    }
  }

  void read_covers() {
    for (const CreditTerm& term : tables_.covers()) {
      CreditAccount& account = book_.accounts[term.key];
      if (term.holds_on(query_.as_of)) account.cover = CreditCover{term.amount, term.insured_share};
    }
  }

  CreditAccount& whole(CreditKey key) {
    key.scope = kNoKey;
    return book_.accounts[key];
  }
  // nullptr: nobody limits this scope.
  CreditAccount* scope_of(const CreditKey& key) {
    if (key.scope == kNoKey) return nullptr;
    const auto found = book_.scopes.find(key);
    return found == book_.scopes.end() ? nullptr : &found->second;
  }

  void read_flows() {
    for (const CreditFlow& order : tables_.flows("orders", "expected_on")) {
      ExposureSums& sums = book_.sums[order.key.currency];
      sums.orders.add(order.amount);
      CreditAccount& account = whole(order.key);
      if (!is_within_horizon(query_, order.day)) {
        sums.orders_beyond_horizon.add(order.amount);
        continue;
      }
      plus(account.orders, order.amount);
      if (CreditAccount* const part = scope_of(order.key)) plus(part->orders, order.amount);
    }
    for (const CreditFlow& delivery : tables_.flows("deliveries", "delivered_on")) {
      ExposureSums& sums = book_.sums[delivery.key.currency];
      sums.deliveries.add(delivery.amount);
      CreditAccount& account = whole(delivery.key);
      if (delivery.day > query_.as_of) {
        sums.deliveries_later.add(delivery.amount);
        continue;
      }
      plus(account.deliveries, delivery.amount);
      if (CreditAccount* const part = scope_of(delivery.key)) plus(part->deliveries, delivery.amount);
    }
    book_.trials = tables_.flows("what_if", "expected_on");
    for (const CreditFlow& trial : book_.trials) whole(trial.key);
  }

  void read_items() {
    const OpenItemQuery asked{.as_of = query_.as_of,
                              .known_at = known_at(),
                              .clock = query_.options.clock,
                              .threads = query_.options.threads};
    const OpenItemSet set = find_open_items(query_.ledger, asked);
    for (const OpenItemTotals::Line& line : set.totals.open) {
      ExposureLine& control = book_.control[line.currency];
      control.count += line.count;
      plus(control.amount, line.amount);
    }
    const DunningLetters letters(query_.ledger, known_at());
    const bool has_letters = !query_.ledger.dunning.level.empty();
    for (std::size_t at = 0; at < set.items.open.size(); ++at)
      add_item(set.items, at, has_letters ? &letters : nullptr);
  }

  [[nodiscard]] std::optional<std::int32_t> known_at() const {
    return query_.options.known_at ? std::optional(query_.options.known_at->days()) : std::nullopt;
  }

  void add_item(const OpenItems& items, std::size_t at, const DunningLetters* letters) {
    const std::uint32_t row = items.document[at];
    const std::uint16_t of_document = documents_.currency[row];
    const std::int64_t open = items.open[at];
    book_.items[of_document].add(open);
    CreditKey key{documents_.customer[row], kNoKey, query_.currency.of(of_document)};
    CreditAccount& account = book_.accounts[key];
    if (query_.scope != nullptr) key.scope = query_.scope->code_of(row);
    CreditAccount* const part = scope_of(key);
    ExposureSums& sums = book_.sums[key.currency];
    const std::int64_t amount = query_.currency.convert(open, of_document);
    if (open < 0) {
      sums.credits.add(amount);
      plus(account.credits, -amount);
      if (part != nullptr) plus(part->credits, -amount);
      return;
    }
    sums.debits.add(amount);
    const std::int64_t disputed = query_.options.exclude_disputed != 0 ? items.disputed[at] : 0;
    const std::int64_t counted = query_.currency.convert(open - disputed, of_document);
    if (disputed != 0) sums.disputed.add(amount - counted);
    if (open == disputed) return;
    std::int32_t due = items.due[at] == kNoDate ? documents_.issue[row] : items.due[at];
    if (items.excess[at] != 0) due = documents_.posting[row];
    add_debit(account, counted, due);
    if (part != nullptr) add_debit(*part, counted, due);
    if (letters != nullptr) raise_level(account, letters->level_on(query_.as_of, row, due));
  }

  void add_debit(CreditAccount& account, std::int64_t amount, std::int32_t due) const {
    plus(account.open, amount);
    const std::int32_t days = query_.as_of - due;
    if (days < 1) return;
    plus(account.overdue, amount);
    account.oldest_overdue_days = std::max(account.oldest_overdue_days, days);
  }

  static void raise_level(CreditAccount& account, std::int32_t level) {
    if (level == kNoLevel) return;
    account.dunning_level = std::max(account.dunning_level.value_or(level), level);
  }

  void read_promises() {
    const LedgerData& ledger = query_.ledger;
    if (ledger.promises.customer.empty()) return;
    const behaviour::KnownRows known(ledger, query_.options.clock, known_at());
    const behaviour::PromiseIndex index(ledger);
    behaviour::PromiseOutcomes outcomes(known, index, query_.options.promise_grace_days);
    const std::int32_t after = query_.as_of - query_.options.promise_days;
    for (std::uint32_t customer = 0; customer < ledger.customers.size(); ++customer) {
      if (index.of(customer).empty()) continue;
      for (const std::uint16_t currency : ledger.currencies) {
        if (!has_known_document(known, customer, currency)) continue;
        for (const behaviour::PromiseOutcome& outcome : outcomes.of(customer, currency)) {
          if (outcome.is_kept || outcome.decided_on <= after || outcome.decided_on > query_.as_of) continue;
          ++book_.accounts[{customer, kNoKey, query_.currency.of(currency)}].broken_promises;
        }
      }
    }
  }

  // A promise about an account that nobody knows is left out.
  [[nodiscard]] bool has_known_document(const behaviour::KnownRows& known, std::uint32_t customer,
                                        std::uint16_t currency) const {
    const std::vector<std::uint32_t>& first = query_.ledger.customer_rows.documents;
    for (std::uint32_t row = first[customer]; row < first[customer + std::size_t{1}]; ++row) {
      if (documents_.currency[row] == currency && known.knows_document(row)) return true;
    }
    return false;
  }

  void add_up_groups() {
    if (book_.groups.empty()) return;
    for (const auto& [key, account] : book_.accounts) {
      const std::int64_t exposure = measure(account, query_.parts).exposure;
      for (std::uint32_t head = key.customer; head != kNoKey; head = book_.parent[head]) {
        const auto group = book_.groups.find({head, kNoKey, key.currency});
        if (group == book_.groups.end()) continue;
        ++group->second.members;
        plus(group->second.exposure, exposure);
      }
    }
  }

  const ExposureQuery& query_;
  const ExposureTables& tables_;
  const Documents& documents_;
  CreditBook book_;
};

}  // namespace

bool is_within_horizon(const ExposureQuery& query, std::int32_t expected_on) noexcept {
  return expected_on == kNoDate || !query.options.horizon_days ||
         expected_on <= query.as_of + *query.options.horizon_days;
}

CreditBook read_credit_book(const ExposureQuery& query, const ExposureTables& tables) {
  return CreditReader(query, tables).read();
}

}  // namespace openitem::exposure
