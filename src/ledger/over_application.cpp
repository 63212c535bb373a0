// Which application rows apply too much (docs/methods/ledger.md, section 4, Over-application).

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>
#include <utility>

#include "ledger/application_rows.hpp"
#include "ledger/order.hpp"

namespace openitem {
namespace {

// Documents of one day that its applications link, found by union.
class Links {
 public:
  explicit Links(std::size_t identities) : parent_(identities) {
    std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
  }
  std::uint32_t root(std::uint32_t identity) noexcept {
    while (parent_[identity] != identity) {
      parent_[identity] = parent_[parent_[identity]];
      identity = parent_[identity];
    }
    return identity;
  }
  void join(std::uint32_t a, std::uint32_t b) noexcept {
    const std::uint32_t first = root(a), second = root(b);
    parent_[std::max(first, second)] = std::min(first, second);
  }
  void forget(std::uint32_t identity) noexcept { parent_[identity] = identity; }

 private:
  std::vector<std::uint32_t> parent_;
};

class OverApplication {
 public:
  OverApplication(TableContext& context, const ApplicationRows& rows, AppliedSums& sums)
      : context_(context), rows_(rows), sums_(sums) {}

  void judge() {
    if (all_stay_in_range()) return;
    std::fill(sums_.applied.begin(), sums_.applied.end(), 0);
    const std::vector<std::int32_t> date = latest_dates();
    const std::vector<std::uint32_t> order = by_date(date);
    for (std::size_t begin = 0; begin < order.size();) {
      std::size_t end = begin + 1;
      while (end < order.size() && date[order[end]] == date[order[begin]]) ++end;
      judge_day({order.data() + begin, end - begin});
      begin = end;
    }
  }

 private:
  using Day = std::span<const std::uint32_t>;

  // The quick way: where nothing is un-applied, sums only grow, and the last ones tell.
  bool all_stay_in_range() {
    bool only_grow = true;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (row + kFetchAhead < rows_.size()) {
        fetch(sums_.applied, rows_.debit.identity[row + kFetchAhead]);
        fetch(sums_.applied, rows_.credit.identity[row + kFetchAhead]);
      }
      if (context_.rows.is_excluded(row)) continue;
      only_grow = only_grow && rows_.debit_amount[row] >= 0 && rows_.credit_amount[row] >= 0;
      add(row, 1);
    }
    if (!only_grow) return false;
    for (std::size_t identity = 0; identity < sums_.limit.size(); ++identity) {
      if (!is_in_range(static_cast<std::uint32_t>(identity))) return false;
    }
    return true;
  }

  std::vector<std::int32_t> latest_dates() const {
    std::vector<std::int32_t> date(rows_.size(), 0);
    for (std::size_t row = 0; row < date.size(); ++row) {
      if (context_.rows.is_excluded(row)) continue;
      date[row] = rows_.latest(row);
    }
    return date;
  }

  std::vector<std::uint32_t> by_date(const std::vector<std::int32_t>& date) const {
    std::vector<std::uint32_t> kept;
    std::vector<std::uint64_t> keys;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      if (context_.rows.is_excluded(row)) continue;
      kept.push_back(static_cast<std::uint32_t>(row));
      keys.push_back(static_cast<std::uint64_t>(date[row] - Date::min_days));
    }
    return reordered(kept, stable_order(std::move(keys)), 1);
  }

  void add(std::size_t row, std::int64_t sign) noexcept {
    sums_.applied[rows_.debit.identity[row]] += sign * rows_.debit_amount[row];
    sums_.applied[rows_.credit.identity[row]] += sign * rows_.credit_amount[row];
  }

  bool is_in_range(std::uint32_t identity) const noexcept {
    return sums_.applied[identity] >= 0 && sums_.applied[identity] <= sums_.limit[identity];
  }
  bool is_in_range(std::size_t row) const noexcept {
    return is_in_range(rows_.debit.identity[row]) && is_in_range(rows_.credit.identity[row]);
  }

  void judge_day(Day day) {
    for (const std::uint32_t row : day) add(row, 1);
    if (std::all_of(day.begin(), day.end(),
                    [this](std::uint32_t row) { return is_in_range(std::size_t{row}); }))
      return;
    judge_one_by_one(day);
  }

  // The day ends out of range: the rows of such a document, and of all that the day's rows link with it, are judged
  // one by one in source order.
  void judge_one_by_one(Day day) {
    if (links_.empty()) {
      links_.emplace_back(sums_.limit.size());
      is_bad_.assign(sums_.limit.size(), 0);
    }
    Links& links = links_.front();
    for (const std::uint32_t row : day) links.join(rows_.debit.identity[row], rows_.credit.identity[row]);
    for (const std::uint32_t row : day) {
      if (!is_in_range(std::size_t{row})) is_bad_[links.root(rows_.debit.identity[row])] = 1;
    }
    std::vector<std::uint32_t> judged;
    std::copy_if(day.begin(), day.end(), std::back_inserter(judged),
                 [&](std::uint32_t row) { return is_bad_[links.root(rows_.debit.identity[row])] != 0; });
    for (const std::uint32_t row : judged) add(row, -1);
    for (const std::uint32_t row : judged) {
      add(row, 1);
      if (!is_in_range(std::size_t{row})) exclude(row);
    }
    for (const std::uint32_t row : day) {
      for (const std::uint32_t identity : {rows_.debit.identity[row], rows_.credit.identity[row]}) {
        is_bad_[identity] = 0;
        links.forget(identity);
      }
    }
  }

  void exclude(std::uint32_t row) {
    const bool on_debit = !is_in_range(rows_.debit.identity[row]);
    const std::uint32_t identity = on_debit ? rows_.debit.identity[row] : rows_.credit.identity[row];
    const std::uint32_t document = context_.ledger.current_row[identity];
    const std::uint16_t currency = context_.ledger.documents.currency[document];
    const ChunkedColumn& column = *context_.table.one("amount");
    std::string detail = "what is applied of document " + show_document(context_.ledger, document) + " to " +
                         show_money(sums_.applied[identity], currency) + " of " +
                         show_money(sums_.limit[identity], currency);
    context_.rows.exclude(row, Rule::over_application, column.short_name(),
                          {show_cell(column, static_cast<std::int64_t>(row)), std::move(detail)});
    add(row, -1);
  }

  TableContext& context_;
  const ApplicationRows& rows_;
  AppliedSums& sums_;
  std::vector<Links> links_;  // none until a day needs it
  std::vector<std::uint8_t> is_bad_;
};

}  // namespace

AppliedSums::AppliedSums(const LedgerData& ledger)
    : limit(static_cast<std::size_t>(ledger.identities)),
      applied(static_cast<std::size_t>(ledger.identities), 0) {
  for (std::size_t identity = 0; identity < limit.size(); ++identity) {
    limit[identity] = std::abs(ledger.documents.amount[ledger.current_row[identity]]);
  }
}

void judge_over_application(TableContext& context, const ApplicationRows& applications, AppliedSums& sums) {
  OverApplication(context, applications, sums).judge();
}

}  // namespace openitem
