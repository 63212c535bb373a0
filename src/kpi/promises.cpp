#include "kpi/promises.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "core/checked.hpp"
#include "core/message.hpp"
#include "kpi/account_groups.hpp"
#include "kpi/debit_applications.hpp"
#include "openitem/core.hpp"
#include "openitem/time.hpp"

namespace openitem {
namespace {

/// What promises are about: an account, or one document.
struct Subject {
  std::uint32_t customer;  ///< kNoRow = a document
  std::uint32_t of;        ///< currency of the account, or identity of the document
  friend auto operator<=>(const Subject&, const Subject&) = default;
};

struct Promise {
  Subject subject;
  std::int32_t promised_on, due, recorded_on;
  std::size_t row;  ///< among those that are kept, which are in the order of the source
  std::uint32_t group;
  std::int64_t amount;
  std::optional<std::int32_t> superseded_on = {};
};

class PromiseReader {
 public:
  PromiseReader(const KpiQuery& query, const SeriesBooks& series, const Books& books, KpiSums& sums)
      : query_(query),
        promises_(query.ledger.promises),
        documents_(query.ledger.documents),
        books_(books),
        events_(query, series, books),
        accounts_(query, books),
        sums_(sums) {}

  void run() {
    for (std::size_t at = 0; at < promises_.customer.size(); ++at) collect(at);
    std::sort(found_.begin(), found_.end(), [](const Promise& a, const Promise& b) {
      return std::tie(a.subject, a.promised_on, a.due, a.recorded_on, a.row) <
             std::tie(b.subject, b.promised_on, b.due, b.recorded_on, b.row);
    });
    for (std::size_t begin = 0; begin < found_.size();) {
      std::size_t end = begin + 1;
      while (end < found_.size() && found_[end].subject == found_[begin].subject) ++end;
      const std::span<Promise> subject(&found_[begin], end - begin);
      supersede(subject);
      decide(subject);
      begin = end;
    }
  }

 private:
  [[nodiscard]] std::int64_t deadline_of(const Promise& promise) const noexcept {
    return std::int64_t{promise.due} + query_.promise_grace_days;
  }
  [[nodiscard]] std::uint32_t position_of(std::int64_t day) const noexcept {
    return query_.axis.first_on(static_cast<std::int32_t>(day));
  }

  void collect(std::size_t at) {
    if (query_.known_at && promises_.recorded_on[at] > *query_.known_at) return;
    if (promises_.promised_on[at] > query_.axis.days().back()) return;
    const std::uint32_t identity = promises_.document_identity[at];
    const bool is_account = identity == kNoRow;
    Promise promise{
        {is_account ? promises_.customer[at] : kNoRow, is_account ? promises_.currency[at] : identity},
        promises_.promised_on[at],
        promises_.due[at],
        promises_.recorded_on[at],
        at,
        kNoGroup,
        promises_.amount[at]};
    const bool states_nothing = promises_.amount_null[at] == 0 && promise.amount <= 0;
    // Only what is looked at needs a place.
    const bool is_read = !states_nothing && promise.due >= promise.promised_on &&
                         (is_account ? place_account(promise, at) : place_document(promise, at));
    if (!is_read || promise.amount <= 0) {
      ++sums_.promises_left_out;
      return;
    }
    promised_ =
        checked_add(promised_, promise.amount);  // no sum of parts leaves 64 bits where this one does not
    found_.push_back(promise);
  }

  bool place_account(Promise& promise, std::size_t at) {
    if (promises_.amount_null[at] != 0) return false;
    promise.group = accounts_.group_of(promise.subject.customer, promises_.currency[at]);
    if (promise.group != kSeveralGroups) return promise.group != kNoGroup;
    const std::string customer = query_.ledger.customers.text_of(promise.subject.customer);
    throw Error(Status::invalid_argument,
                Message()
                    .append("customer ")
                    .append_quoted(customer)
                    .append(" promised on ")
                    .append(Date(promise.promised_on).iso())
                    .append(" to pay for the whole account, whose documents are in several groups; name a "
                            "document_id, or ask by customer"))
        .at(-1, "promises.customer");
  }

  bool place_document(Promise& promise, std::size_t at) {
    const std::uint32_t row = books_.row_of(promise.subject.of);
    if (row == kNoRow || documents_.amount[row] <= 0) return false;
    if (promises_.amount_null[at] != 0) {
      promise.amount = open_before(row, promise.promised_on);
    } else if (promises_.currency[at] != documents_.currency[row]) {
      return false;
    }
    promise.group = query_.groups.of_document[row];
    return true;
  }

  [[nodiscard]] std::int64_t open_before(std::uint32_t document, std::int32_t day) {
    std::int64_t rest = documents_.amount[document];
    for (const DebitApplication& event : events_.of(document)) {
      if (event.day < day) rest -= query_.ledger.applications.debit_amount[event.application];
    }
    return open_part(document, rest);
  }
  [[nodiscard]] std::int64_t open_part(std::uint32_t document, std::int64_t rest) const noexcept {
    return std::clamp<std::int64_t>(rest, 0, documents_.amount[document]);
  }

  // Within one subject, by the day they were made, then due. Those of one day are one plan; a day of new promises
  // supersedes what is still to come of earlier ones.
  void supersede(std::span<Promise> promises) const {
    for (auto begin = promises.begin(); begin != promises.end();) {
      const std::int32_t made = begin->promised_on;
      const auto end = std::find_if(begin, promises.end(),
                                    [made](const Promise& promise) { return promise.promised_on != made; });
      for (auto at = std::next(begin); at != end; ++at) {
        if (std::prev(at)->due == at->due) std::prev(at)->superseded_on = made;
      }
      for (auto at = promises.begin(); at != begin; ++at) {
        if (!at->superseded_on && deadline_of(*at) >= made) at->superseded_on = made;
      }
      begin = end;
    }
  }

  void decide(std::span<const Promise> promises) {
    const std::vector<Receipt> receipts = receipts_of(promises.front().subject);
    std::int32_t made = promises.front().promised_on;
    std::int64_t taken = 0;  // by the promises of one day
    for (const Promise& promise : promises) {
      if (promise.promised_on != made) taken = 0;
      made = promise.promised_on;
      std::uint32_t& begins = sums_.begins[promise.group];
      begins = std::min(begins, query_.axis.first_on(made));
      if (promise.superseded_on) {
        add(promise.group, query_.axis.first_on(*promise.superseded_on), Component::promises_superseded, 1);
        add_open(promise, *promise.superseded_on);
        continue;
      }
      add_open(promise, deadline_of(promise));
      const std::int64_t received = sum_of(receipts, made, deadline_of(promise));
      const std::int64_t kept = std::clamp<std::int64_t>(received - taken, 0, promise.amount);
      taken += kept;
      add_decided(promise, kept);
    }
  }

  [[nodiscard]] std::vector<Receipt> receipts_of(const Subject& subject) {
    if (subject.customer != kNoRow)
      return accounts_.receipts_of(subject.customer, static_cast<std::uint16_t>(subject.of));
    const std::uint32_t document = books_.row_of(subject.of);
    std::vector<Receipt> receipts;
    std::int64_t rest = documents_.amount[document];
    for (const DebitApplication& event : events_.of(document)) {
      const std::int64_t open = open_part(document, rest);
      rest -= query_.ledger.applications.debit_amount[event.application];
      if (event.is_payment)
        receipts.push_back(
            {std::max(event.day, documents_.posting[document]), open - open_part(document, rest)});
    }
    return receipts;
  }

  [[nodiscard]] static std::int64_t sum_of(std::span<const Receipt> receipts, std::int32_t first,
                                           std::int64_t last) {
    std::int64_t sum = 0;
    for (const Receipt& receipt : receipts) {
      if (receipt.day >= first && receipt.day <= last) sum = checked_add(sum, receipt.amount);
    }
    return sum;
  }

  void add(std::uint32_t group, std::uint32_t position, Component component, std::int64_t value) {
    ComponentSums& sums = sums_.components;
    if (sums.has(component)) sums.cell(group, position)[sums.slot(component)] += value;
  }

  // On every day of the axis from the promise on, before the day that ends it.
  void add_open(const Promise& promise, std::int64_t end) {
    const std::uint32_t until = position_of(end);
    for (std::uint32_t at = query_.axis.first_on(promise.promised_on); at < until; ++at) {
      add(promise.group, at, Component::promises_open, 1);
      add(promise.group, at, Component::promised_open, promise.amount);
    }
  }

  void add_decided(const Promise& promise, std::int64_t kept) {
    const std::uint32_t position = position_of(deadline_of(promise));
    const auto add_here = [&](Component component, std::int64_t value) {
      add(promise.group, position, component, value);
    };
    add_here(Component::promises, 1);
    add_here(Component::promised, promise.amount);
    add_here(Component::promises_paid, kept > 0 ? 1 : 0);
    add_here(Component::promised_paid, kept);
    if (kept < promise.amount) return;
    add_here(Component::promises_kept, 1);
    add_here(Component::promised_kept, promise.amount);
  }

  const KpiQuery& query_;
  const Promises& promises_;
  const Documents& documents_;
  const Books& books_;
  DebitApplications events_;
  AccountGroups accounts_;
  KpiSums& sums_;
  std::vector<Promise> found_;
  std::int64_t promised_ = 0;
};

}  // namespace

void add_promises(const KpiQuery& query, const SeriesBooks& series, const Books& books, KpiSums& sums) {
  PromiseReader(query, series, books, sums).run();
}

}  // namespace openitem
