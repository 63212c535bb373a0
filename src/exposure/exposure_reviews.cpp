// Limits that are due for review.

#include <utility>

#include "core/int128.hpp"
#include "exposure/exposure_columns.hpp"
#include "exposure/exposure_tables.hpp"

namespace openitem::exposure {
namespace {

constexpr std::int64_t kWholeLimit = 1'000'000'000;

// Whether exposure < limit x share, exactly.
bool is_used_below(std::int64_t exposure, std::int64_t limit, std::int64_t share) noexcept {
  return multiply(exposure, kWholeLimit) < multiply(limit, share);
}

class ReviewList {
 public:
  ReviewList(const ExposureView& view, const std::vector<std::int32_t>& last_reviews)
      : view_(view), options_(view.query.options), last_reviews_(last_reviews) {}

  void add(const CreditKey& key, const CreditLimit& limit, std::int64_t exposure, bool is_group) {
    if (limit.state == LimitState::none) return;
    key_ = key;
    is_group_ = is_group;
    use_ = {exposure, limit.is_in_force() ? limit.limit : 0};
    const std::int32_t as_of = view_.query.as_of;
    if (options_.review_expiry_days != 0 && limit.valid_to != kNoDate &&
        limit.valid_to <= as_of + options_.review_expiry_days)
      write("limit_expiry", limit.valid_to);
    add_last_review(as_of);
    if (!limit.is_in_force()) return;
    if (options_.review_use_above != 0 && is_used_above(exposure, limit.limit, options_.review_use_above))
      write("use_above", as_of);
    if (options_.review_use_below != 0 && is_used_below(exposure, limit.limit, options_.review_use_below))
      write("use_below", as_of);
  }

  Table table() {
    Table table("review_due");
    table.add(key_column("customer", view_.query.ledger.customers, customers_));
    table.add(currency_column("currency", currencies_));
    table.add(Column::text("limit_of", limit_of_));
    table.add(Column::text("reason", reasons_));
    table.add(day_cells("due_on", std::move(due_)));
    table.add(share_cells("limit_use", std::move(uses_)));
    return table;
  }

 private:
  void add_last_review(std::int32_t as_of) {
    if (options_.review_days == 0 || last_reviews_.empty()) return;
    const std::int32_t last = last_reviews_[key_.customer];
    if (last == kNoDate) {
      write("never_reviewed", kNoDate);
    } else if (last + options_.review_days <= as_of) {
      write("last_review", last + options_.review_days);
    }
  }

  void write(std::string_view reason, std::int32_t due) {
    customers_.push_back(key_.customer);
    currencies_.push_back(key_.currency);
    limit_of_.push_back(is_group_ ? "group" : "customer");
    reasons_.push_back(reason);
    due_.add(due, due != kNoDate);
    uses_.add(use_.denominator == 0 ? 0 : quotient(use_.numerator, use_.denominator), use_.denominator != 0);
  }

  const ExposureView& view_;
  const ExposureOptions& options_;
  const std::vector<std::int32_t>& last_reviews_;
  CreditKey key_;
  bool is_group_ = false;
  ReasonFigure use_;
  std::vector<std::uint32_t> customers_;
  std::vector<std::uint16_t> currencies_;
  std::vector<std::string_view> limit_of_, reasons_;
  SparseCells<std::int32_t> due_;
  SparseCells<double> uses_;
};

}  // namespace

Table review_table(const ExposureView& view, const std::vector<std::int32_t>& last_reviews) {
  ReviewList list(view, last_reviews);
  std::size_t at = 0;
  for (const auto& [key, account] : view.book.accounts) {
    list.add(key, account.limit, view.judged[at++].exposure.exposure, false);
    const auto group = view.book.groups.find(key);
    if (group != view.book.groups.end()) list.add(key, group->second.limit, group->second.exposure, true);
  }
  return list.table();
}

}  // namespace openitem::exposure
