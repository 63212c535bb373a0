#include "cashflow/flow_vectors.hpp"

#include <algorithm>
#include <cmath>

#include "cashflow/checks.hpp"
#include "core/exponential.hpp"

namespace openitem::cashflow {
namespace {

constexpr const char* kAmountColumn = "flows.amount";
constexpr const char* kDateColumn = "flows.date";

void check_offsets(std::span<const std::int64_t> offsets, std::size_t entries) {
  if (offsets.empty()) {
    throw Error(Status::invalid_argument, "offsets is empty; expected one entry more than there are vectors");
  }
  if (offsets.front() != 0) {
    throw Error(Status::invalid_argument,
                Message().append("offsets[0] is ").append(offsets.front()).append("; expected 0"))
        .at(0, "offsets");
  }
  for (std::size_t at = 1; at < offsets.size(); ++at) {
    if (offsets[at] >= offsets[at - 1]) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("offsets descends from ")
                                              .append(offsets[at - 1])
                                              .append(" to ")
                                              .append(offsets[at])
                                              .append("; expected an ascending list"))
        .at(static_cast<std::int64_t>(at), "offsets");
  }
  if (offsets.back() == static_cast<std::int64_t>(entries)) return;
  throw Error(Status::ragged_columns, Message()
                                          .append("offsets ends at ")
                                          .append(offsets.back())
                                          .append(", the columns of flows have ")
                                          .append(entries)
                                          .append(" entries; expected the same number"))
      .at(static_cast<std::int64_t>(offsets.size()) - 1, "offsets");
}

std::size_t entries_of(const FlowColumns& columns) {
  if (!columns.amounts.empty() && !columns.minor.empty()) {
    throw Error(Status::invalid_argument, "amounts and minor are both given; expected one of the two");
  }
  const std::size_t entries = std::max(columns.amounts.size(), columns.minor.size());
  if (!columns.days.empty() || entries == 0) {
    check_same_length("days", columns.days.size(), "amounts", entries);
  }
  return entries;
}

/// Day counts that are a number of calendar days over one number keep days as their unit: exact, and one multiplication for
/// a whole vector.
double days_of_a_year(DayCount day_count) noexcept {
  switch (day_count) {
    case DayCount::act_360: return 360.0;
    case DayCount::act_364: return 364.0;
    case DayCount::act_365_fixed: return 365.0;
    case DayCount::act_366: return 366.0;
    default: return 0.0;
  }
}

}  // namespace

OrderedFlows in_order(std::vector<std::pair<double, double>> entries) {
  // By time, then amount: what is netted is added in one order, whatever the order of the entries.
  std::sort(entries.begin(), entries.end());
  OrderedFlows flows;
  for (std::size_t at = 0; at < entries.size();) {
    const double moment = entries[at].first;
    double netted = 0.0;
    for (; at < entries.size() && entries[at].first == moment; ++at) netted += entries[at].second;
    if (netted == 0.0) continue;
    flows.sign_changes += !flows.amounts.empty() && (netted > 0.0) != (flows.amounts.back() > 0.0) ? 1 : 0;
    flows.times.push_back(moment);
    flows.amounts.push_back(netted);
  }
  for (std::size_t at = flows.times.size(); at-- > 0;) flows.times[at] -= flows.times.front();
  return flows;
}

FlowVectors::FlowVectors(const FlowColumns& columns, const YieldOptions& options)
    : columns_(columns), day_count_(options.day_count), terms_(options.terms), units_(1.0) {
  check_offsets(columns.offsets, entries_of(columns));
  if (columns.days.empty()) return;
  if (day_count_ == DayCount::not_set) {
    throw Error(Status::not_set,
                "day_count is not set; dated flows need one, act_365_fixed is what Excel takes");
  }
  units_ = days_of_a_year(day_count_) > 0.0 ? days_of_a_year(day_count_) : 1.0;
}

std::int64_t FlowVectors::size() const noexcept {
  return static_cast<std::int64_t>(columns_.offsets.size()) - 1;
}

std::size_t FlowVectors::begin(std::int64_t vector) const noexcept {
  return static_cast<std::size_t>(columns_.offsets[static_cast<std::size_t>(vector)]);
}

std::size_t FlowVectors::end(std::int64_t vector) const noexcept {
  return static_cast<std::size_t>(columns_.offsets[static_cast<std::size_t>(vector) + 1]);
}

double FlowVectors::amount(std::size_t entry) const {
  if (!columns_.minor.empty()) return static_cast<double>(columns_.minor[entry]);
  const double amount = columns_.amounts[entry];
  if (!(std::fabs(amount) <= kMostAmount))
    throw_bad_amount(static_cast<std::int64_t>(entry), kAmountColumn, amount);
  return amount;
}

std::int32_t FlowVectors::first_day(std::int64_t vector) const {
  if (columns_.days.empty()) return 0;
  std::int32_t first = Date::max_days;
  for (std::size_t entry = begin(vector); entry < end(vector); ++entry) {
    const std::int32_t day = columns_.days[entry];
    if (day < Date::min_days || day > Date::max_days) {
      throw Error(Status::date_out_of_range,
                  Message()
                      .append(kDateColumn)
                      .append(" is ")
                      .append(day)
                      .append(" days since 1970-01-01; expected 1900-01-01 to 9999-12-31"))
          .at(static_cast<std::int64_t>(entry), kDateColumn);
    }
    first = std::min(first, day);
  }
  return first;
}

double FlowVectors::time(std::size_t entry, std::size_t first_entry, std::int32_t first_day) const {
  if (columns_.days.empty()) return static_cast<double>(entry - first_entry);
  const std::int32_t day = columns_.days[entry];
  if (units_ > 1.0) return static_cast<double>(day - first_day);
  try {
    return year_fraction(Date(first_day), Date(day), day_count_, terms_).value();
  } catch (Error& failure) {
    throw failure.at(static_cast<std::int64_t>(entry), kDateColumn);
  }
}

bool FlowVectors::read_plain(std::int64_t vector, OrderedFlows& flows) const {
  const std::size_t first = begin(vector), size = end(vector) - first;
  if (units_ <= 1.0 || columns_.amounts.empty() || size == 0) return false;
  const std::int32_t* const days = columns_.days.data() + first;
  const double* const amounts = columns_.amounts.data() + first;
  if (days[0] < Date::min_days || days[size - 1] > Date::max_days) return false;
  flows.times.resize(size);
  flows.amounts.resize(size);
  double* const times = flows.times.data();
  double* const copied = flows.amounts.data();
  std::uint32_t faults = 0, sign_changes = 0;
  for (std::size_t flow = 0; flow < size; ++flow) {
    const double magnitude = std::fabs(amounts[flow]);
    faults |= static_cast<std::uint32_t>(!(magnitude <= kMostAmount)) |
              static_cast<std::uint32_t>(magnitude == 0.0);
    copied[flow] = amounts[flow];
  }
  for (std::size_t flow = 0; flow < size; ++flow)
    times[flow] = static_cast<double>(days[flow]) - static_cast<double>(days[0]);
  for (std::size_t flow = 1; flow < size; ++flow) {
    faults |= static_cast<std::uint32_t>(days[flow] <= days[flow - 1]);
    sign_changes += static_cast<std::uint32_t>((amounts[flow] > 0.0) != (amounts[flow - 1] > 0.0));
  }
  flows.sign_changes = static_cast<std::int32_t>(sign_changes);
  return faults == 0;
}

bool FlowVectors::read_in_order(std::int64_t vector, OrderedFlows& flows) const {
  const std::size_t first = begin(vector), last = end(vector);
  const std::int32_t from = first_day(vector);
  flows.times.resize(last - first);
  flows.amounts.resize(last - first);
  flows.sign_changes = 0;
  double origin = 0.0, before = 0.0, before_amount = 0.0;
  std::size_t size = 0;
  for (std::size_t entry = first; entry < last; ++entry) {
    const double worth = amount(entry);
    const double at = time(entry, first, from);
    if (entry > first && !(at > before)) return false;
    before = at;
    if (worth == 0.0) continue;
    if (size == 0) origin = at;
    flows.sign_changes += size > 0 && (worth > 0.0) != (before_amount > 0.0) ? 1 : 0;
    before_amount = worth;
    flows.times[size] = at - origin;
    flows.amounts[size] = worth;
    ++size;
  }
  flows.times.resize(size);
  flows.amounts.resize(size);
  return true;
}

void FlowVectors::read_any_order(std::int64_t vector, OrderedFlows& flows) const {
  const std::size_t first = begin(vector), last = end(vector);
  const std::int32_t from = first_day(vector);
  std::vector<std::pair<double, double>> entries;
  entries.reserve(last - first);
  for (std::size_t entry = first; entry < last; ++entry)
    entries.emplace_back(time(entry, first, from), amount(entry));
  flows = in_order(std::move(entries));
}

void FlowVectors::read(std::int64_t vector, OrderedFlows& flows) const {
  if (!read_plain(vector, flows) && !read_in_order(vector, flows)) read_any_order(vector, flows);
}

double FlowVectors::present_value(std::int64_t vector, double rate) const {
  const std::size_t first = begin(vector);
  const std::int32_t from = first_day(vector);
  const double exponent = log_of_one_plus(rate) / units_;
  double sum = 0.0;
  for (std::size_t entry = first; entry < end(vector); ++entry) {
    const double worth = amount(entry);
    const double discount = exponential_of(-exponent * time(entry, first, from));
    sum += worth == 0.0 ? 0.0 : worth * discount;
  }
  return sum;
}

}  // namespace openitem::cashflow
