#include "exposure/credit_decisions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/checked.hpp"
#include "core/int128.hpp"

namespace openitem::exposure {
namespace {

constexpr std::int64_t kWholeUse = 1'000'000'000;

struct ReasonNames {
  std::string_view name, unit;
};
constexpr std::array<ReasonNames, 12> kReasonNames = {{{"limit_use", "share"},
                                                       {"group_limit_use", "share"},
                                                       {"sub_limit_use", "share"},
                                                       {"overdue_days", "days"},
                                                       {"overdue_share", "share"},
                                                       {"dunning_level", "level"},
                                                       {"broken_promises", "count"},
                                                       {"expired_limit", ""},
                                                       {"no_limit", ""},
                                                       {"insolvency", ""},
                                                       {"legal_stop", ""},
                                                       {"hardship", ""}}};

// From which figure on a customer is watched or held; 0 = never.
struct Thresholds {
  std::int64_t watch, hold;
};

// Collects the reasons of one account.
class ReasonList {
 public:
  ReasonList(const ExposureOptions& options, JudgedAccount& judged) : options_(options), judged_(judged) {}

  void add(const FoundReason& found) {
    if (found.level == CreditDecision::release) return;
    judged_.decision = std::max(judged_.decision, found.level);
    judged_.reasons.push_back(found);
  }

  // Above a share of a limit.
  void add_use(HoldReason reason, std::int64_t exposure, std::int64_t limit, std::uint32_t group,
               std::uint32_t scope) {
    const auto exceeds = [&](std::int64_t share) {
      return share != 0 && is_used_above(exposure, limit, share);
    };
    const bool is_held = exceeds(options_.hold_use);
    if (!is_held && !exceeds(options_.watch_use)) return;
    add({reason,
         is_held ? CreditDecision::hold : CreditDecision::watch,
         {exposure, limit},
         {is_held ? options_.hold_use : options_.watch_use, kWholeUse},
         group,
         scope});
  }

  // At a threshold or beyond it.
  void add_count(HoldReason reason, std::int64_t value, const Thresholds& from) {
    const bool is_held = from.hold != 0 && value >= from.hold;
    if (!is_held && (from.watch == 0 || value < from.watch)) return;
    add({reason,
         is_held ? CreditDecision::hold : CreditDecision::watch,
         {value, 1},
         {is_held ? from.hold : from.watch, 1}});
  }

  void add_overdue_share(const CreditAccount& account) {
    const auto reaches = [&](std::int64_t share) {
      return share != 0 && account.open > 0 &&
             multiply(account.overdue, kWholeUse) >= multiply(account.open, share);
    };
    const bool is_held = reaches(options_.hold_overdue_share);
    if (!is_held && !reaches(options_.watch_overdue_share)) return;
    add({HoldReason::overdue_share,
         is_held ? CreditDecision::hold : CreditDecision::watch,
         {account.overdue, account.open},
         {is_held ? options_.hold_overdue_share : options_.watch_overdue_share, kWholeUse}});
  }

 private:
  const ExposureOptions& options_;
  JudgedAccount& judged_;
};

// What a trial adds to the exposure of one account is added to every group above it.
class AccountJudgement {
 public:
  AccountJudgement(const ExposureQuery& query, const CreditBook& book, const CreditKey& key,
                   const TrialOrder& trial)
      : query_(query),
        book_(book),
        key_(key),
        account_(book.accounts.at(key)),
        trial_(trial),
        list_(query.options, judged_) {}

  JudgedAccount run(std::uint32_t master_row) {
    judged_.exposure = measure(account_, query_.parts, trial_.amount);
    add_uses();
    add_behaviour();
    add_limits();
    if (master_row != kNoRow) add_flags(master_row);
    return std::move(judged_);
  }

 private:
  void add_uses() {
    if (account_.limit.is_in_force())
      list_.add_use(HoldReason::limit_use, judged_.exposure.exposure, account_.limit.limit, kNoKey, kNoKey);
    const std::int64_t before = measure(account_, query_.parts).exposure;
    for_each_group(book_, key_, [&](const CreditGroups::value_type& group) {
      if (!group.second.limit.is_in_force()) return;
      const std::int64_t exposure = checked_add(group.second.exposure, judged_.exposure.exposure - before);
      list_.add_use(HoldReason::group_limit_use, exposure, group.second.limit.limit, group.first.customer,
                    kNoKey);
    });
    // Scopes of a customer follow one another; those of other currencies stand between.
    for (auto at = book_.scopes.lower_bound({key_.customer, 0, 0});
         at != book_.scopes.end() && at->first.customer == key_.customer; ++at) {
      if (at->first.currency != key_.currency || !at->second.limit.is_in_force()) continue;
      const std::int64_t added = at->first.scope == trial_.scope ? trial_.amount : 0;
      list_.add_use(HoldReason::sub_limit_use, measure(at->second, query_.parts, added).exposure,
                    at->second.limit.limit, kNoKey, at->first.scope);
    }
  }

  void add_behaviour() {
    const ExposureOptions& options = query_.options;
    list_.add_count(HoldReason::overdue_days, account_.oldest_overdue_days,
                    {options.watch_overdue_days, options.hold_overdue_days});
    list_.add_overdue_share(account_);
    if (account_.dunning_level) {
      list_.add_count(HoldReason::dunning_level, *account_.dunning_level,
                      {options.watch_dunning_level, options.hold_dunning_level});
    }
    list_.add_count(HoldReason::broken_promises, account_.broken_promises,
                    {options.watch_broken_promises, options.hold_broken_promises});
  }

  void add_limits() {
    bool has_limit = account_.limit.state != LimitState::none;
    if (account_.limit.state == LimitState::expired)
      list_.add({HoldReason::expired_limit, query_.options.expired_limit});
    for_each_group(book_, key_, [&](const CreditGroups::value_type& group) {
      has_limit = has_limit || group.second.limit.state != LimitState::none;
      if (group.second.limit.state != LimitState::expired) return;
      FoundReason expired{HoldReason::expired_limit, query_.options.expired_limit};
      expired.group = group.first.customer;
      list_.add(expired);
    });
    if (!has_limit) list_.add({HoldReason::no_limit, query_.options.no_limit});
  }

  void add_flags(std::uint32_t row) {
    const Customers& master = query_.ledger.customer_master;
    if (master.insolvency[row] != 0) list_.add({HoldReason::insolvency, query_.options.insolvency});
    if (master.legal_stop[row] != 0) list_.add({HoldReason::legal_stop, query_.options.legal_stop});
    if (master.hardship[row] != 0) list_.add({HoldReason::hardship, query_.options.hardship});
  }

  const ExposureQuery& query_;
  const CreditBook& book_;
  const CreditKey& key_;
  const CreditAccount& account_;
  const TrialOrder& trial_;
  JudgedAccount judged_;
  ReasonList list_;
};

}  // namespace

std::string_view name_of(HoldReason reason) noexcept {
  return kReasonNames[static_cast<std::size_t>(reason)].name;
}
std::string_view unit_of(HoldReason reason) noexcept {
  return kReasonNames[static_cast<std::size_t>(reason)].unit;
}
std::string_view name_of(CreditDecision decision) noexcept {
  constexpr std::array<std::string_view, 4> names = {"", "release", "watch", "hold"};
  return names[static_cast<std::size_t>(decision)];
}

bool is_used_above(std::int64_t exposure, std::int64_t limit, std::int64_t share) noexcept {
  return multiply(exposure, kWholeUse) > multiply(limit, share);
}

CreditJudge::CreditJudge(const ExposureQuery& query, const CreditBook& book)
    : query_(query), book_(book), master_row_(query.ledger.customers.size(), kNoRow) {
  const std::vector<std::uint32_t>& customers = query.ledger.customer_master.customer;
  for (std::size_t row = 0; row < customers.size(); ++row)
    master_row_[customers[row]] = static_cast<std::uint32_t>(row);
}

JudgedAccount CreditJudge::judge(const CreditKey& key, const TrialOrder& trial) const {
  return AccountJudgement(query_, book_, key, trial).run(master_row_[key.customer]);
}

}  // namespace openitem::exposure
