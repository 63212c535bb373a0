#include "discount/portfolio_candidates.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "core/exponential.hpp"
#include "core/int128.hpp"
#include "core/message.hpp"
#include "core/parallel.hpp"
#include "discount/checks.hpp"

namespace openitem::discount {
namespace {

constexpr std::int64_t kFactorParts = 1'000'000'000'000'000;  // fifteen decimals

/// Offers by whom they are for; rows ascending in each list.
class OfferLists {
 public:
  OfferLists(const PortfolioItems& items, const PortfolioOffers& offers)
      : items_(items),
        of_item_(items.item.dictionary.size()),
        of_segment_(items.segment.codes.empty() ? 0 : items.segment.dictionary.size()) {
    for (std::uint32_t row = 0; row < offers.rows(); ++row) {
      if (offers.item[row] != kNoKey) {
        of_item_[offers.item[row]].push_back(row);
      } else if (offers.segment[row] != kNoKey) {
        of_segment_[offers.segment[row]].push_back(row);
      } else {
        of_all_.push_back(row);
      }
    }
  }

  /// The offers of an item, ascending.
  [[nodiscard]] std::vector<std::uint32_t> of(std::size_t item) const {
    std::vector<std::uint32_t> rows = of_item_[items_.item.codes[item]];
    const std::uint32_t segment = items_.segment.codes.empty() ? kNoKey : items_.segment.codes[item];
    if (segment != kNoKey) rows.insert(rows.end(), of_segment_[segment].begin(), of_segment_[segment].end());
    rows.insert(rows.end(), of_all_.begin(), of_all_.end());
    std::sort(rows.begin(), rows.end());
    return rows;
  }

 private:
  const PortfolioItems& items_;
  std::vector<std::vector<std::uint32_t>> of_item_, of_segment_;
  std::vector<std::uint32_t> of_all_;
};

class CandidatePricer {
 public:
  CandidatePricer(const PortfolioItems& items, const PortfolioOffers& offers, Date offered_on,
                  const PortfolioOptions& options, PortfolioCandidates& out)
      : items_(items), offers_(offers), first_day_(offered_on.days()), options_(options), out_(out) {}

  void price(std::size_t at) const {
    const std::size_t item = out_.item[at], offer = out_.offer[at];
    const std::int64_t amount = items_.amount[item];
    const std::int32_t pay_by = offers_.pay_by[offer];
    out_.days_early[at] = items_.likely[item] - pay_by;
    out_.take_up[at] = take_up_of(item, offer);
    out_.yield[at] = std::numeric_limits<double>::quiet_NaN();
    if (pay_by > items_.due[item]) {
      out_.status[at] = OfferStatus::after_due;
      out_.payment[at] = amount;
      return;
    }
    const std::int64_t discounted = discount_of(item, offer);
    const std::int64_t payment = amount - discounted;
    const std::int64_t early = present_value(payment, pay_by, item);
    const std::int64_t late = present_value(amount, items_.likely[item], item);
    const bool is_seller = options_.side == PortfolioSide::seller;
    out_.discount[at] = discounted;
    out_.payment[at] = payment;
    out_.gain_if_taken[at] = is_seller ? early - late : late - early;
    out_.gain[at] = expected(out_.gain_if_taken[at], out_.take_up[at]);
    const std::int64_t spent = is_seller ? discounted : payment;
    out_.cost[at] =
        options_.budget_basis == BudgetBasis::worst_case ? spent : expected(spent, out_.take_up[at]);
    out_.yield[at] = yield_of(discounted, payment, out_.days_early[at]);
    out_.status[at] = status_of(at);
  }

 private:
  [[nodiscard]] std::int64_t expected(std::int64_t amount, std::int64_t take_up) const {
    return multiply_divide(amount, take_up, kPartsPerUnit, options_.rounding);
  }

  [[nodiscard]] std::int64_t take_up_of(std::size_t item, std::size_t offer) const {
    const std::int64_t own =
        offers_.take_up[offer] != kNoRate ? offers_.take_up[offer] : items_.take_up[item];
    if (own != kNoRate) return own;
    throw Error(
        Status::not_set,
        Message()
            .append("offer of row ")
            .append(offer)
            .append(" has no take_up for the item of row ")
            .append(item)
            .append(": state it for all, or in a column of the offers, of the items or of their customers"))
        .at(static_cast<std::int64_t>(offer), "offers.take_up");
  }

  [[nodiscard]] std::int64_t discount_of(std::size_t item, std::size_t offer) const {
    const std::int64_t amount = items_.amount[item];
    if (offers_.rate[offer] != kNoRate)
      return multiply_divide(amount, offers_.rate[offer], kPartsPerUnit, options_.rounding);
    try {
      return dynamic_discount(amount, offers_.apr[offer], items_.due[item] - offers_.pay_by[offer],
                              options_.year_days, options_.rounding)
          .discount;
    } catch (Error& failure) {
      throw failure.at(static_cast<std::int64_t>(offer), "offers.apr");
    }
  }

  /// Of an amount on a day, seen from the day of the offers.
  [[nodiscard]] std::int64_t present_value(std::int64_t amount, std::int32_t day, std::size_t item) const {
    const std::int32_t days = day - first_day_;
    const std::int64_t rate = items_.capital[item];
    if (options_.compounding == Compounding::simple) {
      const std::int64_t year = options_.year_days * kPartsPerUnit;
      return multiply_divide(amount, year, year + rate * days, options_.rounding);
    }
    const double growth = growth_of(static_cast<double>(rate) / static_cast<double>(kPartsPerUnit), days,
                                    Compounding::effective, options_.year_days);
    const auto factor = static_cast<std::int64_t>(std::llround(static_cast<double>(kFactorParts) / growth));
    return multiply_divide(amount, factor, kFactorParts, options_.rounding);
  }

  [[nodiscard]] double yield_of(std::int64_t discounted, std::int64_t payment, std::int32_t days) const {
    if (days <= 0 || payment <= 0) return std::numeric_limits<double>::quiet_NaN();
    const double return_of_days = static_cast<double>(discounted) / static_cast<double>(payment);
    const double periods = static_cast<double>(options_.year_days) / static_cast<double>(days);
    if (options_.compounding == Compounding::simple) return return_of_days * periods;
    return exponential_of(periods * log_of_one_plus(return_of_days)) - 1.0;
  }

  [[nodiscard]] OfferStatus status_of(std::size_t at) const {
    if (options_.minimum_yield && is_below(*options_.minimum_yield, at)) return OfferStatus::below_yield;
    return out_.gain[at] > 0 ? OfferStatus::budget : OfferStatus::no_gain;
  }

  [[nodiscard]] bool is_below(std::int64_t minimum, std::size_t at) const {
    const std::int32_t days = out_.days_early[at];
    if (days <= 0 || out_.payment[at] <= 0) return false;
    if (options_.compounding == Compounding::simple) {
      return multiply(out_.discount[at], options_.year_days * kPartsPerUnit) <
             multiply(out_.payment[at], minimum * days);
    }
    return out_.yield[at] < static_cast<double>(minimum) / static_cast<double>(kPartsPerUnit);
  }

  const PortfolioItems& items_;
  const PortfolioOffers& offers_;
  const std::int32_t first_day_;
  const PortfolioOptions& options_;
  PortfolioCandidates& out_;
};

}  // namespace

PortfolioCandidates price_candidates(const PortfolioItems& items, const PortfolioOffers& offers,
                                     Date offered_on, const PortfolioOptions& options) {
  PortfolioCandidates found;
  found.offsets.reserve(items.rows() + 1);
  found.offsets.push_back(0);
  const OfferLists lists(items, offers);
  for (std::uint32_t item = 0; item < items.rows(); ++item) {
    const std::vector<std::uint32_t> rows = lists.of(item);
    found.offer.insert(found.offer.end(), rows.begin(), rows.end());
    found.item.insert(found.item.end(), rows.size(), item);
    found.offsets.push_back(found.offer.size());
  }
  const std::size_t rows = found.rows();
  found.days_early.resize(rows);
  for (std::vector<std::int64_t>* const column :
       {&found.discount, &found.payment, &found.take_up, &found.gain_if_taken, &found.gain, &found.cost})
    column->resize(rows);
  found.yield.resize(rows);
  found.status.resize(rows);
  const CandidatePricer pricer(items, offers, offered_on, options, found);
  for_each_chunk(static_cast<std::int64_t>(rows), options.threads,
                 [&](std::int64_t, std::int64_t begin, std::int64_t end) {
                   for (std::int64_t at = begin; at < end; ++at) pricer.price(static_cast<std::size_t>(at));
                 });
  return found;
}

}  // namespace openitem::discount
