#include "provision/waterfall.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "aging/known_documents.hpp"
#include "core/checked.hpp"
#include "openitem/time.hpp"

namespace openitem {
namespace {

// Something that lowers a document's open amount.
struct Settlement {
  std::int32_t day;
  std::int64_t amount;
  bool is_write_off;
};

// Days between the ages of a development.
constexpr std::int32_t kAgeStep = 30;

class WaterfallFinder {
 public:
  explicit WaterfallFinder(const WaterfallRequest& request)
      : request_(request), documents_(request.ledger.documents) {}

  Waterfall run() {
    find_documents();
    find_ages();
    for (const std::uint32_t row : rows_) look_at(row);
    for (auto& [key, row] : by_key_) found_.rows.push_back(std::move(row));
    for (auto& [currency, sums] : sums_) found_.sums.push_back(sums);
    for (auto& [month, vintage] : vintages_) found_.vintages.push_back(vintage);
    return std::move(found_);
  }

 private:
  static std::int32_t month_of(std::int32_t day) {
    const Date date(day);
    return Date(date.year(), date.month(), 1).days();
  }

  [[nodiscard]] bool is_asked_for(std::size_t row) const {
    const auto kind = static_cast<DocumentKind>(documents_.kind[row]);
    return (kind == DocumentKind::invoice || kind == DocumentKind::debit_note) &&
           documents_.amount[row] > 0 && documents_.issue[row] >= request_.from &&
           documents_.issue[row] <= request_.to && documents_.posting[row] <= request_.as_of &&
           is_known(documents_, row, std::nullopt) &&
           request_.ledger.current_row[documents_.identity[row]] == row;
  }

  void find_documents() {
    for (std::uint32_t row = 0; row < documents_.amount.size(); ++row) {
      if (!is_asked_for(row)) continue;
      rows_.push_back(row);
      const std::int32_t month = month_of(documents_.issue[row]);
      Vintage& vintage = vintages_[month];
      vintage.month = month;
      ++vintage.documents;
      vintage.matures_on =
          std::max(vintage.documents == 1 ? horizon_of(row) : vintage.matures_on, horizon_of(row));
    }
    for (auto& [month, vintage] : vintages_) vintage.is_mature = vintage.matures_on <= request_.as_of;
  }

  void find_ages() {
    for (std::int32_t age = 0; age < request_.horizon; age += kAgeStep) found_.ages.push_back(age);
    found_.ages.push_back(request_.horizon);
    for (std::size_t bucket = 0; bucket < static_cast<std::size_t>(request_.buckets.count()); ++bucket) {
      const std::int32_t reached = bucket == 0 ? 0 : request_.buckets.uppers()[bucket - 1] + 1;
      found_.first_age.push_back(static_cast<std::size_t>(
          std::lower_bound(found_.ages.begin(), found_.ages.end(), reached) - found_.ages.begin()));
    }
  }

  // How many of the ages all documents of the vintage have reached.
  [[nodiscard]] std::size_t observed_ages(const Vintage& vintage) const {
    const std::int32_t age = request_.as_of - (vintage.matures_on - request_.horizon);
    return static_cast<std::size_t>(std::upper_bound(found_.ages.begin(), found_.ages.end(), age) -
                                    found_.ages.begin());
  }

  [[nodiscard]] std::int32_t basis_date(std::size_t row) const {
    std::int32_t own = documents_.due[row];
    if (request_.aging.basis == AgingBasis::issue) own = documents_.issue[row];
    if (request_.aging.basis == AgingBasis::posting) own = documents_.posting[row];
    if (own != kNoDate) return own;
    return request_.aging.missing_date == MissingDate::posting ? documents_.posting[row]
                                                               : documents_.issue[row];
  }
  [[nodiscard]] std::int32_t horizon_of(std::size_t row) const {
    return std::max(basis_date(row), documents_.posting[row]) + request_.horizon;
  }

  // By day.
  [[nodiscard]] std::vector<Settlement> settlements_of(std::uint32_t row) const {
    const LedgerData& ledger = request_.ledger;
    const Applications& applications = ledger.applications;
    const std::uint32_t identity = documents_.identity[row];
    std::vector<Settlement> list;
    for (std::uint32_t at = ledger.debit_offsets[identity]; at < ledger.debit_offsets[identity + 1]; ++at) {
      const std::uint32_t credit = ledger.current_row[applications.credit_identity[at]];
      if (credit == kNoRow) continue;
      const std::int32_t day =
          std::max({applications.applied_on[at], documents_.posting[row], documents_.posting[credit]});
      list.push_back({day, applications.debit_amount[at],
                      static_cast<DocumentKind>(documents_.kind[credit]) == DocumentKind::write_off});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const Settlement& a, const Settlement& b) { return a.day < b.day; });
    return list;
  }

  void look_at(std::uint32_t row) {
    WaterfallSums& sums = sums_[documents_.currency[row]];
    sums.currency = documents_.currency[row];
    ++sums.documents;
    sums.amount += documents_.amount[row];
    const std::int32_t month = month_of(documents_.issue[row]);
    const Vintage& vintage = vintages_.at(month);
    if (!vintage.is_mature) {
      ++sums.immature_documents;
      sums.immature_amount += documents_.amount[row];
      sums.immature_vintages[month] += documents_.amount[row];
      if (!request_.is_developed || observed_ages(vintage) == 0) return;
    }
    WaterfallRow& into = row_of(row, month);
    ++into.documents;
    const std::vector<Settlement> settlements = settlements_of(row);
    for (std::size_t bucket = 0; bucket < into.exposure.size(); ++bucket) {
      const auto [exposure, loss] = reached(row, bucket, settlements, horizon_of(row));
      into.exposure[bucket] += exposure;
      into.loss[bucket] += loss;
      if (request_.is_developed) observe(row, bucket, settlements, observed_ages(vintage), into);
    }
  }

  void observe(std::uint32_t row, std::size_t bucket, const std::vector<Settlement>& settlements,
               std::size_t ages, WaterfallRow& into) const {
    const std::size_t first = found_.first_age[bucket];
    if (ages <= first) return;
    std::vector<std::int64_t>& unrecovered = into.unrecovered[bucket];
    unrecovered.resize(ages - first, 0);
    for (std::size_t age = first; age < ages; ++age) {
      const std::int32_t end = horizon_of(row) - request_.horizon + found_.ages[age];
      unrecovered[age - first] += reached(row, bucket, settlements, end).second;
    }
  }

  WaterfallRow& row_of(std::uint32_t document, std::int32_t month) {
    std::vector<std::uint32_t> group;
    for (const GroupKey& key : request_.keys) group.push_back(key.code_of(document));
    const auto [found, is_new] = by_key_.try_emplace({group, documents_.currency[document], month});
    WaterfallRow& row = found->second;
    if (!is_new) return row;
    row.group = std::move(group);
    row.currency = documents_.currency[document];
    row.month = month;
    row.exposure.assign(static_cast<std::size_t>(request_.buckets.count()), 0);
    row.loss = row.exposure;
    row.is_used.assign(row.exposure.size(), 1);
    row.age.assign(row.exposure.size(), request_.horizon);
    row.development.assign(row.exposure.size(), kWholeRate);
    row.unrecovered.resize(row.exposure.size());
    return row;
  }

  // What is open at the end of the first day in the bucket (all of it in the first bucket), and what of that is written off or
  // unpaid at the end of the day `end`.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> reached(std::uint32_t row, std::size_t bucket,
                                                              const std::vector<Settlement>& settlements,
                                                              std::int32_t end) const {
    const std::int32_t posting = documents_.posting[row];
    const std::int32_t entered =
        bucket == 0 ? posting - 1
                    : std::max(posting, basis_date(row) + request_.buckets.uppers()[bucket - 1] + 1);
    std::int64_t exposure = documents_.amount[row];
    std::int64_t open = exposure;
    std::int64_t written_off = 0;
    for (const Settlement& settlement : settlements) {
      if (settlement.day <= entered) exposure -= settlement.amount;
      if (settlement.day <= end) open -= settlement.amount;
      if (settlement.day > entered && settlement.day <= end && settlement.is_write_off) {
        written_off += settlement.amount;
      }
    }
    exposure = std::max<std::int64_t>(exposure, 0);
    return {exposure, std::clamp<std::int64_t>(std::max<std::int64_t>(open, 0) + written_off, 0, exposure)};
  }

  using Key = std::tuple<std::vector<std::uint32_t>, std::uint16_t, std::int32_t>;
  const WaterfallRequest& request_;
  const Documents& documents_;
  std::vector<std::uint32_t> rows_;
  std::map<std::int32_t, Vintage> vintages_;
  std::map<std::uint16_t, WaterfallSums> sums_;
  std::map<Key, WaterfallRow> by_key_;
  Waterfall found_;
};

}  // namespace

Waterfall find_waterfall(const WaterfallRequest& request) { return WaterfallFinder(request).run(); }

}  // namespace openitem
