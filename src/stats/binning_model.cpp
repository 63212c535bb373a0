// The model: bins that are checked once, however they came about.

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "core/message.hpp"
#include "openitem/binning.hpp"

namespace openitem::stats {
namespace {

class FeatureCheck {
 public:
  FeatureCheck(const BinnedFeature& feature, UnseenCategory unseen) : feature_(feature), unseen_(unseen) {}

  void run() {
    if (feature_.bins.empty()) refuse("has no bins; give one at least");
    for (; at_ < feature_.bins.size(); ++at_) check_bin(feature_.bins[at_]);
    if (feature_.type == FeatureType::numeric) {
      if (intervals_ == 0) refuse("has no intervals; one from no lower to no upper bound holds any number");
      if (!std::isinf(reached_)) refuse("has a last interval with an upper bound; leave it open");
      return;
    }
    if (unseen_ == UnseenCategory::other && others_ == 0) {
      refuse("has no bin other, to which unseen categories are to go; add it");
    }
    if (unseen_ == UnseenCategory::missing && missing_ == 0) {
      refuse("has no bin missing, to which unseen categories are to go; add it");
    }
  }

 private:
  void check_bin(const Bin& bin) {
    if (!std::isfinite(bin.woe)) refuse_bin("has a WoE that is not finite");
    const bool takes_categories = bin.kind == BinKind::categories || bin.kind == BinKind::other;
    if (!takes_categories && !bin.categories.empty())
      refuse_bin("has categories, which its kind does not hold");
    switch (bin.kind) {
      case BinKind::interval: return check_interval(bin);
      case BinKind::special: return check_special(bin);
      case BinKind::categories:
        if (bin.categories.empty()) refuse_bin("has no categories; list them");
        return check_categories(bin);
      case BinKind::other:
        if (others_++ > 0) refuse_bin("is a second bin other");
        return check_categories(bin);
      case BinKind::missing:
        if (missing_++ > 0) refuse_bin("is a second bin missing");
        return;
    }
    refuse_bin("has a kind that is no choice");
  }

  void require_type(FeatureType type) const {
    if (feature_.type != type)
      refuse_bin("is of numbers, others are of categories; a feature has one of them");
  }

  void check_interval(const Bin& bin) {
    require_type(FeatureType::numeric);
    const bool is_first = intervals_++ == 0;
    if (is_first && bin.lower != -HUGE_VAL)
      refuse_bin("is the first interval and has a lower bound; leave it open");
    if (!is_first && bin.lower != reached_) {
      refuse_bin("does not begin where the interval before it ends; intervals follow one another");
    }
    if (!(bin.lower < bin.upper)) refuse_bin("has a lower bound that is not below the upper one");
    reached_ = bin.upper;
  }

  void check_special(const Bin& bin) {
    require_type(FeatureType::numeric);
    if (bin.lower != bin.upper) refuse_bin("is special and needs one number, as lower and as upper bound");
    if (!specials_.insert(bin.lower).second) refuse_bin("repeats a special value");
  }

  void check_categories(const Bin& bin) {
    require_type(FeatureType::categorical);
    for (const std::string& category : bin.categories) {
      if (category.empty()) refuse_bin("lists an empty text, which is a missing value");
      if (!categories_.insert(category).second) {
        refuse_bin(Message().append("lists ").append_quoted(category).append(", which has a bin already"));
      }
    }
  }

  [[noreturn]] void refuse(std::string_view why) const {
    throw Error(Status::invalid_argument,
                Message().append("feature ").append_quoted(feature_.name).append(" ").append(why));
  }
  [[noreturn]] void refuse_bin(std::string_view why) const {
    throw Error(Status::invalid_argument, Message()
                                              .append("feature ")
                                              .append_quoted(feature_.name)
                                              .append(": bin ")
                                              .append(at_)
                                              .append(" ")
                                              .append(why));
  }

  const BinnedFeature& feature_;
  UnseenCategory unseen_;
  std::size_t at_ = 0, intervals_ = 0, others_ = 0, missing_ = 0;
  double reached_ = 0.0;  // upper bound of the last interval
  std::set<double> specials_;
  std::set<std::string_view> categories_;
};

}  // namespace

Binning::Binning(std::vector<BinnedFeature> features, UnseenCategory unseen)
    : features_(std::move(features)), unseen_(unseen) {
  if (name_of(unseen).empty()) throw Error(Status::invalid_argument, "unseen is not a choice");
  if (features_.empty()) throw Error(Status::invalid_argument, "there are no features; give the bins of one");
  std::set<std::string_view> names;
  for (const BinnedFeature& feature : features_) {
    if (feature.name.empty() || !names.insert(feature.name).second) {
      throw Error(Status::invalid_argument,
                  Message()
                      .append("feature ")
                      .append_quoted(feature.name)
                      .append(feature.name.empty() ? " has no name" : " stands twice"));
    }
    FeatureCheck(feature, unseen).run();
  }
}

}  // namespace openitem::stats
