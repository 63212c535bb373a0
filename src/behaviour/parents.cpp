#include "behaviour/parents.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace openitem::behaviour {
namespace {

auto place_of(const ParentChange& change) noexcept {
  return std::tuple(change.key, change.window, change.day);
}

// The day on which an invoice leaves the window.
std::int32_t leaves_on(const PaidSpan& span, const FeatureWindow& window) noexcept {
  if (window.kind == WindowKind::all) return span.until;
  return std::min(span.until, span.invoice.closed_on + window.length);
}

}  // namespace

std::vector<FeatureWindow> parent_windows(const BehaviourPlan& plan) {
  std::vector<FeatureWindow> windows;
  std::copy_if(plan.paid_windows.begin(), plan.paid_windows.end(), std::back_inserter(windows),
               [](const FeatureWindow& window) { return window.kind != WindowKind::last; });
  return windows;
}

void add_changes(std::span<const PaidSpan> spans, std::uint16_t currency,
                 std::span<const std::uint32_t> codes, std::span<const AccountDocument> documents,
                 std::span<const FeatureWindow> windows, std::vector<ParentChange>& changes) {
  const auto add = [&](const PaidSpan& span, std::uint64_t segment) {
    for (std::uint32_t window = 0; window < windows.size(); ++window) {
      ParentChange change{{currency, segment}, window, span.invoice.closed_on, {}};
      change.sums.add(span.invoice);
      changes.push_back(change);
      change.day = leaves_on(span, windows[window]);
      if (change.day == kNeverEffective) continue;
      change.sums = {};
      change.sums.remove(span.invoice);
      changes.push_back(change);
    }
  };
  for (const PaidSpan& span : spans) {
    add(span, kPortfolio);
    if (!codes.empty()) add(span, codes[documents[span.invoice.slot].row]);
  }
}

void merge_changes(std::vector<ParentChange>& changes) {
  std::sort(changes.begin(), changes.end(),
            [](const ParentChange& a, const ParentChange& b) { return place_of(a) < place_of(b); });
  std::size_t kept = 0;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    if (kept > 0 && place_of(changes[kept - 1]) == place_of(changes[at])) {
      changes[kept - 1].sums.merge(changes[at].sums);
    } else {
      changes[kept++] = changes[at];
    }
  }
  changes.resize(kept);
}

Parents::Parents(std::vector<ParentChange> changes, const BehaviourPlan& plan, std::int32_t weight)
    : windows_(parent_windows(plan)), running_(std::move(changes)), weight_(weight) {
  merge_changes(running_);
  for (std::size_t at = 1; at < running_.size(); ++at) {
    const ParentChange& before = running_[at - 1];
    if (before.key == running_[at].key && before.window == running_[at].window)
      running_[at].sums.merge(before.sums);
  }
  std::uint32_t next = 0;
  for (const FeatureWindow& window : plan.paid_windows)
    window_of_column_.push_back(window.kind == WindowKind::last ? 0 : next++);
}

const PaidSums* Parents::find(ParentKey key, std::uint32_t window, std::int32_t day) const noexcept {
  const auto after = std::upper_bound(
      running_.begin(), running_.end(), std::tuple(key, window, day),
      [](const auto& wanted, const ParentChange& known) { return wanted < place_of(known); });
  if (after == running_.begin()) return nullptr;
  const ParentChange& found = *std::prev(after);
  return found.key == key && found.window == window ? &found.sums : nullptr;
}

std::optional<double> Parents::value(Feature feature, std::uint32_t column_window, std::uint16_t currency,
                                     std::optional<std::uint32_t> segment, std::int32_t day) const {
  const std::uint32_t window = window_of_column_[column_window];
  const PaidSums* const all = find({currency, kPortfolio}, window, day);
  const std::optional<double> portfolio = all == nullptr ? std::nullopt : all->value(feature);
  if (!segment || !portfolio) return portfolio;
  const PaidSums* const part = find({currency, *segment}, window, day);
  if (part == nullptr) return portfolio;
  return shrunk(part->count, part->value(feature), *portfolio);
}

double Parents::shrunk(std::int64_t count, std::optional<double> own, double parent) const noexcept {
  if (!own) return parent;
  const auto n = static_cast<double>(count);
  return (n * *own + weight_ * parent) / (n + weight_);
}

std::vector<ParentKey> Parents::keys() const {
  std::vector<ParentKey> keys;
  for (const ParentChange& change : running_) {
    if (keys.empty() || keys.back() != change.key) keys.push_back(change.key);
  }
  return keys;
}

}  // namespace openitem::behaviour
