#include "aging/base_items.hpp"

#include <cstddef>
#include <utility>

#include "core/checked.hpp"
#include "openitem/money.hpp"

namespace openitem {
namespace {

class BaseSplitter {
 public:
  BaseSplitter(const LedgerData& ledger, const AgedItems& aged, const AgingOptions& options)
      : aged_(aged), items_(aged.set.items), options_(options) {
    out_.currency = require_base_currency(ledger);
    BookedItems booked = booked_items(ledger, BaseAmounts(ledger, out_.currency), items_);
    booked_ = std::move(booked.amount);
    out_.is_missing = std::move(booked.is_missing);
    out_.main.resize(booked_.size());
    out_.disputed.resize(aged.disputed.size());
  }

  BaseItems run() && {
    for (std::size_t item = 0; item < booked_.size(); ++item) {
      if (out_.is_missing[item] == 0) split(item);
    }
    return std::move(out_);
  }

 private:
  // What stands in the figure column of the item before netting.
  [[nodiscard]] std::int64_t standing(std::size_t item) const noexcept {
    const std::int64_t open = items_.open[item];
    if (open < 0) return options_.credits == CreditMode::excluded ? 0 : open;
    return options_.disputes == DisputeMode::inside ? open : open - items_.disputed[item];
  }

  void split(std::size_t item) {
    const std::int64_t booked = booked_[item];
    // Every sum of the figures is one of parts of these: none of them can leave the range if this one does not.
    absolute_ = checked_add(absolute_, booked < 0 ? checked_sub(0, booked) : booked);
    out_.carried.add(booked);
    const std::int64_t before = standing(item);
    const std::int64_t share = multiply_divide(booked, before, items_.open[item]);
    if (before != items_.open[item]) split_off(item, booked - share);
    const bool is_disputed = !out_.disputed.empty() && aged_.disputed[item] != 0;
    out_.reported_items += before != 0 || is_disputed ? 1 : 0;
    out_.main[item] = share;
    const std::int64_t taken = before - aged_.main[item];
    if (taken == 0) return;
    const std::int64_t part = multiply_divide(share, taken, before);
    out_.main[item] -= part;
    out_.netted.subtract(part);
  }

  void split_off(std::size_t item, std::int64_t rest) {
    if (items_.open[item] < 0) {
      out_.excluded_credits.subtract(rest);
    } else if (out_.disputed.empty()) {
      out_.excluded_disputes.subtract(rest);
    } else {
      out_.disputed[item] = rest;
    }
  }

  const AgedItems& aged_;
  const OpenItems& items_;
  const AgingOptions& options_;
  std::vector<std::int64_t> booked_;
  std::int64_t absolute_ = 0;
  BaseItems out_;
};

}  // namespace

std::uint16_t require_base_currency(const LedgerData& ledger) {
  if (!ledger.base_currency.empty()) return Currency(ledger.base_currency).index();
  throw Error(Status::not_set,
              "option base_amounts needs a ledger with a base currency: build it with the column base_amount "
              "and its base_currency");
}

BaseItems base_items(const LedgerData& ledger, const AgedItems& aged, const AgingOptions& options) {
  return BaseSplitter(ledger, aged, options).run();
}

}  // namespace openitem
