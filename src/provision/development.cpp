#include "provision/development.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/checked.hpp"
#include "openitem/money.hpp"
#include "openitem/provision.hpp"

namespace openitem {
namespace {

class Developer {
 public:
  explicit Developer(Waterfall& waterfall) : waterfall_(waterfall) {}

  Development run() {
    for (const WaterfallRow& row : waterfall_.rows) currencies_.insert(row.currency);
    for (const std::uint16_t currency : currencies_) {
      for (std::size_t bucket = 0; bucket < waterfall_.first_age.size(); ++bucket) {
        add_triangle(currency, bucket);
        add_factors(currency, bucket);
      }
    }
    for (WaterfallRow& row : waterfall_.rows) develop_row(row);
    const auto is_unused = [](const WaterfallRow& row) {
      return std::find(row.is_used.begin(), row.is_used.end(), 1) == row.is_used.end();
    };
    waterfall_.rows.erase(std::remove_if(waterfall_.rows.begin(), waterfall_.rows.end(), is_unused),
                          waterfall_.rows.end());
    return std::move(found_);
  }

 private:
  void add_triangle(std::uint16_t currency, std::size_t bucket) {
    std::map<std::pair<std::int32_t, std::size_t>, TriangleCell> cells;
    for (const WaterfallRow& row : waterfall_.rows) {
      if (row.currency != currency) continue;
      const std::vector<std::int64_t>& unrecovered = row.unrecovered[bucket];
      for (std::size_t at = 0; at < unrecovered.size(); ++at) {
        const std::size_t age = waterfall_.first_age[bucket] + at;
        TriangleCell& cell = cells
                                 .try_emplace({row.month, age},
                                              TriangleCell{currency, bucket, row.month, waterfall_.ages[age]})
                                 .first->second;
        cell.exposure = checked_add(cell.exposure, row.exposure[bucket]);
        cell.unrecovered = checked_add(cell.unrecovered, unrecovered[at]);
      }
    }
    for (const auto& [key, cell] : cells) found_.triangle.push_back(cell);
  }

  void add_factors(std::uint16_t currency, std::size_t bucket) {
    const std::size_t first = found_.factors.size();
    for (std::size_t age = waterfall_.first_age[bucket]; age + 1 < waterfall_.ages.size(); ++age) {
      DevelopmentFactor factor{.currency = currency,
                               .bucket = bucket,
                               .from_age = waterfall_.ages[age],
                               .to_age = waterfall_.ages[age + 1]};
      std::set<std::int32_t> vintages;
      const std::size_t at = age - waterfall_.first_age[bucket];
      for (const WaterfallRow& row : waterfall_.rows) {
        if (row.currency != currency || row.unrecovered[bucket].size() <= at + 1) continue;
        vintages.insert(row.month);
        factor.from_amount = checked_add(factor.from_amount, row.unrecovered[bucket][at]);
        factor.to_amount = checked_add(factor.to_amount, row.unrecovered[bucket][at + 1]);
      }
      factor.vintages = static_cast<std::int64_t>(vintages.size());
      if (factor.vintages > 0) factor.factor = ratio(factor.to_amount, factor.from_amount);
      found_.factors.push_back(factor);
    }
    std::optional<std::int64_t> to_horizon = kWholeRate;
    for (std::size_t at = found_.factors.size(); at > first; --at) {
      DevelopmentFactor& factor = found_.factors[at - 1];
      to_horizon = to_horizon && factor.factor
                       ? std::optional(multiply_divide(*factor.factor, *to_horizon, kWholeRate))
                       : std::nullopt;
      factor.to_horizon = to_horizon;
      to_horizon_[{currency, bucket, factor.from_age}] = to_horizon;
    }
  }

  // Where nothing was left at the first age nothing is known of its development: it stays.
  static std::int64_t ratio(std::int64_t to, std::int64_t from) {
    return from == 0 ? kWholeRate : multiply_divide(to, kWholeRate, from);
  }

  void develop_row(WaterfallRow& row) {
    for (std::size_t bucket = 0; bucket < row.exposure.size(); ++bucket) {
      const std::size_t observed = row.unrecovered[bucket].size();
      row.is_used[bucket] = 0;
      if (observed == 0) continue;
      row.age[bucket] = waterfall_.ages[waterfall_.first_age[bucket] + observed - 1];
      const auto found = to_horizon_.find({row.currency, bucket, row.age[bucket]});
      const std::optional<std::int64_t> to_horizon = row.age[bucket] == waterfall_.ages.back() ? kWholeRate
                                                     : found == to_horizon_.end()              ? std::nullopt
                                                                                  : found->second;
      if (!to_horizon) continue;
      row.is_used[bucket] = 1;
      row.development[bucket] = *to_horizon;
      row.loss[bucket] = std::min(row.exposure[bucket],
                                  multiply_divide(row.unrecovered[bucket].back(), *to_horizon, kWholeRate));
    }
  }

  Waterfall& waterfall_;
  std::set<std::uint16_t> currencies_;
  std::map<std::tuple<std::uint16_t, std::size_t, std::int32_t>, std::optional<std::int64_t>> to_horizon_;
  Development found_;
};

}  // namespace

Development develop(Waterfall& waterfall) { return Developer(waterfall).run(); }

}  // namespace openitem
