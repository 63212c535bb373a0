// The card: parts that are checked once, however they came about.

#include "openitem/scorecard.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "core/message.hpp"
#include "core/utf8.hpp"
#include "credit/points_checks.hpp"
#include "credit/scorecard_scale.hpp"
#include "stats/additive_checks.hpp"

namespace openitem::credit {
namespace {

/// Texts of a card go into columns and files: UTF-8, and without the byte that ends a C string.
void check_text(std::string_view what, std::string_view text) {
  if (is_utf8(text) && text.find('\0') == std::string_view::npos) return;
  throw Error(Status::invalid_text, Message().append(what).append(" ").append_quoted(text).append(
                                        " is not UTF-8 or contains a NUL"));
}

void check_texts(const stats::Binning& binning) {
  for (const stats::BinnedFeature& feature : binning.features()) {
    check_text("the name of feature", feature.name);
    for (const stats::Bin& bin : feature.bins) {
      for (const std::string& category : bin.categories) check_text("category", category);
    }
  }
}

void check_features(const ScorecardParts& parts) {
  const std::span<const stats::BinnedFeature> features = parts.binning.features();
  if (parts.features.size() != features.size()) {
    throw Error(Status::invalid_argument, Message()
                                              .append("there are points of ")
                                              .append(parts.features.size())
                                              .append(" features, the binning has ")
                                              .append(features.size()));
  }
  for (std::size_t at = 0; at < features.size(); ++at) {
    stats::check_bin_numbers(features[at], parts.features[at].points, "points");
    if (!std::isinf(parts.features[at].mean)) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("the mean points of feature ")
                                              .append_quoted(features[at].name)
                                              .append(" are infinite"));
  }
}

/// Reasons and columns are called by the names of features and pairs: so none may be another's.
void check_pair_points(const ScorecardParts& parts) {
  std::set<std::string> names;
  for (const stats::BinnedFeature& feature : parts.binning.features()) names.insert(feature.name);
  stats::PairChecks checks(parts.binning);
  for (const PairPoints& pair : parts.pairs) {
    checks.check(pair.first, pair.second, pair.points, "points");
    const std::string name = stats::pair_name(parts.binning, pair.first, pair.second);
    if (names.insert(name).second) continue;
    throw Error(Status::invalid_argument, Message()
                                              .append("a feature or another pair is called ")
                                              .append_quoted(name)
                                              .append(", as a pair is"));
  }
}

class ClassChecks {
 public:
  explicit ClassChecks(const ScorecardParts& parts) : parts_(parts) {}

  void run() {
    for (; at_ < parts_.classes.size(); ++at_) check(parts_.classes[at_]);
    if (rises_ && falls_) {
      throw Error(
          Status::invalid_argument,
          "the PDs of the classes neither fall nor rise from one class to the next; they must be monotone");
    }
    if (!parts_.scale) return;
    const bool falls = pd_falls_with_score(*parts_.scale);
    if (falls ? !rises_ : !falls_) return;
    throw Error(Status::invalid_argument,
                falls ? "the PDs of the classes rise with the score, on the scale of the card they fall"
                      : "the PDs of the classes fall with the score, on the scale of the card they rise");
  }

 private:
  void check(const RatingClass& one) {
    if (one.name.empty()) refuse("has no name");
    check_text("class", one.name);
    if (!names_.insert(one.name).second) refuse("stands twice");
    if (at_ == 0) {
      if (one.lower != -HUGE_VAL) refuse("is the lowest and has a lower bound; it begins at -infinity");
    } else if (!std::isfinite(one.lower) || !(one.lower > parts_.classes[at_ - 1].lower)) {
      refuse("has a lower bound that is not finite and above that of the class before it");
    }
    if (std::isnan(one.pd)) return;
    if (one.pd < 0.0 || one.pd > 1.0) refuse("has a PD that is not within 0 .. 1");
    if (one.pd > last_pd_) rises_ = true;
    if (one.pd < last_pd_) falls_ = true;
    last_pd_ = one.pd;
  }

  [[noreturn]] void refuse(std::string_view why) const {
    throw Error(Status::invalid_argument, Message()
                                              .append("class ")
                                              .append(at_)
                                              .append(" ")
                                              .append_quoted(parts_.classes[at_].name)
                                              .append(" ")
                                              .append(why));
  }

  const ScorecardParts& parts_;
  std::size_t at_ = 0;
  std::set<std::string_view> names_;
  double last_pd_ = std::numeric_limits<double>::quiet_NaN();  // of the last class that states one
  bool rises_ = false, falls_ = false;
};

/// So that no score of any row leaves the doubles.
void check_sum(const ScorecardParts& parts) {
  constexpr double most = 1e300;
  double sum = std::fabs(parts.base_points);
  const auto add = [&](const std::vector<double>& points) {
    double greatest = 0.0;
    for (const double one : points) greatest = std::max(greatest, std::fabs(one));
    sum += greatest;
  };
  for (const FeaturePoints& feature : parts.features) add(feature.points);
  for (const PairPoints& pair : parts.pairs) add(pair.points);
  if (sum <= most) return;
  throw Error(Status::invalid_argument, "the points of the card add up to more than 10^300");
}

void check_notes(const ScorecardParts& parts) {
  std::set<std::string_view> names;
  for (const auto& [name, text] : parts.notes) {
    check_text("note", name);
    check_text("the text of a note,", text);
    if (!name.empty() && names.insert(name).second) continue;
    throw Error(Status::invalid_argument, Message().append("note ").append_quoted(name).append(
                                              name.empty() ? " has no name" : " stands twice"));
  }
}

/// Points of nothing are 0, never a negative zero: tables do not tell the two apart.
void clear_negative_zeros(ScorecardParts& parts) noexcept {
  const auto clear = [](double& number) { number += 0.0; };
  clear(parts.base_points);
  for (FeaturePoints& feature : parts.features) {
    clear(feature.mean);
    std::for_each(feature.points.begin(), feature.points.end(), clear);
  }
  for (PairPoints& pair : parts.pairs) std::for_each(pair.points.begin(), pair.points.end(), clear);
  for (RatingClass& one : parts.classes) {
    clear(one.lower);
    clear(one.pd);
  }
  if (parts.scale) clear(parts.scale->offset);
}

}  // namespace

Scorecard::Scorecard(ScorecardParts parts) : parts_(std::move(parts)) {
  if (!std::isfinite(parts_.base_points))
    throw Error(Status::invalid_argument, "the base points are not finite");
  check_texts(parts_.binning);
  check_features(parts_);
  check_pair_points(parts_);
  check_sum(parts_);
  if (parts_.scale) check_scale(*parts_.scale);
  ClassChecks(parts_).run();
  check_notes(parts_);
  clear_negative_zeros(parts_);
}

}  // namespace openitem::credit
